// name: citation-chain
// title_zh: 一份文件依据什么
// title_en: What a document rests on
// description_zh: 从一份文件出发,沿引用逐级向上,至多四级
// description_en: From one document up along its citations, four steps at most
// param: document | document | null | "阜政发〔2017〕50号" | 只看这份文件(文号、标题中的字或文件名) | only this document (number, words of its title, or file name)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, step, cites, cites_number, relation, loaded, chain, quote
// table: document, step, cites, cites_number, relation, loaded
// draws: graph document cites

MATCH (doc:Document)
WHERE doc.loaded AND ($document IS NULL OR doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
  AND EXISTS { (doc)-[:CITES]->(:Document) }
WITH doc
ORDER BY coalesce(doc.title, doc.source), doc.id
LIMIT 10000
WITH doc
ORDER BY coalesce(doc.title, doc.source), doc.id
LIMIT $limit
MATCH path = (doc)-[:CITES*1..4]->(c:Document)
WITH doc, c, length(path) AS step, [n IN nodes(path) | coalesce(n.title, n.source)] AS chain, [x IN relationships(path) | x.relation] AS relations,
     [x IN relationships(path) | x.quote] AS quotes
RETURN coalesce(doc.title, doc.source) AS document, step, c.title AS cites, c.doc_number AS cites_number, relations[step - 1] AS relation,
       c.loaded AS loaded, chain, quotes[step - 1] AS quote
ORDER BY document, doc.id, step, cites, cites_number, chain, quote
LIMIT $limit
