"""Kialo: the outline of numbered claims that a discussion is exported as.

The first line names the discussion; every further claim has a number, and all but the theses say
whether they are for or against the claim above. `-> See 1.2.` puts a claim in a second place, and
may stand before it. A line that only looks numbered belongs to the claim above it.

A thesis becomes a claim, Pro `supports` and Con `rebuts` the claim above it. Links are read as
their words; where they lead is kept in `meta`, and comes back.

Written, every statement stands below the first that it bears on, and is referred to below the
others; limits and undercuts are Con. Links that close a circle are left out. Ids give way to
numbers; joint premises, anchors, questions but for the title and all else have no place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats import kept
from argmap.formats.assembly import Assembly
from argmap.formats.format import Codec, Option
from argmap.formats.losses import EVERYTHING, unheld
from argmap.formats.spans import anchored
from argmap.graph import BEARING, Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.document import Document, Output
    from argmap.graph import Link
    from argmap.model import Anchor, ArgumentMap, Relation, Statement

_HEAD = "Discussion Title:"
_NUMBERED = re.compile(r"((?:\d{1,9}\.)+) (?:(Pro|Con): )?(.*)", re.DOTALL)
_SEE = re.compile(r"-> See ((?:\d+\.)*\d+)\.?\s*\Z")
_LINE_END = re.compile(r"\r?\n")
_ESCAPED = re.compile(r"\\([()\[\]])")
_BRACKET = re.compile(r"[()\[\]]")
_LINK_START = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(")


Number = tuple[int, ...]


class _Line(NamedTuple):
    """A numbered claim, as it stands in the file."""

    number: Number
    side: str | None
    text: str


def _fits(document: Document) -> bool:
    return document.text.lstrip().startswith(_HEAD)


# Reading


def _load(document: Document) -> ArgumentMap:
    return _Reader(document).map()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.assembly = Assembly(document, "kialo")
        self.title, self.lines = self._read()
        self.con: Relation = "limits" if document.options.get("con") == "limits" else "rebuts"

    def _read(self) -> tuple[str | None, list[_Line]]:
        head, *rest = _LINE_END.split(self.document.text.lstrip())
        if not head.startswith(_HEAD):
            raise self.document.error(
                "expected the title of a discussion in the first line", 0, help=f"`{_HEAD} …`"
            )
        claims: list[list[object]] = []
        children: dict[Number, int] = {}
        for line in rest:
            found = _NUMBERED.match(line)
            number = _number(found[1]) if found else ()
            if found and self._is_new(number, found[2], children):
                children[number] = 0
                children[number[:-1]] = number[-1]
                claims.append([number, found[2], [found[3]]])
            elif claims:
                claims[-1][2].append(line)  # type: ignore[attr-defined]
            elif line.strip():
                raise self.document.error(
                    "expected a numbered claim", self.document.text.index(line), help="`1. …`"
                )
        title = head[len(_HEAD) :].strip() or None
        return title, [_Line(n, s, "\n".join(t).strip("\n")) for n, s, t in claims]  # type: ignore[arg-type]

    def _is_new(self, number: Number, side: str | None, children: dict[Number, int]) -> bool:
        """Tell whether a line that looks numbered begins a claim, and is not part of one."""
        above, last = number[:-1], number[-1]
        is_next = last == children.get(above, 0) + 1
        if not above:
            is_new = side is None and (is_next or not children)
        else:
            is_new = side is not None and number not in children
        if not is_new:
            what = "a line that looks numbered belongs to the claim above it"
            self.assembly.tell("repaired", None, "text", what)
        elif above and (above not in children or not is_next):
            what = "a number does not follow on the one before it"
            self.assembly.tell("repaired", None, "id", what)
        return is_new

    def map(self) -> ArgumentMap:
        claims = [line for line in self.lines if not _SEE.match(line.text)]
        texts = [(_key(line.number), plain(line.text)) for line in claims]
        anchors: list[Anchor | None] = [None] * len(texts)
        unplaced: list[tuple[str | None, str]] = []
        if self.document.sources:
            anchors, unplaced = anchored(self.document.sources, texts)
        for line, (key, text), anchor in zip(claims, texts, anchors, strict=True):
            meta = {"raw": line.text} if escaped(text) != line.text else None
            found = () if anchor is None else (anchor,)
            self.assembly.statement(key, text, anchors=found, meta=meta)
        for number, why in unplaced:
            self.assembly.tell("unresolved", number, "anchors", why)
        stands_for = self._resolved()
        unusual = self._unusual(stands_for)
        for line in self.lines:
            if len(line.number) > 1:
                self._link(line, stands_for, is_unusual=line.number in unusual)
        return self.assembly.map(title=self.title, sources=self.document.sources)

    def _resolved(self) -> dict[Number, Number | None]:
        """Return for every number the claim that it stands for, None where there is none."""
        refers = {
            line.number: _number(found[1]) if (found := _SEE.match(line.text)) else None
            for line in self.lines
        }
        resolved: dict[Number, Number | None] = {}
        for number in refers:
            end: Number | None = number
            passed = set()
            while end is not None and refers.get(end) is not None and end not in passed:
                passed.add(end)
                end = refers[end]
            resolved[number] = end if end in refers and refers[end] is None else None
        return resolved

    def _link(
        self, line: _Line, stands_for: dict[Number, Number | None], *, is_unusual: bool
    ) -> None:
        origin = stands_for[line.number]
        target = stands_for.get(line.number[:-1])
        relation: Relation = "supports" if line.side == "Pro" else self.con
        number = _key(line.number)
        if origin is None:
            what = f"a claim that is referred to is not in the file: {line.text!r}"
            self.assembly.tell("unresolved", None, relation, what)
        elif target is None:
            what = "the claim above it is not in the file"
            self.assembly.tell("unresolved", _key(origin), relation, what)
        else:
            meta = {"number": number} if is_unusual else None
            key, end = _key(origin), _key(target)
            self.assembly.inference(f"{number} ", relation, [key], end, meta=meta)

    def _unusual(self, stands_for: dict[Number, Number | None]) -> set[Number]:
        """Return the numbers of lines that would not be written where they stand.

        References are written after the claims of their place, and Pro before Con.
        """
        last: dict[Number, int] = {}
        places: dict[tuple[Number | None, Number | None], list[Number]] = defaultdict(list)
        for line in self.lines:
            above = line.number[:-1]
            places[stands_for[line.number], stands_for.get(above)].append(line.number)
            if not _SEE.match(line.text):
                last[above] = line.number[-1]
        amid = {
            line.number
            for line in self.lines
            if _SEE.match(line.text) and line.number[-1] < last.get(line.number[:-1], 0)
        }
        return amid.union(*(numbers for numbers in places.values() if len(numbers) > 1))


def _number(dotted: str) -> Number:
    return tuple(int(part) for part in dotted.strip(".").split("."))


def _key(number: Number) -> str:
    return ".".join(map(str, number))


def plain(raw: str) -> str:
    r"""Return what a claim says, without escapes, and of links only their words.

    >>> plain(r"the [rust](https://example.org/rust_(metal)) \(iron oxide\)")
    'the rust (iron oxide)'
    """
    pieces = []
    place = 0
    while found := _LINK_START.search(raw, place):
        end = _closing(raw, found.end())
        if end < 0:
            break
        pieces += [raw[place : found.start()], found[1]]
        place = end + 1
    return _ESCAPED.sub(r"\1", "".join((*pieces, raw[place:])))


def _closing(raw: str, start: int) -> int:
    """Return where the bracket that is open before ``start`` closes, -1 where it does not."""
    depth = 1
    for place in range(start, len(raw)):
        if raw[place].isspace():
            return -1
        depth += {"(": 1, ")": -1}.get(raw[place], 0)
        if depth == 0:
            return place
    return -1


def escaped(text: str) -> str:
    """Return a text as a claim of Kialo's export, where links need brackets."""
    return _BRACKET.sub(r"\\\g<0>", text)


