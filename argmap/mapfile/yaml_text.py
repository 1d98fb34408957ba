"""Read YAML into a tree.

The reader is libyaml's, through PyYAML. Of YAML 1.2 (https://yaml.org/spec/1.2.2/) a map file uses
mappings, lists and scalars; tags and aliases are refused: nothing in a map needs them, and they
are how small files are made to unfold into huge ones.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

import yaml

from argmap.mapfile.tree import (
    LONGEST_NUMBER,
    MAXIMAL_DEPTH,
    BadSyntax,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from argmap.text import Span

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULL = ("", "~", "null", "Null", "NULL")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
# What may be in a YAML file (YAML 1.2.2, production 1).
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str) -> Node:
    """Read YAML into a tree; raise BadSyntax at the first place that is not well formed."""
    shift = 1 if text.startswith("\ufeff") else 0
    if forbidden := _FORBIDDEN.search(text, shift):
        raise BadSyntax(
            f"a character that YAML does not allow: U+{ord(forbidden[0]):04X}",
            Span(*forbidden.span()),
            help='write it as an escape in double quotes, such as "\\u0007"',
        )
    try:
        return _compose(text[shift:], shift)
    except yaml.MarkedYAMLError as error:
        first = error
        if "nesting depth" in (error.problem or ""):
            # libyaml looks ahead, and gives up at a depth of its own, which differs by version:
            # what is before that place goes deeper than is allowed, or is wrong already.
            try:
                _compose(text[shift : _offset(error, shift)], shift)
            except yaml.MarkedYAMLError as earlier:
                first = earlier
        began = first.context_mark
        raise _explained(
            text, first, _offset(first, shift), None if began is None else began.index + shift
        ) from error


def _offset(error: yaml.MarkedYAMLError, shift: int) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.index + shift if mark else 0


def _explained(text: str, error: yaml.MarkedYAMLError, offset: int, began: int | None) -> BadSyntax:
    problem = error.problem or str(error)
    offset = min(offset, len(text))
    help = None
    if "\t" in text[text.rfind("\n", 0, offset) + 1 : offset + 1]:
        help = "use spaces, not tabs, to indent YAML"
    elif "mapping values are not allowed" in problem:
        help = "put the text in quotation marks: it contains a colon and a space"
    elif "block end" in problem or "expected ',' or" in problem:
        help = "look for a quotation mark, bracket or indentation that is off just before"
    span = Span(offset, min(offset + 1, len(text)))
    return BadSyntax(f"this is not valid YAML: {problem}", span, help=help, began=began)


def _compose(text: str, shift: int) -> Node:
    loader: Any = _Loader(text)
    composer = _Composer()
    # Asked for one by one, events come faster than through yaml.parse.
    next_event = loader.get_event
    try:
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            span = Span(event.start_mark.index + shift, event.end_mark.index + shift)
            if kind is yaml.ScalarEvent and not event.anchor and not event.tag:
                style = event.style
                composer.add(Scalar(event.value, span, not style, style in ("|", ">")))
            elif issubclass(kind, yaml.NodeEvent):
                composer.open(_collection(event, span))
            elif issubclass(kind, yaml.CollectionEndEvent):
                composer.close(span.end)
            elif kind is yaml.DocumentStartEvent and composer.root is not None:
                raise BadSyntax(
                    "this file contains a second YAML document", span, help="keep one map per file"
                )
    finally:
        loader.dispose()
    return composer.root or Scalar(None, Span(0, 0), is_plain=True)


class _Composer:
    """Puts the nodes together into a tree as they come."""

    __slots__ = ("_keys", "_open", "root")

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        # For each open mapping, the key that waits for its value.
        self._keys: list[Scalar | None] = []

    def add(self, node: Node) -> None:
        if not self._open:
            self.root = node
        elif isinstance(parent := self._open[-1], Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is not None:
            parent.entries.append(Entry(key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            raise BadSyntax("a key must be a word, not a list or mapping", node.span)

    def open(self, node: Sequence | Mapping) -> None:
        self.add(node)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > MAXIMAL_DEPTH:
            raise BadSyntax(f"nested more than {MAXIMAL_DEPTH} levels deep", node.span)

    def close(self, end: int) -> None:
        node = self._open.pop()
        self._keys.pop()
        node.span = Span(node.span.start, end)


def _collection(event: Any, span: Span) -> Sequence | Mapping:
    """Return the list or mapping that begins; refuse what is not part of a map file."""
    if event.anchor:  # an alias has one, too
        raise BadSyntax(
            "anchors and aliases of YAML (`&name`, `*name`) are not part of a map file",
            span,
            help="write the text out, or in quotation marks if the sign belongs to it",
        )
    if event.tag:
        raise BadSyntax(
            f"tags of YAML such as `{event.tag}` are not part of a map file",
            span,
            help="write the text in quotation marks if the `!` belongs to it",
        )
    kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
    return kind(span, is_flow=bool(event.flow_style))


def resolve_yaml(scalar: Scalar, *, typed: bool) -> Any:
    """Return the value of a scalar: None for an empty or null one, else its text.

    Where it is ``typed``, it is what YAML's core schema makes of it: a number, a truth value, or
    text. Raises BadSyntax for a number that a map cannot hold.
    """
    value = str(scalar.value)
    if not scalar.is_plain:
        return value
    if value in _NULL:
        return None
    if not typed:
        return value
    if value in _TRUTH:
        return _TRUTH[value]
    if _INTEGER.match(value) and len(value) <= LONGEST_NUMBER:
        return int(value)
    number: float | str = float(value) if _FLOAT.match(value) else value
    if _NOT_FINITE.match(value) or (isinstance(number, float) and not isfinite(number)):
        raise BadSyntax(
            "this number cannot be stored", scalar.span, help="put it in quotation marks"
        )
    return number
