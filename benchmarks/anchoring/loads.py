"""Loads: quotes to look for in a text, each with the truth about it.

A quote is drawn from the text at word edges, away from the sentences that recur, and stands there
once; then it is edited. How the answer is judged depends on the load:

- ``edges``: both edges of the place must be the truth's, to the character;
- ``hull``: of a quote with omissions, where the first fragment begins and the last one ends;
- ``places``: the quote stands in several places, and nothing but all of them is right;
- ``absent``: the quote stands nowhere, and any place is wrong;
- ``flagged``: the quote says something else than the text, and that must be said;
- ``unflagged``: the quote says the same, with slips: an alarm is wrong;
- ``time``: nothing but the time counts.
"""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from edits import FLIPS, edit_characters, edit_words, flip, retype, shuffle, slip
from texts import (
    SIZES,
    Language,
    Series,
    Text,
    Writer,
    as_windows_file,
    cut_words,
    in_windows_file,
    word_spans,
    write_text,
)
from versions import Version, edit_text

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Judgement = Literal["edges", "hull", "places", "absent", "flagged", "unflagged", "time"]

CONTEXT = 32
_SEEDS: dict[Series, int] = {"tuning": 1, "report": 2}
_SEPARATORS = (" … ", " ... ", " […] ", " (...) ", "… ", " . . . ")


@dataclass(frozen=True)
class Item:
    """A quote and the truth about it.

    ``truth`` is its place, one span for each fragment, empty where it has none. ``places`` are all
    places of a quote that recurs. ``real`` are the stretches of a made-up quote that do stand in
    the text, and where.
    """

    quote: str
    truth: tuple[Span, ...] = ()
    prefix: str = ""
    suffix: str = ""
    near: int | None = None
    places: tuple[Span, ...] = ()
    real: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True)
class Load:
    """Quotes of one kind to look for in one text."""

    section: str
    name: str
    judgement: Judgement
    source: str
    items: tuple[Item, ...]


class Draw:
    """Draws quotes from one text, by chance, the same ones for the same seed."""

    def __init__(self, text: Text, seed: str) -> None:
        self.text = text
        self.random = random.Random(seed)  # noqa: S311 -- no secret
        self.scale = 0.4 if text.language == "Chinese" else 1.0
        self.writer = Writer(text.language, text.series, f"invented {seed}")
        self.foreign = Writer(text.language, _other(text.series), f"foreign {seed}")

    @functools.cached_property
    def letters(self) -> str:
        """Letters, as often as they stand in the text."""
        return "".join(filter(str.isalpha, self.text.flat[:20_000]))

    def span(self, least: int = 40, most: int = 300) -> Span:
        """Draw a passage that stands once in the text and touches no sentence that recurs.

        Its first and its last third stand nowhere else either: a grammar writes sentences that
        differ in one word, and when that word is edited there is no truth any more.
        """
        flat = self.text.flat
        least, most = int(least * self.scale), int(most * self.scale)
        while True:
            start = self.random.randrange(max(1, len(flat) - most))
            length = self.random.randint(least, most)
            span = self._at_word_edges(Span(start, min(len(flat), start + length)))
            if span is None or not least <= span.length <= most or "\n\n" in span.cut(
                self.text.text
            ):
                continue
            if not self._recurs(span) and self._is_distinct(span):
                return span

    def sentence(self, least: int, most: int = 1_000) -> Span:
        """Draw a sentence that stands once in the text."""
        while True:
            span = self.random.choice(self.text.sentences)
            if least * self.scale <= span.length <= most and span not in self.text.repeated:
                return span

    def invented_words(self, count: int) -> list[str]:
        """Draw words of sentences on the topic that no text says."""
        words: list[str] = []
        while len(words) < count:
            words += cut_words(self.writer.invent(), self.text.language)
        return words[:count]

    def _is_distinct(self, span: Span) -> bool:
        flat = self.text.flat
        third = span.length // 3 if span.length >= 36 * self.scale else span.length
        outer = (Span(span.start, span.start + third), Span(span.end - third, span.end))
        return all(flat.find(part.cut(flat)) == part.start for part in outer) and all(
            flat.find(part.cut(flat), part.start + 1) < 0 for part in outer
        )

    def _at_word_edges(self, span: Span) -> Span | None:
        margin = 24
        start = max(0, span.start - margin)
        words = [
            word.shifted(start)
            for word in word_spans(self.text.flat[start : span.end + margin], self.text.language)
        ]
        words = [word for word in words if word.start >= span.start and word.end <= span.end]
        # The first one may have been cut by the margin.
        words = words[1:]
        return Span(words[0].start, words[-1].end) if len(words) > 1 else None

    def _recurs(self, span: Span) -> bool:
        sentences = self.text.sentences
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if sentences[middle].end <= span.start else (low, middle)
            )
        while low < len(sentences) and sentences[low].start < span.end:
            if sentences[low] in self.text.repeated:
                return True
            low += 1
        return False


