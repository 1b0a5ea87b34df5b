// Opens files in Chromium and prints what it shows, a line of JSON each: node browser.mjs FILE PICTURE.png …
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.DIPGRAPH_CONSUMERS;
const load = createRequire(join(folder, "package.json"));
const { chromium } = load("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-quic",
  "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, offline: true });

async function opened(path) {
  const tab = await context.newPage();
  const [asked, faults] = [[], []];
  tab.on("request", (request) => { if (!/^(file|data):/.test(request.url())) asked.push(request.url()); });
  tab.on("pageerror", (error) => faults.push(String(error)));
  tab.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  if (path) await tab.goto(pathToFileURL(path).href);
  return { tab, asked, faults };
}

const readers = {
  // The page that dipgraph writes: what is drawn, and what a click on the first node shows.
  async html(path, picture) {
    const { tab, asked, faults } = await opened(path);
    const drawn = { nodes: await tab.locator("g.node").count(), edges: await tab.locator("g.edge").count() };
    const labels = (await tab.locator("g.node > title").allTextContents()).sort();
    const title = await tab.title();
    if (drawn.nodes) await tab.locator("g.node circle").first().click();
    const shown = await tab.locator("#panel h2").textContent();
    const evidence = await tab.locator("#panel li a").evaluateAll((links) => links.map((link) => link.href));
    const near = await tab.locator("#panel li").count();
    await tab.screenshot({ path: picture });
    let edge = [];
    if (drawn.edges) {
      await tab.keyboard.press("Escape");
      await tab.locator("g.edge .hit").first().dispatchEvent("click");
      edge = await tab.locator("#panel a").evaluateAll((links) => links.map((link) => link.href));
    }
    await tab.locator("#search").fill("hayashi");
    const found = await tab.locator("g.node.found").count();
    let since = null;
    if (await tab.locator("#from").isVisible()) {
      await tab.locator("#from").fill("2023-01-01");
      since = await tab.locator("g.edge:not(.gone)").count();
    }
    return { ...drawn, labels, title, shown, evidence, near, edge, found, since, asked, faults };
  },
  // graphology JSON drawn by sigma.js, which refuses nodes without places and types that it cannot draw.
  async "graphology.json"(path, picture) {
    const { tab, faults } = await opened("");
    await tab.setContent('<div id="sigma" style="width: 800px; height: 600px"></div>');
    await tab.addScriptTag({ path: join(folder, "node_modules/graphology/dist/graphology.umd.min.js") });
    await tab.addScriptTag({ path: join(folder, "node_modules/sigma/dist/sigma.min.js") });
    const drawn = await tab.evaluate((data) => {
      const Graph = data.options.type === "directed" ? graphology.MultiDirectedGraph : graphology.MultiGraph;
      const graph = new Graph(data.options);
      graph.import(data);
      const sigma = new Sigma(graph, document.getElementById("sigma"), { renderEdgeLabels: true });
      return { nodes: sigma.getGraph().order, edges: sigma.getGraph().size,
        shown: graph.nodes().filter((node) => sigma.getNodeDisplayData(node).size > 0).length };
    }, JSON.parse(readFileSync(path, "utf-8")));
    await tab.waitForTimeout(300);
    await tab.screenshot({ path: picture });
    return { ...drawn, faults };
  },
  // A flowchart of Mermaid, drawn.
  async mmd(path, picture) {
    const { tab, faults } = await opened("");
    await tab.setContent('<div id="drawing"></div>');
    await tab.addScriptTag({ path: join(folder, "node_modules/mermaid/dist/mermaid.min.js") });
    const labels = await tab.evaluate(async (text) => {
      mermaid.initialize({ startOnLoad: false, maxTextSize: 1e9, maxEdges: 1e6 });
      document.getElementById("drawing").innerHTML = (await mermaid.render("made", text)).svg;
      return [...document.querySelectorAll(".node .nodeLabel")].map((label) => label.textContent);
    }, readFileSync(path, "utf-8"));
    await tab.screenshot({ path: picture });
    return { labels: labels.sort(), faults };
  },
};

const given = process.argv.slice(2);
for (let place = 0; place < given.length; place += 2) {
  const format = Object.keys(readers).find((name) => given[place].endsWith(`.${name}`));
  console.log(JSON.stringify(await readers[format](given[place], given[place + 1])));
}
await browser.close();
