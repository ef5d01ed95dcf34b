// name: progress-status
// title_zh: 承诺兑现了没有
// title_en: Commitments: met, missed, due or unreported
// description_zh: 每个目标的最新报告值与目标值:已达到、未达到、未到期、到期未报
// description_en: The latest reported value of each target against the promise: met, missed, not yet due, or due and unreported
// param: on | date | today | "2021-01-01" | 哪一天(年-月-日) | at which date (year-month-day)
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: status | string | null | "unreported" | 只看 met、missed、due 或 unreported | only met, missed, due or unreported
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: status, place, indicator, comparator, value, unit, year, reported, reported_on, reported_source, document, doc_number, quote, char_start, indicator_id, report_id
// table: status, place, indicator, comparator, value, unit, year, reported, reported_on
// draws: table

MATCH (doc:Document)
WHERE doc.loaded AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE i.kind = 'target' AND i.year IS NOT NULL AND i.value IS NOT NULL AND i.comparator <> 'change'
OPTIONAL MATCH (r:Report)-[:REPORTS_ON]->(i)
WHERE r.reported_on <= date($on) AND NOT EXISTS {
    MATCH (n:Report)-[:REPORTS_ON]->(i)
    WHERE n.reported_on <= date($on) AND (n.reported_on > r.reported_on OR (n.reported_on = r.reported_on AND n.id < r.id))
  }
WITH doc, i, r, CASE
       WHEN r IS NULL AND i.year < date($on).year THEN 'unreported'
       WHEN r IS NULL THEN 'due'
       WHEN (i.comparator = '<=' OR i.comparator = '<') AND r.value <= i.value THEN 'met'
       WHEN i.comparator <> '<=' AND i.comparator <> '<' AND r.value >= i.value THEN 'met'
       WHEN i.year < date($on).year THEN 'missed'
       ELSE 'due'
     END AS status
WHERE $status IS NULL OR status = $status
WITH doc, i, r, status
ORDER BY CASE WHEN r IS NULL THEN 1 ELSE 0 END, i.year, i.id
LIMIT 10000
WITH doc, i, r, status
ORDER BY CASE WHEN r IS NULL THEN 1 ELSE 0 END, i.year, i.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
RETURN status, p.full_name AS place, i.name AS indicator, i.comparator AS comparator, i.value AS value, i.unit AS unit,
       i.year AS year, r.value AS reported, r.reported_on AS reported_on, r.source AS reported_source,
       coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, i.quote AS quote, i.char_start AS char_start, i.id AS indicator_id,
       r.id AS report_id
ORDER BY CASE WHEN r IS NULL THEN 1 ELSE 0 END, year, indicator_id
