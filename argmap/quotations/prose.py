"""Prose as a reader sees it: the words of each block, each with its place in the file."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from argmap.errors import UsageError
from argmap.text import Lines, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

Syntax = Literal["text", "markdown", "html"]
SYNTAXES: tuple[Syntax, ...] = ("text", "markdown", "html")

_SUFFIXES: dict[str, Syntax] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_HTML = re.compile(
    r"\A\s*<(?:!doctype|html|head|body)\b|</(?:p|q|blockquote)\s*>|\A\s*<[a-z](?s:.*)</[a-z]\w*>\s*\Z",
    re.IGNORECASE,
)


class Hyperlink:
    """Where a link of the prose leads, and which of the words of its block are the link."""

    __slots__ = ("span", "target")

    def __init__(self, span: Span, target: str) -> None:
        self.span = span
        self.target = target


@dataclass
class Block:
    """A paragraph, heading, item or cell: its words without markup.

    ``words`` are what a reader sees; ``starts`` and ``ends`` hold for each of their characters
    where what is written for it begins and ends in the file. ``is_quoted`` is True in a block
    quotation, and ``cites`` is what that says it is from; blocks with the same ``group`` are next
    to each other in one element. In ``literal`` are stretches, such as code, whose quotation marks
    quote nothing; ``quoted`` are stretches that the markup calls quotations.
    """

    words: str
    starts: array[int]
    ends: array[int]
    is_quoted: bool = False
    group: int = 0
    links: list[Hyperlink] = field(default_factory=list)
    literal: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    cites: str | None = None

    def place(self, span: Span) -> Span:
        """Return where in the file a stretch of the words is."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def is_literal(self, offset: int) -> bool:
        """Tell whether a character is part of what is shown as it is, such as code."""
        return any(span.start <= offset < span.end for span in self.literal)


class Prose:
    """A text that may quote: an article, a report, a model's answer.

    ``name`` is what reports call it, and ``path`` the file that holds it, if any.

    >>> prose = Prose("The mayor said: “We will not pay.”")
    >>> [block.words for block in prose.blocks]
    ['The mayor said: “We will not pay.”']
    """

    def __init__(
        self,
        text: str,
        *,
        syntax: Syntax | None = None,
        name: str = "the text",
        path: str | None = None,
    ) -> None:
        if syntax is not None and syntax not in SYNTAXES:
            raise UsageError(
                f"unknown syntax {syntax!r}", help=f"choose from {', '.join(SYNTAXES)}"
            )
        self.text = text
        self.name = name
        self.path = path
        self.syntax: Syntax = syntax or syntax_of(text, path)

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the prose, in its order."""
        if self.syntax == "html":
            from argmap.quotations.html_blocks import html_blocks  # noqa: PLC0415 -- only for HTML

            return html_blocks(self.text)
        from argmap.quotations.markdown_blocks import markdown_blocks  # noqa: PLC0415 -- as above

        return markdown_blocks(self.text, has_markup=self.syntax == "markdown")

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file."""
        return Lines(self.text)


def syntax_of(text: str, path: str | None = None) -> Syntax:
    """Return the syntax that a file's name says, else HTML if the text has its tags, else Markdown.

    >>> syntax_of("<p>Hello</p>"), syntax_of("Hello"), syntax_of("Hello", "a.txt")
    ('html', 'markdown', 'text')
    """
    if path is not None:
        suffix = "." + path.rpartition(".")[2].lower()
        return _SUFFIXES.get(suffix, "text")
    return "html" if _HTML.search(text) else "markdown"


class BlockBuilder:
    """Collects the words of one block with their places.

    Line ends and runs of white space stay as they are: the engine sets them aside.
    """

    def __init__(
        self, *, is_quoted: bool = False, group: int = 0, cites: str | None = None
    ) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._block = Block("", array("I"), array("I"), is_quoted, group, cites=cites)

    def add(self, words: str, start: int) -> None:
        """Add words that are in the file as they are, from an offset on."""
        self._pieces.append(words)
        self._block.starts.extend(range(start, start + len(words)))
        self._block.ends.extend(range(start + 1, start + len(words) + 1))
        self.length += len(words)

    def add_for(self, words: str, span: Span) -> None:
        """Add words that are written in another way in the file, such as an entity."""
        self._pieces.append(words)
        self._block.starts.extend([span.start] * len(words))
        self._block.ends.extend([span.end] * len(words))
        self.length += len(words)

    def mark_literal(self, start: int) -> None:
        """Take the words from an offset of the block on as code."""
        self._block.literal.append(Span(start, self.length))

    def mark_quoted(self, start: int) -> None:
        """Take the words from an offset of the block on as a quotation."""
        if self.length > start:
            self._block.quoted.append(Span(start, self.length))

    def mark_link(self, start: int, target: str) -> None:
        """Take the words from an offset of the block on as a link."""
        self._block.links.append(Hyperlink(Span(start, self.length), target))

    def block(self) -> Block | None:
        """Return the block, None if nothing is in it."""
        words = "".join(self._pieces)
        if not words.strip():
            return None
        self._block.words = words
        return self._block


def kept(builders: Iterable[BlockBuilder]) -> list[Block]:
    """Return the blocks that have words."""
    return [block for builder in builders if (block := builder.block()) is not None]


def line_spans(text: str) -> list[Span]:
    """Return the lines of a text with their line ends."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return [Span(*pair) for pair in zip(starts, [*starts[1:], len(text)], strict=True)]
