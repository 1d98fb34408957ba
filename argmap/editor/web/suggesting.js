// What a draft suggests, one after the other: each is accepted, changed or not, or refused.

/**
 * @typedef {object} Suggestion
 * @property {string} id
 * @property {Kind} kind
 * @property {string} wording
 * @property {string | null} note
 * @property {{source: number | null, quote: string, spans: [number, number][]}[]} anchors
 * @property {{relation: string, target: string, waits: boolean}[]} relations
 */
/** @type {Suggestion[]} */
let suggestions = [];
/** Which of them is shown. */
let turnOf = 0;
/** @type {HTMLTextAreaElement} */
const newWording = part("newwording");
/** @type {HTMLSelectElement} */
const newKind = part("newkind");

/** Take what is suggested now. @param {Suggestion[]} now */
function suggest(now) {
  const { id } = suggestions[turnOf] ?? {};
  suggestions = now;
  const same = now.findIndex((one) => one.id === id);
  // Once one is decided, the next one is in its place.
  showSuggestion(same < 0 ? turnOf : same, same >= 0);
}

/** Show one of them, with the words that it quotes. @param {number} at @param {boolean} [isSame] */
function showSuggestion(at, isSame) {
  turnOf = Math.max(0, Math.min(at, suggestions.length - 1));
  const one = suggestions[turnOf];
  part("suggestions").hidden = !one || !isEditing.matches;
  const ranges = one?.anchors.flatMap(({ source, spans }) => spans.flatMap((span) => passage(source, span))) ?? [];
  highlight("argmap-suggestion", ...ranges);
  if (!one) return;
  part("whichone").textContent = `Suggestion ${turnOf + 1} of ${suggestions.length}`;
  part("suggestedquotes").replaceChildren(...one.anchors.map(({ quote, spans }) => {
    const row = made("p", "", "quoted");
    const words = made("q", short(quote, 240));
    words.dir = "auto";
    row.append(words, spans.length ? "" : made("em", " (not found in the source)"));
    return row;
  }));
  part("suggestedlinks").replaceChildren(...one.relations.map(({ relation, target, waits }) => {
    const row = made("p");
    row.append(made("b", relation), ` ${waits ? target : `“${wordingOf(ids.indexOf(target))}”`}`, waits ? made("em", " (a suggestion, too)") : "");
    return row;
  }));
  // What is being typed stays.
  if (!isSame) {
    part("suggestions").className = one.kind;
    newKind.value = one.kind;
    newWording.value = one.wording;
  }
  grow(newWording);
  if (isSame) return;
  const start = ranges[0]?.startContainer.parentElement;
  if (!start) return;
  turnTo(start);
  start.scrollIntoView({ block: "center", behavior: "instant" });
}

/** A span of the file as a range of the page. @param {number | null} source @param {[number, number]} span @returns {Range[]} */
function passage(source, [start, end]) {
  const reading = source === null ? undefined : readingOf(source);
  if (!reading || source === null) return [];
  return [rangeOf({ source, start: utf16(reading, start), end: utf16(reading, end) })];
}

/** Accept the suggestion that is shown, or refuse it. @param {boolean} isAccepted */
async function decideOn(isAccepted) {
  const one = suggestions[turnOf];
  if (!one) return;
  const wasThere = part("suggestions").contains(document.activeElement);
  const changes = {
    ...(newKind.value === one.kind ? {} : { kind: newKind.value }),
    ...(newWording.value.trim() === one.wording ? {} : { text: newWording.value.trim() }),
  };
  const body = isAccepted ? { do: "accept", suggestion: one.id, changes } : { do: "refuse", suggestion: one.id };
  const answer = await gesture(body, `${isAccepted ? "accept" : "refuse"} ${one.id}`);
  if (answer?.made && !mapPane.hidden) reveal(cards[inSight(ids.indexOf(answer.made))]);
  if (wasThere && suggestions.length) part("accept").focus();
}

part("accept").addEventListener("click", () => decideOn(true));
part("refuse").addEventListener("click", () => decideOn(false));
part("formerone").addEventListener("click", () => showSuggestion(turnOf - 1));
part("nextone").addEventListener("click", () => showSuggestion(turnOf + 1));
newWording.addEventListener("input", () => grow(newWording));
newKind.addEventListener("change", () => {
  part("suggestions").className = newKind.value;
});
newWording.addEventListener("keydown", (event) => {
  event.stopPropagation();
  if (event.key === "Enter" && !event.shiftKey) decideOn(true);
  else if (event.key === "Escape") {
    newWording.value = suggestions[turnOf]?.wording ?? "";
    part("accept").focus();
  } else return;
  event.preventDefault();
});
