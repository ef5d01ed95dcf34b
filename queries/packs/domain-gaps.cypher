// name: domain-gaps
// title_zh: 两地的领域差别
// title_en: Domains: one place against another
// description_zh: 两个地方在每个领域的任务数之差;一方为零的排在前
// description_en: Tasks per domain of two places side by side; domains that one of them leaves out come first
// param: place_a | string | required | "阜阳市" | 第一个地方 | the first place
// param: place_b | string | required | "四平市" | 第二个地方 | the second place
// columns: domain, tasks_a, tasks_b, difference, missing_in, example_a, example_b
// draws: matrix domain tasks_a tasks_b

MATCH (g:Domain)
OPTIONAL MATCH (a:Place)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(ta:Task)-[ia:IN_DOMAIN]->(g)
WHERE ia.rank = 1 AND (a.name = $place_a OR a.full_name = $place_a OR a.id = $place_a)
WITH g, ta
ORDER BY ta.id
WITH g, count(ta) AS tasks_a, collect(ta.title)[0] AS example_a
OPTIONAL MATCH (b:Place)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(tb:Task)-[ib:IN_DOMAIN]->(g)
WHERE ib.rank = 1 AND (b.name = $place_b OR b.full_name = $place_b OR b.id = $place_b)
WITH g, tasks_a, example_a, tb
ORDER BY tb.id
WITH g, tasks_a, example_a, count(tb) AS tasks_b, collect(tb.title)[0] AS example_b
WHERE tasks_a + tasks_b > 0
RETURN g.name AS domain, tasks_a, tasks_b, tasks_a - tasks_b AS difference,
       CASE WHEN tasks_a = 0 THEN $place_a WHEN tasks_b = 0 THEN $place_b END AS missing_in, example_a, example_b
ORDER BY CASE WHEN tasks_a = 0 OR tasks_b = 0 THEN 0 ELSE 1 END, abs(tasks_a - tasks_b) DESC, domain