def _other(series: Series) -> Series:
    return "report" if series == "tuning" else "tuning"


def verbatim(draw: Draw) -> Item:
    """Draw a quote as it stands."""
    span = draw.span()
    return Item(span.cut(draw.text.text), (span,))


def retyped(draw: Draw) -> Item:
    """Draw a quote in other typography."""
    item = verbatim(draw)
    return replace(item, quote=retype(item.quote, draw.random))


def characters(rate: float) -> Callable[[Draw], Item]:
    """Return what draws quotes with so large a share of their characters edited."""

    def draw_item(draw: Draw) -> Item:
        item = verbatim(draw)
        return replace(
            item, quote=edit_characters(item.quote, rate, draw.random, draw.letters)
        )

    return draw_item


def words(rate: float) -> Callable[[Draw], Item | None]:
    """Return what draws quotes with so large a share of their words edited."""

    def draw_item(draw: Draw) -> Item | None:
        item = verbatim(draw)
        if len(word_spans(item.quote, draw.text.language)) < 6:
            return None
        edited = edit_words(item.quote, rate, draw.random, draw.text.words, draw.text.language)
        return replace(item, quote=edited)

    return draw_item


def slips(rate: float) -> Callable[[Draw], Item]:
    """Return what draws quotes typed carelessly."""

    def draw_item(draw: Draw) -> Item:
        item = verbatim(draw)
        return replace(item, quote=slip(item.quote, rate, draw.random))

    return draw_item


def long(draw: Draw) -> Item:
    """Draw a quote of 600 to 3,000 characters, typed in one line with some words changed."""
    text = draw.text
    count = draw.random.randint(5, 20)
    while True:
        first = draw.random.randrange(len(text.sentences) - count)
        span = Span(text.sentences[first].start, text.sentences[first + count - 1].end)
        if 600 * draw.scale <= span.length <= 3_000:
            break
    quote = edit_words(span.cut(text.flat), 0.05, draw.random, text.words, text.language)
    # The full stop of the last sentence belongs to it and is no word.
    return Item(quote, (span,))


def elided(draw: Draw) -> Item | None:
    """Draw two passages in order, with what stands between them left out."""
    first = draw.span(20, 120)
    low, high = (int(gap * draw.scale) for gap in (30, 600))
    last = draw.span(20, 120)
    # The second passage is found by its distance, so that any gap is as likely.
    start = first.end + draw.random.randint(low, high)
    last = _passage_at(draw, start, last.length)
    if last is None:
        return None
    text = draw.text.text
    separator = draw.random.choice(_SEPARATORS)
    return Item(separator.join(span.cut(text) for span in (first, last)), (first, last))


def _passage_at(draw: Draw, start: int, length: int) -> Span | None:
    flat = draw.text.flat
    found = word_spans(flat[start : start + length + 24], draw.text.language)[1:-1]
    if len(found) < 2:
        return None
    span = Span(found[0].start + start, found[-1].end + start)
    if span.length < 12 * draw.scale or flat.count(span.cut(flat)) > 1:
        return None
    return span


def repeated(draw: Draw) -> Item | None:
    """Draw a passage that recurs, with the words around one of its places."""
    found = _recurring(draw)
    if found is None:
        return None
    span, _ = found
    text = draw.text.text
    prefix = text[max(0, span.start - CONTEXT) : span.start]
    suffix = text[span.end : span.end + CONTEXT]
    whole = Span(max(0, span.start - CONTEXT), span.end + CONTEXT).cut(draw.text.flat)
    if draw.text.flat.count(whole) > 1:
        return None
    return Item(span.cut(text), (span,), prefix=prefix, suffix=suffix)


