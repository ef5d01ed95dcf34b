// name: domain-gaps
// title_zh: 两地的领域差别
// title_en: Domains: one place against another
// description_zh: 两个地方在每个领域的任务数之差,任务按最主要的领域计;一方完全没有触及的领域排在前
// description_en: Tasks per domain of two places side by side, each counted in its first domain; domains that one does not touch at all come first
// param: place_a | string | required | "阜阳市" | 第一个地方 | the first place
// param: place_b | string | required | "四平市" | 第二个地方 | the second place
// columns: domain, tasks_a, tasks_b, difference, missing_in, example_a, example_b
// draws: matrix domain tasks_a tasks_b

OPTIONAL MATCH (a:Place)
WHERE a.name = $place_a OR a.full_name = $place_a OR a.id = $place_a
OPTIONAL MATCH (a)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(t:Task)-[i:IN_DOMAIN]->(g:Domain)
WITH g.name AS domain, sum(CASE WHEN i.rank = 1 THEN 1 ELSE 0 END) AS tasks, min(t.id) AS first
WITH collect({domain: domain, tasks: tasks, id: first}) AS side_a
OPTIONAL MATCH (b:Place)
WHERE b.name = $place_b OR b.full_name = $place_b OR b.id = $place_b
OPTIONAL MATCH (b)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(t:Task)-[i:IN_DOMAIN]->(g:Domain)
WITH side_a, g.name AS domain, sum(CASE WHEN i.rank = 1 THEN 1 ELSE 0 END) AS tasks, min(t.id) AS first
WITH side_a, collect({domain: domain, tasks: tasks, id: first}) AS side_b
MATCH (g:Domain)
WITH g, [x IN side_a WHERE x.domain = g.name][0] AS found_a, [x IN side_b WHERE x.domain = g.name][0] AS found_b
WHERE found_a IS NOT NULL OR found_b IS NOT NULL
OPTIONAL MATCH (ta:Task {id: found_a.id})
OPTIONAL MATCH (tb:Task {id: found_b.id})
WITH g, coalesce(found_a.tasks, 0) AS tasks_a, coalesce(found_b.tasks, 0) AS tasks_b, ta.title AS example_a, tb.title AS example_b
RETURN g.name AS domain, tasks_a, tasks_b, tasks_a - tasks_b AS difference,
       CASE WHEN example_a IS NULL THEN $place_a WHEN example_b IS NULL THEN $place_b END AS missing_in, example_a, example_b
ORDER BY CASE WHEN example_a IS NULL OR example_b IS NULL THEN 0 ELSE 1 END, abs(tasks_a - tasks_b) DESC, domain
