"""JSON as language models write it: what is whole is kept, and every repair is reported.

Taken besides JSON (RFC 8259): comments, trailing and missing commas, keys without quotation marks,
single and typographic quotation marks, the words of Python and JavaScript for true, false and
null, line ends in strings, and quotation marks in strings that are not escaped, if what follows
cannot be the end of the string. An object that is damaged otherwise, or cut off at the end of the
text, keeps its members so far and is marked, so that nobody takes it for whole.
"""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.text import Span

_SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_OMISSION = re.compile(r"\.{3,}|…")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])")
_BARE = re.compile(r"[A-Za-z_$][\w$-]*")
_WORDS = {"true": True, "True": True, "false": False, "False": False} | dict.fromkeys(
    ("null", "None", "undefined", "nil", "NaN")
)
_CLOSING = {'"': '"', "'": "'", "“": "”", "”": "”", "‘": "’", "`": "`"}
_KEY = r"(?:[\"'“‘][^\"'”’\n]{1,60}[\"'”’]|[A-Za-z_$][\w$-]{0,60})\s*:"
# What may follow the string of a member, or of an item.
_AFTER_MEMBER = re.compile(rf"\s*(?:[}}\]]|\Z|,\s*(?:{_KEY}|[}}\]]|//|#|/\*|\Z)|\n\s*{_KEY})")
_AFTER_ITEM = re.compile(
    r"""\s*(?:[\]}]|\Z|,\s*(?:["'“‘{\[\d\]}-]|true|false|null|//|\#|/\*|\Z)|\n\s*["'“‘{])""",
    re.VERBOSE,
)
_AFTER_KEY = re.compile(r"\s*:")
# What no string has in it but one that was never closed.
_SWALLOWED = re.compile(
    r"""["'”’]\s*:\s*["'“‘\[{] | ["”]\s*,\s*["“] | ["”]?\w+\s*:\s*["“\[{]
    | ["”]\s*[,:]?\s*[{}\[\]] | [{}\[\]]\s*[,:]?\s*["“]""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 60  # containers within one another; no map has more than a few
_LONGEST_NUMBER = 40


class LooseObject(dict[str, Any]):
    """An object that was read: its members, where it is, and whether it is whole.

    ``repeated`` are keys that it has twice; the first of them counts.
    """

    def __init__(self, start: int) -> None:
        super().__init__()
        self.span = Span(start, start)
        self.is_whole = True
        self.repeated: list[str] = []


class LooseList(list[Any]):
    """A list that was read, and whether it is whole."""

    is_whole = True


class _Damaged(Exception):
    """Something is not even loosely JSON."""


class LooseReader:
    """Reads the values of a text, one after the other.

    ``repairs`` says what was read otherwise than it is written, each thing once; ``is_cut`` is True
    if the text ended within a value, and ``damaged`` counts the objects that are not whole.

    >>> reader = LooseReader("{'a': [1, 2,], b: True")
    >>> reader.value(), reader.is_cut, len(reader.repairs)
    ({'a': [1, 2], 'b': True}, True, 4)
    """

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self.place = start
        self.repairs: dict[str, None] = {}
        self.is_cut = False
        self.damaged = 0
        self._depth = 0
        self._is_unclosed = False

    def value(self) -> Any:
        """Return the next value of the text; raise ValueError if there is none."""
        try:
            return self._value(_AFTER_ITEM)
        except _Damaged as error:
            raise ValueError(str(error)) from error

    def skip_space(self) -> None:
        """Go on to the next character that is neither space nor in a comment."""
        match = _SPACE.match(self._text, self.place)
        if match:
            if not match[0].isspace() and match[0].strip("\ufeff \t\r\n"):
                self._repair("comments were left out")
            self.place = match.end()

    @property
    def at_end(self) -> bool:
        """True if the text has ended."""
        return self.place >= len(self._text)

    def _repair(self, what: str) -> None:
        self.repairs[what] = None

    def _cut(self) -> None:
        self.is_cut = True

    def _value(self, after: re.Pattern[str]) -> Any:
        self.skip_space()
        if self.at_end:
            self._cut()
            raise _Damaged("the text ends before a value")
        first = self._text[self.place]
        if first in "{[":
            return self._container(first)
        if first in _CLOSING:
            return self._string(after)
        if match := _NUMBER.match(self._text, self.place):
            self.place = match.end()
            if self.at_end:
                self._cut()  # further digits may be missing
                raise _Damaged("the text ends in a number")
            return match[0] if len(match[0]) > _LONGEST_NUMBER else json.loads(match[0])
        match = _BARE.match(self._text, self.place)
        if match and match[0] in _WORDS:
            self.place = match.end()
            if match[0] not in ("true", "false", "null"):
                self._repair(f"`{match[0]}` was read as the value in JSON")
            return _WORDS[match[0]]
        if match and match.end() == len(self._text):
            self._cut()
        raise _Damaged(f"there is no value at {self.place}")

    def _container(self, first: str) -> Any:
        if self._depth >= _DEEPEST:
            raise _Damaged("it is nested too deeply")
        self._depth += 1
        try:
            return self._object() if first == "{" else self._array()
        finally:
            self._depth -= 1

    def _array(self) -> LooseList:
        self.place += 1
        items = LooseList()
        self._is_unclosed = False
        while self._goes_on("]"):
            before = items[-1] if items else None
            try:
                items.append(self._value(_AFTER_ITEM))
            except _Damaged:
                items.is_whole = False
                self.doubt(before)
                if self.is_cut:
                    return items
                self.damaged += 1
                self._resume()
            else:
                if not isinstance(items[-1], LooseObject):
                    self.doubt(before)
        items.is_whole = items.is_whole and not self._is_unclosed
        self._is_unclosed = False
        return items

    @staticmethod
    def doubt(before: Any) -> None:
        """Take an object for closed too early if what follows it is none."""
        if isinstance(before, LooseObject):
            before.is_whole = False

    def _object(self) -> LooseObject:
        found = LooseObject(self.place)
        self._is_unclosed = False
        self.place += 1
        while self._goes_on("}"):
            try:
                key = self._key()
                self.place += 1  # the colon
                value = self._value(_AFTER_MEMBER)
            except _Damaged:
                found.is_whole = False
                self.damaged += 1
                if self.is_cut:
                    break
                self._resume()
                continue
            if key in found:
                found.repeated.append(key)
            found.setdefault(key, value)
            if isinstance(value, LooseList) and not value.is_whole:
                found.is_whole = False
            if self.is_cut:
                break
        found.is_whole = found.is_whole and not self.is_cut and not self._is_unclosed
        self.damaged += self._is_unclosed
        self._is_unclosed = False
        found.span = Span(found.span.start, self.place)
        return found

    def _goes_on(self, closer: str) -> bool:
        """Tell whether a container has another member, and go to it, or past its end."""
        is_first = self._text[self.place - 1] in "{["
        self.skip_space()
        if self.is_cut:
            return False
        had_comma = self._past_commas()
        if self.at_end:
            self._cut()
            return False
        if self._text[self.place] == closer:
            if had_comma:
                self._repair("commas before a closing bracket were left out")
            self.place += 1
            return False
        if self._text[self.place] in "}]":
            # The other kind of bracket: this container was never closed.
            self._repair("a closing bracket was missing")
            self._is_unclosed = True
            return False
        if not had_comma and not is_first:
            self._repair("commas were missing between members")
        return True

    def _past_commas(self) -> bool:
        """Go past commas, and dots in place of members; tell whether a comma was the last."""
        had_comma = False
        while not self.at_end:
            if self._text[self.place] == ",":
                if had_comma:
                    self._repair("extra commas were left out")
                had_comma = True
                self.place += 1
            elif omission := _OMISSION.match(self._text, self.place):
                self._repair(f"`{omission[0]}` in place of further members was left out")
                had_comma = False
                self.place = omission.end()
            else:
                break
            self.skip_space()
        return had_comma

    def _key(self) -> str:
        if self._text[self.place] in _CLOSING:
            key: str = self._string(_AFTER_KEY)
            if any(mark in key for mark in _CLOSING):
                raise _Damaged("a key has quotation marks in it")
        else:
            match = _BARE.match(self._text, self.place)
            if match is None:
                raise _Damaged(f"there is no key at {self.place}")
            key = match[0]
            self.place = match.end()
            self._repair("keys had no quotation marks")
        self.skip_space()
        if self.at_end:
            self._cut()
        if self.at_end or self._text[self.place] != ":":
            raise _Damaged(f"there is no colon at {self.place}")
        return key

    def _string(self, after: re.Pattern[str]) -> str:
        """Return a string; ``after`` is what may follow its closing mark."""
        text = self._text
        opening = text[self.place]
        closing = _CLOSING[opening]
        start = place = self.place + 1
        inner = False
        while True:
            end = text.find(closing, place)
            if end < 0:
                self._cut()
                self.place = len(text)
                raise _Damaged("the text ends inside a string")
            backslashes = end - len(text[start:end].rstrip("\\")) - start
            if backslashes % 2:
                place = end + 1
                continue
            if after.match(text, end + 1):
                break
            inner = True
            place = end + 1
        self.place = end + 1
        if opening != '"':
            self._repair("strings had other quotation marks than JSON's")
        if inner and _SWALLOWED.search(text, start, end):
            raise _Damaged("a string is not closed")
        if inner:
            self._repair("quotation marks inside a string were not escaped")
            # One too many at an edge is none of the words.
            if text.count(closing, start, end) % 2:
                start += text[start] == closing
                end -= text[end - 1] == closing
        return self._unescaped(text[start:end])

    def _unescaped(self, raw: str) -> str:
        if any(each in raw for each in "\n\r\t"):
            self._repair("line ends inside a string were not escaped")
        if "\\" not in raw:
            return raw
        words = _ESCAPE.sub(_escaped, raw)
        paired = _SURROGATES.sub(_joined, words)
        if _HALF.search(paired):
            raise _Damaged("half of a surrogate pair is not a character")
        return paired

    def _resume(self) -> None:
        """Go past what is damaged: to the end of the innermost container that is open."""
        depth = 0
        text = self._text
        while self.place < len(text):
            each = text[self.place]
            if each in "{[":
                depth += 1
            elif each in "}]":
                if depth == 0:
                    return
                depth -= 1
            self.place += 1
        self._cut()


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPES.get(match[2], match[2])


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")
