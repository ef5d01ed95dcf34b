// name: progress-summary
// title_zh: 兑现情况汇总
// title_en: Commitments by status
// description_zh: 各地有报告、达到的目标各有多少
// description_en: How many targets of each place are due, reported on and met at their latest report
// param: on | date | today | "2021-01-01" | 哪一天(年-月-日) | at which date (year-month-day)
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: place, targets, past_due, reported, met
// draws: bar place met

MATCH (p:Place)<-[:APPLIES_TO]-(doc:Document)
WHERE $place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place
MATCH (doc)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator)
WHERE i.kind = 'target' AND i.year IS NOT NULL AND i.value IS NOT NULL AND i.comparator <> 'change'
OPTIONAL MATCH (r:Report)-[:REPORTS_ON]->(i)
WHERE r.reported_on <= date($on) AND NOT EXISTS {
    MATCH (n:Report)-[:REPORTS_ON]->(i)
    WHERE n.reported_on <= date($on) AND (n.reported_on > r.reported_on OR (n.reported_on = r.reported_on AND n.id < r.id))
  }
WITH p, count(*) AS targets, sum(CASE WHEN i.year < date($on).year THEN 1 ELSE 0 END) AS past_due, count(r) AS reported,
     sum(CASE
       WHEN r IS NULL THEN 0
       WHEN i.comparator = '<=' OR i.comparator = '<' THEN CASE WHEN r.value <= i.value THEN 1 ELSE 0 END
       WHEN r.value >= i.value THEN 1
       ELSE 0
     END) AS met
RETURN p.full_name AS place, targets, past_due, reported, met
ORDER BY targets DESC, place
LIMIT $limit
