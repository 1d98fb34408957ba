"""What a format cannot say, kept in the file where only argmap looks.

Many formats have room for what is not theirs: a key that other readers ignore, user data, a
note. What they cannot say is put there as plain JSON, a block for the map and a record for each
statement that needs one. Which fields need it is not listed anywhere: the file is read back
without them, and what differs from the map is what has to be kept.
:mod:`argmap.formats.reading.decoding` reads it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.reading.decoding import OPPOSING
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argmap.formats.document import Output
    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap, Statement
    from argmap.source import Source


def encoded(
    map: ArgumentMap,
    keys: Mapping[str, str],
    back: Callable[[Record], Assembly],
    output: Output,
    *,
    own: str,
    bare: Callable[[], Assembly] | None = None,
    notes: Mapping[str, Mapping[str, object]] | None = None,
    keeps: bool = True,
    unseen: str | None = None,
) -> Record:
    """Return the block that makes a file say the whole map, and tell the output what it holds.

    ``keys`` are the foreign keys of the statements that the file has nodes for, by their ids.
    ``back`` reads the file back with a block in it. It does so once: that the records found then
    come back is made sure of with the nodes and links that were read already. ``bare`` reads the
    file without its nodes; it must be given if what the block says of the map, such as its
    sources, bears on how statements are read. ``own`` is the format's name: what it keeps
    in ``meta`` is not told, and where only that is another one, it is recorded if the format
    ``keeps`` what it had of an earlier file. ``notes`` are what the format itself keeps in the
    records, by the keys of their statements. ``unseen`` says of a statement without a node that
    other programs see nothing of it, where that is more than they can be expected to miss: it is
    reported as dropped. The block is empty if the file says it all.
    """
    records = _begun(keys, notes or {})
    apart = [one for one in map.statements if one.id not in keys]
    whole = [{"kind": one.kind, **_plain(one)} for one in apart]
    for one in apart:
        if unseen is not None:
            output.tell("dropped", one.id, "anchors.spans", unseen)
        else:
            output.tell(
                "encoded", one.id, "id", f"a {one.kind} is stored where only argmap reads it"
            )
    passed_over = "" if keeps else own
    block = {} if bare is None else _head(map, bare().map(), output, own)
    begun = {key: dict(record) for key, record in records.items()}
    assembly = back({**block, "whole": whole, "statements": begun})
    assembly.passed_over = passed_over
    assembly.expected = {one.id: one for one in map.statements}
    read = assembly.map()
    if bare is None:
        block = _head(map, read, output, own)
    got = {one.id: one for one in read.statements if one.id in keys}
    for statement in map.statements:
        if statement.id not in got or statement is got[statement.id]:
            continue
        differing = _differing(statement, got[statement.id], passed_over)
        for name in _worth_telling(statement, got[statement.id], differing, own):
            output.tell(
                "encoded", statement.id, name, f"`{name}` is stored where only argmap reads it"
            )
        if differing:
            record = records.setdefault(keys[statement.id], {})
            record |= differing | ({"meta": statement.meta} if statement.meta else {})
    block |= {name: value for name, value in (("whole", whole), ("statements", records)) if value}
    if records or whole:
        read = assembly.again(records)
        _tell_unread(map, read, output, passed_over)
    order = [statement.id for statement in map.statements]
    if order != [statement.id for statement in read.statements]:
        # Kinds are together in a map, and what has no node comes first when it is read.
        what = "the order of statements is stored where only argmap reads it"
        output.tell("encoded", None, "order", what)
        block["sequence"] = order
    return block


def _begun(keys: Mapping[str, str], notes: Mapping[str, Mapping[str, object]]) -> dict[str, Record]:
    """Return the records with what is known before the file was read back: ids and notes."""
    records = {key: dict(note) for key, note in notes.items()}
    for id, key in keys.items():
        if key != id:
            records.setdefault(key, {})["id"] = id
    return records


def _head(map: ArgumentMap, got: ArgumentMap, output: Output, own: str) -> Record:
    """Return what the map itself says and the file does not."""
    head: Record = {}
    if map.title != got.title:
        head["title"] = map.title
    if map.sources != got.sources:
        head["sources"] = [_plain(source.relative_to(output.folder)) for source in map.sources]
    if (meta := _without(map.meta, own)) != _without(got.meta, own):
        head["meta"] = meta
    for name in head:
        output.tell(
            "encoded", None, name, f"the map's `{name}` is stored where only argmap reads it"
        )
    return head


def _without(meta: Mapping[str, object], own: str) -> Record:
    return {name: value for name, value in meta.items() if name != own}


def _is_same_meta(wanted: Statement, got: Statement, passed_over: str) -> bool:
    return _without(wanted.meta, passed_over) == _without(got.meta, passed_over)


def _worth_telling(
    wanted: Statement, got: Statement, differing: Mapping[str, object], own: str
) -> list[str]:
    """Return the fields that other programs do not learn of, in the order of a statement's."""
    found = []
    for name in differing:
        is_own = name == "meta" and not wanted.meta.keys() - {own}
        # That the text is the quote is said with the quote; other programs read the same links,
        # only in another order, and a limit that is written as a rebuttal is reported as such.
        is_quote = name == "text" and "anchors" in differing
        is_order = name in RELATIONS and _pooled(wanted, name) == _pooled(got, name)
        if not is_own and not is_quote and not is_order:
            found.append(name)
    return found


def _pooled(statement: Statement, name: str) -> set[str]:
    names = OPPOSING if name in OPPOSING else (name,)
    return {reference for one in names for reference in getattr(statement, one)}


def _tell_unread(map: ArgumentMap, got: ArgumentMap, output: Output, passed_over: str) -> None:
    """Tell of what cannot be read back even so, that nothing is lost in silence."""
    there = {one.id: one for one in got.statements}
    for statement in map.statements:
        found = there.get(statement.id)
        if found is statement:
            continue
        for name in ("id",) if found is None else _differing(statement, found, passed_over):
            output.tell("dropped", statement.id, name, f"`{name}` cannot be kept as it is")


def _plain(record: Source | Statement) -> Record:
    return record.model_dump(mode="json", exclude_defaults=True)


def _differing(wanted: Statement, got: Statement, passed_over: str) -> Record:
    """Return the fields, as JSON, in which a statement is not as it was read back.

    A difference in what ``meta`` has under the name ``passed_over``, and in nothing else, is none.
    """
    mine, there = wanted.__dict__, got.__dict__
    names = [
        name
        for name in type(wanted).model_fields
        if mine[name] is not there[name] and mine[name] != there[name] and name != "id"
    ]
    if names == ["meta"] and _is_same_meta(wanted, got, passed_over):
        names = []
    if not names and wanted.kind == got.kind:
        return {}
    found = wanted.model_dump(mode="json", include=set(names), exclude_none=False)
    if "anchors" in found:
        found["anchors"] = [
            anchor.model_dump(mode="json", exclude_defaults=True) for anchor in wanted.anchors
        ]
    ordered = {name: found[name] for name in names}
    return ordered if wanted.kind == got.kind else {"kind": wanted.kind, **ordered}
