// name: indicators-by-domain
// title_zh: 各领域的量化指标
// title_en: Quantified commitments by domain
// description_zh: 每个领域里写了哪些指标,数值、单位、年份和原文
// description_en: What is promised in numbers in each domain, with value, unit, year and the words
// param: domain | string | null | "教育" | 只看这个领域 | only this domain
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: year | int | null | 2020 | 只看这一年的 | only for this year
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: domain, place, indicator, comparator, value, value_high, unit, year, period, kind, task, document, doc_number, quote, char_start, indicator_id
// table: domain, place, indicator, comparator, value, value_high, unit, year, period
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH DISTINCT doc
MATCH (doc)-[:HAS_TASK]->(t:Task)-[m:IN_DOMAIN]->(g:Domain)
WHERE m.rank = 1 AND ($domain IS NULL OR g.name = $domain)
MATCH (t)-[:HAS_INDICATOR]->(i:Indicator)
WHERE $year IS NULL OR i.year = $year
WITH doc, g, t, i
ORDER BY g.name, i.id
LIMIT 10000
WITH doc, g, t, i
ORDER BY g.name, i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
RETURN g.name AS domain, p.full_name AS place, i.name AS indicator, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit, i.year AS year, i.period AS period, i.kind AS kind, t.title AS task,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote, i.char_start AS char_start,
       i.id AS indicator_id
ORDER BY domain, indicator_id
