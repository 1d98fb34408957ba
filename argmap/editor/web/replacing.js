// Parts of the page come anew from the server; what the reader sees and has chosen stays as it is.

/** Put parts in the place of those that are on the page. @param {Record<string, string>} parts */
function replaceParts(parts) {
  const { title, summary, findings, kinds, relations, picture: drawing, outline: listing, data, texts } = parts;
  const seen = remember();
  const head = /** @type {HTMLElement} */ (part("head").firstElementChild);
  if (title !== undefined) {
    nameShown().innerHTML = title;
    document.title = nameShown().textContent ?? "";
  }
  const [subtitle] = all(":scope > p", head);
  if (summary !== undefined && subtitle.firstChild) subtitle.firstChild.nodeValue = `${summary}. `;
  if (findings !== undefined) {
    const wasOpen = /** @type {HTMLDetailsElement | null} */ (document.querySelector("#argmap-findings"))?.open;
    part("findings")?.remove();
    subtitle.insertAdjacentHTML("afterend", findings);
    part("findings")?.toggleAttribute("open", Boolean(wasOpen));
  }
  if (kinds !== undefined) replaceKinds(kinds);
  if (relations !== undefined) all(".tools .relations")[0].innerHTML = relations;
  if (drawing !== undefined) /** @type {Element} */ (mapPane.firstElementChild).innerHTML = drawing;
  if (listing !== undefined) outline.innerHTML = `<h2>Statements</h2>${listing}`;
  if (data !== undefined) part("data").textContent = data;
  if (texts !== undefined) {
    textPane.innerHTML = texts;
    textPane.append(caret);
    readings.clear();
    fragments = [];
    openTabs();
  }
  replaceTexts(parts);
  takeUp();
  restore(seen);
}

/** @param {string} kinds */
function replaceKinds(kinds) {
  const [shown] = all(".tools .kinds");
  shown.innerHTML = kinds;
  for (const button of all("button", shown)) button.addEventListener("click", () => toggleKind(button.dataset.look ?? ""));
}

/** Put what is cited of sources, whole texts and paragraphs in their places. @param {Record<string, string>} parts */
function replaceTexts(parts) {
  /** @type {Map<string, Element[]>} */
  const paragraphsOf = new Map();
  for (const [name, part] of Object.entries(parts)) {
    const [what, source, place] = name.split(".");
    if (source === undefined) continue;
    const [text] = all(`#argmap-source${source} .text`);
    if (what === "cited") all(`#argmap-source${source} > header`)[0].innerHTML = part;
    else if (place === undefined) {
      text.innerHTML = part;
      forgetText(Number(source));
    } else {
      const paragraphs = paragraphsOf.get(source) ?? [...text.children];
      paragraphsOf.set(source, paragraphs);
      const { length } = paragraphs[Number(place)].textContent ?? "";
      paragraphs[Number(place)].outerHTML = part;
      if (text.children[Number(place)].textContent?.length !== length) forgetText(Number(source));
    }
  }
}

/** Let go of what was known of a text that is another now. @param {number} source */
function forgetText(source) {
  readings.delete(source);
  fragments = fragments.filter((one) => one.source !== source);
}

/** Read the page again. */
function takeUp() {
  const isHidden = mapPane.hidden;
  // What is hidden cannot be measured.
  mapPane.hidden = false;
  lit = [];
  readStatements();
  measure();
  mapPane.hidden = isHidden;
  countLevels();
  beEditable();
}

/** What is shown and chosen, by the ids of statements, whose numbers change. */
function remember() {
  const { activeElement } = document;
  const at = statementAt(activeElement);
  const pane = at && paneOf(at);
  const [number] = numbersOf(at);
  const chosen = kept >= 0 && inPicture[kept] ? kept : firstInView();
  return {
    folded: [...folded].map((one) => ids[one]),
    known: new Set(ids),
    kept: ids[kept],
    shown: shown.map((one) => ids[one]),
    focus: pane && number >= 0 ? { id: ids[number], pane } : null,
    held: chosen >= 0 ? { id: ids[chosen], box: cards[chosen].getBoundingClientRect() } : null,
    selection: selectionNow(),
  };
}

/** A card that is in view, -1 if none is. */
const firstInView = () => {
  const { top, bottom } = mapPane.getBoundingClientRect();
  return ids.findIndex((_, number) => {
    const box = inPicture[number] && cards[number].getBoundingClientRect();
    return box && box.top >= top && box.bottom <= bottom;
  });
};

/** @param {ReturnType<typeof remember>} before */
function restore(before) {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const numberOf = (/** @type {string | undefined} */ id) => numbers.get(id ?? "") ?? numbers.get(renamed.get(id ?? "") ?? "") ?? -1;
  folded.clear();
  for (const id of before.folded) if (numberOf(id) >= 0) folded.add(numberOf(id));
  shown = [];
  kept = -1;
  refold(true);
  hold(numberOf(before.kept));
  if (kept < 0 && before.kept) choose(-1);
  if (kept < 0) light(before.shown.map(numberOf).filter((number) => number >= 0));
  rest(Math.max(kept, 0));
  if (before.held && numberOf(before.held.id) >= 0 && !mapPane.hidden) {
    const now = cards[inSight(numberOf(before.held.id))].getBoundingClientRect();
    mapPane.scrollBy({ left: now.left - before.held.box.left, top: now.top - before.held.box.top, behavior: "instant" });
  }
  const back = before.focus && numberOf(before.focus.id);
  if (before.focus && typeof back === "number" && back >= 0 && document.activeElement === document.body) {
    const { pane } = before.focus;
    const element = pane === textPane ? beginning(back) : (pane === mapPane ? cards : items)[back];
    element?.focus({ preventScroll: true });
  }
  selectAgain(before.selection);
  if (field.value) search();
}

/** New ids of statements that were renamed here, by their old ones. @type {Map<string, string>} */
const renamed = new Map();

/** The heading of the page. */
const nameShown = () => all("#argmap-head h1")[0];

/** What is selected, or where the text cursor is. */
function selectionNow() {
  const selection = getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  const source = sourceOf(focusNode ?? null);
  const reading = readingOf(source);
  if (!selection || !reading || !anchorNode || !focusNode || sourceOf(anchorNode) !== source) return null;
  return {
    source,
    anchor: offsetOf(reading, anchorNode, selection.anchorOffset),
    focus: offsetOf(reading, focusNode, selection.focusOffset),
  };
}

/** @param {ReturnType<typeof selectionNow>} selection */
function selectAgain(selection) {
  const reading = selection && readingOf(selection.source);
  if (!reading) return;
  const { anchor, focus } = selection;
  getSelection()?.setBaseAndExtent(...placeAt(reading, anchor, anchor > focus), ...placeAt(reading, focus, focus > anchor));
}
