// name: shared-tasks
// title_zh: 共同负责最多的部门
// title_en: Bodies that carry tasks together
// description_zh: 哪两个部门同列在同一任务下,共几件
// description_en: Which two bodies are named for the same task, and how often
// param: department | string | null | "市教育局" | 只看和这个部门一起的 | only pairs with this body
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// param: among | int | 60 | 200 | 在任务最多的多少个部门中找 | look among so many of the busiest bodies
// columns: department, other, place, tasks, example_task, quote, department_id, other_id
// draws: graph department other

MATCH (d:Department)
WHERE ($department IS NULL OR (d.name = $department OR d.full_name = $department OR d.line = $department OR d.id = $department OR $department IN d.aliases))
  AND ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH d, COUNT { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE $prose OR r.basis <> 'prose' } AS own
WHERE own > 0
WITH d, own
ORDER BY own DESC, d.id
LIMIT $among
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)<-[s:RESPONSIBLE_FOR]-(e:Department)
WHERE (d.id < e.id OR ($department IS NOT NULL AND d.id <> e.id)) AND ($prose OR r.basis <> 'prose')
  AND ($prose OR s.basis <> 'prose')
WITH d, e, count(*) AS tasks, min(t.id) AS first
ORDER BY tasks DESC, d.id, e.id
LIMIT $limit
MATCH (e)-[s:RESPONSIBLE_FOR]->(t:Task {id: first})
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS department, e.name AS other, p.full_name AS place, tasks, t.title AS example_task, s.quote AS quote,
       d.id AS department_id, e.id AS other_id
ORDER BY tasks DESC, department_id, other_id
