"""Walk over HTML and compose the text that a reader sees, with the element of each piece of it.

White space is collapsed as browsers do (https://drafts.csswg.org/css-text-3/#white-space-rules);
blocks are set apart by an empty line, items and rows by a line end, cells by a tab.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.originals.composer import Composer

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main
    menu nav ol p plaintext pre search section summary table tbody td tfoot th thead tr ul
    caption xmp
    """.split()
)
UNSHOWN = frozenset(
    """
    head script style noscript template iframe object embed svg canvas video audio dialog button
    input select textarea datalist map rp rt title link meta base
    """.split()
)
_DELETED = frozenset(("del", "s", "strike"))
_FIELDS = frozenset(("button", "select", "textarea"))
_EMBEDDED = frozenset(("iframe", "object", "embed"))
_TIGHT = frozenset(("li", "tr", "dt", "dd", "summary"))
_LISTS = frozenset(("ol", "ul", "menu"))
_NO_GAP = frozenset(("thead", "tbody", "tfoot", "html", "body"))
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CAN_BE_RAISED = re.compile(r"[0-9+\-=()n]+")
_CAN_BE_LOWERED = re.compile(r"[0-9+\-=()]+")
_BACK = re.compile(r"\s*[↑↩^⏎⤴︎\ufe0e\ufe0f]+\s*")
_NOTES = re.compile(r"\b(?:footnotes?|endnotes?|doc-footnote|doc-endnotes?)\b")
_WHOLE_NUMBER = re.compile(r"\s*([+-]?\d{1,9})\s*", re.ASCII)
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
_MOST_ROMAN = 4_000
_MOST_ELEMENTS = 3_000_000
_MOST_LOOKED_AT = 500  # elements of a cell, or of what is raised
_LONGEST_PATH = 1_000  # characters: what is nested deeper is named by what it is in
_LONGEST_CELL = 300  # characters
_LONGEST_NOTE = 12  # characters of the mark of a note


class _Step(NamedTuple):
    """A node to enter, or a call to make when all in it was walked over."""

    node: Any
    path: str
    block: str
    is_shown: bool
    is_pre: bool


class _List(NamedTuple):
    """How the items of a list are numbered: the next number, and what is added to it."""

    number: int
    step: int
    style: str


