"""Texts and quotes made to take long: nothing counts but that an answer comes soon."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from draws import Item
from edits import edit_characters
from loads import Load
from texts import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 5_000_000
LONG = 100_000


def loads() -> Iterator[Load]:
    """Yield one quote a load, each with its text."""
    draw = random.Random("hostile")  # noqa: S311 -- no secret
    prose = write_text("English", "tuning", SIZE, 1).text
    foreign = write_text("English", "report", LONG, 1).text
    middle = len(prose) // 2
    edited = edit_characters(prose[middle : middle + LONG], 0.02, draw, "aeinrst")
    sentence = "The council did not agree to the terms of the bank, and so the quay was closed. "
    cases = {
        "100 kB of another text": (prose, foreign),
        "100 kB of the text, 2 % of the characters edited": (prose, edited),
        "100 kB of the text, its last word changed": (prose, prose[: LONG - 9] + "otherwise"),
        "3 kB of the text, 5 % of the characters edited": (
            prose,
            edit_characters(prose[middle : middle + 3_000], 0.05, draw, "aeinrst"),
        ),
        "one letter repeated, quote of another letter": ("a" * SIZE, "b" * 200),
        "one letter repeated, 200 of it": ("a" * SIZE, "a" * 200),
        "one letter repeated, 100 kB of it and another": ("a" * SIZE, "a" * LONG + "b"),
        "one letter repeated, another in the middle": ("a" * SIZE, "a" * 100 + "b" + "a" * 100),
        "one letter repeated, words of it": ("a" * SIZE, "aaaaaaaaaa bbbb " * 8),
        "blanks, quote of words": (" " * SIZE, sentence.strip()),
        "two letters by turns, by other turns": ("ab" * (SIZE // 2), "aab" * 100),
        "10,000 identical sentences, one word changed": (
            sentence * 10_000,
            sentence.strip().replace("terms", "words"),
        ),
        "10,000 identical sentences, two of them spliced": (
            sentence * 10_000,
            "so the quay was closed. " + sentence[:40] + "and never mentioned again at all",
        ),
        "10,000 identical sentences, elided": (
            sentence * 10_000,
            "The council did not agree … the terms of the bank … the quay was closed",
        ),
        "no line end, one word of 5 MB": ("abcdefghij" * (SIZE // 10), "abcdefghijj" * 20),
        "only ellipses, elided quote": ("…" * SIZE, "The council agreed … the quay was closed"),
        "a thousand fragments": (prose, " … ".join(prose[:40_000].split()[:1_000])),
        "zero-width spaces between all letters": (
            "\u200b".join(prose[: SIZE // 4]),
            edited[:300],
        ),
        "pointed Hebrew throughout": ("שָׁלוֹם עֲלֵיכֶם " * (SIZE // 30), "שלום עלינו ועל כל " * 5),
        "hyphens at all line ends, long quote": ("a-\n" * (SIZE // 3), "a-" * (LONG // 2)),
        "Chinese, one sentence repeated": (
            "市议会没有同意银行的条件,于是码头关闭了。" * 80_000,
            "市议会没有同意银行的要求,于是码头开放了。",
        ),
        "emoji of several parts": ("👩‍👩‍👧‍👦" * (SIZE // 25), "👩‍👩‍👧" * 50),
    }
    for name, (source, quote) in cases.items():
        yield Load("Hostile, 5 MB", name, "time", source, (Item(quote),))
