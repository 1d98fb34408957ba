"""What can be typed next: keys, ids, names, and quotes from the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from argmap.anchoring.continuing import continuations
from argmap.controls import on_one_line, visible
from argmap.errors import ArgmapError
from argmap.graph import Graph
from argmap.language_server.hover import DEFINITIONS, description
from argmap.mapfile.json_text import json_value
from argmap.mapfile.shape import yaml_entry
from argmap.mapfile.typed import typed_at
from argmap.mapfile.yaml_value import yaml_value
from argmap.model import ARROW, RELATIONS, Anchor, ArgumentMap, Statement
from argmap.model.kinds import SHORTHAND
from argmap.record import known_keys
from argmap.source import Source
from argmap.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.language_server.documents import DocumentReading
    from argmap.mapfile.typed import Typed
    from argmap.model import Statement as AnyStatement

TRIGGERS = [" ", '"', "'", "[", "{", ",", ">", "-"]
_MOST_QUOTES = 20
_NAMED = ("speaker", "joint", "scheme", "qualifier", "tags")
_TRUTHS = ("true", "false")


def completions_at(reading: DocumentReading, offset: int) -> types.CompletionList:
    """Return what can be typed at a place; more keys may bring other quotes."""
    typed = typed_at(reading.text, offset, is_json=reading.file.syntax == "json")
    items = [] if typed is None else list(_items(reading, typed))
    return types.CompletionList(is_incomplete=True, items=items)


def _items(reading: DocumentReading, typed: Typed) -> Iterator[types.CompletionItem]:
    if not typed.key:
        yield from _keys(reading, typed)
    elif typed.key in RELATIONS:
        yield from _ids(reading, typed)
    elif typed.key == "source":
        for source in reading.known.map.sources:
            title = source.title or source.path or ""
            yield _item(reading, typed, source.id, detail=title)
    elif typed.key == "quote":
        yield from _quotes(reading, typed)
    elif typed.key in _NAMED:
        for name in _names(reading, typed.key):
            yield _item(reading, typed, name)
    elif typed.key == "implicit":
        for truth in _TRUTHS:
            yield _item(reading, typed, truth, written=truth)


def _keys(reading: DocumentReading, typed: Typed) -> Iterator[types.CompletionItem]:
    if typed.owner == "map":
        known, owner = known_keys(ArgumentMap), ""
    elif typed.owner == "anchor":
        known, owner = known_keys(Anchor), "Anchor"
    else:
        known = known_keys(Source if typed.section == "sources" else Statement)
        owner = DEFINITIONS[typed.section]
    given = set(typed.others)
    if typed.owner == "record" and "anchors" in given:
        given |= set(SHORTHAND)
    for rank, name in enumerate(known):
        if name not in given:
            yield types.CompletionItem(
                label=name,
                kind=types.CompletionItemKind.Property,
                documentation=description(owner, name) or None,
                sort_text=f"{rank:03}",
                text_edit=types.TextEdit(reading.range(typed.span), f"{name}: "),
            )


def _ids(reading: DocumentReading, typed: Typed) -> Iterator[types.CompletionItem]:
    map = reading.known.map
    own = typed.others.get("id", "").strip("\"'")
    is_answer = typed.key == "answers"
    for statement in map.statements:
        if statement.id != own:
            # What can be meant comes first; what else there is may be meant by mistake only.
            fits = (statement.kind == "question") == is_answer
            yield _of_statement(reading, typed, statement, statement.id, rank=0 if fits else 2)
    if typed.key == "undercuts":
        for link in Graph(map).links:
            if link.origin != own and link.relation in ("supports", "rebuts", "limits"):
                name = f"{link.origin}{ARROW}{link.reference}"
                yield _of_statement(reading, typed, map[link.origin], name, rank=1)


def _of_statement(
    reading: DocumentReading, typed: Typed, statement: AnyStatement, name: str, *, rank: int
) -> types.CompletionItem:
    item = _item(reading, typed, name, detail=shortened(on_one_line(statement.wording)))
    item.kind = types.CompletionItemKind.Reference
    item.sort_text = f"{rank}{name}"
    item.documentation = visible(f"{statement.kind}: {statement.wording}")
    return item


def _names(reading: DocumentReading, key: str) -> list[str]:
    names: dict[str, None] = {}
    for statement in reading.known.map.statements:
        value = getattr(statement, key)
        names |= dict.fromkeys(value if isinstance(value, tuple) else [value] if value else [])
    return list(names)


def _quotes(reading: DocumentReading, typed: Typed) -> Iterator[types.CompletionItem]:
    named = typed.others.get("source", "").strip("\"'")
    sources = reading.known.map.sources
    meant = [one for one in sources if one.id == named] if named else sources
    if len(meant) != 1:
        return
    source = meant[0]
    try:
        spans = list(continuations(source.finder, typed.written))[:_MOST_QUOTES]
    except ArgmapError:
        return  # that the source cannot be read is a finding
    for rank, span in enumerate(spans):
        quote = span.cut(source.text)
        written, others = _anchor(reading, typed, quote, [span.start, span.end])
        yield types.CompletionItem(
            label=on_one_line(quote),
            kind=types.CompletionItemKind.Text,
            detail=visible(f"{source.id}:{source.position(span.start)}"),
            # What is typed may differ in typography, by which a client would sort it out.
            filter_text=reading.text[typed.span.start : typed.span.end] or typed.written,
            sort_text=f"{rank:03}",
            insert_text_mode=types.InsertTextMode.AsIs,
            text_edit=types.TextEdit(reading.range(typed.span), written),
            additional_text_edits=others or None,
        )


def _anchor(
    reading: DocumentReading, typed: Typed, quote: str, span: list[int]
) -> tuple[str, list[types.TextEdit]]:
    """Return a quote with its span as it is written in the place of what is typed."""
    has_span = not typed.others.keys().isdisjoint(("span", "spans"))
    if typed.is_json:
        return json_value(quote), []
    if typed.is_flow:
        return yaml_value(quote) + ("" if has_span else f", span: {yaml_value(span)}"), []
    first, *rest = yaml_entry("quote", quote)
    lines = [first.removeprefix("quote: "), *rest]
    if not has_span:
        lines += yaml_entry("span", span)
    end = "\r\n" if "\r\n" in reading.text else "\n"
    indent = " " * typed.column
    written = end.join([lines[0], *(indent + line if line else "" for line in lines[1:])])
    return written, _with_span(reading, typed, span) if "span" in typed.others else []


def _with_span(reading: DocumentReading, typed: Typed, span: list[int]) -> list[types.TextEdit]:
    """Return the edit of the span that is there already, if it can be found."""
    spot = reading.spot_at(typed.span.start)
    if spot is None or not spot.route:
        return []
    owner = next(
        (record.node for record in reading.records if record.route == spot.route[:2]), None
    )
    entry = owner.entry("span") if owner and typed.owner == "record" else None
    if entry is None:
        return []
    return [types.TextEdit(reading.range(entry.value.span), yaml_value(span))]


def _item(
    reading: DocumentReading,
    typed: Typed,
    name: str,
    *,
    written: str | None = None,
    detail: str = "",
) -> types.CompletionItem:
    written = yaml_value(name) if written is None else written
    if typed.is_json:
        written = json_value(name)
    return types.CompletionItem(
        label=visible(name),
        kind=types.CompletionItemKind.Value,
        detail=visible(detail) or None,
        filter_text=_marked(reading, typed, name),
        text_edit=types.TextEdit(reading.range(typed.span), written),
    )


def _marked(reading: DocumentReading, typed: Typed, name: str) -> str:
    """Return a name behind the quotation mark that is typed, since a client compares all of it."""
    mark = reading.text[typed.span.start : typed.span.start + 1]
    return f"{mark}{name}" if mark in ('"', "'") else name
