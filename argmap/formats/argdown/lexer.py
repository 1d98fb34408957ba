r"""Cut an Argdown text into tokens, just where the official reader does.

Argdown's grammar (https://argdown.org/syntax/) leaves open what a sign means in an odd place; what
its program makes of it is the standard, so the order in which kinds of tokens are tried, and what
each may follow, is that of @argdown/core 1.7. Its patterns are JavaScript's: there ``.`` stops at
four line ends, and ``\s`` takes other blanks than in Python.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.formats.document import Document

SPACE = "\\t\\n\\v\\f\\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript takes for blanks and line ends, for a class of a pattern."""

# The class of blanks has an apostrophe in it: the official patterns say so.
_BLANKS = r"[ '\t]*"
_INFERENCE_START = re.compile(_BLANKS + r"--")
_RELATION = re.compile(rf"({_BLANKS})(\+>|->|<?\+|<?-|><|_>|<_|_(?=[{SPACE}]))")
_STATEMENT_NUMBER = re.compile(_BLANKS + r"\((\d+)\)", re.ASCII)
_LIST_ITEM = re.compile(rf"({_BLANKS})(?:\d+\.|\*)(?=[{SPACE}])", re.ASCII)
_HEADING_START = re.compile(r"#+ ")
_FRONT_MATTER = re.compile(r"===+[\s\S]*?===+")
_DATA_STOP = re.compile(rf"\}}[{SPACE}][^,}}]|[\r\u2028\u2029]")
_NO_DATA_END = re.compile(rf"[{SPACE}]*[,}}]")
_EMPTY_LINE = re.compile(r"(?:[ \t]*\r?\n){2,}")
_NEW_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_SPACES = re.compile(r"[ \t]+")
_ESCAPED = re.compile("\\\\[^\n\r\u2028\u2029] *")
_PLAIN = re.compile(r"[^\\@#*_\[\],.:;</>\-\r\n(){}]+")
_SIGN = re.compile(r"[@#*_\[\],.:;</>\-(){}][ \t]?")
_TAG = re.compile("#[a-zA-z0-9\\-\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+[ \\t]?")
_INFERENCE_END = re.compile(r"-{2,}")
_BLANK = re.compile(r"[ \t]")
_LINE_END = re.compile("[\n\r\u2028\u2029]")
_ANY_SPACE = re.compile(f"[{SPACE}]")
_FORMATS = tuple(
    (
        mark,
        re.compile(rf"{re.escape(mark)}(?![{SPACE}])"),
        re.compile(rf"{re.escape(mark)}(?:[ \t]|(?=[\n\r)}}_.,!?;:*-]|\Z))"),
    )
    for mark in ("**", "__", "*", "_")
)


class Kind(Enum):
    """What a token is."""

    FRONT_MATTER = auto()
    DATA = auto()
    EMPTY_LINE = auto()
    NEW_LINE = auto()
    INDENT = auto()
    DEDENT = auto()
    RELATION = auto()
    INFERENCE_START = auto()
    INFERENCE_END = auto()
    COMMA = auto()
    HEADING_START = auto()
    STATEMENT_NUMBER = auto()
    LIST_ITEM = auto()
    FORMAT_START = auto()
    FORMAT_END = auto()
    LINK = auto()
    TAG = auto()
    STATEMENT_DEFINITION = auto()
    STATEMENT_REFERENCE = auto()
    ARGUMENT_DEFINITION = auto()
    ARGUMENT_REFERENCE = auto()
    MENTION = auto()
    ESCAPED = auto()
    SHORTCODE = auto()
    PLAIN = auto()
    END = auto()


class Token(NamedTuple):
    """A piece of the text, ``image``, that starts at ``start``.

    ``value`` is what it says without its signs: a title, a tag, a relation's symbol.
    """

    kind: Kind
    start: int
    image: str
    value: str = ""


def tokenize(document: Document) -> list[Token]:
    """Return the tokens of a text, with an END; raise MapFileError if nothing fits.

    >>> from argmap.formats.document import Document
    >>> [token.kind.name for token in tokenize(Document(text="[t]: so #yes"))]
    ['STATEMENT_DEFINITION', 'PLAIN', 'TAG', 'END']
    """
    return _Lexer(document).run()


