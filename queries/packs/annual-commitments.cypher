// name: annual-commitments
// title_zh: 每年都要做的承诺
// title_en: Commitments that recur every year
// description_zh: 写着“每年”“年均”的指标
// description_en: Quantities promised for every year
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: place, indicator, comparator, value, value_high, unit, task, document, doc_number, quote, char_start, indicator_id
// table: place, indicator, comparator, value, value_high, unit, task
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE i.period = 'annual'
WITH doc, i
ORDER BY i.id
LIMIT 10000
WITH doc, i
ORDER BY i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (t:Task)-[:HAS_INDICATOR]->(i)
RETURN p.full_name AS place, i.name AS indicator, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit, t.title AS task,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote,
       i.char_start AS char_start, i.id AS indicator_id
ORDER BY indicator_id
