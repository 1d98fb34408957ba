"""Numbers, dates and units of a wording that what it rests on does not have.

A number is had if it is there, however it is written: in words, as a share or a percentage, in
another unit, rounded where the wording says *about*, or as a limit. It is also had if it follows:
as the difference, the sum or the ratio of two that are there, as the decade or the century of a
year. A small number in words is reported only if the quote has another one for it, since a wording
may count what the quote lists.
"""

from __future__ import annotations

from itertools import combinations, permutations
from math import floor, isclose, log10
from typing import TYPE_CHECKING

from argmap.text import Span
from argmap.wordings.difference import Difference
from argmap.wordings.lexicon import units
from argmap.wordings.numbers import Number, as_share, has_numbers, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.wordings.difference import DifferenceKind
    from argmap.wordings.lexicon import Unit
    from argmap.wordings.reading import TokenisedText

_NEAR = 0.06  # of a number, that *about* is off by
_CONVERTED = 0.02  # of a number, that it is rounded by when it is converted or worked out
_LIMIT = 0.3  # of a number, that lies between it and a limit that is worth naming
_MOST_DERIVED = 16  # numbers that others are worked out from
_LEAST_ROUNDED = 10  # of which decimals may be left out without a word
_FEW = 2
_LIMITS = ("least", "most_of")
_YEAR, _MONTH, _PERCENT = units()["year"], units()["month"], units()["percent"]


def compare_numbers(
    wording: TokenisedText, quoted: TokenisedText, context: TokenisedText
) -> Iterator[Difference]:
    """Yield the numbers and dates of a wording that what it rests on lacks, or counts otherwise.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> def compare(*texts):
    ...     readings = [read(text, lexicon("en")) for text in (*texts, "")]
    ...     return [each[:2] for each in compare_numbers(*readings)]
    >>> compare("About 2,000 people signed", "In all, 1,987 people signed the petition")
    []
    >>> compare("The path is five miles long", "The path is eight miles long")
    [('number', 'five')]
    """
    ours = numbers(wording) if has_numbers(wording) else []
    if ours:
        basis = _distinct(numbers(quoted))
        theirs = _distinct([*basis, *numbers(context)])
        yield from _compare(_distinct(ours), basis, theirs, (quoted, context))
    yield from _compare_dates(wording, quoted, context)


def _compare(
    ours: list[Number],
    quoted: list[Number],
    theirs: list[Number],
    readings: Sequence[TokenisedText],
) -> Iterator[Difference]:
    months = [value for one in readings for value in _dates(one, "month").values()]
    derived = _derived(theirs, months)
    missing = [each for each in ours if not _is_had(each, theirs, derived)]
    replaced = [
        one
        for one in quoted
        if one.hedge != "implied"
        and not one.is_year
        and not any(_is_same(one, each) or _is_same(each, one) for each in ours)
    ]
    for each in missing:
        if each.hedge == "implied":
            continue
        same_kind = [one for one in replaced if one.is_ordinal == each.is_ordinal]
        if each.is_minor and not same_kind:
            continue
        counted = [one for one in theirs if _has_value(each, one)]
        kind: DifferenceKind = (
            "unit" if each.unit and any(one.unit for one in counted) else "number"
        )
        other = counted[0] if counted else same_kind[0] if same_kind else None
        yield Difference(kind, _said(each), _said(other) if other else "")


def _distinct(found: list[Number]) -> list[Number]:
    """Return numbers, each that says the same only once."""
    return list({(*each[2:],): each for each in reversed(found)}.values())[::-1]


def _said(number: Number) -> str:
    return number.text.strip()


def _is_had(one: Number, theirs: list[Number], derived: tuple[Number, ...]) -> bool:
    if any(_is_same(one, other) for other in theirs):
        return True
    if any(_is_same_share(one, other) for other in derived):
        return True
    plain = one if one.hedge == "about" else one._replace(hedge="")
    if not one.is_ordinal and any(_is_same(plain, other) for other in derived):
        return True
    parts = {part for other in theirs for part in (*other.values, *other.parts)}
    return bool(one.parts) and all(
        any(_is_equal(mine, each) for each in parts) for mine in one.parts
    )


def _has_value(one: Number, other: Number) -> bool:
    return any(_is_equal(mine, theirs) for mine in one.values for theirs in other.values)


def _is_equal(one: float, other: float) -> bool:
    return _is_close(one, other, 1e-9)


def _is_same(one: Number, other: Number) -> bool:
    """Tell whether a number of the wording is one of its basis."""
    if other.hedge == "implied" and not one.unit:
        return False
    if one.unit and other.unit and one.unit != other.unit:
        if one.unit.measure != other.unit.measure:
            return _is_same_share(one, other)
        size = other.unit.size / one.unit.size
        return any(
            _is_close(mine, theirs * size, _CONVERTED) or _fits(mine, theirs * size, one)
            for mine in one.values
            for theirs in other.values
        )
    if "clock" in (one.unit and one.unit.measure, other.unit and other.unit.measure):
        return _has_value(one, other)
    if one.hedge in _LIMITS and one.hedge == other.hedge:
        return _has_value(one, other)
    return _is_near(one, other) or _is_same_share(one, other) or _is_part(one, other)


