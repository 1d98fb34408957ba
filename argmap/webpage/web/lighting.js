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

/** What is highlighted with a statement: itself, all above it, its targets, its supports, and its steps.
 * @param {number} number */
const around = (number) => [
  ...upward(number),
  ...children[number],
  ...[...outward[number], ...inward[number], ...steps(number)].flatMap((link) => [link.target, ...link.origins]),
];

/** The lines from and to a statement, and on the way up. @param {number} number */
const linesOf = (number) => [
  ...outward[number],
  ...inward[number],
  ...steps(number),
  ...[...upward(number)].flatMap((one) => outward[one].filter((link) => link.target === parents[one])),
];

/** The lines of the other premises of its steps, and of what attacks these. @param {number} number */
const steps = (number) => outward[number].flatMap((step) =>
  step.origins.flatMap((premise) => [
    ...outward[premise].filter((link) => link.target === step.target && link.relation === step.relation),
    ...inward[premise].filter((link) => link.relation === "undercuts"),
  ]),
);

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

/** Keep a statement lit, or with -1 let it go. @param {number} number */
function hold(number) {
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
}

/** Keep a statement lit and bring it into view, or with -1 let it go.
 * @param {number} number @param {Element | null} [from] the pane in which it was chosen, which stays as it is */
function keep(number, from) {
  hold(number);
  if (number < 0) return;
  rest(number);
  show(number, from, true);
  placeNote();
}

/** Keep a statement and write it into the address. @param {number} number @param {Element | null} [from] */
function choose(number, from) {
  try {
    // An empty fragment would stay in the address.
    if (number >= 0) location.hash = encodeURIComponent(ids[number]);
    else history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // A frame without an origin of its own has no history to write.
  }
  if (kept !== number) keep(number, from);
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
  part("selected").textContent = kept < 0 ? "" : `${cards[kept].ariaLabel}; ${cards[kept].ariaDescription}`;
  if (kept < 0) return;
  panel.className = `${looks[kept]}${quiz === "wording" && !disclosed[kept] ? " secret" : ""}`;
  panel.replaceChildren(panel.children[0], ...[...items[kept].children].map((child) => child.cloneNode(true)));
  for (const link of all("a", panel)) link.removeAttribute("tabindex");
}

/** Without a source, the note lies on the map: where it covers none of the cards that it speaks of. */
function placeNote() {
  const panel = part("card");
  if (panel.hidden || !panel.closest(".alone")) return;
  const pane = mapPane.getBoundingClientRect();
  const spoken = [kept, ...all("[data-s]", panel).flatMap(numbersOf)].map((number) => cards[inSight(number)].getBoundingClientRect());
  panel.style.maxHeight = "";
  const { width, height } = panel.getBoundingClientRect();
  let best = { left: 0, top: 0, room: -1 };
  for (const left of [pane.right - width - 16, pane.left + 16]) {
    let top = pane.top + 8;
    const beneath = spoken.filter((card) => card.left < left + width && card.right > left);
    beneath.sort((one, other) => one.top - other.top);
    for (const card of [...beneath, { top: pane.bottom - 8, bottom: 0 }]) {
      const end = Math.min(card.top, pane.bottom) - 8;
      const room = Math.min(height, end - top);
      if (room >= best.room) best = { left, top: end - room, room };
      top = Math.max(top, card.bottom + 8);
    }
    if (best.room === height) break;
  }
  Object.assign(panel.style, { left: `${best.left}px`, top: `${best.top}px`, maxHeight: `${Math.max(64, best.room)}px` });
}
