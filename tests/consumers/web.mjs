// Prints for each file what the library has that reads its format, as a line of JSON: node web.mjs FILE …
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const load = createRequire(join(process.env.DIPGRAPH_CONSUMERS, "package.json"));
const from = (name) => import(load.resolve(name));
const sorted = (values) => values.filter((value) => value !== undefined && value !== null).sort();

function facts(nodes, edges, directed) {
  const days = sorted(edges.flatMap((edge) => [edge.start, edge.end]));
  return {
    nodes: nodes.length, edges: edges.length, directed,
    labels: sorted(nodes.map((node) => node.label)), types: sorted(nodes.map((node) => node.type)),
    weight: edges.reduce((sum, edge) => sum + (edge.weight ?? 0), 0),
    evidence: sorted(edges.map((edge) => edge.evidence)), addresses: sorted(edges.map((edge) => edge.address)), days: days.length ? [days[0], days[days.length - 1]] : [],
  };
}

const readers = {
  async cyjs(text) {
    const cytoscape = load("cytoscape");
    const parsed = JSON.parse(text);
    const cy = cytoscape({ headless: true, elements: parsed.elements });
    const all = (some) => some.map((one) => one.data());
    const nodes = all(cy.nodes()).map((node) => ({ ...node, label: node.name }));
    return { ...facts(nodes, all(cy.edges()), parsed.directed), ends: cy.edges().every((edge) => edge.source().length === 1) };
  },
  async "graphology.json"(text) {
    const { MultiGraph, MultiDirectedGraph } = load("graphology");
    const parsed = JSON.parse(text);
    const graph = new (parsed.options.type === "directed" ? MultiDirectedGraph : MultiGraph)(parsed.options);
    graph.import(parsed);
    const nodes = graph.mapNodes((_, node) => ({ ...node, type: node.nodeType }));
    return { ...facts(nodes, graph.mapEdges((_, edge) => edge), graph.type === "directed"),
      placed: nodes.every((node) => Number.isFinite(node.x) && Number.isFinite(node.y)) };
  },
  async "d3.json"(text) {
    const { forceSimulation, forceLink, forceManyBody } = await from("d3-force");
    const parsed = JSON.parse(text);
    const force = forceSimulation(parsed.nodes).force("links", forceLink(parsed.links).id((node) => node.id))
      .force("away", forceManyBody()).stop().tick(5);
    const joined = parsed.links.every((link) => parsed.nodes.includes(link.source) && parsed.nodes.includes(link.target));
    return { ...facts(force.nodes(), parsed.links, parsed.directed), ends: joined };
  },
  async mmd(text) {
    const { JSDOM } = load("jsdom");
    const { window } = new JSDOM("");
    Object.assign(globalThis, { window, document: window.document });
    const mermaid = (await from("mermaid")).default;
    mermaid.initialize({ maxEdges: 1_000_000, maxTextSize: 100_000_000 });
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const decoded = (label) => label.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
    const vertices = [...db.getVertices().values()];
    return {
      nodes: vertices.length, edges: db.getEdges().length, labels: sorted(vertices.map((node) => decoded(node.text))),
      types: sorted(vertices.map((node) => node.classes[0])), links: sorted(vertices.map((node) => node.link)),
    };
  },
};

for (const file of process.argv.slice(2)) {
  const format = Object.keys(readers).find((name) => file.endsWith(`.${name}`));
  console.log(JSON.stringify(await readers[format](readFileSync(file, "utf-8"))));
}
