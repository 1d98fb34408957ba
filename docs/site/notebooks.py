"""Notebooks as pages: their text, their code, and what each cell shows, as it is in the file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from myst_parser.parsers.sphinx_ import MystParser

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx


def markdown(notebook: dict[str, Any]) -> str:
    """Return a notebook, as its JSON is read, in the Markdown of MyST."""
    parts = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] != "code":
            parts.append(text)
            continue
        parts.append(_fenced("python", text))
        parts += [_shown(output) for output in cell["outputs"]]
    return "\n\n".join(parts) + "\n"


def _shown(output: dict[str, Any]) -> str:
    """Return what one output shows: a picture if it has one, else its text."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "image/svg+xml" in data:
        picture = "".join(data["image/svg+xml"])
        return _fenced("{raw} html", f'<div class="cell-picture">{picture}</div>')
    return _fenced("text", "".join(data.get("text/plain", output.get("traceback", ""))))


def _fenced(language: str, text: str) -> str:
    longest = max((len(found) for found in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


class NotebookParser(MystParser):
    """Read a notebook as the Markdown that says the same."""

    # A variable of the class for docutils, one of the instance for MyST.
    supported = ("ipynb",)  # type: ignore[misc]

    def parse(self, inputstring: str, document: document) -> None:
        """Read the text of a notebook into a document."""
        super().parse(markdown(json.loads(inputstring)), document)


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx read notebooks."""
    app.add_source_suffix(".ipynb", "ipynb")
    app.add_source_parser(NotebookParser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
