// name: collective-bodies
// title_zh: 落在集体上的责任
// title_en: Responsibility on collective bodies
// description_zh: 责任单位写成“各县(市、区)人民政府”“各有关单位”一类的任务
// description_en: Tasks given to collectives (all counties, all units concerned) instead of a named body
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: department, place, role, document, doc_number, number, task, named_bodies, quote, char_start, task_id
// table: department, place, role, document, number, task, named_bodies
// draws: graph department task

MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)<-[:HAS_TASK]-(doc:Document)
WHERE d.kind = 'collective' AND r.basis <> 'prose' AND ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH d, r, t, doc
ORDER BY doc.id, t.ordinal, t.id, d.id
LIMIT 10000
WITH d, r, t, doc
ORDER BY doc.id, t.ordinal, t.id, d.id
LIMIT $limit
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS department, p.full_name AS place, r.role AS role, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number,
       t.number AS number, t.title AS task, COUNT { MATCH (t)<-[s:RESPONSIBLE_FOR]-(e:Department) WHERE e.kind <> 'collective' } AS named_bodies,
       r.quote AS quote, r.char_start AS char_start, t.id AS task_id
ORDER BY doc.id, t.ordinal, task_id, d.id
