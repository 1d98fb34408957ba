// What is in view: how large the map is, where it is scrolled to, and which pane shows what.

let zoom = 1;

/** Set how large the map is; a point of the pane stays where it is.
 * @param {number} factor @param {number} [x] @param {number} [y] */
function setZoom(factor, x = mapPane.clientWidth / 2, y = mapPane.clientHeight / 2) {
  const before = zoom;
  zoom = Math.min(4, Math.max(0.05, factor));
  const left = (mapPane.scrollLeft + x) * (zoom / before) - x;
  const top = (mapPane.scrollTop + y) * (zoom / before) - y;
  picture.style.width = `${size.width * zoom}px`;
  picture.style.height = `${size.height * zoom}px`;
  mapPane.scrollTo(left, top);
  placeNote();
}

/** Show the map as wide as its pane, or where it is so already, all of it. */
function fit() {
  const wide = Math.min(1.5, mapPane.clientWidth / size.width);
  setZoom(Math.abs(zoom - wide) > 0.01 ? wide : Math.min(wide, mapPane.clientHeight / size.height));
}

const pace = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

/** Scroll as little as it takes for an element to be seen. @param {Element} element */
const reveal = (element) => element.scrollIntoView({ block: "nearest", behavior: pace() });

/** Bring the passage of a statement into view, if it is not, and in the upper third of its pane if that is asked for.
 * @param {HTMLElement[]} passage @param {boolean} isRaised */
function read(passage, isRaised) {
  const tabs = all("[role=tablist]").reduce((sum, one) => sum + one.offsetHeight, 0);
  const top = textPane.getBoundingClientRect().top + tabs;
  const height = textPane.clientHeight - tabs;
  const start = passage[0].getBoundingClientRect().top - top;
  const end = passage[passage.length - 1].getBoundingClientRect().bottom - top;
  if (start >= 0 && end <= height && (!isRaised || start < height / 3)) return;
  const by = start - Math.max(0, Math.min(height / 8, height - (end - start)));
  textPane.scrollBy({ top: by, behavior: pace() });
}

/** Bring the passage of a statement and its card into view, but not where the reader is.
 * @param {number} number @param {Element | null} [except] @param {boolean} [isKept] */
function show(number, except = null, isKept = false) {
  const first = pieces[number].find(isOpen) ?? pieces[number][0];
  if (except !== textPane && first && isFound(number)) {
    turnTo(first);
    read(pieces[number].filter((piece) => piece.checkVisibility()), isKept);
  }
  if (except !== mapPane && !mapPane.hidden) reveal(cards[inSight(number)]);
  if (except !== outline && !outline.hidden) reveal(items[inSight(number)]);
}

/** Open what has a tab and an element in it, and close what is beside that. @param {Element} element */
function turnTo(element) {
  for (const tab of all("[role=tab]")) {
    const panel = panelOf(tab);
    if (!panel.parentElement?.contains(element.parentElement)) continue;
    const isIn = panel.contains(element);
    panel.hidden = !isIn;
    tab.ariaSelected = String(isIn);
    tab.tabIndex = isIn ? 0 : -1;
  }
}

/** Show the argument as an outline, or as a map. @param {boolean} asOutline */
function setView(asOutline) {
  outline.hidden = !asOutline;
  mapPane.hidden = asOutline;
  part("asoutline").ariaPressed = String(asOutline);
  part("asmap").ariaPressed = String(!asOutline);
  part("argument").classList.toggle("outlined", asOutline);
  if (!asOutline) begin();
  tell();
  placeNote();
  if (roots.length) show(Math.max(kept, 0), textPane);
}

let hasBegun = false;

/** Lay out the map for its pane; the first time, with as many levels as can be read. */
function begin() {
  if (hasBegun) return refold(true);
  hasBegun = true;
  setDepth(readableDepth());
  if (kept >= 0) unfoldTo(kept);
  setZoom(Math.min(1, Math.max(0.7, mapPane.clientWidth / size.width)));
  mapPane.scrollTo(0, 0);
}

/** Turn the page light or dark. */
function turn() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme === "dark" || (dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  dataset.theme = isDark ? "light" : "dark";
}
