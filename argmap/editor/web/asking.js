// What is asked of the server, one thing after the other, and what is kept until it can be written.

/** @typedef {{message: string, help?: string | null}} Refusal */
/** @typedef {{what: string, help: string, yours: string, theirs: string}} Conflict */
/**
 * @typedef {object} Answer
 * @property {number} revision
 * @property {Record<string, string>} parts
 * @property {boolean} can_undo
 * @property {boolean} can_redo
 * @property {string} [message] what was done
 * @property {string} [made] the id of the statement that was made
 * @property {Conflict} [conflict]
 * @property {Refusal} [error]
 * @property {Refusal} [trouble] why the file as it is now cannot be shown
 */
/** Something to be done to the map, and what it is called until it is done.
 * @typedef {{path: string, body: Record<string, unknown>, name: string}} Change */

/** @type {Answer & {suggestions: Suggestion[]}} */
const begun = JSON.parse(part("editing").textContent ?? "");
let { revision, can_undo: canUndo, can_redo: canRedo } = begun;
/** What could not be written. @type {Change[]} */
const unsent = [];
let isConnected = true;
/** @type {Refusal | undefined} */
let trouble = begun.trouble;
/** @type {Promise<unknown>} */
let lastAsked = Promise.resolve();

/** Do one thing after all that was asked before. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
function afterwards(work) {
  const result = lastAsked.then(work, work);
  lastAsked = result.catch(() => {});
  return result;
}

/** Change the map; the answer, null if it is left as somebody else changed it, or undefined if it was not changed.
 * @param {Record<string, unknown> & {do: string}} body @param {string} name */
const gesture = (body, name) => send({ path: "/gesture", body, name });

/** @param {Change} change @returns {Promise<Answer | null | undefined>} */
const send = (change) => afterwards(async () => {
  const slow = setTimeout(() => say("saving…"), 700);
  const answer = await post(change).finally(() => clearTimeout(slow));
  if (part("done").textContent === "Saving…") say("");
  return answer;
});

/** @param {Change} change @param {boolean} [confirmed] @returns {Promise<Answer | null | undefined>} */
async function post(change, confirmed = false) {
  let answer;
  let status;
  try {
    const body = JSON.stringify({ revision, ...change.body, confirmed });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(change.path, { method: "POST", headers, body });
    status = response.status;
    answer = await readAnswer(response);
  } catch {
    isConnected = false;
    keepUnsent(change);
    return undefined;
  }
  isConnected = true;
  if (answer.parts) take(answer);
  if (answer.conflict) return (await decide(answer.conflict)) ? post({ ...change, body: { ...change.body, revision } }, true) : null;
  if (answer.error) {
    if (status === 422) say(answer.error.message, answer.error.help ?? "", true);
    else {
      trouble = answer.error;
      keepUnsent(change);
    }
    return undefined;
  }
  say(answer.message ?? "");
  return answer;
}

/** @param {Response} response @returns {Promise<Answer>} */
async function readAnswer(response) {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  if (isJson) return response.json();
  const message = `the server answered ${response.status}`;
  const help = "Start `argmap edit` again, and open the address that it prints.";
  return /** @type {any} */ ({ error: { message, help } });
}

/** Keep what could not be written. @param {Change} change */
function keepUnsent(change) {
  unsent.push(change);
  showTrouble();
}

/** Send again what could not be written, in its order. */
async function sendAgain() {
  trouble = undefined;
  for (const change of [...unsent]) {
    unsent.splice(unsent.indexOf(change), 1);
    await send(change);
  }
  showTrouble();
}

/** Take a new revision. @param {Answer} answer @param {boolean} [isWhole] whether it is whatever the server has */
function take(answer, isWhole) {
  if (answer.revision < revision && !isWhole) return;
  ({ revision, can_undo: canUndo, can_redo: canRedo, trouble } = answer);
  const { suggestions, ...parts } = answer.parts;
  if (Object.keys(parts).length) replaceParts(parts);
  if (suggestions !== undefined) suggest(JSON.parse(suggestions));
  showTrouble();
  showHistory();
  fillForm();
}

/** Ask for what others changed; with no revision for everything, since the server may be another one.
 * @param {number} [next] */
const catchUp = (next) => afterwards(async () => {
  if (next !== undefined && next <= revision) return;
  try {
    const answer = await readAnswer(await fetch(next === undefined ? "/parts" : `/parts?since=${revision}`));
    isConnected = true;
    if (answer.parts) take(answer, next === undefined);
    else trouble = answer.error;
  } catch {
    isConnected = false;
  }
  showTrouble();
});

const events = new EventSource("/events");
events.addEventListener("message", ({ data }) => catchUp(JSON.parse(data).revision));
events.addEventListener("open", async () => {
  if (isConnected) return;
  isConnected = true;
  const before = revision;
  await catchUp();
  // Another server counts from one, and knows nothing of what was seen here.
  // Spans may be of another text: no server has a revision 0, and this one says so.
  if (revision < before) for (const { body } of unsent) body.revision = "spans" in body ? 0 : revision;
  sendAgain();
});
events.addEventListener("error", () => {
  isConnected = false;
  showTrouble();
});
addEventListener("beforeunload", (event) => {
  if (unsent.length) event.preventDefault();
});

/** Take back what was done last, or with `redo` do it again. @param {"undo" | "redo"} step */
const goBack = (step) => {
  if (!(step === "undo" ? canUndo : canRedo)) return say(`there is nothing to ${step}`);
  return send({ path: `/${step}`, body: {}, name: step });
};

/** The fields of a statement; undefined if it is not there. @param {string} id @returns {Promise<Fields | undefined>} */
async function askStatement(id) {
  try {
    const response = await fetch(`/statement?id=${encodeURIComponent(id)}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    isConnected = false;
    showTrouble();
    return undefined;
  }
}
