// What is listened to, and how the page begins.

/** @type {number | undefined} */
let dwelling;

/** Light what is pointed at; after a moment show its other side. @param {Event} event */
function onPoint(event) {
  const element = statementAt(event.target);
  const numbers = element ? numbersOf(element) : kept < 0 ? [] : [kept];
  light(numbers);
  clearTimeout(dwelling);
  if (!element || kept >= 0) return;
  const pane = element.closest("#argmap-text, #argmap-map, #argmap-outline");
  dwelling = setTimeout(() => show(numbers[0], pane), event.type === "focusin" ? 0 : 400);
}

for (const pane of [textPane, mapPane, outline]) {
  pane.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") onPoint(event);
  });
  pane.addEventListener("focusin", (event) => {
    const [number] = numbersOf(statementAt(event.target));
    onPoint(event);
    if (number !== undefined) rest(number);
    if (event.target instanceof SVGElement || event.target instanceof HTMLElement) event.target.tabIndex = 0;
  });
  pane.addEventListener("pointerleave", () => {
    clearTimeout(dwelling);
    light(kept < 0 ? [] : [kept]);
  });
}

let dragged = false;
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const element = statementAt(target);
  if (dragged || !element || target.closest("a[href^=http]")) return;
  const numbers = numbersOf(element);
  if (target.closest(".handle, .twisty")) {
    fold(numbers[0]);
    return;
  }
  // Words may be selected, too.
  if (textPane.contains(element) && String(getSelection())) return;
  event.preventDefault();
  // Where passages overlap, each click goes on to the next of them.
  const next = numbers[numbers.indexOf(kept) + 1] ?? -1;
  choose(target.closest("a") ? numbers[0] : next);
});

mapPane.addEventListener("pointerdown", (down) => {
  dragged = false;
  if (down.pointerType !== "mouse" || down.button) return;
  const { scrollLeft, scrollTop } = mapPane;
  const move = (/** @type {PointerEvent} */ event) => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (!dragged && Math.hypot(x, y) < 4) return;
    dragged = true;
    mapPane.classList.add("dragged");
    mapPane.scrollTo(scrollLeft - x, scrollTop - y);
  };
  const end = () => {
    removeEventListener("pointermove", move);
    mapPane.classList.remove("dragged");
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, { once: true });
});
mapPane.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const box = mapPane.getBoundingClientRect();
  setZoom(zoom * Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

/** @type {[string, string, (event: Event) => void][]} */
const wires = [
  ["smaller", "click", () => setZoom(zoom / 1.2)],
  ["larger", "click", () => setZoom(zoom * 1.2)],
  ["fit", "click", fit],
  ["asmap", "click", () => setView(false)],
  ["asoutline", "click", () => setView(true)],
  ["theme", "click", turn],
  ["ask", "click", () => /** @type {HTMLDialogElement} */ (part("help")).showModal()],
  ["question", "change", refold],
  ["depth", "change", () => setDepth(Number(depthMenu.value))],
  ["search", "input", search],
];
for (const [name, what, then] of wires) part(name).addEventListener(what, then);
for (const button of document.querySelectorAll("[data-look]")) {
  button.addEventListener("click", () => toggleKind(/** @type {HTMLElement} */ (button).dataset.look ?? ""));
}
for (const tab of part("tabs").children) {
  tab.addEventListener("click", () => openSource(part(String(tab.getAttribute("aria-controls")).slice(7))));
}
document.addEventListener("keydown", onKey);
addEventListener("hashchange", obey);

// On paper everything is there, as it was drawn.
addEventListener("beforeprint", () => {
  light([]);
  arrange(ids.map(() => true));
});
addEventListener("afterprint", refold);

const firstSource = textPane.querySelector(".source");
if (firstSource instanceof HTMLElement) openSource(firstSource);
if (roots.length < 2) questionMenu.hidden = true;
setView(narrow.matches);
setDepth(beginDepth());
setZoom(Math.min(1, Math.max(0.6, mapPane.clientWidth / size.width)));
mapPane.scrollTo(0, 0);
if (roots.length) rest(roots[0]);
for (const first of [textPane.querySelector("mark[role=button]")]) {
  if (first instanceof HTMLElement) first.tabIndex = 0;
}
obey();
