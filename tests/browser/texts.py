"""Texts of several kinds with maps of them: what the page must read well besides an interview."""

from __future__ import annotations

import random
import re
import textwrap
from typing import TYPE_CHECKING

from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source
from argmap.text import Span
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHO = (
    "the keeper of the light",
    "an engineer who had built harbours in the north",
    "the board that paid for the oil",
    "every pilot on this coast",
    "the widow of the second keeper",
    "a clerk with a good hand and no love of the sea",
    "the surveyor who drew our first charts",
    "whoever has stood a watch in November",
)
_DOES = (
    "held that a lamp is only as good as the hand that trims it",
    "wrote down the hour of each ship, and of each that did not come",
    "asked for a second reflector, and was sent a letter",
    "knew the reef by the sound of the water over it",
    "trusted the bell more than the lens",
    "counted what a winter's oil had cost, and kept silent about it",
    "warned against the new paint, which the salt took off within a year",
    "could tell a collier from a packet long before it was light",
)
_WHY = (
    "because a light that fails once is not believed again",
    "although nothing in the articles of the station asked for it",
    "since the fog comes in faster there than a man can row",
    "and no inspector ever found the books in disorder",
    "for the men who drown are not those who complain",
    "while the town slept and the harbour dues were spent on a clock",
    "which is more than can be said for the lamps of the southern shore",
    "until the company sent its own people, who stayed for a summer",
)
_HEADINGS = ("OF THE TOWER", "OF OIL AND WICKS", "OF THE FOG BELL", "OF WRECKS", "OF THE BOOKS")


_PARAGRAPH = re.compile(r"(?<=\r\n\r\n)(?:(?!\r\n\r\n).)+\.(?=\r\n\r\n)", re.DOTALL)


def _sentences() -> Iterator[str]:
    """Yield sentences of which no two are alike."""
    chance = random.Random(15)  # noqa: S311 -- nothing is to be guessed
    every = [(who, does, why) for who in _WHO for does in _DOES for why in _WHY]
    chance.shuffle(every)
    for who, does, why in every:
        comma = "," if chance.random() < 0.5 else ""
        yield f"{who[0].upper()}{who[1:]} {does}{comma} {why}."


def _wrapped(number: int, paragraph: str) -> str:
    """Return a paragraph as typists wrap it; one in nine is a quotation, set in."""
    indent = "    " if number % 9 == 4 else ""
    return textwrap.fill(paragraph, 72, initial_indent=indent, subsequent_indent=indent)


