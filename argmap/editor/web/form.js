// The fields of the statement that is kept, each changed where it is.

/**
 * @typedef {object} Fields
 * @property {string} id
 * @property {Kind} kind
 * @property {string} wording
 * @property {string[]} tags
 * @property {{source: number | null, quote: string, spans: number[][]}[]} anchors
 * @property {{relation: string, target: string}[]} relations
 * @property {{code: string, name: string, severity: string, message: string, help: string | null}[]} findings
 */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

const form = part("form");
/** What the form shows. @type {(Fields & Record<string, any>) | undefined} */
let filled;
/** Where to go back to when the wording is done: a statement, and the pane and place of the text where one was.
 * @type {{id?: string, pane: Element | null, place: ReturnType<typeof selectionNow>} | undefined} */
let back;

/** @type {Control[]} */
const controls = all("[data-field]", form);

/** Show the fields of what is kept; what is being changed in them stays. */
async function fillForm() {
  const id = ids[kept];
  keepTyped();
  form.hidden = id === undefined;
  if (id === undefined) {
    filled = undefined;
    return;
  }
  if (filled?.id !== id) for (const control of controls) leave(control);
  const fields = await askStatement(id);
  if (!fields || ids[kept] !== id) return;
  filled = fields;
  form.className = looks[kept];
  form.ariaLabel = `Statement ${id}`;
  for (const control of controls) if (!isTouched(control) || shownIn(control) === typedIn(control)) put(control);
  part("quotes").replaceChildren(...fields.anchors.map(anchorRow));
  part("bears").replaceChildren(...fields.relations.map(relationRow));
  part("found").replaceChildren(...fields.findings.map((one) => {
    const row = made("p", "", `finding ${one.severity}`);
    row.append(made("b", `${one.code} ${one.name}`), ` ${sentence(one.message)}`);
    if (one.help) row.append(" ", made("em", one.help));
    return row;
  }));
}

/** Say what was being typed about a statement that somebody else has removed. */
function keepTyped() {
  if (!filled || ids.includes(filled.id) || renamed.has(filled.id)) return;
  const typed = controls.filter((control) => isTouched(control) && !control.dataset.sent).map((control) => `“${control.value}”`);
  if (typed.length) say(`${filled.id} is no longer in the map; you were typing ${typed.join(" and ")}`, "", true);
  for (const control of controls) leave(control);
}

/** Whether something is being typed that is not in the map yet. @param {Control} control */
const isTouched = (control) => control.dataset.was !== undefined && typedIn(control) !== control.dataset.was;

/** @param {Control} control */
const typedIn = (control) => (control.type === "checkbox" ? String(/** @type {HTMLInputElement} */ (control).checked) : control.value);

/** Let go of what was typed. @param {Control} control */
function leave(control) {
  delete control.dataset.was;
  delete control.dataset.sent;
}

/** What the map says, as it is typed. @param {Control} control */
function shownIn({ dataset: { field: name = "" } }) {
  return String(name === "text" ? filled?.wording : name === "tags" ? filled?.tags.join(", ") : filled?.[name] ?? "");
}

/** Show what the map says. @param {Control} control */
function put(control) {
  leave(control);
  if (control.type === "checkbox") /** @type {HTMLInputElement} */ (control).checked = shownIn(control) === "true";
  else control.value = shownIn(control);
  control.dataset.was = typedIn(control);
  control.dataset.seen = String(revision);
  grow(control);
}

/** Make a field as high as what is in it. @param {Element} control */
function grow(control) {
  if (!(control instanceof HTMLTextAreaElement)) return;
  control.style.height = "auto";
  control.style.height = `${control.scrollHeight + 2}px`;
}

