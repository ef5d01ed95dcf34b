// name: place-overview
// title_zh: 各地概况
// title_en: What each place has
// description_zh: 每个地方几份文件、几项任务、几个部门、几个有牵头单位的任务
// description_en: Documents, tasks, bodies and tasks with a lead in each place
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: place, level, documents, tasks, with_lead, unassigned, departments
// draws: bar place tasks

MATCH (p:Place)<-[:APPLIES_TO]-(doc:Document)-[:HAS_TASK]->(t:Task)
WHERE ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH p, doc, t, count(d) AS bodies, sum(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS leads
WITH p, count(DISTINCT doc) AS documents, count(t) AS tasks, sum(CASE WHEN leads > 0 THEN 1 ELSE 0 END) AS with_lead,
     sum(CASE WHEN bodies = 0 THEN 1 ELSE 0 END) AS unassigned
RETURN p.full_name AS place, p.level AS level, documents, tasks, with_lead, unassigned,
       COUNT { (:Department)-[:LOCATED_IN]->(p) } AS departments
ORDER BY tasks DESC, p.id
LIMIT $limit
