"""Comments in a map file that silence findings: ``# argmap: ignore[AM301]``."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import get_close_matches
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from argmap.checking.selection import fits, unknown_selector
from argmap.errors import UsageError
from argmap.mapfile.tree import Mapping, Scalar
from argmap.mapfile.tree import Sequence as Listed
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.rule import Rule
    from argmap.mapfile import MapFile
    from argmap.mapfile.tree import Node

_COMMENT = re.compile(r"(?<!\S)#[ \t]*argmap:[ \t]*ignore\b(?:[ \t]*\[([^\]\r\n]*)\])?")
_NEARLY = re.compile(
    r"(?<!\S)#[ \t]*argmap:[ \t]*(?P<word>[A-Za-z][\w-]*)[ \t]*(?P<rules>\[|AM\d)?"
)
_SELECTOR = re.compile(r"[^\s,]+")
_LINES = re.compile(r"\A|\r\n|\r|\n")
_NO_CONTENT = re.compile(r"[ \t]*(?:#[^\r\n]*)?[\r\n]")
_INDENT = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[\r\n]|\Z")


class Ignore(NamedTuple):
    """One rule, or one family of rules, that a comment silences.

    ``selector`` is empty if the comment names no rule; ``span`` is where it is in the file
    and ``place`` the stretch of the file that it holds for. ``is_line`` tells a comment behind
    something, which holds for what lies on its line, from one over something. ``problem`` says why
    a comment that was meant to silence something cannot.
    """

    selector: str
    span: Span
    place: Span
    is_line: bool
    problem: UsageError | None = None


class Unused(NamedTuple):
    """A comment that silences nothing; ``problem`` says so where its selector fits no rule."""

    ignore: Ignore
    problem: UsageError | None


def find_ignores(file: MapFile) -> tuple[Ignore, ...]:
    """Return what the comments of a YAML file silence, in their order."""
    if file.tree is None or file.syntax != "yaml":
        return ()
    matches = [*_COMMENT.finditer(file.text), *_misspelt(file.text)]
    if not matches:
        return ()
    places = _Places(file.tree, file.text)
    return tuple(
        ignore
        for match in sorted(matches, key=lambda match: match.start())
        if not places.is_in_scalar(match.start())
        for ignore in _ignores(places, match)
    )


def silenced(
    ignores: Iterable[Ignore], found: Sequence[tuple[Span, Diagnostic]]
) -> tuple[set[Ignore], list[bool]]:
    """Return the ignores that silence something, and for each diagnostic whether one does.

    An ignore silences what its selector fits and what is, at least in part, where it holds;
    what is written over several lines may have a comment for its line on any of them.
    """
    rules: dict[tuple[str, str], list[int]] = {}
    for row, (_, one) in enumerate(found):
        rules.setdefault((one.code, one.name), []).append(row)
    families: dict[tuple[str, bool], list[Ignore]] = {}
    for ignore in ignores:
        if not ignore.problem:
            families.setdefault((ignore.selector, ignore.is_line), []).append(ignore)
    used: set[Ignore] = set()
    is_silenced = [False] * len(found)
    for (selector, is_line), family in families.items():
        rows = [row for rule, rows in rules.items() if fits(selector, *rule) for row in rows]
        spans = [found[row][0] for row in rows]
        reaches = [(span.start, span.end if is_line else span.start) for span in spans]
        holds = [(one.place.start, max(one.place.end, one.place.start + 1) - 1) for one in family]
        where_found, where_held = _Stretches(reaches), _Stretches(holds)
        used |= {one for one, held in zip(family, holds, strict=True) if where_found.meet(*held)}
        for row, reach in zip(rows, reaches, strict=True):
            is_silenced[row] = is_silenced[row] or where_held.meet(*reach)
    return used, is_silenced


class _Stretches:
    """Stretches from a first to a last offset, of which many are asked whether they meet another.

    A file may have as many comments as findings, so each question takes logarithmic time.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self.firsts = [first for first, _ in ordered]
        self.farthest = list(accumulate((last for _, last in ordered), max))

    def meet(self, first: int, last: int) -> bool:
        """Tell whether any of them has an offset in common with this one."""
        number = bisect_right(self.firsts, last)
        return number > 0 and self.farthest[number - 1] >= first


