// name: diffused-responsibility
// title_zh: 按职责分工而无人牵头的任务
// title_en: By-duty tasks without a lead
// description_zh: 写“按职责分工负责”、没有牵头单位的任务,单位多的在前
// description_en: Tasks left to several bodies by duty with nobody leading; the most crowded first
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: bodies | int | 2 | 4 | 至少几个单位 | at least so many bodies
// param: limit | int | 100 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, place, number, task, bodies, departments, quote, task_id
// table: document, place, number, task, bodies, departments
// draws: bar task bodies

MATCH (doc:Document)
WHERE doc.loaded AND ($document IS NULL OR doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
  AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK]->(t:Task)
WHERE EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.role = 'by_duty' }
  AND NOT EXISTS { MATCH (t)<-[l:RESPONSIBLE_FOR]-(:Department) WHERE l.role = 'lead' }
WITH t, doc, COUNT { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.basis <> 'prose' } AS bodies
WHERE bodies >= $bodies
WITH t, doc, bodies
ORDER BY bodies DESC, doc.id, t.ordinal, t.id
LIMIT 10000
WITH t, doc, bodies
ORDER BY bodies DESC, doc.id, t.ordinal, t.id
LIMIT $limit
MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department)
WHERE r.basis <> 'prose'
WITH t, doc, bodies, r, d
ORDER BY r.position, d.id
WITH t, doc, bodies, collect(d.name) AS departments, collect(r.quote)[0] AS quote
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, p.full_name AS place, t.number AS number, t.title AS task, bodies,
       departments, quote, t.id AS task_id
ORDER BY bodies DESC, doc.id, t.ordinal, task_id
