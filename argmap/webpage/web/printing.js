// On paper: the text, then the map in sheets, each as large as it can be read on, then the statements.

// In pixels: A4 on its side within its margins; Letter is as wide.
const sheet = { width: 1000, height: 640 };
const readable = 0.62;
/** @type {Element[]} */
let sheets = [];

/** Draw these statements by themselves. @param {Set<number>} some */
function draw(some) {
  arrange(ids.map((_, number) => some.has(number)));
  const { width, height } = size;
  // The first sheet shares its page with the legend and, without a source, with the title.
  const taken = sheets.length ? 0 : part("text").checkVisibility() ? 50 : 140;
  return { width, height, scale: Math.min(1, sheet.width / width, (sheet.height - taken) / height) };
}

/** Take what is drawn now as a sheet. @param {number} scale */
function take(scale) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  for (const element of all(".off, .handle", copy)) element.remove();
  copy.removeAttribute("id");
  copy.style.width = `${size.width * scale}px`;
  copy.style.height = `${size.height * scale}px`;
  sheets.push(copy);
}

/** A statement and all under it. @param {number} number @returns {number[]} */
const tree = (number) => [number, ...children[number].flatMap(tree)];

/** Draw trees on as few sheets as they can be read on, each with all that is above them.
 * @param {number[]} tops @param {number[]} above */
function divide(tops, above) {
  /** @type {number[]} */
  let those = [];
  const close = () => {
    if (those.length) take(draw(new Set([...above, ...those.flatMap(tree)])).scale);
    those = [];
  };
  for (const top of tops) {
    const isReadable = draw(new Set([...above, ...[...those, top].flatMap(tree)])).scale >= readable;
    if (!isReadable) close();
    // What is still too high is divided below its own top, unless that is only too wide.
    const { scale, height } = draw(new Set([...above, ...tree(top)]));
    if (scale < readable && height * readable > sheet.height && children[top].length) {
      divide(children[top], [...above, top]);
    } else those.push(top);
  }
  close();
}

addEventListener("beforeprint", () => {
  light([]);
  sheets = [];
  columnOf = blocks.map(() => 0);
  const { scale } = draw(new Set(ids.keys()));
  if (scale >= readable) take(scale);
  else for (const root of roots) divide([root], []);
  mapPane.append(...sheets);
  picture.toggleAttribute("hidden", true);
});
addEventListener("afterprint", () => {
  for (const one of sheets) one.remove();
  picture.toggleAttribute("hidden", false);
  refold(true);
});
