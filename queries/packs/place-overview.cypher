// name: place-overview
// title_zh: 各地概况
// title_en: What each place has
// description_zh: 每个地方几份文件、几项任务、几个部门、几个有牵头单位的任务
// description_en: Documents, tasks, bodies and tasks with a lead in each place
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: place, level, documents, tasks, with_lead, unassigned, departments
// draws: bar place tasks

MATCH (p:Place)
WHERE $place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place
WITH p, COUNT { (p)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(:Task) } AS tasks
WHERE tasks > 0
WITH p, tasks
ORDER BY tasks DESC, p.id
LIMIT 10000
WITH p, tasks
ORDER BY tasks DESC, p.id
LIMIT $limit
RETURN p.full_name AS place, p.level AS level, COUNT { (p)<-[:APPLIES_TO]-(:Document) } AS documents, tasks,
       COUNT {
         MATCH (p)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(t:Task)
         WHERE EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.role = 'lead' AND r.basis <> 'prose' }
       } AS with_lead,
       COUNT {
         MATCH (p)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(t:Task)
         WHERE NOT EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.basis <> 'prose' }
       } AS unassigned,
       COUNT { (:Department)-[:LOCATED_IN]->(p) } AS departments
ORDER BY tasks DESC, p.id
