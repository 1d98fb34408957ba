"""Wordings made false: a number, date, unit, negation, quantifier or name of theirs is changed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

Kind = Literal["number", "date", "unit", "negation added", "negation dropped", "quantifier", "name"]
KINDS: tuple[Kind, ...] = (
    "number",
    "date",
    "unit",
    "negation added",
    "negation dropped",
    "quantifier",
    "name",
)

_WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("altering.toml").read_text(encoding="utf-8")
)
_CAPITAL = re.compile(r"[^\W\d_a-z][\w’'-]*")


class Original(NamedTuple):
    """A wording to be changed, the text of its source, and where chance comes from."""

    wording: str
    language: str
    source: str
    draw: Random


def alterations(kind: Kind, original: Original) -> Iterator[str]:
    """Yield a wording with one thing of a kind changed, in one way for each place of it."""
    made = {
        "number": _numbers,
        "date": _dates,
        "unit": _units,
        "negation added": _negated,
        "negation dropped": _affirmed,
        "quantifier": _quantified,
        "name": _renamed,
    }[kind]
    for changed in dict.fromkeys(made(original)):
        if changed != original.wording:
            yield changed


def _numbers(original: Original) -> Iterator[str]:
    wording, language, source, draw = original
    for match in re.finditer(r"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w.,]*\d)", wording):
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0]):
            continue
        yield _put(wording, match, _other_number(match[0], source, draw))
    for listed in (_WORDS[language]["cardinals"], _WORDS[language]["ordinals"]):
        for match in re.finditer(r"\b[^\W\d_]+\b", wording):
            if match[0].lower() in listed:
                others = [
                    each for each in listed if not re.search(rf"\b{each}\b", source, re.IGNORECASE)
                ]
                word = draw.choice(others)
                yield _put(wording, match, word.capitalize() if match[0][0].isupper() else word)


def _other_number(digits: str, source: str, draw: Random) -> str:
    for _ in range(100):
        place = draw.choice([n for n, each in enumerate(digits) if each.isdigit()])
        figures = "123456789" if place == 0 else "0123456789"
        made = digits[:place] + draw.choice(figures) + digits[place + 1 :]
        is_there = re.search(rf"(?<![\d.,]){re.escape(made)}(?![.,]?\d)", source)
        if made != digits and not is_there and made.strip("0.,"):
            return made
    return digits


def _dates(original: Original) -> Iterator[str]:
    wording, language, source, draw = original
    for listed in (_WORDS[language]["months"], _WORDS[language]["days"]):
        for match in re.finditer(r"\b[^\W\d_]+\b", wording):
            if match[0] in listed:
                yield _put(
                    wording, match, draw.choice([each for each in listed if each not in source])
                )
    for match in re.finditer(r"\b(?:1[5-9]\d\d|20\d\d)\b(?!,\d)", wording):
        year = int(match[0]) + draw.choice((-30, -11, -3, -2, -1, 1, 2, 4, 9, 20))
        if str(year) not in source:
            yield _put(wording, match, str(year))


def _units(original: Original) -> Iterator[str]:
    wording, _, _, _ = original
    for unit, other in _WORDS["units"]:
        sign = re.escape(unit) if not unit[0].isalpha() else rf"\b{re.escape(unit)}\b"
        for match in re.finditer(sign, wording):
            near = wording[max(0, match.start() - 12) : match.end() + 3]
            if re.search(r"\d|\b(?:" + "|".join(_WORDS["en"]["cardinals"]) + r")\b", near):
                yield _put(wording, match, other)


def _negated(original: Original) -> Iterator[str]:
    wording, language, _, _ = original
    if (
        "?" in wording
        or wording.startswith("It is said")
        or re.search(_WORDS[language]["denied"], wording, re.IGNORECASE)
    ):
        return
    if language != "en":
        yield re.sub(*_WORDS[language]["added"], wording, count=1)
        return
    for match in re.finditer(r"\b[a-z]+\b", wording):
        if match[0] in _WORDS["auxiliaries"] and not re.match(
            r" (?:not|no|never|n't)\b", wording[match.end() :]
        ):
            yield _put(wording, match, f"{match[0]} not")
            return
        if base := _WORDS["verbs"].get(match[0]):
            do = "do" if base == match[0] else "does" if match[0].endswith("s") else "did"
            yield _put(wording, match, f"{do} not {base}")
            return


def _affirmed(original: Original) -> Iterator[str]:
    wording, language, _, _ = original
    for pattern, positive in _WORDS[language]["dropped"]:
        if re.search(pattern, wording):
            yield re.sub(pattern, positive, wording, count=1)
            return


def _quantified(original: Original) -> Iterator[str]:
    wording, language, _, draw = original
    for word, others in _WORDS[language]["quantifiers"].items():
        match = re.search(rf"(?<!\w)(?<!the )(?<!at ){word}\b(?! than)", wording, re.IGNORECASE)
        if match is None or (
            match[0].lower() == "all"
            and re.match(" of| the", wording[match.end() :])
            and match.start()
        ):
            continue
        other = draw.choice(others)
        yield _put(wording, match, other.capitalize() if match[0][0].isupper() else other)


def _renamed(original: Original) -> Iterator[str]:
    """Yield the wording with a name by another: a word with a capital that the source has, too."""
    wording, language, source, draw = original
    if language == "de":
        return
    source = " ".join(source.split())
    for match in _CAPITAL.finditer(wording):
        name = match[0].removesuffix("'s").removesuffix("’s")
        is_known = re.search(rf"(?<![.?!“«] )(?<!^)\b{re.escape(name)}\b", source)
        if len(name) < 3 or not is_known or re.search(rf"\b{re.escape(name.lower())}\b", source):
            continue
        if (
            name in (*_WORDS["en"]["months"], *_WORDS["en"]["days"])
            or unicodedata.category(name[0]) != "Lu"
        ):
            continue
        other = draw.choice([each for each in _WORDS["names"] if each not in source])
        yield wording[: match.start()] + other + wording[match.start() + len(name) :]


def _put(wording: str, match: re.Match[str], other: str) -> str:
    return wording[: match.start()] + other + wording[match.end() :]
