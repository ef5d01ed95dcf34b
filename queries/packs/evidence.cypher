// name: evidence
// title_zh: 一条责任的出处
// title_en: Evidence for one claim
// description_zh: 某部门对某任务的责任:角色、依据、原文、在文件中的位置
// description_en: One body's part in one task: role, why, the words, and where they stand in the file
// param: department | string | required | "市教育局" | 部门:名称、全称、文中的任一写法、条线或编号 | a body: its name, full name, any written form, its line, or its id
// param: task | string | required | "学前教育" | 任务标题中的字或任务编号 | words of the task's title, or its id
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// columns: department, role, basis, position, task, document, doc_number, source, quote, char_start, char_end, task_id, department_id
// table: department, role, basis, task, document, quote, char_start
// draws: table

MATCH (d:Department)
WHERE (d.name = $department OR d.full_name = $department OR d.line = $department OR d.id = $department OR $department IN d.aliases)
MATCH (d)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE t.title CONTAINS $task OR t.id = $task
MATCH (t)<-[:HAS_TASK]-(doc:Document)
RETURN d.name AS department, r.role AS role, r.basis AS basis, r.position AS position, t.title AS task, coalesce(doc.title, doc.source) AS document,
       doc.doc_number AS doc_number, doc.source AS source, r.quote AS quote, r.char_start AS char_start, r.char_end AS char_end,
       t.id AS task_id, d.id AS department_id
ORDER BY doc.id, t.ordinal, task_id, department_id
LIMIT $limit
