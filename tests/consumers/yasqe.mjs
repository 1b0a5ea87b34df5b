// Asks each query with YASQE, the editor of YASGUI, in Chromium, on a page of another origin, and prints each answer as a
// line, then the first one asked otherwise, then the requests: node yasqe.mjs ADDRESS METHOD < QUERIES, a list in JSON.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = process.env.DIPGRAPH_CONSUMERS;
const { chromium } = createRequire(join(folder, "package.json"))("playwright-core");
const [address, method] = process.argv.slice(2);
const script = readFileSync(join(folder, "node_modules/@zazuko/yasqe/build/yasqe.min.js"));
const server = createServer((request, response) => {
  const [type, body] = request.url === "/yasqe.js" ? ["text/javascript", script]
    : ["text/html", '<!doctype html><div id="editor"></div><script src="/yasqe.js"></script>'];
  response.writeHead(200, { "content-type": type }).end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-quic"] });
const tab = await browser.newPage();
const asked = [];
tab.on("request", (request) => {
  if (request.url().startsWith(address)) {
    asked.push({ method: request.method(), type: request.resourceType(), headers: request.headers() });
  }
});
await tab.goto(`http://127.0.0.1:${server.address().port}/`);
const queries = JSON.parse(readFileSync(0, "utf-8"));
for (const query of queries) {
  const answer = await tab.evaluate(async ([address, method, query]) => {
    localStorage.clear();
    document.getElementById("editor").replaceChildren();
    const yasqe = new Yasqe(document.getElementById("editor"), { requestConfig: { endpoint: address, method } });
    yasqe.setValue(query);
    // The event has the answer as it came.
    const response = new Promise((resolve) => yasqe.on("queryResponse", (_, response) => resolve(response)));
    yasqe.query().catch(() => {});
    const { status, content, text, data, headers, error } = await response;
    return { status, type: headers?.["content-type"], text: content ?? text ?? data, error: String(error ?? "") };
  }, [address, method, query]);
  console.log(JSON.stringify(answer));
}
// What a page asks otherwise: the query by itself, for which a browser first asks leave.
const direct = await tab.evaluate(async ([address, query]) => {
  const headers = { "content-type": "application/sparql-query", accept: "application/sparql-results+json" };
  return (await fetch(address, { method: "POST", headers, body: query })).text();
}, [address, queries[0]]);
console.log(JSON.stringify(direct));
console.log(JSON.stringify(asked));
await browser.close();
server.close();
