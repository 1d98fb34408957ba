"""What differs between a quote and the words found for it, and whether that touches the meaning.

The rule is strict: every change counts unless it is shown to be harmless. Harmless is another
case, punctuation, the same letters written together or apart, an article or a particle more or
less, a word in the brackets of an editor, and a slip of the pen: a form that is no word of the
source, nor any known one, hardly different from the word that stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.alignment import Stretch, Word, align, split_words
from argmap.anchoring.meaning.vocabulary import MEANINGS, any_meaning
from argmap.anchoring.placement import Change, ChangeKind, Meaning
from argmap.anchoring.reading.loosening import fold_loosely, is_lookalike
from argmap.anchoring.reading.ways import HYPHEN_AT_LINE_END
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.meaning.alignment import Pair
    from argmap.anchoring.reading.ways import Reading

_ENDS_CLAUSE = re.compile(r"[,;:.!?()\[\]]|\s-|-\s|--")
_SETS_OFF = frozenset(",;:-()")
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a reading with its case kept, and its words in a stretch."""

    reading: Reading
    stretch: Span
    words: list[Word]

    @classmethod
    def of(cls, reading: Reading, stretch: Span) -> Side:
        """Return the side that a stretch of a reading makes."""
        return cls(reading, stretch, split_words(reading.text, stretch))

    def as_stretch(self) -> Stretch:
        """Return the words with the text that they stand in."""
        return Stretch(self.stretch.cut(self.reading.text), self.stretch.start, self.words)

    def span(self, words: Span) -> Span:
        """Return where words stand in the text as it stands; of none, where they would."""
        if words.length:
            start = self.words[words.start].span.start
            return self.reading.unfold(Span(start, self.words[words.end - 1].span.end))
        if words.start:
            end = self.reading.unfold(self.words[words.start - 1].span).end
        elif self.words:
            end = self.reading.unfold(self.words[0].span).start
        else:
            end = self.reading.unfold(self.stretch).start if self.stretch.length else 0
        return Span(end, end)

    def between(self, word: int) -> Span:
        """Return where the signs before a word stand, back to the word before."""
        start = self.words[word - 1].span.end if word else self.stretch.start
        end = self.words[word].span.start if word < len(self.words) else self.stretch.end
        return Span(start, end)


class Comparison:
    """A quote held against the words found for it, both with their typography folded."""

    def __init__(self, quoted: Side, found: Side) -> None:
        self.quoted = quoted
        self.found = found
        self.pairs = align(quoted.as_stretch(), found.as_stretch())

    def changes(self, source: Reading) -> list[Change]:
        """Return what differs; ``source`` is the reading in which the source's words are sought.

        Its case is folded.
        """
        judge = _Judge(self, source)
        changes = [
            change for pair in self._joined_pairs() if (change := judge.change(pair)) is not None
        ]
        changes += self._punctuation()
        return sorted(_reordered(changes), key=lambda each: (each.found_span, each.quoted_span))

    def _joined_pairs(self) -> Iterator[Pair]:
        """Yield the pairs, those joined where words were dropped or added one after the other.

        And, in scripts without blanks, where characters were exchanged one after the other.
        """
        last: Pair | None = None
        for pair in self.pairs:
            if last is not None and self._belong_together(last, pair):
                last = replace(
                    last,
                    quoted=Span(last.quoted.start, pair.quoted.end),
                    found=Span(last.found.start, pair.found.end),
                    distance=last.distance + pair.distance,
                )
                continue
            if last is not None:
                yield last
            last = pair
        if last is not None:
            yield last

    def _belong_together(self, one: Pair, other: Pair) -> bool:
        if one.is_same or other.is_same:
            return False
        if not (one.quoted.length or other.quoted.length):
            return True
        if not (one.found.length or other.found.length):
            return True
        return self._is_unspaced(one) and self._is_unspaced(other)

    def _is_unspaced(self, pair: Pair) -> bool:
        keys = [self.quoted.words[place].key for place in range(*pair.quoted)]
        keys += [self.found.words[place].key for place in range(*pair.found)]
        return all(len(key) == 1 and not key.isascii() and key.isalpha() for key in keys)

    def _punctuation(self) -> Iterator[Change]:
        """Yield the signs between words that are the same on both sides, where they differ."""
        for one, other in zip(self.pairs, self.pairs[1:], strict=False):
            if not (one.is_same and other.is_same):
                continue
            ours = self.quoted.between(other.quoted.start)
            theirs = self.found.between(other.found.start)
            quoted = ours.cut(self.quoted.reading.text).strip()
            found = theirs.cut(self.found.reading.text).strip()
            if quoted.replace(" ", "") != found.replace(" ", ""):
                quoted_span, found_span = (
                    _stripped(self.quoted, ours),
                    _stripped(self.found, theirs),
                )
                yield Change(
                    "punctuation",
                    quoted_span.cut(self.quoted.reading.original),
                    found_span.cut(self.found.reading.original),
                    quoted_span,
                    found_span,
                )


