"""The signs at the edges of a quote, which words alone do not tell: a question is no statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchoring.placement import Change
from argmap.anchoring.reading.folding import fold_typography
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# What writers put before and behind the words of others: marks, brackets, bullets, the stop of
# their own sentence.
_THEIR_OWN = frozenset(" \"'-()[]{}<>*_/|•‣▪●○◦·")
_STOPS = frozenset(".,;:")
_AROUND = 8


def edge_signs(quote: str, fragment: Span, text: str, span: Span) -> Iterator[Change]:
    """Yield the signs that begin or end a fragment of a quote and are not so in the source.

    >>> quote, text = "so it ends?", "And so it ends."
    >>> [(change.quoted, change.found) for change in
    ...     edge_signs(quote, Span(0, 11), text, Span(4, 14))]
    [('?', '.')]
    """
    words = fragment.cut(quote)
    first = next((place for place, each in enumerate(words) if each.isalnum()), len(words))
    last = next((place for place in range(len(words), 0, -1) if _ends_word(words[place - 1])), 0)
    ours, theirs = words[:first], text[max(0, span.start - _AROUND) : span.start]
    theirs += _signs(span.cut(text))
    if _telling(ours) and _telling(ours) not in _telling(theirs):
        at = Span(fragment.start, fragment.start + first)
        yield Change(
            "punctuation", ours.strip(), "", at.stripped(quote), Span(span.start, span.start)
        )
    ours = words[last:]
    cut = span.cut(text)
    kept = len(cut.rstrip()) - len(_signs(cut[::-1]))
    beyond = _signs(text[span.end : span.end + _AROUND])
    theirs = cut[kept:] + (beyond.split() or [""])[0] * (not beyond[:1].isspace())
    quoted_signs, found = _telling(ours), _telling(theirs)
    is_cut = "..." in fold_typography(theirs).text and "..." not in fold_typography(ours).text
    if ours.strip() and (quoted_signs != found or is_cut):
        at = Span(fragment.start + last, fragment.end)
        end = span.start + kept
        yield Change(
            "punctuation",
            ours.strip(),
            theirs.strip(),
            at.stripped(quote),
            Span(end, end + len(theirs)).stripped(text),
        )


def _ends_word(character: str) -> bool:
    return character.isalnum() or character.isalpha()


def _signs(words: str) -> str:
    """Return the signs that begin some words."""
    end = next((place for place, each in enumerate(words) if each.isalnum()), len(words))
    return words[:end]


def _telling(signs: str) -> str:
    """Return the signs that say something: none of one's own, nor the stop of a sentence."""
    folded = fold_typography(signs).text.replace("...", "")
    return "".join(each for each in folded if each not in _THEIR_OWN and each not in _STOPS)
