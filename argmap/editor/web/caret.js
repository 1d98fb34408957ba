// A text cursor in the source, for selecting words by keyboard.

const caret = part("caret");

/** Make texts places that the keyboard can go to, and say how to begin. */
function beEditable() {
  part("empty").hidden = ids.length > 0;
  const attributes = { tabindex: "0", role: "textbox", "aria-readonly": "true", "aria-multiline": "true", "aria-label": "Text of the source" };
  for (const text of all(".text")) {
    for (const [name, value] of Object.entries(attributes)) {
      if (isEditing.matches) text.setAttribute(name, value);
      else text.removeAttribute(name);
    }
  }
}

/** The text that is open. */
const openText = () => readingOf(openSource())?.element;

/** Whether the keys that move the text cursor are for it now. */
function hasCaret() {
  const text = openText();
  const { activeElement } = document;
  return Boolean(text) && (activeElement === text || (text?.contains(activeElement) && selected() !== undefined));
}

/** Go to the text, where its cursor was, or what is in view begins. */
function enterText() {
  const reading = readingOf(openSource());
  if (!reading) return;
  if (sourceOf(getSelection()?.focusNode ?? null) !== openSource()) {
    const { top } = textPane.getBoundingClientRect();
    const first = [...reading.element.children].find((one) => one.getBoundingClientRect().bottom > top + 60 && one.textContent?.trim());
    const at = placeAt(reading, first ? reading.starts[[...reading.element.children].indexOf(first)] : 0);
    getSelection()?.collapse(...at);
  }
  reading.element.focus({ preventScroll: true });
  showCaret(true);
}

/** Show the text cursor. @param {boolean} [isMoved] whether it is brought into view */
function showCaret(isMoved) {
  const selection = getSelection();
  const text = openText();
  const isShown = Boolean(selection?.focusNode && text?.contains(selection.focusNode) && text.contains(document.activeElement));
  caret.hidden = !isShown;
  if (!isShown || !selection?.focusNode) return;
  const range = new Range();
  range.setStart(selection.focusNode, selection.focusOffset);
  let box = range.getClientRects()[0];
  if (!box) {
    const { focusNode } = selection;
    const element = focusNode instanceof Element ? focusNode.children[selection.focusOffset] ?? focusNode : focusNode.parentElement;
    box = /** @type {Element} */ (element).getBoundingClientRect();
  }
  const pane = textPane.getBoundingClientRect();
  Object.assign(caret.style, {
    left: `${box.left - pane.left + textPane.scrollLeft - 1}px`,
    top: `${box.top - pane.top + textPane.scrollTop - 1}px`,
    height: `${Math.min(box.height, 30) + 2}px`,
  });
  if (!isMoved) return;
  const tabs = part("tabs")?.offsetHeight ?? 0;
  if (box.top < pane.top + tabs + 40) textPane.scrollBy({ top: box.top - pane.top - tabs - 80, behavior: "instant" });
  else if (box.bottom > pane.bottom - 60) textPane.scrollBy({ top: box.bottom - pane.bottom + 100, behavior: "instant" });
}

/** Move the text cursor; true if the key does. @param {KeyboardEvent} event */
function moveCaret({ key, shiftKey, ctrlKey, altKey, metaKey }) {
  const selection = getSelection();
  const reading = readingOf(openSource());
  if (!selection || !reading || metaKey) return false;
  const how = shiftKey ? "extend" : "move";
  const isFar = ctrlKey || altKey;
  const isBack = key === "ArrowUp" || key === "Home" || key === "PageUp";
  const way = isBack ? "backward" : "forward";
  if (key === "ArrowLeft" || key === "ArrowRight") {
    selection.modify(how, key === "ArrowLeft" ? "left" : "right", isFar ? "word" : "character");
  } else if (key === "ArrowUp" || key === "ArrowDown") {
    if (isFar) goTo(sentenceEdge(reading, focusOf(reading), isBack), shiftKey);
    else selection.modify(how, way, "line");
  } else if (key === "PageUp" || key === "PageDown") {
    for (let line = 0; line < 12; line += 1) selection.modify(how, way, "line");
  } else if (key === "Home" || key === "End") {
    if (isFar) goTo(isBack ? 0 : reading.text.length, shiftKey);
    else selection.modify(how, way, "lineboundary");
  } else return false;
  if (!reading.element.contains(selection.focusNode)) goTo(isBack || key === "ArrowLeft" ? 0 : reading.text.length, shiftKey);
  showCaret(true);
  hear(reading, shiftKey, /Left|Right/.test(key), isFar);
  return true;
}

