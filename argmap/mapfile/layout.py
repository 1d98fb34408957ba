"""Change the members of lists and mappings in a text without disturbing what is around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import MapFileError
from argmap.mapfile.tree import Mapping, Scalar, Sequence
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.mapfile.tree import Entry, Node

_BETWEEN = re.compile(r"(?:[\s\ufeff]|(?<!\S)#[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_SAME_LINE = re.compile(r"[ \t]*\Z")


class _Member(NamedTuple):
    """An item of a list with its dash, or an entry of a mapping, without what follows it."""

    start: int
    end: int


class EditedText:
    """The text of a file and the changes that are to be made in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = _LINE_END.search(text)
        self.line_end = found[0] if found else "\n"
        self.changes: list[tuple[Span, str]] = []

    def text_changed(self) -> str:
        """Return the text with all changes made in it."""
        parts: list[str] = []
        place = 0
        for span, replacement in sorted(self.changes, key=lambda change: change[0]):
            if span.start < place:
                raise MapFileError("two edits overlap", help="apply them one at a time")
            parts += (self.text[place : span.start], replacement)
            place = span.end
        return "".join((*parts, self.text[place:]))

    def replace(
        self, node: Node, written: str, entry: Entry | None = None, *, is_lined: bool = False
    ) -> None:
        """Write something else in the place of a node, the value of ``entry`` if there is one.

        ``is_lined`` marks what starts a line of its own.
        """
        written = self._with_header_comment(node, written).replace("\n", self.line_end)
        end = self._end(node)
        is_empty = isinstance(node, Scalar) and node.span.length == 0
        if entry is None:
            gap = " " if is_empty else ""
            self._change(node.span.start, end, gap + written)
            return
        colon = self._after_colon(entry)
        if colon is None:
            self._change(entry.key.span.end, entry.key.span.end, f": {written}")
        elif is_empty:
            self._change(colon, colon, written if is_lined else f" {written}")
        elif is_lined:
            self._change(colon, end, written)
        elif isinstance(node, Scalar) or node.is_flow:
            self._change(node.span.start, end, written)
        else:
            self._change(colon, end, f" {written}")

    def rename(self, entry: Entry, key: str) -> None:
        """Write another key in the place of that of an entry."""
        self._change(entry.key.span.start, entry.key.span.end, key)

    def _with_header_comment(self, node: Node, written: str) -> str:
        """Return what is written in the place of a node with the comment behind a `|` or `>`."""
        if not isinstance(node, Scalar) or not node.is_block:
            return written
        header = _REST_OF_LINE.match(self.text, node.span.start)
        comment = _COMMENT.search(header[0]) if header else None
        if comment is None:
            return written
        first, *rest = written.split("\n")
        if first.startswith(("|", ">")):
            return "\n".join((first + comment[0], *rest))
        return written + comment[0]

    def column_below(self, node: Node, entry: Entry) -> int | None:
        """Return the column of a key if its value begins on its line and ends another; else None.

        Only there can the value become a block, whose lines are deeper than the key.
        """
        start, end = entry.key.span.end, max(self._end(node), node.span.start)
        is_beside = not _LINE_END.search(self.text, start, node.span.start)
        found = _REST_OF_LINE.match(self.text, end)
        is_last = found is not None and not found[0].strip()
        return self._column(entry.key.span.start) if is_beside and is_last else None

    def change_members(
        self,
        owner: Mapping | Sequence,
        removed: set[int],
        insertions: list[tuple[int | None, str]],
    ) -> None:
        """Take members away and put new ones in.

        Each insertion names the kept member after which it goes, None if it comes first, and
        what is written, without a dash or comma; its further lines are as deep as its first,
        dash and all.
        """
        if not removed and not insertions:
            return
        members = self._members(owner)
        if owner.is_flow:
            self._change_flow(owner, members, removed, insertions)
        else:
            self._change_block(owner, members, removed, insertions)

    def is_spread(self, owner: Mapping | Sequence) -> bool:
        """Tell whether a flow mapping or list has its members on lines of their own."""
        return "\n" in self._flow_gap(owner, self._members(owner))

    def is_dense(self, mapping: Mapping) -> bool:
        """Tell whether a flow mapping has no blanks after its colons."""
        colons = [self._after_colon(entry) == entry.value.span.start for entry in mapping.entries]
        return bool(colons) and all(colons)

    def has_comment(self, node: Node) -> bool:
        """Tell whether something in a node may be a comment."""
        return re.search(r"\s#", node.span.cut(self.text)) is not None

    # Members that are moved

    def cut_member(self, owner: Sequence, row: int) -> str:
        """Take an item of a block list out, and return its lines as if its dash were in column 0.

        With it go the comments right above it, unless it is the first: what is above the first item
        may be about all of them.
        """
        members = self._members(owner)
        start, end = members[row]
        column = self._column(start)
        start, end = start - column, self._next_line(end)
        floor = self._next_line(members[row - 1].end) if row else start
        while start > floor:
            above = self._line_start(start - 1)
            if not self.text[above:start].lstrip(" \t").startswith("#"):
                break
            start = above
        self._change(start, end, "")
        lines = _LINE_END.split(self.text[start:end])
        if not lines[-1]:
            lines.pop()
        margin = re.compile(rf"[ \t]{{0,{column}}}")
        return "\n".join(line[margin.match(line).end() :] for line in lines)  # type: ignore[union-attr]

    def put_members(self, owner: Sequence, after: int | None, cut: list[str]) -> None:
        """Put items that were cut out into a block list, after one of its own, or first."""
        members = self._members(owner)
        column = self._column(members[0].start)
        written = self.line_end.join(indented(each, column, self.line_end) for each in cut)
        if after is None:
            start = members[0].start - column
            self._change(start, start, written + self.line_end)
        else:
            self._insert_line(members[after].end, written)

    # Where members are

    def _members(self, owner: Mapping | Sequence) -> list[_Member]:
        if isinstance(owner, Mapping):
            return [
                _Member(
                    entry.key.span.start,
                    self._with_blank_lines(entry.value, self._entry_end(entry)),
                )
                for entry in owner.entries
            ]
        members = []
        place = owner.span.start
        for item in owner.items:
            # In a block list every member starts at the next dash.
            start = item.span.start if owner.is_flow else self._skip(place)
            place = self._with_blank_lines(item, self._end(item))
            members.append(_Member(start, place))
        return members

    def _with_blank_lines(self, node: Node, end: int) -> int:
        """Return an end with the blank lines after it where a `|+` makes them part of a text."""
        while isinstance(node, Mapping | Sequence) and not node.is_flow:
            node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
        if isinstance(node, Scalar) and node.is_block:
            header = _REST_OF_LINE.match(self.text, node.span.start)
            if header and "+" in header[0].partition("#")[0]:
                return node.span.end
        return end

    def _end(self, node: Node) -> int:
        """Return where a node ends, without the lines that libyaml counts to a block."""
        if isinstance(node, Scalar):
            return self._scalar_end(node)
        if node.is_flow:
            return node.span.end
        if isinstance(node, Mapping):
            return self._entry_end(node.entries[-1])
        return self._end(node.items[-1])

    def _scalar_end(self, scalar: Scalar) -> int:
        end = scalar.span.end
        if scalar.is_block or scalar.is_plain:
            while end > scalar.span.start and self.text[end - 1].isspace():
                end -= 1
        return end

    def _entry_end(self, entry: Entry) -> int:
        if entry.value.span.length:
            return self._end(entry.value)
        return self._after_colon(entry) or entry.key.span.end

    def _after_colon(self, entry: Entry) -> int | None:
        place = self._skip(entry.key.span.end)
        return place + 1 if self.text[place : place + 1] == ":" else None

    def _skip(self, place: int) -> int:
        """Return where the next sign is that is neither blank nor comment."""
        found = _BETWEEN.match(self.text, place)
        return found.end() if found else place

    # Flow: `{a: 1, b: 2}` and all of JSON

    def _change_flow(
        self,
        owner: Mapping | Sequence,
        members: list[_Member],
        removed: set[int],
        insertions: list[tuple[int | None, str]],
    ) -> None:
        gap = self._flow_gap(owner, members)
        kept = [row for row in range(len(members)) if row not in removed]
        if not kept:
            written = f",{gap}".join(written for _, written in insertions)
            start = members[0].start if members else owner.span.start + 1
            self._change(start, members[-1].end if members else start, written)
            return
        insertions = [(after, written.replace("\n", gap)) for after, written in insertions]
        for row in sorted(removed):
            self._remove_flow(members, row, follows=row > kept[0])
        for after, written in insertions:
            if after is None:
                start = members[kept[0]].start
                self._change(start, start, f"{written},{gap}")
            else:
                end = members[after].end
                self._change(end, end, f",{gap}{written}")

    def _remove_flow(self, members: list[_Member], row: int, *, follows: bool) -> None:
        """Take a member away with the comma before it, or after it where it comes first."""
        start, end = members[row]
        edge = members[row - 1].end if follows else members[row + 1].start
        between = self.text[edge:start] if follows else self.text[end:edge]
        if "#" not in between:
            self._change(edge if follows else start, end if follows else edge, "")
            return
        comma = self._skip(edge if follows else end)
        for place in sorted((start, comma)):
            self._change(place, end if place == start else place + 1, "")

    def _flow_gap(self, owner: Mapping | Sequence, members: list[_Member]) -> str:
        """Return what is between a comma and the next member."""
        if len(members) > 1:
            between = self.text[members[0].end : members[1].start]
            gap = between.partition(",")[2]
            if not gap.strip():
                return gap
        start = members[0].start if members else owner.span.start
        lead = self.text[owner.span.start + 1 : start]
        return lead if "\n" in lead and not lead.strip() else " "

    # Block: one member a line

    def _change_block(
        self,
        owner: Mapping | Sequence,
        members: list[_Member],
        removed: set[int],
        insertions: list[tuple[int | None, str]],
    ) -> None:
        kept = [row for row in range(len(members)) if row not in removed]
        first = members[0].start
        column = self._column(first)
        line_break = self.line_end + " " * column
        dash = "- " if isinstance(owner, Sequence) else ""
        fitted = [
            (after, dash + written.replace("\n", line_break)) for after, written in insertions
        ]
        shares_line = not _SAME_LINE.match(self.text[first - column : first])
        if not kept and shares_line:
            written = line_break.join(written for _, written in fitted)
            self._change(first, members[-1].end, written)
            return
        for after, written in fitted:
            if after is not None:
                self._insert_line(members[after].end, " " * column + written)
            elif shares_line:
                self._change(members[kept[0]].start, members[kept[0]].start, written + line_break)
            else:
                self._change(first - column, first - column, " " * column + written + self.line_end)
        self._remove_block(members, sorted(removed), shares_line=shares_line)

    def _remove_block(self, members: list[_Member], rows: list[int], *, shares_line: bool) -> None:
        # The first key of a list's item is behind its dash, which has to stay.
        behind_dash = 0 if shares_line else None
        for row in rows:
            start, end = members[row]
            if row != behind_dash:
                self._change(start - self._column(start), self._next_line(end), "")
            elif self.text[end : members[row + 1].start].strip():
                self._change(start, end, "")
                behind_dash = None
            else:
                self._change(start, members[row + 1].start, "")
                behind_dash = row + 1

    def _insert_line(self, end: int, line: str) -> None:
        at = self._next_line(end)
        if self.text[at - 1 : at] in ("\n", "\r"):
            self._change(at, at, line + self.line_end)
        else:
            self._change(at, at, self.line_end + line)

    def _next_line(self, place: int) -> int:
        """Return where the line after the one of a place starts."""
        if self.text[place - 1 : place] in ("\n", "\r"):
            return place
        found = _REST_OF_LINE.match(self.text, place)
        return found.end() if found else len(self.text)

    def _line_start(self, place: int) -> int:
        return max(self.text.rfind("\n", 0, place), self.text.rfind("\r", 0, place)) + 1

    def _column(self, place: int) -> int:
        line_start = self._line_start(place)
        return place - line_start - (line_start == 0 and self.text.startswith("\ufeff"))

    def _change(self, start: int, end: int, written: str) -> None:
        self.changes.append((Span(start, end), written))


def indented(lines: str, column: int, line_end: str = "\n") -> str:
    """Return lines that begin in a column; empty ones stay empty."""
    return line_end.join(" " * column + line if line else "" for line in lines.split("\n"))
