"""Read YAML into a tree, and write single values as YAML.

The reader is libyaml's, through PyYAML. Of YAML 1.2 (https://yaml.org/spec/1.2.2/) a map file uses
mappings, lists and scalars; tags and aliases are refused: nothing in a map needs them, and they
are how small files are made to unfold into huge ones.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from argmap.mapfile.tree import MAXIMAL_DEPTH, BadSyntax, Entry, Mapping, Node, Scalar, Sequence
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NULL = ("", "~", "null", "Null", "NULL")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
# Every reader of YAML takes these as they stand: a letter first, then prose without `:` and `#`;
# inside `{…}` also without a comma or a bracket of YAML's.
_PLAIN_LINE = re.compile(r"[^\W\d_](?:[\w.,;()?!%&'\"‘’“”/–—…-]| (?=\S))*\Z")  # noqa: RUF001 -- signs of real prose
_PLAIN = re.compile(r"[^\W\d_](?:[\w.;()!%'‘’“”/–—…-]| (?=\S))*\Z")  # noqa: RUF001 -- as above
_WORDS_WITH_SENSE = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_NEEDS_ESCAPES = re.compile("[\\x00-\\x1f\\x7f-\\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def parse_yaml(text: str) -> Node:
    """Read YAML into a tree; raise BadSyntax at the first place that is not well formed."""
    shift = 1 if text.startswith("\ufeff") else 0
    try:
        return _build(yaml.parse(text[shift:], Loader=_Loader), shift)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index + shift if mark else 0
        raise _explained(text, error.problem or str(error), offset) from error
    except yaml.YAMLError as error:
        offset = getattr(error, "position", 0)
        raise BadSyntax(
            "a character that YAML does not allow", Span(offset, offset + 1),
            help="write it as an escape in double quotes, such as \"\\u0007\"",
        ) from error


def _explained(text: str, problem: str, offset: int) -> BadSyntax:
    offset = min(offset, len(text))
    help = None
    if "\t" in text[max(0, text.rfind("\n", 0, offset)) : offset + 1]:
        help = "YAML is indented with blanks: replace the tab"
    elif "mapping values are not allowed" in problem:
        help = "put the text in quotation marks: it holds a colon and a blank"
    elif "block end" in problem or "expected ',' or" in problem:
        help = "look for a quotation mark, bracket or indentation that is off just before"
    return BadSyntax(f"this is not valid YAML: {problem}", Span(offset, offset + 1), help=help)


def _build(events: Iterator[Any], shift: int) -> Node:
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise BadSyntax("a second document", _span(event, shift), help="one file, one map")
        if isinstance(event, yaml.CollectionEndEvent):
            node = open_nodes.pop()
            keys.pop()
            node.span = Span(node.span.start, event.end_mark.index + shift)
            continue
        made = _node(event, shift)
        if made is None:
            continue
        if root is None:
            root = made
        elif isinstance(parent := open_nodes[-1], Sequence):
            parent.items.append(made)
        elif (key := keys[-1]) is not None:
            parent.entries.append(Entry(key, made))
            keys[-1] = None
        elif isinstance(made, Scalar):
            keys[-1] = made
        else:
            raise BadSyntax("a key is a word, not a list or mapping", _span(event, shift))
        if not isinstance(made, Scalar):
            open_nodes.append(made)
            keys.append(None)
            if len(open_nodes) > MAXIMAL_DEPTH:
                raise BadSyntax(
                    f"nested more than {MAXIMAL_DEPTH} levels deep", _span(event, shift)
                )
    return root if root is not None else Scalar(None, Span(0, 0), is_plain=True)


def _node(event: Any, shift: int) -> Node | None:  # noqa: ANN401 -- PyYAML's events are untyped
    span = _span(event, shift)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise BadSyntax("aliases (`&name`, `*name`) are not part of a map file", span)
    if tag := getattr(event, "tag", None):
        raise BadSyntax(f"tags such as `{tag}` are not part of a map file", span)
    if isinstance(event, yaml.ScalarEvent):
        is_plain = event.style is None or event.style == ""
        value = None if is_plain and event.value in _NULL else event.value
        return Scalar(value, span, is_plain=is_plain, is_block=event.style in ("|", ">"))
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(span, is_flow=bool(event.flow_style))
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(span, is_flow=bool(event.flow_style))
    return None


def _span(event: Any, shift: int) -> Span:  # noqa: ANN401 -- as above
    return Span(event.start_mark.index + shift, event.end_mark.index + shift)


def resolve_yaml(scalar: Scalar) -> str | float | bool | None:
    """Return the value that YAML's core schema gives a scalar: a number, a truth value, or text."""
    value = scalar.value
    if not scalar.is_plain or not isinstance(value, str):
        return value
    if value in _TRUTH:
        return _TRUTH[value]
    if _INTEGER.match(value) and len(value) < 300:  # noqa: PLR2004 -- far below Python's own limit
        return int(value)
    if _FLOAT.match(value):
        return float(value)
    return value


class _EscapingDumper(_Dumper):  # type: ignore[misc,valid-type]  # libyaml's where it is built in
    """Writes text in double quotes wherever a line or control character must survive."""


def _represent_text(dumper: Any, text: str) -> Any:  # noqa: ANN401 -- PyYAML's are untyped
    style = '"' if _NEEDS_ESCAPES.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_EscapingDumper.add_representer(str, _represent_text)


def yaml_value(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Write a value on one line so that it reads back the same, also inside ``{…}``."""
    if isinstance(value, str) and _PLAIN.match(value) and _is_senseless(value):
        return value
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    wrapped = yaml.dump(
        [value],
        Dumper=_EscapingDumper,
        allow_unicode=True,
        default_flow_style=True,
        sort_keys=False,
        width=2**31 - 1,
    )
    return str(wrapped).strip()[1:-1]


def yaml_line(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Write a value after ``key: `` at the end of a line."""
    if isinstance(value, str) and _PLAIN_LINE.match(value) and _is_senseless(value):
        return value
    return yaml_value(value)


def _is_senseless(text: str) -> bool:
    return text.lower() not in _WORDS_WITH_SENSE
