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
  AND EXISTS { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.basis <> 'prose' }
WITH d.line AS line, count(*) AS places, collect(d) AS bodies
ORDER BY places DESC, line
UNWIND bodies AS d
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
WITH line, places, d, p
ORDER BY places DESC, line, p.id, d.id
LIMIT 10000
WITH line, places, d, p
ORDER BY places DESC, line, p.id, d.id
LIMIT $limit
RETURN line, d.name AS department, p.full_name AS place, d.level AS level,
       COUNT { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.role = 'lead' AND r.basis <> 'prose' } AS leads,
       COUNT { MATCH (d)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.basis <> 'prose' } AS tasks, d.id AS department_id
ORDER BY places DESC, line, p.id, department_id
