// The keyboard: one stop for the source, one for the map, one for the outline; arrows from there.

/** Make a statement the one that Tab comes to. @param {number} number */
function rest(number) {
  for (const pane of [textPane, picture, outline]) {
    for (const old of pane.querySelectorAll('[data-s][tabindex="0"]')) old.setAttribute("tabindex", "-1");
  }
  const starts = pieces[number].filter((piece) => piece.role === "button");
  for (const element of [...starts.slice(0, 1), cards[inSight(number)], items[inSight(number)]]) {
    element.tabIndex = 0;
  }
}

/** @param {Element | undefined | null} element */
const focusOn = (element) => {
  if (element instanceof HTMLElement || element instanceof SVGElement) {
    element.tabIndex = 0;
    element.focus({ preventScroll: true });
  }
};

/** Where an arrow leads from a statement; -1 for nowhere. @param {number} number @param {string} key */
function along(number, key) {
  if (key === "ArrowLeft") return parents[number] >= 0 ? parents[number] : (outward[number][0]?.target ?? -1);
  if (key === "ArrowRight") {
    if (folded.has(number)) fold(number);
    return children[number].find((child) => inPicture[child]) ?? inward[number][0]?.origins[0] ?? -1;
  }
  const step = key === "ArrowUp" ? -1 : 1;
  const sameLevel = (/** @type {number} */ one) => inPicture[one] && depths[one] === depths[number];
  for (let one = number + step; one >= 0 && one < ids.length; one += step) {
    if (outline.hidden ? sameLevel(one) : inPicture[one]) return one;
  }
  return -1;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || /** @type {HTMLDialogElement} */ (part("help")).open) return;
  if (target === field) {
    if (key === "Enter") goOn(event.shiftKey ? -1 : 1);
    else if (key === "Escape") {
      field.value = "";
      search();
      field.blur();
    } else return;
    event.preventDefault();
    return;
  }
  if (target instanceof HTMLSelectElement) return;
  if (act(key, target)) event.preventDefault();
}

/** Do what a key is for; false where it is for nothing here. @param {string} key @param {HTMLElement} target */
function act(key, target) {
  const [number = kept] = numbersOf(statementAt(target));
  const there = number >= 0 ? number : roots[0];
  switch (key) {
    case "/":
      field.select();
      field.focus();
      return true;
    case "?":
      /** @type {HTMLDialogElement} */ (part("help")).showModal();
      return true;
    case "Escape":
      choose(-1);
      return true;
    case "+":
    case "=":
      setZoom(zoom * 1.2);
      return true;
    case "-":
      setZoom(zoom / 1.2);
      return true;
    case "0":
      fit();
      return true;
    case "m":
    case "o":
      setView(key === "o");
      focusOn((key === "o" ? items : cards)[inSight(there)]);
      return true;
    case "t":
      show(there, mapPane);
      focusOn(pieces[there].find((piece) => piece.role === "button"));
      return true;
    case "f":
      fold(there);
      return true;
    case "Enter":
    case " ":
      if (number < 0 || !statementAt(target) || target instanceof HTMLAnchorElement) return false;
      choose(kept === number ? -1 : number);
      return true;
    case "ArrowLeft":
    case "ArrowRight":
    case "ArrowUp":
    case "ArrowDown":
      return arrow(key, target, number);
    default:
      return false;
  }
}

/** @param {string} key @param {HTMLElement} target @param {number} number */
function arrow(key, target, number) {
  const tab = target.closest("[role=tab]");
  if (tab) {
    const next = key === "ArrowLeft" || key === "ArrowUp" ? tab.previousElementSibling : tab.nextElementSibling;
    if (next instanceof HTMLElement) {
      next.click();
      next.focus();
    }
    return true;
  }
  if (!statementAt(target)) return false;
  if (textPane.contains(target) && (key === "ArrowUp" || key === "ArrowDown")) {
    const starts = [...textPane.querySelectorAll(".source:not([hidden]) mark[role=button]")];
    const next = starts[starts.indexOf(target) + (key === "ArrowUp" ? -1 : 1)];
    if (next) reveal(next, textPane);
    focusOn(next);
    return true;
  }
  const next = along(number, key);
  if (next < 0) return true;
  if (textPane.contains(target)) focusOn(pieces[next].find((piece) => piece.role === "button"));
  else {
    unfoldTo(next);
    const isOutline = outline.contains(target);
    reveal((isOutline ? items : cards)[next], isOutline ? outline : mapPane);
    focusOn((isOutline ? items : cards)[next]);
  }
  return true;
}
