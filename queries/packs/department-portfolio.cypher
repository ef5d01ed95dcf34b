// name: department-portfolio
// title_zh: 一个部门的全部任务
// title_en: Everything one body is named for
// description_zh: 一个部门在所有文件中承担的任务、角色、领域、时限和原文
// description_en: Its tasks in all documents with role, domain, deadline and the words it was read from
// param: department | string | required | "市教育局" | 部门:名称、全称、文中的任一写法、条线或编号 | a body: its name, full name, any written form, its line, or its id
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: prose | bool | false | true | 也算正文里写到、没有列在责任单位中的 | count bodies that only the running text names, too
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: department, place, role, document, doc_number, number, task, domain, deadline, quote, char_start, char_end, task_id
// table: department, place, role, doc_number, number, task, domain, deadline
// draws: graph department task

MATCH (d:Department)
WHERE (d.name = $department OR d.full_name = $department OR d.line = $department OR d.id = $department OR $department IN d.aliases)
OPTIONAL MATCH (d)-[:LOCATED_IN]->(p:Place)
WITH d, p
WHERE ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)<-[:HAS_TASK]-(doc:Document)
WHERE $prose OR r.basis <> 'prose'
OPTIONAL MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1
RETURN d.name AS department, p.full_name AS place, r.role AS role, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number,
       t.number AS number, t.title AS task, g.name AS domain, t.deadline AS deadline, r.quote AS quote,
       r.char_start AS char_start, r.char_end AS char_end, t.id AS task_id
ORDER BY d.id, doc.id, t.ordinal, task_id
LIMIT $limit
