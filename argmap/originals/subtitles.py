r"""Subtitles in SRT and WebVTT: what is said, with its times and speakers.

Read as the WebVTT standard says (https://www.w3.org/TR/webvtt1/), which has a grammar for what is
in a cue, and SRT by its times alone: its numbers and empty lines are often missing. The words of
cues are joined as they are spoken; a paragraph ends where another one speaks or nobody does. A word
that is broken at the end of a cue keeps the line end behind its hyphen.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring.surroundings.speakers import speakers_of
from argmap.anchoring.turns import VOICE, voice_of
from argmap.errors import SourceError
from argmap.originals.extraction import Extraction
from argmap.originals.places import Cue

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t].*)?")
_ARROW = "-->"
_LINE = re.compile(r"\r\n|\n|\r")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|$)")
_HEADER = re.compile(r"\ufeff?WEBVTT(?=\s|$)")
_VOICES = re.compile(r"(?=<v[.\s])|(?<=</v>)")  # where one begins, or ends
_INNER_TIME = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_TAG = re.compile(r"</?(?i:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?/?>|<[\d:.]+>")
_STYLING = re.compile(r"\{\\[^{}]*\}|\{[yY]:[^{}]*\}")  # of SSA, as in many files
_DASH = re.compile(r"[-–—]\s*(?=\S)")
_TURN = re.compile(r">>>?(?!>)")
_TURNS = re.compile(r"(?<=[.!?…\"”’)\]])[ \t]+(?=>>)")
_BROKEN = re.compile(r"[^\W\d_]-$")
_NAME = r"[^\s:：,;!?\[(]"
_SPEAKER = re.compile(rf"(?:>>\s*)?([^\W\d_a-z]{_NAME}*(?: {_NAME}+){{0,3}})[:：]\s+(?=\S)")
_PAUSE = 3.0  # seconds in which nobody speaks
_LONG = 400  # characters of a paragraph, after which it ends with a sentence
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_MOSTLY = 0.5
_LEAST_ROLLING = 3
_FLASH = 0.05  # seconds that a cue lasts which only moves a line up
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]$")


class _Speech(NamedTuple):
    """A line of a cue."""

    words: str
    since: float
    until: float
    speaker: str | None
    begins: bool  # whether it is marked as a turn of its own
    is_labelled: bool = False  # whether its words begin with the name of the speaker


class _Block(NamedTuple):
    since: float
    until: float
    lines: list[str]


def take_subtitles(text: str, *, where: str) -> Extraction:
    r"""Return what is said in subtitles, with the time of each piece of it.

    Raises SourceError if there are no cues, or one whose times cannot be read.

    >>> taken = take_subtitles("1\n00:00:01,000 --> 00:00:02,500\nBuses\nhelp.\n", where="a.srt")
    >>> taken.text, taken.cues[0].since, taken.cues[0].until
    ('Buses help.\n', 1.0, 2.5)
    """
    blocks = list(_blocks(text, where))
    if not blocks:
        raise SourceError(
            "the file contains no subtitles",
            where=where,
            help="a cue begins with a line such as `00:00:01,000 --> 00:00:04,000`",
        )
    remarks = []
    rolling = _rolling(blocks)
    if rolling:
        remarks.append(f"left out {rolling} lines that the next cue shows again")
    speeches = list(_speeches(blocks, is_vtt="WEBVTT" in text[:7]))
    if not speeches:
        raise SourceError("none of its cues has words", where=where)
    if any(one.since > other.since for one, other in pairwise(speeches)):
        remarks.append("its cues are not in the order of their times; the text keeps their order")
    remarks += _remarks_on(blocks, speeches)
    return _composed(speeches, tuple(remarks))


def _blocks(text: str, where: str) -> Iterator[_Block]:
    """Yield the cues: their times, and the lines below them."""
    is_vtt = _HEADER.match(text) is not None
    found: _Block | None = None
    name = ""  # of the cue that was found, which is its number in most files
    before: list[str] = []
    is_comment = False
    for number, line in enumerate(_LINE.split(text), 1):
        if _ARROW in line:
            times = _times(line, f"{where}:{number}")
            next_name = _name(before, name, is_first=found is None)
            if next_name:
                del before[-1]
            if found:
                yield found
            elif not is_vtt:
                _refuse_words(before, where)
            name, before, is_comment = next_name, [], False
            found = _Block(*times, before)
        elif not line.strip():
            is_comment = False
            before.append("")
        elif is_vtt and not is_comment and before[-1:] in ([""], []) and _BLOCK.match(line):
            is_comment = True
        elif not is_comment:
            before.append(line.strip(" \t\ufeff"))
    if found:
        yield found


def _times(line: str, where: str) -> tuple[float, float]:
    match = _TIMES.fullmatch(line)
    if not match:
        raise SourceError(
            "the times of this cue cannot be read",
            where=where,
            help="they are written as `00:00:01,000 --> 00:00:04,000`",
        )
    return _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])


def _refuse_words(before: Sequence[str], where: str) -> None:
    """Raise SourceError if there are words before the first cue."""
    for line in filter(None, before):
        raise SourceError(
            f"there are words before the first cue: {line[:40]!r}",
            where=where,
            help="remove them, or check that these are subtitles",
        )


def _name(before: Sequence[str], last: str, *, is_first: bool) -> str:
    """Return the name of a cue: a line right before its times, apart from the words before."""
    if not before or not before[-1]:
        return ""
    is_next = before[-1].isdecimal() and last.isdecimal() and int(before[-1]) == int(last) + 1
    is_apart = len(before) == 1 or not before[-2]
    return before[-1] if is_next or (is_apart and (not is_first or before[-1].isdecimal())) else ""


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * 1000 + int(parts.ljust(3, "0"))) / 1000


def _rolling(blocks: Sequence[_Block]) -> int:
    """Take away lines that the next cue shows again, as captions do that roll; count them.

    Times inside of cues are a sign of them. Where a program that converted them left those out,
    each repeating cue follows the one before it at once and has a new line below, or is a flash.
    """
    is_timed = any(_INNER_TIME.search(line) for block in blocks for line in block.lines)
    shown: str | None = None
    until = 0.0
    repeated = []
    for block in blocks:
        lines = [line for line in map(_plain, block.lines) if line]
        is_new = len(lines) > 1 or block.until - block.since <= _FLASH
        can_repeat = is_timed or (is_new and block.since - until <= _FLASH)
        if can_repeat and lines and lines[0] == shown:
            repeated.append(block)
        shown, until = lines[-1] if lines else shown, block.until
    if len(repeated) < max(_LEAST_ROLLING, _MOSTLY * len(blocks)):
        return 0
    for block in repeated:
        first = next(row for row, line in enumerate(block.lines) if _plain(line))
        del block.lines[first]
    return len(repeated)


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _STYLING.sub("", line))).split())


def _remarks_on(blocks: Sequence[_Block], speeches: Sequence[_Speech]) -> Iterator[str]:
    """Yield what is not known of some cues."""
    backwards = sum(block.until < block.since for block in blocks)
    if backwards:
        cues = "cue ends" if backwards == 1 else "cues end"
        yield f"{backwards:,} {cues} before the beginning: when that is over is not known"
    unnamed = sum(
        each.begins and each.speaker is None and not _is_marked(each) for each in speeches
    )
    if unnamed:
        turns = "turn has" if unnamed == 1 else "turns have"
        yield f"{unnamed:,} {turns} no voice, and so no speaker"


def _is_marked(speeches: _Speech) -> bool:
    """Tell whether the words of a turn begin with the mark of one."""
    return _DASH.match(speeches.words) is not None or _TURN.match(speeches.words) is not None


def _speeches(blocks: Sequence[_Block], *, is_vtt: bool) -> Iterator[_Speech]:
    """Yield what is said in the cues; the lines of one speaker in a cue are one."""
    lines = [list(_lines(block, is_vtt=is_vtt)) for block in blocks]
    names = speakers_of("\n".join(words for each in lines for _, words in each)).names
    voice: str | None = None
    for block, speeches in zip(blocks, lines, strict=True):
        is_dialogue = sum(_DASH.match(words) is not None for _, words in speeches) > 1
        parts: list[str] = []
        last = _Speech("", block.since, block.until, None, begins=False)
        for speaking, words in speeches:
            turn = _turn(words, names, is_dialogue=is_dialogue)
            begins = voice != speaking or (turn is not None and speaking is None)
            if begins and parts:
                yield last._replace(words="".join(parts))
                parts = []
            if not parts:
                label = turn if speaking is None else None
                last = last._replace(
                    speaker=speaking or label or None, begins=begins, is_labelled=bool(label)
                )
            parts += [_gap(parts[-1], words), words] if parts else [words]
            voice = speaking
        if parts:
            yield last._replace(words="".join(parts))


def _lines(block: _Block, *, is_vtt: bool) -> Iterator[tuple[str | None, str]]:
    """Yield the words of each line of a cue, or of each turn within one, with their voice."""
    voice: str | None = None
    for line in filter(None, block.lines):
        for part in _VOICES.split(line) if is_vtt else [line]:
            if is_vtt and (tag := VOICE.match(part)):
                voice = _plain(voice_of(tag))
            words = _plain(part)
            if words:
                yield from ((voice, each) for each in _TURNS.split(words))
            if part.endswith("</v>"):
                voice = None


def _turn(words: str, names: Container[str], *, is_dialogue: bool) -> str | None:
    """Return whose turn a line begins, "" if that is not said, None if it begins none."""
    dash = _DASH.match(words) if is_dialogue else None
    label = _SPEAKER.match(words, dash.end() if dash else 0)
    if label and label[1] in names:
        return label[1]
    return "" if dash or _TURN.match(words) else None


def _gap(words: str, more: str) -> str:
    """Return what is between the words of two lines that one speaker says."""
    if _UNSPACED.search(words):
        return ""
    # Whether the hyphen is part of the word is not said; the end of the line is kept as a sign.
    return "\n" if more[:1].islower() and _BROKEN.search(words) else " "


def _composed(speeches: Sequence[_Speech], remarks: tuple[str, ...]) -> Extraction:
    """Return the text in which all is said, one after the other."""
    text = ""
    pieces: list[str] = []
    cues: list[Cue] = []
    place = paragraph = 0
    speaker: str | None = None
    last: _Speech | None = None
    for each in speeches:
        is_turn = each.begins and (each.speaker is None or each.speaker != speaker)
        if last is None:
            gap = ""
        elif (
            is_turn
            or each.since - max(last.since, last.until) > _PAUSE
            or (place - paragraph > _LONG and _SENTENCE_END.search(last.words))
        ):
            gap = "\n\n"
        else:
            gap = _gap(last.words, each.words)
        if gap == "\n\n":
            paragraph = place + len(gap)
        if each.begins:
            speaker = each.speaker
        label = ""
        # A name in the words of the cue is there already; that of a voice tag is not.
        if is_turn and each.speaker and not each.is_labelled:
            label = f"{each.speaker}: "
        start = place + len(gap) + len(label)
        pieces += [gap, label, each.words]
        place = start + len(each.words)
        until = each.until if each.until >= each.since else None
        cues.append(Cue(start, place, each.since, until, speaker))
        last = each
    text = "".join((*pieces, "\n"))
    return Extraction(text, "argmap subtitles 3", cues=tuple(cues), remarks=remarks)
