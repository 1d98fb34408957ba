// The keyboard: one stop for the source, one for the map, one for the outline; arrows from there.

/** @type {HTMLDialogElement} */
const help = part("help");

/** Keys that press a button. @type {Record<string, string>} */
const pressed = { "?": "ask", "+": "larger", "=": "larger", "-": "smaller", 0: "fit" };

/** Make a statement the one that Tab comes to. @param {number} number */
function rest(number) {
  for (const old of all('[data-s][tabindex="0"]')) old.tabIndex = -1;
  for (const element of [beginning(number) ?? beginning(0), cards[inSight(number)], items[inSight(number)]]) {
    if (element) element.tabIndex = 0;
  }
}

/** Go to an element. @param {HTMLElement | undefined} element */
function go(element) {
  if (!element) return;
  element.tabIndex = 0;
  reveal(element);
  element.focus({ preventScroll: true });
}

/** Where an arrow leads from a statement. @param {number} number @param {string} key */
function along(number, key) {
  if (key === "ArrowLeft") return parents[number] >= 0 ? parents[number] : outward[number][0]?.target;
  if (key === "ArrowRight") {
    if (folded.has(number)) fold(number);
    return children[number].find((child) => inPicture[child]) ?? inward[number][0]?.origins[0];
  }
  const step = key === "ArrowUp" ? -1 : 1;
  for (let one = number + step; one in ids; one += step) {
    if (inPicture[one] && (mapPane.hidden || depths[one] === depths[number])) return one;
  }
  return undefined;
}

/** Follow the argument, or in a source the text. @param {string} key @param {HTMLElement} from */
function follow(key, from) {
  const [number] = numbersOf(from);
  const isBack = /Up|Left/.test(key);
  if (from.role === "tab") {
    const tab = /** @type {HTMLElement | null} */ (isBack ? from.previousElementSibling : from.nextElementSibling);
    tab?.click();
    tab?.focus();
  } else if (textPane.contains(from) && /Up|Down/.test(key)) {
    const starts = all("[data-n]", textPane).filter((one) => one.checkVisibility() && numbersOf(one).some(isFound));
    go(starts[starts.indexOf(from) + (isBack ? -1 : 1)]);
  } else {
    const next = along(number, key);
    if (next === undefined) return;
    unfoldTo(next);
    go(textPane.contains(from) ? beginning(next) : (mapPane.contains(from) ? cards : items)[next]);
  }
}

/** Do what a key is for; false where it is for nothing here. @param {string} key @param {HTMLElement} from */
function act(key, from) {
  const at = statementAt(from);
  const there = numbersOf(at)[0] ?? Math.max(kept, 0);
  const close = inSight(there);
  if (key === "/") {
    field.select();
    field.focus();
  } else if (pressed[key]) buttons[pressed[key]]();
  else if (key === "Escape") choose(-1);
  else if (key === "m" || key === "o") {
    setView(key === "o");
    go((key === "o" ? items : cards)[close]);
  } else if (key === "t") {
    show(there, mapPane);
    go(beginning(there));
  } else if (key === "f") fold(close);
  else if (key === "s" && quiz) ask();
  else if (key.startsWith("Arrow") && (at || from.role === "tab")) follow(key, from);
  else if ((key === "Enter" || key === " ") && at && from.localName !== "a") choose(kept === there ? -1 : there, paneOf(at));
  else return false;
  return true;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || target instanceof HTMLSelectElement) return;
  if (target !== field) {
    if (act(key, /** @type {HTMLElement} */ (target))) event.preventDefault();
  } else if (key === "Enter") goOn(event.shiftKey ? -1 : 1);
  else if (key === "Escape") {
    field.value = "";
    search();
    field.blur();
  }
}