def _is_part(one: Number, other: Number) -> bool:
    return any(_is_equal(mine, part) for mine in one.values for part in other.parts)


def _is_same_share(one: Number, other: Number) -> bool:
    if one.unit and one.unit == other.unit:
        return False
    return any(
        _is_close(mine, theirs, _CONVERTED)
        or (one.hedge in _LIMITS and abs(mine - theirs) <= _LIMIT * theirs)
        for mine in as_share(one)
        for theirs in as_share(other)
    )


def _is_near(one: Number, other: Number) -> bool:
    return any(_fits(mine, theirs, one) for mine in one.values for theirs in other.values)


def _fits(mine: float, theirs: float, number: Number) -> bool:
    if _is_equal(mine, theirs):
        return True
    if mine >= _LEAST_ROUNDED and mine == round(theirs):
        return True
    is_rounded = _is_close(mine, theirs, _NEAR) or mine == _rounded(theirs, mine)
    if number.hedge == "least":
        return is_rounded or mine <= theirs <= mine * (1 + _LIMIT)
    if number.hedge == "most_of":
        return is_rounded or mine * (1 - _LIMIT) <= theirs <= mine
    return number.hedge == "about" and is_rounded


def _rounded(value: float, like: float) -> float:
    """Return a value rounded to as many digits as another one has before its zeros."""
    if not value or not like:
        return value
    digits = len(f"{like:.0f}".rstrip("0")) if like == int(like) else 12
    return round(value, digits - 1 - floor(log10(abs(value))))


def _is_close(one: float, other: float, share: float) -> bool:
    return isclose(one, other, rel_tol=share)


def _derived(theirs: list[Number], months: list[float]) -> tuple[Number, ...]:
    """Return what can be worked out from the numbers of a basis that count the same."""
    distinct = {(each.values, each.unit): each for each in theirs if each.hedge != "implied"}
    plain = [each for each in distinct.values() if len(each.values) <= _FEW and not each.is_ordinal]
    years = [each.values[0] for each in plain if each.is_year]
    others = [each for each in plain if not each.is_year][:_MOST_DERIVED]
    found: set[tuple[float, Unit | None]] = {
        (abs(one - other), _YEAR) for one, other in combinations(years, 2)
    }
    found |= {
        (abs(one - other) + more, _MONTH)
        for one, other in combinations(months, 2)
        for more in (0, 1)
    }
    for one, other in permutations(others, 2):
        if one.unit == other.unit and other.values[0]:
            mine, base = one.values[0], other.values[0]
            found |= {
                (abs(mine - base), one.unit),
                (abs(mine - base) / base, None),
                (mine + base, one.unit),
            }
            found |= {(mine / base, None)} if mine < base else set()
    found |= {(value, _PERCENT) for each in others for value in _shares_of(each)}
    total = [each.values[0] for each in others if each.unit == others[0].unit]
    found |= {(sum(total), others[0].unit)} if len(total) > _FEW else set()
    return tuple(Number("", Span(0, 0), (value,), unit) for value, unit in found if value)


def _shares_of(number: Number) -> Iterator[float]:
    """Yield what *doubled* says as a share: a whole more."""
    if number.is_word and 1 < number.values[0] <= _FEW + 1:
        yield 100 * (number.values[0] - 1)


def _compare_dates(
    wording: TokenisedText, quoted: TokenisedText, context: TokenisedText
) -> Iterator[Difference]:
    """Yield the months and days of the week of a wording for which its basis has others."""
    for heading in ("month", "day"):
        ours = _dates(wording, heading)
        if not ours:
            continue
        known = {*_dates(quoted, heading).values(), *_dates(context, heading).values()}
        known |= _numeric_months(quoted, context) if heading == "month" else set()
        for word, value in ours.items():
            if value not in known:
                others = [
                    text
                    for text, each in _dates(quoted, heading).items()
                    if each not in ours.values()
                ]
                yield Difference("number", word, others[0] if others else "")


def _dates(reading: TokenisedText, heading: str) -> dict[str, float]:
    """Return the months, or the days, of a text by how they are written."""
    worth = reading.lexicon.values[heading]
    capitals = not reading.lexicon.language or reading.lexicon.language in ("en", "de")
    found = {}
    for place, token in enumerate(reading.tokens):
        value = worth.get(token.key)
        if value is None or (capitals and not token.text[0].isupper()):
            continue
        around = (
            *reading.tokens[max(0, place - 1) : place],
            *reading.tokens[place + 1 : place + 2],
        )
        has_number = any(one.key[0].isdigit() for one in around)
        if (
            token.begins
            and token.key in ("may", "march", "sun", "mar", "august")
            and not has_number
        ):
            continue
        found[token.text] = value
    return found


def _numeric_months(*readings: TokenisedText) -> set[float]:
    """Return the months that dates in digits may name."""
    import re  # noqa: PLC0415 -- few wordings name a month that the basis does not

    pattern = re.compile(r"\b(\d{1,4})[./-](\d{1,2})(?:[./-](\d{1,4}))?\b")
    return {
        float(part)
        for one in readings
        for match in pattern.finditer(one.text)
        for part in match.groups()
        if part and 1 <= int(part) <= 12  # noqa: PLR2004 -- months of a year
    }
