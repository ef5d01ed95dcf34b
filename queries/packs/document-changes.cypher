// name: document-changes
// title_zh: 两份文件之间变了什么
// title_en: What changed between two documents
// description_zh: 按任务标题对照:两份都有、只在前一份、只在后一份,各自的责任单位
// description_en: By task titles: in both, only in the earlier, only in the later; with the bodies of each
// param: document_a | document | required | "阜政发〔2017〕50号" | 前一份文件(文号、标题中的字或文件名) | the earlier one (number, words of its title, or file name)
// param: document_b | document | required | "四政办发〔2017〕115号" | 后一份文件(文号、标题中的字或文件名) | the later one (number, words of its title, or file name)
// columns: change, task, bodies_before, bodies_after, number_before, number_after, task_id
// table: change, task, bodies_before, bodies_after
// draws: table

MATCH (x:Document)
WHERE x.loaded AND (x.doc_number = $document_a OR x.title CONTAINS $document_a OR x.source = $document_a OR x.id = $document_a)
MATCH (x)-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, r, d
ORDER BY r.position, d.id
WITH t, collect(d.name) AS bodies
ORDER BY t.ordinal, t.id
WITH collect({id: t.id, title: t.title, number: t.number, bodies: bodies}) AS old
MATCH (y:Document)
WHERE y.loaded AND (y.doc_number = $document_b OR y.title CONTAINS $document_b OR y.source = $document_b OR y.id = $document_b)
MATCH (y)-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH old, t, r, d
ORDER BY r.position, d.id
WITH old, t, collect(d.name) AS bodies
ORDER BY t.ordinal, t.id
WITH old, collect({id: t.id, title: t.title, number: t.number, bodies: bodies}) AS new
WITH [a IN old | {before: a, after: [b IN new WHERE b.title = a.title][0]}]
     + [b IN new WHERE NOT any(a IN old WHERE a.title = b.title) | {before: null, after: b}] AS pairs
UNWIND range(0, size(pairs) - 1) AS place
WITH place, pairs[place].before AS a, pairs[place].after AS b
RETURN CASE
         WHEN a IS NULL THEN 'added'
         WHEN b IS NULL THEN 'removed'
         WHEN a.bodies = b.bodies THEN 'same'
         ELSE 'bodies'
       END AS change,
       coalesce(a.title, b.title) AS task, a.bodies AS bodies_before, b.bodies AS bodies_after, a.number AS number_before,
       b.number AS number_after, coalesce(a.id, b.id) AS task_id
ORDER BY place
