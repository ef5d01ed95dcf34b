// name: domain-tasks
// title_zh: 一个领域的任务
// title_en: The tasks of one domain
// description_zh: 某领域里各文件的任务和责任单位
// description_en: The tasks of a domain over all documents, with who carries them
// param: domain | string | required | "教育" | 哪个领域 | which domain
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: place, document, doc_number, number, task, score, leads, bodies, indicators, task_id
// table: place, document, number, task, leads, bodies, indicators
// draws: graph document task

MATCH (g:Domain)<-[i:IN_DOMAIN]-(t:Task)<-[:HAS_TASK]-(doc:Document)
WHERE g.name = $domain AND i.rank = 1
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
WITH i, t, doc, p
WHERE ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
WITH i, t, doc, p
ORDER BY doc.id, t.ordinal, t.id
LIMIT 10000
WITH i, t, doc, p
ORDER BY doc.id, t.ordinal, t.id
LIMIT $limit
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH i, t, doc, p, r, d
ORDER BY r.position, d.id
WITH i, t, doc, p, collect(CASE WHEN r.role = 'lead' THEN d.name END) AS leads, collect(CASE WHEN r.role <> 'lead' THEN d.name END) AS bodies
RETURN p.full_name AS place, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, t.number AS number, t.title AS task, i.score AS score,
       leads, bodies, COUNT { (t)-[:HAS_INDICATOR]->(:Indicator) } AS indicators, t.id AS task_id
ORDER BY doc.id, t.ordinal, task_id
