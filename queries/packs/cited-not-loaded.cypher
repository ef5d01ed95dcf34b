// name: cited-not-loaded
// title_zh: 引用了但没有装入的文件
// title_en: Cited but not loaded
// description_zh: 读图时缺的上位文件:该去找来装入的
// description_en: Documents that are relied on and missing here: what to fetch next
// param: numbered | bool | false | true | 只列有发文字号的 | only those with a document number
// param: limit | int | 100 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, cited_by, relation, example_document, quote, document_id
// table: document, doc_number, cited_by, relation, quote
// draws: bar document cited_by

MATCH (citing:Document)-[c:CITES]->(doc:Document)
WHERE NOT doc.loaded AND (NOT $numbered OR doc.doc_number IS NOT NULL)
WITH doc, citing, c
ORDER BY citing.id, c.char_start
WITH doc, count(DISTINCT citing) AS cited_by, collect(c.relation)[0] AS relation, collect(coalesce(citing.title, citing.source))[0] AS example_document,
     collect(c.quote)[0] AS quote
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, cited_by, relation, example_document, quote, doc.id AS document_id
ORDER BY cited_by DESC, document_id
LIMIT $limit
