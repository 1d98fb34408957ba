"""What is said after a dash, as Swedish, Polish, Spanish, French and Russian print speech."""

from __future__ import annotations

import re

from argmap.quotations.cues import cues
from argmap.text import Span

_DASH = re.compile(r"\s*[—–―]\s*(?=\S)")
# What parts speech and the words on who says it: *Nej, sade hon*, *No —dijo ella*.
_PARTING = re.compile(r"[,.!?…]?\s*[—–―]\s*|[,!?…]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2_000


def speech_after_dash(words: str) -> Span | None:
    """Return what is said in a paragraph that begins with a dash, up to the words on who says it.

    None if it does not begin with one, or if no verb of saying follows: then it may be an item of
    a list.

    >>> words = "— Vi betalar inte bussarna, sade hon."
    >>> speech_after_dash(words).cut(words)
    'Vi betalar inte bussarna'
    >>> speech_after_dash("— buses, trams and bicycles") is None
    True
    """
    dash = _DASH.match(words)
    if dash is None:
        return None
    for parting in _PARTING.finditer(words, dash.end(), dash.end() + _LONGEST):
        first = _WORD.match(words, parting.end())
        if first and first[0].casefold() in cues()["said"]:
            stop = words[parting.start()]
            end = parting.start() + (stop in "!?…")
            return Span(dash.end(), end) if end > dash.end() else None
    return None
