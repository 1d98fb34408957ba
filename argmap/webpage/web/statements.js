// What the page holds: its statements, by number in reading order, and the elements that show them.
// All of it is read by functions, so that it can be read again after parts of the page were replaced.
"use strict";

/** @type {<E = HTMLElement>(name: string) => E} */
const part = (name) => /** @type {any} */ (document.getElementById(`argmap-${name}`));
/** @type {<E = HTMLElement>(selector: string, within?: ParentNode) => E[]} */
const all = (selector, within = document) => /** @type {any} */ ([...within.querySelectorAll(selector)]);

let /** @type {string[]} */ ids, /** @type {number[]} */ parents, /** @type {string[]} */ looks, /** @type {number[]} */ blockOf;
let /** @type {number[]} */ depths, /** @type {number[][]} */ children, /** @type {number[]} */ roots;

const textPane = part("text");
const mapPane = part("map");
const outline = part("outline");
let /** @type {SVGSVGElement} */ picture, /** @type {HTMLElement[]} */ cards, /** @type {HTMLElement[]} */ items, /** @type {HTMLElement[][]} */ pieces;

/** @typedef {{element: HTMLElement, relation: string, origins: number[], target: number}} Link */
let /** @type {Link[]} */ links, /** @type {Link[][]} */ outward, /** @type {Link[][]} */ inward;

/** Read which statements there are, and find the elements that show them. */
function readStatements() {
  ({ ids, parents, looks, blockOf } = JSON.parse(part("data").textContent ?? ""));
  const none = () => ids.map(() => []);
  [children, pieces, outward, inward] = [none(), none(), none(), none()];
  [depths, roots] = [[], []];
  parents.forEach((parent, number) => {
    depths.push(parent < 0 ? 0 : depths[parent] + 1);
    (parent < 0 ? roots : children[parent]).push(number);
  });
  picture = part("picture");
  // Last comes the heading of what leads to no question.
  cards = [...ids.map((_, number) => part(`s${number}`)), ...all(".band", picture)];
  items = ids.map((_, number) => part(`o${number}`));
  for (const piece of all("mark, .place")) for (const number of numbersOf(piece)) pieces[number].push(piece);
  links = all(".link", picture).map((element, number) => {
    element.id = `argmap-l${number}`;
    const { o = "", t } = element.dataset;
    const link = { element, relation: element.classList[0], origins: o.split(" ").map(Number), target: Number(t) };
    for (const origin of link.origins) outward[origin].push(link);
    inward[link.target].push(link);
    return link;
  });
}
readStatements();

/** The element around a place that belongs to statements.
 * @param {EventTarget | null} place @returns {HTMLElement | null} */
const statementAt = (place) => (place instanceof Element ? place.closest("[data-s]") : null);

/** The statements that an element belongs to. @param {HTMLElement | null} element */
function numbersOf(element) {
  return element?.dataset.s?.split(" ").map(Number) ?? [];
}

/** Whether words are on the side of their source that is open. @param {Element} piece */
const isOpen = (piece) => !piece.closest(".source [hidden]");

/** Where the words of a statement begin. @param {number} number */
const beginning = (number) => (isFound(number) ? pieces[number].find((piece) => piece.role && isOpen(piece)) : undefined);

/** What a tab opens. @param {Element} tab @returns {HTMLElement} */
const panelOf = (tab) => /** @type {any} */ (document.getElementById(tab.getAttribute("aria-controls") ?? ""));

/** The statement and all above it. @param {number} number */
function* upward(number) {
  for (let one = number; one >= 0; one = parents[one]) yield one;
}
