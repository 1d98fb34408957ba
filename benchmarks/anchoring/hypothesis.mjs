// Places quotes as the Hypothesis client does: the exact places if there are any, else the
// approximate ones with up to half of the characters wrong, of which the one wins whose words,
// surroundings and position together fit best. Reads one JSON object a line, answers with one.
import search from "approx-string-match";
import { createInterface } from "node:readline";

const WEIGHTS = { quote: 50, prefix: 20, suffix: 20, position: 2 };
const MOST_ERRORS = 256;

let text = "";

function places(words, within, mostErrors) {
  const exact = [];
  for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + 1)) {
    exact.push({ start: at, end: at + words.length, errors: 0 });
  }
  return exact.length > 0 ? exact : search(within, words, mostErrors);
}

function likeness(words, within) {
  if (words.length === 0 || within.length === 0) return 0;
  const found = places(words, within, words.length);
  return found.length === 0 ? 0 : 1 - found[0].errors / words.length;
}

function place({ quote, prefix, suffix, near }) {
  if (quote.length === 0) return null;
  const found = places(quote, text, Math.min(MOST_ERRORS, quote.length / 2));
  let best = null;
  for (const { start, end, errors } of found) {
    const parts = {
      quote: 1 - errors / quote.length,
      prefix: prefix ? likeness(prefix, text.slice(Math.max(0, start - prefix.length), start)) : 1,
      suffix: suffix ? likeness(suffix, text.slice(end, end + suffix.length)) : 1,
      position: typeof near === "number" ? 1 - Math.abs(start - near) / text.length : 1,
    };
    let score = 0;
    for (const part of Object.keys(WEIGHTS)) score += WEIGHTS[part] * parts[part];
    if (best === null || score > best.score) best = { start, end, score };
  }
  return best === null ? null : [best.start, best.end];
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  let answer = null;
  if ("text" in question) text = question.text;
  else answer = place(question);
  process.stdout.write(JSON.stringify(answer) + "\n");
}
