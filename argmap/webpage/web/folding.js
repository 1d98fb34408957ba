// What is shown of the argument: branches that are folded, kinds that are left out.

/** @type {Set<number>} */
const folded = new Set();
/** @type {Set<string>} */
const leftOut = new Set();
/** @type {HTMLSelectElement} */
const depthMenu = part("depth");
let /** @type {(string | null)[]} */ names;
// Levels are the columns that a reader counts: a heading has none.
let /** @type {number[]} */ levelOf, /** @type {number} */ levels;

/** Count the levels, and offer them. */
function countLevels() {
  names = cards.map((card) => card.ariaLabel);
  levelOf = [];
  parents.forEach((parent, number) => levelOf.push(parent < 0 ? Number(!isHeading[number]) : levelOf[parent] + 1));
  levels = Math.max(0, ...levelOf);
  items.forEach((item, number) => item.style.setProperty("--depth", String(Math.min(depths[number], 6))));
  depthMenu.length = 1;
  for (let depth = roots.every((root) => isHeading[root]) ? 0 : 1; depth <= levels; depth += 1) {
    const label = depth ? `${depth} level${depth > 1 ? "s" : ""}` : "Questions only";
    depthMenu.add(new Option(depth === levels ? "All levels" : label, String(depth)));
  }
}
countLevels();

/** Show what is to be shown now. @param {boolean} [isSpread] */
function refold(isSpread) {
  /** @type {boolean[]} */
  const seen = [];
  parents.forEach((parent, number) => {
    const isUnder = parent < 0 || (seen[parent] && !folded.has(parent));
    seen.push(isUnder && !leftOut.has(looks[number]));
  });
  arrange(seen, isSpread);
  setZoom(zoom);
  const under = revealed();
  items.forEach((item, number) => {
    item.hidden = !seen[number];
    if (!children[number].length) return;
    const isFolded = folded.has(number);
    item.ariaExpanded = String(!isFolded);
    cards[number].classList.toggle("folded", isFolded);
    cards[number].classList.toggle("bare", !under[number]);
    const words = /** @type {Element} */ (cards[number].querySelector(".handle text"));
    words.textContent = `+${under[number]}`;
    cards[number].ariaLabel = names[number] + (isFolded ? ` ${words.textContent}` : "");
  });
  const same = [...depthMenu.options].find(({ value }) => value && isLevel(Number(value)));
  depthMenu.value = same?.value ?? "";
  for (const button of all("[data-look]")) button.ariaPressed = String(!leftOut.has(button.dataset.look ?? ""));
  light(shown, true);
}

/** How many cards each statement shows, or would show, under it. */
function revealed() {
  const under = ids.map(() => 0);
  for (let number = ids.length - 1; number >= 0; number -= 1) {
    if (parents[number] < 0 || leftOut.has(looks[number])) continue;
    under[parents[number]] += 1 + (folded.has(number) ? 0 : under[number]);
  }
  return under;
}

/** Whether just so many levels are shown. @param {number} depth */
const isLevel = (depth) => children.every((under, number) => !under.length || folded.has(number) === (levelOf[number] === depth) || levelOf[number] > depth);

/** Fold or unfold what is under a statement, which stays where it is. @param {number} number */
function fold(number) {
  if (!children[number].length) return;
  const before = cards[number].getBoundingClientRect().top;
  if (!folded.delete(number)) folded.add(number);
  refold();
  mapPane.scrollBy(0, cards[number].getBoundingClientRect().top - before);
}

/** Leave out a kind, or take it in again. @param {string} look */
function toggleKind(look) {
  if (!leftOut.delete(look)) leftOut.add(look);
  refold();
}

/** Unfold whatever hides a statement. @param {number} number */
function unfoldTo(number) {
  if (inPicture[number]) return;
  for (const one of upward(number)) {
    if (one !== number) folded.delete(one);
    leftOut.delete(looks[one]);
  }
  refold();
}

/** The statement itself, or the one that it is folded under. @param {number} number */
const inSight = (number) => [...upward(number)].find((one) => inPicture[one]) ?? number;

/** Show so many levels. @param {number} depth */
function setDepth(depth) {
  folded.clear();
  children.forEach((under, number) => {
    if (under.length && levelOf[number] === depth) folded.add(number);
  });
  refold(true);
}

/** How many levels can be read at once. */
function readableDepth() {
  let depth = levels;
  for (; depth > 1; depth -= 1) {
    const there = boxes.filter((_, number) => levelOf[number] <= depth && !isHeading[number]);
    const fits = Math.max(0, ...there.map((box) => box.end)) * 0.7 < mapPane.clientWidth;
    if (there.length <= 150 && (fits || mapPane.hidden)) break;
  }
  return depth;
}
