"""Negations that a wording has and its quotes have not, or the other way round.

Counting is not enough: *refuses to* is as good as *does not*, *not uncommon* as *common*, and a
negation in a clause that the wording ignores is no loss. So each negation is taken with the
words that it bears on, and answers to one of the other side that bears on the same. One that is
left over is reported only if the other side says the same thing and nothing in it says no: no other
negation, no word such as *closed* or *only*, no opposite of what is negated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.wordings.difference import Difference
from argmap.wordings.lexicon import is_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.wordings.lexicon import Lexicon
    from argmap.wordings.reading import Token, TokenisedText

Force = Literal["plain", "refusing", "against"]

_MOST_HEADS = 3  # words after a negation that it bears on
_LEAST_NEGATED = 6  # letters of a word that may have an affix
_FAR = 40  # words, more than a clause has
_NEARBY = 4  # words between two negations that make none
_SAME_CLAUSE = 0.7  # of the words of a clause, that make it the same one
_SAME_TOPIC = 0.5  # of them, if the word that is negated is among them
_LEAST_BASE = 4  # letters of a word that a prefix negates
_STEM = 3  # letters that forms of a word have in common
_RISKY = ("in", "im", "il", "ir", "dis", "mis", "de")  # prefixes that many other words begin with
_LEAST_RISKY_BASE = 5


class Negation(NamedTuple):
    """A word that says no.

    ``heads`` are the words after it that it bears on, ``before`` the last ones before it and
    ``near`` all those of its clause. ``denies`` says that with a negation it makes none, and
    ``limit`` is the word by which it only limits what it bears on.
    """

    text: str
    key: str
    place: int
    clause: int
    force: Force
    heads: tuple[str, ...]
    near: tuple[str, ...]
    before: tuple[str, ...] = ()
    denies: bool = False
    is_affix: bool = False
    limit: str = ""


def compare_negations(
    wording: TokenisedText, quoted: TokenisedText, context: TokenisedText
) -> Iterator[Difference]:
    """Yield the negations of a wording that what it rests on lacks, and those that it drops.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> def compare(*texts):
    ...     readings = [read(text, lexicon("en")) for text in (*texts, "")]
    ...     return [(each.said, each.quoted) for each in compare_negations(*readings)]
    >>> compare("Moscow does not want close ties", "Moscow wants to maintain close relations")
    [('not', '')]
    >>> compare("The mayor did not answer", "The mayor refused to answer")
    []
    """
    ours, theirs = _without_shared(_negations(wording), _negations(quoted))
    ours, theirs = _settled(ours, quoted), _settled(theirs, wording)
    ours = _without_double(_with_affixes(ours, wording, (quoted, context)), wording)
    theirs = _without_double(_with_affixes(theirs, quoted, (wording,)), quoted)
    added, dropped = _unpaired(_strong(ours), _strong(theirs))
    known = {each.key for each in _negations(quoted)}
    around = [each for each in _negations(context) if each.key not in known] if added else []
    for each in added:
        is_told = _is_softened(each, theirs, quoted) or any(
            _bear_on_same(each, one) for one in around
        )
        if not is_told and _is_contrary(each, (quoted, context)):
            yield Difference("negation", each.text)
    for each in dropped:
        if not _is_softened(each, ours, wording) and _is_contrary(each, (wording,)):
            yield Difference("negation", "", each.text)


def _settled(negations: list[Negation], other: TokenisedText) -> list[Negation]:
    """Return negations, those as plain that are limited by a word that the other side has, too."""
    theirs = {token.key for token in other.tokens}
    return [
        each._replace(force="plain") if each.limit and each.limit in theirs else each
        for each in negations
    ]


def _is_softened(one: Negation, others: list[Negation], reading: TokenisedText) -> bool:
    """Tell whether a word of the other side may say the same as a negation: *closed*, *only*.

    If the other side has the word that is negated, it must bear on that.
    """
    soft = [each for each in others if each.force == "against"]
    is_there = any(is_alike(head, word) for head in one.heads[:1] for word in reading.content)
    return any(not is_there or _bears_on(each, one.heads[:2]) for each in soft)


def _bears_on(one: Negation, heads: Sequence[str]) -> bool:
    """Tell whether a word bears on one of some words, which may come before it: *shops closed*."""
    return any(is_alike(head, word) for head in heads for word in (*one.heads[:2], *one.before))


def _negations(reading: TokenisedText) -> list[Negation]:
    return [
        _negation(reading, place, force)
        for place, token in enumerate(reading.tokens)
        if (force := _force(reading, place, token))
    ]


def _force(reading: TokenisedText, place: int, token: Token) -> Force | None:
    known, key = reading.lexicon, token.key
    if token.heading is not None:
        is_part = token.heading in ("some", "most", "few") and (
            known.is_plain(key) or known.has("refuse", key)
        )
        return "against" if is_part else _FORCES.get(token.heading)
    if known.has("refuse", key):
        return "refusing"
    if known.is_plain(key) or _goes_with_ne(reading, place):
        return _plain_force(reading, place)
    is_soft = known.has("against", key) or known.has("deny", key) or _has_affix(known, key)
    return "against" if is_soft else None


def _goes_with_ne(reading: TokenisedText, place: int) -> bool:
    """Tell whether a word is a negation only because of the *ne* before it: *ne … plus*."""
    known = reading.lexicon
    if not known.has("with_ne", reading.tokens[place].key):
        return False
    before = reading.tokens[max(0, place - _NEARBY - 1) : place]
    return any(known.has("ne", one.key) for one in before)


def _plain_force(reading: TokenisedText, place: int) -> Force | None:
    """Return the force of a plain negation: none in *not only* and *No. 5*, little in a limit."""
    after = reading.tokens[place + 1].key if place + 1 < len(reading.tokens) else ""
    is_number_sign = reading.tokens[place].text == "No" and after[:1].isdigit()
    if is_number_sign or reading.lexicon.has("only", after):
        return None
    is_part = negates_quantifier(reading, place)
    return "against" if is_part or _limit(reading, place) else "plain"


def negates_quantifier(reading: TokenisedText, place: int) -> bool:
    """Tell whether a plain negation is of the word after it that says how many: *aren't all*."""
    known = reading.lexicon
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if after is None or after.heading is not None or not known.is_plain(reading.tokens[place].key):
        return False
    is_many = known.has("all", after.key) or known.has("many", after.key)
    return (
        is_many
        and not known.has("polarity", after.key)
        and not known.has("condition", reading.tokens[place].key)
    )


