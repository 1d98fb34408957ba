"""Sentences that hold one fact each, what turns it, and what says the same, written otherwise.

They are put into a text of the same language and set, so that they are not alone there.
"""

from __future__ import annotations

import functools
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from texts import CODES, Language, Series, Writer, wrap, write_text

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("unit", "sign", "than", "letter", "numeral", "day", "month", "name", "trade")
_FACTS = Path(__file__).parent / "vocabulary" / "facts.toml"
_SHARED = {
    "unit": "units",
    "sign": "signs",
    "than": "than",
    "letter": "letters",
    "numeral": "numerals",
}
_OWN = {"day": "days", "month": "months"}
_PAIRED = {"name": "names", "trade": "trades"}
_SIZE = 16_000


@dataclass(frozen=True)
class Case:
    """A quote to look for in a source, and where it is: ``place`` is None if nowhere."""

    source: str
    quote: str
    place: Span | None = None


@functools.cache
def _all_facts() -> dict[str, Any]:
    return tomllib.loads(_FACTS.read_text(encoding="utf-8"))


def facts(language: Language) -> dict[str, Any]:
    """Return what is known of facts in a language."""
    found: dict[str, Any] = _all_facts()[CODES[language]]
    return found


def changed(language: Language, series: Series, kind: str, count: int) -> list[Case]:
    """Return quotes in which one thing of a kind is another than in the source."""
    found = facts(language)

    def write(writer: Writer, draw: random.Random) -> tuple[str, str]:
        if kind in _PAIRED:
            before, after = draw.sample(draw.choice(found[series][_PAIRED[kind]]), 2)
        elif kind in _OWN:
            before, after = draw.sample(found[_OWN[kind]], 2)
        else:
            before, after = draw.sample(_all_facts()["every"][_SHARED[kind]], 2)
        # The sentence is written once, with a mark where the one word or the other goes.
        pattern = draw.choice(found[series][kind]).replace(f"{{{kind}}}", "\ue000")
        written = writer.write(_framed(pattern, found[series]["frames"], draw))
        return written.replace("\ue000", before), written.replace("\ue000", after)

    return _cases(language, series, f"changed {kind}", count, write)


def rewritten(language: Language, series: Series, count: int) -> list[Case]:
    """Return quotes that say the same as the source, written otherwise."""
    found = facts(language)

    def write(writer: Writer, draw: random.Random) -> tuple[str, str]:
        sides: list[str] = draw.sample(draw.choice(found[series]["same"]), 2)
        value = draw.choice(list(found["words"]))
        grouped = draw.randint(1_100, 99_999)
        filled = [
            side.replace("{grouped}", f"{grouped:,}".replace(",", found["group"]))
            .replace("{plain}", str(grouped))
            .replace("{word}", found["words"][value])
            .replace("{digits}", value)
            for side in sides
        ]
        month = draw.choice(found["months"])
        frame = draw.choice(found[series]["frames"])
        slots = {"{month}": month}
        for slot in ("{small}", "{number}", "{year}"):
            least, most = {"{small}": (13, 28), "{number}": (20, 900), "{year}": (1800, 1930)}[slot]
            slots[slot] = str(draw.randint(least, most))
        for slot in ("{person}", "{town}"):
            slots[slot] = _name(writer, slot)
        for slot, words in slots.items():
            filled = [side.replace(slot, words) for side in filled]
        written = writer.write(frame.replace("{fact}", "\ue000"))
        first, second = (written.replace("\ue000", side) for side in filled)
        return _capital(first), _capital(second)

    return _cases(language, series, "rewritten", count, write)


def _name(writer: Writer, slot: str) -> str:
    return writer.write(slot).rstrip(".。")


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _framed(fact: str, frames: list[str], draw: random.Random) -> str:
    return draw.choice(frames).replace("{fact}", fact)


def _cases(
    language: Language,
    series: Series,
    name: str,
    count: int,
    write: Callable[[Writer, random.Random], tuple[str, str]],
) -> list[Case]:
    """Write pairs of what the source says and what the quote says, and put them into a text."""
    seed = f"{language} {series} {name}"
    draw = random.Random(seed)  # noqa: S311 -- no secret
    writer = Writer(language, series, seed)
    pairs: list[tuple[str, str]] = []
    for _ in range(50 * count):
        said, quoted = write(writer, draw)
        if said != quoted and all(said != other for other, _ in pairs):
            pairs.append((said, quoted))
        if len(pairs) == count:
            break
    blank = "" if language == "Chinese" else " "
    paragraphs = write_text(language, series, _SIZE, 5).flat.split("  ")
    for place, (said, _) in enumerate(pairs):
        number = place % len(paragraphs)
        paragraphs[number] = f"{paragraphs[number].strip()}{blank}{said}"
    text = "\n\n".join(paragraphs)
    source = wrap(text) if blank else text
    flat = source.replace("\n", " ")
    cases = []
    for said, quoted in pairs:
        words, quote = said.rstrip(".。"), quoted.rstrip(".。")
        if flat.count(words) != 1 or quote in flat:
            continue
        start = flat.index(words)
        cases.append(Case(source, quote, Span(start, start + len(words))))
    return cases
