// name: unassigned-tasks
// title_zh: 没有责任单位的任务
// title_en: Tasks that nobody owns
// description_zh: 没有写明任何责任单位的任务
// description_en: Tasks for which no body is named
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: prose | bool | false | true | 正文里写到的单位也算责任单位 | count a body that only the running text names as an owner
// param: safeguards | bool | true | false | 也列保障措施 | list supporting measures, too
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, place, number, section, task, kind, domain, quote, char_start, task_id
// table: document, place, number, section, task, kind, domain
// draws: graph document task

MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE ($document IS NULL OR doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
  AND ($safeguards OR t.kind <> 'safeguard')
  AND NOT EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE $prose OR r.basis <> 'prose' }
  AND ($place IS NULL OR EXISTS { MATCH (doc)-[:APPLIES_TO]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place })
WITH doc, t
ORDER BY doc.id, t.ordinal, t.id
LIMIT 10000
WITH doc, t
ORDER BY doc.id, t.ordinal, t.id
LIMIT $limit
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
OPTIONAL MATCH (t)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, p.full_name AS place, t.number AS number, t.section AS section,
       t.title AS task, t.kind AS kind, g.name AS domain, left(t.text, 120) AS quote, t.char_start AS char_start, t.id AS task_id
ORDER BY doc.id, t.ordinal, task_id
