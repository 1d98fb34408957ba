"""The programs that place quotes, each asked in the same way where a quote stands.

A peer that is not installed is left out with the reason. ``requirements.txt`` and ``package.json``
beside this module name what to install. Where a peer has a knob it is set to accept a similarity
of 0.70 or more, as the literature does; else its own defaults hold.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from argmap.anchoring import Finder
from argmap.text import Span, to_code_points

if TYPE_CHECKING:
    from collections.abc import Callable

    from draws import Item

SIMILARITY = 0.70

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """Where a peer puts a quote, and what it says about it.

    ``spans`` are empty where it places nothing. ``places`` are those it cannot tell apart.
    ``flagged`` says that the quote's words mean something else, None where the peer never says.
    ``parts`` are the places of stretches of a quote that as a whole stands nowhere.
    """

    spans: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    status: str = ""
    flagged: bool | None = None
    parts: tuple[tuple[Span, Span], ...] = ()


NOWHERE = Answer()


class Unavailable(Exception):
    """A peer that cannot run here, and why."""


class Peer(Protocol):
    """Places quotes in one text."""

    def place(self, item: Item) -> Answer:
        """Return where the quote stands."""


class Argmap:
    """argmap itself."""

    def __init__(self, text: str) -> None:
        self._finder = Finder(text)

    def place(self, item: Item) -> Answer:
        """Ask the finder."""
        found = self._finder.find(
            item.quote, prefix=item.prefix, suffix=item.suffix, near=item.near
        )
        return Answer(
            spans=found.spans,
            places=tuple(place[0] for place in found.candidates if found.status == "ambiguous"),
            status=found.status,
            flagged=found.changes_meaning,
            parts=tuple(
                (part.quoted_span, part.found_span) for part in found.parts if part.found_span
            ),
        )


class StringFind:
    """The first place that is the same letter for letter."""

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, item: Item) -> Answer:
        """Search once."""
        start = self._text.find(item.quote)
        return Answer((Span(start, start + len(item.quote)),)) if start >= 0 else NOWHERE


class RapidFuzz:
    """rapidfuzz's ``partial_ratio_alignment``."""

    def __init__(self, text: str) -> None:
        try:
            from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 -- optional
        except ImportError as error:
            raise Unavailable("pip install rapidfuzz") from error
        self._align = partial_ratio_alignment
        self._text = text

    def place(self, item: Item) -> Answer:
        """Take the best window that reaches the similarity."""
        found = self._align(item.quote, self._text, score_cutoff=100 * SIMILARITY)
        if found is None:
            return NOWHERE
        if len(item.quote) > len(self._text):
            return Answer((Span(found.src_start, found.src_end),))
        return Answer((Span(found.dest_start, found.dest_end),))


class Edlib:
    """edlib, infix."""

    def __init__(self, text: str) -> None:
        try:
            import edlib  # noqa: PLC0415 -- optional
        except ImportError as error:
            raise Unavailable("pip install edlib") from error
        self._align: Callable[..., Any] = edlib.align
        self._text = text

    def place(self, item: Item) -> Answer:
        """Take the first of the best places."""
        most = int((1 - SIMILARITY) * len(item.quote))
        try:
            found = self._align(item.quote, self._text, mode="HW", task="locations", k=most)
        except ValueError as error:  # over 256 different characters
            return Answer(status=str(error))
        if found["editDistance"] < 0:
            return NOWHERE
        start, last = found["locations"][0]
        return Answer((Span(start, last + 1),))


class Langextract:
    """langextract's aligner as its extraction uses it."""

    lesser = True

    def __init__(self, text: str) -> None:
        try:
            from langextract.data import Extraction  # noqa: PLC0415 -- optional
            from langextract.resolver import WordAligner  # noqa: PLC0415 -- optional
        except ImportError as error:
            raise Unavailable("pip install langextract") from error
        self._extraction: Callable[..., Any] = Extraction
        self._aligner: Any = WordAligner()
        self._text = text

    def place(self, item: Item) -> Answer:
        """Align one extraction."""
        extraction = self._extraction("quote", item.quote)
        aligned = self._aligner.align_extractions(
            [[extraction]], self._text, accept_match_lesser=self.lesser
        )
        for group in aligned:
            for found in group:
                interval = found.char_interval
                if interval is not None and interval.start_pos is not None:
                    return Answer((Span(interval.start_pos, interval.end_pos),))
        return NOWHERE


class StrictLangextract(Langextract):
    """langextract's aligner without lesser matches."""

    lesser = False


class Hypothesis:
    """Hypothesis' way of matching quotes, through the npm package ``approx-string-match``."""

    def __init__(self, text: str) -> None:
        node = shutil.which("node")
        if node is None:
            raise Unavailable("node is not installed")
        if not (_HERE / "node_modules" / "approx-string-match").is_dir():
            raise Unavailable("npm install, in benchmarks/anchoring")
        self._text = text
        self._is_astral = any(character > "\uffff" for character in text)
        self._node = subprocess.Popen(
            [node, str(_HERE / "hypothesis.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._ask({"text": text})

    def place(self, item: Item) -> Answer:
        """Ask the script, which counts in UTF-16."""
        near = len(self._text[: item.near].encode("utf-16-le")) // 2 if item.near else item.near
        found = self._ask(
            {"quote": item.quote, "prefix": item.prefix, "suffix": item.suffix, "near": near}
        )
        if found is None:
            return NOWHERE
        if not self._is_astral:
            return Answer((Span(*found),))
        start, end = (to_code_points(self._text, offset, "utf-16") for offset in found)
        return Answer((Span(start, end),)) if start is not None and end is not None else NOWHERE

    def _ask(self, question: dict[str, Any]) -> list[int] | None:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(question) + "\n")
        self._node.stdin.flush()
        answer: list[int] | None = json.loads(self._node.stdout.readline())
        return answer


PEERS: dict[str, Callable[[str], Peer]] = {
    "argmap": Argmap,
    "Hypothesis": Hypothesis,
    "edlib": Edlib,
    "rapidfuzz": RapidFuzz,
    "langextract": Langextract,
    "langextract, strict": StrictLangextract,
    "str.find": StringFind,
}


def absence(peer: str) -> str | None:
    """Return why a peer cannot run here, None where it can."""
    try:
        PEERS[peer]("A text.")
    except Unavailable as reason:
        return str(reason)
    return None
