// Search: every place of the sources and every statement that has the words, one after the other.

const field = /** @type {HTMLInputElement} */ (part("search"));
/** @type {(Range | number)[]} */
let hits = [];
let current = -1;

/** Find what is typed, and go to the first hit. */
function search() {
  for (const element of document.querySelectorAll(".hit")) element.classList.remove("hit");
  const words = field.value.trim();
  hits = [];
  current = -1;
  if (words) {
    const wanted = new RegExp(words.replace(/[.*+?^$${}()|[\]\\]/g, "\\$$&").replace(/\s+/g, "\\s+"), "giu");
    for (const paragraph of textPane.querySelectorAll(".text p")) hits.push(...places(paragraph, wanted));
    items.forEach((item, number) => {
      if (item.querySelector(".wording")?.textContent?.match(wanted)) {
        hits.push(number);
        item.classList.add("hit");
        cards[number].classList.add("hit");
      }
    });
  }
  highlight("argmap-hit", hits.filter((hit) => hit instanceof Range));
  highlight("argmap-here", []);
  goOn(1);
}

/** Where the words stand in a paragraph. @param {Element} paragraph @param {RegExp} wanted */
function* places(paragraph, wanted) {
  const text = paragraph.textContent ?? "";
  for (const match of text.matchAll(wanted)) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = new Range();
    let offset = 0;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const start = match.index - offset;
      const end = start + match[0].length;
      if (start >= 0 && start < node.length) range.setStart(node, start);
      if (end > 0 && end <= node.length) range.setEnd(node, end);
      offset += node.length;
    }
    yield range;
  }
}

/** Colour places without touching them. @param {string} name @param {Range[]} ranges */
function highlight(name, ranges) {
  if ("highlights" in CSS) CSS.highlights.set(name, new Highlight(...ranges));
}

/** Go to the next hit, or the one before. @param {number} step */
function goOn(step) {
  const output = part("hits");
  const words = field.value.trim();
  if (!hits.length) {
    output.textContent = words ? "not found" : "";
    if (!words && kept < 0) light([]);
    return;
  }
  current = (current + step + hits.length) % hits.length;
  output.textContent = `${current + 1} of ${hits.length}`;
  const hit = hits[current];
  if (hit instanceof Range) {
    const start = /** @type {Element} */ (hit.startContainer.parentElement);
    openSource(/** @type {HTMLElement} */ (start.closest(".source")));
    highlight("argmap-here", [hit]);
    light(numbersOf(statementAt(start)));
    reveal(start, textPane);
  } else {
    highlight("argmap-here", []);
    unfoldTo(hit);
    light([hit]);
    show(hit);
  }
}
