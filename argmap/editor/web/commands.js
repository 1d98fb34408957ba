// The keys of the editor, which come before those of the page, and how it begins.

/** The statement that a key is for: what has the focus, or what is kept. */
function atHand() {
  const { activeElement } = document;
  const at = statementAt(activeElement);
  const [number] = at && paneOf(at) ? numbersOf(at) : [];
  return number ?? kept;
}

/** Do what a key is for in the editor; false if it is for nothing. @param {KeyboardEvent} event */
function command(event) {
  const { altKey, shiftKey } = event;
  // Whoever has locked the capitals means the same keys.
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const has = event.ctrlKey || event.metaKey;
  if (has && key === "z") goBack(shiftKey ? "redo" : "undo");
  else if (has && key === "y") goBack("redo");
  else if (hasCaret() && moveCaret(event)) return true;
  else if (altKey && (key === "ArrowUp" || key === "ArrowDown")) reorder(atHand(), key === "ArrowUp" ? -1 : 1);
  else if (has || altKey) return false;
  else if (key === "w") enterText();
  else if (key === "s" && hasCaret()) selectSentence();
  else if (key === ".") keepFragment();
  else if (kindOfKey[key]) state(kindOfKey[key], shiftKey);
  else if (key === "a") anchor(shiftKey);
  else if (key === "l") link(atHand(), !shiftKey);
  else if (key === "e") edit();
  else if (key === "x" || key === "Delete") remove(atHand());
  else if (key === "y" && suggestions.length) decideOn(true);
  else if (key === "n" && suggestions.length) decideOn(false);
  else if (key === "u" && suggestions.length) newWording.select();
  else if (key === "Escape" && (stretches().length || back)) {
    deselect();
    back = undefined;
  } else if (key === "Enter" && hasCaret()) chooseAtCaret();
  else return false;
  return true;
}

/** Go to the wording of a statement. */
function edit() {
  if (atHand() < 0) return say("choose a statement first", "", true);
  const element = document.activeElement;
  if (atHand() !== kept) choose(atHand(), element && paneOf(element));
  return reword(ids[atHand()]);
}

/** Choose the statement whose words follow the text cursor. */
function chooseAtCaret() {
  const reading = readingOf(openSource());
  const numbers = reading ? numbersOf(statementAt(placeAt(reading, focusOf(reading))[0].parentElement)) : [];
  if (numbers.length) choose(numbers[numbers.indexOf(kept) + 1] ?? numbers[0], textPane);
}

addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (typedAhead && !event.ctrlKey && !event.metaKey && !event.altKey) {
    typedAhead.push(event.key);
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  // In a field, the browser takes back what was typed; once that is in the map, we do.
  const isSaved = /^[zy]$/i.test(event.key) && controls.includes(/** @type {any} */ (target)) && !isTouched(/** @type {any} */ (target));
  const isField = target.matches("input, textarea, select") && !(isSaved && (event.ctrlKey || event.metaKey));
  const isTyping = isField || document.querySelector("dialog[open]") || isPicking();
  if (isTyping || !isEditing.matches || event.isComposing) return;
  if (!command(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/** Let the title be changed where it is. */
async function retitle() {
  /** @type {HTMLInputElement} */
  const input = part("newtitle");
  input.value = nameShown().textContent ?? "";
  if ((await answered("titling")) !== "set") return;
  await gesture({ do: "title", value: input.value.trim() || null }, "the title");
}

all("#argmap-head .tools")[0].prepend(part("history"));
all("main")[0].append(form, part("pick"), bar);
nameShown().after(part("totitle"));
textPane.append(caret);
part("argument").append(part("empty"), part("suggestions"));
part("suggestkeys").hidden = !begun.suggestions?.length;
all("#argmap-head p span")[0].textContent = "Select words to make a statement; press ? for all keys.";
part("undo").addEventListener("click", () => goBack("undo"));
part("redo").addEventListener("click", () => goBack("redo"));
part("totitle").addEventListener("click", retitle);
help.querySelector("dl")?.after(part("keys"));
beEditable();
suggest(begun.suggestions ?? []);
showTrouble();
showHistory();
fillForm();
