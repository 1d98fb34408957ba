"""The blocks of Markdown and of plain text, as a reader sees them.

CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/, as far as it matters for quotations: block
quotations, items, headings, tables, footnotes, fenced code, links, emphasis, code, references to
characters, and the tags `blockquote` and `q`. Plain text has the same paragraphs, and the `>` that
mail sets before what it quotes.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from argmap.quotations.cues import heads_remark
from argmap.quotations.prose import BlockBuilder, kept, line_spans
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.quotations.prose import Block

# How far it is indented says in which item it is, which does not matter here.
_QUOTED = re.compile(r"[ \t]*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+(?=>))?>[ \t]?")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)")
# What is in a fence of such a name is prose, as in an answer that is fenced as a whole.
_PROSE = frozenset({"markdown", "md", "text", "txt", "plaintext", "quote"})
_BLOCKQUOTE = re.compile(r"(?<!`)<(/?)blockquote\b[^<>\n]*>(?!`)", re.IGNORECASE)
_QUOTATION_TAG = re.compile(r"<(/?)q\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+•]|(?P<number>\d{1,9})[.)])\s+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+")
_TABLE = re.compile(r"\s*\|")
_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]\n]{1,80})\]:\s*(?P<said>\S.*)")
# Where a link leads, with its title; anything else after a label is a note, and prose.
_LINK_TARGET = re.compile(
    r"""(?:<[^>\n]*>|[^\s"“„«]+)(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s*\Z"""
)
# GitHub's alerts and some bold labels head remarks of the writer, which quote nothing.
# Obsidian's callout of this name is a quotation.
_ALERT = re.compile(r"\s*\[!(?!(?:quote|cite)\])[A-Za-z-]+\]", re.IGNORECASE)
_LABEL = re.compile(r"[^\w*\[]*(?:\*\*|__)([^*_\n]{1,40})(?:\*\*|__):?(?=\s)")

_INLINE = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>(?P<ticks>`+)(?!`)(?P<inside>.{1,1000}?)(?<!`)(?P=ticks)(?!`))
    | (?P<image>!\[[^\]\n]*\]\([^()\s]*(?:\s+"[^"\n]*")?\))
    | \[(?P<linked>(?:[^\[\]\\]|\\.|\[[^\[\]\n]{0,40}\])+)\]
      \((?P<target><[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)
    | <(?P<autolink>https?://[^>\s]+)>
    | (?P<comment><!--(?:[^-]|-(?!->)){0,400}-->)
    | (?P<tag></?[A-Za-z][^<>\n]*>)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});)
    | (?P<emphasis>(?<![\w*])(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?![\w*])
      |(?<=\S)\*{1,3}|\*{1,3}(?=\S))
    """,
    re.VERBOSE | re.DOTALL,
)


def markdown_blocks(text: str, *, has_markup: bool = True) -> list[Block]:
    r"""Return the blocks of Markdown, or of plain text if it has no markup.

    >>> [(block.words, block.is_quoted) for block in markdown_blocks("He *said*:\n\n> Not\n> now.")]
    [('He said:\n', False), ('Not\nnow.', True)]
    """
    return _Reader(text, has_markup=has_markup).blocks()


def definitions(text: str) -> dict[str, str]:
    r"""Return what the lines `[label]: …` and `[^label]: …` of a text say, by their labels.

    >>> definitions("See [1].\n\n[1]: https://example.org/a 'A'")
    {'1': "https://example.org/a 'A'"}
    """
    found = (_DEFINITION.match(span.cut(text)) for span in line_spans(text))
    return {
        match["label"].lstrip("^").casefold(): match["said"].strip() for match in found if match
    }


def _is_remark(line: str) -> bool:
    """Tell whether what a line begins is set like a block quotation, and is a remark."""
    label = _LABEL.match(line)
    return bool(_ALERT.match(line)) or (label is not None and heads_remark(label[1]))


class _Reader:
    def __init__(self, text: str, *, has_markup: bool) -> None:
        self._text = text
        self._has_markup = has_markup
        self._builders: list[BlockBuilder] = []
        self._open: list[Span] = []
        self._is_quoted = False
        self._is_item = False
        self._group = 0
        self._quotations: list[int] = []  # where elements `q` begin in the words of a block
        self._remark = -1  # the group that is one
        self._in_element = 0
        self._last_closing = text.lower().rfind("</blockquote")

    def blocks(self) -> list[Block]:
        lines = line_spans(self._text)
        code = self._fenced(lines) if self._has_markup else set()
        for number, line in enumerate(lines):
            if number in code:
                self._close()
                continue
            self._take_line(line)
        self._close()
        return kept(self._builders)

    def _fenced(self, lines: list[Span]) -> set[int]:
        """Return the numbers of the lines that are fences, or code between them.

        A fence that nothing closes fences the rest; unless it names a language of code, that is
        read as prose, lest it hide all quotations of an answer that was cut off.
        """
        found: set[int] = set()
        number = 0
        while number < len(lines):
            opening = _FENCE.match(self._after_marks(lines[number]))
            if not opening:
                number += 1
                continue
            end = self._closing(lines, number, opening[1])
            is_whole = number == 0 and not any(
                line.cut(self._text).strip() for line in lines[(end or 0) + 1 :]
            )
            is_code = opening[2].lower() not in _PROSE and not (
                (end is None or is_whole) and not opening[2]
            )
            last = len(lines) - 1 if end is None else end
            found |= set(range(number, last + 1)) if is_code else {number, last if end else number}
            number = last + 1
        return found

    def _closing(self, lines: list[Span], number: int, fence: str) -> int | None:
        """Return the number of the line that closes a fence."""
        for later in range(number + 1, len(lines)):
            words = self._after_marks(lines[later]).strip()
            if words.startswith(fence) and not words.strip(fence[0]):
                return later
        return None

    def _after_marks(self, line: Span) -> str:
        return self._text[self._after_markers(line) : line.end]

    def _take_line(self, line: Span) -> None:
        """Take a line, which may begin or end an element `blockquote`."""
        start = self._after_markers(line)
        is_quoted = start > line.start
        tags = _BLOCKQUOTE.finditer(self._text, start, line.end) if self._has_markup else ()
        for tag in tags:
            self._take(Span(start, tag.start()), is_quoted=is_quoted)
            self._close()
            self._in_element = max(0, self._in_element + (-1 if tag[1] else 1))
            start = tag.end()
        rest = Span(start, line.end)
        if self._in_element and not rest.cut(self._text).strip():
            # One that nothing closes ends with its paragraph.
            closes = self._last_closing >= start
            self._in_element = self._in_element if closes or start > line.start else 0
        self._take(rest, is_quoted=is_quoted)

    def _after_markers(self, line: Span) -> int:
        """Return where the words of a line begin, after the marks of block quotations."""
        end = line.start
        while match := _QUOTED.match(self._text, end, line.end):
            end = match.end()
        return end

    def _take(self, inside: Span, *, is_quoted: bool) -> None:
        words = inside.cut(self._text)
        is_quoted = is_quoted or self._in_element > 0
        if is_quoted != self._is_quoted:
            self._close()
            self._is_quoted = is_quoted
            self._group += 1
        if not words.strip():
            self._close()
            return
        note = _DEFINITION.match(words) if self._has_markup else None
        if note is not None:
            self._close()
            if _LINK_TARGET.match(note["said"]):
                return
            inside = Span(inside.start + note.start("said"), inside.end)
            self._is_item = False
            self._open.append(inside)
            return
        heads = (_ITEM, _HEADING, _TABLE) if self._has_markup else (_ITEM,)
        head = next((match for head in heads if (match := head.match(words))), None)
        if head is not None and self._goes_on(head):
            head = None
        if head is not None:
            self._close()
            inside = Span(inside.start + head.end(), inside.end)
        if not self._open:
            self._is_item = head is not None and head.re is _ITEM
        self._open.append(inside)
        if head is not None and head.re in (_HEADING, _TABLE):
            self._close()

    def _goes_on(self, head: re.Match[str]) -> bool:
        """Tell whether what looks like an item is a line of a paragraph: *… in / 1863. The …*."""
        number = head.groupdict().get("number")
        return bool(self._open) and not self._is_item and number is not None and int(number) != 1

    def _close(self) -> None:
        if not self._open:
            return
        spans, self._open = self._open, []
        first = spans[0].cut(self._text)
        if self._is_quoted and self._has_markup and _is_remark(first):
            self._remark = self._group
        is_quoted = self._is_quoted and self._remark != self._group
        builder = BlockBuilder(is_quoted=is_quoted, group=self._group)
        if self._has_markup:
            self._add_inline(builder, spans)
        else:
            for span in spans:
                builder.add(span.cut(self._text), span.start)
        self._builders.append(builder)

    def _add_inline(self, builder: BlockBuilder, spans: list[Span]) -> None:
        """Add lines without the markup in them, which may go over several."""
        self._quotations = []
        joined = "".join(span.cut(self._text) for span in spans)
        places: list[int] = []
        for span in spans:
            places.extend(range(*span))
        self._add_words(builder, joined, places)

    def _add_words(self, builder: BlockBuilder, words: str, places: list[int]) -> None:
        last = 0
        for match in _INLINE.finditer(words):
            self._add_plain(builder, words, places, Span(last, match.start()))
            self._add_marked(builder, match, places)
            last = match.end()
        self._add_plain(builder, words, places, Span(last, len(words)))

    @staticmethod
    def _add_plain(builder: BlockBuilder, words: str, places: list[int], span: Span) -> None:
        start = span.start
        for offset in range(span.start, span.end):
            # Between two lines the marks of a block quotation are left out.
            if offset + 1 == span.end or places[offset + 1] != places[offset] + 1:
                builder.add(words[start : offset + 1], places[start])
                start = offset + 1

    def _add_marked(self, builder: BlockBuilder, match: re.Match[str], places: list[int]) -> None:
        start = builder.length
        if match["escape"]:
            builder.add(match["escape"][1], places[match.start() + 1])
        elif match["code"]:
            inside = Span(*match.span("inside"))
            self._add_plain(builder, match.string, places, inside)
            builder.mark_literal(start)
        elif match["linked"]:
            first, end = match.span("linked")
            self._add_words(builder, match["linked"], places[first:end])
            builder.mark_link(start, match["target"].strip("<>"))
        elif match["autolink"]:
            builder.mark_link(start, match["autolink"])
        elif match["entity"]:
            place = Span(places[match.start()], places[match.end() - 1] + 1)
            builder.add_for(html.unescape(match["entity"]), place)
        elif match["tag"]:
            self._add_tag(builder, match, places)

    def _add_tag(self, builder: BlockBuilder, match: re.Match[str], places: list[int]) -> None:
        if match["tag"].lower().startswith("<br"):
            builder.add_for(" ", Span(places[match.start()], places[match.end() - 1] + 1))
        elif tag := _QUOTATION_TAG.match(match["tag"]):
            if not tag[1]:
                self._quotations.append(builder.length)
            elif self._quotations:
                builder.mark_quoted(self._quotations.pop())
