// name: domain-coverage
// title_zh: 各地各领域的任务数
// title_en: Tasks by domain and place
// description_zh: 每个地方的文件在每个领域布置了多少任务、占多少
// description_en: How many tasks a place's documents set in each domain, and their share
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 500 | 10 | 最多几行 | at most so many rows
// columns: place, domain, tasks, share, documents
// draws: matrix place domain tasks

MATCH (p:Place)<-[:APPLIES_TO]-(doc:Document)-[:HAS_TASK]->(t:Task)-[i:IN_DOMAIN]->(g:Domain)
WHERE i.rank = 1 AND ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
WITH p, g, count(*) AS tasks, count(DISTINCT doc) AS documents
WITH p, collect({domain: g.name, tasks: tasks, documents: documents}) AS cells, sum(tasks) AS total
UNWIND cells AS cell
RETURN p.full_name AS place, cell.domain AS domain, cell.tasks AS tasks, round(100.0 * cell.tasks / total, 1) AS share,
       cell.documents AS documents
ORDER BY place, tasks DESC, domain
LIMIT $limit
