"""Make the pictures of the gallery anew, after a change that is meant to alter them.

python docs/gallery/generate.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from argmap import load
from argmap.drawing import AUTO, render

FOLDER = Path(__file__).parent
# What a picture is drawn with, if not only as it comes. Each is light or dark as the system of its
# reader is, unless it shows a theme.
OPTIONS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "crossing": [("", {}), ("-down", {"direction": "down"}), ("-dark", {"theme": "dark"})],
    "undercuts": [
        ("", {}),
        ("-print", {"theme": "print"}),
        ("-graphviz", {"renderer": "graphviz"}),
    ],
    "joint": [("", {}), ("-contrast", {"theme": "contrast"})],
    "strength": [("", {}), ("-values", {"values": True, "places": "line", "theme": "print"})],
    "hearing": [("", {"colour": "speaker", "numbers": True})],
    "two-hundred": [
        ("", {"depth": 0}),
        ("-folded", {"depth": 1}),
        ("-focus", {"focus": "s0-school"}),
    ],
}


def pictures() -> dict[Path, str]:
    """Return the text of every picture of the gallery."""
    made = {}
    for path in sorted(FOLDER.glob("*.argmap.yaml")):
        name = path.name.removesuffix(".argmap.yaml")
        for ending, options in OPTIONS.get(name, [("", {})]):
            picture = render(load(path), format="svg", **{"theme": AUTO, **options})
            made[FOLDER / f"{name}{ending}.svg"] = picture.decode()
    return made


if __name__ == "__main__":
    for path, picture in pictures().items():
        path.write_text(picture, encoding="utf-8")
