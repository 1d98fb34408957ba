"""Comments in a map file that silence findings: ``# argmap: ignore[AM301]``."""

from __future__ import annotations

import re
from difflib import get_close_matches
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
_NO_CONTENT = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*")
_LINE_END = re.compile(r"[\r\n]|\Z")


class Ignore(NamedTuple):
    """One rule, or one family of rules, that a comment silences.

    ``selector`` is empty where the comment names no rule; ``span`` is where it stands in the file
    and ``place`` the stretch of the file that it holds for. ``is_line`` tells a comment behind
    something, which holds for what lies on its line, from one over something. ``problem`` says why
    a comment that was meant to silence something cannot.
    """

    selector: str
    span: Span
    place: Span
    is_line: bool
    problem: UsageError | None = None

    def silences(self, diagnostic: Diagnostic, span: Span) -> bool:
        """Tell whether it holds for a diagnostic that stands at a span of the file."""
        # What is written over several lines may have the comment on any of them.
        end = span.end if self.is_line else span.start
        is_there = span.start < max(self.place.end, self.place.start + 1) and (
            end >= self.place.start
        )
        return (
            not self.problem and is_there and fits(self.selector, diagnostic.code, diagnostic.name)
        )


class Unused(NamedTuple):
    """A comment that silences nothing; ``problem`` says so where its selector fits no rule."""

    ignore: Ignore
    problem: UsageError | None


def find_ignores(file: MapFile) -> tuple[Ignore, ...]:
    """Return what the comments of a YAML file silence, in their order."""
    if file.tree is None or file.syntax != "yaml":
        return ()
    found = [*_COMMENT.finditer(file.text), *_misspelt(file.text)]
    if not found:
        return ()
    scalars = list(_scalars(file.tree, file.text))
    return tuple(
        ignore
        for match in sorted(found, key=lambda match: match.start())
        if not any(span.start <= match.start() < span.end for span in scalars)
        for ignore in _ignores(file.text, file.tree, match)
    )


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


def _ignores(text: str, root: Node, match: re.Match[str]) -> Iterator[Ignore]:
    if match.re is _NEARLY:
        what = f"argmap does not understand the comment `argmap: {match['word']}`"
        problem = UsageError(what, help="write `# argmap: ignore[AM301]`")
        yield Ignore(match["word"], Span(*match.span("word")), Span(0, 0), True, problem)  # noqa: FBT003 -- a field
        return
    start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    is_line = bool(text[start : match.start()].strip("\ufeff \t"))
    place = _line(text, start) if is_line else _below(text, root, match.end())
    selectors = list(_SELECTOR.finditer(match[1] or ""))
    for selector in selectors:
        span = Span(selector.start() + match.start(1), selector.end() + match.start(1))
        yield Ignore(selector[0], span, place, is_line)
    if not selectors:
        yield Ignore("", Span(*match.span()), place, is_line)


def _line(text: str, start: int) -> Span:
    end = _LINE_END.search(text, start)
    return Span(start, end.start() if end else len(text))


def _below(text: str, root: Node, offset: int) -> Span:
    """Return the largest thing that begins on the next line with something on it."""
    comment = _LINE_END.search(text, offset)
    gap = _NO_CONTENT.match(text, comment.start() if comment else offset)
    line = _line(text, gap.end() if gap else offset)
    beginning = [span for span in _elements(root) if line.start <= span.start <= line.end]
    return max(beginning, key=lambda span: span.length, default=line)


def _elements(root: Node) -> Iterator[Span]:
    """Yield where the map, each key with its value, and each item of a list stand."""
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
    """Yield where words stand that only look like comments."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Mapping):
            nodes += [part for entry in node.entries for part in entry]
        elif isinstance(node, Listed):
            nodes += node.items
        elif isinstance(node, Scalar):
            # A comment may stand behind the sign that a block of text begins with.
            start = _line(text, node.span.start).end if node.is_block else node.span.start
            yield Span(start, node.span.end)