class Walker:
    """Walks over a tree once and composes its text.

    ``roots`` are the elements, by their ``mem_id``, whose words are taken; ``left_out`` those that
    are ignored.
    """

    def __init__(self, roots: Container[int], left_out: Container[int] = ()) -> None:
        self.composer = Composer()
        self.pictures = self.formulas = self.embedded = self.readings = 0
        self.drawn = self.in_fields = 0  # words
        self.deleted = 0  # words that are struck out
        self._roots = roots
        self._left_out = left_out
        self._lists: list[_List | None] = []
        self._cells = 0
        self._waiting = ""  # what is before the next words: the mark of an item, a quotation mark
        self._raised: list[str] = []

    def walk(self, root: Any) -> Composer:
        """Return the composed text of the tree under a node."""
        # A list of what is still to be done: a page may be nested deeper than calls may be.
        path = f"/{root.tag}"
        first = _Step(root, path, path, is_shown=root.mem_id in self._roots, is_pre=False)
        todo: list[_Step | Callable[[], None]] = [first]
        done = 0
        while todo:
            step = todo.pop()
            if not isinstance(step, _Step):
                step()
                continue
            done += 1
            if done > _MOST_ELEMENTS:
                raise OverflowError
            todo += reversed(list(self._enter(step)))
        return self.composer

    def _enter(self, step: _Step) -> Iterator[_Step | Callable[[], None]]:
        """Add the words of a node, and yield what is to be done next."""
        node, tag = step.node, step.node.tag
        if tag == "-text":
            if step.is_shown:
                self._add(node.text_content or "", step)
            return
        if tag.startswith(("-", "_", "!")):
            return
        if step.is_shown:
            if tag == "br":
                self.composer.break_line()
                return
            if tag == "img":
                self.pictures += 1
                return
            if tag in _DELETED:
                self.deleted += len((node.text(deep=True) or "").split())
                return
            self.formulas += tag == "math"
            leave = self._begin(step)
        else:
            leave = None
        is_pre = step.is_pre or tag in ("pre", "listing", "xmp")
        yield from self._children(node, step, is_pre=is_pre)
        if leave is not None:
            yield leave

    def _children(self, node: Any, step: _Step, *, is_pre: bool) -> Iterator[_Step]:
        counts: dict[str, int] = {}
        child = node.child
        while child is not None:
            tag = child.tag
            if tag.startswith("-"):
                if tag == "-text" and step.is_shown:
                    yield step._replace(node=child, is_pre=is_pre)
            else:
                counts[tag] = number = counts.get(tag, 0) + 1
                path = step.path
                if len(path) < _LONGEST_PATH:
                    path += f"/{tag}" if tag == "body" else f"/{tag}[{number}]"
                id = child.mem_id
                if tag in UNSHOWN and step.is_shown and id not in self._left_out:
                    self._count(child)
                if tag not in UNSHOWN and id not in self._left_out:
                    block = path if tag in BLOCKS else step.block
                    is_shown = step.is_shown or id in self._roots
                    yield _Step(child, path, block, is_shown=is_shown, is_pre=is_pre)
            child = child.next

    def _count(self, node: Any) -> None:
        """Count what a browser shows of an element, and the text does not have."""
        if node.tag in _EMBEDDED:
            self.embedded += 1
        elif node.tag == "rt":
            self.readings += 1
        elif node.tag in _FIELDS:
            self.in_fields += len((node.text(deep=True, separator=" ") or "").split())
        elif node.tag == "svg":
            words = (text.text(deep=True, separator=" ") or "" for text in node.css("text"))
            self.drawn += sum(len(each.split()) for each in words)

    def _add(self, text: str, step: _Step) -> None:
        original = ""
        if self._raised:
            kind = self._raised[-1]
            plain = text.strip()
            table, can = (_RAISED, _CAN_BE_RAISED) if kind == "sup" else (_LOWERED, _CAN_BE_LOWERED)
            if can.fullmatch(plain):
                original, text = plain, plain.translate(table)
        made = 0  # characters that are not in the page
        if self._waiting and text.strip():
            text = self._waiting + text.lstrip()
            made, self._waiting = len(self._waiting), ""
        if step.is_pre:
            text = text.replace("\r\n", "\n").strip("\n")
        start, end = self.composer.words(text, step.block, as_is=step.is_pre)
        self.composer.rewrite(start, min(start + made, end))
        if original:
            self.composer.rewrite(start + made, end, original)

    def _begin(self, step: _Step) -> Callable[[], None] | None:
        """Open an element, and return what closes it."""
        composer, node, tag = self.composer, step.node, step.node.tag
        if tag in BLOCKS:
            return self._begin_block(node, tag)
        start = composer.length
        if tag in ("sup", "sub"):
            self._raised.append(tag)
            is_note = tag == "sup" and _is_note(node)

            def lower() -> None:
                self._raised.pop()
                if is_note:
                    composer.mark(start)

            return lower
        if tag == "q":
            self._waiting += "“"
            return lambda: self._close_quote(step.block)
        if tag == "a" and (node.attributes.get("href") or "").startswith("#"):
            is_back = _BACK.fullmatch(_short_text(node, _LONGEST_NOTE) or "") is not None
            return (lambda: composer.mark(start)) if is_back else None
        return None

    def _close_quote(self, block: str) -> None:
        self.composer.rewrite(*self.composer.words("”", block))

    def _begin_block(self, node: Any, tag: str) -> Callable[[], None] | None:
        if tag in _NO_GAP:
            return None
        composer, attributes = self.composer, node.attributes
        gap = " " if self._cells else "\n" if tag in _LISTS and self._lists else _gap(tag)
        is_cell = tag in ("td", "th") and _is_data(node)
        composer.gap("\t" if is_cell else gap)
        start = composer.length
        if is_cell:
            self._cells += 1
        elif tag in _LISTS:
            self._lists.append(_numbered(node) if tag == "ol" else None)
        elif tag == "li":
            self._waiting = self._item(attributes)
        named = " ".join(filter(None, (attributes.get(name) for name in ("class", "role", "id"))))
        is_notes = bool(named) and _NOTES.search(named) is not None

        def leave() -> None:
            if is_cell:
                self._cells -= 1
            elif tag in _LISTS:
                self._lists.pop()
            elif tag == "li":
                self._waiting = ""
            if is_notes:
                composer.mark(start)
            composer.gap(" " if is_cell else gap)

        return leave

    def _item(self, attributes: dict[str, str | None]) -> str:
        """Return the mark of the next item of the innermost list."""
        innermost = self._lists[-1] if self._lists else None
        if innermost is None:
            return "- "
        number = _whole_number(attributes.get("value"), innermost.number)
        self._lists[-1] = innermost._replace(number=number + innermost.step)
        return f"{_counted(number, innermost.style)}. "


