// name: department-targets
// title_zh: 一个部门要兑现的指标
// title_en: The targets a body answers for
// description_zh: 部门牵头或负责的任务中的量化指标
// description_en: Quantified commitments in the tasks that a body leads or carries
// param: department | string | required | "市教育局" | 部门:名称、全称、文中的任一写法、条线或编号 | a body: its name, full name, any written form, its line, or its id
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: department, place, role, indicator, comparator, value, value_high, unit, year, period, task, document, doc_number, quote, char_start, indicator_id
// table: department, place, indicator, comparator, value, value_high, unit, year, period, task
// draws: graph department indicator

MATCH (d:Department)
WHERE (d.name = $department OR d.full_name = $department OR d.line = $department OR d.id = $department OR $department IN d.aliases)
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
WITH d, p
WHERE ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)-[:HAS_INDICATOR]->(i:Indicator)
WHERE r.role <> 'support' AND r.basis <> 'prose'
MATCH (t)<-[:HAS_TASK]-(doc:Document)
RETURN d.name AS department, p.full_name AS place, r.role AS role, i.name AS indicator, i.comparator AS comparator, i.value AS value,
       i.value_high AS value_high, i.unit AS unit, i.year AS year, i.period AS period, t.title AS task, coalesce(doc.title, doc.source) AS document,
       doc.doc_number AS doc_number, i.quote AS quote, i.char_start AS char_start, i.id AS indicator_id
ORDER BY d.id, doc.id, t.ordinal, char_start, indicator_id
LIMIT $limit
