// A statement is picked: by typing some of its words, or by clicking it; then how one bears on it.

/** @type {HTMLInputElement} */
const filter = part("filter");
const listed = part("listed");
/** @type {((number: number | undefined) => void) | undefined} */
let picked;
/** @type {number[]} */
let found = [];
let active = 0;
/** @type {(number: number) => boolean} */
let allows = () => true;

const isPicking = () => picked !== undefined;

/** Let a statement be picked; undefined if none is.
 * @param {string} question @param {string} words what it is asked of @param {(number: number) => boolean} which
 * @returns {Promise<number | undefined>} */
function pick(question, words, which) {
  picked?.(undefined);
  const { activeElement } = document;
  part("question").textContent = question;
  part("askedof").textContent = words;
  filter.value = "";
  allows = which;
  part("pick").hidden = false;
  part("argument").classList.add("picking");
  /** @type {Promise<number | undefined>} */
  const result = new Promise((resolve) => {
    picked = (number) => {
      picked = undefined;
      part("pick").hidden = true;
      part("argument").classList.remove("picking");
      light(kept < 0 ? [] : [kept]);
      if (activeElement instanceof HTMLElement && activeElement.isConnected) activeElement.focus({ preventScroll: true });
      resolve(number);
    };
  });
  list();
  filter.focus();
  showSelection();
  return result;
}

/** List what has the words that are typed: what is kept first, then in reading order. */
function list() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const order = kept < 0 ? [...ids.keys()] : [kept, ...ids.keys()].filter((one, at, all) => all.indexOf(one) === at);
  const every = order.filter((number) => {
    const searched = `${ids[number]} ${wordingOf(number)}`.toLowerCase();
    return allows(number) && words.every((word) => searched.includes(word));
  });
  found = every.slice(0, 60);
  listed.replaceChildren(...found.map((number, at) => {
    const option = document.createElement("li");
    option.id = `argmap-option${at}`;
    option.role = "option";
    option.className = looks[number];
    option.dir = "auto";
    option.append(made("b", looks[number]), ` ${wordingOf(number)}`);
    return option;
  }));
  const more = every.length - found.length;
  part("none").textContent = more ? `${more} more: type more words.` : found.length ? "" : "No statement has these words.";
  point(0);
}

/** @param {string} name @param {string} [words] @param {string} [css] */
function made(name, words = "", css = "") {
  const element = document.createElement(name);
  element.textContent = words;
  if (css) element.className = css;
  return element;
}

/** Make an option the one that Enter picks, and show it. @param {number} at */
function point(at) {
  active = Math.max(0, Math.min(at, found.length - 1));
  [...listed.children].forEach((option, place) => {
    option.ariaSelected = String(place === active);
  });
  const option = listed.children[active];
  if (option) filter.setAttribute("aria-activedescendant", option.id);
  else filter.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
  const number = found[active];
  if (number === undefined) return;
  light([number]);
  if (filter.value) show(number, textPane);
}

filter.addEventListener("input", list);
part("pick").addEventListener("keydown", (event) => {
  event.stopPropagation();
  const { key } = event;
  if (key === "ArrowDown" || key === "ArrowUp") point(active + (key === "ArrowDown" ? 1 : -1));
  else if (key === "Enter" && found.length) picked?.(found[active]);
  else if (key === "Escape") picked?.(undefined);
  else return;
  event.preventDefault();
});
listed.addEventListener("click", ({ target }) => {
  const option = /** @type {Element} */ (target).closest("li");
  if (option) picked?.(found[[...listed.children].indexOf(option)]);
});
part("nopick").addEventListener("click", () => picked?.(undefined));
addEventListener("click", (event) => {
  const element = statementAt(event.target);
  if (!picked || !element || part("pick").contains(element) || isDragged) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const number = numbersOf(element).find(allows);
  if (number !== undefined) picked(number);
}, true);

/** How a statement can bear on another, with a key for each. @type {Record<string, string>} */
const keyOf = { supports: "S", joint: "J", rebuts: "R", undercuts: "U", limits: "L", restates: "E", answers: "A" };
/** @type {Record<string, string>} */
const meaning = {
  supports: "is a reason for it",
  joint: "is a reason only together with it",
  rebuts: "is a reason against it",
  undercuts: "accepts it but denies that it supports",
  limits: "narrows its scope, force or duration",
  restates: "says the same thing",
  answers: "answers this question",
};

/** @typedef {{relation: string, target: string, isAdded: boolean}} Relating */

/** Choose how something bears on a statement. @param {string} words @param {number} number @param {string[]} [only]
 * @param {boolean} [isAdded] whether it goes on bearing on what it does; left out, it is not asked
 * @returns {Promise<Relating | undefined>} */
async function chooseRelation(words, number, only, isAdded) {
  const targets = [...new Set(outward[number].map((link) => link.target))];
  const isQuestion = looks[number] === "question";
  const possible = (only ?? Object.keys(keyOf)).filter((relation) => {
    if (relation === "answers") return isQuestion;
    if (relation === "joint" || relation === "undercuts") return targets.length > 0;
    return !isQuestion || relation === "restates";
  });
  if (only && possible.length === 1) return { relation: possible[0], target: ids[number], isAdded: true };
  const choices = possible.flatMap((relation) => {
    if (relation !== "undercuts" || targets.length < 2) return [{ relation, target: ids[number], description: meaning[relation] }];
    return targets.map((target) => ({
      relation,
      target: `${ids[number]}->${ids[target]}`,
      description: `accepts it but denies that it supports “${short(wordingOf(target), 40)}”`,
    }));
  });
  part("which").replaceChildren(...choices.map(({ relation, description }, at) => {
    const button = /** @type {HTMLButtonElement} */ (made("button"));
    button.value = String(at);
    button.dataset.key = keyOf[relation];
    button.append(made("kbd", keyOf[relation]), made("b", relation === "joint" ? "joint with" : relation), made("span", description));
    return button;
  }));
  part("from").textContent = words;
  part("onto").textContent = wordingOf(number);
  part("onto").className = looks[number];
  /** @type {HTMLInputElement} */
  const also = part("also");
  /** @type {HTMLElement} */ (also.parentElement).hidden = isAdded === undefined;
  also.checked = isAdded ?? true;
  const answer = await answered("relation");
  const choice = choices[Number(answer || "-1")];
  return choice && { ...choice, isAdded: also.checked };
}

part("relation").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+") part("also").click();
  all(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`, part("which"))[0]?.click();
});
