"""What an editor may change of a quote in brackets: a capital, an ending; and what is added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.alignment import Word
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_LEAST_KEPT = 3  # letters of a word whose ending is another
_LONGEST_ENDING = 3
_LEAST_SPOKEN = 12  # characters of a quote that its editor left as they are
_MOST_REPLACED = 60  # characters, in place of which an editor's words are


class Bracketed:
    """Where in a quote an editor speaks: in square brackets, and in remarks behind it.

    >>> Bracketed("the [old] town allow[s] it").hold(Span(5, 8))
    True
    """

    def __init__(self, quote: str, remarks: re.Pattern[str] | None = None) -> None:
        found = list(_BRACKETS.finditer(quote))
        if remarks:
            found += remarks.finditer(quote)
        self._spans = [Span(*match.span()) for match in found]
        self._quote = quote

    def hold(self, words: Span) -> bool:
        """Tell whether words are in brackets, all of them."""
        return all(
            any(span.start <= place < span.end for span in self._spans)
            for place in range(*words)
            if not self._quote[place].isspace()
        )

    def touch(self, words: Span) -> bool:
        """Tell whether some letters of words are in brackets."""
        return any(span.overlaps(words) for span in self._spans)

    def outside(self, words: Span) -> str:
        """Return the letters of words that are in no brackets, in lower case."""
        return "".join(
            self._quote[place].casefold()
            for place in range(*words)
            if self._quote[place].isalnum()
            and not any(span.start <= place < span.end for span in self._spans)
        )


def join_over_brackets(words: Sequence[Word], text: str) -> list[Word]:
    """Return words, those joined that a bracket alone parts: *allow[s]*, *[T]he*."""
    between = Span(words[0].span.end, words[-1].span.start) if words else Span(0, 0)
    if all(text.find(sign, *between) < 0 for sign in "[]"):
        return list(words)
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        characters = last is not None and (last.is_character or word.is_character)
        if last and not characters and text[last.span.end : word.span.start] in ("[", "]"):
            span = Span(last.span.start, word.span.end)
            joined[-1] = Word(span.cut(text), last.key + word.key, span)
        else:
            joined.append(word)
    return joined


def around_brackets(quote: str, remarks: re.Pattern[str] | None) -> re.Pattern[str] | None:
    """Return what finds the words of a quote around an editor's, with others in their place.

    None if little else is in the quote, or brackets begin or end it: then it cannot be known how
    many words they stand for.

    >>> pattern = around_brackets("the [bishop] of the old town", None)
    >>> pattern.search("and the mayor of the old town")[0]
    'the mayor of the old town'
    """
    quote = remarks.sub("", quote).strip() if remarks else quote
    if quote[:1] == "[" or quote[-1:] == "]":
        return None
    spoken = [each for each in _BRACKETS.split(quote)[::2] if each.strip()]
    if sum(map(len, spoken)) < max(_LEAST_SPOKEN, len(quote) // 3):
        return None
    words = []
    for number, each in enumerate(spoken):
        before = r"(?<!\w)" if each[0] == " " or not number else ""
        after = r"(?!\w)" if each[-1] == " " or number == len(spoken) - 1 else ""
        words.append(before + re.escape(each.strip()) + after)
    return re.compile(f".{{0,{_MOST_REPLACED}}}?".join(words), re.DOTALL)


def is_adapted(quoted: str, found: str, *, kept: str) -> bool:
    """Tell whether a word was given another ending: ``kept`` is what of it is in no brackets.

    >>> is_adapted("allows", "allow", kept="allow"), is_adapted("china", "russia", kept="")
    (True, False)
    """
    stem = kept if kept and quoted.startswith(kept) else _common_beginning(quoted, found)
    if len(stem) < _LEAST_KEPT or not found.startswith(stem):
        return False
    return max(len(quoted), len(found)) - len(stem) <= _LONGEST_ENDING


def _common_beginning(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]
