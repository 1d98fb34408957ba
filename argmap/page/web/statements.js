// What the page holds: its statements, by number in reading order, and the elements that show them.
"use strict";

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.getElementById(`argmap-${name}`));

/** @type {{ids: string[], parents: number[], looks: string[]}} */
const { ids, parents, looks } = JSON.parse(part("data").textContent ?? "");
/** @type {number[][]} */
const children = ids.map(() => []);
/** @type {number[]} */
const depths = [];
parents.forEach((parent, number) => {
  depths.push(parent < 0 ? 0 : depths[parent] + 1);
  if (parent >= 0) children[parent].push(number);
});
const roots = parents.flatMap((parent, number) => (parent < 0 ? [number] : []));

const textPane = part("text");
const mapPane = part("map");
const outline = part("outline");
const picture = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (part("picture")));
const cards = ids.map((_, number) => part(`s${number}`));
const items = ids.map((_, number) => part(`o${number}`));
/** @type {HTMLElement[][]} */
const pieces = ids.map(() => []);
for (const piece of textPane.querySelectorAll("mark")) {
  for (const number of numbersOf(piece)) pieces[number].push(piece);
}

/** @typedef {{element: SVGGElement, origins: number[], target: number}} Link */
/** @type {Link[]} */
const links = [];
/** @type {Link[][]} */
const outward = ids.map(() => []);
/** @type {Link[][]} */
const inward = ids.map(() => []);
for (const element of /** @type {NodeListOf<SVGGElement>} */ (picture.querySelectorAll(".link"))) {
  const { o = "", t = "" } = element.dataset;
  const link = { element, origins: o.split(" ").map(Number), target: Number(t) };
  links.push(link);
  for (const origin of link.origins) outward[origin].push(link);
  inward[link.target].push(link);
}

/** The statements that an element stands for. @param {Element | null | undefined} element */
function numbersOf(element) {
  const named = element instanceof HTMLElement || element instanceof SVGElement;
  return named && element.dataset.s ? element.dataset.s.split(" ").map(Number) : [];
}

/** The element around a place that stands for statements. @param {EventTarget | null} place */
const statementAt = (place) => (place instanceof Element ? place.closest("[data-s]") : null);

/** The statement and all above it. @param {number} number */
function* upward(number) {
  for (let one = number; one >= 0; one = parents[one]) yield one;
}
