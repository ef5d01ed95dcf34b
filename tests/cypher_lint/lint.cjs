// Reads {schema, queries: [{name, text, parameters}]} from standard input and prints every finding of Neo4j's parser and
// semantic analyser as [{name, version, severity, line, message}]. Severity 1 is an error, 2 a warning.
const { lintCypherQuery } = require("@neo4j-cypher/language-support");

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const findings = [];
for (const version of ["CYPHER 5", "CYPHER 25"]) {
  for (const query of input.queries) {
    const schema = { ...input.schema, parameters: query.parameters, defaultLanguage: version };
    for (const found of lintCypherQuery(query.text, schema, { consoleCommandsEnabled: false }).diagnostics) {
      findings.push({
        name: query.name,
        version,
        severity: found.severity,
        line: found.range.start.line + 1,
        message: found.message,
      });
    }
  }
}
process.stdout.write(JSON.stringify(findings));
