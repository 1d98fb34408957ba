// What is listened to, and how the page begins.

/** The pane that an element is in. @param {Element} element */
const paneOf = (element) => element.closest("#argmap-text, #argmap-map, #argmap-outline");

/** @type {number | undefined} */
let dwelling;

/** Light what is pointed at; after a moment show its other side. @param {Event} event */
function onPoint(event) {
  const element = statementAt(event.target);
  const numbers = numbersOf(element);
  light(element ? numbers : kept < 0 ? [] : [kept]);
  clearTimeout(dwelling);
  if (!element || kept >= 0) return;
  dwelling = setTimeout(() => show(numbers[0], paneOf(element)), event.type === "focusin" ? 0 : 400);
}

for (const pane of [textPane, mapPane, outline]) {
  pane.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") onPoint(event);
  });
  pane.addEventListener("pointerleave", onPoint);
  pane.addEventListener("focusin", (event) => {
    const element = statementAt(event.target);
    if (!element) return;
    onPoint(event);
    rest(numbersOf(element)[0]);
    element.tabIndex = 0;
  });
}

let isDragged = false;
addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const element = statementAt(target);
  // Words may be selected, too.
  if (isDragged || !element || (textPane.contains(element) && String(getSelection()))) return;
  event.preventDefault();
  const numbers = numbersOf(element);
  if (target.closest(".handle")) fold(numbers[0]);
  // Where passages overlap, each click goes on to the next of them.
  else choose(numbers[numbers.indexOf(kept) + 1] ?? -1, paneOf(element));
});

mapPane.addEventListener("pointerdown", (down) => {
  isDragged = false;
  if (down.pointerType !== "mouse" || down.button) return;
  const { scrollLeft, scrollTop } = mapPane;
  const move = (/** @type {PointerEvent} */ event) => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    isDragged ||= Math.hypot(x, y) > 4;
    mapPane.classList.toggle("dragged", isDragged);
    if (isDragged) mapPane.scrollTo(scrollLeft - x, scrollTop - y);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", () => {
    removeEventListener("pointermove", move);
    mapPane.classList.remove("dragged");
  }, { once: true });
});
mapPane.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const box = mapPane.getBoundingClientRect();
  setZoom(zoom * Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

/** @type {Record<string, () => void>} */
const buttons = {
  smaller: () => setZoom(zoom / 1.2),
  larger: () => setZoom(zoom * 1.2),
  fit,
  asmap: () => setView(false),
  asoutline: () => setView(true),
  theme: turn,
  ask: () => help.showModal(),
  disclose: ask,
  letgo: () => choose(-1),
};
for (const [name, press] of Object.entries(buttons)) part(name).addEventListener("click", press);
for (const button of all("[data-look]")) button.addEventListener("click", () => toggleKind(button.dataset.look ?? ""));
depthMenu.addEventListener("change", () => setDepth(Number(depthMenu.value)));
field.addEventListener("input", search);
addEventListener("keydown", onKey);
addEventListener("hashchange", obey);

/** Let tabs open what they are for, and begin with the first text. */
function openTabs() {
  for (const tab of all("[role=tab]")) tab.addEventListener("click", () => turnTo(panelOf(tab)));
  for (const text of all(".text").reverse()) turnTo(text);
}

addEventListener("resize", () => refold(true));
mapPane.addEventListener("scroll", placeNote);

if (quiz) disclose([]);
openTabs();
setView(matchMedia("(max-width: 760px)").matches);
if (mapPane.hidden) setDepth(readableDepth());
if (roots.length) rest(roots[0]);
obey();
