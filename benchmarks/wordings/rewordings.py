"""Honest rewordings: what a passage says, said otherwise, by hand and by patterns.

Each has a map of its own, in which a statement quotes the passage and has the wording as its text;
those of the interview have the map that they are from.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import argmap as am
from argmap.sentences import Sentences

sys.path.append(str(Path(__file__).parents[1] / "anchoring"))
from texts import CODES, Language, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

Half = Literal["tuning", "report"]

FOLDER = Path(__file__).parent
INTERVIEW = FOLDER.parents[1] / "examples/russia-myanmar/russia-myanmar.argmap.yaml"
_LONGEST = 400  # characters of a sentence to reword
_NUMBERS = dict(
    zip(
        range(2, 20),
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        strict=True,
    )
)


@dataclass(frozen=True)
class Rewording:
    """A wording, the text of its source, and the map and statement that it belongs to."""

    origin: str
    language: str
    wording: str
    map: am.ArgumentMap
    statement: str

    @property
    def source(self) -> str:
        """The text that is quoted."""
        return self.map.sources[0].text

    @property
    def quote(self) -> str:
        """What is quoted of it."""
        return " ".join(anchor.quote for anchor in self.map[self.statement].anchors)

    def findings(self, wording: str) -> list[am.Diagnostic]:
        """Return what `argmap check` finds when the statement says this."""
        changed = self.map.model_copy(
            update={
                section: [
                    each.model_copy(update={"text": wording}) if each.id == self.statement else each
                    for each in getattr(self.map, section)
                ]
                for section in ("questions", "claims", "reasons", "caveats")
            }
        )
        found = am.check(changed, select=["AM4"])
        return [each for each in found if each.statement == self.statement]


def rewordings(half: Half) -> list[Rewording]:
    """Return the honest rewordings of one half."""
    return [*interview(half), *by_hand(half), *by_pattern(half)]


def verbatim(half: Half) -> list[Rewording]:
    """Return wordings that say what a passage says in its own words, to be changed."""
    found = []
    for language in ("English", "German", "French"):
        text, listed = sentences(language, half)
        found += [
            _made("in texts", CODES[language], text, each, " ".join(each.split()))
            for each in listed
        ]
    found += [
        _made("in texts", each.language, each.source, each.source, each.source)
        for each in by_hand(half)
        if each.origin == "by hand"
    ]
    text = am.load(INTERVIEW).sources[0].text
    cut = [span.cut(text) for span in (Sentences(text).spans or ())[half == "report" :: 2]]
    return [*found, *(_made("in texts", "en", text, each, " ".join(each.split())) for each in cut)]


def interview(half: Half) -> Iterator[Rewording]:
    """Yield every second wording of the example's map."""
    m = am.load(INTERVIEW)
    for number, each in enumerate(m.statements, 1):
        if (number % 2 == 1) == (half == "tuning"):
            yield Rewording("interview", "en", each.text or "", m, each.id)


def by_hand(half: Half) -> Iterator[Rewording]:
    """Yield every second rewording that was written by hand, and for tuning some more."""
    for number, line in enumerate(_lines("rewordings.txt"), 1):
        if (number % 2 == 1) == (half == "tuning"):
            yield _by_hand("by hand", line)
    if half == "tuning":
        for line in _lines("tuning.txt"):
            yield _by_hand("by hand, more", line)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _by_hand(origin: str, line: str) -> Rewording:
    language, passage, wording = (part.strip() for part in line.split(" | "))
    marked = re.search(r"\[(.*)\]", passage)
    text = passage.replace("[", "").replace("]", "")
    return _made(origin, language, text, marked[1] if marked else text, wording)


def _made(origin: str, language: str, text: str, quote: str, wording: str) -> Rewording:
    m = am.ArgumentMap(sources=[am.Source(id="source", text=text, language=language)])
    start = text.index(quote)
    claim = m.claim(wording, id="said", quote=quote, span=(start, start + len(quote)))
    return Rewording(origin, language, wording, m, claim.id)


@cache
def sentences(language: Language, half: Half) -> tuple[str, tuple[str, ...]]:
    """Return a written text of the half, and its sentences that are not too long, each once."""
    text = write_text(language, half, 24_000).text
    found = Sentences(text).spans or ()
    cut = dict.fromkeys(span.cut(text) for span in found)
    return text, tuple(each for each in cut if len(each) <= _LONGEST and text.count(each) == 1)


def by_pattern(half: Half) -> Iterator[Rewording]:
    """Yield sentences of written texts that a pattern says otherwise."""
    for language in ("English", "German", "French"):
        text, found = sentences(language, half)
        for number, sentence in enumerate(found):
            pattern = _PATTERNS[language][number % len(_PATTERNS[language])]
            wording = pattern(" ".join(sentence.split()))
            if wording:
                yield _made("by pattern", CODES[language], text, sentence, wording)


def _in_words(sentence: str) -> str:
    def spelt(match: re.Match[str]) -> str:
        return _NUMBERS.get(int(match[0]), match[0])

    said = re.sub(r"(?<![\d.,£])\d{1,2}(?![\d.,]| per cent)", spelt, sentence)
    return said if said != sentence else ""


def _grouped(sentence: str) -> str:
    said = re.sub(
        r"(?<![\d.,])\d{4,}(?! ?(?:sold|voted)\.)", lambda each: f"{int(each[0]):,}", sentence
    )
    said = said.replace(" per cent", "%")
    return said if said != sentence else ""


def _turned(sentence: str) -> str:
    main, because, reason = sentence.rstrip(".").partition(" because ")
    if not because or '"' in sentence or "“" in sentence:
        return ""
    return f"Because {reason}, {main[:1].lower()}{main[1:]}" if main.startswith("The ") else ""


def _contracted(sentence: str) -> str:
    said = re.sub(r"\b(did|does|do|was|is|would) not\b", r"\1n't", sentence).replace(
        "Nobody", "No one"
    )
    said = re.sub(r"\b(\w+n't) not\b", r"\1", said)
    return said if said != sentence else ""


def _without_titles(sentence: str) -> str:
    said = re.sub(r"\b(?:Captain|Mrs|Mr|Dr|Sister|Professor|old) (?=[A-Z])", "", sentence)
    return said if said != sentence else ""


def _reported(sentence: str) -> str:
    if sentence[0] in "“«„":
        return ""
    is_small = sentence.startswith(("The ", "When ", "If ", "Every "))
    first = sentence[0].lower() if is_small else sentence[0]
    return f"It is said that {first}{sentence[1:].rstrip('.')}"


def _first_part(sentence: str) -> str:
    main, comma, _ = sentence.partition(", although ")
    return main if comma and "“" not in main else ""


def _german(sentence: str) -> str:
    said = re.sub(r"(\d+) Prozent", r"\1 %", sentence).replace("Niemand", "Keiner")
    return said if said != sentence else ""


def _german_part(sentence: str) -> str:
    main, comma, _ = sentence.partition(", obwohl ")
    return main if comma and main[0] not in "„»" else ""


def _french(sentence: str) -> str:
    said = sentence.replace("\xa0%", " pour cent").replace(" %", " pour cent").replace("’", "'")
    return said if said != sentence else ""


def _french_part(sentence: str) -> str:
    main, comma, _ = sentence.partition(", bien que ")
    return main if comma and main[0] not in "“«" else ""


_PATTERNS = {
    "English": (_in_words, _grouped, _turned, _contracted, _without_titles, _reported, _first_part),
    "German": (_german, _german_part),
    "French": (_french, _french_part),
}
