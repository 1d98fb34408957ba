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
}

/** Show the whole map, never larger than it was drawn. */
const fit = () => setZoom(Math.min(1, mapPane.clientWidth / size.width, mapPane.clientHeight / size.height));

/** Scroll as little as it takes for an element to be seen. @param {Element} element */
function reveal(element) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: isCalm ? "instant" : "smooth" });
}

/** Bring the words of a statement and its card into view, but not where the reader is.
 * @param {number} number @param {Element | null} [except] */
function show(number, except = null) {
  const [first] = pieces[number];
  if (except !== textPane && first) {
    openSource(first.closest(".source"));
    reveal(first);
  }
  if (except !== mapPane && !mapPane.hidden) reveal(cards[inSight(number)]);
  if (except !== outline && !outline.hidden) reveal(items[inSight(number)]);
}

/** Show one source and hide the others. @param {Element | null | undefined} source */
function openSource(source) {
  for (const one of all(".source")) one.hidden = one !== source;
  for (const tab of all("[role=tab]")) {
    const isOpen = tab.getAttribute("aria-controls") === source?.id;
    tab.ariaSelected = String(isOpen);
    tab.tabIndex = isOpen ? 0 : -1;
  }
}

/** Show the argument as an outline, or as a map. @param {boolean} asOutline */
function setView(asOutline) {
  outline.hidden = !asOutline;
  mapPane.hidden = asOutline;
  part("asoutline").ariaPressed = String(asOutline);
  part("asmap").ariaPressed = String(!asOutline);
  part("argument").classList.toggle("outlined", asOutline);
  tell();
  if (roots.length) show(Math.max(kept, 0), textPane);
}

/** Turn the page light or dark. */
function turn() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme === "dark" || (dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  dataset.theme = isDark ? "light" : "dark";
}
