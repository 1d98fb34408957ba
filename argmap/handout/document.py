"""The handout: sources with numbered passages, the map with their numbers, the statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.alternative_text import WITHOUT_A_QUESTION
from argmap.drawing.pdf import find_widths, to_pdf
from argmap.drawing.scene import Text
from argmap.drawing.sizing import PAPERS
from argmap.drawing.theme import LIGHT, look_of
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.handout.setting import Run, Setting
from argmap.handout.sheets import draw_sheets
from argmap.webpage.passages import paragraphs_of, passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.drawing.scene import Scene
    from argmap.graph import Link
    from argmap.model import ArgumentMap
    from argmap.source import Source

# In pixels: a text of 48 kB takes some ten pages of A4.
_TITLE, _HEADING, _BODY, _SMALL = 24.0, 17.0, 12.6, 11.4
_STEP = 14.0
_DEEPEST = 8


def to_handout(map: ArgumentMap, *, paper: str = "a4") -> bytes:
    """Return a map as a PDF to teach from, without a browser.

    First come the sources, their passages underlined in a way that tells kinds apart in grey, and
    numbered; then the map, with the same numbers on its cards, on as few sheets as it can be read
    on; then the statements as a list, with their quotes. ``paper`` is the name of a sheet. The same
    map gives the same bytes. Raises UsageError for unknown paper, and what reading a source raises.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> to_handout(m)[:5]
    b'%PDF-'
    """
    if paper.lower() not in PAPERS:
        raise UsageError(f"unknown paper {paper!r}", help=f"choose from {', '.join(PAPERS)}")
    handout = _Handout(map, paper.lower())
    pages = [*handout.sources(), *draw_sheets(map, paper), *handout.statements()]
    return to_pdf(*(_numbered(page, number) for number, page in enumerate(pages, 1)))


def _numbered(page: Scene, number: int) -> Scene:
    """Return a page with its number, at the lower right, as large on every sheet."""
    x = page.width - page.left - 34 / page.scale
    y = page.height - page.top - 24 / page.scale
    return page._replace(items=(*page.items, Text(x, y, str(number), 11 / page.scale, LIGHT.grey)))


class _Handout:
    def __init__(self, map: ArgumentMap, paper: str) -> None:
        self.map = map
        self.paper = paper
        self.graph = Graph(map)
        self.title = map.title or "Argument map"
        self.width_of = find_widths(self._texts())
        self.numbers = {id: number for number, (_, id) in enumerate(self.graph.walk(), 1)}

    def _texts(self) -> Iterator[str]:
        yield self.title
        for source in self.map.sources:
            yield source.text
            yield from filter(None, (source.title, source.author, source.publisher))
        for statement in self.graph.statements.values():
            yield from (statement.wording, *statement.quotes)
            yield from filter(None, (statement.speaker, statement.qualifier))

    def sources(self) -> list[Scene]:
        setting = Setting(self.title, self.paper, LIGHT, self.width_of)
        if self.map.sources:
            setting.paragraph([Run(self.title, is_bold=True)], _TITLE, leading=1.2, keeps=3)
        passages = passages_of(self.graph)
        speakers = {one.speaker for one in self.graph.statements.values() if one.speaker}
        for number, source in enumerate(self.map.sources):
            if number:
                setting.new_page()
            self._citation(setting, source)
            for paragraph in paragraphs_of(source, passages[source.id], speakers):
                if paragraph.is_blank:
                    continue
                runs: list[Run] = []
                for piece in paragraph.pieces:
                    accent = LIGHT.tone(piece.look).accent if piece.look else None
                    if piece.begun:
                        marks = ",".join(map(str, piece.begun))
                        runs.append(Run(marks, is_bold=True, fill=accent, is_raised=True))
                    runs.append(
                        Run(
                            piece.words,
                            is_bold=piece.is_speaker or piece.look == "question",
                            fill=LIGHT.grey if piece.is_ignored else None,
                            look=piece.look,
                        )
                    )
                setting.paragraph(runs, _BODY)
        return list(setting.pages())

    def _citation(self, setting: Setting, source: Source) -> None:
        heading = [Run(source.title or source.id, is_bold=True)]
        setting.paragraph(heading, _HEADING, keeps=4, after=0.1)
        by = ", ".join(
            part for part in (source.author, source.publisher, source.published, source.url) if part
        )
        if by:
            setting.paragraph([Run(by, fill=LIGHT.grey)], _SMALL, after=0)
        setting.rule()

    def statements(self) -> list[Scene]:
        setting = Setting(self.title, self.paper, LIGHT, self.width_of)
        heading = "Statements" if self.numbers else "The map has no statements"
        setting.paragraph([Run(heading, is_bold=True)], _HEADING, keeps=4)
        stray = next((band.roots[0] for band in self.graph.bands if band.is_stray), None)
        for depth, id in self.graph.walk():
            if id == stray:
                setting.paragraph([Run(WITHOUT_A_QUESTION, is_bold=True)], _BODY, keeps=4)
            self._statement(setting, id, _STEP * min(depth, _DEEPEST))
        return list(setting.pages())

    def _statement(self, setting: Setting, id: str, indent: float) -> None:
        statement = self.graph.statements[id]
        look = look_of(statement)
        marks = (
            statement.speaker,
            statement.qualifier and f"“{statement.qualifier}”",
            "implicit" if statement.implicit else None,
            "; ".join(self._bearing(link) for link in self.graph.outgoing(id)),
        )
        head = [
            Run(f"{self.numbers[id]} ", is_bold=True),
            Run(look.capitalize(), is_bold=True, fill=LIGHT.tone(look).accent),
            Run("".join(f" · {mark}" for mark in marks if mark), fill=LIGHT.grey),
        ]
        setting.paragraph(head, _SMALL, indent=indent, after=0, keeps=3)
        wording = "…………………………………………" if statement.is_blank else statement.wording
        quotes = [quote for quote in statement.quotes if quote != statement.wording]
        setting.paragraph([Run(wording)], _BODY, indent=indent, after=0 if quotes else 0.5)
        for place, quote in enumerate(quotes, 1):
            after = 0.5 if place == len(quotes) else 0
            setting.paragraph(
                [Run(f"“{quote}”", fill=LIGHT.grey)], _SMALL, indent=indent, after=after
            )

    def _bearing(self, link: Link) -> str:
        """Return what a statement bears on, by numbers."""
        attacked = self.graph.attacked_by(link)
        target = str(self.numbers[link.target])
        if attacked is not None:
            target = f"{target} as it {attacked.relation} {self.numbers[attacked.target]}"
        premises = self.graph.inference_of(link).premises
        others = [str(self.numbers[id]) for id in premises if id != link.origin]
        together = f" together with {', '.join(others)}" if others else ""
        return f"{link.relation} {target}{together}"
