// name: tasks-without-targets
// title_zh: 没有量化指标的任务
// title_en: Tasks without a number to hold them to
// description_zh: 有责任单位、但没有任何量化指标的任务
// description_en: Tasks that have an owner and no quantified commitment
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, place, number, task, domain, bodies, task_id
// table: document, place, number, task, domain, bodies
// draws: graph document task

MATCH (t:Task)
WHERE t.kind = 'task' AND NOT EXISTS { (t)-[:HAS_INDICATOR]->(:Indicator) }
  AND EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.basis <> 'prose' }
  AND ($document IS NULL OR EXISTS { MATCH (y:Document)-[:HAS_TASK]->(t) WHERE y.doc_number = $document OR y.title CONTAINS $document OR y.source = $document OR y.id = $document })
  AND ($place IS NULL OR EXISTS {
    MATCH (t)<-[:HAS_TASK]-(:Document)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place
  })
WITH t
ORDER BY t.id
LIMIT 10000
WITH t
ORDER BY t.id
LIMIT $limit
MATCH (t)<-[:HAS_TASK]-(doc:Document)
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH doc, t, p, g, r, d
ORDER BY r.position, d.id
WITH doc, t, p, g, collect(d.name) AS bodies
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, p.full_name AS place, t.number AS number,
       t.title AS task, g.name AS domain, bodies, t.id AS task_id
ORDER BY task_id
