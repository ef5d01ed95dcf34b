// name: overdue
// title_zh: 某日已到期的目标
// title_en: Targets due by a date
// description_zh: 到某一天,年份已过完的目标:该查是否做到
// description_en: Targets whose year is over at a date: time to ask whether they were met
// param: on | date | today | "2021-01-01" | 哪一天(年-月-日) | at which date (year-month-day)
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: years_over, year, place, indicator, comparator, value, value_high, unit, in_charge, document, doc_number, quote, char_start, indicator_id
// table: years_over, year, place, indicator, comparator, value, value_high, unit, in_charge
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE i.kind = 'target' AND i.year < date($on).year
WITH doc, i
ORDER BY i.year, i.id
LIMIT 10000
WITH doc, i
ORDER BY i.year, i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (i)<-[:HAS_INDICATOR]-(:Task)<-[r:RESPONSIBLE_FOR]-(d:Department)
WHERE r.role <> 'support' AND r.basis <> 'prose'
WITH i, doc, p, d
ORDER BY d.id
WITH i, doc, p, collect(DISTINCT d.name) AS in_charge
RETURN date($on).year - i.year AS years_over, i.year AS year, p.full_name AS place, i.name AS indicator, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit, in_charge,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote,
       i.char_start AS char_start, i.id AS indicator_id
ORDER BY years_over DESC, indicator_id
