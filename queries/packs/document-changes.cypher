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
MATCH (y:Document)
WHERE y.loaded AND (y.doc_number = $document_b OR y.title CONTAINS $document_b OR y.source = $document_b OR y.id = $document_b)
CALL (x, y) {
  MATCH (x)-[:HAS_TASK]->(a:Task)
  OPTIONAL MATCH (a)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose'
  WITH y, a, r, d
  ORDER BY r.position, d.id
  WITH y, a, collect(d.name) AS bodies
  OPTIONAL MATCH (y)-[:HAS_TASK]->(b:Task) WHERE b.title = a.title
  OPTIONAL MATCH (b)<-[s:RESPONSIBLE_FOR]-(e:Department) WHERE s.basis <> 'prose'
  WITH a, bodies, b, s, e
  ORDER BY s.position, e.id
  WITH a, bodies, b, collect(e.name) AS others
  RETURN CASE WHEN b IS NULL THEN 'removed' WHEN bodies = others THEN 'same' ELSE 'bodies' END AS change, a.title AS task,
         bodies AS bodies_before, others AS bodies_after, a.number AS number_before, b.number AS number_after,
         a.id AS task_id, 0 AS side, a.ordinal AS place
  UNION ALL
  MATCH (y)-[:HAS_TASK]->(b:Task)
  OPTIONAL MATCH (x)-[:HAS_TASK]->(a:Task) WHERE a.title = b.title
  WITH b, count(a) AS found
  WHERE found = 0
  OPTIONAL MATCH (b)<-[s:RESPONSIBLE_FOR]-(e:Department) WHERE s.basis <> 'prose'
  WITH b, s, e
  ORDER BY s.position, e.id
  WITH b, collect(e.name) AS others
  RETURN 'added' AS change, b.title AS task, [] AS bodies_before, others AS bodies_after, null AS number_before,
         b.number AS number_after, b.id AS task_id, 1 AS side, b.ordinal AS place
}
RETURN change, task, bodies_before, bodies_after, number_before, number_after, task_id
ORDER BY side, place, task_id
