// Parses flowcharts with Mermaid itself: a JSON string a line in, what Mermaid found a line out.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

// Mermaid cleans labels with the parser of a browser, even where it only parses.
const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
await mermaid.parse("flowchart TB"); // only now does it know its diagrams

// What Mermaid turns entities into before it parses, and back again when it draws.
const shown = (text) => {
  const holder = window.document.createElement("div");
  holder.innerHTML = text
    .replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";")
    .replaceAll(/<br\s*\/?>/gu, "\n");
  return holder.textContent;
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(JSON.parse(line));
    answer = {
      type,
      title: shown(db.getAccTitle()),
      direction: db.getDirection(),
      nodes: [...db.getVertices().values()].map((node) => ({
        id: node.id, text: shown(node.text ?? ""), classes: node.classes, shape: node.type,
        label: node.labelType,
      })),
      edges: db.getEdges().map((edge) => ({
        tail: edge.start, head: edge.end, text: edge.text, arrow: edge.type, stroke: edge.stroke,
      })),
    };
  } catch (error) {
    answer = { error: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
