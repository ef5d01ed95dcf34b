// name: cited-by
// title_zh: 哪些文件依据它
// title_en: Which documents rest on it
// description_zh: 引用某份文件的文件,逐级向下,至多四级
// description_en: Documents that cite one document, down four steps at most
// param: document | document | required | "阜政发〔2017〕50号" | 哪份文件(文号、标题中的字或文件名) | which document (number, words of its title, or file name)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, step, cited_by, cited_by_number, relation, chain, quote
// table: document, step, cited_by, cited_by_number, relation
// draws: graph cited_by document

MATCH (doc:Document)
WHERE (doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document)
MATCH path = (c:Document)-[:CITES*1..4]->(doc)
WITH doc, c, length(path) AS step, [n IN nodes(path) | coalesce(n.title, n.source)] AS chain, [x IN relationships(path) | x.relation] AS relations,
     [x IN relationships(path) | x.quote] AS quotes
RETURN coalesce(doc.title, doc.source) AS document, step, coalesce(c.title, c.source) AS cited_by, c.doc_number AS cited_by_number, relations[0] AS relation, chain,
       quotes[0] AS quote
ORDER BY document, step, cited_by, cited_by_number, chain, quote
LIMIT $limit
