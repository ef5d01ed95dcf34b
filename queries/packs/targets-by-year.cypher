// name: targets-by-year
// title_zh: 按年份排的目标
// title_en: Targets by year
// description_zh: 到某一年要达到什么:指标、数值、年份、原文
// description_en: What is to be reached by which year
// param: from_year | int | null | 2020 | 从哪一年起 | from this year on
// param: to_year | int | null | 2025 | 到哪一年止 | up to this year
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: year, place, indicator, comparator, value, value_high, unit, document, doc_number, quote, char_start, indicator_id
// table: year, place, indicator, comparator, value, value_high, unit, document
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE i.kind = 'target' AND i.year IS NOT NULL AND ($from_year IS NULL OR i.year >= $from_year)
  AND ($to_year IS NULL OR i.year <= $to_year)
WITH doc, i
ORDER BY i.year, i.id
LIMIT 10000
WITH doc, i
ORDER BY i.year, i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
RETURN i.year AS year, p.full_name AS place, i.name AS indicator, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote,
       i.char_start AS char_start, i.id AS indicator_id
ORDER BY year, indicator_id
