// The pages of an original beside its text: a tab for each, and P to go from one to the other.

/** Scroll a page that is wider than its pane to a passage. @param {Element | undefined} piece */
function pan(piece) {
  const pages = piece?.closest(".pages");
  if (!piece || !pages) return;
  const [inner, outer] = [piece, pages].map((one) => one.getBoundingClientRect());
  if (inner.left < outer.left || inner.right > outer.right) pages.scrollLeft += inner.left - outer.left - 12;
}

/** Bring on the side that is open what is kept, or what was in view on the other one, to where it was.
 * @param {HTMLElement} tab */
function changeSide(tab) {
  const source = /** @type {HTMLElement} */ (tab.closest(".source"));
  const top = textPane.getBoundingClientRect().top;
  const inView = all("[data-n]", source).filter((one) => one.checkVisibility() && one.getBoundingClientRect().bottom > top);
  turnTo(panelOf(tab));
  /** @param {number} number */
  const there = (number) => pieces[number]?.filter((piece) => source.contains(piece) && piece.checkVisibility()) ?? [];
  const number = [kept, ...inView.flatMap(numbersOf)].find((one) => there(one).length);
  if (number === undefined) return;
  rest(number);
  read(there(number), true);
  pan(there(number)[0]);
  show(number, textPane);
}

for (const tab of all(".sides [role=tab]")) tab.addEventListener("click", () => changeSide(tab));
addEventListener("hashchange", () => pan(pieces[kept]?.find((piece) => piece.checkVisibility())));
addEventListener("keydown", (event) => {
  if (event.key !== "p" || event.ctrlKey || event.metaKey || event.altKey || help.open || event.target === field) return;
  const tab = all('.sides [aria-selected="false"]').find((one) => one.checkVisibility());
  const { activeElement } = document;
  const [number] = textPane.contains(activeElement) ? numbersOf(statementAt(activeElement)) : [];
  tab?.click();
  // The focus stays on the statement that it was on.
  if (number >= 0) go(beginning(number));
});
