// Search: every place of the sources, then every statement, that has the words.

/** @type {HTMLInputElement} */
const field = part("search");
/** @type {(Range | number)[]} */
let hits = [];
let current = -1;

/** Find what is typed, and go to the first hit. */
function search() {
  const words = field.value.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const wanted = words && new RegExp(words, "giu");
  hits = wanted ? all(".text p").flatMap((paragraph) => [...places(paragraph, wanted)]) : [];
  current = -1;
  items.forEach((item, number) => {
    const isHit = Boolean(wanted && (disclosed[number] || quiz !== "wording") && item.querySelector(".wording")?.textContent?.match(wanted));
    if (isHit) hits.push(number);
    for (const element of [item, cards[number]]) element.classList.toggle("hit", isHit);
  });
  highlight("argmap-hit", ...hits);
  goOn(1);
}

/** Where the words stand in a paragraph. @param {Element} paragraph @param {RegExp} wanted */
function* places(paragraph, wanted) {
  for (const { 0: words, index } of (paragraph.textContent ?? "").matchAll(wanted)) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = new Range();
    let start = index;
    let end = index + words.length;
    while (walker.nextNode()) {
      const { length } = /** @type {Text} */ (walker.currentNode);
      if (start >= 0 && start < length) range.setStart(walker.currentNode, start);
      if (end > 0 && end <= length) range.setEnd(walker.currentNode, end);
      start -= length;
      end -= length;
    }
    yield range;
  }
}

/** Colour places without touching them. @param {string} name @param {(Range | number)[]} found */
function highlight(name, ...found) {
  const ranges = found.filter((one) => one instanceof Range);
  if ("highlights" in CSS) CSS.highlights.set(name, new Highlight(...ranges));
}

/** Go to the next hit, or the one before. @param {number} step */
function goOn(step) {
  current = hits.length ? (current + step + hits.length) % hits.length : -1;
  const hit = hits[current];
  highlight("argmap-here", hit);
  part("hits").textContent = hits.length ? `${current + 1} of ${hits.length}` : field.value.trim() && "not found";
  if (hit instanceof Range) {
    const start = /** @type {Element} */ (hit.startContainer.parentElement);
    turnTo(start);
    light(numbersOf(statementAt(start)));
    reveal(start);
  } else if (hit === undefined) {
    light(kept < 0 ? [] : [kept]);
  } else {
    unfoldTo(hit);
    light([hit]);
    show(hit);
  }
}
