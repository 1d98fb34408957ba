"""Write a map as the numbered outline that Kialo exports."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from argmap.formats.kialo.reading import HEAD, NUMBERED, SEE, dotted, escaped, number_of, plain
from argmap.formats.losses import unheld
from argmap.formats.reading.records import text
from argmap.formats.writing import kept
from argmap.graph import BEARING, Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.document import Output
    from argmap.formats.kialo.reading import Number
    from argmap.graph import Link
    from argmap.model import ArgumentMap, Statement

_KINDS = ("claim", "reason", "caveat")
_READ_AS = {"Pro": "reason", "Con": "caveat"}
_DOTTED = re.compile(r"\d{1,9}(?:\.\d{1,9})*\Z")
_ANY_LINE_END = re.compile(r"\r\n|\r|\n")
# What is written, or reported otherwise.
_HOLDS = frozenset({"id", "title", "text", "supports", "rebuts", "limits", "undercuts"})


class Outline:
    """A map as the lines of an outline; ``numbers`` are what the ids of statements become."""

    def __init__(self, map: ArgumentMap, output: Output) -> None:
        self.output = output
        self.graph = Graph(map)
        self.edges = self._edges()
        asked, title = self._title(map)
        self.lines = [f"{HEAD} {title}".strip(), ""]
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
        return not is_number, number_of(number) if is_number else ()

    def _noted(self, link: Link) -> str | None:
        """Return the number that a reference had in the file that it was read from."""
        records = kept.kept_of_links(self.graph, self.graph.inference_of(link), "kialo")
        named = (text(record, "number") for record in records)
        return next((number for number in named if number is not None), None)

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
                what = "a question is not supported by Kialo"
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
        return not is_number, number_of(id) if is_number else ()

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
                what = "a link that closes a circle is not supported by Kialo"
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
        self.lines.append(f"{dotted(number)}. {side}{self._text(id, is_thesis=link is None)}")

    def _reference(self, link: Link, counts: dict[str, int]) -> None:
        counts[link.target] += 1
        self.links.append(link)
        number = (*self.numbers[link.target], counts[link.target])
        if link.relation == "supports":
            self.written[link.origin] = "reason"
        see = dotted(self.numbers[link.origin])
        self.lines.append(f"{dotted(number)}. {_side(link)}: -> See {see}.")

    def _text(self, id: str, *, is_thesis: bool) -> str:
        """Return a statement's words as a claim that is read as it was written."""
        statement = self.graph.statements[id]
        text = kept.label(statement)
        raw = kept.kept(statement, "kialo").get("raw")
        if isinstance(raw, str):
            if plain(raw) == text:
                return raw
            what = "what was kept of the words in the file no longer matches, and is not used"
            self.output.tell("stale", id, "meta", what)
        if statement.text is None:
            self.output.tell("approximated", id, "text", "the quote is written as the text")
        lines = _ANY_LINE_END.split(text)
        is_safe = "\r" not in text and all(lines[:1] + lines[-1:])
        if not is_safe or any(NUMBERED.match(line) for line in lines[1:]):
            lines = [" ".join(line for line in lines if line)]
        if SEE.match(lines[0]) or (is_thesis and lines[0].startswith(("Pro: ", "Con: "))):
            lines[0] = f" {lines[0]}"
        if (written := "\n".join(lines)) != text:
            what = "line breaks, and words that mean something to Kialo, are set off by spaces"
            self.output.tell("approximated", id, "text", what)
        return escaped(written)

    # Losses

    def tell(self, map: ArgumentMap) -> None:
        """Tell the output what of the map is not in the outline, or not as it was."""
        self._tell_fields(map)
        for unresolved in self.graph.unresolved:
            what = "a reference that leads nowhere is not supported by Kialo"
            self.output.tell("dropped", unresolved.origin, unresolved.relation, what)
        for statement in self.statements:
            self._tell_links(statement)
            if statement.kind != self.written[statement.id]:
                what = f"a {statement.kind} is read as a {self.written[statement.id]}"
                self.output.tell("approximated", statement.id, "kind", what)
        if any(dotted(number) != id for id, number in self.numbers.items()):
            what = "ids are replaced by the numbers of the claims"
            self.output.tell("approximated", None, "id", what)
        read = sorted(self.numbers, key=lambda one: _KINDS.index(self.written[one]))
        is_kept = read == [one.id for one in map.statements if one.id in self.numbers]
        if not is_kept or self._is_shuffled():
            what = "statements are written below what they bear on, in another order"
            self.output.tell("approximated", None, "order", what)

    def _is_shuffled(self) -> bool:
        """Tell whether what a statement bears on is in another order."""
        rank = {id: place for place, id in enumerate(self.graph.statements)}
        by_map = sorted(self.links, key=lambda link: rank[link.origin])
        written = set(self.links)
        return by_map != [link for link in self.graph.links if link in written]

    def _tell_fields(self, map: ArgumentMap) -> None:
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