def _stripped(side: Side, signs: Span) -> Span:
    """Return where signs stand in the text as it stands, without the blanks around them."""
    cut = signs.cut(side.reading.text)
    start = signs.start + len(cut) - len(cut.lstrip(" "))
    end = signs.start + len(cut.rstrip(" "))
    if start < end:
        return side.reading.unfold(Span(start, end))
    place = side.reading.unfold(Span(signs.start - 1, signs.start)).end
    return Span(place, place)


class _Judge:
    """Gives each change its kind and says what it touches."""

    def __init__(self, comparison: Comparison, source: Reading) -> None:
        self._quoted = comparison.quoted
        self._found = comparison.found
        self._source = source.concordance
        self._near = comparison.found.stretch.start
        self._vocabulary = self._source.vocabulary(self._near)

    def change(self, pair: Pair) -> Change | None:
        if pair.is_same and pair.quoted.length == pair.found.length == 1:
            one, other = self._quoted.words[pair.quoted.start], self._found.words[pair.found.start]
            if one.text == other.text:
                return None
        quoted = [self._quoted.words[place] for place in range(*pair.quoted)]
        found = [self._found.words[place] for place in range(*pair.found)]
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
        if pair.is_same and ours == theirs:
            same_parts = len(quoted) == len(found) or self._is_broken(pair)
            return None if same_parts else "spelling"
        if pair.is_same:
            return "case"
        if not (quoted and found):
            return self._kind_of_one(pair)
        if self._is_bracketed(pair.quoted):
            return "bracket"
        if is_lookalike(ours, theirs):
            return "lookalike"
        return "spelling" if self._is_slip(quoted, found) else "word"

    def _kind_of_one(self, pair: Pair) -> ChangeKind:
        """Return the kind of a change where words stand on one side only."""
        if not pair.quoted.length:
            return "dropped"
        return "bracket" if self._is_bracketed(pair.quoted) else "added"

    def _is_broken(self, pair: Pair) -> bool:
        """Tell whether only a hyphen at the end of a line parts the words found."""
        return any(
            HYPHEN_AT_LINE_END.search(side.span(words).cut(side.reading.original))
            for side, words in ((self._quoted, pair.quoted), (self._found, pair.found))
        )

    def _is_bracketed(self, words: Span) -> bool:
        if not words.length:
            return False
        text = self._quoted.reading.text
        before = text[: self._quoted.words[words.start].span.start]
        after = text[self._quoted.words[words.end - 1].span.end :]
        return before.rfind("[") > before.rfind("]") and 0 <= after.find("]") < (
            after.find("[") % (len(after) + 1)
        )

    def _meaning(
        self, kind: ChangeKind, pair: Pair, quoted: list[Word], found: list[Word]
    ) -> Meaning | None:
        if kind in ("case", "punctuation", "spelling", "lookalike"):
            return None
        if kind == "dropped" and self._is_set_off(pair, found):
            return None
        named = self._name(quoted, found)
        if kind == "bracket":
            return named if named not in ("actor", "word") else None
        if self._is_harmless(pair, quoted, found):
            return None
        return named

    def _name(self, quoted: list[Word], found: list[Word]) -> Meaning:
        """Return what the words that differ say, the gravest first."""
        ours, theirs = ({word.key for word in words} for words in (quoted, found))
        if any(word.is_number for word in (*quoted, *found)):
            return "number"
        if len(ours) == len(theirs) == 1 and self._turns(*ours, *theirs):
            return "negation"
        keys = ours ^ theirs
        joined = {"".join(word.key for word in words) for words in (quoted, found)}
        named = {self._listed(key) for key in keys | joined}
        named |= {self._listed(key) for key in self._inside(joined)}
        order = ("negation", "number", "modality", "quantity", "comparison", "actor")
        return next((each for each in order if each in named), "word")

    def _inside(self, joined: set[str]) -> set[str]:
        """Return the words of two characters inside what is written without blanks."""
        return {
            run[place : place + length]
            for run in joined
            if not run.isascii()
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

    def _is_set_off(self, pair: Pair, found: list[Word]) -> bool:
        """Tell whether words left out only join sentences, set off by commas: *however*."""
        known = self._vocabulary
        said = " ".join(word.key for word in found)
        return bool(known and known.is_connective(said)) and is_set_off(self._found, pair.found)

    def _is_slip(self, quoted: list[Word], found: list[Word]) -> bool:
        """Tell whether the quote's form is a slip of the pen for the word that stands there."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 -- an exact quote needs it not

        if any(word.is_number or word.is_character for word in (*quoted, *found)):
            return False
        ours, theirs = ("".join(word.key for word in words) for words in (quoted, found))
        if _letters(ours) == _letters(theirs):
            return True
        if OSA.distance(ours, theirs) > max(1, len(theirs) // 3) or self._turns(ours, theirs):
            return False
        if self._vocabulary and self._vocabulary.are_opposed(ours, theirs):
            return False
        # Who leaves out accents writes resume for résumé: that this is a word, too, says nothing.
        commonly = fold_loosely(ours).text != fold_loosely(theirs).text
        return not all(self._is_known(word.key, commonly=commonly) for word in quoted)

    def _is_known(self, form: str, *, commonly: bool) -> bool:
        if self._vocabulary and self._vocabulary.knows(form, commonly=commonly):
            return True
        return self._source.knows(form, self._near)


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


def _letters(word: str) -> str:
    return "".join(each for each in word if each.isalnum())


def _reordered(changes: list[Change]) -> list[Change]:
    """Return the changes, each pair of a dropped and an added wording that are the same as one."""
    dropped: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == "dropped":
            dropped.setdefault(change.found.casefold(), []).append(change)
    kept = []
    gone: list[Change] = []
    for change in changes:
        same = dropped.get(change.quoted.casefold(), []) if change.kind == "added" else []
        if not same:
            kept.append(change)
            continue
        other = same.pop()
        gone.append(other)
        kept.append(
            Change(
                "order",
                change.quoted,
                other.found,
                change.quoted_span,
                other.found_span,
                change.meaning and "word",
            )
        )
    return [change for change in kept if change not in gone]


def omitted_changes(source: Reading, gap: Span, quoted_at: int) -> Iterator[Change]:
    """Yield the words left out between two fragments that turn what the fragments say.

    A negation counts in the clauses that the fragments are part of; a modal word, a quantity or a
    comparison where nothing but a few words is left out. ``gap`` is where the words stand in the
    reading with its typography folded, ``quoted_at`` where the quote leaves them out.
    """
    text = gap.cut(source.text)
    marks = list(_ENDS_CLAUSE.finditer(text))
    first = marks[0].start() if marks else len(text)
    last = marks[-1].end() if marks else len(text)
    words = split_words(source.text, gap)
    side = Side(source, gap, words)
    known = source.concordance.vocabulary(gap.start)
    alone = not marks and len(words) <= _FEW_WORDS
    for number, word in enumerate(words):
        place = word.span.start - gap.start
        if first <= place < last:
            continue
        meaning = known.meaning(word.key) if known else any_meaning(word.key)
        if meaning == "negation" or (alone and meaning in MEANINGS[:5]):
            span = side.span(Span(number, number + 1))
            yield Change(
                "dropped",
                "",
                span.cut(source.original),
                Span(quoted_at, quoted_at),
                span,
                meaning,
            )
