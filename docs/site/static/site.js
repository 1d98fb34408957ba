// Results of a search show a piece of each page, which a browser may not read for a page that was
// opened from disk: there they show the titles alone.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// A button on each block copies what is to be typed: of a session the lines behind its prompts.
const PROMPTS = { console: /^[$>](?: |$)/, pycon: /^(?:>>>|\.\.\.)(?: |$)/ };

function typed(block) {
  const lines = block.querySelector("pre").innerText.trimEnd().split("\n");
  const session = Object.keys(PROMPTS).find((name) => block.closest(`.highlight-${name}`));
  if (!session) return lines.join("\n");
  const prompt = PROMPTS[session];
  return lines.filter((line) => prompt.test(line)).map((line) => line.replace(prompt, "")).join("\n");
}

document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll("div.highlight")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${typed(block)}\n`);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    block.append(button);
  }
});
