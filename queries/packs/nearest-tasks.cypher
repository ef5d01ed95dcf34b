// name: nearest-tasks
// title_zh: 别处最相近的任务
// title_en: Nearest tasks elsewhere
// description_zh: 同一领域里别的文件中最相近的任务,各自由谁负责
// description_en: The likest tasks of the same domain in other documents, and who carries each
// param: words | string | null | "学前教育" | 任务标题中的字或任务编号 | words of the task's title, or its id
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// columns: score, domain, place, document, task, bodies, other_place, other_document, other_task, other_bodies, task_id, other_id
// table: score, domain, place, task, other_place, other_task, other_bodies
// draws: graph task other_task

MATCH (t:Task)-[s:SAME_DOMAIN_AS]->(o:Task)
WHERE $words IS NULL AND $place IS NULL AND ($domain IS NULL OR s.domain = $domain)
WITH t, s, o
ORDER BY s.score DESC, t.id, o.id
LIMIT 10000
WITH t, s, o
ORDER BY s.score DESC, t.id, o.id
LIMIT $limit
MATCH (t)<-[:HAS_TASK]-(doc:Document)
MATCH (o)<-[:HAS_TASK]-(other:Document)
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (other)-[:APPLIES_TO]->(q:Place)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, s, o, doc, other, p, q, r, d
ORDER BY r.position, d.id
WITH t, s, o, doc, other, p, q, collect(d.name) AS bodies
OPTIONAL MATCH (o)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, s, o, doc, other, p, q, bodies, r, d
ORDER BY r.position, d.id
WITH t, s, o, doc, other, p, q, bodies, collect(d.name) AS other_bodies
RETURN s.score AS score, s.domain AS domain, p.full_name AS place, coalesce(doc.title, doc.source) AS document, t.title AS task, bodies,
       q.full_name AS other_place, coalesce(other.title, other.source) AS other_document, o.title AS other_task, other_bodies, t.id AS task_id, o.id AS other_id
ORDER BY score DESC, task_id, other_id
UNION ALL
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE ($words IS NOT NULL OR $place IS NOT NULL) AND ($words IS NULL OR t.title CONTAINS $words OR t.id = $words)
  AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (t)-[s:SAME_DOMAIN_AS]-(o:Task)
WHERE $domain IS NULL OR s.domain = $domain
WITH t, s, o
ORDER BY s.score DESC, t.id, o.id
LIMIT 10000
WITH t, s, o
ORDER BY s.score DESC, t.id, o.id
LIMIT $limit
MATCH (t)<-[:HAS_TASK]-(doc:Document)
MATCH (o)<-[:HAS_TASK]-(other:Document)
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (other)-[:APPLIES_TO]->(q:Place)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, s, o, doc, other, p, q, r, d
ORDER BY r.position, d.id
WITH t, s, o, doc, other, p, q, collect(d.name) AS bodies
OPTIONAL MATCH (o)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, s, o, doc, other, p, q, bodies, r, d
ORDER BY r.position, d.id
WITH t, s, o, doc, other, p, q, bodies, collect(d.name) AS other_bodies
RETURN s.score AS score, s.domain AS domain, p.full_name AS place, coalesce(doc.title, doc.source) AS document, t.title AS task, bodies,
       q.full_name AS other_place, coalesce(other.title, other.source) AS other_document, o.title AS other_task, other_bodies, t.id AS task_id, o.id AS other_id
ORDER BY score DESC, task_id, other_id