def _gap(tag: str) -> str:
    return "\n" if tag in _TIGHT else "\n\n"


def _numbered(node: Any) -> _List:
    """Return how the items of a list are numbered that HTML numbers."""
    attributes = node.attributes
    style = attributes.get("type") or "1"
    if "reversed" not in attributes:
        return _List(_whole_number(attributes.get("start"), 1), 1, style)
    items, child = 0, node.child
    while child is not None:
        items += child.tag == "li"
        child = child.next
    return _List(_whole_number(attributes.get("start"), items), -1, style)


def _whole_number(written: str | None, otherwise: int) -> int:
    found = _WHOLE_NUMBER.fullmatch(written or "")
    return int(found[1]) if found else otherwise


def _counted(number: int, style: str) -> str:
    """Return the number of an item in digits or letters, as a browser shows it.

    >>> _counted(28, "a"), _counted(9, "I"), _counted(0, "a")
    ('ab', 'IX', '0')
    """
    if number < 1 or style not in ("a", "A", "i", "I") or number >= _MOST_ROMAN:
        return str(number)
    letters = ""
    if style in ("a", "A"):
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
    else:
        for value, sign in _ROMAN:
            letters += sign * (number // value)
            number %= value
    return letters.upper() if style.isupper() else letters


def _is_data(cell: Any) -> bool:
    """Tell whether a cell is one of a table of data, not of one that lays out a page."""
    return _short_text(cell, _LONGEST_CELL) is not None


def _short_text(node: Any, most: int) -> str | None:
    """Return the text of an element, None if it is longer; no more of it is looked at."""
    found, seen = "", 0
    todo = [node]
    while todo:
        one = todo.pop()
        seen += 1
        found += (one.text_content or "").strip() if one.tag == "-text" else ""
        if len(found) > most or seen > _MOST_LOOKED_AT:
            return None
        children: list[Any] = []
        child = one.child
        while child is not None and len(children) <= _MOST_LOOKED_AT:
            children.append(child)
            child = child.next
        todo += reversed(children)
    return found


def _is_note(node: Any) -> bool:
    """Tell whether something raised is the mark of a note: a link within the page."""
    child = node.child
    while child is not None and child.tag == "-text" and not (child.text_content or "").strip():
        child = child.next
    parent = node.parent
    link = child if child is not None and child.tag == "a" else parent
    if link is None or link.tag != "a":
        return False
    is_short = _short_text(node, _LONGEST_NOTE) is not None
    return is_short and "#" in (link.attributes.get("href") or "")
