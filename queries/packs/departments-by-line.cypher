// name: departments-by-line
// title_zh: 同一条线在各地的部门
// title_en: One line of duty across places
// description_zh: 同一条线(如教育、民政)各地的部门和任务数
// description_en: The bodies that serve one function in each place, and their tasks
// param: line | string | null | "教育" | 只看这条线 | only this line
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: line, department, place, level, leads, tasks, department_id
// draws: bar place tasks

MATCH (d:Department)
WHERE d.line IS NOT NULL AND ($line IS NULL OR d.line = $line)
MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task)
WHERE r.basis <> 'prose'
WITH d, sum(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS leads, count(*) AS tasks
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
WITH d, p, leads, tasks
ORDER BY p.id, d.id
WITH d.line AS line, count(*) AS places, collect({id: d.id, name: d.name, level: d.level, place: p.full_name, leads: leads, tasks: tasks}) AS bodies
ORDER BY places DESC, line
UNWIND bodies AS body
WITH line, places, body
LIMIT $limit
RETURN line, body.name AS department, body.place AS place, body.level AS level, body.leads AS leads, body.tasks AS tasks,
       body.id AS department_id
ORDER BY places DESC, line, place, department_id
