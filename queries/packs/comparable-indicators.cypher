// name: comparable-indicators
// title_zh: 可比的指标
// title_en: Comparable indicators side by side
// description_zh: 不同文件里同一个量的目标并排:数值、单位、年份、原文
// description_en: The same measure promised in different documents: values, units, years and words
// param: words | string | null | "养老床位" | 指标名称中的字 | words of the measure's name
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 100 | 10 | 最多几行 | at most so many rows
// columns: indicator, place, value, unit, year, comparator, other_indicator, other_place, other_value, other_unit, other_year, other_comparator, score, quote, other_quote, document, other_document, indicator_id, other_id
// table: indicator, place, value, unit, year, other_indicator, other_place, other_value, other_unit, other_year
// draws: graph indicator other_indicator

MATCH (a:Indicator)-[c:COMPARABLE_TO]->(b:Indicator)
WHERE $place IS NULL AND ($words IS NULL OR a.name CONTAINS $words OR b.name CONTAINS $words)
WITH a, c, b
ORDER BY a.metric, a.id, b.id
LIMIT 10000
WITH a, c, b
ORDER BY a.metric, a.id, b.id
LIMIT $limit
MATCH (x:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(a)
MATCH (y:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(b)
OPTIONAL MATCH (x)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (y)-[:APPLIES_TO]->(q:Place)
RETURN a.name AS indicator, p.full_name AS place, a.value AS value, a.unit AS unit, a.year AS year, a.comparator AS comparator,
       b.name AS other_indicator, q.full_name AS other_place, b.value AS other_value, b.unit AS other_unit, b.year AS other_year,
       b.comparator AS other_comparator, c.score AS score, a.quote AS quote, b.quote AS other_quote, coalesce(x.title, x.source) AS document,
       coalesce(y.title, y.source) AS other_document, a.id AS indicator_id, b.id AS other_id
ORDER BY a.metric, indicator_id, other_id
UNION ALL
MATCH (doc:Document)
WHERE EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place }
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WITH DISTINCT i
MATCH (i)-[:COMPARABLE_TO]-(j:Indicator)
WITH DISTINCT CASE WHEN i.id < j.id THEN i.id ELSE j.id END AS low, CASE WHEN i.id < j.id THEN j.id ELSE i.id END AS high
MATCH (a:Indicator {id: low})-[c:COMPARABLE_TO]->(b:Indicator {id: high})
WHERE ($words IS NULL OR a.name CONTAINS $words OR b.name CONTAINS $words)
WITH a, c, b
ORDER BY a.metric, a.id, b.id
LIMIT 10000
WITH a, c, b
ORDER BY a.metric, a.id, b.id
LIMIT $limit
MATCH (x:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(a)
MATCH (y:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(b)
OPTIONAL MATCH (x)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (y)-[:APPLIES_TO]->(q:Place)
RETURN a.name AS indicator, p.full_name AS place, a.value AS value, a.unit AS unit, a.year AS year, a.comparator AS comparator,
       b.name AS other_indicator, q.full_name AS other_place, b.value AS other_value, b.unit AS other_unit, b.year AS other_year,
       b.comparator AS other_comparator, c.score AS score, a.quote AS quote, b.quote AS other_quote, coalesce(x.title, x.source) AS document,
       coalesce(y.title, y.source) AS other_document, a.id AS indicator_id, b.id AS other_id
ORDER BY a.metric, indicator_id, other_id
