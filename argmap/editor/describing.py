"""A statement as data, for the form in which its fields are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.model import Statement
    from argmap.webpage.content import Content

_FIELDS = (
    "id",
    "kind",
    "text",
    "wording",
    "speaker",
    "qualifier",
    "strength",
    "credence",
    "note",
    "implicit",
    "scheme",
    "joint",
)


def described(content: Content, statement: Statement) -> dict[str, Any]:
    """Return what is known of a statement of a page.

    ``source`` is the number of a source, from 0, and None if the map has no such one; spans are
    half-open code points.
    """
    map = content.map
    numbers = {id(source): number for number, source in enumerate(map.sources)}
    anchors = []
    for anchor in statement.anchors:
        source = map.known_source_of(anchor)
        anchors.append(
            {
                "source": None if source is None else numbers[id(source)],
                "quote": anchor.quote,
                "spans": [list(span) for span in anchor.spans],
            }
        )
    return {
        **{name: getattr(statement, name) for name in _FIELDS},
        "tags": list(statement.tags),
        "anchors": anchors,
        "relations": [
            {"relation": relation, "target": target} for relation, target in statement.references
        ],
        "findings": [
            {
                "code": one.code,
                "name": one.name,
                "severity": one.severity,
                "message": one.message,
                "help": one.help,
            }
            for one in content.found.get(statement.id, ())
        ],
    }
