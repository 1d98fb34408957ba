"""Make the pictures and pages of the examples anew, after a change that is meant to alter them.

python examples/generate.py
"""

from __future__ import annotations

from pathlib import Path

from argmap import load
from argmap.drawing import draw
from argmap.webpage import page_html

FOLDER = Path(__file__).parent


def pictures() -> dict[Path, str]:
    """Return the text of every picture and page that stands beside a map."""
    made = {}
    for path in sorted(FOLDER.glob("*/*.argmap.yaml")):
        map = load(path)
        # The engine that pip brings is the same on every machine, so the bytes are too.
        name = path.name.removesuffix(".argmap.yaml")
        made[path.with_name(f"{name}.svg")] = draw(map, engine="wasm")
        made[path.with_name(f"{name}-dark.svg")] = draw(map, theme="dark", engine="wasm")
        made[path.with_name(f"{name}.html")] = page_html(map, engine="wasm")
    return made


if __name__ == "__main__":
    for path, picture in pictures().items():
        path.write_text(picture, encoding="utf-8")
