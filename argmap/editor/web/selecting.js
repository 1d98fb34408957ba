// Words that are selected, and the statement that is made of them.

/** Stretches that were selected before, of which the quote has its first fragments. @type {Stretch[]} */
let fragments = [];
const bar = part("bar");
const isEditing = matchMedia("(min-width: 761px)");

/** @typedef {"claim" | "reason" | "caveat" | "question"} Kind */
/** @type {Record<string, Kind>} */
const kindOfKey = { c: "claim", r: "reason", v: "caveat", q: "question" };

/** @type {Record<Kind, string>} */
const asked = {
  claim: "Which question does it answer?",
  reason: "What does it support?",
  caveat: "What is it a caveat about?",
  question: "Which question does it restate?",
};
/** How a new statement can bear on another. @type {Record<Kind, string[]>} */
const bearing = { claim: ["answers"], reason: ["supports"], caveat: ["limits", "rebuts", "undercuts"], question: ["restates"] };

/** The wording of a statement. @param {number} number */
const wordingOf = (number) => items[number]?.querySelector(".wording")?.textContent ?? "";

/** @param {string} words @param {number} [length] */
const short = (words, length = 48) => (words.length > length ? `${words.slice(0, length - 1).trimEnd()}…` : words);

/** All that is selected, in the order in which it was. */
function stretches() {
  const last = selected();
  const before = last ? fragments.filter((one) => one.source === last.source) : fragments;
  return last ? [...before, last] : before;
}

/** Keep what is selected as a fragment, so that more can be selected. */
function keepFragment() {
  const last = selected();
  if (!last) return false;
  fragments = stretches();
  say(`${fragments.length} fragment${fragments.length > 1 ? "s" : ""} kept; select more words`);
  return true;
}

/** Let go of all that is selected. */
function deselect() {
  fragments = [];
  const selection = getSelection();
  if (selected()) selection?.collapseToEnd();
  showSelection();
}

/** Show what is selected, and what can be made of it. */
function showSelection() {
  highlight("argmap-fragment", ...fragments.map(rangeOf));
  const chosen = stretches();
  const isShown = chosen.length > 0 && isEditing.matches && !isPicking();
  bar.hidden = !isShown;
  if (!isShown) return;
  const target = kept >= 0 ? short(wordingOf(kept), 22) : "";
  const further = part("further");
  for (const name of ["anchor", "further"]) part(name).hidden = kept < 0;
  further.hidden ||= !pieces[kept]?.length;
  part("anchorto").textContent = `“${target}”`;
  const ranges = chosen.map(rangeOf);
  const box = ranges[ranges.length - 1].getBoundingClientRect();
  const { top, bottom, left, right } = textPane.getBoundingClientRect();
  const { width, height } = bar.getBoundingClientRect();
  const above = box.top - height - 10;
  const below = Math.min(box.bottom + 10, bottom - height - 10);
  bar.style.left = `${Math.max(left + 8, Math.min(box.left + box.width / 2 - width / 2, right - 8 - width, innerWidth - 8 - width))}px`;
  bar.style.top = `${above > top + 8 ? above : Math.max(below, top + 8)}px`;
}

/** Make a statement of what is selected: by itself, or about the one that is kept, or is picked.
 * @param {Kind} kind @param {boolean} [isPicked] */
async function state(kind, isPicked = false) {
  const chosen = stretches();
  if (!chosen.length) return say("select some words of the source first", "", true);
  const { source } = chosen[0];
  const spans = spansOf(chosen);
  // They are offsets of the text as it is now, whatever becomes of it while something is picked.
  const seen = revision;
  const asks = kind === "reason" || kind === "caveat";
  const fits = (/** @type {number} */ number) => (looks[number] === "question") === !asks;
  const isAbout = !isPicked && kept >= 0 && kind !== "question" && fits(kept);
  let link;
  if (isAbout || isPicked || asks) {
    fragments = chosen;
    const words = `“${short(chosen.map(({ start, end }) => readingOf(source)?.text.slice(start, end)).join(" … "))}”`;
    const number = isAbout ? kept : await pick(asked[kind], words, fits);
    const found = number === undefined ? undefined : await chooseRelation(words, number, bearing[kind]);
    link = found && { relation: found.relation, target: found.target };
    if (!link) return showSelection();
  }
  typedAhead = [];
  const answer = await gesture({ do: "state", kind, source, spans, ...link, revision: seen }, `a new ${kind}`);
  if (!answer?.made) {
    typedAhead = undefined;
    // What could not be made of the words can be tried again with them.
    return showSelection();
  }
  deselect();
  const back = asks ? ids[kept] : undefined;
  keep(ids.indexOf(answer.made), textPane);
  reword(answer.made, back);
}

/** Anchor the statement that is kept in what is selected. @param {boolean} isFurther */
async function anchor(isFurther) {
  const chosen = stretches();
  if (kept < 0) return say("choose the statement first that these words belong to", "", true);
  if (!chosen.length) return say("select some words of the source first", "", true);
  const body = { do: "anchor", id: ids[kept], source: chosen[0].source, spans: spansOf(chosen), is_further_fragment: isFurther };
  const answer = await gesture(body, `words for “${short(wordingOf(kept))}”`);
  if (answer) deselect();
  return showSelection();
}

textPane.addEventListener("pointerdown", ({ altKey, ctrlKey, metaKey, button }) => {
  if (button) return;
  // While words are being selected, the mouse reaches those under the bar.
  bar.style.pointerEvents = "none";
  if (!(altKey || ctrlKey || metaKey)) fragments = [];
  // Some browsers would add a second range to the first.
  else if (keepFragment()) getSelection()?.removeAllRanges();
}, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { bar.style.pointerEvents = ""; }, true);
document.addEventListener("selectionchange", () => requestAnimationFrame(() => {
  showCaret();
  showSelection();
}));
textPane.addEventListener("scroll", showSelection);
addEventListener("resize", showSelection);
// The words stay selected when a button is pressed.
bar.addEventListener("pointerdown", (event) => event.preventDefault());
for (const button of all("[data-kind]", bar)) {
  button.addEventListener("click", () => state(/** @type {Kind} */ (button.dataset.kind)));
}
part("anchor").addEventListener("click", () => anchor(false));
part("further").addEventListener("click", () => anchor(true));
