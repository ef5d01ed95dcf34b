// name: province-city-tasks
// title_zh: 省里的任务和市县的任务
// title_en: Provincial tasks against city tasks
// description_zh: 上级文件的任务在下级文件中最相近的任务
// description_en: A higher level's task beside the likest one in a lower level's document
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: within | bool | false | true | 只看本省本市之内的上下级 | only pairs where the lower place lies within the higher one
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// columns: score, domain, upper_place, upper_level, upper_task, lower_place, lower_level, lower_task, upper_document, lower_document, upper_id, lower_id
// table: score, domain, upper_place, upper_task, lower_place, lower_task
// draws: graph upper_task lower_task

OPTIONAL MATCH (y:Document)
WHERE y.level = 'county'
WITH count(y) AS counties
MATCH (upper:Document)
WHERE upper.level = 'national' OR upper.level = 'province' OR (upper.level = 'city' AND counties > 0)
WITH upper
MATCH (upper)-[:HAS_TASK]->(u:Task)-[s:SAME_DOMAIN_AS]-(l:Task)
WHERE $domain IS NULL OR s.domain = $domain
MATCH (l)<-[:HAS_TASK]-(lower:Document)
WHERE (upper.level = 'national' AND lower.level <> 'national')
   OR (upper.level = 'province' AND (lower.level = 'city' OR lower.level = 'county'))
   OR (upper.level = 'city' AND lower.level = 'county')
MATCH (upper)-[:APPLIES_TO]->(p:Place)
MATCH (lower)-[:APPLIES_TO]->(q:Place)
WHERE NOT $within OR EXISTS { (q)-[:WITHIN]->(p) } OR EXISTS { (q)-[:WITHIN]->(:Place)-[:WITHIN]->(p) }
   OR EXISTS { (q)-[:WITHIN]->(:Place)-[:WITHIN]->(:Place)-[:WITHIN]->(p) }
WITH s, u, l, upper, lower, p, q
ORDER BY s.score DESC, u.id, l.id
LIMIT 10000
RETURN s.score AS score, s.domain AS domain, p.full_name AS upper_place, upper.level AS upper_level, u.title AS upper_task,
       q.full_name AS lower_place, lower.level AS lower_level, l.title AS lower_task, coalesce(upper.title, upper.source) AS upper_document,
       coalesce(lower.title, lower.source) AS lower_document, u.id AS upper_id, l.id AS lower_id
ORDER BY score DESC, upper_id, lower_id
LIMIT $limit
