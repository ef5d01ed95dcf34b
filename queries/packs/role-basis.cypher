// name: role-basis
// title_zh: 角色是怎么读出来的
// title_en: Why the roles are what they are
// description_zh: 每份文件里各角色的条数和依据:明写、声明的次序、平列、正文
// description_en: How many responsibilities of each role a document has, and on what ground: explicit, declared order, plain list, running text
// param: document | document | required | "阜政发〔2017〕50号" | 哪份文件(文号、标题中的字或文件名) | which document (number, words of its title, or file name)
// param: limit | int | 200 | 10 | 最多几行 | at most so many rows
// columns: document, doc_number, role, basis, responsibilities, example_department, quote
// draws: bar role responsibilities

MATCH (doc:Document)
WHERE doc.doc_number = $document OR doc.title CONTAINS $document OR doc.source = $document OR doc.id = $document
MATCH (doc)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(d:Department)
WITH doc, t, r, d
ORDER BY t.ordinal, r.position, d.id
WITH doc, r.role AS role, r.basis AS basis, count(*) AS responsibilities, collect(d.name)[0] AS example_department,
     collect(r.quote)[0] AS quote
RETURN coalesce(doc.title, doc.source) AS document, doc.doc_number AS doc_number, role, basis, responsibilities, example_department, quote
ORDER BY doc.id, responsibilities DESC, role, basis
LIMIT $limit
