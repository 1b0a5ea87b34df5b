// Asks Comunica each query of a SPARQL endpoint, and prints each answer as a line: node comunica.mjs ADDRESS TYPE < QUERIES
// QUERIES is a list in JSON; TYPE is "sparql", or "auto": then Comunica finds out by itself what is at the address.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const load = createRequire(join(process.env.DIPGRAPH_CONSUMERS, "package.json"));
const { QueryEngine } = load("@comunica/query-sparql");
const [address, type] = process.argv.slice(2);
const engine = new QueryEngine();
const source = type === "auto" ? address : { type, value: address };
const formats = { bindings: "application/sparql-results+json", boolean: "application/sparql-results+json", quads: "application/n-triples" };

for (const query of JSON.parse(readFileSync(0, "utf-8"))) {
  const result = await engine.query(query, { sources: [source] });
  const { data } = await engine.resultToString(result, formats[result.resultType]);
  let text = "";
  for await (const piece of data) text += piece;
  console.log(JSON.stringify(text));
}
