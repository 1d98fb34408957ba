"""The labels of a diagram in the HTML-like language of Graphviz.

A card is a table as large as argmap has measured it: the head line and the wording, and at the side
where edges enter a row of cells without text, at each of which one edge ends.
Source of the format: https://graphviz.org/doc/info/shapes.html#html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import without_controls
from argmap.drawing.alternative_text import WITHOUT_A_QUESTION
from argmap.drawing.cards import is_right_to_left
from argmap.drawing.legend import JOINT
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.signs import SIGNS, STEPS, step_of
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from argmap.drawing.cards import Card
    from argmap.drawing.diagram.structure import Diagram, Node
    from argmap.drawing.signs import Sign, SignName
    from argmap.drawing.theme import Theme
    from argmap.model import Relation

# Even in HTML-like labels Graphviz replaces ``\\N`` by the name of the node, and release 2 takes a
# ``]`` before a tag for the end of unparsed text.
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": r"\\", "]": "&#93;"}
_PLAIN = 'border="0" cellborder="0" cellspacing="0" cellpadding="0"'
_TITLE_WIDTH = 480.0
# What stands for the line and the head of a relation where only letters can: all are in WGL4.
_SAMPLES: dict[Relation, str] = {
    "supports": "◄──",
    "rebuts": "├──",
    "undercuts": "├ ─ ─",
    "limits": "○····",
    "restates": "═══",
    "answers": "───",
}

_SIGNS: dict[SignName, str] = {
    "folded": "+n",
    "not anchored": "○",
    "anchor broken": "(!)",
    "credence": "%",
    "strength": "■□□",
}


def card_label(card: Card, node: Node, theme: Theme, entering: str) -> str:
    """Return the label of a statement, in which edges enter at the side ``entering``."""
    tone = card.tone(theme)
    first, *others = card.heads or ("",)
    head = [_font(card.word, theme.head, tone.accent, is_bold=True)]
    if first:
        head.append(_font(_html(first), theme.head, theme.grey))
    head += (
        _font(_in_letters(sign), theme.head, theme.ink, is_bold=True)
        for sign in reversed(card.signs)
    )
    # Texts in different fonts are set one by one, from left to right, whichever way each runs.
    pieces = reversed(head) if card.is_right_to_left else head
    size = theme.heading if card.is_heading else theme.body
    lines = [
        _font("  ", theme.head, theme.grey).join(pieces),
        *(_font(_html(line), theme.head, theme.grey) for line in others),
        *(_font(_html(line), size, theme.ink, is_bold=card.is_heading) for line in card.lines),
    ]
    side = "right" if card.is_right_to_left else "left"
    text = "".join(f'{line}<br align="{side}"/>' for line in lines)
    return _framed(text, node, theme, entering)


def _in_letters(sign: Sign) -> str:
    """Return what stands for a sign, as letters can."""
    if sign.name == "strength":
        filled = step_of(sign.value) + 1
        return "■" * filled + "□" * (len(STEPS) - filled)
    if sign.name == "credence":
        return f"{sign.value:.0%}"
    return sign.label or _SIGNS[sign.name]


def rest_label(node: Node, theme: Theme, entering: str) -> str:
    """Return the label of the heading of what leads to no question."""
    words = _font(WITHOUT_A_QUESTION, theme.heading, theme.grey, is_bold=True)
    return _framed(f'{words}<br align="left"/>', node, theme, entering)


def top_label(diagram: Diagram) -> str:
    """Return the title of the map and the legend; nothing where there is neither."""
    theme, title = diagram.theme, diagram.graph.map.title
    rows = []
    if title is not None:
        width = max(_TITLE_WIDTH, diagram.usual_width())
        side = "right" if is_right_to_left(title) else "left"
        rows += [
            f'<td align="{side}">{_font(_html(line), theme.title, theme.ink, is_bold=True)}</td>'
            for line in wrap(title, width, theme.title, bold=True).lines
        ]
    rows += [f'<td align="left" height="24">{row}</td>' for row in _legend(diagram)]
    if not rows:
        return ""
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<<table {_PLAIN}>{table}<tr><td height="12"></td></tr></table>>'


def _legend(diagram: Diagram) -> list[str]:
    """Return the relations and marks that occur, each with what it looks like."""
    theme = diagram.theme
    sides = {card.side.name: card.side.tone for card in diagram.cards.values() if card.side}
    entries: list[tuple[str, str, str]] = [
        ("■", tone.accent, _html(name)) for name, tone in sides.items()
    ]
    entries += [
        (_SAMPLES[relation], theme.stroke(relation), relation)
        for relation in RELATIONS
        if relation in diagram.relations
    ]
    if diagram.has_joint:
        entries.append(("●", theme.grey, JOINT))
    found = {sign.name for card in diagram.cards.values() for sign in card.signs}
    entries += [(_SIGNS[name], theme.ink, name) for name in reversed(SIGNS) if name in found]
    pieces = [
        f"{_font(sample, theme.head, color, is_bold=True)}"
        f"{_font(f'  {word}      ', theme.head, theme.grey)}"
        for sample, color, word in entries
    ]
    most = max(4, int(diagram.usual_width() / (9 * theme.head)))
    return ["".join(pieces[start : start + most]) for start in range(0, len(pieces), most)]


def _framed(text: str, node: Node, theme: Theme, entering: str) -> str:
    """Return a text as a table of the size of the node, with a port for each edge that enters."""
    width, height = round(node.width), round(node.height)
    number = node.ports if node.ports > 1 else 0
    names = [f"p{each}" for each in range(1, number + 1)]
    card = (
        f'<td align="text" cellpadding="{round(theme.padding)}"'
        f' width="{width - 1}" height="{height - 1}">{text}</td>'
    )
    if entering == "s":
        each = width // max(1, number)
        places = "".join(f'<td port="{name}" width="{each}" height="1"></td>' for name in names)
        rows = [f"<tr>{card}</tr>"]
        if places:
            rows.append(f"<tr><td><table {_PLAIN}><tr>{places}</tr></table></td></tr>")
        return f"<<table {_PLAIN}>{''.join(rows)}</table>>"
    each = height // max(1, number)
    places = "".join(
        f'<tr><td port="{name}" width="1" height="{each}"></td></tr>' for name in names
    )
    side = f"<td><table {_PLAIN}>{places}</table></td>" if places else ""
    cells = card + side if entering == "e" else side + card
    return f"<<table {_PLAIN}><tr>{cells}</tr></table>>"


def _font(text: str, size: float, color: str, *, is_bold: bool = False) -> str:
    words = f"<b>{text}</b>" if is_bold else text
    return f'<font point-size="{size:g}" color="{color}">{words}</font>'


def _html(text: str) -> str:
    return re.sub(r'[&<>"\\\]]', lambda match: _HTML[match[0]], without_controls(text))


def plain(text: str) -> str:
    """Return a text on one line, for an attribute in which Graphviz replaces entities."""
    return re.sub("[&<>]", lambda match: _HTML[match[0]], " ".join(without_controls(text).split()))
