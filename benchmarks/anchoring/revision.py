"""Measure how well and how fast the anchors of a text are carried over to its next version.

    python benchmarks/anchoring/revision.py [--set tuning|report] [--quick]

A thousand passages a version, all mapped in one pass. A passage whose first and last word are
whole in the new version must be mapped from the one to the other, to the character; one in a
sentence that was left out must be called deleted. What lost an edge is judged only by whether it
is mapped to somewhere else. The run of the reporting set writes its table into ``README.md``.
"""

from __future__ import annotations

import argparse
import statistics
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from draws import Draw
from tables import markdown, write
from texts import SIZES, Series, Text, word_spans, write_text
from versions import (
    Version,
    decompose,
    delete_sentences,
    edit_text,
    end_lines_with_crlf,
    move_paragraphs,
    wrap_paragraphs,
)

from argmap.anchoring.revision import Revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.text import Span

ANCHORS = 1_000
ROUNDS = 5


@dataclass(frozen=True)
class Case:
    """A text, its new version, and passages of the old one."""

    name: str
    version: Version
    passages: tuple[Span, ...]
    kept: tuple[bool, ...]  # whether the first and the last word of each are whole


def cases(series: Series, *, quick: bool) -> Iterator[Case]:
    """Yield every case of a series."""
    seed = {"tuning": 1, "report": 2}[series]
    count = ANCHORS // 10 if quick else ANCHORS
    text = write_text("English", series, SIZES["200 kB"], seed)
    french = write_text("French", series, SIZES["200 kB"], seed)
    old = text.text
    edited = edit_text(text, 0.03, seed)
    moved = edited.then(lambda new: move_paragraphs(new, 0.1, seed))
    versions = {
        "3 % of the words edited": edited,
        "10 % of the words edited": edit_text(text, 0.1, seed),
        "5 % of the sentences deleted": delete_sentences(text, 0.05, seed),
        "10 % of the paragraphs moved": move_paragraphs(old, 0.1, seed),
        "one line a paragraph": wrap_paragraphs(old),
        "LF to CRLF": end_lines_with_crlf(old),
        "edited, moved, one line a paragraph, CRLF": moved.then(wrap_paragraphs).then(
            end_lines_with_crlf
        ),
    }
    for name, version in versions.items():
        yield _case(f"200 kB, {name}", text, version, count)
    yield _case("200 kB, French, accents apart", french, decompose(french.text), count)
    if not quick:
        large = write_text("English", series, SIZES["5 MB"], seed)
        yield _case("5 MB, 3 % of the words edited", large, edit_text(large, 0.03, seed), count)


def _case(name: str, text: Text, version: Version, count: int) -> Case:
    draw = Draw(text, f"revision {name} {text.series}")
    passages = [draw.span() for _ in range(count)]
    gone = [
        span
        for span in text.sentences
        if version.is_gone(span) and span not in text.repeated and span.length >= 40
    ]
    passages += gone[: count // 5]
    return Case(
        name,
        version,
        tuple(passages),
        tuple(_keeps_edges(text, version, span) for span in passages),
    )


def _keeps_edges(text: Text, version: Version, span: Span) -> bool:
    words = word_spans(span.cut(text.text), text.language)
    for word in (words[0].shifted(span.start), words[-1].shifted(span.start)):
        moved = version.moved(word)
        if moved is None or _plain(moved.cut(version.text)) != _plain(word.cut(text.text)):
            return False
    return version.moved(span) is not None


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(character for character in apart if not unicodedata.combining(character))


def measure(case: Case) -> list[str]:
    """Map the passages of a case and return the row of the table."""
    rounds = 1 if case.name.startswith("5 MB") else ROUNDS
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        results = Revision(case.version.old, case.version.text).map_spans(case.passages)
        seconds.append(time.perf_counter() - start)
    kept = right = wrong = deleted = named = 0
    for passage, keeps, result in zip(case.passages, case.kept, results, strict=True):
        if case.version.is_gone(passage):
            deleted += 1
            named += result.status == "deleted"
            wrong += result.span is not None
            continue
        truth = case.version.moved(passage)
        if keeps and truth is not None:
            kept += 1
            found = result.span
            right += found == truth or (
                # Where accents are characters of their own, those of the last letter belong to it.
                found is not None
                and found.start == truth.start
                and not case.version.text[truth.end : found.end].strip(
                    "\u0300\u0301\u0302\u0308\u0327"
                )
            )
            wrong += found is not None and not found.overlaps(truth)
        elif result.span is not None:
            places = [
                place for place in case.version.places[passage.start : passage.end] if place >= 0
            ]
            wrong += not any(result.span.start <= place < result.span.end for place in places)
    return [
        case.name,
        str(len(case.passages)),
        f"{100 * right / kept:.1f} ({kept})" if kept else "–",
        f"{100 * named / deleted:.1f} ({deleted})" if deleted else "–",
        str(wrong),
        f"{1000 * statistics.median(seconds):,.0f}",
    ]


def _unchanged(series: Series) -> list[str]:
    text = write_text("English", series, SIZES["200 kB"], 1)
    draw = Draw(text, "unchanged")
    passages = [draw.span() for _ in range(ANCHORS)]
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        results = Revision(text.text, text.text).map_spans(passages)
        seconds.append(time.perf_counter() - start)
    right = sum(result.span == span for result, span in zip(results, passages, strict=True))
    share = f"{100 * right / ANCHORS:.1f} ({ANCHORS})"
    took = f"{1000 * statistics.median(seconds):,.0f}"
    return ["200 kB, unchanged", str(ANCHORS), share, "–", str(ANCHORS - right), took]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how anchors are carried over.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--quick", action="store_true", help="a tenth of the passages")
    options = parser.parse_args()
    head = ["", "passages", "edges right", "deletions named", "wrong ↓", "all, ms"]
    rows = [measure(case) for case in cases(options.set, quick=options.quick)]
    table = markdown(head, [_unchanged(options.set), *rows])
    print(table)
    if options.set == "report" and not options.quick:
        write(table, "revisions")


if __name__ == "__main__":
    main()
