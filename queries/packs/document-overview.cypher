// name: document-overview
// title_zh: 文件概况
// title_en: What each document holds
// description_zh: 每份文件的文号、机关、日期、地方,任务、责任、指标、引用的条数
// description_en: Number, issuer, date and place of each document, and how many tasks, responsibilities, commitments and citations it holds
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: place | string | null | "阜阳市" | 只看这个地方(名称、全称或代码) | only this place (name, full name or code)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, issuer, kind, level, place, issued_on, tasks, responsibilities, unassigned, indicators, citations, source, document_id
// table: document, doc_number, place, issued_on, tasks, responsibilities, unassigned, indicators, citations
// draws: bar document tasks

MATCH (doc:Document)
WHERE doc.loaded AND ($document IS NULL OR doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
OPTIONAL MATCH (doc)-[:APPLIES_TO]->(p:Place)
WITH doc, p
WHERE ($place IS NULL OR p.name = $place OR p.full_name = $place OR p.id = $place)
WITH doc, p
ORDER BY doc.issued_on, doc.id
LIMIT 10000
WITH doc, p
ORDER BY doc.issued_on, doc.id
LIMIT $limit
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, doc.issuer AS issuer, doc.kind AS kind, doc.level AS level,
       p.full_name AS place, doc.issued_on AS issued_on,
       COUNT { (doc)-[:HAS_TASK]->(:Task) } AS tasks,
       COUNT { MATCH (doc)-[:HAS_TASK]->(:Task)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.basis <> 'prose' } AS responsibilities,
       COUNT { MATCH (doc)-[:HAS_TASK]->(t:Task) WHERE NOT EXISTS { (t)<-[:RESPONSIBLE_FOR]-(:Department) } } AS unassigned,
       COUNT { (doc)-[:HAS_TASK]->(:Task)-[:HAS_INDICATOR]->(:Indicator) } + COUNT { (doc)-[:HAS_INDICATOR]->(:Indicator) } AS indicators,
       COUNT { (doc)-[:CITES]->(:Document) } AS citations, doc.source AS source, doc.id AS document_id
ORDER BY issued_on, document_id
