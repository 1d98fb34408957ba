// What is shown of the argument: branches that are folded, kinds that are left out.

/** @type {Set<number>} */
const folded = new Set();
/** @type {Set<string>} */
const leftOut = new Set();
/** @type {HTMLSelectElement} */
const depthMenu = part("depth");
const names = cards.map((card) => card.ariaLabel);
const levels = Math.max(0, ...depths) + 1;

/** Show what is to be shown now. */
function refold() {
  /** @type {boolean[]} */
  const seen = [];
  parents.forEach((parent, number) => {
    const isUnder = parent < 0 || (seen[parent] && !folded.has(parent));
    seen.push(isUnder && !leftOut.has(looks[number]));
  });
  arrange(seen);
  setZoom(zoom);
  items.forEach((item, number) => {
    item.hidden = !seen[number];
    if (!children[number].length) return;
    const isFolded = folded.has(number);
    item.ariaExpanded = String(!isFolded);
    cards[number].classList.toggle("folded", isFolded);
    const count = isFolded ? ` ${cards[number].querySelector(".handle text")?.textContent}` : "";
    cards[number].ariaLabel = names[number] + count;
  });
  for (const button of all("[data-look]")) button.ariaPressed = String(!leftOut.has(button.dataset.look ?? ""));
  light(shown, true);
}

/** Fold or unfold what is under a statement, which stays where it is. @param {number} number */
function fold(number) {
  if (!children[number].length) return;
  const before = cards[number].getBoundingClientRect().top;
  if (!folded.delete(number)) folded.add(number);
  depthMenu.selectedIndex = -1;
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
    if (one !== number && folded.delete(one)) depthMenu.selectedIndex = -1;
    leftOut.delete(looks[one]);
  }
  refold();
}

/** The statement itself, or the one that it is folded under. @param {number} number */
const inSight = (number) => [...upward(number)].find((one) => inPicture[one]) ?? number;

/** Show so many levels. @param {number} depth */
function setDepth(depth) {
  depthMenu.value = String(depth);
  folded.clear();
  children.forEach((under, number) => {
    if (under.length && depths[number] === depth - 1) folded.add(number);
  });
  refold();
}

/** How many levels can be read at once. */
function readableDepth() {
  let depth = levels;
  for (; depth > 2; depth -= 1) {
    const there = boxes.filter((_, number) => depths[number] < depth);
    const fits = Math.max(...there.map((box) => box.end)) * 0.78 < mapPane.clientWidth;
    if (there.length <= 150 && (fits || mapPane.hidden)) break;
  }
  return depth;
}

items.forEach((item, number) => item.style.setProperty("--depth", String(Math.min(depths[number], 6))));
for (let depth = 1; depth <= levels; depth += 1) {
  depthMenu.add(new Option(depth === levels ? "All levels" : `Levels: ${depth}`, String(depth)));
}
