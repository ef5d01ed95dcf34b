// name: task-deadlines
// title_zh: 写明时限的任务
// title_en: Tasks with a deadline
// description_zh: 正文或附表写了完成时限的任务,和牵头、负责的单位
// description_en: Tasks whose text or annex states when they are due, and who leads or answers for them
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: deadline, place, document, doc_number, number, task, in_charge, task_id
// table: deadline, place, number, task, in_charge
// draws: table

MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE t.deadline IS NOT NULL AND ($document IS NULL OR doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
  AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH doc, t
ORDER BY t.deadline, doc.id, t.ordinal, t.id
LIMIT 10000
WITH doc, t
ORDER BY t.deadline, doc.id, t.ordinal, t.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.role <> 'support' AND r.basis <> 'prose'
WITH doc, t, p, r, d
ORDER BY r.position, d.id
WITH doc, t, p, collect(d.name) AS in_charge
RETURN t.deadline AS deadline, p.full_name AS place, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, t.number AS number,
       t.title AS task, in_charge, t.id AS task_id
ORDER BY deadline, doc.id, t.ordinal, task_id
