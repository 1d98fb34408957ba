"""The blocks of Markdown and of plain text, as a reader sees them.

CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/, as far as it matters for quotations: block
quotations, items, headings, tables, fenced code, links, emphasis and code. Plain text has the same
paragraphs, and the `>` that mail sets before what it quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.quotations.prose import BlockBuilder, kept, line_spans
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.quotations.prose import Block

_QUOTED = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-*+•]|(?P<number>\d{1,9})[.)])\s+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+")
_TABLE = re.compile(r"\s*\|")
_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]\n]{1,80})\]:\s*(?P<said>\S.*)")
# GitHub's alerts and bold labels head remarks of the writer, which quote nothing.
_REMARK = re.compile(r"\[![A-Z]+\]|(?:\*\*|__)[^*_\n]{1,40}:?(?:\*\*|__):?(?=\s)")

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


class _Reader:
    def __init__(self, text: str, *, has_markup: bool) -> None:
        self._text = text
        self._has_markup = has_markup
        self._builders: list[BlockBuilder] = []
        self._open: list[Span] = []
        self._is_quoted = False
        self._is_item = False
        self._group = 0

    def blocks(self) -> list[Block]:
        fence = ""
        for line in line_spans(self._text):
            depth_end = self._after_markers(line)
            inside = Span(depth_end, line.end)
            words = inside.cut(self._text)
            if self._has_markup and (match := _FENCE.match(words)):
                is_closing = fence and match[1].startswith(fence) and not words.strip("`~ \r\n\t")
                if is_closing or not fence:
                    self._close()
                    fence = "" if is_closing else match[1][:3]
                    continue
            if fence:
                continue
            self._take(inside, words, is_quoted=depth_end > line.start)
        self._close()
        return kept(self._builders)

    def _after_markers(self, line: Span) -> int:
        """Return where the words of a line begin, after the marks of block quotations."""
        end = line.start
        while match := _QUOTED.match(self._text, end, line.end):
            end = match.end()
        return end

    def _take(self, inside: Span, words: str, *, is_quoted: bool) -> None:
        if is_quoted != self._is_quoted:
            self._close()
            self._is_quoted = is_quoted
            self._group += 1
        if not words.strip():
            self._close()
            return
        if self._has_markup and _DEFINITION.match(words):
            self._close()
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
        is_quoted = self._is_quoted and not (self._has_markup and _REMARK.match(first))
        builder = BlockBuilder(is_quoted=is_quoted, group=self._group)
        if self._has_markup:
            self._add_inline(builder, spans)
        else:
            for span in spans:
                builder.add(span.cut(self._text), span.start)
        self._builders.append(builder)

    def _add_inline(self, builder: BlockBuilder, spans: list[Span]) -> None:
        """Add lines without the markup in them, which may go over several."""
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
        elif match["tag"] and match["tag"].lower().startswith("<br"):
            builder.add_for(" ", Span(places[match.start()], places[match.end() - 1] + 1))