def _has_affix(known: Lexicon, key: str) -> bool:
    """Tell whether a word seems to have a prefix or an ending that negates."""
    if len(key) < _LEAST_NEGATED or known.has("positive", key):
        return False
    return any(
        key.startswith(affix[:-1]) if affix.endswith("-") else key.endswith(affix[1:])
        for affix in known.words.get("negating", ())
    )


def _limit(reading: TokenisedText, place: int) -> str:
    """Return the word by which a negation is only a limit: *not before 2027*."""
    later = reading.tokens[place + 1 : place + 2 * _NEARBY]
    return next((one.key for one in later if reading.lexicon.has("limit", one.key)), "")


_FORCES: dict[str, Force] = {
    "refuse": "refusing",
    "reject": "refusing",
    "against": "against",
    "deny": "against",
}


def _negation(reading: TokenisedText, place: int, force: Force) -> Negation:
    token = reading.tokens[place]
    around = reading.tokens[max(0, place - _FAR) : place + _FAR]
    content = [one for one in around if reading.is_content(one)]
    later = [one for one in content if one.span.start > token.span.start]
    inside = [one.key for one in later if one.clause == token.clause]
    heads = inside or [one.key for one in later if one.clause <= token.clause + 2]
    near = [one.key for one in content if one.clause == token.clause]
    kept = tuple(heads[:_MOST_HEADS])
    known = reading.lexicon
    earlier = [one.key for one in content if one.span.start < token.span.start]
    return Negation(
        token.text,
        token.key,
        place,
        token.clause,
        force,
        kept,
        tuple(near or kept),
        tuple(earlier[-_MOST_HEADS:]),
        denies=token.heading in ("deny", "reject") or known.has("deny", token.key),
        limit=_limit(reading, place) if known.is_plain(token.key) else "",
    )


def _without_shared(
    said: list[Negation], quoted: list[Negation]
) -> tuple[list[Negation], list[Negation]]:
    """Leave out the words other than plain negations that both sides have."""
    kept = list(quoted)
    left = []
    for one in said:
        same = next(
            (
                each
                for each in kept
                if one.force != "plain" and each.force != "plain" and is_alike(one.key, each.key)
            ),
            None,
        )
        if same is None:
            left.append(one)
        else:
            kept.remove(same)
    return left, kept


def _with_affixes(
    negations: list[Negation], reading: TokenisedText, others: Sequence[TokenisedText]
) -> list[Negation]:
    """Return negations and the words that are one of the other side with an affix that negates."""
    if reading.lexicon.vocabulary is None:
        return negations
    theirs = {token.key for other in others for token in other.tokens}
    by_stem: dict[str, list[str]] = {}
    for word in theirs:
        by_stem.setdefault(word[:_STEM], []).append(word)
    found = []
    for place, token in enumerate(reading.tokens):
        if reading.lexicon.is_plain(token.key) or token.key in theirs:
            continue
        base = _base(reading, token.key, by_stem)
        if base:
            made = _negation(reading, place, "refusing")
            found.append(made._replace(heads=(base,), is_affix=True))
    places = {each.place for each in found}
    return [*(each for each in negations if each.place not in places), *found]


