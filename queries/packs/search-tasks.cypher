// name: search-tasks
// title_zh: 按字找任务
// title_en: Find tasks by words
// description_zh: 标题或正文里含有所有这些字词(空格分开)的任务
// description_en: Tasks whose title or text holds all of these words (parted by spaces)
// param: words | string | required | "养老 床位" | 字词,空格分开 | words, parted by spaces
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 50 | 10 | 最多几行 | at most so many rows
// columns: task, section, document, doc_number, place, bodies, quote, char_start, task_id
// table: task, section, document, place, bodies
// draws: table

WITH split($words, ' ') AS wanted
MATCH (t:Task)
WHERE all(w IN wanted WHERE t.text CONTAINS w OR t.title CONTAINS w)
  AND ($place IS NULL OR EXISTS { MATCH (t)<-[:HAS_TASK]-(doc:Document)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH t, wanted
ORDER BY CASE WHEN t.title CONTAINS wanted[0] THEN 0 ELSE 1 END, t.id
LIMIT 10000
WITH t, wanted
ORDER BY CASE WHEN t.title CONTAINS wanted[0] THEN 0 ELSE 1 END, t.id
LIMIT $limit
MATCH (t)<-[:HAS_TASK]-(doc:Document)
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
WITH t, doc, p, wanted, r, d
ORDER BY r.position, d.id
WITH t, doc, p, wanted, collect(d.name) AS bodies
RETURN t.title AS task, t.section AS section, coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, p.full_name AS place, bodies,
       left(t.text, 120) AS quote, t.char_start AS char_start, t.id AS task_id
ORDER BY CASE WHEN t.title CONTAINS wanted[0] THEN 0 ELSE 1 END, task_id
