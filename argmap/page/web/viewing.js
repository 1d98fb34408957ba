// What is in view: how large the map is, where it is scrolled to, and which pane shows what.

let zoom = 1;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 760px)");

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
}

/** Show the whole map, as large as that goes; never larger than it was drawn. */
function fit() {
  const { clientWidth, clientHeight } = mapPane;
  setZoom(Math.min(1, clientWidth / size.width, clientHeight / size.height));
}

/** Scroll as little as it takes for an element to be seen well within its pane.
 * @param {Element} element @param {HTMLElement} pane */
function reveal(element, pane) {
  const box = element.getBoundingClientRect();
  const room = pane.getBoundingClientRect();
  const margin = Math.min(80, room.height / 5);
  const covered = pane === mapPane && !part("card").hidden ? part("card").offsetHeight : 0;
  /** @param {number} start @param {number} end @param {number} low @param {number} high */
  const by = (start, end, low, high) =>
    start < low || end - start > high - low ? start - low : end > high ? end - high : 0;
  pane.scrollBy({
    left: by(box.left, box.right, room.left + 24, room.right - 24),
    top: by(box.top, box.bottom, room.top + margin, room.bottom - Math.max(margin, covered + 12)),
    behavior: calm.matches ? "instant" : "smooth",
  });
}

/** Bring the words of a statement and its card into view, but not where the reader is.
 * @param {number} number @param {Element | null} [except] */
function show(number, except = null) {
  if (except !== textPane && pieces[number].length) {
    const [first] = pieces[number];
    openSource(/** @type {HTMLElement} */ (first.closest(".source")));
    reveal(first, textPane);
  }
  if (except !== mapPane && !mapPane.hidden) reveal(cards[inSight(number)], mapPane);
  if (except !== outline && !outline.hidden) reveal(items[inSight(number)], outline);
}

/** Show one source and hide the others. @param {HTMLElement} source */
function openSource(source) {
  for (const tab of part("tabs").children) {
    const isOpen = tab.getAttribute("aria-controls") === source.id;
    tab.ariaSelected = String(isOpen);
    /** @type {HTMLElement} */ (tab).tabIndex = isOpen ? 0 : -1;
  }
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (textPane.querySelectorAll(".source"))) one.hidden = one !== source;
}

/** Show the argument as an outline, or as a map. @param {boolean} asOutline */
function setView(asOutline) {
  outline.hidden = !asOutline;
  mapPane.hidden = asOutline;
  part("asoutline").ariaPressed = String(asOutline);
  part("asmap").ariaPressed = String(!asOutline);
  part("argument").classList.toggle("outlined", asOutline);
  tell();
  if (kept >= 0) show(kept, textPane);
}

/** Turn the page light or dark. */
function turn() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const root = document.documentElement;
  const now = root.dataset.theme === "auto" ? system : root.dataset.theme;
  root.dataset.theme = now === "dark" ? "light" : "dark";
}
