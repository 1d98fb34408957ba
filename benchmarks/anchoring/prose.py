"""Measure what `find_quotes` makes of quotations in prose, in six languages.

    python benchmarks/anchoring/prose.py [--set tuning|report] [--count N]
                                         [--language NAME] [--failures]

A run of the reporting set over all languages writes its table into ``README.md`` beside this file.
"""

from __future__ import annotations

import argparse
import html
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import facts
from draws import Draw
from quotes import flipped, made_up, spliced
from tables import markdown, write
from texts import CODES, Language, Series, write_text
from truths import LANGUAGES

from argmap.quotations import Prose, find_quotes
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

Truth = Literal["true", "false", "apart"]
COUNT = 100
_SIZE = 60_000
_PROSE = Path(__file__).parent / "vocabulary" / "prose.toml"
_INNER = "“”«»„「」『』‘\"'’"


@dataclass(frozen=True)
class Piece:
    """A paragraph that quotes: ``quoted`` is what a reader sees between the marks of each."""

    source: str
    paragraph: str
    quoted: tuple[str, ...]
    truth: Truth
    is_block: bool = False


def _vocabulary(language: Language) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(_PROSE.read_text("utf-8"))[CODES[language]]
    return found


class _Writer:
    """Writes paragraphs that quote a text, by chance."""

    def __init__(self, language: Language, series: Series) -> None:
        self.draw = Draw(write_text(language, series, _SIZE, 9), f"prose {language} {series}")
        self.random = self.draw.random
        self.words = _vocabulary(language)
        self.language = language
        self.series = series

    def marked(self, quoted: str) -> str:
        """Put marks round a quotation that has none of them in it."""
        marks = self.random.choice(self.words["marks"])
        if marks in ("‘’", '""') and any(mark in quoted for mark in "'’\""):
            marks = self.words["marks"][0]
        half = len(marks) // 2
        opening, closing = marks[0], marks[-1]
        inside = marks[1:-1]
        return f"{opening}{inside[: half or 1]}{quoted}{inside[: half or 1]}{closing}"

    def framed(self, quoted: str, source: str, truth: Truth) -> Piece:
        frame = self.random.choice(self.words["frames"])
        return Piece(source, frame.replace("{q}", self.marked(quoted)), (quoted,), truth)

    def sentence(self) -> str:
        """Draw a whole sentence with no quotation in it that states something."""
        text = self.draw.text
        while True:
            words = self.draw.sentence(50).cut(text.flat).strip()
            if not any(mark in words for mark in f"{_INNER}?？¿"):
                return words

    def true(self) -> Piece:
        """Quote what the text says, in one of the ways in which people do."""
        text, quoted = self.draw.text.text, self.sentence()
        bare = quoted.rstrip(".。")
        if self.random.random() < 0.25:
            return self.random.choice(
                [
                    Piece(text, quoted, (quoted,), "true", is_block=True),
                    self.over_paragraphs(quoted, self.sentence()),
                    self.interrupted(quoted) or self.framed(quoted, text, "true"),
                ]
            )
        typed = [
            quoted,
            bare + self.random.choice([",", ""]),
            self._wrapped(quoted),
            bare[0].lower() + bare[1:],
            f"[{quoted[0]}]{quoted[1:]}",
        ]
        return self.framed(self.random.choice(typed), text, "true")

    def _wrapped(self, quoted: str) -> str:
        middle = quoted.find(" ", len(quoted) // 2)
        return quoted if middle < 0 else f"{quoted[:middle]}\n{quoted[middle + 1 :]}"

    def interrupted(self, quoted: str) -> Piece | None:
        commas = [match.start() for match in re.finditer("[,，]\\s?", quoted)]
        commas = [place for place in commas if 20 < place < len(quoted) - 20]
        if not commas:
            return None
        head, tail = quoted[: commas[0]], quoted[commas[0] + 1 :].strip()
        between = self.random.choice(self.words["between"])
        marks = self.words["marks"][0]
        opening, closing = marks[0], marks[-1]
        paragraph = f"{opening}{head}{closing}{between}{opening}{tail}{closing}"
        return Piece(self.draw.text.text, paragraph, (head, tail), "true")

    def over_paragraphs(self, *quoted: str) -> Piece:
        """Open a quotation in each paragraph, and close it in the last one."""
        marks = self.words["marks"][0]
        paragraph = "\n\n".join(f"{marks[0]}{words}" for words in quoted) + marks[-1]
        return Piece(self.draw.text.text, paragraph, quoted, "true")

    def false(self) -> Piece | None:
        """Quote what the text does not say."""
        text = self.draw.text.text
        way = self.random.randrange(5)
        kinds = (
            made_up,
            spliced(80),
            flipped("negation turned"),
            flipped("number"),
            flipped("negation dropped"),
        )
        item = kinds[way](self.draw)
        if item is None or any(mark in item.quote for mark in _INNER):
            return None
        if way == 0 and self.random.random() < 0.5:
            return Piece(text, item.quote, (item.quote,), "false", is_block=True)
        return self.framed(item.quote, text, "false")

    def changed_facts(self, count: int) -> Iterator[Piece]:
        for kind in facts.KINDS:
            for case in facts.changed(self.language, self.series, kind, count):
                if not any(mark in case.quote for mark in _INNER):
                    yield self.framed(case.quote, case.source, "false")

    def apart(self) -> Piece:
        """Put marks round a title, or a word or two."""
        is_title = self.random.random() < 0.5
        slot, frames, words = ("t", "titles", "title") if is_title else ("s", "scare", "short")
        said = self.random.choice(self.words[words])
        frame = self.random.choice(self.words[frames])
        paragraph = frame.replace(f"{{{slot}}}", self.marked(said))
        return Piece(self.draw.text.text, paragraph, (said,), "apart")


def pieces(language: Language, series: Series, count: int) -> Iterator[Piece]:
    """Yield paragraphs that quote truly, that quote falsely, and that quote nothing."""
    writer = _Writer(language, series)
    for _ in range(count):
        yield writer.true()
    made = 0
    while made < count:
        if (piece := writer.false()) is not None:
            made += 1
            yield piece
    yield from writer.changed_facts(max(1, count // 20))
    for _ in range(count // 4):
        yield writer.apart()


def _as_text(piece: Piece) -> str:
    if piece.is_block:
        return "\n".join(f"> {line}" for line in piece.paragraph.splitlines())
    return piece.paragraph


def _as_html(piece: Piece) -> str:
    escaped = html.escape(piece.paragraph, quote=False).replace("\n\n", "</p><p>")
    return f"<blockquote><p>{escaped}</p></blockquote>" if piece.is_block else f"<p>{escaped}</p>"


@dataclass
class Score:
    """How many quotations there are, and what became of them."""

    quotations: int = 0
    found: int = 0
    true: int = 0
    accused: int = 0
    false: int = 0
    told: int = 0
    apart: int = 0
    blamed: int = 0


def measure(language: Language, series: Series, count: int, *, shows_failures: bool) -> Score:
    """Return what becomes of the quotations of a language, in all syntaxes by turns."""
    score = Score()
    sources: dict[str, Source] = {}
    for number, piece in enumerate(pieces(language, series, count)):
        source = sources.setdefault(piece.source, Source(id="s", text=piece.source))
        as_html = number % 3 == 2
        prose = Prose(
            _as_html(piece) if as_html else _as_text(piece),
            syntax=("text", "markdown", "html")[number % 3],
        )
        found = find_quotes(prose, source)
        by_words = {" ".join(quotation.text.split()): quotation for quotation in found}
        for quoted in piece.quoted:
            score.quotations += 1
            quotation = by_words.get(" ".join(quoted.split()))
            score.found += quotation is not None
            fails = quotation is None
            if piece.truth == "true":
                score.true += 1
                fails = quotation is None or not quotation.holds
                score.accused += fails
            elif piece.truth == "false":
                score.false += 1
                is_told = any(each.is_fault for each in found)
                score.told += is_told
                fails = not is_told
            else:
                score.apart += 1
                fails = quotation is not None and quotation.is_fault
                score.blamed += fails
            if fails and shows_failures:
                outcome = quotation.outcome if quotation else [q.text for q in found]
                print(f"{language}, {piece.truth}: {outcome}: {prose.text!r}")
    return score


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else ""


def main() -> None:
    """Measure, print the table, and write it if all was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", choices=["tuning", "report"], default="tuning", dest="series")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--failures", action="store_true")
    asked = parser.parse_args()
    languages = asked.language or LANGUAGES
    scores = [
        measure(language, asked.series, asked.count, shows_failures=asked.failures)
        for language in languages
    ]
    rows = [
        ["quotations found", "≥ 99", *(_share(s.found, s.quotations) for s in scores)],
        ["invented, changed or spliced: told", "100", *(_share(s.told, s.false) for s in scores)],
        ["true: accused ↓", "≤ 1", *(_share(s.accused, s.true) for s in scores)],
        ["titles, scare quotes: accused ↓", "", *(_share(s.blamed, s.apart) for s in scores)],
    ]
    table = markdown(["", "goal", *languages], rows)
    counted = f"Set `{asked.series}`; {sum(s.quotations for s in scores)} quotations.\n\n{table}"
    print(counted)
    if asked.series == "report" and not asked.language and asked.count == COUNT:
        write(counted, "prose")


if __name__ == "__main__":
    main()
