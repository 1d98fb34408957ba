// What is shown of the argument: branches that are folded, kinds and questions that are left out.

/** @type {Set<number>} */
const folded = new Set();
/** @type {Set<string>} */
const leftOut = new Set();
const questionMenu = /** @type {HTMLSelectElement} */ (part("question"));
const depthMenu = /** @type {HTMLSelectElement} */ (part("depth"));
const names = cards.map((card) => card.ariaLabel ?? "");
const levels = Math.max(0, ...depths) + 1;

/** Show what is to be shown now, everywhere. */
function refold() {
  const only = Number(questionMenu.value);
  /** @type {boolean[]} */
  const seen = [];
  ids.forEach((_, number) => {
    const parent = parents[number];
    const isUnder = parent < 0 ? only < 0 || only === number : seen[parent] && !folded.has(parent);
    seen.push(isUnder && !leftOut.has(looks[number]));
  });
  arrange(seen);
  setZoom(zoom);
  items.forEach((item, number) => {
    item.hidden = !seen[number];
    if (children[number].length) item.ariaExpanded = String(!folded.has(number));
    const isFolded = folded.has(number);
    cards[number].classList.toggle("folded", isFolded);
    const count = isFolded ? cards[number].querySelector(".handle text")?.textContent : "";
    cards[number].ariaLabel = `${names[number]} ${count}`.trim();
  });
  depthMenu.value = String(currentDepth());
  const again = shown;
  shown = [];
  light(again);
}

/** Fold or unfold what is under a statement, which stays where it is. @param {number} number */
function fold(number) {
  if (!children[number].length) return;
  const before = cards[number].getBoundingClientRect().top;
  if (!folded.delete(number)) folded.add(number);
  refold();
  mapPane.scrollBy(0, cards[number].getBoundingClientRect().top - before);
}

/** Unfold whatever hides a statement. @param {number} number */
function unfoldTo(number) {
  if (inPicture[number]) return;
  for (const one of upward(number)) {
    if (one !== number) folded.delete(one);
    leftOut.delete(looks[one]);
    if (parents[one] < 0 && questionMenu.value !== String(one)) questionMenu.value = "-1";
  }
  tellKinds();
  refold();
}

/** The statement itself, or the one that it is folded under. @param {number} number */
function inSight(number) {
  for (const one of upward(number)) if (inPicture[one]) return one;
  return number;
}

/** Show so many levels. @param {number} depth */
function setDepth(depth) {
  folded.clear();
  ids.forEach((_, number) => {
    if (depths[number] === depth - 1 && children[number].length) folded.add(number);
  });
  refold();
}

/** How many levels are shown; 0 where branches differ. */
function currentDepth() {
  const at = new Set([...folded].map((number) => depths[number] + 1));
  if (!folded.size) return levels;
  const [depth] = at;
  const all = depths.filter((one, number) => one === depth - 1 && children[number].length).length;
  return at.size === 1 && all === folded.size ? depth : 0;
}

/** Begin with as many levels as can be read at once. */
function beginDepth() {
  const fits = (/** @type {number} */ depth) => {
    const there = boxes.filter((_, number) => depths[number] < depth);
    return there.length <= 150 && Math.max(...there.map((box) => box.end)) * 0.78 < mapPane.clientWidth;
  };
  let depth = levels;
  while (depth > 2 && !fits(depth)) depth -= 1;
  return depth;
}

/** Leave out a kind, or take it in again. @param {string} look */
function toggleKind(look) {
  if (!leftOut.delete(look)) leftOut.add(look);
  tellKinds();
  refold();
}

function tellKinds() {
  for (const button of document.querySelectorAll("[data-look]")) {
    const { look = "" } = /** @type {HTMLElement} */ (button).dataset;
    button.ariaPressed = String(!leftOut.has(look));
  }
}

for (let depth = 1; depth <= levels; depth += 1) {
  const name = depth === levels ? "All levels" : depth === 1 ? "1 level" : `${depth} levels`;
  depthMenu.add(new Option(name, String(depth)));
}
const mixed = new Option("Some levels", "0");
mixed.hidden = true;
depthMenu.add(mixed);