def _pages(length: int) -> str:
    sentences = _sentences()
    parts = ["CHAPTER THE NINTH", "In which the keeping of lights is considered"]
    number = 0
    while sum(map(len, parts)) + 4 * len(parts) < length:
        if number % 16 == 0:
            parts.append(_HEADINGS[number // 16 % len(_HEADINGS)])
        parts.append(_wrapped(number, " ".join(next(sentences) for _ in range(5))))
        if number % 12 == 7:
            parts.append("[1] Of these the board's own minutes\r\nsay nothing.")
        number += 1
    return "\n\n".join(parts).replace("\r\n", "\n").replace("\n", "\r\n")


def chapter() -> ArgumentMap:
    """Forty statements of a chapter of 48 kB, wrapped by hand, with CRLF, headings and notes."""
    source = Source(id="chapter", text=_pages(48_000), title="On lights, chapter nine")
    found = [
        match.span() for match in _PARAGRAPH.finditer(source.text) if match[0].lstrip()[1].islower()
    ]
    passages = [
        Span(start + one.start(), start + one.end())
        for start, end in found
        for one in re.finditer(r"\S[^.]*\.", source.text[start:end])
    ]
    step = len(passages) // 41
    # Of every ninth statement the passage is long: three sentences.
    spans = [
        Span(passages[at].start, passages[at + (2 if at % 9 == 0 else 0)].end)
        for at in range(0, 40 * step, step)
    ]

    def said(number: int) -> dict[str, object]:
        span = spans[number]
        quote = span.cut(source.text)
        words = " ".join(quote.split()[:24]).rstrip(".,")
        return {"text": words, "anchors": (Anchor(quote=quote, spans=(span,)),)}

    m = ArgumentMap(title="On lights", sources=[source])
    for number in range(40):
        id, above = f"s{number}", f"s{(number - 1) // 3}"
        about = said(number)
        if number == 0:
            m.questions.append(Question(id=id, **about))
        elif number < 4:
            m.claims.append(Claim(id=id, answers=("s0",), **about))
        elif number in (13, 14, 15):
            m.reasons.append(Reason(id=id, supports=("s4",), joint="shared", **about))
        elif number % 7 == 6:
            m.caveats.append(Caveat(id=id, limits=(above,), **about))
        else:
            m.reasons.append(Reason(id=id, supports=(above,), **about))
    m.caveats.append(Caveat(id="attack", text="Joined, but to what?", undercuts=("s14",)))
    m.reasons.append(Reason(id="unsaid", text="Nobody says so", supports=("s1",), implicit=True))
    return m


_TURNS = (
    ("ANCHOR", "Good evening. Should the river be dammed above the mill?"),
    ("OKAFOR", "It should. The valley floods every other spring, and people lose what they own."),
    ("ANCHOR", "The fishers say that a dam kills the salmon."),
    ("OKAFOR", "A ladder lets them pass. It was built in three valleys, and the fish came back."),
    ("LINDQVIST", "In two of them. In the third they did not, and nobody knows why."),
    ("OKAFOR", "The third ladder was half as long, and that is known."),
    ("LINDQVIST", "And who pays? A dam costs more than all the houses by the river."),
    ("ANCHOR", "We have to leave it there."),
)


def transcript() -> ArgumentMap:
    """Eight statements of a conversation of three, with times."""
    lines = [f"[00:{2 * turn:02}:10] {who}: {said}" for turn, (who, said) in enumerate(_TURNS)]
    source = Source(id="talk", text="\n\n".join(lines), title="The dam", language="en")

    def at(quote: str) -> tuple[Anchor, ...]:
        start = source.text.index(quote)
        return (Anchor(quote=quote, spans=(Span(start, start + len(quote)),)),)

    m = ArgumentMap(title="The dam", sources=[source])
    m.question(
        "Should the river be dammed?",
        id="dam",
        speaker="Anchor",
        anchors=at("Should the river be dammed above the mill?"),
    )
    m.claim("It should be dammed", id="yes", answers="dam", anchors=at("It should."))
    m.reason("Floods ruin people", id="floods", supports="yes", anchors=at(_TURNS[1][1][11:]))
    m.caveat(
        "A dam kills the salmon",
        id="salmon",
        rebuts="yes",
        speaker="The fishers",
        anchors=at("a dam kills the salmon"),
    )
    m.caveat("A ladder lets them pass", id="ladder", rebuts="salmon", anchors=at("A ladder lets"))
    m.reason(
        "It worked elsewhere",
        id="worked",
        supports="ladder",
        anchors=at("It was built in three valleys, and the fish came back"),
    )
    m.caveat(
        "Not in the third valley",
        id="third",
        limits="worked",
        speaker="Lindqvist",
        anchors=at("In the third they did not, and nobody knows why"),
    )
    m.caveat(
        "It costs more than the houses",
        id="cost",
        rebuts="yes",
        speaker="Lindqvist",
        anchors=at("A dam costs more than all the houses by the river"),
    )
    return m


_ARABIC = """هل تحتاج المدينة إلى حافلات أكثر؟

نعم، لأن الشوارع ضيقة والسيارات كثيرة، ولأن الناس يصلون إلى أعمالهم
متأخرين كل صباح. وقد جرّبت مدن أخرى ذلك فقلّ الازدحام فيها بعد عام واحد.

لكن الحافلات مكلفة، والمدينة لا تملك المال الكافي لشرائها هذا العام."""


def arabic() -> ArgumentMap:
    """Six statements of a text that runs to the left, one of them implicit."""
    source = Source(id="nass", text=_ARABIC, title="الحافلات", language="ar")

    def at(quote: str) -> tuple[Anchor, ...]:
        start = _ARABIC.index(quote)
        return (Anchor(quote=quote, spans=(Span(start, start + len(quote)),)),)

    m = ArgumentMap(title="الحافلات في المدينة", sources=[source])
    m.question(
        "هل تحتاج المدينة إلى حافلات أكثر؟", id="hal", anchors=at(_ARABIC.partition("\n")[0])
    )
    m.claim("نعم، تحتاج المدينة إلى حافلات أكثر", id="naam", answers="hal", anchors=at("نعم"))
    m.reason(
        "الشوارع ضيقة والسيارات كثيرة",
        id="shawari",
        supports="naam",
        anchors=at("الشوارع ضيقة والسيارات كثيرة"),
    )
    m.reason(
        "قلّ الازدحام في مدن أخرى",
        id="mudun",
        supports="naam",
        anchors=at("وقد جرّبت مدن أخرى ذلك فقلّ الازدحام فيها بعد عام واحد"),
    )
    m.caveat("الحافلات مكلفة", id="mukallifa", rebuts="naam", anchors=at("الحافلات مكلفة"))
    m.reason("ما نجح هناك ينجح هنا", id="qiyas", supports="naam", implicit=True)
    return m


TEXTS = {"chapter": chapter, "transcript": transcript, "arabic": arabic, "alone": city_charge}
