"""What is shown when the pointer rests on a place of a map."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from argmap.controls import visible
from argmap.file_schema import schema
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict
from argmap.report.described import facts_of, in_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.language_server.documents import DocumentReading
    from argmap.mapfile.spot import Mention, Spot
    from argmap.model import Statement
    from argmap.source import Source
    from argmap.text import Span

DEFINITIONS = {
    "sources": "Source",
    "questions": "Question",
    "claims": "Claim",
    "reasons": "Reason",
    "caveats": "Caveat",
}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$])")
_BACKTICKS = re.compile("`+")


def hover_at(reading: DocumentReading, offset: int, *, markdown: bool) -> types.Hover | None:
    """Return what is known about a place: a quote's passage, a statement, a source or a key."""
    mention = reading.mention_at(offset)
    if mention is not None:
        return _shown(reading, mention.span, _about_statement(reading, mention), markdown)
    named = reading.source_mention_at(offset)
    if named is not None:
        return _shown(reading, named.span, _about_source(reading, named.id), markdown)
    spot = reading.spot_at(offset)
    if spot is None or not spot.route:
        return None
    if spot.entry is not None and spot.is_key:
        text = key_description(spot.route)
        return _shown(reading, spot.entry.key.span, ([text], []), markdown) if text else None
    return _shown(reading, spot.node.span, _about_anchor(reading, spot), markdown)


def statement_at(reading: DocumentReading, spot: Spot) -> Statement | None:
    """Return the statement that a place belongs to, None if it cannot be read."""
    route = reading.part.map_route(spot.route[:2])
    if route is None or len(route) < 2 or route[0] == "sources":  # noqa: PLR2004 -- no record
        return None
    found: Statement = getattr(reading.part.map, str(route[0]))[route[1]]
    return found


def verdict_at(reading: DocumentReading, spot: Spot) -> Verdict | None:
    """Return the verdict on the anchor that a place belongs to, None if there is none."""
    statement, number = statement_at(reading, spot), spot.anchor
    if statement is None or number is None or number >= len(statement.anchors):
        return None
    return Verdict(statement, number, Sources(reading.part.map, git=False, may_be_outside=True))


@cache
def _definitions() -> dict[str, Any]:
    made = schema()
    return {**made["$defs"], "": made}


def key_description(route: Iterable[str | int]) -> str:
    """Return what the JSON Schema says of the key that a route ends with, if it is known."""
    section, *rest = (str(step) for step in route)
    name = rest[-1] if rest else section
    if not rest:
        owner = ""
    elif rest[1:2] == ["anchors"] and len(rest) > 2:  # noqa: PLR2004 -- a key of one of them
        owner = "Anchor"
    else:
        owner = DEFINITIONS.get(section, "")
    return description(owner, name)


def description(owner: str, name: str) -> str:
    """Return what the JSON Schema says of a key of a record, or of the map for no owner."""
    text: str = _definitions()[owner]["properties"].get(name, {}).get("description", "")
    return " ".join(text.split())


def _about_statement(
    reading: DocumentReading, mention: Mention
) -> tuple[list[str], list[str]] | None:
    statement = reading.part.map.get(mention.id)
    if statement is None:
        record = next((one for one in reading.records if one.id == mention.id), None)
        return ([visible(record.wording)], []) if record else None
    lines = list(facts_of(reading.part.map, statement))
    if not statement.text:
        lines.insert(1, visible(statement.wording))
    return lines, []


def _about_anchor(reading: DocumentReading, spot: Spot) -> tuple[list[str], list[str]] | None:
    verdict = verdict_at(reading, spot)
    if verdict is None:
        return None
    if not verdict.has_text:
        return [visible(str(verdict.problem))], []
    spans = verdict.resolved_spans
    if not spans:
        return [f"The quote is {verdict.outcome}: its place in the source is unclear."], []
    source, start = verdict.source, spans[0].start
    name = source.path or f"source {source.id}"
    lines = [visible(f"{name}, line {source.position(start).line}")]
    if verdict.outcome != "valid":
        lines[0] += f" ({verdict.outcome})"
    return lines, list(in_context(source, spans))


def _about_source(reading: DocumentReading, id: str) -> tuple[list[str], list[str]] | None:
    source = next((one for one in reading.part.map.sources if one.id == id), None)
    return (list(_source_facts(source)), []) if source else None


def _source_facts(source: Source) -> Iterator[str]:
    yield visible(f"source {source.id}")
    for name in ("title", "author", "publisher", "published", "url", "path"):
        if (value := getattr(source, name)) is not None:
            yield visible(f"{name}: {value}")


def _shown(
    reading: DocumentReading,
    span: Span,
    about: tuple[list[str], list[str]] | None,
    markdown: bool,  # noqa: FBT001 -- handed on
) -> types.Hover | None:
    """Return lines of prose and lines of an excerpt, whose columns count, as a hover."""
    if about is None:
        return None
    prose, excerpt = about
    if not markdown:
        content = types.MarkupContent(types.MarkupKind.PlainText, "\n".join((*prose, *excerpt)))
        return types.Hover(content, reading.range(span))
    value = "  \n".join(_MARKUP.sub(r"\\\1", line.strip()) for line in prose)
    if excerpt:
        block = "\n".join(excerpt)
        longest = max(map(len, _BACKTICKS.findall(block)), default=0)
        fence = "`" * max(3, longest + 1)
        value += f"\n\n{fence}text\n{block}\n{fence}"
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, value), reading.range(span))
