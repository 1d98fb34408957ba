"""What of a block quotation is quoted, and what says who is quoted, or is a remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.quotations.cues import heads_remark
from argmap.text import WORD, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.quotations.prose import Block

_ATTRIBUTION = re.compile(r"(?:\A|\n)[ \t]*[—–―-]{1,3}[ \t]*(?=\S)([^\n]{1,200}?)\s*\Z")
_LAST_LINE = re.compile(r"[.!?…”\"»’]\s*\n[ \t]*([^\n]{2,60}?)\s*\Z")
# On the line of what is quoted: *“…” — Ann Berg*.
_BEHIND = re.compile(r"[.!?…”\"»’]\s*[—–―]{1,3}[ \t]*([^\n—–―]{2,120}?)\s*\Z")
_LABEL = re.compile(r"[^\w\[]*(?:\[!?([A-Za-z ]{1,20})\]|([^\s:：][^:：\n]{0,40})[:：])\s*(?=\S)")
_QUOTES = frozenset({"quote", "cite"})  # alerts that are quotations
_MOST_WORDS_OF_NAME = 6
_LEAST_WORDS_OF_SPEECH = 4


def is_remark(block: Block) -> bool:
    """Tell whether a block is headed as a remark of the writer: *Note: …*."""
    match = _LABEL.match(block.words)
    if match is None or (match[1] or "").casefold() in _QUOTES:
        return False
    return "[!" in match[0] or heads_remark(match[1] or match[2])


def block_quotation(block: Block, *, is_first: bool) -> tuple[Span, ...]:
    """Return what of a block quotation is quoted, in several readings; nothing if it is a source.

    That is all but the attribution below it, and perhaps the name of the speaker before it.
    ``is_first`` says that no other block of the same quotation is above it.
    """
    words = block.words
    end = len(words)
    match = _ATTRIBUTION.search(words)
    if match and not _is_speech(match[1]) and not (is_first and not words[: match.start()].strip()):
        end = match.start()
    elif not is_first and _is_name(words.strip()):
        return ()
    readings = [Span(0, end)]
    label = _LABEL.match(words)
    if label and label[2] and _is_name(label[2]):
        readings.append(Span(label.end(), end))
    elif label and (label[1] or "").casefold() in _QUOTES:
        # With a heading of its own, perhaps, on the same line.
        readings = [Span(label.end(), end)]
        line_end = words.find("\n", label.start(1), end)
        readings += [Span(line_end, end)] if line_end > label.end() else []
    last = _LAST_LINE.search(words)
    if last and end == len(words) and _is_name(last[1]):
        readings += [Span(reading.start, last.start(1)) for reading in readings]
    behind = _BEHIND.search(words, 0, end)
    if behind and behind[1][0].isupper() and not _is_speech(behind[1]):
        readings += [Span(reading.start, behind.start() + 1) for reading in readings]
    stripped = [span.stripped(words) for span in readings if span.start < span.end]
    return tuple(span for span in stripped if any(map(str.isalnum, span.cut(words))))


def _is_speech(line: str) -> bool:
    """Tell whether what follows a dash is a sentence, as in dialogue, and no attribution."""
    tokens = WORD.findall(line)
    small = sum(token[0].islower() for token in tokens)
    ends = line.rstrip()[-1:] in (".", "!", "?", "…")
    is_named = all(token[0].isupper() for token in tokens[:2])
    is_long = len(tokens) >= _LEAST_WORDS_OF_SPEECH and 2 * small > len(tokens)
    return ends and is_long and not is_named


def _is_name(line: str) -> bool:
    """Tell whether a line is the name of somebody, or of a work, and no sentence."""
    tokens = WORD.findall(line)
    return (
        0 < len(tokens) <= _MOST_WORDS_OF_NAME
        and tokens[0][0].isupper()
        and line.rstrip()[-1:] not in (".", "!", "?", "…")
        and all(token[0].isupper() or token[0].isdigit() or len(token) <= 3 for token in tokens)  # noqa: PLR2004 -- *of*, *von*
    )


def is_attribution(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether a block says where the block quotation before it is from."""
    if number >= len(blocks):
        return False
    words = blocks[number].words.strip()
    return words.startswith(("—", "–", "―", "--", "(", "[")) and len(words) < 200  # noqa: PLR2004
