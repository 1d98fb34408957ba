"""Measure which share of quotes is called supported: verbatim ones and two kinds of wrong ones.

    python benchmarks/anchoring/supported.py [--count N]

Of each language of the reporting set so many quotes are drawn as they are in the source, with a
negation turned, dropped or put in, and with one name for another. A quote is *supported* if it is
placed and no change of meaning is told. It prints the table of ``docs/accuracy.md``.
"""

from __future__ import annotations

import argparse
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from draws import Draw, Item
from quotes import flipped, verbatim
from rapidfuzz.fuzz import partial_ratio
from tables import markdown
from texts import Language, Text, Writer, write_text

from argmap.anchoring import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES: tuple[Language, ...] = ("English", "German", "French", "Spanish", "Russian", "Chinese")
NEGATIONS = ("negation turned", "negation dropped", "negation inserted")
_SIZE = 60_000
_LEAST = 70  # of the similarity from which a search by similarity alone accepts


def _negated(draw: Draw) -> Item | None:
    return flipped(draw.random.choice(NEGATIONS))(draw)


def _other_name(draw: Draw) -> Item | None:
    """Put another name of the text in place of a name within a quote."""
    item = verbatim(draw)
    names = _names(draw)
    inner = [(name, place) for name in names if (place := item.quote.find(name)) > 0]
    if not inner or len(names) < 2:
        return None
    name, place = draw.random.choice(inner)
    others = [each for each in names if each not in item.quote and name not in each] or list(names)
    quote = item.quote[:place] + draw.random.choice(others) + item.quote[place + len(name) :]
    return replace(item, quote=quote)


def _names(draw: Draw) -> tuple[str, ...]:
    return _names_in(draw.text)


@functools.cache
def _names_in(text: Text) -> tuple[str, ...]:
    """Return names of people and towns that are in a text."""
    writer = Writer(text.language, text.series, "names")
    made = {
        writer.write(slot).rstrip(".。") for slot in ("{person}", "{town}") for _ in range(2_000)
    }
    known = set(re.findall(r"[^\W\d_]+", text.flat))
    is_spaced = text.language != "Chinese"
    return tuple(
        sorted(name for name in made if (name in known if is_spaced else name in text.flat))
    )


KINDS: dict[str, Callable[[Draw], Item | None]] = {
    "verbatim": verbatim,
    "negation turned": _negated,
    "name swapped": _other_name,
}


def _items(text: Text, kind: str, count: int) -> list[Item]:
    draw = Draw(text, f"supported {kind} {text.language}")
    items: list[Item] = []
    while len(items) < count:
        item = KINDS[kind](draw)
        if item is None:
            continue
        if kind != "verbatim" and item.quote.replace("\n", " ").casefold() in text.folded:
            continue
        items.append(item)
    return items


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure which quotes are called supported.")
    parser.add_argument("--count", type=int, default=100, help="quotes of each kind and language")
    options = parser.parse_args()
    lines = []
    for language in LANGUAGES:
        text = write_text(language, "report", _SIZE, 3)
        finder = Finder(text.text)
        ours, theirs = [], []
        for kind in KINDS:
            supported = similar = 0
            for item in _items(text, kind, options.count):
                found = finder.find(item.quote)
                supported += bool(found.spans) and not found.changes_meaning
                similar += partial_ratio(item.quote, text.text) >= _LEAST
            ours.append(f"{100 * supported / options.count:.1f}".removesuffix(".0"))
            theirs.append(f"{100 * similar / options.count:.1f}".removesuffix(".0"))
        lines.append([language, *ours, *theirs])
    head = ["", *KINDS, *(f"{kind}, by similarity" for kind in KINDS)]
    print(markdown(head, lines))


if __name__ == "__main__":
    main()
