// name: sole-responsibility
// title_zh: 只有一个责任单位的任务
// title_en: Tasks with one responsible body
// description_zh: 责任最清楚的任务:只写了一个单位
// description_en: The clearest responsibility: one body and no other
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: department, place, role, document, doc_number, number, task, domain, quote, char_start, task_id
// table: department, place, role, document, number, task, domain
// draws: graph department task

MATCH (d:Department)
WHERE ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE r.sole AND ($prose OR r.basis <> 'prose')
  AND ($domain IS NULL OR EXISTS { MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 AND g.name = $domain })
MATCH (t)<-[:HAS_TASK]-(doc:Document)
WITH t, r, d, doc
ORDER BY d.id, doc.id, t.ordinal, t.id
LIMIT 10000
WITH t, r, d, doc
ORDER BY d.id, doc.id, t.ordinal, t.id
LIMIT $limit
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
OPTIONAL MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1
RETURN d.name AS department, p.full_name AS place, r.role AS role, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number,
       t.number AS number, t.title AS task, g.name AS domain, r.quote AS quote, r.char_start AS char_start, t.id AS task_id
ORDER BY d.id, doc.id, t.ordinal, task_id