def repeated_without_context(draw: Draw) -> Item | None:
    """Draw a passage that recurs letter for letter, and nothing that tells its places apart."""
    found = _recurring(draw)
    if found is None:
        return None
    span, places = found
    quote = span.cut(draw.text.text)
    if any(place.cut(draw.text.text) != quote for place in places):
        return None
    return Item(quote, places=places)


def repeated_in_other_lines(draw: Draw) -> Item | None:
    """Draw a passage that recurs, once in one line and elsewhere broken, typed in one line."""
    found = _recurring(draw)
    if found is None:
        return None
    span, places = found
    quote = span.cut(draw.text.flat)
    broken = sum(place.cut(draw.text.text) != quote for place in places)
    return Item(quote, places=places) if 0 < broken < len(places) else None


def _recurring(draw: Draw) -> tuple[Span, tuple[Span, ...]] | None:
    sentence = draw.random.choice(sorted(draw.text.repeated))
    inner = word_spans(sentence.cut(draw.text.flat), draw.text.language)
    first = draw.random.randrange(max(1, len(inner) // 3))
    span = Span(inner[first].start, inner[-1].end).shifted(sentence.start)
    if span.length < 24 * draw.scale:
        return None
    places = tuple(_all_places(draw.text.flat, span.cut(draw.text.flat)))
    return (span, places) if 1 < len(places) <= 1_000 else None


def _all_places(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def reanchored(version: Version) -> Callable[[Draw], Item | None]:
    """Return what draws quotes from the old version of a text, to be found in the new one."""

    def draw_item(draw: Draw) -> Item | None:
        text = draw.text.text
        span = draw.span()
        ends = word_spans(span.cut(text), draw.text.language)
        # Its first and its last word are whole in the new version.
        if not all(
            (new := version.moved(end.shifted(span.start))) and new.length == end.length
            for end in (ends[0], ends[-1])
        ):
            return None
        moved = version.moved(span)
        assert moved is not None
        return Item(
            span.cut(text),
            (moved,),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
            near=span.start,
        )

    return draw_item


def foreign(draw: Draw) -> Item | None:
    """Draw a quote from a text on something else."""
    quote = draw.foreign.sentence()
    return Item(quote[:300]) if len(quote) >= 40 * draw.scale else None


def shuffled(draw: Draw) -> Item:
    """Draw a passage and put its words in another order."""
    quote = verbatim(draw).quote
    return Item(shuffle(quote, draw.random, draw.text.language))


def spliced(least: int) -> Callable[[Draw], Item | None]:
    """Return what joins the first half of one sentence and the second half of another."""

    def draw_item(draw: Draw) -> Item | None:
        text = draw.text
        most = 2 * least if least < 80 else 400
        first, last = draw.sentence(least, most), draw.sentence(least, most)
        if abs(first.start - last.start) < 400:
            return None
        head_words = word_spans(first.cut(text.flat), text.language)
        tail_words = word_spans(last.cut(text.flat), text.language)
        head = Span(first.start, first.start + head_words[len(head_words) // 2 - 1].end)
        tail = Span(last.start + tail_words[len(tail_words) // 2].start, last.end)
        return _join(draw, [head, tail])

    return draw_item


def invented_part(where: Literal["head", "middle", "tail"]) -> Callable[[Draw], Item | None]:
    """Return what draws quotes a fifth of whose words, at one place, is made up."""

    def draw_item(draw: Draw) -> Item | None:
        span = draw.span(60)
        spans = [word.shifted(span.start) for word in word_spans(span.cut(draw.text.flat), draw.text.language)]
        count = round(len(spans) / 5)
        if count < 2:
            return None
        words = draw.invented_words(count)
        made_up = ("" if draw.text.language == "Chinese" else " ").join(words)
        if where == "head":
            return _join(draw, [made_up, Span(spans[count].start, span.end)])
        if where == "tail":
            return _join(draw, [Span(span.start, spans[-count - 1].end), made_up])
        first = (len(spans) - count) // 2
        head = Span(span.start, spans[first - 1].end)
        tail = Span(spans[first + count].start, span.end)
        return _join(draw, [head, made_up, tail])

    return draw_item


def _join(draw: Draw, pieces: list[str | Span]) -> Item:
    blank = "" if draw.text.language == "Chinese" else " "
    quote = ""
    real = []
    for piece in pieces:
        start = len(quote) + len(blank) * bool(quote)
        words = piece if isinstance(piece, str) else piece.cut(draw.text.flat)
        quote = f"{quote}{blank if quote else ''}{words}"
        if isinstance(piece, Span):
            real.append((Span(start, len(quote)), piece))
    return Item(quote, real=tuple(real))


def made_up(draw: Draw) -> Item:
    """Write a sentence on the topic of the text that it does not say, in its words."""
    return Item(draw.writer.invent())


def flipped(kind: str) -> Callable[[Draw], Item | None]:
    """Return what draws quotes with one thing changed that the meaning hangs on."""

    def draw_item(draw: Draw) -> Item | None:
        item = verbatim(draw)
        quote = flip(item.quote, kind, draw.random, draw.text.words, draw.text.language)
        return replace(item, quote=quote) if quote else None

    return draw_item


def flipped_anyhow(draw: Draw) -> Item | None:
    """Draw a quote with one thing of any kind changed that the meaning hangs on."""
    return flipped(draw.random.choice(FLIPS))(draw)


def negation_elided(draw: Draw) -> Item | None:
    """Draw a quote that leaves out a negation, and says so with an ellipsis."""
    span = draw.span(80)
    words = span.cut(draw.text.text)
    for found in word_spans(words, draw.text.language)[3:-3]:
        if found.cut(words) in {"not", "never"}:
            first = Span(span.start, span.start + len(words[: found.start].rstrip()))
            rest = words[found.end :]
            last = Span(span.start + found.end + len(rest) - len(rest.lstrip()), span.end)
            if min(first.length, last.length) < 20:
                return None
            quote = f"{first.cut(draw.text.text)} … {last.cut(draw.text.text)}"
            return Item(quote, (first, last))
    return None


Drawing = tuple[str, Judgement, "Callable[[Draw], Item | None]"]

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
)
MORE: tuple[Drawing, ...] = (
    ("repeated in other lines", "places", repeated_in_other_lines),
    ("600 to 3,000 characters, 5 % words", "edges", long),
    ("absent: spliced, 40+", "absent", spliced(40)),
    ("invented head, 20 %", "absent", invented_part("head")),
    ("invented middle, 20 %", "absent", invented_part("middle")),
    ("invented tail, 20 %", "absent", invented_part("tail")),
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
    ("meaning turned", "flagged", flipped_anyhow),
    ("2 % typos", "unflagged", slips(0.02)),
)
COUNTS = {"6 kB": 60, "200 kB": 200, "5 MB": 30}
_EDITED = 0.03  # of the words of a source that was changed after it was quoted


def loads(series: Series, *, quick: bool = False) -> Iterator[Load]:
    """Yield every load of a series, section by section; the quick ones hold a tenth of the quotes."""
    for size in SIZES:
        text = write_text("English", series, SIZES[size], _SEEDS[series])
        section = f"English, {size}"
        # In a page of text hardly anything recurs.
        drawings = [
            drawing for drawing in PLACES if size != "6 kB" or "repeated" not in drawing[0]
        ]
        yield from _draw_all(section, text, drawings, _count(size, quick=quick))
        if size == "200 kB":
            count = _count(size, quick=quick)
            yield from _draw_all(section, text, MORE, count)
            version = edit_text(text, _EDITED, _SEEDS[series])
            load = _draw(section, text, ("re-anchored", "edges", reanchored(version)), count)
            yield replace(load, source=version.text)
            yield from _windows_loads(text, count // 2)
            yield from _draw_all("Meaning, English, 200 kB", text, MEANING, count)
    for language in ("German", "French", "Chinese", "Arabic"):
        text = write_text(language, series, SIZES["200 kB"], _SEEDS[series])
        count = _count("200 kB", quick=quick) // 2
        yield from _draw_all(f"{language}, 200 kB", text, LANGUAGES, count)


def _count(size: str, *, quick: bool) -> int:
    return COUNTS[size] // 10 if quick else COUNTS[size]


def _draw_all(
    section: str, text: Text, drawings: Iterable[Drawing], count: int
) -> Iterator[Load]:
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
    """Tell whether an edit has not made by chance what stands elsewhere in the text."""
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
