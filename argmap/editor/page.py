"""The page of a map with what changes it: the editor's own style, scripts and elements."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from argmap.webpage.document import document, sent

if TYPE_CHECKING:
    from argmap.webpage.content import Content

# In this order they follow the scripts and the style of the page; each is about one thing.
_SCRIPTS = (
    "offsets",
    "replacing",
    "messages",
    "selecting",
    "caret",
    "picking",
    "relating",
    "suggesting",
    "form",
    "asking",
    "commands",
)
_STYLES = ("editor",)


def page_of(content: Content, state: dict[str, Any]) -> str:
    """Return the page of a map with its editor.

    ``state`` is what the editor starts with, without the parts, which are on the page.
    """
    web = files(__package__) / "web"
    known = {name: value for name, value in state.items() if name != "parts"}
    known["suggestions"] = json.loads(state["parts"]["suggestions"])
    data = json.dumps(known, ensure_ascii=True).replace("<", "\\u003c")
    more = (web / "editor.html").read_text(encoding="utf-8")
    return document(
        content,
        styles=[sent((web / f"{name}.css").read_text(encoding="utf-8")) for name in _STYLES],
        scripts=[sent((web / f"{name}.js").read_text(encoding="utf-8")) for name in _SCRIPTS],
        more=f'{more}<script type="application/json" id="argmap-editing">{data}</script>\n',
        connects=True,
    )
