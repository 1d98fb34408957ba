"""Quotes of every kind, each with its place.

A function draws a passage, does to it what people and models do, and says where it stands; it
returns None where the passage drawn does not serve, to be called again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from draws import Draw, Item
from edits import FLIPS, edit_characters, edit_words, flip, flip_number, retype, shuffle, slip
from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment
from texts import word_spans

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from versions import Version

CONTEXT = 32
_NEXT_TO = 20
_SEPARATORS = (" … ", " ... ", " […] ", " (...) ", "… ", " . . . ")


def verbatim(draw: Draw) -> Item:
    """Draw a quote as it stands."""
    span = draw.span()
    return Item(span.cut(draw.text.text), (span,))


def retyped(draw: Draw) -> Item:
    """Draw a quote in other typography."""
    item = verbatim(draw)
    return replace(item, quote=retype(item.quote, draw.random))


def characters(rate: float, *, spared: int = 2) -> Callable[[Draw], Item]:
    """Return what draws quotes with so large a share of their characters edited."""

    def draw_item(draw: Draw) -> Item:
        item = verbatim(draw)
        return replace(
            item, quote=edit_characters(item.quote, rate, draw.random, draw.letters, spared=spared)
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
    """Draw a quote that leaves words out honestly: within a sentence, or between whole ones."""
    first = draw.sentence(60)
    if draw.random.random() < 0.5:
        found = draw.words(first)
        count = len(found)
        left, right = sorted((draw.random.randint(2, count - 3), draw.random.randint(2, count - 3)))
        place = Span(first.start, found[left].end), Span(found[right].start, first.end)
        if right - left < 2 or min(span.length for span in place) < 12:
            return None
    else:
        number = draw.text.sentences.index(first) + draw.random.randint(2, 6)
        if number >= len(draw.text.sentences) or draw.text.sentences[number] in draw.text.repeated:
            return None
        place = first, draw.text.sentences[number]
    return _joined(draw, place)


def halves(draw: Draw) -> Item | None:
    """Draw halves of two sentences a few apart, joined by an ellipsis."""
    first = draw.sentence(60)
    number = draw.text.sentences.index(first) + draw.random.randint(2, 6)
    if number >= len(draw.text.sentences) or draw.text.sentences[number] in draw.text.repeated:
        return None
    halves = []
    for sentence in (first, draw.text.sentences[number]):
        found = draw.words(sentence)
        middle = len(found) // 2
        is_first = draw.random.random() < 0.5
        outer = found[:middle] if is_first else found[middle:]
        if not outer:
            return None
        halves.append(Span(outer[0].start, outer[-1].end))
    if min(span.length for span in halves) < 20 * draw.scale:
        return None
    pieces = tuple(half.cut(draw.text.flat) for half in halves)
    return replace(_joined(draw, halves), truth=(), pieces=pieces)


def _joined(draw: Draw, place: Sequence[Span]) -> Item:
    separator = draw.random.choice(_SEPARATORS)
    return Item(separator.join(span.cut(draw.text.text) for span in place), tuple(place))


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
    """Draw a passage that recurs, twice or more in one line and elsewhere broken, in one line."""
    found = _in_one_line(draw)
    return found if found and len(found.truth) > 1 else None


def once_in_one_line(draw: Draw) -> Item | None:
    """Draw a passage that recurs, once in one line and elsewhere broken, typed in one line."""
    found = _in_one_line(draw)
    return found if found and len(found.truth) == 1 else None


def broken_with_context(draw: Draw) -> Item | None:
    """Draw a broken copy of a passage, typed in one line as others of it stand, and its context."""
    found = _in_one_line(draw)
    if found is None:
        return None
    span = draw.random.choice([place for place in found.places if place not in found.truth])
    text = draw.text
    prefix = text.text[max(0, span.start - CONTEXT) : span.start]
    suffix = text.text[span.end : span.end + CONTEXT]
    whole = Span(max(0, span.start - CONTEXT), span.end + CONTEXT).cut(text.flat)
    if text.flat.count(whole) > 1:
        return None
    return replace(found, truth=(span,), prefix=prefix, suffix=suffix)


def _in_one_line(draw: Draw) -> Item | None:
    """Draw a passage that is broken in some of its places; its truth are those where it is not."""
    found = _recurring(draw)
    if found is None:
        return None
    span, places = found
    quote = span.cut(draw.text.flat)
    whole = tuple(place for place in places if place.cut(draw.text.text) == quote)
    return Item(quote, whole, places=places) if 0 < len(whole) < len(places) else None


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
        prefix, suffix = _around(draw, span)
        return Item(span.cut(text), (moved,), prefix, suffix, near=span.start)

    return draw_item


def deleted_copy(version: Version) -> Callable[[Draw], Item | None]:
    """Return what draws quotes whose copy was deleted, to be found in the copy that is left."""

    def draw_item(draw: Draw) -> Item | None:
        found = _recurring(draw)
        if found is None or not (gone := [span for span in found[1] if version.is_gone(span)]):
            return None
        span = draw.random.choice(gone)
        prefix, suffix = _around(draw, span)
        return Item(span.cut(draw.text.text), (), prefix, suffix, near=span.start)

    return draw_item


def in_other_context(draw: Draw) -> Item:
    """Draw a quote with the words around another place."""
    prefix, suffix = _around(draw, draw.span())
    return Item(verbatim(draw).quote, (), prefix, suffix)


def in_flipped_context(draw: Draw) -> Item | None:
    """Draw a quote and the words around it, with another number next to it."""
    item = verbatim(draw)
    prefix, suffix = _around(draw, item.truth[0])
    # Half of a number may stand at the outer edge.
    near = prefix[-_NEXT_TO:].partition(" ")[2]
    flipped = flip_number(near, Span(0, len(near)), draw.random)
    if flipped is None:
        return None
    return Item(item.quote, (), prefix.removesuffix(near) + flipped, suffix)


def _around(draw: Draw, span: Span) -> tuple[str, str]:
    text = draw.text.text
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


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
        item = _join(draw, [head, tail])
        return None if _is_nearly_said(item.quote, text.flat) else item

    return draw_item


def _is_nearly_said(quote: str, text: str) -> bool:
    """Tell whether a splice has by chance become nearly what the text says at one place.

    It has where every third of it is like something at that place.
    """
    found = partial_ratio_alignment(quote, text, score_cutoff=60)
    if found is None:
        return False
    place = text[max(0, found.dest_start - 16) : found.dest_end + 16]
    third = len(quote) // 3 + 1
    thirds = (quote[start : start + third] for start in range(0, len(quote), third))
    return all(partial_ratio(part, place) >= 58 for part in thirds)


def invented_part(where: Literal["head", "middle", "tail"]) -> Callable[[Draw], Item | None]:
    """Return what draws quotes a fifth of whose words, at one place, is made up."""

    def draw_item(draw: Draw) -> Item | None:
        span = draw.span(60)
        spans = [
            word.shifted(span.start)
            for word in word_spans(span.cut(draw.text.flat), draw.text.language)
        ]
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