# Writing


def _dump(map: ArgumentMap, output: Output) -> str:
    outline = Outline(map, output)
    outline.tell(map)
    return "\n".join(outline.lines) + "\n"


class Outline:
    """A map as the lines of an outline; ``numbers`` are what the ids of statements become."""

    def __init__(self, map: ArgumentMap, output: Output) -> None:
        self.output = output
        self.graph = Graph(map)
        self.edges = self._edges()
        asked, title = self._title(map)
        self.lines = [f"{_HEAD} {title}".strip(), ""]
        self.statements = [one for one in self.graph.statements.values() if one.id not in asked]
        self.numbers: dict[str, Number] = {}
        self.written: dict[str, str] = {}
        self.links: list[Link] = []
        self._write()

    def _edges(self) -> dict[str, list[Link]]:
        """Return the links that end at each statement, in the order in which they were read."""
        edges: dict[str, dict[tuple[str, str], Link]] = defaultdict(dict)
        for link in self.graph.links:
            if link.relation in BEARING:
                edges[link.target].setdefault((link.origin, _side(link)), link)
        return {id: sorted(found.values(), key=self._rank) for id, found in edges.items()}

    def _rank(self, link: Link) -> tuple[bool, Number]:
        number = self._noted(link) or link.origin
        is_number = bool(_DOTTED.match(number))
        return not is_number, _number(number) if is_number else ()

    def _noted(self, link: Link) -> str | None:
        """Return the number that a reference had in the file that it was read from."""
        records = kept.kept_of_links(self.graph, self.graph.inference_of(link), "kialo")
        return next((one["number"] for one in records if isinstance(one.get("number"), str)), None)

    def _title(self, map: ArgumentMap) -> tuple[set[str], str]:
        """Return the title, and the questions that are not written as claims."""
        bearing = {
            id
            for link in self.graph.links
            if link.relation in BEARING
            for id in (link.origin, link.target)
        }
        asked = [one for one in map.questions if one.id not in bearing]
        title = map.title or ""
        for question in asked:
            if map.title is None and question is asked[0]:
                title = kept.label(question)
                what = "a question is written as the title"
                self.output.tell("approximated", question.id, "id", what)
                self.output.tell("approximated", None, "title", what)
            else:
                what = "a question has no place in Kialo"
                self.output.tell("dropped", question.id, "id", what)
        written = " ".join(title.split())
        if map.title is not None and written != title:
            self.output.tell("approximated", None, "title", "the title is written on one line")
        return {question.id for question in asked}, written

    # The outline

    def _write(self) -> None:
        origins = {link.origin for listed in self.edges.values() for link in listed}
        theses = [one for one in self.statements if one.id not in origins]
        theses.sort(key=lambda one: self._thesis_rank(one.id))
        count = 0
        for statement in (*theses, *self.statements):
            if statement.id not in self.numbers:
                count += 1
                self._descend(statement.id, (count,))

    @staticmethod
    def _thesis_rank(id: str) -> tuple[bool, Number]:
        is_number = bool(_DOTTED.match(id))
        return not is_number, _number(id) if is_number else ()

    def _descend(self, id: str, number: Number) -> None:
        """Write a thesis and all below it."""
        self._claim(id, number, None)
        path = {id}
        # Of each open claim what is below it: what is still to come, and what is elsewhere, too.
        open: list[tuple[str, Iterator[Link], list[Link]]] = [
            (id, iter(self.edges.get(id, ())), [])
        ]
        counts = {id: 0}
        while open:
            above, coming, elsewhere = open[-1]
            link = next(coming, None)
            if link is None:
                for one in elsewhere:
                    self._reference(one, counts)
                open.pop()
                path.discard(above)
            elif link.origin in path:
                what = "a link that closes a circle has no place in Kialo"
                self.output.tell("dropped", link.origin, link.relation, what)
            elif link.origin not in self.numbers:
                counts[above] += 1
                self._claim(link.origin, (*self.numbers[above], counts[above]), link)
                path.add(link.origin)
                counts[link.origin] = 0
                open.append((link.origin, iter(self.edges.get(link.origin, ())), []))
            elif self._noted(link):
                self._reference(link, counts)
            else:
                elsewhere.append(link)

    def _claim(self, id: str, number: Number, link: Link | None) -> None:
        self.numbers[id] = number
        if link is not None:
            self.links.append(link)
        self.written[id] = "claim" if link is None else _READ_AS[_side(link)]
        side = "" if link is None else f"{_side(link)}: "
        self.lines.append(f"{_key(number)}. {side}{self._text(id, is_thesis=link is None)}")

    def _reference(self, link: Link, counts: dict[str, int]) -> None:
        counts[link.target] += 1
        self.links.append(link)
        number = (*self.numbers[link.target], counts[link.target])
        if link.relation == "supports":
            self.written[link.origin] = "reason"
        see = _key(self.numbers[link.origin])
        self.lines.append(f"{_key(number)}. {_side(link)}: -> See {see}.")

    def _text(self, id: str, *, is_thesis: bool) -> str:
        """Return a statement's words as a claim that is read as it was written."""
        statement = self.graph.statements[id]
        text = kept.label(statement)
        raw = kept.kept(statement, "kialo").get("raw")
        if isinstance(raw, str):
            if plain(raw) == text:
                return raw
            what = "what was kept of the words in the file no longer fits, and is not used"
            self.output.tell("stale", id, "meta", what)
        if statement.text is None:
            self.output.tell("approximated", id, "text", "the quote is written as the text")
        lines = _ANY_LINE_END.split(text)
        is_safe = "\r" not in text and all(lines[:1] + lines[-1:])
        if not is_safe or any(_NUMBERED.match(line) for line in lines[1:]):
            lines = [" ".join(line for line in lines if line)]
        if _SEE.match(lines[0]) or (is_thesis and lines[0].startswith(("Pro: ", "Con: "))):
            lines[0] = f" {lines[0]}"
        if (written := "\n".join(lines)) != text:
            what = "line breaks, and words that mean something to Kialo, are set off by blanks"
            self.output.tell("approximated", id, "text", what)
        return escaped(written)

    # Losses

    def tell(self, map: ArgumentMap) -> None:
        """Tell the output what of the map is not in the outline, or not as it was."""
        self._tell_fields(map)
        for unresolved in self.graph.unresolved:
            what = "a reference that leads nowhere has no place in Kialo"
            self.output.tell("dropped", unresolved.origin, unresolved.relation, what)
        for statement in self.statements:
            self._tell_links(statement)
            if statement.kind != self.written[statement.id]:
                what = f"a {statement.kind} is read as a {self.written[statement.id]}"
                self.output.tell("approximated", statement.id, "kind", what)
        if any(_key(number) != id for id, number in self.numbers.items()):
            what = "ids give way to the numbers of the claims"
            self.output.tell("approximated", None, "id", what)
        read = sorted(self.numbers, key=lambda one: _KINDS.index(self.written[one]))
        is_kept = read == [one.id for one in map.statements if one.id in self.numbers]
        if not is_kept or self._is_shuffled():
            what = "statements stand below what they bear on, whatever their order was"
            self.output.tell("approximated", None, "order", what)

    def _is_shuffled(self) -> bool:
        """Tell whether what a statement bears on is in another order."""
        rank = {id: place for place, id in enumerate(self.graph.statements)}
        by_map = sorted(self.links, key=lambda link: rank[link.origin])
        written = set(self.links)
        return by_map != [link for link in self.graph.links if link in written]

    def _tell_fields(self, map: ArgumentMap) -> None:
        if map.sources:
            self.output.tell("dropped", None, "sources", "sources have no place in Kialo")
        for statement in self.statements:
            if statement.anchors:
                what = "anchors have no place in Kialo"
                self.output.tell("dropped", statement.id, "anchors", what)
        for loss in unheld(map, _HOLDS, format="Kialo"):
            if loss.statement is None or loss.statement in self.numbers:
                record = map if loss.statement is None else self.graph.statements[loss.statement]
                if loss.field != "meta" or record.meta.keys() - {"kialo"}:
                    self.output.losses.append(loss)

    def _tell_links(self, statement: Statement) -> None:
        for name in ("limits", "undercuts"):
            if getattr(statement, name):
                self.output.tell("approximated", statement.id, name, f"`{name}` is written as Con")
        if statement.limits or statement.undercuts:
            what = "what it limits or undercuts is read as what it rebuts"
            self.output.tell("approximated", statement.id, "rebuts", what)


def _side(link: Link) -> str:
    return "Pro" if link.relation == "supports" else "Con"


_KINDS = ("claim", "reason", "caveat")
_READ_AS = {"Pro": "reason", "Con": "caveat"}
_DOTTED = re.compile(r"\d{1,9}(?:\.\d{1,9})*\Z")
_ANY_LINE_END = re.compile(r"\r\n|\r|\n")
# What is written, or told of otherwise.
_HOLDS = frozenset({"id", "title", "text", "supports", "rebuts", "limits", "undercuts"}) | {
    name for name in EVERYTHING if name.startswith(("sources.", "anchors."))
}

KIALO = Codec(
    fits=_fits,
    load=_load,
    dump=_dump,
    holds=frozenset({"title", "text", "supports", "rebuts"}),
    options=(
        Option("con", "what a Con is read as", default="rebuts", choices=("rebuts", "limits")),
    ),
)
