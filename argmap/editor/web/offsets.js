// Where words are: places of the page as offsets of a source's text. Offsets here are UTF-16, as the
// browser counts; what is sent to the server is in code points, as the file of the map counts.

/** @typedef {{element: HTMLElement, text: string, starts: number[], hasPairs: boolean, places: WeakMap<Node, number>}} Reading */
/** A stretch of a source, in UTF-16.
 * @typedef {{source: number, start: number, end: number}} Stretch */

/** @type {Map<number, Reading>} */
const readings = new Map();

/** The text of a source, character for character, and where each paragraph starts in it.
 * @param {number} source @returns {Reading | undefined} */
function readingOf(source) {
  let reading = readings.get(source);
  const element = all(`#argmap-source${source} .text`)[0];
  if (!element) return undefined;
  if (reading?.element !== element) {
    const texts = [...element.children].map((paragraph) => paragraph.textContent ?? "");
    let end = 0;
    const starts = texts.map((words) => (end += words.length) - words.length);
    const text = texts.join("");
    reading = { element, text, starts, hasPairs: /[\uD800-\uDBFF]/.test(text), places: new WeakMap() };
    readings.set(source, reading);
  }
  return reading;
}

/** The source that an element is in, -1 for none. @param {Node | null} node */
function sourceOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  const text = element?.closest(".text");
  return text ? Number(text.closest(".source")?.id.replace("argmap-source", "")) : -1;
}

/** The source that is open. */
const openSource = () => sourceOf(all(".text").find((text) => text.checkVisibility()) ?? null);

/** The offset of a place in its source. @param {Reading} reading @param {Node} node @param {number} offset */
function offsetOf({ element, text, starts, places }, node, offset) {
  if (node === element) return starts[offset] ?? text.length;
  let paragraph = /** @type {Node} */ (node);
  while (paragraph.parentNode !== element) {
    if (!paragraph.parentNode) return 0;
    paragraph = paragraph.parentNode;
  }
  const before = new Range();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  // A long text has thousands of paragraphs, and this is asked at each step of the text cursor.
  const place = places.get(paragraph) ?? [...element.children].indexOf(/** @type {Element} */ (paragraph));
  places.set(paragraph, place);
  return starts[place] + before.toString().length;
}

/** The place of the page at an offset; where two meet, that which follows, or at the end of a stretch that before.
 * @param {Reading} reading @param {number} offset @param {boolean} [isEnd] @returns {[Node, number]} */
function placeAt({ element, starts }, offset, isEnd) {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] < offset || (!isEnd && starts[middle] === offset)) low = middle;
    else high = middle;
  }
  const paragraph = element.children[low];
  if (!paragraph) return [element, 0];
  let rest = offset - starts[low];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  /** @type {[Node, number]} */
  let last = [paragraph, 0];
  while (walker.nextNode()) {
    const { length } = /** @type {Text} */ (walker.currentNode);
    if (rest < length || (isEnd && rest === length)) return [walker.currentNode, rest];
    rest -= length;
    last = [walker.currentNode, length];
  }
  return last;
}

/** A stretch as a range of the page. @param {Stretch} stretch */
function rangeOf({ source, start, end }) {
  const range = new Range();
  const reading = readingOf(source);
  if (!reading) return range;
  range.setStart(...placeAt(reading, start));
  range.setEnd(...placeAt(reading, end, true));
  return range;
}

/** How many code points come before an offset. @param {Reading} reading @param {number} offset */
function codePoints({ text, hasPairs }, offset) {
  if (!hasPairs) return offset;
  return offset - (text.slice(0, offset).match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}

/** Where a number of code points end, in UTF-16. @param {Reading} reading @param {number} count */
function utf16({ text, hasPairs }, count) {
  if (!hasPairs) return count;
  let at = 0;
  for (let rest = count; rest > 0 && at < text.length; rest -= 1) at += /** @type {number} */ (text.codePointAt(at)) > 0xffff ? 2 : 1;
  return at;
}

/** Stretches of one source as spans of the file. @param {Stretch[]} stretches @returns {[number, number][]} */
const spansOf = (stretches) => stretches.flatMap(({ source, start, end }) => {
  const reading = readingOf(source);
  return reading ? [/** @type {[number, number]} */ ([codePoints(reading, start), codePoints(reading, end)])] : [];
});

/** What is selected of a source, if any words are. @returns {Stretch | undefined} */
function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const source = openSource();
  const reading = readingOf(source);
  if (!reading || !range.intersectsNode(reading.element)) return undefined;
  const whole = new Range();
  whole.selectNodeContents(reading.element);
  const isBefore = range.compareBoundaryPoints(Range.START_TO_START, whole) < 0;
  const isBeyond = range.compareBoundaryPoints(Range.END_TO_END, whole) > 0;
  const start = isBefore ? 0 : offsetOf(reading, range.startContainer, range.startOffset);
  const end = isBeyond ? reading.text.length : offsetOf(reading, range.endContainer, range.endOffset);
  return reading.text.slice(start, end).trim() ? { source, start, end } : undefined;
}
