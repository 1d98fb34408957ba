"""What kind of change words are that differ from those found, and what it touches."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.anchoring.elision import marks_omission
from argmap.anchoring.meaning.cases import begins_sentence, meaning_of_case
from argmap.anchoring.meaning.editing import Bracketed, is_adapted
from argmap.anchoring.meaning.governing import cue_words
from argmap.anchoring.meaning.slips import Forms, is_mistyped_name, is_slip, only_letters
from argmap.anchoring.meaning.vocabulary import any_meaning
from argmap.anchoring.placement import Change, ChangeKind, Meaning
from argmap.anchoring.reading.loosening import is_lookalike
from argmap.anchoring.reading.ways import HYPHEN_AT_LINE_END
from argmap.anchoring.turns import is_change_of_speaker
from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.alignment import Pair, Word
    from argmap.anchoring.meaning.changes import Comparison, Side
    from argmap.anchoring.reading.ways import Reading

_WEIGHTY: tuple[Meaning, ...] = ("negation", "modality", "quantity", "number")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SETS_OFF = frozenset(",;:-()")
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")


class Judge:
    """Gives each change its kind and says what it touches."""

    def __init__(self, comparison: Comparison, source: Reading) -> None:
        self._comparison = comparison
        self._brackets = Bracketed(comparison.quoted.reading.text, comparison.same.table.remarks)
        self._quoted = comparison.quoted
        self._found = comparison.found
        self._source = source.concordance
        self._near = comparison.found.stretch.start
        self._vocabulary = self._source.vocabulary(self._near)
        if self._vocabulary:
            self._forms = Forms(self._vocabulary, self._source, self._near)

    def change(self, pair: Pair) -> Change | None:
        """Return what differs between words that answer to each other, None if nothing does."""
        if pair.is_same and pair.quoted.length == pair.found.length == 1:
            one, other = self._quoted.words[pair.quoted.start], self._found.words[pair.found.start]
            if one.text == other.text:
                return None
        quoted = [self._quoted.words[place] for place in range(*pair.quoted)]
        found = [self._found.words[place] for place in range(*pair.found)]
        if [word.text for word in quoted] == [word.text for word in found]:
            return None
        kind = self._kind(pair, quoted, found)
        if kind is None:
            return None
        quoted_span, found_span = self._quoted.span(pair.quoted), self._found.span(pair.found)
        return Change(
            kind,
            quoted_span.cut(self._quoted.reading.original),
            found_span.cut(self._found.reading.original),
            quoted_span,
            found_span,
            self._meaning(kind, pair, quoted, found),
        )

    def _kind(self, pair: Pair, quoted: list[Word], found: list[Word]) -> ChangeKind | None:
        ours = "".join(word.text for word in quoted)
        theirs = "".join(word.text for word in found)
        if not (quoted and found):
            return self._kind_of_one(pair)
        if self._brackets.touch(self._span(pair.quoted)):
            return "bracket"
        if pair.is_same:
            return self._kind_of_same(pair, quoted, found)
        if is_lookalike(ours, theirs):
            return "lookalike"
        if ours != theirs and _level(ours) == _level(theirs):
            return "equivalent"
        return "spelling" if self._is_slip(quoted, found) else "word"

    def _kind_of_same(self, pair: Pair, quoted: list[Word], found: list[Word]) -> ChangeKind | None:
        """Return the kind of a change where both sides say the same."""
        ours = "".join(word.text for word in quoted)
        theirs = "".join(word.text for word in found)
        if ours == theirs:
            if len(quoted) == len(found) or self._is_broken(pair):
                return None
            return "word" if self._are_other_words(quoted, found) else "spelling"
        if html.unescape(ours) == html.unescape(theirs):
            return "punctuation"
        if ours.casefold() != theirs.casefold():
            return "equivalent"
        if len(quoted) != len(found) and self._are_other_words(quoted, found):
            return "word"
        return "case"

    def _are_other_words(self, quoted: list[Word], found: list[Word]) -> bool:
        """Tell whether words written together are others than those apart: *now here*."""
        words = (*quoted, *found)
        if any(word.is_part for word in words) or not any(
            one.span.end + 1 == other.span.start and side.reading.text[one.span.end] == " "
            for side, some in ((self._quoted, quoted), (self._found, found))
            for one, other in pairwise(some)
        ):
            return False
        if self._vocabulary and self._vocabulary.has_list:
            return all(self._vocabulary.is_word(word.key) for word in words)
        return any(self._listed(word.key) for word in words)

    def _kind_of_one(self, pair: Pair) -> ChangeKind:
        """Return the kind of a change where words are on one side only."""
        if not pair.quoted.length:
            return "dropped"
        return "bracket" if self._brackets.hold(self._span(pair.quoted)) else "added"

    def _span(self, words: Span) -> Span:
        """Return where words of the quote are in its reading."""
        return Span(
            self._quoted.words[words.start].span.start, self._quoted.words[words.end - 1].span.end
        )

    def _is_broken(self, pair: Pair) -> bool:
        """Tell whether only a hyphen at the end of a line parts the words found."""
        return any(
            HYPHEN_AT_LINE_END.search(side.span(words).cut(side.reading.original))
            for side, words in ((self._quoted, pair.quoted), (self._found, pair.found))
        )

    def _meaning(
        self, kind: ChangeKind, pair: Pair, quoted: list[Word], found: list[Word]
    ) -> Meaning | None:
        if kind == "case":
            return self._meaning_of_case(pair)
        if kind in ("punctuation", "spelling", "equivalent", "lookalike"):
            return None
        if kind == "bracket":
            return None if pair.is_same else self._meaning_of_bracket(pair, quoted, found)
        is_set_off = kind == "dropped" and self._is_set_off(pair, found)
        if is_set_off or self._is_harmless(pair, quoted, found):
            return None
        named = self._name(quoted, found)
        is_plain = kind == "dropped" and named == "word"
        return None if is_plain and self._may_be_omitted(pair, found) else named

    def _may_be_omitted(self, pair: Pair, found: list[Word]) -> bool:
        """Tell whether the quote marks that words are left out, and none of them governs others."""
        signs = self._quoted.between(pair.quoted.start)
        return marks_omission(signs.cut(self._quoted.reading.text)) and cue_words().isdisjoint(
            word.key for word in found
        )

    def _meaning_of_case(self, pair: Pair) -> Meaning | None:
        """Return what the case of a word changes: *5 mW* for *5 MW*."""
        if not pair.quoted.length == pair.found.length == 1:
            return None
        at, there = pair.quoted.start, pair.found.start
        ours, theirs = self._quoted.words[at], self._found.words[there]
        side, place = (self._quoted, at) if ours.text.isupper() else (self._found, there)
        near = (each for each in (place - 1, place + 1) if 0 <= each < len(side.words))
        return meaning_of_case(
            ours.text,
            theirs.text,
            before=self._found.words[there - 1].text if there else "",
            beside=tuple(side.words[each].text for each in near),
            begins=not at or begins_sentence(self._found.reading.text, theirs.span.start),
        )

    def _is_set_off(self, pair: Pair, found: list[Word]) -> bool:
        """Tell whether words left out only join sentences, set off by commas: *however*."""
        known = self._vocabulary
        phrase = " ".join(word.key for word in found)
        return bool(known and known.is_connective(phrase)) and is_set_off(self._found, pair.found)

    def _meaning_of_bracket(
        self, pair: Pair, quoted: list[Word], found: list[Word]
    ) -> Meaning | None:
        """Return what the brackets of an editor touch: an addition, an ending, another word."""
        named = self._name(quoted, found)
        if not found:
            return named if named in _WEIGHTY else None
        within = self._span(pair.quoted)
        ours, theirs = ("".join(word.key for word in words) for words in (quoted, found))
        if is_adapted(ours, theirs, kept=self._brackets.outside(within)):
            turned = self._turns(ours, theirs) or (
                self._vocabulary and self._vocabulary.are_opposed(ours, theirs)
            )
            return named if turned else None
        if named in _WEIGHTY:
            return named
        # What has little meaning of its own is put into other words to fit a sentence.
        known, months = self._vocabulary, self._months(found, self._found)
        if known and not months and all(known.is_function_word(word.key) for word in found):
            return None
        return named

    def _name(self, quoted: list[Word], found: list[Word]) -> Meaning:
        """Return what the words that differ say, the gravest first."""
        ours, theirs = ({word.key for word in words} for words in (quoted, found))
        if is_change_of_speaker(word.text for word in (*quoted, *found)):
            return "actor"
        if any(word.is_number for word in (*quoted, *found)):
            return "number"
        if len(ours) == len(theirs) == 1 and self._turns(*ours, *theirs):
            return "negation"
        if (sign := self._sign(quoted, found)) is not None:
            return sign
        months = self._months(quoted, self._quoted) | self._months(found, self._found)
        keys = (ours ^ theirs) - months
        joined = {"".join(word.key for word in words) for words in (quoted, found)} - months
        named = {self._listed(key) for key in keys | joined}
        named |= {self._listed(key) for key in self._inside(joined)}
        order = ("negation", "number", "modality", "quantity", "comparison", "actor")
        return next((each for each in order if each in named), "word")

    def _months(self, words: list[Word], side: Side) -> set[str]:
        """Return which words are the names of months or days by their capital: *in May*."""
        names = self._comparison.same.moments.names
        return {
            word.key
            for word in words
            if word.key in names
            and word.text[0].isupper()
            and not begins_sentence(side.reading.text, word.span.start)
        }

    def _sign(self, quoted: list[Word], found: list[Word]) -> Meaning | None:
        """Return what a sign or a unit says."""
        keys = {word.key for word in quoted} ^ {word.key for word in found}
        if any(key in "<>=≤≥≠~" for key in keys):
            return "comparison"
        if any(key in "+-±" for key in keys):
            return "number"
        # A capital by itself is more often the name of something.
        letters = any(len(word.text) == 1 and word.text.isupper() for word in (*quoted, *found))
        return (
            "quantity"
            if keys and keys <= self._comparison.same.table.units and not letters
            else None
        )

    def _inside(self, joined: set[str]) -> set[str]:
        """Return the words of two characters inside what is written without blanks."""
        return {
            run[place : place + length]
            for run in joined
            if _UNSPACED.search(run)
            for length in (2, 3, 4)
            for place in range(min(len(run), 200))
        }

    def _listed(self, word: str) -> Meaning | None:
        if self._vocabulary:
            return self._vocabulary.meaning(word)
        return any_meaning(word)

    def _turns(self, one: str, other: str) -> bool:
        return bool(self._vocabulary and self._vocabulary.turns(one, other))

    def _is_harmless(self, pair: Pair, quoted: list[Word], found: list[Word]) -> bool:
        """Tell whether only articles and particles come, go or are exchanged."""
        known = self._vocabulary
        if not known or not all(known.is_harmless(word.key) for word in (*quoted, *found)):
            return False
        if not found or not quoted:
            side, words = (self._quoted, pair.quoted) if quoted else (self._found, pair.found)
            following = side.words[words.end].key if words.end < len(side.words) else ""
            return following not in known.words.get("articled", ())
        return True

    def _is_slip(self, quoted: list[Word], found: list[Word]) -> bool:
        """Tell whether one side is proven to be a slip of the pen for the other."""
        words = (*quoted, *found)
        if any(word.is_character or word.has_digit for word in words):
            return False
        ours, theirs = ("".join(word.key for word in words) for words in (quoted, found))
        if only_letters(ours) == only_letters(theirs):
            return bool(only_letters(ours)) and not self._are_other_words(quoted, found)
        if self._vocabulary is None or self._is_name(quoted, found):
            return False
        ours_apart, theirs_apart = _apart(quoted), _apart(found)
        return len(ours_apart) == len(theirs_apart) and all(
            one == other or self._is_one_slip(one, other)
            for one, other in zip(ours_apart, theirs_apart, strict=True)
        )

    def _is_one_slip(self, quoted: str, found: str) -> bool:
        same = self._comparison.same
        ours, theirs = quoted.casefold(), found.casefold()
        if ours.endswith("'s") and theirs.endswith("'s"):
            ours, theirs = ours[:-2], theirs[:-2]
        if {ours, theirs} <= same.table.units or same.numerals.is_doubtful(ours, theirs):
            return False
        return is_slip(ours, theirs, self._forms)

    def _is_name(self, quoted: list[Word], found: list[Word]) -> bool:
        """Tell whether a word is a name: with a capital inside a sentence, and no common word.

        *Captain* is a common word, and *Captsin* not a name either, as *Browne* is beside *Brown*.
        """
        known = self._vocabulary
        if not known or not (self._quoted.is_name(quoted[0]) or self._found.is_name(found[0])):
            return False
        if is_mistyped_name(quoted[0].text, found[0].text):
            return False
        return known.is_word(quoted[0].text) or not (
            known.is_common(found[0].key) or found[0].key in self._comparison.same.moments.names
        )


def _level(word: str) -> str:
    """Return a word with its subscripts on the line, as in *H2O*.

    Superscripts stay: *10²* is not *102*.
    """
    return word.translate(_SUBSCRIPTS) if word[:1].isalpha() else word


def _apart(words: list[Word]) -> list[str]:
    """Return words as they are written: those put together apart, those parted as one."""
    written: list[str] = []
    end = None
    for word in words:
        if word.is_part and word.span.start == end:
            written[-1] += word.text
        else:
            written += word.text.split(" ")
        end = word.span.end
    return written


def is_set_off(side: Side, words: Span) -> bool:
    """Tell whether words are between two signs that set them off: commas, dashes, brackets.

    Where they begin or end the stretch that is compared, one sign is enough.
    """
    text = side.reading.text
    before, after = (side.between(place).cut(text).strip() for place in words)
    begins, ends = words.start == 0, words.end == len(side.words)
    return (
        (before[-1:] in _SETS_OFF if before else begins)
        and (after[:1] in _SETS_OFF if after else ends)
        and bool(before or after)
    )
