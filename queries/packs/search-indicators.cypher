// name: search-indicators
// title_zh: 按字找指标
// title_en: Find indicators by words
// description_zh: 名称或原文里含有所有这些字词(空格分开)的指标
// description_en: Commitments whose name or words hold all of these words (parted by spaces)
// param: words | string | required | "床位" | 字词,空格分开 | words, parted by spaces
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// columns: indicator, place, comparator, value, value_high, unit, year, period, document, doc_number, quote, char_start, indicator_id
// table: indicator, place, comparator, value, value_high, unit, year, document
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE all(w IN split($words, ' ') WHERE i.name CONTAINS w OR i.quote CONTAINS w)
WITH doc, i
ORDER BY i.name, i.id
LIMIT 10000
WITH doc, i
ORDER BY i.name, i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
RETURN i.name AS indicator, p.full_name AS place, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit, i.year AS year, i.period AS period,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote,
       i.char_start AS char_start, i.id AS indicator_id
ORDER BY indicator, indicator_id
