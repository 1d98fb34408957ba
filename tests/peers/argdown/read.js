// Read Argdown texts, one JSON string a line; answer each with what the command line would make of
// it: its JSON, or line, column and message of every error.
const { argdown } = require("@argdown/node");
const lines = require("readline").createInterface({ input: process.stdin, crlfDelay: Infinity });

function run(input, steps) {
  return argdown.run({ input, process: steps, logLevel: "silent", throwExceptions: true });
}

function placed(error) {
  return [error.token.startLine, error.token.startColumn, error.message];
}

function answer(input) {
  try {
    const errors = run(input, ["parse-input"]).parserErrors;
    if (errors.length) {
      return { errors: errors.map(placed) };
    }
    return { json: run(input, ["parse-input", "build-model", "export-json"]).json };
  } catch (error) {
    return { errors: [[null, null, String(error.message || error)]] };
  }
}

lines.on("line", (line) => {
  console.log("answer " + JSON.stringify(answer(JSON.parse(line))));
});
