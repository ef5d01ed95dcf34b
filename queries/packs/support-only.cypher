// name: support-only
// title_zh: 只配合、从不牵头的部门
// title_en: Bodies that only ever support
// description_zh: 出现在任务里、但从没有牵头或负责过的部门
// description_en: Bodies named for tasks that never lead or carry one
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 100 | 10 | 最多几行 | at most so many rows
// columns: department, place, supports, example_task, quote, department_id
// draws: bar department supports

MATCH (d:Department)
WHERE ($place IS NULL OR EXISTS { MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
  AND EXISTS { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.role = 'support' AND r.basis <> 'prose' }
  AND NOT EXISTS { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.role <> 'support' AND r.basis <> 'prose' }
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE r.basis <> 'prose'
WITH d, count(*) AS supports, min(t.id) AS first
ORDER BY supports DESC, d.id
LIMIT $limit
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task {id: first})
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
RETURN d.name AS department, p.full_name AS place, supports, t.title AS example_task, r.quote AS quote, d.id AS department_id
ORDER BY supports DESC, department_id
