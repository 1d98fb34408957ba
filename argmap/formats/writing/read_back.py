"""Tell what of a map does not come back when what was written is read again.

For formats that have no room for what is not theirs: nothing has to be listed that they cannot
say, and nothing that they cannot say is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.formats.reading.cited import CITED
from argmap.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.document import Output
    from argmap.formats.losses import LossKind
    from argmap.model import ArgumentMap, Statement


def tell_what_is_lost(
    map: ArgumentMap,
    back: ArgumentMap,
    output: Output,
    *,
    format: str,
    own: str,
    near: Mapping[str, str] | None = None,
) -> None:
    """Tell the output every field of a map that is another once it was written and read ``back``.

    ``format`` is what the format is called, and ``own`` the name under which it keeps things in
    ``meta``, which are not compared. ``near`` says of each field that is written as something
    near what that is; other fields are dropped. Statements that are not in ``back`` were told
    before, by what they are.
    """
    for name in ("title", "meta"):
        if _of_map(map, name, own) != _of_map(back, name, own):
            output.tell("dropped", None, name, f"the map's `{name}` is not supported by {format}")
    _tell_sources(map, back, output, format)
    got = {statement.id: statement for statement in back.statements}
    for statement in map.statements:
        if statement.id in got and statement is not got[statement.id]:
            for name in _differing(statement, got[statement.id], own):
                kind: LossKind = "approximated" if name in (near or {}) else "dropped"
                what = (near or {}).get(name, f"`{name}` is not supported by {format}")
                output.tell(kind, statement.id, name, what)
    ids = [statement.id for statement in map.statements if statement.id in got]
    if ids != list(got):
        output.tell("dropped", None, "order", f"the order of statements is not kept in {format}")


def _of_map(map: ArgumentMap, name: str, own: str) -> Any:
    value = getattr(map, name)
    return {key: kept for key, kept in value.items() if key != own} if name == "meta" else value


def _tell_sources(map: ArgumentMap, back: ArgumentMap, output: Output, format: str) -> None:
    if len(map.sources) != len(back.sources):
        output.tell(
            "dropped", None, "sources", f"the map's `sources` are not supported by {format}"
        )
        return
    for source, found in zip(map.sources, back.sources, strict=True):
        # Where its text lies is known by where it is written.
        for name in ("id", *CITED, "original"):
            if getattr(source, name) and getattr(source, name) != getattr(found, name):
                what = f"`{name}` of source {source.id!r} is not supported by {format}"
                output.tell("dropped", None, f"sources.{name}", what)


def _differing(wanted: Statement, got: Statement, own: str) -> list[str]:
    names = [] if wanted.kind == got.kind else ["kind"]
    for name in type(wanted).model_fields:
        mine, other = getattr(wanted, name), getattr(got, name)
        if name == "meta":
            mine = {key: kept for key, kept in mine.items() if key != own}
            other = {key: kept for key, kept in other.items() if key != own}
        if name == "anchors":
            names += _differing_anchors(mine, other)
        elif mine != other:
            names.append(name)
    return names


def _differing_anchors(mine: tuple[Anchor, ...], others: tuple[Anchor, ...]) -> list[str]:
    if len(mine) != len(others):
        return ["anchors"]
    return [
        f"anchors.{name}"
        for name in Anchor.model_fields
        if any(getattr(a, name) != getattr(b, name) for a, b in zip(mine, others, strict=True))
    ]
