"""Make the pictures, pages and notebooks of the examples anew, after a change that alters them.

python examples/generate.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat

from argmap import load
from argmap.drawing import AUTO, draw, render
from argmap.webpage import page_html

FOLDER = Path(__file__).parent


def pictures() -> dict[Path, str]:
    """Return the text of every picture and page that stands beside a map."""
    made: dict[Path, str] = {}
    for path in sorted(FOLDER.glob("*/*.argmap.yaml")):
        map = load(path)
        name = path.name.removesuffix(".argmap.yaml")
        made[path.with_name(f"{name}.svg")] = draw(map, theme=AUTO)
        diagram = render(map, format="svg", renderer="graphviz", theme=AUTO)
        made[path.with_name(f"{name}-graphviz.svg")] = diagram.decode()
        made[path.with_name(f"{name}.html")] = page_html(map)
    return made


def run(path: Path) -> nbformat.NotebookNode:
    """Return a notebook as it is after all its cells have run."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    place = {"metadata": {"path": str(path.parent)}}
    # What a cell prints comes in pieces, each time others: they are joined.
    client = nbclient.NotebookClient(notebook, timeout=120, coalesce_streams=True, resources=place)
    ran = client.execute()
    for cell in ran.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                # Warnings name the file that the kernel has made of the cell, each time another.
                output.text = re.sub(r"\S*ipykernel_\d+\S*?:(?=\d)", "line ", output.text)
    return ran


def notebooks() -> dict[Path, str]:
    """Return the text of every notebook with the pictures and texts that its cells give today."""
    made = {}
    for path in sorted(FOLDER.glob("*/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for number, (cell, ran) in enumerate(zip(notebook["cells"], run(path).cells, strict=True)):
            if cell["cell_type"] == "code":
                cells = notebook["cells"][: number + 1]
                cell["execution_count"] = sum(one["cell_type"] == "code" for one in cells)
                cell["outputs"] = [kept(output) for output in ran.outputs]
        made[path] = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    return made


def kept(output: dict[str, Any]) -> dict[str, Any]:
    """Return what a notebook keeps of an output: a page in it would be larger than all else."""
    if output["output_type"] == "stream":
        return {**output, "text": output["text"].splitlines(keepends=True)}
    shown = ("image/svg+xml", "text/plain")
    data = {name: output["data"][name] for name in shown if name in output["data"]}
    lines = {name: text.splitlines(keepends=True) for name, text in data.items()}
    return {**output, "data": lines}


if __name__ == "__main__":
    for path, text in (pictures() | notebooks()).items():
        path.write_text(text, encoding="utf-8")
