// name: lead-load
// title_zh: 牵头任务最多的部门
// title_en: Departments with the most lead tasks
// description_zh: 每个部门牵头、负责、按职责分工、配合的任务各有多少,附一条原文
// description_en: How many tasks each body leads, carries, shares by duty and supports, with one sentence to check
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: year | int | null | 2017 | 只看这一年印发的文件 | only documents issued in this year
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 25 | 10 | 最多几行 | at most so many rows
// columns: department, place, leads, responsible, by_duty, supports, tasks, documents, example_task, quote, department_id
// table: department, place, leads, responsible, by_duty, supports, tasks, documents
// draws: bar department leads

MATCH (d:Department)
WHERE ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE ($prose OR r.basis <> 'prose')
  AND ($domain IS NULL OR EXISTS { MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 AND g.name = $domain })
  AND ($year IS NULL OR EXISTS { MATCH (y:Document)-[:HAS_TASK]->(t) WHERE y.issued_on.year = $year })
WITH d, sum(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS leads, sum(CASE WHEN r.role = 'responsible' THEN 1 ELSE 0 END) AS responsible,
     count(*) AS tasks
WITH d, leads, responsible, tasks
ORDER BY leads DESC, responsible DESC, tasks DESC, d.id
LIMIT 10000
WITH d, leads, responsible, tasks
ORDER BY leads DESC, responsible DESC, tasks DESC, d.id
LIMIT $limit
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)<-[:HAS_TASK]-(doc:Document)
WHERE ($prose OR r.basis <> 'prose') AND ($domain IS NULL OR EXISTS { MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 AND g.name = $domain })
  AND ($year IS NULL OR doc.issued_on.year = $year)
WITH d, leads, responsible, tasks, count(DISTINCT doc) AS documents,
     sum(CASE WHEN r.role = 'by_duty' THEN 1 ELSE 0 END) AS by_duty,
     sum(CASE WHEN r.role = 'support' THEN 1 ELSE 0 END) AS supports,
     min(CASE WHEN r.role = 'lead' THEN t.id END) AS first_lead, min(t.id) AS first
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task {id: coalesce(first_lead, first)})
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS department, p.full_name AS place, leads, responsible, by_duty, supports, tasks, documents,
       t.title AS example_task, r.quote AS quote, d.id AS department_id
ORDER BY leads DESC, responsible DESC, tasks DESC, department_id