def _base(reading: TokenisedText, word: str, by_stem: dict[str, list[str]]) -> str | None:
    """Return the word of which another one is the negation by a prefix or an ending."""
    known = reading.lexicon.vocabulary
    if known is None:
        return None
    if word.endswith("less"):
        shorter = [each for each in by_stem.get(word[:_STEM], ()) if len(each) < len(word)]
        return next((each for each in shorter if known.turns(each, word)), None)
    return next(
        (
            each
            for rest in _bases(known.prefixes, word)
            for each in by_stem.get(rest[:_STEM], ())
            if is_alike(rest, each) and not is_alike(word, each)
        ),
        None,
    )


def _bases(prefixes: Iterable[str], word: str) -> Iterator[str]:
    for prefix in prefixes:
        rest = word.removeprefix(prefix)
        least = _LEAST_RISKY_BASE if prefix in _RISKY else _LEAST_BASE
        if rest != word and len(rest) >= least:
            yield rest


def _without_double(negations: list[Negation], reading: TokenisedText) -> list[Negation]:
    """Leave out two that make none, and what only says again in a clause that it says no."""
    concord = reading.lexicon.words.get("concord")
    kept: list[Negation] = []
    for one in sorted(negations, key=lambda each: each.place):
        last = kept[-1] if kept else None
        if last and _is_double(last, one, reading):
            kept.pop()
        elif not (concord and last and _says_again(last, one, reading)):
            kept.append(one)
    return kept


def _says_again(last: Negation, one: Negation, reading: TokenisedText) -> bool:
    """Tell whether a negation only goes with the one before, as in *no vino nadie*."""
    is_own = any(reading.lexicon.has("condition", each.key) for each in (last, one))
    return last.clause == one.clause and last.force == one.force == "plain" and not is_own


def _is_double(last: Negation, one: Negation, reading: TokenisedText) -> bool:
    """Tell whether two negations make none: *nobody denies*, *wrong that nothing*, *not un-*."""
    known = reading.lexicon
    between = [token.key for token in reading.tokens[last.place + 1 : one.place]]
    if len(between) > 2 * _NEARBY or any(known.has("joined", key) for key in between):
        return False
    if last.force == one.force == "plain":
        return known.has("condition", last.key) or known.has("condition", one.key)
    if last.force == "against":
        return last.denies and one.force == "plain" and len(between) < _NEARBY
    return one.denies or (one.is_affix and len(between) < _NEARBY)


def _strong(negations: list[Negation]) -> list[Negation]:
    return [each for each in negations if each.force != "against"]


def _unpaired(
    said: list[Negation], quoted: list[Negation]
) -> tuple[list[Negation], list[Negation]]:
    """Return the negations of both sides without a partner: first those that bear on the same."""
    said, quoted = list(said), list(quoted)
    for same in (_bear_on_same, _are_in_one_clause):
        for one in list(said):
            other = next((each for each in quoted if same(one, each)), None)
            if other is not None:
                said.remove(one)
                quoted.remove(other)
    least = min(len(said), len(quoted))
    return said[least:], quoted[least:]


def _bear_on_same(one: Negation, other: Negation) -> bool:
    return any(is_alike(mine, theirs) for mine in one.heads[:2] for theirs in other.heads[:2])


def _are_in_one_clause(one: Negation, other: Negation) -> bool:
    return any(is_alike(mine, theirs) for mine in one.near for theirs in other.near)


def _is_contrary(one: Negation, others: Sequence[TokenisedText]) -> bool:
    """Tell whether the others say what is negated, rather than its opposite or something else."""
    theirs = {token.key for other in others for token in other.tokens}
    if any(_opposes(other, head, theirs) for other in others for head in one.heads[:2]):
        return False
    same = sum(any(is_alike(mine, word) for word in theirs) for mine in one.near)
    if any(is_alike(head, word) for head in one.heads[:1] for word in theirs):
        return same >= _SAME_TOPIC * len(one.near)
    return same > 1 and same >= _SAME_CLAUSE * len(one.near)


def _opposes(reading: TokenisedText, head: str, words: set[str]) -> bool:
    """Tell whether one of some words is the opposite of a word."""
    return any(
        is_alike(word, other)
        for one, other in reading.lexicon.opposites
        if is_alike(head, one)
        for word in words
    )
