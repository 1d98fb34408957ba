// One statement is made to bear on another: its card is dragged onto that one's, or that one is picked.

/** Let a statement bear on another. @param {number} number @param {number} onto @param {boolean} isAdded */
async function relate(number, onto, isAdded) {
  const bears = outward[number].length > 0;
  const id = ids[number];
  const choice = await chooseRelation(`“${short(wordingOf(number), 90)}”`, onto, undefined, bears ? isAdded : undefined);
  if (!choice) return;
  const { relation, target } = choice;
  const place = choice.isAdded && bears ? "add" : "instead";
  // Joint premises bear on the same statement, with the relation that the other one has to it.
  const [link] = outward[ids.indexOf(target)] ?? [];
  const body = relation === "joint"
    ? { do: "relate", id, relation: link.relation, target: null, joint_with: target, place: "instead" }
    : { do: "relate", id, relation, target, place };
  await gesture(body, `${id} ${relation} ${target}`);
}

/** Pick what a statement is to bear on. @param {number} number @param {boolean} isAdded */
async function link(number, isAdded) {
  if (number < 0) return say("choose a statement first", "", true);
  const under = new Set(tree(number));
  const onto = await pick("What does it bear on?", `“${short(wordingOf(number), 90)}”`, (one) => !under.has(one));
  return onto === undefined ? undefined : relate(number, onto, isAdded);
}

const ghost = part("ghost");

/** The statement whose card, or item, is at a point. @param {number} x @param {number} y */
const cardAt = (x, y) => {
  const element = document.elementFromPoint(x, y)?.closest(".card, .item");
  return element ? numbersOf(/** @type {HTMLElement} */ (element))[0] ?? -1 : -1;
};

/** Drag a card or an item. @param {PointerEvent} down */
function drag(down) {
  const element = statementAt(down.target);
  const handle = /** @type {Element} */ (down.target).closest(".handle, a");
  if (down.pointerType !== "mouse" || down.button || !element || handle || !isEditing.matches || isPicking()) return;
  // The map itself is not moved by a card.
  down.stopPropagation();
  isDragged = false;
  const [number] = numbersOf(element);
  const pane = /** @type {Element} */ (paneOf(element));
  let onto = -1;
  let frame = 0;
  let last = down;
  const over = () => {
    const at = cardAt(last.clientX, last.clientY);
    if (at === onto) return;
    for (const one of all(".drop")) one.classList.remove("drop");
    onto = at === number ? -1 : at;
    for (const one of onto < 0 ? [] : [cards[onto], items[onto]]) one.classList.add("drop");
  };
  const scroll = () => {
    const box = pane.getBoundingClientRect();
    const push = (/** @type {number} */ at, /** @type {number} */ start, /** @type {number} */ end) =>
      at < start + 40 ? at - start - 40 : at > end - 40 ? at - end + 40 : 0;
    pane.scrollBy(push(last.clientX, box.left, box.right) / 3, push(last.clientY, box.top, box.bottom) / 3);
    over();
    frame = requestAnimationFrame(scroll);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    last = event;
    const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 5;
    if (!isDragged && isFar) {
      isDragged = true;
      ghost.className = looks[number];
      ghost.textContent = short(wordingOf(number), 80);
      ghost.hidden = false;
      document.documentElement.classList.add("dragging");
      scroll();
    }
    ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 10}px)`;
  };
  const stop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("keydown", cancel, true);
    cancelAnimationFrame(frame);
    for (const one of all(".drop")) one.classList.remove("drop");
    ghost.hidden = true;
    document.documentElement.classList.remove("dragging");
  };
  const up = (/** @type {PointerEvent} */ event) => {
    last = event;
    if (isDragged) over();
    stop();
    if (isDragged && onto >= 0) relate(number, onto, event.ctrlKey || event.altKey || event.metaKey);
  };
  const cancel = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onto = -1;
    stop();
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("keydown", cancel, true);
}

mapPane.addEventListener("pointerdown", drag, true);
outline.addEventListener("pointerdown", drag, true);
