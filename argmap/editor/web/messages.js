// Messages: what was done, what is in the way, and what has to be decided.

/** @type {number | undefined} */
let fading;

/** Say what was done, or what is wrong, to those who see it and to those who hear it.
 * @param {string} what @param {string} [help] @param {boolean} [isWrong] */
function say(what, help = "", isWrong = false) {
  const done = part("done");
  clearTimeout(fading);
  done.classList.toggle("wrong", isWrong);
  done.replaceChildren(what && sentence(what), help && ` ${sentence(help)}`);
  // What is wrong stays until something else is done.
  if (!isWrong) fading = setTimeout(() => done.replaceChildren(), 8000);
}

/** @param {string} words */
const sentence = (words) => {
  const whole = /[.?!…]$/.test(words) ? words : `${words}.`;
  return whole[0].toUpperCase() + whole.slice(1);
};

/** Say why something is not in the file, and what can be done about it. */
function showTrouble() {
  const panel = part("trouble");
  const sentences = [];
  if (!isConnected) sentences.push("The connection to argmap is lost. What you see may be out of date.");
  if (trouble) sentences.push(sentence(trouble.message), trouble.help ? sentence(trouble.help) : "");
  if (unsent.length) {
    const count = unsent.length === 1 ? "1 change is" : `${unsent.length} changes are`;
    sentences.push(`${count} not saved: ${unsent.map(({ name }) => name).join("; ")}.`);
  }
  const words = sentences.join(" ").trim();
  if (part("why").textContent !== words) part("why").textContent = words;
  panel.hidden = !words;
  for (const name of ["again", "forget"]) part(name).hidden = !unsent.length;
}

/** Show whether something can be taken back, or done again. */
function showHistory() {
  /** @type {HTMLButtonElement} */ (part("undo")).ariaDisabled = String(!canUndo);
  /** @type {HTMLButtonElement} */ (part("redo")).ariaDisabled = String(!canRedo);
}

/** A dialog that is answered by one of its buttons: its value, or "" if it is closed otherwise.
 * @param {string} name @returns {Promise<string>} */
function answered(name) {
  /** @type {HTMLDialogElement} */
  const dialog = part(name);
  const { activeElement } = document;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      if (activeElement instanceof HTMLElement && activeElement.isConnected) activeElement.focus({ preventScroll: true });
      resolve(dialog.returnValue);
    }, { once: true });
  });
}

/** Ask whether something is to be done although what it is about was changed. @param {Conflict} conflict */
async function decide({ what, yours, theirs }) {
  part("conflictwhat").textContent = sentence(what);
  part("yours").textContent = yours;
  part("theirs").textContent = theirs;
  const isConfirmed = (await answered("conflict")) === "mine";
  if (!isConfirmed) say("your change was discarded");
  return isConfirmed;
}

// Keys in a dialog are for nothing on the page.
for (const name of ["relation", "conflict", "removal", "titling"]) part(name).addEventListener("keydown", (event) => event.stopPropagation());
part("again").addEventListener("click", sendAgain);
part("forget").addEventListener("click", () => {
  unsent.length = 0;
  trouble = undefined;
  showTrouble();
  for (const control of controls) leave(control);
  fillForm();
});