def unused(ignores: Iterable[Ignore], used: set[Ignore], ran: Sequence[Rule]) -> Iterator[Unused]:
    """Yield the ignores that silence nothing although all that they name was looked for."""
    for ignore in ignores:
        if ignore in used:
            continue
        problem = ignore.problem or unknown_selector(ignore.selector)
        if problem or any(fits(ignore.selector, rule.code, rule.name) for rule in ran):
            yield Unused(ignore, problem)


def _misspelt(text: str) -> Iterator[re.Match[str]]:
    """Yield the comments that look as if they were to silence something, but do not say `ignore`.

    Such a one names rules in brackets or by their codes, or its word is nearly `ignore`.
    """
    for match in _NEARLY.finditer(text):
        word = match["word"]
        is_meant = match["rules"] or get_close_matches(word.lower(), ["ignore"], cutoff=0.75)
        if word != "ignore" and is_meant:
            yield match


def _ignores(places: _Places, match: re.Match[str]) -> Iterator[Ignore]:
    text = places.text
    if match.re is _NEARLY:
        what = f"argmap does not understand the comment `argmap: {match['word']}`"
        problem = UsageError(what, help="write `# argmap: ignore[AM301]`")
        yield Ignore(match["word"], Span(*match.span("word")), Span(0, 0), True, problem)  # noqa: FBT003 -- a field
        return
    start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    is_line = bool(text[start : match.start()].strip("\ufeff \t"))
    place = _line(text, start) if is_line else places.below(match.end())
    selectors = list(_SELECTOR.finditer(match[1] or ""))
    for selector in selectors:
        span = Span(selector.start() + match.start(1), selector.end() + match.start(1))
        yield Ignore(selector[0], span, place, is_line)
    if not selectors:
        yield Ignore("", Span(*match.span()), place, is_line)


def _line(text: str, start: int) -> Span:
    end = _LINE_END.search(text, start)
    return Span(start, end.start() if end else len(text))


class _Places:
    """Where the things of a file begin, sorted so that each comment is placed in a few steps."""

    def __init__(self, root: Node, text: str) -> None:
        self.text = text
        self.root = root
        self.scalars = sorted(_scalars(root, text))

    def is_in_scalar(self, offset: int) -> bool:
        """Tell whether an offset is inside a value, where words only look like a comment."""
        row = bisect_right(self.scalars, offset, key=lambda span: span.start) - 1
        return row >= 0 and offset < self.scalars[row].end

    def below(self, offset: int) -> Span:
        """Return the largest thing that begins on the next line with something on it."""
        line_end = _LINE_END.search(self.text, offset)
        row = bisect_right(self._contents, line_end.start() if line_end else offset)
        start = self._contents[row] if row < len(self._contents) else len(self.text)
        return self._largest.get(start) or _line(self.text, start)

    @cached_property
    def _contents(self) -> list[int]:
        """Where on its line the first thing is, for each line that has more than a comment."""
        return [
            match.end()
            for line in _LINES.finditer(self.text)
            if not _NO_CONTENT.match(self.text, line.end())
            and (match := _INDENT.match(self.text, line.end()))
        ]

    @cached_property
    def _largest(self) -> dict[int, Span]:
        """The largest thing that begins on each of these lines, by where the line's first is.

        Of several that are as large, the first one counts.
        """
        largest: dict[int, Span] = {}
        for span in sorted(_elements(self.root), key=lambda span: span.start):
            row = bisect_right(self._contents, span.start) - 1
            start = self._contents[row] if row >= 0 else -1
            if start < 0 or span.start > _line(self.text, start).end:
                continue
            if start not in largest or largest[start].length < span.length:
                largest[start] = span
        return largest


def _elements(root: Node) -> Iterator[Span]:
    """Yield where the map, each key with its value, and each item of a list are."""
    yield root.span
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Mapping):
            for entry in node.entries:
                yield Span(entry.key.span.start, entry.value.span.end)
                nodes.append(entry.value)
        elif isinstance(node, Listed):
            for item in node.items:
                yield item.span
                nodes.append(item)


def _scalars(root: Node, text: str) -> Iterator[Span]:
    """Yield where words are that only look like comments."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Mapping):
            nodes += [part for entry in node.entries for part in entry]
        elif isinstance(node, Listed):
            nodes += node.items
        elif isinstance(node, Scalar):
            # A comment may be behind the sign that a block of text begins with.
            start = _line(text, node.span.start).end if node.is_block else node.span.start
            yield Span(start, node.span.end)
