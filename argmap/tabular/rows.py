"""A map as rows of the five tables."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError, UsageError
from argmap.graph import Graph
from argmap.mapfile.own_kinds import in_own_kinds
from argmap.model import ARROW
from argmap.tabular.columns import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source
    from argmap.tabular.columns import Row, Rows

_GREATEST = 2**63 - 1
_PLAIN = ("joint", "scheme", "speaker", "qualifier", "strength", "credence", "implicit")
_CITED = ("sha256", "encoding", "title", "author", "publisher", "published", "url", "language")


def rows_of(map: ArgumentMap, report: Callable[[ArgmapError], object]) -> Tables[Rows]:
    """Return the rows of a map; ``maps`` has one.

    A text that cannot be read is missing, and ``report`` is called with the error. Raises
    UsageError if two statements, or two sources, share an id, or if a span is too large for a
    table, and FormatError for a value in a field that only a class of one's own has.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> help = m.claim("Buses help", id="help")
    >>> many = m.reason("They carry many", id="many", supports=help)
    >>> rows = rows_of(m, print)
    >>> [(row["statement"], row["relation"], row["target"]) for row in rows.relations]
    [('many', 'supports', 'help')]
    >>> [(row["id"], row["depth"]) for row in rows.statements]
    [('help', 0), ('many', 1)]
    """
    if isinstance(map, ArgmapError):
        raise UsageError(
            f"this is an error, not a map: {map}",
            help='skip what `corpus(…, errors="keep")` could not read',
        )
    own = in_own_kinds(map)
    key = key_of(map)
    if not _is_unicode(key) or not _is_unicode(str(map.path)):
        raise UsageError(
            "the name of this file is not valid Unicode, so it cannot be in a table",
            where=map.name,
            help="rename the file",
        )
    _refuse_shared(own.statements, "statements", map.name)
    _refuse_shared(own.sources, "sources", map.name)
    texts = {source.id: _text(source, report) for source in own.sources}
    graph = Graph(own)
    return Tables(
        statements=list(_statement_rows(graph, key)),
        relations=list(_relation_rows(graph, key)),
        spans=[
            row
            for statement in own.statements
            for number, anchor in enumerate(statement.anchors)
            for row in _span_rows(own, key, texts, statement, number, anchor)
        ],
        sources=[
            _source_row(source, number, key, texts) for number, source in enumerate(own.sources)
        ],
        maps=[
            {
                "map": key,
                "name": map.name,
                "path": None if map.path is None else str(map.path),
                "version": own.argmap,
                "title": own.title,
                "meta": _json(own.meta),
            }
        ],
    )


def key_of(map: ArgumentMap) -> str:
    """Return what a map is called in every table: its name, or the hash of what it says.

    >>> from argmap.model import ArgumentMap
    >>> key_of(ArgumentMap(title="Buses"))
    'sha256:b20f599376007f27'
    """
    if map.name is not None:
        return map.name
    data = map.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(data, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _is_unicode(name: str) -> bool:
    """Tell whether UTF-8 can hold a name; that of a file may have bytes that it cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_shared(records: Iterable[Statement | Source], what: str, where: str | None) -> None:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise UsageError(
                f"two {what} have the id {record.id!r}, so their rows could not be distinguished",
                where=where,
                help="give one of them a different id; `argmap check` shows where they are",
            )
        seen.add(record.id)


def _text(source: Source, report: Callable[[ArgmapError], object]) -> str | None:
    try:
        return source.text
    except ArgmapError as error:
        report(error)
        return None


def _json(value: Mapping[str, Any]) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _statement_rows(graph: Graph, key: str) -> Iterator[Row]:
    depths = {id: depth for depth, id in graph.walk()}
    for order, statement in enumerate(graph.statements.values()):
        yield {
            "map": key,
            "order": order,
            "id": statement.id,
            "kind": statement.kind,
            "text": statement.text,
            "quote": " ".join(statement.quotes) if statement.anchors else None,
            "depth": depths[statement.id],
            **{name: getattr(statement, name) for name in _PLAIN},
            "tags": list(statement.tags),
            "note": statement.note,
            "meta": _json(statement.meta),
        }


def _relation_rows(graph: Graph, key: str) -> Iterator[Row]:
    numbers = {inference: number for number, inference in enumerate(graph.inferences)}
    links = {(link.origin, link.relation, link.reference): link for link in graph.links}
    problems = {(one.origin, one.relation, one.reference): one.problem for one in graph.unresolved}
    order = 0
    for statement in graph.statements.values():
        for relation, reference in statement.references:
            named = (statement.id, relation, reference)
            row: Row = {
                "map": key,
                "order": order,
                "statement": statement.id,
                "relation": relation,
                "reference": reference,
                "target": None,
                "attacks": None,
                "inference": None,
                "joint": None,
                "problem": problems.get(named),
            }
            if link := links.get(named):
                inference, attacked = graph.inference_of(link), graph.attacked_by(link)
                row["target"] = link.target
                row["attacks"] = attacked and f"{attacked.origin}{ARROW}{attacked.target}"
                row["inference"] = numbers[inference]
                row["joint"] = inference.joint
            yield row
            order += 1


def _span_rows(
    map: ArgumentMap,
    key: str,
    texts: Mapping[str, str | None],
    statement: Statement,
    number: int,
    anchor: Anchor,
) -> Iterator[Row]:
    source = map.known_source_of(anchor)
    text = None if source is None else texts[source.id]
    for place, span in enumerate(anchor.spans or (None,)):
        if span is not None and span.end > _GREATEST:
            raise UsageError(
                f"a span of {statement.kind} {statement.id!r} ends at {span.end}, which is too "
                "large for a table",
                where=map.name,
                help="`argmap anchor` finds where its quote is",
            )
        yield {
            "map": key,
            "statement": statement.id,
            "anchor": number,
            "fragment": place,
            "source": anchor.source if source is None else source.id,
            "names_source": anchor.source is not None,
            "start": None if span is None else span.start,
            "end": None if span is None else span.end,
            "passage": None if span is None or text is None else span.cut(text),
            "quote": anchor.quote,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }


def _source_row(source: Source, order: int, key: str, texts: Mapping[str, str | None]) -> Row:
    ignored = [list(span) for span in source.ignore]
    if any(end > _GREATEST for _, end in ignored):
        raise UsageError(
            f"`ignore` of source {source.id!r} has a span that is too large for a table",
            help="a span cannot end after the end of the text",
        )
    return {
        "map": key,
        "order": order,
        "id": source.id,
        "path": source.path,
        "text": texts[source.id],
        **{name: getattr(source, name) for name in _CITED},
        "ignore": json.dumps(ignored) if ignored else None,
        "original": _json(source.original.model_dump()) if source.original else None,
    }
