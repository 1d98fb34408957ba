"""What an omission does to the sentences of the text.

Fragments of one sentence belong together, and so do whole sentences, any number of them apart: a
sentence says what it says wherever it is. Of two fragments on the two sides of the end of a
sentence one may be cut, if the other is whole, one sees where the sentence ends, and nothing that
governs the fragment is cut off: "It fell by half … Nobody had expected it." All else joins halves
of different sentences.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import tokens
from argmap.anchoring.surroundings.outside import governing_after, governing_before
from argmap.anchoring.surroundings.speakers import LABEL
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.governing import Governing, Token
    from argmap.anchoring.placement import Place
    from argmap.sentences import Sentences

# What may be left of a sentence where it is whole: marks, the numbers of notes, of lists.
_REST = re.compile(r"(?:[\W_]|\[[^\]\s]{1,8}\]|[¹²³⁰⁴-⁹†‡§]|(?<=[.!?”’\"'])\d{1,3}(?!\d))*")
_HEAD = re.compile(
    r"(?:[\W_]|\d{1,3}[.)](?=\s)|[^\W\d_][.)](?=\s)|\[[^\]\s]{1,8}\]|\d{1,2}:\d\d(?::\d\d)?)*"
)
_CLAUSE_BEGINS = re.compile(r"(?:[,;:—–)，；：،]|\s-+)[\s\"“”«»‘’'*_]*$")
_TERMINAL = re.compile(r"[.!?。！？…؟।]")
_MARKS = re.compile(r"[,;:—–()\[\]，；：（），、،]|\s-+\s")
_FEW_LINKS = 2
_SET_OFF_BEGINS = 2  # words from the beginning of a set-off in which a word may limit
_BEGINNING = 24


class Gap:
    """The omission before one of the spans of a place, ``number``."""

    def __init__(
        self, text: str, place: Place, number: int, sentences: Sentences, known: Governing
    ) -> None:
        self._text = text
        self._place = place
        self._number = number
        self._sentences = sentences
        self._known = known
        one, other = place[number - 1], place[number]
        self.last = last_letter(text, one)
        self.first = _first_letter(text, other)
        self.span = Span(self.last + 1, self.first)
        self.before = sentences.at(self.last)
        self.after = sentences.at(self.first)

    @property
    def is_within_sentence(self) -> bool:
        """True when both sides are in one sentence, or where sentences cannot be known."""
        between = Span(self.last, self.first + 1)
        return not self._sentences.ends_within(between) or not (self.before and self.after)

    @cached_property
    def parts_halves(self) -> bool:
        """True when the omission joins halves of different sentences."""
        if self.is_within_sentence:
            return False
        if self._ends and self._begins:
            return not (self._is_begun or self._is_finished)
        if self._ends and self._is_begun and self._shows_end:
            return not self._is_cut_at_clause_before
        if self._begins and self._is_finished and self._is_begun:
            return self._leaves_governing
        return True

    @cached_property
    def _ends(self) -> bool:
        """Whether the fragment before ends where its sentence does."""
        return bool(self.before and _is_all(_REST, self._text, self.last + 1, self.before.end))

    @cached_property
    def _begins(self) -> bool:
        """Whether the fragment after begins where its sentence does, but for words that link."""
        return bool(self.after and self._is_beginning(self.after.start, self.first))

    def _is_beginning(self, start: int, end: int) -> bool:
        label = LABEL.match(self._text, start)
        if label and label.end() <= end:
            start = label.end()
        if _is_all(_HEAD, self._text, start, end):
            return True
        words = [token.key for token in tokens(self._text, Span(start, end))]
        return len(words) <= _FEW_LINKS and self._known.at_start(words, "links") == len(words)

    @cached_property
    def _is_begun(self) -> bool:
        """Whether the sentence before is quoted from its beginning, here or in an earlier one."""
        fragment = next(
            (each for each in self._place if self.before and each.end > self.before.start), None
        )
        if fragment is None or self.before is None:
            return False
        first = _first_letter(self._text, fragment)
        return first < self.before.start or self._is_beginning(self.before.start, first)

    @cached_property
    def _is_finished(self) -> bool:
        """Whether the sentence after is quoted to its end, here or in a later fragment."""
        if self.after is None:
            return False
        fragment = [each for each in self._place if each.start < self.after.end][-1]
        last = last_letter(self._text, fragment)
        return _is_all(_REST, self._text, last + 1, self.after.end)

    @property
    def _shows_end(self) -> bool:
        """Whether the fragment before has the mark that ends its sentence."""
        end = self._place[self._number - 1].end
        return _TERMINAL.search(self._text, self.last + 1, end) is not None

    @property
    def _is_cut_at_clause_before(self) -> bool:
        """Whether the fragment after begins with a clause that nothing governs."""
        if self.after is None:
            return False
        head = Span(self.after.start, self.first)
        beginning = self._text[self.first : self.first + _BEGINNING]
        if governing_before(self._text, head, beginning, self._known):
            return False
        words = tokens(self._text, head)
        return _CLAUSE_BEGINS.search(self._text, *head) is not None or (
            bool(words) and self._known.has(words[-1].key, "coordinates")
        )

    @property
    def _leaves_governing(self) -> bool:
        """Whether the fragment before is cut off from what governs it, or before what it does.

        *He believes that …* says of the next sentence what it does not say.
        """
        if self.before is None:
            return False
        if governing_after(self._text, Span(self.last + 1, self.before.end), self._known):
            return True
        words = tokens(self._text, Span(self.before.start, self.last + 1))
        return bool(words) and self._known.has(words[-1].key, "introduces", "coordinates")


def limit_in(text: str, gap: Gap, known: Governing) -> Span | None:
    """Return the clause left out that limits the sentence which both fragments are part of.

    It is one that governs the words next to it, or a set-off that begins with a word such as
    *though*, *unless* or *not*. A clause of equal rank that is left out whole limits nothing.
    """
    if not gap.is_within_sentence:
        return None
    beginning = text[gap.first : gap.first + _BEGINNING]
    set_offs = list(_set_offs(text, gap.span))
    for span, words in set_offs:
        keys = [word.key for word in words]
        if known.has(keys[0], "coordinates") and not known.at_start(keys, "concedes"):
            keys, start = keys[1:], 1
        else:
            start = 0
        for place in range(min(_SET_OFF_BEGINS, len(keys))):
            count = known.at_start(keys[place:], "concedes", "condition")
            if count and not known.is_harmless(keys, Span(place, place + count)):
                return Span(words[start + place].span.start, span.end)
    if before := governing_before(text, gap.span, beginning, known):
        return before
    first = set_offs[0] if set_offs else None
    if first and known.has(first[1][0].key, "coordinates"):
        return None
    return governing_after(text, gap.span, known)


def _set_offs(text: str, gap: Span) -> list[tuple[Span, list[Token]]]:
    """Return the stretches of a gap that its marks part, with their words."""
    edges = [gap.start]
    for match in _MARKS.finditer(text, *gap):
        edges += match.span()
    edges.append(gap.end)
    spans = (Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))
    return [(span, words) for span in spans if (words := tokens(text, span))]


def _is_all(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return pattern.fullmatch(text, start, max(start, end)) is not None


def _first_letter(text: str, span: Span) -> int:
    return next((at for at in range(*span) if text[at].isalnum()), span.start)


def last_letter(text: str, span: Span) -> int:
    """Return where the last letter or digit of a stretch is, or else its end."""
    return next(
        (at for at in range(span.end - 1, span.start - 1, -1) if text[at].isalnum()), span.end - 1
    )