/** Send what was typed. @param {Control} control */
async function commit(control) {
  const { field: name = "", seen } = control.dataset;
  // What was sent and could not be written is sent again from where that is shown.
  if (!filled || !isTouched(control) || control.dataset.sent === typedIn(control)) return undefined;
  const { id } = filled;
  const typed = control.value.trim();
  const value = control.type === "checkbox" ? /** @type {HTMLInputElement} */ (control).checked : typed;
  // What was seen when one began to type, so that what somebody else wrote meanwhile is asked about.
  const shared = { id, revision: Number(seen) };
  if (name === "id") {
    renamed.set(id, typed);
    return settle(control, { do: "rename", ...shared, to: typed }, `id ${typed}`);
  }
  if (name === "kind") return settle(control, { do: "kind", ...shared, kind: typed }, `a ${typed}`);
  const sent = name === "tags" ? typed.split(/\s*,\s*/).filter(Boolean)
    : (name === "strength" || name === "credence") && typed ? Number(typed.replace(",", "."))
    : value === "" ? null : value;
  if (typeof sent === "number" && Number.isNaN(sent)) return say(`the ${name} must be a number from 0 to 1`, "", true);
  return settle(control, { do: "set", ...shared, field: name, value: sent }, `${name} of ${id}`);
}

/** Send what was typed in a field, and show there what came of it: what is refused stays to be mended.
 * @param {Control} control @param {Record<string, unknown> & {do: string}} body @param {string} name */
async function settle(control, body, name) {
  control.dataset.sent = typedIn(control);
  const answer = await gesture(body, name);
  if (answer === undefined) {
    if (!unsent.some((change) => change.body === body)) delete control.dataset.sent;
    return;
  }
  leave(control);
  await fillForm();
}

/** A quote of the statement, with a button that removes it. @param {Fields["anchors"][0]} anchor @param {number} at */
function anchorRow({ quote, spans }, at) {
  const row = made("li");
  const words = made("q", short(quote, 160));
  words.dir = "auto";
  row.append(words, spans.length ? "" : made("em", " (not placed)"), remover(`Remove the quote “${short(quote, 30)}”`, async () => {
    if (filled) await gesture({ do: "unanchor", id: filled.id, anchor: at }, "remove a quote");
  }));
  return row;
}

/** What the statement bears on, with buttons that change it. @param {{relation: string, target: string}} one */
function relationRow({ relation, target }) {
  const row = made("li");
  const number = ids.indexOf(target.split("->")[0]);
  const words = made("a", number < 0 ? target : wordingOf(number));
  words.dir = "auto";
  if (number >= 0) {
    words.setAttribute("href", `#${encodeURIComponent(ids[number])}`);
    words.dataset.s = String(number);
  }
  row.append(made("b", relation), " ", words, remover(`Remove the link ${relation} “${short(wordingOf(number), 30)}”`, async () => {
    if (filled) await gesture({ do: "unrelate", id: filled.id, relation, target }, `no longer ${relation} ${target}`);
  }));
  return row;
}

/** @param {string} label @param {() => void} press */
function remover(label, press) {
  const button = made("button", "×", "remove");
  button.ariaLabel = label;
  button.title = label;
  button.addEventListener("click", press);
  return button;
}

/** Keys that are pressed before the wording can be typed: they are for it. @type {string[] | undefined} */
let typedAhead;

/** Do with the wording what was typed before it was there. */
function replay() {
  const keys = typedAhead ?? [];
  typedAhead = undefined;
  const end = keys.findIndex((key) => key === "Enter" || key === "Escape");
  let words = "";
  for (const key of end < 0 ? keys : keys.slice(0, end)) words = key === "Backspace" ? words.slice(0, -1) : words + (key.length === 1 ? key : "");
  /** @type {HTMLTextAreaElement} */
  const wording = part("wording");
  if (words) {
    wording.value = words;
    grow(wording);
  }
  if (keys[end] === "Enter") finish(wording);
  else if (keys[end] === "Escape") giveUp(wording);
}

/** Save what was typed; the wording then lets one go back. @param {Control} control */
async function finish(control) {
  await commit(control);
  if (control.id === "argmap-wording" && !isTouched(control)) goHome();
}