/** Let those hear it who do not see where the cursor is: what follows it, or what is selected.
 * @param {Reading} reading @param {boolean} isSelecting @param {boolean} isNear @param {boolean} isWord */
function hear(reading, isSelecting, isNear, isWord) {
  const at = focusOf(reading);
  const rest = reading.text.slice(at, at + 400);
  const next = isNear && !isWord ? [...rest.slice(0, 2)][0] : isNear ? rest.match(/^\s*\S+/)?.[0] : rest.split(/(?<=[.!?؟。])\s|\n\n/)[0];
  const chosen = isSelecting && selected();
  const tail = chosen ? reading.text.slice(chosen.start, chosen.end) : "";
  part("heard").textContent = chosen ? `${tail.length > 120 ? `…${tail.slice(-120)}` : tail}, selected` : (next?.trim() || "space");
}

/** The offset of the text cursor. @param {Reading} reading */
function focusOf(reading) {
  const { focusNode = null, focusOffset = 0 } = getSelection() ?? {};
  return focusNode && reading.element.contains(focusNode) ? offsetOf(reading, focusNode, focusOffset) : 0;
}

/** Put the text cursor at an offset. @param {number} offset @param {boolean} isExtended */
function goTo(offset, isExtended) {
  const reading = readingOf(openSource());
  const selection = getSelection();
  if (!reading || !selection) return;
  const place = placeAt(reading, offset, isExtended);
  if (isExtended) selection.extend(...place);
  else selection.collapse(...place);
}

/** Where the sentences of a paragraph start and end, without the space after them.
 * @param {Reading} reading @param {number} paragraph @returns {[number, number][]} */
function sentencesOf({ element, text, starts }, paragraph) {
  const start = starts[paragraph];
  // A line end of a text that was wrapped by hand ends no sentence.
  const words = text.slice(start, starts[paragraph + 1] ?? text.length).replace(/[\r\n]/g, " ");
  const { lang } = /** @type {HTMLElement} */ (element.closest("[lang]"));
  return [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(words)]
    .filter(({ segment }) => segment.trim())
    .map(({ segment, index }) => {
      const [head] = /** @type {RegExpMatchArray} */ (segment.match(index ? /^\s*/ : lead));
      return [start + index + head.length, start + index + segment.trimEnd().length];
    });
}

/** What precedes a turn in a transcript: a time, and a speaker in capitals. */
const lead = /^\s*(?:\[[\d:.,]+\]\s*)?(?:\p{Lu}[\p{Lu}\d .'’-]*:\s+)?/u;

/** Where the next sentence ends, or the one before starts. @param {Reading} reading @param {number} from @param {boolean} isBack */
function sentenceEdge(reading, from, isBack) {
  const { starts, text } = reading;
  const here = starts.findLastIndex((start) => start <= from);
  for (let paragraph = Math.max(here, 0); paragraph in starts; paragraph += isBack ? -1 : 1) {
    const edges = sentencesOf(reading, paragraph);
    const found = isBack ? edges.findLast(([start]) => start < from)?.[0] : edges.find(([, end]) => end > from)?.[1];
    if (found !== undefined) return found;
  }
  return isBack ? 0 : text.length;
}

/** Select the sentence that the cursor is in, or if words are selected all to the end of the next one. */
function selectSentence() {
  const reading = readingOf(openSource());
  if (!reading) return;
  const from = focusOf(reading);
  const end = sentenceEdge(reading, from, false);
  if (!selected()) {
    // At the start of a sentence the cursor is before it, not behind the one before.
    const paragraph = Math.max(reading.starts.findLastIndex((start) => start < end), 0);
    goTo(sentencesOf(reading, paragraph).find(([, last]) => last === end)?.[0] ?? from, false);
  }
  goTo(end, true);
  showCaret(true);
}

textPane.addEventListener("focusin", ({ target }) => {
  // Who clicks puts the cursor there.
  if (target === openText() && /** @type {Element} */ (target).matches(":focus-visible")) enterText();
  showCaret();
});
textPane.addEventListener("focusout", () => requestAnimationFrame(() => showCaret()));
isEditing.addEventListener("change", beEditable);
