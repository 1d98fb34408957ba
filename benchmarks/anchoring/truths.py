"""Measure whether what argmap says of quotes is true, in six languages.

    python benchmarks/anchoring/truths.py [--set tuning|report] [--count N]
                                          [--language NAME] [--row NAME] [--failures]

Each row has a goal. With ``--failures`` the quotes that failed are printed. A run of the
reporting set over everything writes its table into ``README.md`` beside this file.
"""

from __future__ import annotations

import argparse
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import facts
import furniture
from draws import Draw
from facts import Case
from quotes import foreign, halves, made_up, spliced
from tables import markdown, write
from texts import Language, Series, write_text

from argmap.anchoring import Finder
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.anchoring import Placement

LANGUAGES: tuple[Language, ...] = ("English", "German", "French", "Spanish", "Russian", "Chinese")
COUNT = 100
_SIZE = 60_000
_MARKS = ("…", "...", "....", ". . .", "[…]", "(…)", "[...]", "……", ", …", "… ,")
_BEFORE = ("[{name}] ", "> ", "• ", "{capitals}: ", "“", "- ")
_AFTER = (" ({name})", " (p. 12)", " ({name} 1987)", " [12]", "”", " (p. 3–4)")
_QUOTES = "“”«»„「」‘"


@dataclass(frozen=True)
class Row:
    """What is asked: the quotes, and which answers are counted."""

    name: str
    goal: str
    cases: Callable[[Language, Series, int], Iterable[Case]]
    counts: Callable[[Placement, Case], bool | None]


def _is_told(found: Placement, _: Case) -> bool:
    """Tell whether a quote is placed nowhere, or with a word of warning."""
    return not found.spans or found.changes_meaning or bool(found.cautions)


def _is_change_told(found: Placement, _: Case) -> bool:
    return not found.spans or found.changes_meaning


def _is_placed_well(found: Placement, _: Case) -> bool:
    return bool(found.spans) and not found.changes_meaning


def _is_alarmed(found: Placement, _: Case) -> bool:
    return not _is_placed_well(found, _)


def _is_warned(found: Placement, _: Case) -> bool:
    return bool(found.cautions)


def _is_placed(found: Placement, _: Case) -> bool:
    return bool(found.spans)


def _has_right_edges(found: Placement, case: Case) -> bool | None:
    """Tell whether both edges are right, None where there is no place to judge."""
    if not found.spans or case.place is None:
        return None
    return (found.spans[0].start, found.spans[-1].end) == tuple(case.place)


def _draws(name: str, language: Language, series: Series) -> Draw:
    return Draw(write_text(language, series, _SIZE, 9), f"{name} {language} {series}")


def _splices(language: Language, series: Series, count: int) -> Iterator[Case]:
    draw = _draws("splices", language, series)
    while count:
        item = halves(draw)
        if item is None or len(item.pieces) != 2:
            continue
        if any(mark in piece for piece in item.pieces for mark in "?？"):
            continue  # a question is whole although what is said of it is cut
        count -= 1
        yield Case(draw.text.text, _joined(draw, item.pieces))


def _joined(draw: Draw, pieces: Iterable[str]) -> str:
    mark = draw.random.choice(_MARKS)
    blank = "" if draw.text.language == "Chinese" else " "
    return f"{blank}{mark}{blank}".join(pieces).replace(" ,", ",")


def _honest_elisions(language: Language, series: Series, count: int) -> Iterator[Case]:
    """Leave out whole sentences, or words within one that turn nothing."""
    draw = _draws("honest elisions", language, series)
    text = draw.text
    turning = facts.facts(language)["turning"]
    while count:
        first = draw.sentence(60)
        if any(mark in first.cut(text.flat) for mark in f"{_QUOTES}?？¿"):
            continue
        if draw.random.random() < 0.5:
            words = draw.words(first)
            left, right = sorted(draw.random.sample(range(2, len(words) - 2), 2))
            gap = Span(words[left].end, words[right].start)
            pieces = Span(first.start, gap.start), Span(gap.end, first.end)
            if right - left < 2 or min(piece.length for piece in pieces) < 20 * draw.scale:
                continue
            if _turns(gap.cut(text.flat), turning, language):
                continue
        else:
            number = text.sentences.index(first) + draw.random.randint(2, 4)
            if number >= len(text.sentences) or text.sentences[number] in text.repeated:
                continue
            pieces = first, text.sentences[number]
            between = Span(first.start, pieces[1].end).cut(text.text)
            if "\n\n" in between or any(mark in between for mark in f"{_QUOTES}?？¿"):
                continue
        count -= 1
        quote = _joined(draw, [piece.cut(text.flat) for piece in pieces])
        yield Case(text.text, quote, Span(pieces[0].start, pieces[1].end))


def _turns(words: str, turning: list[str], language: Language) -> bool:
    if language == "Chinese":
        return any(word in words for word in turning)
    apart = "".join(one if one.isalpha() else " " for one in words.casefold()).split()
    return not set(apart).isdisjoint(turning) or any(one in ";:–—" for one in words)


def _whole_sentences(language: Language, series: Series, count: int) -> Iterator[Case]:
    draw = _draws("whole sentences", language, series)
    for _ in range(count):
        span = draw.sentence(30)
        yield Case(draw.text.text, span.cut(draw.text.flat), span)


