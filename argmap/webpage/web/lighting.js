// What is lit: a statement, its words, what it bears on and what bears on it; and what is kept so.

/** @type {Element[]} */
let lit = [];
/** @type {number[]} */
let shown = [];
let kept = -1;

/** Light these statements, on both sides. @param {number[]} numbers @param {boolean} [isChanged] */
function light(numbers, isChanged) {
  if (numbers.join() === shown.join() && !isChanged) return;
  shown = numbers;
  for (const element of lit) element.classList.remove("lit", "near");
  lit = [];
  const raised = new Set(numbers.flatMap(linesOf).map((link) => link.element));
  for (const number of new Set(numbers.flatMap(around))) {
    mark("near", items[number], ...pieces[number]);
    raised.add(cards[inSight(number)]);
  }
  for (const number of numbers) mark("lit", cards[inSight(number)], items[number], ...pieces[number]);
  // Over a veil that lies on the others: however many these are, only what is lit is touched.
  const seen = [...raised].filter((one) => !one.classList.contains("off"));
  part("lit").replaceChildren(...numbers.map((number) => rimOf(inSight(number))), ...seen.map(copyOf));
}

/** What is lit with a statement: itself, all above it, its targets, fellows and supports.
 * @param {number} number */
const around = (number) => [
  ...upward(number),
  ...children[number],
  ...outward[number].flatMap((link) => [link.target, ...link.origins]),
  ...inward[number].flatMap((link) => link.origins),
];

/** The lines from and to a statement, and on the way up. @param {number} number */
const linesOf = (number) => [
  ...outward[number],
  ...inward[number],
  ...[...upward(number)].flatMap((one) => outward[one].filter((link) => link.target === parents[one])),
];

/** @param {string} how @param {Element[]} elements */
function mark(how, ...elements) {
  for (const element of elements) element.classList.add(how);
  lit.push(...elements);
}

/** A rim around a card. @param {number} number */
function rimOf(number) {
  const rim = /** @type {Element} */ (cards[number].querySelector("rect")?.cloneNode());
  rim.setAttribute("transform", cards[number].getAttribute("transform") ?? "");
  return rim;
}

/** Show an element of the picture once more. @param {Element} element */
function copyOf(element) {
  const use = document.createElementNS(picture.namespaceURI, "use");
  use.setAttribute("href", `#${element.id}`);
  return use;
}

/** Keep a statement lit and bring it into view, or with -1 let it go. @param {number} number */
function keep(number) {
  for (const one of [kept, number]) {
    if (one < 0) continue;
    const state = String(one === number);
    items[one].ariaCurrent = state;
    for (const element of [cards[one], ...pieces[one]]) if (element.role) element.ariaPressed = state;
  }
  kept = number;
  if (number >= 0) unfoldTo(number);
  light(number < 0 ? [] : [number]);
  tell();
  if (number < 0) return;
  rest(number);
  show(number);
}

/** Keep a statement and write it into the address. @param {number} number */
function choose(number) {
  try {
    // An empty fragment would stay in the address.
    if (number >= 0) location.hash = encodeURIComponent(ids[number]);
    else history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // A frame without an origin of its own has no history to write.
  }
  if (kept !== number) keep(number);
}

/** Do what the address says. */
function obey() {
  const place = location.hash.slice(1);
  const number = ids.findIndex((id) => id === place || encodeURIComponent(id) === place);
  if (number !== kept) keep(number);
}

/** Show in full what is kept, and say it to those who do not see it. */
function tell() {
  const panel = part("card");
  panel.hidden = kept < 0 || !outline.hidden;
  part("said").textContent = kept < 0 ? "" : `${cards[kept].ariaLabel}; ${cards[kept].ariaDescription}`;
  if (kept < 0) return;
  panel.className = looks[kept];
  panel.replaceChildren(panel.children[0], ...[...items[kept].children].map((child) => child.cloneNode(true)));
  for (const link of all("a", panel)) link.removeAttribute("tabindex");
}