/** Show again what the map says, and go back. @param {Control} control */
function giveUp(control) {
  put(control);
  goHome();
}

/** Reword a statement; then go back to another one, and to the text.
 * @param {string} id @param {string} [after] */
async function reword(id, after) {
  const at = statementAt(document.activeElement);
  const pane = at ? paneOf(at) : hasCaret() ? textPane : null;
  const place = selectionNow();
  typedAhead ??= [];
  if (ids[kept] !== id) keep(ids.indexOf(id), textPane);
  await fillForm();
  /** @type {HTMLTextAreaElement} */
  const wording = part("wording");
  wording.focus();
  wording.select();
  back = { id: after, pane, place };
  replay();
}

/** Leave the form for where one was before. */
function goHome() {
  const home = back;
  back = undefined;
  if (home?.id !== undefined) keep(ids.indexOf(home.id), textPane);
  if (home?.pane !== textPane && !home?.place) return go((mapPane.hidden ? items : cards)[inSight(kept)]);
  selectAgain(home.place);
  return enterText();
}

for (const control of controls) {
  control.addEventListener("input", () => grow(control));
  control.addEventListener("change", () => commit(control));
}
form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !controls.includes(/** @type {any} */ (target))) return;
  if ((event.ctrlKey || event.metaKey) && !isTouched(/** @type {any} */ (target))) return;
  event.stopPropagation();
  if (key === "Escape") {
    event.preventDefault();
    giveUp(/** @type {any} */ (target));
  } else if (key === "Enter" && !event.shiftKey && !(target instanceof HTMLSelectElement)) {
    event.preventDefault();
    finish(/** @type {any} */ (target));
  }
});
part("close").addEventListener("click", () => choose(-1));
part("tolink").addEventListener("click", () => link(kept, true));
part("tomove").addEventListener("click", () => link(kept, false));
part("earlier").addEventListener("click", () => reorder(kept, -1));
part("later").addEventListener("click", () => reorder(kept, 1));
part("remove").addEventListener("click", () => remove(kept));

/** Put a statement before the one before it of its kind, or behind the next. @param {number} number @param {-1 | 1} step */
async function reorder(number, step) {
  if (number < 0) return;
  const family = parents[number] < 0 ? roots : children[parents[number]];
  const others = family.filter((one) => kindOf(one) === kindOf(number));
  const other = others[others.indexOf(number) + step];
  if (other === undefined) return say(step < 0 ? "it is already the first" : "it is already the last");
  const [id, before] = step < 0 ? [ids[number], ids[other]] : [ids[other], ids[number]];
  await gesture({ do: "reorder", id, before }, "another order");
}

/** Its kind: an objection is a caveat. @param {number} number */
const kindOf = (number) => (looks[number] === "objection" ? "caveat" : looks[number]);

/** Remove a statement, with what is under it if that is wanted. @param {number} number */
async function remove(number) {
  if (number < 0) return;
  const id = ids[number];
  const under = tree(number).length - 1;
  let answer = "alone";
  if (under) {
    part("whatgoes").textContent = `“${short(wordingOf(number), 90)}”`;
    part("subtree").textContent = `Remove it and the ${under === 1 ? "statement" : `${under} statements`} under it`;
    answer = await answered("removal");
  }
  if (!answer) return;
  const next = ids[parents[number] >= 0 ? parents[number] : number - 1];
  const made = await gesture({ do: "remove", id, with_subtree: answer === "subtree" }, `remove ${id}`);
  if (made && ids.length) go((mapPane.hidden ? items : cards)[inSight(Math.max(0, ids.indexOf(next)))]);
}

// The selected statement is announced, and so it is known here.
let shownId = "";
new MutationObserver(() => {
  if ((ids[kept] ?? "") === shownId) return;
  shownId = ids[kept] ?? "";
  fillForm();
  showSelection();
}).observe(part("selected"), { childList: true, characterData: true, subtree: true });