def _with_something_outside(language: Language, series: Series, count: int) -> Iterator[Case]:
    draw = _draws("something outside", language, series)
    while count:
        span = draw.sentence(40)
        words = span.cut(draw.text.flat)
        if any(mark in words for mark in _QUOTES) or words[-1] in "?？":
            continue
        count -= 1
        name = draw.writer.write("{person}").rstrip(".。")
        before = draw.random.choice(_BEFORE).format(name=name, capitals=name.upper())
        after = draw.random.choice(_AFTER).format(name=name)
        if before == "“" or after == "”":
            before, after = "“", "”"
        elif draw.random.random() < 0.5:
            before = ""
        else:
            after = ""
        # What is cited behind a sentence comes before its stop.
        inner = Span(span.start, span.end - 1) if after not in {"", "”"} else span
        yield Case(draw.text.text, before + inner.cut(draw.text.flat) + after, inner)


def _absent(language: Language, series: Series, count: int) -> Iterator[Case]:
    draw = _draws("absent", language, series)
    kinds = (made_up, spliced(80), foreign)
    while count:
        item = draw.random.choice(kinds)(draw)
        if item is None or item.quote.casefold() in draw.text.folded:
            continue
        count -= 1
        yield Case(draw.text.text, item.quote)


def _changed(*kinds: str) -> Callable[[Language, Series, int], Iterable[Case]]:
    def cases(language: Language, series: Series, count: int) -> Iterator[Case]:
        for kind in kinds:
            yield from facts.changed(language, series, kind, count // len(kinds))

    return cases


def _placed_anywhere(language: Language, series: Series, count: int) -> Iterator[Case]:
    """Yield a part of the quotes of each kind whose place is known."""
    for cases in (
        _with_something_outside,
        furniture.cases,
        facts.rewritten,
        _honest_elisions,
        _changed(*facts.KINDS),
    ):
        yield from cases(language, series, count)


ROWS = (
    Row("halves joined by an ellipsis: told", "≥ 99", _splices, _is_told),
    *(
        Row(f"{name}: told", "100", _changed(*kinds), _is_change_told)
        for name, kinds in {
            "another unit": ("unit",),
            "another sign": ("sign", "than"),
            "another letter": ("letter",),
            "another numeral": ("numeral",),
            "another day or month": ("day", "month"),
            "another name": ("name",),
        }.items()
    ),
    Row("look-alike word of a trade: told", "≥ 95", _changed("trade"), _is_change_told),
    Row("over apparatus: placed, nothing told", "≥ 97", furniture.cases, _is_placed_well),
    Row("the same, written otherwise: alarmed ↓", "≤ 3", facts.rewritten, _is_alarmed),
    Row(
        "honest elision: warned or refused ↓",
        "≤ 2",
        _honest_elisions,
        _is_told,
    ),
    Row("whole sentence: warned of what is outside ↓", "≤ 1", _whole_sentences, _is_warned),
    Row(
        "edges, something typed around the quote", "≥ 99", _with_something_outside, _has_right_edges
    ),
    Row("edges, all kinds above", "≥ 99", _placed_anywhere, _has_right_edges),
    Row("absent: placed ↓", "≤ 1", _absent, _is_placed),
)


@functools.lru_cache(maxsize=4)
def _finder(source: str) -> Finder:
    return Finder(source)


def measure(row: Row, language: Language, series: Series, count: int) -> tuple[str, list[str]]:
    """Return the share that counts with the number of quotes, and the quotes that failed."""
    hits = counted = 0
    failures = []
    for case in row.cases(language, series, count):
        found = _finder(case.source).find(case.quote)
        is_counted = row.counts(found, case)
        if is_counted is None:
            continue
        counted += 1
        hits += is_counted
        if is_counted is row.goal.startswith("≤"):
            failures.append(_failure(case, found))
    if not counted:
        return "–", failures
    share = f"{100 * hits / counted:.1f}".removesuffix(".0")
    return (share if counted == count else f"{share} ({counted})"), failures


def _failure(case: Case, found: Placement) -> str:
    place = case.place.cut(case.source) if case.place else ""
    told = [(change.kind, change.quoted, change.found, change.meaning) for change in found.changes]
    cautions = [(caution.kind, caution.found) for caution in found.cautions]
    spans = [span.cut(case.source) for span in found.spans]
    return f"{case.quote!r}\n    of {place!r}\n    {found.status} {spans} {told} {cautions}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure whether what is said of quotes is true.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--count", type=int, default=COUNT, help="quotes of each row and language")
    parser.add_argument("--language", action="append", choices=get_args(Language))
    parser.add_argument("--row", action="append", help="part of a row's name")
    parser.add_argument("--failures", action="store_true", help="print the quotes that failed")
    options = parser.parse_args()
    languages = [each for each in LANGUAGES if each in (options.language or LANGUAGES)]
    rows = [row for row in ROWS if any(name in row.name for name in options.row or [""])]
    lines = []
    for row in rows:
        cells = []
        for language in languages:
            cell, failures = measure(row, language, options.set, options.count)
            cells.append(cell)
            for failure in failures if options.failures else ():
                print(f"{row.name}, {language}: {failure}")
        lines.append([row.name, row.goal, *cells])
    table = markdown(["", "goal", *languages], lines)
    note = f"Set `{options.set}`; {options.count} quotes of each row and language."
    print(f"{note}\n\n{table}")
    if options.set == "report" and not (options.row or options.language):
        write(f"{note}\n\n{table}", "truths")


if __name__ == "__main__":
    main()
