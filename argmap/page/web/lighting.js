// What is lit: a statement, its words, what it bears on and what bears on it; and what is kept so.

/** @type {Element[]} */
let lit = [];
/** @type {number[]} */
let shown = [];
let kept = -1;

/** Light these statements, on both sides. @param {number[]} numbers */
function light(numbers) {
  if (numbers.join() === shown.join()) return;
  shown = numbers;
  for (const element of lit) element.classList.remove("lit", "near");
  lit = [];
  const near = new Set(numbers.flatMap(around));
  const main = new Set(numbers.map(inSight));
  /** @type {Set<Element>} */
  const lines = new Set();
  /** @type {Set<Element>} */
  const boxes = new Set();
  for (const number of near) {
    for (const piece of pieces[number]) mark(piece, "near");
    mark(items[number], "near");
    boxes.add(cards[inSight(number)]);
  }
  for (const number of numbers) {
    for (const piece of pieces[number]) mark(piece, "lit");
    mark(items[number], "lit");
    for (const one of upward(number)) {
      for (const link of outward[one]) {
        if (one === number || link.target === parents[one]) lines.add(link.element);
      }
    }
    for (const link of inward[number]) lines.add(link.element);
  }
  for (const number of main) mark(cards[number], "lit");
  raise([...lines, ...boxes]);
}

/** What is lit with a statement: itself, all above it, its targets, fellows and supports.
 * @param {number} number */
function around(number) {
  const near = [...upward(number)];
  for (const link of outward[number]) near.push(link.target, ...link.origins);
  for (const link of inward[number]) near.push(...link.origins);
  return near;
}

/** @param {Element} element @param {string} how */
function mark(element, how) {
  element.classList.add(how);
  lit.push(element);
}

/** Show elements of the picture over the veil that lies on the others: only they are touched,
 * however many others there are. @param {Element[]} elements */
function raise(elements) {
  const raised = elements.filter((one) => !one.classList.contains("off")).map((element, number) => {
    element.id ||= `argmap-l${number}-${Math.random().toString(36).slice(2)}`;
    const use = document.createElementNS(picture.namespaceURI, "use");
    use.setAttribute("href", `#${element.id}`);
    return use;
  });
  const veil = document.createElementNS(picture.namespaceURI, "rect");
  veil.setAttribute("class", "veil");
  veil.setAttribute("y", "-9999");
  part("lit").replaceChildren(...(raised.length ? [veil, ...raised] : []));
}

/** Keep a statement lit and bring it into view, or with -1 let it go. @param {number} number */
function keep(number) {
  for (const [one, state] of /** @type {[number, string][]} */ ([[kept, "false"], [number, "true"]])) {
    if (one < 0) continue;
    for (const element of [cards[one], ...pieces[one]]) {
      if (element.role === "button") element.ariaPressed = state;
    }
    items[one].ariaCurrent = state;
  }
  kept = number;
  light(number < 0 ? [] : [number]);
  tell();
  if (number < 0) return;
  unfoldTo(number);
  rest(number);
  show(number);
}

/** Keep a statement and write it into the address. @param {number} number */
function choose(number) {
  const place = number < 0 ? "" : `#${encodeURIComponent(ids[number])}`;
  try {
    // Without a fragment the address cannot be set so without loading anew.
    if (place) location.hash = place;
    else history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // A frame without an origin of its own has no history to write.
  }
  if (kept !== number) keep(number);
}

/** Do what the address says. */
function obey() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // It stands as it was typed.
  }
  const number = ids.indexOf(id);
  if (number !== kept) keep(number);
}

/** Show in full what is kept, and say it to those who do not see it. */
function tell() {
  const panel = part("card");
  panel.hidden = kept < 0 || !outline.hidden;
  part("said").textContent = kept < 0 ? "" : `${cards[kept].ariaLabel}; ${cards[kept].ariaDescription}`;
  if (kept < 0) return;
  panel.className = looks[kept];
  const copies = [...items[kept].children].map((child) => child.cloneNode(true));
  panel.replaceChildren(...copies);
  for (const link of panel.querySelectorAll("a")) link.removeAttribute("tabindex");
  const close = document.createElement("button");
  close.textContent = "×";
  close.ariaLabel = "Let go";
  close.addEventListener("click", () => choose(-1));
  panel.prepend(close);
}
