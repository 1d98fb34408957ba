"""Loads: quotes of one kind to look for in one text, each with the truth about it.

How the answers are judged depends on the load:

- ``edges``: both edges of the place must be the truth's, to the character;
- ``hull``: of a quote with omissions, where the first fragment begins and the last one ends;
- ``places``: the quote stands in several places, and nothing but all of them is right;
- ``absent``: the quote stands nowhere, and any place is wrong;
- ``flagged``: the quote says something else than the text, and that must be said;
- ``unflagged``: the quote says the same, with slips: an alarm is wrong;
- ``time``: nothing but the time counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from draws import Draw, Item
from edits import FLIPS
from quotes import (
    broken_with_context,
    characters,
    deleted_copy,
    elided,
    flipped,
    flipped_anyhow,
    foreign,
    halves,
    in_flipped_context,
    in_other_context,
    invented_part,
    long,
    made_up,
    negation_elided,
    once_in_one_line,
    reanchored,
    repeated,
    repeated_in_other_lines,
    repeated_without_context,
    retyped,
    shuffled,
    slips,
    spliced,
    verbatim,
    words,
)
from texts import SIZES, Series, Text, as_windows_file, in_windows_file, write_text
from versions import delete_copies, edit_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Judgement = Literal["edges", "hull", "places", "absent", "flagged", "unflagged", "time"]

_SEEDS: dict[Series, int] = {"tuning": 1, "report": 2}


@dataclass(frozen=True)
class Load:
    """Quotes of one kind to look for in one text."""

    section: str
    name: str
    judgement: Judgement
    source: str
    items: tuple[Item, ...]


Drawing = tuple[str, Judgement, Callable[[Draw], Item | None]]

PLACES: tuple[Drawing, ...] = (
    ("verbatim", "edges", verbatim),
    ("glyph", "edges", retyped),
    ("5 % characters", "edges", characters(0.05)),
    ("15 % characters", "edges", characters(0.15)),
    ("15 % words", "edges", words(0.15)),
    ("elided", "hull", elided),
    ("repeated, context", "edges", repeated),
    ("repeated, no context", "places", repeated_without_context),
    ("absent: foreign", "absent", foreign),
    ("absent: shuffled", "absent", shuffled),
    ("absent: spliced, 80+", "absent", spliced(80)),
    ("absent: made up", "absent", made_up),
    ("absent: halves joined by …", "absent", halves),
)
MORE: tuple[Drawing, ...] = (
    ("5 % characters, edges too", "edges", characters(0.05, spared=0)),
    ("15 % characters, edges too", "edges", characters(0.15, spared=0)),
    ("repeated, others broken into lines", "places", repeated_in_other_lines),
    ("repeated, broken into lines, context", "edges", broken_with_context),
    ("repeated, one alone unbroken", "places", once_in_one_line),
    ("600 to 3,000 characters, 5 % words", "edges", long),
    ("absent: spliced, 40+", "absent", spliced(40)),
    ("invented head, 20 %", "absent", invented_part("head")),
    ("invented middle, 20 %", "absent", invented_part("middle")),
    ("invented tail, 20 %", "absent", invented_part("tail")),
    ("absent: context of another place", "absent", in_other_context),
    ("absent: context with another number", "absent", in_flipped_context),
)
MEANING: tuple[Drawing, ...] = (
    *((kind, "flagged", flipped(kind)) for kind in FLIPS),
    ("negation left out by …", "flagged", negation_elided),
    ("2 % typos", "unflagged", slips(0.02)),
    ("other typography", "unflagged", retyped),
)
LANGUAGES: tuple[Drawing, ...] = (
    ("verbatim", "edges", verbatim),
    ("glyph", "edges", retyped),
    ("5 % characters", "edges", characters(0.05)),
    ("15 % words", "edges", words(0.15)),
    ("elided", "hull", elided),
    ("repeated, context", "edges", repeated),
    ("absent: made up", "absent", made_up),
    ("absent: spliced, 80+", "absent", spliced(80)),
    ("absent: halves joined by …", "absent", halves),
    ("meaning turned", "flagged", flipped_anyhow),
    ("2 % typos", "unflagged", slips(0.02)),
)
COUNTS = {"6 kB": 60, "200 kB": 200, "5 MB": 30}
_EDITED = 0.03  # of the words of a source that was changed after it was quoted


def loads(series: Series, *, quick: bool = False) -> Iterator[Load]:
    """Yield every load of a series, section by section; quick ones hold a tenth of the quotes."""
    for size in SIZES:
        text = write_text("English", series, SIZES[size], _SEEDS[series])
        section = f"English, {size}"
        # In a page of text hardly anything recurs.
        drawings = [drawing for drawing in PLACES if size != "6 kB" or "repeated" not in drawing[0]]
        yield from _draw_all(section, text, drawings, _count(size, quick=quick))
        if size == "200 kB":
            count = _count(size, quick=quick)
            yield from _draw_all(section, text, MORE, count)
            version = edit_text(text, _EDITED, _SEEDS[series])
            load = _draw(section, text, ("re-anchored", "edges", reanchored(version)), count)
            yield replace(load, source=version.text)
            version = delete_copies(text)
            drawing: Drawing = ("absent: copy deleted", "absent", deleted_copy(version))
            yield replace(_draw(section, text, drawing, count), source=version.text)
            yield from _windows_loads(text, count)
            yield from _draw_all("Meaning, English, 200 kB", text, MEANING, count)
    for language in ("German", "French", "Spanish", "Russian", "Chinese", "Arabic"):
        text = write_text(language, series, SIZES["200 kB"], _SEEDS[series])
        count = _count("200 kB", quick=quick)
        # A wrong character of Chinese is no slip but another word.
        drawings = [
            drawing for drawing in LANGUAGES if language != "Chinese" or drawing[1] != "unflagged"
        ]
        yield from _draw_all(f"{language}, 200 kB", text, drawings, count)


def _count(size: str, *, quick: bool) -> int:
    return COUNTS[size] // 10 if quick else COUNTS[size]


def _draw_all(section: str, text: Text, drawings: Iterable[Drawing], count: int) -> Iterator[Load]:
    for drawing in drawings:
        yield _draw(section, text, drawing, count)


def _draw(section: str, text: Text, drawing: Drawing, count: int) -> Load:
    name, judgement, draw_item = drawing
    draw = Draw(text, f"{section} {name} {text.series}")
    items: list[Item] = []
    for _ in range(200 * count):
        item = draw_item(draw)
        if item is not None and _is_true(item, judgement, text):
            items.append(item)
        if len(items) == count:
            break
    return Load(section, name, judgement, text.text, tuple(items))


def _is_true(item: Item, judgement: Judgement, text: Text) -> bool:
    """Tell whether an edit has not made by chance what stands elsewhere in the text.

    A quote with its context stands there, but it is not that place which is meant.
    """
    if item.prefix or item.suffix:
        return True
    words = item.quote.replace("\n", " ")
    return judgement not in {"absent", "flagged"} or words.casefold() not in text.folded


def _windows_loads(text: Text, count: int) -> Iterator[Load]:
    """Yield loads of quotes with LF, to be found in a file with a byte order mark and CRLF."""
    source = as_windows_file(text.text)
    drawings: tuple[Drawing, ...] = (
        ("verbatim, LF quotes", "edges", verbatim),
        ("5 % characters, LF quotes", "edges", characters(0.05)),
        ("15 % words, LF quotes", "edges", words(0.15)),
    )
    for load in _draw_all("English, 200 kB, BOM and CRLF", text, drawings, count):
        items = tuple(
            replace(item, truth=tuple(in_windows_file(span, text.text) for span in item.truth))
            for item in load.items
        )
        yield replace(load, source=source, items=items)
