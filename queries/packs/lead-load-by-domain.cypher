// name: lead-load-by-domain
// title_zh: 各领域由谁牵头
// title_en: Who leads in each domain
// description_zh: 每个领域里各部门牵头的任务数
// description_en: How many tasks each body leads in each domain
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 100 | 10 | 最多几行 | at most so many rows
// columns: domain, department, place, leads, example_task, quote, department_id
// table: domain, department, place, leads, example_task
// draws: bar department leads

MATCH (d:Department)
WHERE ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH DISTINCT d
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)-[i:IN_DOMAIN]->(g:Domain)
WHERE r.role = 'lead' AND i.rank = 1 AND ($domain IS NULL OR g.name = $domain) AND ($prose OR r.basis <> 'prose')
WITH g, d, count(*) AS leads, min(t.id) AS first
ORDER BY leads DESC, g.name, d.id
LIMIT $limit
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task {id: first})
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN g.name AS domain, d.name AS department, p.full_name AS place, leads, t.title AS example_task, r.quote AS quote,
       d.id AS department_id
ORDER BY leads DESC, domain, department_id
