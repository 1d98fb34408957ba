"""Numbers that an edge cuts between their words: *3.5* of *3.5 million*, *three* of *twenty-three*.

What makes one number is said by the table of what is the same, written otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.text import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.meaning.alignment import Word

_AROUND = 64  # characters in which a number is
_SAMPLE = 400  # characters on each side by which the language is known
# The table is asked only if a number in words, or one that goes on in words, may be.
_SCALES = (
    r"(?:mill|milh|mil\b|mila\b|mio|mrd|mn\b|bill|bn\b|trill|hundre|thous|dozen|hundert|tausend|"
    r"cent|cien|mille|тыс|милл|сот|сто\b|perc|per\W|proz|pour\W|por\W|проц|%)"
)
_AND = r"(?:(?:and|und|et|y|e|и)\b\s*)?"
_LAST = re.compile(rf"\w+(?=[\s\-\u2010\u2011]+{_AND}\Z|\Z)")
_NEXT = re.compile(rf"[\s\-\u2010\u2011]*{_AND}(?P<word>[\w%])")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u2011][^\W\d_]")
_SCALE = re.compile(rf"(?i){_SCALES}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?%?\.?")


def cuts_number(text: str, offset: int) -> bool:
    """Tell whether an offset is between the words of one number, or before its *per cent*.

    >>> text = "It cost 3.5 million euros in twenty-three years."
    >>> [cuts_number(text, text.index(word)) for word in (" million", "euros", "three", "years")]
    [True, False, True, False]
    """
    if not _may_cut(text, offset):
        return False
    from argmap.anchoring.meaning.equivalence import equivalents  # noqa: PLC0415 -- few edges are by a number
    from argmap.anchoring.meaning.vocabulary import languages, recognise  # noqa: PLC0415 -- as above
    from argmap.anchoring.reading.folding import fold_typography  # noqa: PLC0415 -- as above

    sample = text[max(0, offset - _SAMPLE) : offset + _SAMPLE].casefold()
    known = recognise(WORD.findall(sample))
    start = max(0, offset - 2 * _AROUND, text.rfind(" ", 0, max(0, offset - _AROUND)) + 1)
    folded = fold_typography(text[start : offset + _AROUND])
    place = folded.fold_offset(offset - start)
    # Where the language is not known, a number of any language is one.
    return any(
        start < place < end
        for language in ([known.language] if known else languages())
        for start, end in _numbers(equivalents(language).read(folded.text))
    )


def _numbers(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where the numbers are, with the *per cent* behind them."""
    for word, following in zip(words, [*words[1:], None], strict=True):
        if _PLAIN.fullmatch(word.says):
            is_share = following is not None and following.says == "%"
            yield word.span.start, (following.span if following and is_share else word.span).end


def _may_cut(text: str, offset: int) -> bool:
    """Tell at a quick look whether an offset may be between the words of a number."""
    last = _LAST.search(text, max(0, offset - _AROUND), offset)
    following = _NEXT.match(text, offset)
    if last is None or following is None:
        return False
    return any(
        (
            _SCALE.match(text, following.start("word")),
            _SCALE.match(text, last.start(), offset),
            _HYPHEN.fullmatch(text, last.end() - 1, following.end()),
        )
    )
