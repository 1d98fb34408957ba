// A quiz: the wordings, or the passages, are hidden until they are asked for.

const { quiz } = document.documentElement.dataset;
const disclosed = ids.map((_, number) => !quiz || looks[number] === "question");
const labels = [...names];
const descriptions = cards.map((card) => card.ariaDescription);

/** Whether a passage may be shown. @param {number} number */
const isFound = (number) => quiz !== "quotes" || disclosed[number];

/** Tell of these statements what was hidden. @param {number[]} numbers */
function disclose(numbers) {
  for (const number of numbers) disclosed[number] = true;
  for (const element of all(quiz === "quotes" ? "mark, .place" : "[data-s]:not(mark, .place)")) {
    element.classList.toggle("secret", !numbersOf(element).some((one) => disclosed[one]));
  }
  if (quiz !== "wording") return;
  ids.forEach((_, number) => {
    const head = all(':scope > text:not([fill="var(--ink)"])', cards[number]).map((text) => text.textContent);
    cards[number].ariaDescription = disclosed[number] ? descriptions[number] : "";
    names[number] = disclosed[number] ? labels[number] : `${head.join(" ")}, hidden`;
    cards[number].ariaLabel = names[number];
  });
  refold();
}

/** Reveal what is kept, or with nothing kept all. */
function ask() {
  disclose(kept < 0 ? [...ids.keys()] : [kept]);
  if (kept < 0) return;
  tell();
  show(kept, mapPane, true);
}
