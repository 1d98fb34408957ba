"""Spans of brat and the words that they cover, as anchors, and back.

brat cuts what runs over a line end into fragments, one a line, and has a fragment for every other
gap; in a map only those between which there are words are fragments of a quote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring import cut_fragments, matches_quote, split_fragments
from argmap.formats.brat.lines import TextBound
from argmap.formats.reading.spans import Fitted, closed_up, in_best_unit
from argmap.model import Anchor
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.text import Unit
    from argmap.units import Units

_BLANKS = re.compile(r"\s+")


class Covered(NamedTuple):
    """What a span of the file is in a map.

    ``anchor`` is None if there are no words. ``repair`` and ``problem`` say what was repaired, and
    what is wrong with it; ``fits`` is True if the text has its words there.
    """

    anchor: Anchor | None
    repair: str | None = None
    problem: str | None = None
    fits: bool = False


def covered(
    lines: Sequence[TextBound], text: str | None, unit: Unit | None = None
) -> Fitted[Covered]:
    r"""Return what each span is in a map, given the text, if it is there.

    Offsets count the unit in which the most spans cover their words, unless ``unit`` says it.

    >>> line = TextBound("T1", "Claim", (Span(0, 2), Span(3, 5), Span(9, 11)), "It is ok")
    >>> covered([line], "It\nis so ok").spans[0].anchor.quote
    'It\nis … ok'
    """
    if text is None:
        return Fitted(tuple(map(_unchecked, lines)), "code points")
    return in_best_unit(text, lines, _placed, lambda one: one.fits, unit)


def _placed(units: Units, line: TextBound, unit: Unit) -> Covered:
    spans = [found for span in line.spans if (found := units.span(*span, unit)) is not None]
    if len(spans) < len(line.spans):
        return _unchecked(line)._replace(problem="its span is not in the text")
    return _checked(line, sorted(spans), units.text)


_OTHER_WORDS = "its words are not at its span"


def _difference(line: TextBound, spans: Sequence[Span], text: str) -> str | None:
    """Return how the words of a line differ from those at its spans; "" where they do not."""
    if line.covered is None:
        return None
    cuts = [span.cut(text) for span in spans]
    for words in (" ".join(cuts), "".join(cuts)):
        if line.covered == words:
            return ""
        # brat itself ignores what comes after a blank.
        if line.covered.startswith(words) and line.covered[len(words)].isspace():
            return "what follows the words on their line is ignored"
    if _on_one_line(line.covered) == _on_one_line(" ".join(cuts)):
        return "a line end that is written as a space was restored"
    if re.sub("[\r\n]", " ", " ".join(cuts)) == line.covered:
        return "a line end that is written as a space was restored"
    return _OTHER_WORDS


def _checked(line: TextBound, spans: Sequence[Span], text: str) -> Covered:
    difference = _difference(line, spans, text)
    if difference == _OTHER_WORDS:
        return _unchecked(line)._replace(problem=_OTHER_WORDS)
    merged = closed_up(text, spans)
    quote = cut_fragments(text, merged)
    fits = difference is not None
    if not matches_quote(text, quote, merged):
        anchor = Anchor(quote=quote, spans=merged) if quote.strip() else None
        problem = "its fragments overlap" if anchor else "it covers no words"
        return Covered(anchor, problem=problem, fits=fits)
    repair = difference if fits else "the words were taken from the text"
    return Covered(Anchor(quote=quote, spans=merged), repair=repair or None, fits=fits)


def _unchecked(line: TextBound) -> Covered:
    """Return an anchor as the file has it, for want of a text that would tell."""
    words = line.covered or ""
    if not words.strip():
        return Covered(None, problem="it covers no words")
    spans = tuple(sorted(span for span in line.spans if span.start < span.end))
    if len(spans) < len(line.spans):
        return Covered(Anchor(quote=words), problem="its span has no words")
    if len(spans) > 1:
        words = _with_omissions(words, line.spans)
    return Covered(Anchor(quote=words, spans=spans))


def _with_omissions(words: str, spans: Sequence[Span]) -> str:
    """Return the words of fragments that are joined by a space, or by nothing, as a quote."""
    lengths = [span.length for span in spans]
    for blank in (" ", ""):
        if sum(lengths) + len(blank) * (len(lengths) - 1) == len(words):
            parts, place = [], 0
            for length in lengths:
                parts.append(words[place : place + length])
                place += length + len(blank)
            return " … ".join(part.strip() for part in parts)
    return words


def joined(anchors: Sequence[Anchor], text: str | None) -> Anchor:
    """Return the anchors of several spans, which are one statement, as one in text order."""
    ordered = sorted(anchors, key=lambda anchor: anchor.spans)
    spans = tuple(span for anchor in ordered for span in anchor.spans)
    if text is not None:
        return Anchor(quote=cut_fragments(text, spans), spans=spans)
    return Anchor(quote=" … ".join(anchor.quote for anchor in ordered), spans=spans)


def text_bound(id: str, type: str, anchor: Anchor, text: str | None) -> TextBound:
    r"""Return the line that says what an anchor does: a fragment for every line of its words.

    >>> anchor = Anchor(quote="It is\nso … ok", spans=[(0, 8), (9, 11)])
    >>> str(text_bound("T1", "Claim", anchor, None))
    'T1\tClaim 0 5;6 8;9 11\tIt is so ok'
    """
    quote = anchor.quote
    if text is not None and matches_quote(text, quote, anchor.spans):
        cuts = [span.cut(text) for span in anchor.spans]
    elif len(anchor.spans) == 1:
        cuts = [quote]
    else:
        cuts = [fragment.cut(quote) for fragment in split_fragments(quote)]
    if len(cuts) != len(anchor.spans):
        return TextBound(id, type, anchor.spans, _on_one_line(quote))
    lines = [
        (line.shifted(span.start), line.cut(words))
        for words, span in zip(cuts, anchor.spans, strict=True)
        for line in _lines(words)
    ]
    return TextBound(id, type, tuple(span for span, _ in lines), " ".join(cut for _, cut in lines))


def _has_line_end(words: str) -> bool:
    return "\n" in words or "\r" in words


def _on_one_line(words: str) -> str:
    """Return words with a blank for every line end and the blanks around it."""
    return _BLANKS.sub(lambda found: " " if _has_line_end(found[0]) else found[0], words)


def _lines(words: str) -> list[Span]:
    """Return where the lines of a text are in it, without the blanks around their ends."""
    edges = [0]
    for match in _BLANKS.finditer(words):
        if _has_line_end(match[0]):
            edges += match.span()
    edges.append(len(words))
    found = (Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in found if span.start < span.end]
