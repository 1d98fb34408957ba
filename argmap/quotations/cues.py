"""Words that say what is in quotation marks, or what a block is, in several languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from argmap.toml import parse_toml

Kind = Literal["always", "works", "names", "after", "said", "remarks"]


@cache
def cues() -> dict[Kind, frozenset[str]]:
    """Return the words of all languages that are in ``cues.toml``, which says what they mean.

    >>> "wrote" in cues()["said"], "book" in cues()["works"]
    (True, True)
    """
    data = (files("argmap.quotations") / "cues.toml").read_text("utf-8")
    found: dict[Kind, set[str]] = {
        kind: set() for kind in ("always", "works", "names", "after", "said", "remarks")
    }
    for language in parse_toml(data).values():
        for kind, words in language.items():
            found[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def heads_remark(label: str) -> bool:
    """Tell whether a label says that what it heads is a remark of the writer.

    >>> heads_remark("Note"), heads_remark("Key takeaway"), heads_remark("Ann Berg")
    (True, True, False)
    """
    words = "-".join(label.strip("*_:：!. \t").casefold().split())
    return words in cues()["remarks"] or words.rpartition("-")[2] in ("takeaway", "takeaways")