class _Lexer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.place = 0
        self.tokens: list[Token] = []
        # How far the open relations are indented, and which formats are open.
        self.levels = [0]
        self.formats: list[str] = []
        self.is_in_inference = False
        self._found: dict[str, int] = {}
        self._nexts: dict[str, tuple[int, int]] = {}
        self._data_end = (-1, -1)

    def run(self) -> list[Token]:
        text = self.text
        while self.place < len(text):
            before = self.place
            if self.is_in_inference:
                self._in_inference()
            else:
                self._anywhere()
            if self.place == before:
                raise self.document.error(
                    "this backslash has nothing to escape", before, help="write `\\\\` for itself"
                )
        if self.tokens and self.tokens[-1].kind is Kind.EMPTY_LINE:
            self.tokens.pop()
        self._close_levels()
        self._add(Kind.END, len(text))
        return self.tokens

    def _add(self, kind: Kind, end: int, value: str = "") -> bool:
        self.tokens.append(Token(kind, self.place, self.text[self.place : end], value))
        self.place = end
        return True

    def _match(self, kind: Kind, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.place)
        return found is not None and self._add(kind, found.end())

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.place)
        if found is None:
            return False
        self.place = found.end()
        return True

    def _in_inference(self) -> bool:
        sign = self.text[self.place]
        if sign == "-" and (found := _INFERENCE_END.match(self.text, self.place)):
            self.is_in_inference = False
            return self._add(Kind.INFERENCE_END, found.end())
        return (
            (sign in "/<" and self._comment())
            or self._match(Kind.NEW_LINE, _NEW_LINE)
            or (sign == "\\" and self._match(Kind.ESCAPED, _ESCAPED))
            or (sign in ".:" and self._shortcode(sign))
            or (sign == "{" and self._data())
            or (sign == "," and self._add(Kind.COMMA, self.place + 1))
            or self._plain()
        )

    def _anywhere(self) -> bool:
        sign = self.text[self.place]
        if sign in _FIRST_TRIED and (
            (sign in "/<" and self._comment())
            or (sign == "=" and self._match(Kind.FRONT_MATTER, _FRONT_MATTER))
            or (sign == "{" and self._data())
            or (sign == "\\" and self._match(Kind.ESCAPED, _ESCAPED))
            or (sign in ".:" and self._shortcode(sign))
            or (sign in " \t\r\n" and self._line_end_token())
        ):
            return True
        last = self.tokens[-1].kind if self.tokens else None
        if last in (None, Kind.NEW_LINE, Kind.EMPTY_LINE) and self._line_start(sign, last):
            return True
        return (
            (sign in "*_" and self._format())
            or (sign in "[#<@" and self._named(sign))
            or self._plain()
        )

    def _plain(self) -> bool:
        return (
            self._skip(_SPACES) or self._match(Kind.PLAIN, _PLAIN) or self._match(Kind.PLAIN, _SIGN)
        )

    # Where lines start

    def _line_start(self, sign: str, last: Kind | None) -> bool:
        text, place = self.text, self.place
        if last is not Kind.EMPTY_LINE and (found := _INFERENCE_START.match(text, place)):
            self._close_levels()
            self.is_in_inference = True
            return self._add(Kind.INFERENCE_START, found.end())
        if found := _RELATION.match(text, place):
            self._move_level(len(found[1]))
            return self._add(Kind.RELATION, found.end(), found[2])
        if sign == "#" and self._match(Kind.HEADING_START, _HEADING_START):
            return True
        if found := _STATEMENT_NUMBER.match(text, place):
            self._close_levels()
            return self._add(Kind.STATEMENT_NUMBER, found.end(), found[1])
        if found := _LIST_ITEM.match(text, place):
            self._move_level(len(found[1]) + 1)
            return self._add(Kind.LIST_ITEM, found.end(), found[0][len(found[1]) :][-1])
        return False

    def _move_level(self, level: int) -> None:
        if level > self.levels[-1]:
            self.levels.append(level)
            self._add(Kind.INDENT, self.place)
        while level < self.levels[-1]:
            self.levels.pop()
            self._add(Kind.DEDENT, self.place)

    def _close_levels(self) -> None:
        self._move_level(0)

    def _line_end_token(self) -> bool:
        return self._empty_line() or self._match(Kind.NEW_LINE, _NEW_LINE)

    def _empty_line(self) -> bool:
        if self.tokens and self.tokens[-1].kind is Kind.EMPTY_LINE:
            return False
        found = _EMPTY_LINE.match(self.text, self.place)
        if found is None:
            return False
        if found.end() < len(self.text):
            self._close_levels()
        return self._add(Kind.EMPTY_LINE, found.end())

    # What is not read as words

    def _comment(self) -> bool:
        text, place = self.text, self.place
        for opening, closing in (("<!--", "-->"), ("/*", "*/")):
            if text.startswith(opening, place):
                end = self._ahead(closing, place + len(opening))
                if end == len(text):
                    return False
                end += len(closing)
                break
        else:
            if not text.startswith("//", place):
                return False
            end = self._line_end(place + 2)
            if end == len(text) or text[end] in "\u2028\u2029":
                return False
        last = self.tokens[-1].kind if self.tokens else None
        self.place = end
        return self._skip(_COMMENT_TAIL.get(last, _NO_TAIL))

    def _data(self) -> bool:
        """Take ``{…}`` up to the last brace before one that a blank and further words follow."""
        text, start = self.text, self.place
        stop = self._data_end[0]
        if stop <= start:
            found = _DATA_STOP.search(text, start + 1)
            stop = found.start() if found else len(text)
            end = stop if text.startswith("}", stop) else text.rfind("}", start, stop)
            while end > start and _NO_DATA_END.match(text, end + 1):
                end = text.rfind("}", start, end)
            self._data_end = stop, end
        end = self._data_end[1]
        return end > start and self._add(Kind.DATA, end + 1)

    # Signs within words

    def _shortcode(self, sign: str) -> bool:
        start = self.place + 1
        end = self._ahead(sign, start + 1)
        if end == len(self.text) or self._space(start) < end:
            return False
        return self._add(Kind.SHORTCODE, self._with_blank(end + 1))

    def _format(self) -> bool:
        if self.tokens and self.formats:
            for mark, _, end in _FORMATS:
                if self.formats[-1] == mark and self._match(Kind.FORMAT_END, end):
                    self.formats.pop()
                    return True
        for mark, start, _ in _FORMATS:
            if found := start.match(self.text, self.place):
                self.formats.append(mark)
                return self._add(Kind.FORMAT_START, found.end(), mark)
        return False

    def _named(self, sign: str) -> bool:
        text, place = self.text, self.place
        if sign == "#":
            return self._tag()
        if sign == "@":
            bracket = text[place + 1 : place + 2]
            end = self._closing("@", _CLOSING.get(bracket, ""), place + 3, place + 2)
            return end > 0 and self._add(
                Kind.MENTION, self._with_blank(end + 1), text[place + 2 : end]
            )
        closing = _CLOSING[sign]
        if sign == "[" and self._link():
            return True
        end = self._closing(":", closing + ":", place + 2, place + 1)
        if end > 0:
            kind = Kind.STATEMENT_DEFINITION if sign == "[" else Kind.ARGUMENT_DEFINITION
            return self._add(kind, end + 2, text[place + 1 : end])
        end = self._closing("", closing, place + 2)
        if end > 0 and text[place + 1] != "-":
            kind = Kind.STATEMENT_REFERENCE if sign == "[" else Kind.ARGUMENT_REFERENCE
            return self._add(kind, end + 1, text[place + 1 : end])
        return False

    def _link(self) -> bool:
        text, place = self.text, self.place
        middle = self._ahead("]", place + 1, use="link")
        if middle == place + 1 or not text.startswith("](", middle):
            return False
        end = self._ahead(")", middle + 2, use="link")
        if end in (middle + 2, len(text)):
            return False
        return self._add(Kind.LINK, self._with_blank(end + 1))

    def _tag(self) -> bool:
        text, place = self.text, self.place
        if text.startswith("(", place + 1):
            end = self._ahead(")", place + 2, use="tag")
            if end in (place + 2, len(text)):
                return False
            return self._add(Kind.TAG, self._with_blank(end + 1), text[place + 2 : end])
        found = _TAG.match(text, place)
        return found is not None and self._add(Kind.TAG, found.end(), found[0][1:].rstrip(" \t"))

    # Looking ahead, so that what is never closed is looked for once and not from every sign

    def _with_blank(self, end: int) -> int:
        return end + 1 if _BLANK.match(self.text, end) else end

    def _closing(self, use: str, mark: str, start: int, first: int | None = None) -> int:
        """Return where a mark is at or after ``start`` with no line end before it, or -1."""
        if not mark:
            return -1
        end = self._ahead(mark, start, use=use)
        return end if end <= self._line_end(start if first is None else first) - 1 else -1

    def _ahead(self, mark: str, start: int, use: str = "") -> int:
        """Return where a mark is next, or the length of the text.

        For one ``use``, the starts asked for never go back.
        """
        found = self._found.get(mark + use, -1)
        if found < start:
            found = self.text.find(mark, start)
            found = len(self.text) if found < 0 else found
            self._found[mark + use] = found
        return found

    def _line_end(self, start: int) -> int:
        return self._next("line", _LINE_END, start)

    def _space(self, start: int) -> int:
        return self._next("space", _ANY_SPACE, start)

    def _next(self, use: str, pattern: re.Pattern[str], start: int) -> int:
        last, found = self._nexts.get(use, (0, -1))
        if not last <= start <= found:
            match = pattern.search(self.text, start)
            found = match.start() if match else len(self.text)
            self._nexts[use] = start, found
        return found


_FIRST_TRIED = frozenset("/<={\\.: \t\r\n")
# What goes with a comment: all line ends after an empty line, one after a line end, else none.
_COMMENT_TAIL: dict[Kind | None, re.Pattern[str]] = {
    Kind.EMPTY_LINE: re.compile(r"(?:[ \t]*\r\n|\n|\r)*"),
    Kind.NEW_LINE: re.compile(r"(?:[ \t]*(?:\r\n|\n|\r)(?![ \t]*(?:\r\n|\n|\r)))?"),
}
_NO_TAIL = re.compile("")
_CLOSING = {"[": "]", "<": ">"}
