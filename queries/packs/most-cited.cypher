// name: most-cited
// title_zh: 被引用最多的文件
// title_en: Most cited documents
// description_zh: 被多少份文件引用,是否已经装入
// description_en: By how many documents each is cited, and whether it is loaded itself
// param: limit | int | 25 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, kind, cited_by, loaded, example_document, quote, document_id
// table: document, doc_number, cited_by, loaded, quote
// draws: bar document cited_by

MATCH (citing:Document)-[c:CITES]->(doc:Document)
WITH doc, count(DISTINCT citing) AS cited_by
ORDER BY cited_by DESC, doc.id
LIMIT $limit
MATCH (citing:Document)-[c:CITES]->(doc)
WITH doc, cited_by, citing, c
ORDER BY citing.id, c.char_start
WITH doc, cited_by, collect(coalesce(citing.title, citing.source))[0] AS example_document, collect(c.quote)[0] AS quote
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, doc.kind AS kind, cited_by, doc.loaded AS loaded, example_document, quote,
       doc.id AS document_id
ORDER BY cited_by DESC, document_id
