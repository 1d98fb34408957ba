"""What a page's own style sheets hide: elements that they do not display, or make invisible.

Of several rules for an element the one with the greatest weight counts
(https://www.w3.org/TR/css-cascade-4/#cascade-sort). Style sheets in other files are not read, and
neither are rules that hold only under a condition, such as the width of a window.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAYS = re.compile(
    r"(?i)(?<![\w-])(?P<property>display|visibility)\s*:\s*(?P<value>[\w-]+)"
    r"(?P<important>\s*!\s*important)?"
)
_HIDING = frozenset(("none", "hidden", "collapse"))
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile("[{}]")
_ON_SCREEN = re.compile(r"(?i)@media\s+(?:(?:all|screen)\s*,?\s*)+$|@layer\b")
_MEDIA = re.compile(r"(?i)(?:\s*(?:all|screen)\s*,?)*\s*")
_AT_REST = re.compile(r":(?:(?:first|last|only|nth|nth-last)-(?:child|of-type)|not|root|empty)\b")
_PSEUDO = re.compile(r"::?[a-zA-Z-]+")
_PART = re.compile(r"[\s>+~]+")
_ID = re.compile(r"#[\w-]")
_CLASS = re.compile(r"\.[\w-]|\[|:(?!not)[a-z]")
_TYPE = re.compile(r"(?:^|[\s>+~(])[a-zA-Z]")
_MOST_PARTS = 6  # of a selector: with each, looking for it takes longer
_MOST_SELECTORS = 2_000
_MOST_WORK = 60_000_000  # selectors times elements


class Hidden(NamedTuple):
    """The elements that are hidden, by their ``mem_id``, and whether all rules were looked at."""

    elements: set[int]
    is_complete: bool


class _Rule(NamedTuple):
    """What one selector of a rule says of a property, and how much that weighs."""

    selector: str
    property: str
    hides: bool
    is_important: bool
    weight: tuple[int, int, int]


def hidden_by_style(tree: Any, error: type[Exception], elements: int) -> Hidden:
    """Return what the styles of a page hide: those of its style sheets and of single elements.

    ``error`` is what the tree raises for a selector that it cannot read: such a rule says nothing.
    ``elements`` is about how many there are: if there are too many rules for them, those of the
    style sheets are not looked at.
    """
    rules = [
        rule
        for sheet in tree.css("style")
        if _MEDIA.fullmatch(sheet.attributes.get("media") or "")
        for rule in _rules(sheet.text() or "")
    ]
    is_complete = len(rules) <= _MOST_SELECTORS and len(rules) * elements <= _MOST_WORK
    if not is_complete or not any(rule.hides for rule in rules):
        rules = []
    hidden: dict[str, set[int]] = {"display": set(), "visibility": set()}

    def apply(rule: _Rule) -> None:
        try:
            found = {node.mem_id for node in tree.css(rule.selector)}
        except error:
            return
        kept = hidden[rule.property]
        hidden[rule.property] = kept | found if rule.hides else kept - found

    rules.sort(key=lambda rule: rule.weight)
    for rule in rules:
        if not rule.is_important:
            apply(rule)
    for node in tree.css("[style]"):
        for match in _SAYS.finditer(node.attributes.get("style") or ""):
            kept = hidden[match["property"].lower()]
            (kept.add if match["value"].lower() in _HIDING else kept.discard)(node.mem_id)
    for rule in rules:
        if rule.is_important:
            apply(rule)
    return Hidden(hidden["display"] | hidden["visibility"], is_complete)


def _rules(sheet: str) -> Iterator[_Rule]:
    """Yield what a style sheet says of the two properties that hide, in its order."""
    for prelude, block in _blocks(_COMMENT.sub("", sheet)):
        said = {match["property"].lower(): match for match in _SAYS.finditer(block)}
        for selector in _selectors(prelude) if said else ():
            ids, classes, types = (
                len(pattern.findall(selector)) for pattern in (_ID, _CLASS, _TYPE)
            )
            for name, match in said.items():
                hides = match["value"].lower() in _HIDING
                is_important = match["important"] is not None
                yield _Rule(selector, name, hides, is_important, (ids, classes, types))


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that holds on a screen."""
    place = 0
    skipped = 0  # the levels of a block that holds under a condition
    prelude = ""
    for brace in _BRACE.finditer(sheet):
        written = sheet[place : brace.start()]
        place = brace.end()
        if skipped:
            skipped += 1 if brace[0] == "{" else -1
        elif brace[0] == "}":
            if prelude:
                yield prelude, written
            prelude = ""
        elif "@" in written.rsplit(";", 1)[-1]:
            skipped = 0 if _ON_SCREEN.search(written.rsplit(";", 1)[-1].strip()) else 1
        else:
            prelude = written.rsplit(";", 1)[-1].strip()


def _selectors(prelude: str) -> Iterator[str]:
    """Yield the selectors before a block that match elements as they are when a page is opened."""
    if "(" in prelude and "," in prelude:
        return  # a list within one of them
    for selector in map(str.strip, prelude.split(",")):
        pseudo = _PSEUDO.findall(selector)
        at_rest = _AT_REST.findall(selector)
        if selector and len(pseudo) == len(at_rest) and len(_PART.split(selector)) <= _MOST_PARTS:
            yield selector
