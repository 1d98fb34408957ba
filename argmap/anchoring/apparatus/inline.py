"""Marks within a line: references, sounds, times, and the markup of HTML and Markdown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from argmap.anchoring.apparatus.mark import LINE_START, Mark
from argmap.anchoring.apparatus.words import NOTED, SOUNDS, TIMES_OF_YEAR
from argmap.anchoring.turns import VOICE, changes_of_speaker, voice_of
from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOUND = "|".join(map(re.escape, SOUNDS))
_NOTED = "|".join(map(re.escape, NOTED))
_WHEN = "|".join(map(re.escape, TIMES_OF_YEAR))

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_PAGES = r"(?:,? (?:pp?|S|ch|sec|§)\.? ?[\divxlc]+(?:[–-][\divxlc]+)?)?"
_OF = r"(?:(?:van|von|de|der|den|du|la|le|al|bin|ibn) ){0,3}"
_NAME = rf"{_OF}[^\W\d_a-z][^\W\d_]{{1,40}}(?:[-'’][^\W\d_]{{1,40}}){{0,3}}"
_ALSO = r"(?:, | and | & | und | et | y |,? and |,? & )"
_NAMES = rf"{_NAME}(?:{_ALSO}{_NAME}){{0,4}}(?:,? et al\.?| u\. ?a\.| и др\.)?"
_WORK = rf"(?:see |cf\. |vgl\. |e\.g\.,? |siehe )?{_NAMES},? {_YEAR}(?:, {_YEAR})*{_PAGES}"
# A citation may be wrapped at any of its spaces.
_GAP = r"(?:[\x20\t]+|[\x20\t]*(?:\r\n|\n|\r)[\x20\t]*)"
WORKS = rf"\((?!(?i:{_WHEN})\b){_WORK}(?: ?; {_WORK})*\)".replace(" ", _GAP)

_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
NUMBERED = rf"\[(?:\^[^\]\s]{{1,40}}|{_NUMBERS})\](?![(:])"
_RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_RAISED_RUN = rf"{_RAISED}(?:[,–⁻⁼˒]{_RAISED})*|[†‡]+"
_BEFORE_RAISED = frozenset(".,;:!?”“»\"'’")
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_LEAST_WORD = 3
_LEAST_ITEMS = 2
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
RAISED = (
    rf"(?:(?<=[^\W\d_][^\W\d_][^\W\d_])|(?<=[.,;:!?”“»\"'’)\]]))"
    rf"(?:{_RAISED_RUN})"
)

_INLINE = "a abbr b bdi bdo big cite code data dfn em font i kbd mark q samp small span strong time"
_INLINE_TAGS = [*f"{_INLINE} tt u var wbr v c lang ruby rt".split()]
_APART = (
    "address article aside blockquote body br center caption dd div dl dt figcaption figure footer"
)
_APART += " h1 h2 h3 h4 h5 h6 head header hr html img input li main nav ol p pre section table"
_APART_TAGS = f"{_APART} tbody td tfoot th thead tr ul title meta link".split()
_VALUE = r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>=]{1,2000})"
_ATTRIBUTES = rf"(?:\s+[\w:.-]+(?:\s*=\s*{_VALUE})?){{0,40}}"
_NAMED_TAG = "|".join(sorted({*_INLINE_TAGS, *_APART_TAGS}, key=len, reverse=True))
_TAG = rf"</?(?i:(?P<tag>{_NAMED_TAG}))(?:{_ATTRIBUTES}\s*/?|(?<=<v)[. ][^<>\n]{{0,80}}|\.[\w.-]+)>"
_OPENS_UNSHOWN = re.compile("<!--|<script|<style")
_RAISED_TAG = (
    r"(?is:<sup\b[^<>]*>(?:\s*<a\b[^<>]*>)?\s*\[?(?:\d{1,3}|[*†‡a-z])\]?\s*(?:</a>\s*)?</sup>)"
)
_ENTITY = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_TIME = rf"\[{_CLOCK}(?:[ \t]*(?:-->|[-–—])[ \t]*{_CLOCK})?\]|<\d\d:\d\d(?::\d\d)?\.\d{{3}}>"

_LINK = (
    r"(?<!\\)\[(?P<linked>[^\[\]\n]{1,500})\]\((?P<address>[^()\s]{1,2000}(?:\s+\"[^\"\n]*\")?)\)"
)
_IMAGE = r"!\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}(?:\s+\"[^\"\n]*\")?\)"


def inline_marks(text: str) -> Iterator[Mark]:
    """Yield the marks within the lines of a text; those of different sorts may overlap."""
    if "[" in text:
        yield from _all(rf"{NUMBERED}|{_TIME}|\[(?i:{_SOUND}|{_NOTED})(?: [^\W\d_]+)?[.…]?\]", text)
    if "(" in text:
        yield from _all(rf"{WORKS}|\((?i:{_SOUND})[.…]?\)", text)
        yield from _items_within(text)
    if not text.isascii() and any(sign in text for sign in _RAISED_SIGNS):
        yield from _raised(text)
    if "<" in text:
        yield from _tags(text)
    if "&" in text:
        yield from _entities(text)
    if "](" in text:
        yield from _links(text)
    if "`" in text:
        yield from _all(r"`{1,3}(?=[^\s`])|(?<=[^\s`])`{1,3}", text, "")
    if "[^" in text:
        yield from _all(rf"{LINE_START}\[\^[^\]\s]{{1,40}}\]:[^\n]*(?:\n(?:    |\t)[^\n]*)*", text)


def _all(pattern: str, text: str, instead: str = " ") -> Iterator[Mark]:
    for match in re.finditer(pattern, text):
        yield Mark(Span(*match.span()), instead)


def _items_within(text: str) -> Iterator[Mark]:
    """Yield the letters and numbers of a list within a sentence, from (a) or (1) on."""
    found: dict[str, list[Mark]] = {"a": [], "1": [], "i": []}
    expected = {style: style for style in found}
    for match in re.finditer(r"\(([a-z]|\d{1,2}|[ivx]{2,4})\)(?=\s)", text):
        for style, marks in found.items():
            if match[1] == style:
                if len(marks) >= _LEAST_ITEMS:
                    yield from marks
                marks.clear()
            elif match[1] != expected[style]:
                continue
            marks.append(Mark(Span(*match.span())))
            expected[style] = _following(style, match[1])
            break
    for marks in found.values():
        if len(marks) >= _LEAST_ITEMS:
            yield from marks


def _following(style: str, value: str) -> str:
    if style == "1":
        return str(int(value) + 1)
    if style == "a":
        return chr(ord(value) + 1)
    return _ROMAN[_ROMAN.index(value) + 1] if value != _ROMAN[-1] else ""


def _raised(text: str) -> Iterator[Mark]:
    """Yield raised numbers behind a word or a sign; behind one or two letters they are powers."""
    for match in re.finditer(_RAISED_RUN, text):
        before = text[max(0, match.start() - _LEAST_WORD) : match.start()]
        is_word = len(before) == _LEAST_WORD and before.isalpha()
        is_closed = before[-1:] in (")", "]") or _UNSPACED.match(before[-1:]) is not None
        is_closed = is_closed and match[0] not in ("²", "³")
        if is_word or is_closed or before[-1:] in _BEFORE_RAISED:
            yield Mark(Span(*match.span()), "")


def _tags(text: str) -> Iterator[Mark]:
    """Yield the tags of a text, but not those that say that another person speaks."""
    yield from _unshown(text)
    pattern = f"{_RAISED_TAG}|{_TAG}|{_TIME}"
    voice: str | None = None
    for match in re.finditer(pattern, text):
        if spoken := VOICE.fullmatch(match[0]):
            last, voice = voice, voice_of(spoken)
            is_other = voice != last if last is not None else _is_begun(text, match.start())
            if is_other:
                continue
        tag = (match["tag"] or "").lower()
        is_within = tag in _INLINE_TAGS or (not tag and match[0][:4].lower() == "<sup")
        yield Mark(Span(*match.span()), "" if is_within else " ")


def _is_begun(text: str, offset: int) -> bool:
    """Tell whether there are cues before the one that an offset is in."""
    return text.count("-->", 0, offset) > 1


def _unshown(text: str) -> Iterator[Mark]:
    """Yield what a browser does not show: comments, scripts and styles."""
    place = 0
    while match := _OPENS_UNSHOWN.search(text, place):
        end = "-->" if match[0] == "<!--" else f"</{match[0][1:]}>"
        place = text.find(end, match.end())
        if place < 0:
            return
        place += len(end)
        yield Mark(Span(match.start(), place))


def _entities(text: str) -> Iterator[Mark]:
    """Yield the entities; two that say together that another person speaks are one mark."""
    turns = [turn for turn in changes_of_speaker(text) if text[turn.start] == "&"]
    yield from (Mark(turn, html.unescape(turn.cut(text))) for turn in turns)
    starts = {offset for turn in turns for offset in range(*turn)}
    for match in re.finditer(_ENTITY, text):
        written = html.unescape(match[0])
        if written != match[0] and match.start() not in starts:
            yield Mark(Span(*match.span()), written)


def _links(text: str) -> Iterator[Mark]:
    yield from _all(_IMAGE, text, "")
    for match in re.finditer(_LINK, text):
        start, end = match.span("linked")
        yield Mark(Span(match.start(), start), "")
        yield Mark(Span(end, match.end()), "")
