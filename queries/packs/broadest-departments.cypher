// name: broadest-departments
// title_zh: 管得最宽的部门
// title_en: Bodies that span the most domains
// description_zh: 一个部门的任务跨了几个领域
// description_en: Over how many domains a body's tasks spread
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 25 | 10 | 最多几行 | at most so many rows
// columns: department, place, domains, tasks, leads, domain_names, department_id
// draws: bar department domains

MATCH (d:Department)
WHERE ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (g:Domain)
WHERE EXISTS {
  MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task)-[i:IN_DOMAIN]->(g)
  WHERE i.rank = 1 AND ($prose OR r.basis <> 'prose')
}
WITH d, count(*) AS domains
ORDER BY domains DESC, d.id
LIMIT $limit
MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task)-[i:IN_DOMAIN]->(g:Domain)
WHERE i.rank = 1 AND ($prose OR r.basis <> 'prose')
WITH d, domains, g, count(*) AS n, sum(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS led
ORDER BY n DESC, g.name
WITH d, domains, sum(n) AS tasks, sum(led) AS leads, collect(g.name) AS domain_names
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS department, p.full_name AS place, domains, tasks, leads, domain_names, d.id AS department_id
ORDER BY domains DESC, department_id
