"""What YAML leaves of a value that is written without quotation marks.

A plain value ends at ` #`, and inside `{…}` at a comma (YAML 1.2.2, section 7.3.3). What follows is
then a comment, or a key without a value: valid YAML that says something other than its author.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from argmap.mapfile.tree import Mapping, Scalar, Sequence
from argmap.model import RELATIONS, Anchor
from argmap.originals.original import Original
from argmap.record import known_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pydantic import BaseModel

    from argmap.mapfile.route import Route
    from argmap.mapfile.tree import Entry, Node
    from argmap.text import Span

_LISTS = (*RELATIONS, "tags", "span", "spans", "ignore")
# A comment that nobody set apart by a space; `#argmap: ignore[…]` is one all the same.
_TIGHT = r"#(?<=[ \t]#)(?!argmap\b)\w"
_TIGHT_COMMENT = re.compile(rf"[ \t]*({_TIGHT}[^\s]*)")
_LONGEST_EXAMPLE = 80


class Slip(NamedTuple):
    """A key whose value is not what its author wrote; ``route`` starts at the record."""

    route: Route
    span: Span
    message: str
    help: str


class AtComma(NamedTuple):
    """What to do about a key that may belong to the plain value before it.

    ``is_bare`` marks one without a colon, which is hardly anything else.
    """

    advice: str
    is_bare: bool


class Unquoted:
    """The plain values of a YAML file, of which ``text`` is all."""

    def __init__(self, text: str) -> None:
        self._text = text
        # One look at the file spares a look behind each of its values.
        self._has_tight_comment = re.search(_TIGHT, text) is not None

    def slips(self, record: Node, model: type[BaseModel]) -> Iterator[Slip]:
        """Yield the known keys of a record, and of its anchors, that lost their value.

        Unknown keys are left to the validator of the model.
        """
        if not isinstance(record, Mapping):
            return
        known = known_keys(model)
        yield from self.slips_in(record, known)
        original = record.entry("original")
        if "original" in known and original is not None and isinstance(original.value, Mapping):
            for slip in self.slips_in(original.value, known_keys(Original)):
                yield slip._replace(route=("original", *slip.route))
        anchors = record.entry("anchors")
        if anchors is not None and isinstance(anchors.value, Sequence):
            for row, anchor in enumerate(anchors.value.items):
                if isinstance(anchor, Mapping):
                    for slip in self.slips_in(anchor, known_keys(Anchor)):
                        yield slip._replace(route=("anchors", row, *slip.route))

    def slips_in(
        self, mapping: Mapping, known: Collection[str], *, may_be_empty: Collection[str] = ()
    ) -> Iterator[Slip]:
        """Yield the known keys of one mapping that lost their value, each run of bare keys once.

        ``may_be_empty`` are the keys for which nothing after the colon is as good as an empty list.
        """
        entries = mapping.entries
        if not self._has_tight_comment:
            entries = [entry for entry in entries if _is_empty(entry.value)]
        for entry in entries:
            if entry.name not in known:
                continue
            is_empty = _is_empty(entry.value)
            if not is_empty:
                yield from self._cut_by_comment(entry)
            elif self._is_bare(mapping, entry):
                if not self.is_part_of_run(mapping, entry.name):
                    yield self._empty(mapping, entry)
            elif entry.name not in may_be_empty:
                yield self._empty(mapping, entry)

    def is_part_of_run(self, mapping: Mapping, name: str) -> bool:
        """Tell whether a key without a value follows another one that is reported for both."""
        row = mapping.rows(name)[0]
        return row > 0 and all(self._is_bare(mapping, mapping.entries[at]) for at in (row, row - 1))

    def at_comma(self, mapping: Mapping, name: str) -> AtComma | None:
        """Return what to do about a key that may belong to the plain value before it, if it may.

        >>> from argmap.mapfile.yaml_text import parse_yaml
        >>> text = "{quote: Buses, trams}"
        >>> Unquoted(text).at_comma(parse_yaml(text), "trams").advice
        'the value of `quote` ends at the comma: put it in quotation marks, `quote: "Buses, trams"`'
        """
        row = mapping.rows(name)[0]
        if not mapping.is_flow or not row:
            return None
        owner, value = mapping.entries[row - 1].name, mapping.entries[row - 1].value
        if not isinstance(value, Scalar) or not value.is_plain or _is_empty(value):
            return None
        rest = list(takewhile(lambda one: self._is_bare(mapping, one), mapping.entries[row:]))
        if not rest:
            return AtComma(
                f"if it belongs to the value of `{owner}`, put that in quotation marks: "
                "a plain value ends at the comma",
                is_bare=False,
            )
        from argmap.mapfile.yaml_value import yaml_value  # noqa: PLC0415 -- only what is wrong needs it

        meant = " ".join(self._text[value.span.start : rest[-1].key.span.end].split())
        advice, example = "put it in quotation marks", yaml_value(meant)
        if owner in _LISTS:
            advice, example = "write a list", f"[{meant}]"
        shown = f", `{owner}: {example}`" if len(example) <= _LONGEST_EXAMPLE else ""
        return AtComma(f"the value of `{owner}` ends at the comma: {advice}{shown}", is_bare=True)

    def _is_bare(self, mapping: Mapping, entry: Entry) -> bool:
        """Tell whether a key has not even a colon, as in ``{quote: Buses help, in winter}``."""
        if not mapping.is_flow or not _is_empty(entry.value):
            return False
        between = self._text[entry.key.span.end : entry.value.span.start]
        return ":" not in between.partition("#")[0]

    def _empty(self, mapping: Mapping, entry: Entry) -> Slip:
        advice = "write one, write `null`, or remove the key"
        if self._is_bare(mapping, entry):
            comma = self.at_comma(mapping, entry.name)
            advice = f"{advice}; otherwise, {comma.advice}" if comma else advice
        elif _TIGHT_COMMENT.match(self._text, entry.value.span.start):
            advice = "`#` starts a comment: put a value that starts with it in quotation marks"
        return Slip((entry.name,), entry.key.span, f"`{entry.name}` has no value", advice)

    def _cut_by_comment(self, entry: Entry) -> Iterator[Slip]:
        items = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
        for row, item in enumerate(items):
            if not isinstance(item, Scalar) or not item.is_plain:
                continue
            if comment := _TIGHT_COMMENT.match(self._text, item.span.end):
                yield Slip(
                    (entry.name,) if item is entry.value else (entry.name, row),
                    item.span,
                    f"the value of `{entry.name}` ends before `{comment[1]}`, "
                    "which starts a comment",
                    "put the value in quotation marks, or a space after the `#`",
                )


def _is_empty(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.value and value.is_plain
