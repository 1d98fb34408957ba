"""The numbers of a text, in digits and in words, with what they count.

With ``numerals.py`` and ``units.txt`` this is all that knows how a number of a wording is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span
from argmap.wordings.lexicon import Unit, units
from argmap.wordings.numerals import compound, roman, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.wordings.lexicon import Lexicon
    from argmap.wordings.reading import Token, TokenisedText

_DIGITS = re.compile(
    r"(?<![^\W\d_])(?P<currency>[$€£¥₹₽])? ?"
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?P<minutes>[:h]\d\d(?!\d))?(?P<after>(?:st|nd|rd|th|s)\b)?"
    r"(?P<sign> ?(?:%|°[CF]?|[€£$]|m²|km²))?"
)
_HALF_DAY = re.compile(r"\s?([ap])\.?m\b", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[., \u00a0\u202f'’]\d{3})+")
_SPACES = re.compile(r"[ \u00a0\u202f'’]")
_MOST_MINOR = 4  # that a wording may count by itself
_YEARS = range(1000, 2200)
_PAUSE = re.compile("[,;:.!?]")
_CLOCK = Unit("clock", 1)
_SHARE = 0.01
_LONGEST_LINK = 4  # letters of the words between *more* and its number: *than*, *de*, *la*
_UNIT_WORDS = 2  # between a number and its unit, at the most


class Number(NamedTuple):
    """A number of a text.

    ``values`` are what it may be worth: *1.200* is two numbers. ``unit`` is what it counts, None
    if that is no unit. ``is_word`` says that it is written in words, ``is_ordinal`` that it says
    which one, ``hedge`` is `about`, `least` or `most_of` if it is only near or a limit.
    """

    text: str
    span: Span
    values: tuple[float, ...]
    unit: Unit | None = None
    is_word: bool = False
    is_ordinal: bool = False
    hedge: str = ""
    parts: tuple[float, ...] = ()

    @property
    def is_minor(self) -> bool:
        """True for a small number in words, which may count what a passage lists."""
        return self.is_word and max(self.values) <= _MOST_MINOR

    @property
    def is_year(self) -> bool:
        """True if it may be a year."""
        return self.unit is None and any(
            value % 1 == 0 and int(value) in _YEARS for value in self.values
        )


def numbers(reading: TokenisedText) -> list[Number]:
    """Return the numbers of a text in order.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> text = "Twenty-four people, or 40 per cent, paid £1,200 for 3.5 million bricks."
    >>> [number.values[0] for number in numbers(read(text, lexicon("en")))]
    [24.0, 40.0, 1200.0, 3500000.0]
    """
    if not has_numbers(reading):
        return []
    digits = list(_in_digits(reading))
    words = [
        each
        for each in _in_words(reading)
        if not any(each.span.overlaps(one.span) for one in digits)
    ]
    words += _in_roman(reading)
    found = _on_the_clock(reading, sorted((*digits, *words), key=lambda each: each.span))
    hedged = [_hedged(reading, each) for each in found]
    return _with_ratios(reading, _with_shared_units(reading.text, hedged))


def _with_shared_units(text: str, found: list[Number]) -> list[Number]:
    """Return the numbers, one before another with the unit of that: *from 20 to 30 pounds*."""
    kept = []
    for one, after in zip(found, [*found[1:], None], strict=False):
        between = text[one.span.end : after.span.start].strip(" \u00a0") if after else ""
        is_pair = after and not one.unit and not one.is_year and len(between) <= _LONGEST_LINK
        kept.append(one._replace(unit=after.unit) if after and is_pair else one)
    return kept


def _in_roman(reading: TokenisedText) -> list[Number]:
    return [
        Number(token.text, token.span, (value,), is_word=True)
        for token in reading.tokens
        if token.text.isupper() and len(token.text) > 1 and (value := roman(token.text))
    ]


def _on_the_clock(reading: TokenisedText, found: list[Number]) -> list[Number]:
    """Return the numbers, hours with minutes in words as times: *half past six*."""
    known = reading.lexicon
    sooner, later = known.values["sooner"], known.values["later"]
    if not (sooner or later):
        return found
    times = []
    for one in found:
        if one.unit not in (None, units()["hour"]) or max(one.values) > 24:  # noqa: PLR2004 -- hours of a day
            continue
        place = reading.place(one.span.start)
        before = list(reading.tokens[max(0, place - 2) : place])
        place = reading.place(one.span.end)
        after = list(reading.tokens[place : place + 4])
        after = [token for token in after if not known.has("hour", token.key)][:3]
        for table, tokens in (
            (sooner, before[-1:]),
            (sooner, before),
            (later, after[:2]),
            (later, after),
        ):
            minutes = table.get("_".join(token.key for token in tokens))
            if minutes is not None and tokens:
                start = min(one.span.start, tokens[0].span.start)
                span = Span(start, max(one.span.end, tokens[-1].span.end))
                value = 60.0 * one.values[0] + minutes
                times.append(Number(span.cut(reading.text), span, (value, value + 720), _CLOCK))
                break
    kept = [one for one in found if not any(one.span.overlaps(time.span) for time in times)]
    return sorted((*kept, *times), key=lambda each: each.span)


def has_numbers(reading: TokenisedText) -> bool:
    """Tell whether a text may have numbers."""
    worth = reading.lexicon.values
    listed = ("number", "ordinal", "multiple")
    return any(
        token.key[0].isdigit()
        or any(token.key in worth[heading] for heading in listed)
        or compound(token.key, reading.lexicon) is not None
        for token in reading.tokens
    )


def _in_digits(reading: TokenisedText) -> Iterator[Number]:
    text = reading.text
    for match in _DIGITS.finditer(text):
        span = Span(
            match.start("number"), match.end("after") if match["after"] else match.end("number")
        )
        if text[span.end : span.end + 1].isalpha() and not _goes_on(reading, span.end):
            continue  # part of a name such as 3D
        written = match["number"]
        if match["minutes"]:
            yield _time(text, written, match["minutes"], match)
            continue
        if half := _HALF_DAY.match(text, match.end("number")):
            hour, _, minute = written.replace(",", ".").partition(".")
            times = (60.0 * (int(hour) % 12 + 12 * (half[1] in "pP")) + float(minute or 0),)
            yield Number(written + half[0], Span(span.start, half.end()), times, _CLOCK)
            continue
        sign = (match["currency"] or (match["sign"] or "").strip()).lower()
        decimal = "." if reading.lexicon.language == "en" else ","
        values, end = _multiplied(reading, _values(written, decimal), span.end)
        unit = units().get(sign) or _unit_after(reading, end)
        is_decade = match["after"] == "s"
        values = (
            tuple(value + year for value in values for year in range(10)) if is_decade else values
        )
        is_ordinal = bool(match["after"]) and not is_decade
        if is_ordinal:
            values = _century(reading, values, end)
        yield Number(
            text[span.start : end], Span(span.start, end), values, unit, is_ordinal=is_ordinal
        )


def _time(text: str, hours: str, minutes: str, match: re.Match[str]) -> Number:
    hour = int(re.split("[.,]", hours)[-1])
    half = _HALF_DAY.match(text, match.end("minutes"))
    if half:
        hour = hour % 12 + 12 * (half[1] in "pP")
    values: tuple[float, ...] = (60.0 * hour + int(minutes[1:]),)
    if not half and hour <= 12:  # noqa: PLR2004 -- a clock's face has twelve
        values = (*values, values[0] + 720)
    end = half.end() if half else match.end("minutes")
    return Number(
        text[match.start("number") : end], Span(match.start("number"), end), values, _CLOCK
    )


def _values(written: str, decimal: str) -> tuple[float, ...]:
    """Return what digits may be worth: the decimal sign of a language may part thousands, too."""
    plain = _SPACES.sub("", written)
    found = []
    if _GROUPED.fullmatch(written):
        found.append(float(re.sub("[.,]", "", plain)))
        if decimal not in plain:
            return tuple(found)
    *whole, last = re.split("[.,]", plain)
    if not whole:
        found.append(float(last))
    elif ("," in plain and "." in plain) or len(whole) == 1:
        found.append(float(f"{''.join(whole)}.{last}"))
    return tuple(dict.fromkeys(found)) or (float("".join(whole) + last),)


def _multiplied(
    reading: TokenisedText, values: tuple[float, ...], end: int
) -> tuple[tuple[float, ...], int]:
    """Return values times the word after them, such as *million*, and where that ends."""
    token = _token_at(reading, end)
    worth = reading.lexicon.values["multiple"].get(token.key) if token else None
    if token is None or worth is None:
        return values, end
    return tuple(value * worth for value in values), token.span.end


def _token_at(reading: TokenisedText, end: int) -> Token | None:
    gap = re.compile(r"[\s\-\u00a0]*").match(reading.text, end)
    start = gap.end() if gap else end
    place = reading.place(start)
    if place < len(reading.tokens) and reading.tokens[place].span.start == start:
        return reading.tokens[place]
    token = reading.tokens[place - 1] if place else None
    if token and start == end < token.span.end:  # the digits are a part of it
        cut = token.text[start - token.span.start :]
        return token._replace(key=cut.lower(), text=cut, span=Span(start, token.span.end))
    return None


def _goes_on(reading: TokenisedText, end: int) -> bool:
    """Tell whether what is written together with digits is a unit, or a word such as *bn*."""
    word = re.compile(r"[^\W\d]+[²³]?").match(reading.text, end)
    key = word[0].lower() if word else ""
    return key in units() or key in reading.lexicon.values["multiple"]


def _unit_after(reading: TokenisedText, end: int) -> Unit | None:
    """Return the unit that is written after a number, perhaps behind *more* or *long*."""
    sign = re.compile(r"[\s\-\u00a0]*([%€£$°]|[^\W\d]+[²³]?)").match(reading.text, end)
    if sign is None:
        return None
    token = _token_at(reading, end)
    if token is not None:
        place = reading.place(token.span.end) - 1
        pair = "_".join(one.key for one in reading.tokens[place : place + _UNIT_WORDS])
        if pair in units():
            return units()[pair]
    return units().get(sign[1].lower())


def _in_words(reading: TokenisedText) -> Iterator[Number]:
    tokens, place = reading.tokens, 0
    while place < len(tokens):
        found = spelt(tokens, place, reading.lexicon)
        if found is None:
            place += 1
            continue
        value, length, is_ordinal = found
        span = Span(tokens[place].span.start, tokens[place + length - 1].span.end)
        values = _century(reading, (value,), span.end) if is_ordinal else (value,)
        if is_ordinal and values == (value,) and value > 2:  # noqa: PLR2004 -- *third* is a share, too
            values = (value, 1 / value)
        unit = _unit_after(reading, span.end)
        is_article = length == 1 and reading.lexicon.has("article", tokens[place].key)
        if unit is not None or not is_article:
            hedge = "implied" if is_article else ""
            word = span.cut(reading.text)
            yield Number(word, span, values, unit, is_word=True, is_ordinal=is_ordinal, hedge=hedge)
        place += length


def _century(reading: TokenisedText, values: tuple[float, ...], end: int) -> tuple[float, ...]:
    token = _token_at(reading, end)
    if token is None or not reading.lexicon.has("century", token.key):
        return values
    first = 100 * (int(values[0]) - 1)
    return tuple(float(year) for year in range(first, first + 100))


def _hedged(reading: TokenisedText, number: Number) -> Number:
    """Return a number with the word before it that says that it is near, or a limit."""
    place = reading.place(number.span.start)
    before = reading.tokens[max(0, place - 3) : place]
    keys = [token.key for token in before]
    if before and _PAUSE.search(reading.text, before[0].span.end, number.span.start):
        keys = keys[-1:]
    while keys and not number.hedge:
        for hedge in ("about", "least", "most_of"):
            if reading.lexicon.has(hedge, keys[-1]):
                return number._replace(hedge=hedge)
        if len(keys[-1]) > _LONGEST_LINK:
            break
        keys.pop()
    return number


def _with_ratios(reading: TokenisedText, found: list[Number]) -> list[Number]:
    """Return the numbers, two that are put in a ratio as one: *one in five*."""
    kept: list[Number] = []
    for one in found:
        last = kept[-1] if kept else None
        between = reading.text[last.span.end : one.span.start].strip().lower() if last else ""
        is_ratio = last and _is_ratio(reading.lexicon, between, last, one)
        if last and is_ratio and one.values[0] > last.values[0] > 0:
            span = Span(last.span.start, one.span.end)
            share = last.values[0] / one.values[0]
            whole = span.cut(reading.text)
            kept[-1] = Number(
                whole, span, (share,), None, parts=(*last.values, *one.values), hedge=last.hedge
            )
        else:
            kept.append(one)
    return kept


def _is_ratio(known: Lexicon, between: str, one: Number, other: Number) -> bool:
    if one.unit or one.is_year or other.is_year:
        return False
    words = between.split()
    of = known.has("of", words[-1]) if words else False
    listed = {
        "_".join(phrase)
        for phrases in known.phrases.values()
        for phrase, head in phrases
        if head == "of"
    }
    return len(words) <= 3 and (of or "_".join(words) in listed)  # noqa: PLR2004 -- *tenants out of*


def as_share(number: Number) -> tuple[float, ...]:
    """Return a number as shares of a whole, if it may be one."""
    if number.unit and number.unit.measure == "share":
        return tuple(value * _SHARE for value in number.values)
    return tuple(value for value in number.values if 0 < value < 1)
