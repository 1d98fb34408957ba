"""Marks by which captions say that another person speaks: tags with a voice, and `>>`."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>\r\n]*)>")
"""The tag of WebVTT with who speaks (https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span)."""

_MARK = re.compile(r"<v[^<>]+>|>{2,3}")
_SIGN = "(?:>|&gt;)"
_CHANGE = re.compile(
    rf"(?P<first>(?<![^\r\n])[ \t]*)?(?P<sign>{_SIGN}{{2,3}})(?!{_SIGN})"
    r"(?=[ \t]*(?P<next>[^\W\d_]?))"
)
_QUOTED_ONCE = re.compile(r"(?<![^\r\n])[ \t]*>(?!>)")
_GOES_ON = re.compile(r">>[^\r\n]*[^\r\n.!?…。！？\"”’»)\]\s–—-][ \t]?(?:\r\n|\n|\r)[ \t]*\Z")
_LINE = 400  # characters back to the beginning of the line above
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+\Z")
_NEAR = 8  # characters before a mark, to see whether it is after a sentence
_NEWS = 3  # signs that begin another story; alone they are a prompt


def voice_of(tag: re.Match[str]) -> str:
    """Return who speaks according to a tag that :data:`VOICE` matches."""
    return " ".join(html.unescape(tag["name"]).split())


def is_change_of_speaker(signs: Iterable[str]) -> bool:
    """Tell whether words and signs are, one after the other, no more than such a mark.

    >>> is_change_of_speaker(["<", "v", "Bob", ">"]), is_change_of_speaker(["p", ">", "0.5"])
    (True, False)
    """
    return _MARK.fullmatch("".join(signs)) is not None


@lru_cache(maxsize=8)
def changes_of_speaker(text: str) -> tuple[Span, ...]:
    r"""Return where `>>` says that another person speaks, as captions and their transcripts do.

    Before the lines of a letter that is answered twice it says that they are quoted: then other
    lines are quoted once, or the sentences go on from one such line to the next.

    >>> text = ">> Is it safe?\n\n>> It is. >> No."
    >>> [span.start for span in changes_of_speaker(text)]
    [0, 16, 26]
    >>> changes_of_speaker("> No.\n\n>> It is.\n>> It is not.\n")
    ()
    """
    if not (">>" in text or "&gt;&gt;" in text) or _QUOTED_ONCE.search(text):
        return ()
    marks = list(_CHANGE.finditer(text))
    first = [mark for mark in marks if mark["first"] is not None]
    if all(map(_is_news, first)):
        return ()
    going_on = [mark for mark in first if _goes_on(text, mark)]
    if 2 * len(going_on) > len(first):
        return ()
    return tuple(
        Span(*mark.span("sign"))
        for mark in marks
        if mark["first"] is not None
        or _SENTENCE_END.search(text, max(0, mark.start() - _NEAR), mark.start())
    )


def _is_news(mark: re.Match[str]) -> bool:
    return len(mark["sign"].replace("&gt;", ">")) == _NEWS


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a sentence goes on from a line with the sign above into the one of a mark."""
    above = text[max(0, mark.start() - _LINE) : mark.start()]
    return _GOES_ON.search(above) is not None and mark["next"].islower()
