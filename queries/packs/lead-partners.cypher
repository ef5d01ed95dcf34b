// name: lead-partners
// title_zh: 牵头单位和配合单位
// title_en: Who leads with whom
// description_zh: 谁牵头、带着谁、一起做几件事,附一条任务和原文
// description_en: Which body leads which other one, on how many tasks, with one task and its words
// param: department | string | null | "市教育局" | 只看这个牵头部门 | only this leading body
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// param: among | int | 60 | 200 | 在牵头最多的多少个部门中找 | look among so many of the bodies that lead most
// columns: lead, partner, place, tasks, example_task, quote, lead_id, partner_id
// table: lead, partner, place, tasks, example_task
// draws: graph lead partner

MATCH (d:Department)
WHERE ($department IS NULL OR (d.name = $department OR d.full_name = $department OR d.line = $department OR d.id = $department OR $department IN d.aliases))
  AND ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH d, COUNT { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.role = 'lead' AND ($prose OR r.basis <> 'prose') } AS led
WHERE led > 0
WITH d, led
ORDER BY led DESC, d.id
LIMIT $among
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)<-[s:RESPONSIBLE_FOR]-(e:Department)
WHERE r.role = 'lead' AND s.role <> 'lead' AND ($prose OR r.basis <> 'prose') AND ($prose OR s.basis <> 'prose')
WITH d, e, count(*) AS tasks, min(t.id) AS first
ORDER BY tasks DESC, d.id, e.id
LIMIT $limit
MATCH (e)-[s:RESPONSIBLE_FOR]->(t:Task {id: first})
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS lead, e.name AS partner, p.full_name AS place, tasks, t.title AS example_task, s.quote AS quote,
       d.id AS lead_id, e.id AS partner_id
ORDER BY tasks DESC, lead_id, partner_id
