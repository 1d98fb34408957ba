"""Read a map that is only to be looked at, without pydantic where it is plainly written.

Loading pydantic and making its models takes longer than to draw a map of some hundred statements.
Whoever only draws a map needs no models: plain records with the same fields do. A file that is not
seen at a glance to be well formed, or whose map is asked for more than its statements, is read as
:mod:`argmap.mapfile.reading` does it, and so is all that there is to say about what is wrong.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from argmap.access import Access
from argmap.mapfile.opening import read_text
from argmap.mapfile.plain_yaml import NotPlain, Quoted, parse_plain_yaml
from argmap.model.kinds import ARROW, KIND_OF_SECTION, RELATIONS, SHORTHAND
from argmap.model.readable import readable_quote
from argmap.model.source_index import NamesSource, SourceIndex
from argmap.text import Span
from argmap.textfile import read_text_file

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from argmap.access import Folders
    from argmap.model import ArgumentMap, Kind, Relation, Statement
    from argmap.source import Source

_LISTS = frozenset(("sources", *KIND_OF_SECTION, "anchors"))
_NEEDS: dict[str, tuple[str, ...]] = {
    "reason": ("supports",),
    "caveat": ("limits", "rebuts", "undercuts"),
}
_DETAILS = ("text", "joint", "scheme", "speaker", "qualifier", "note")
_SHARES = ("strength", "credence")
_OF_ANCHOR = frozenset(SHORTHAND)
_OF_STATEMENT = _OF_ANCHOR | {"id", *_DETAILS, *RELATIONS, *_SHARES, "implicit", "tags", "anchors"}
_OF_SOURCE = frozenset(
    ("id", "path", "text", "sha256", "encoding", "title", "author", "publisher", "published", "url")
) | {"language", "ignore"}
_TRUTH = {"true": True, "false": False}
_LONGEST_ID = 200
_LONGEST_OFFSET = 15


def read_map_to_look_at(
    path: str | os.PathLike[str], *, allow_outside: Folders = ()
) -> ArgumentMap:
    """Return the map of a file, for whoever does not change it; ``-`` is standard input.

    ``allow_outside`` is as for :func:`argmap.mapfile.reading.load`. Its statements may be plain
    records with the fields of statements. Raises MapFileError, naming the first problem, when the
    file holds no map.

    >>> read_map_to_look_at("examples/russia-myanmar/russia-myanmar.argmap.yaml").title
    'Russia and Myanmar after the coup'
    """
    is_input = str(path) == "-"
    name, folder = ("<stdin>", Path()) if is_input else (str(path), Path(path).parent)
    text = read_text(path)
    file = _File(text, name, folder, Access.of(folder, allow_outside))
    if not is_input and Path(path).suffix.lower() == ".json":
        return file.in_full("json")
    return file.plainly() or file.in_full()


def as_plain_map(
    text: str, *, name: str = "<text>", folder: str | os.PathLike[str] | None = None
) -> ArgumentMap | None:
    """Return the map that a text plainly says, or None where it takes more to tell."""
    access = None if folder is None else Access.of(folder)
    return _File(text, name, Path(folder or ""), access).plainly()


class _File(NamedTuple):
    """The text of a map file, and how paths in it are taken."""

    text: str
    name: str
    folder: Path
    access: Access | None

    def plainly(self) -> ArgumentMap | None:
        """Return the map that the text plainly says, or None where it takes more to tell."""
        try:
            data = parse_plain_yaml(self.text, _LISTS)
            sources = [_source(record, self) for record in _listed(data.pop("sources", []))]
            statements = [
                _statement(record, kind)
                for section, kind in KIND_OF_SECTION.items()
                for record in _listed(data.pop(section, []))
            ]
        except NotPlain:
            return None
        version, title = data.pop("argmap", "1"), data.pop("title", None)
        if (
            data
            or version != "1"
            or isinstance(version, Quoted)
            or not (title is None or isinstance(title, str))
        ):
            return None
        # It looks like a map to whoever only looks.
        return cast("ArgumentMap", PlainMap(title, sources, statements, self))

    def in_full(self, syntax: Any = None) -> ArgumentMap:
        """Return the map with its models; raise MapFileError, naming the first problem."""
        from argmap.mapfile.reading import parse_map  # noqa: PLC0415 -- loads pydantic

        return parse_map(
            self.text,
            name=self.name,
            folder=None if self.access is None else self.folder,
            allow_outside=self.access.outside if self.access else (),
            syntax=syntax,
        ).whole_map()


class PlainAnchor(NamedTuple):
    """What an anchor says."""

    quote: str
    spans: tuple[Span, ...] = ()
    source: str | None = None
    prefix: str | None = None
    suffix: str | None = None


class PlainStatement(NamedTuple):
    """What a statement says, field by field; see :class:`argmap.model.Statement`."""

    kind: Kind
    id: str
    text: str | None = None
    supports: tuple[str, ...] = ()
    rebuts: tuple[str, ...] = ()
    undercuts: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    restates: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    joint: str | None = None
    scheme: str | None = None
    speaker: str | None = None
    qualifier: str | None = None
    strength: float | None = None
    credence: float | None = None
    implicit: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None
    anchors: tuple[PlainAnchor, ...] = ()
    meta: Mapping[str, Any] = {}

    @property
    def wording(self) -> str:
        """What is said: the text, or without it the quotes, joined by a blank."""
        return self.text or " ".join(self.quotes)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotes, without what is none of their words."""
        return tuple(readable_quote(anchor.quote) for anchor in self.anchors)

    @property
    def references(self) -> Iterator[tuple[Relation, str]]:
        """Every relation of the statement with each id, or link, that it names."""
        for relation in RELATIONS:
            for reference in getattr(self, relation):
                yield relation, reference


class PlainSource:
    """The id of a source, its text and address; for all else it is read in full."""

    def __init__(self, record: Mapping[str, Any], file: _File) -> None:
        self.id = record["id"]
        self._record = record
        self._file = file

    @cached_property
    def _whole(self) -> Source:
        from argmap.source import Source  # noqa: PLC0415 -- loads pydantic

        source = Source.model_validate(self._record)
        return source.named_in(self._file.folder, self._file.access)

    @cached_property
    def text(self) -> str:
        """The text, as :attr:`argmap.source.Source.text` has it."""
        if "text" in self._record:
            return str(self._record["text"])
        if self._file.access is None:
            return self._whole.text
        location = self._file.folder / self._record["path"]
        self._file.access.check(location, named="source")
        return read_text_file(location, self._record.get("encoding", "utf-8"))

    @property
    def url(self) -> str | None:
        """Where the text can be read."""
        url: str | None = self._record.get("url")
        return url

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


class PlainMap:
    """The statements of a map and what it is called; for all else it is read in full."""

    def __init__(
        self,
        title: str | None,
        sources: list[PlainSource],
        statements: list[PlainStatement],
        file: _File,
    ) -> None:
        self.title = title
        self.sources = sources
        self.statements = statements
        self._file = file

    @cached_property
    def _by_id(self) -> dict[str, PlainStatement]:
        return {statement.id: statement for statement in reversed(self.statements)}

    def __getitem__(self, id: str) -> PlainStatement | Statement:
        """Return the statement of that id; raise UsageError, naming the nearest, if none has it."""
        return self._by_id[id] if id in self._by_id else self._whole[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    @cached_property
    def _source_index(self) -> SourceIndex[PlainSource]:
        return SourceIndex(self.sources)

    def known_source_of(self, anchor: NamesSource) -> PlainSource | None:
        """Return the source that an anchor means; see :class:`argmap.model.ArgumentMap`."""
        return self._source_index.find(anchor.source)

    def model_copy(self, *, update: Mapping[str, list[PlainStatement]]) -> PlainMap:
        """Return the map with other statements, by their sections."""
        statements = [one for section in KIND_OF_SECTION for one in update[section]]
        return PlainMap(self.title, self.sources, statements, self._file)

    @cached_property
    def _whole(self) -> ArgumentMap:
        whole = self._file.in_full()
        parts = {
            section: [one for one in getattr(whole, section) if one.id in self._by_id]
            for section in KIND_OF_SECTION
        }
        return whole.model_copy(update=parts)

    def __getattr__(self, name: str) -> Any:
        if name in KIND_OF_SECTION:
            return [one for one in self.statements if one.kind == KIND_OF_SECTION[name]]
        return getattr(self._whole, name)


def _source(record: Any, file: _File) -> PlainSource:
    _check_fields(record, _OF_SOURCE)
    ignored = [_span(span) for span in _listed(record.get("ignore", []))]
    texts = all(isinstance(value, str) for name, value in record.items() if name != "ignore")
    if not texts or ("path" in record) == ("text" in record):
        raise NotPlain
    digest = record.get("sha256")
    if digest is not None and not re.fullmatch("[0-9a-f]{64}", digest):
        raise NotPlain
    if not _is_id(record.get("id")) or record.get("path") == "":
        raise NotPlain
    # Models take no text for a number.
    return PlainSource({**record, "ignore": ignored} if ignored else record, file)


def _statement(record: Any, kind: Kind) -> PlainStatement:
    _check_fields(record, _OF_STATEMENT)
    if not _is_id(record.get("id")):
        raise NotPlain
    fields: dict[str, Any] = {"kind": kind, "id": record["id"], "anchors": _anchors(record)}
    for name in record:
        value = record[name]
        if name in _DETAILS:
            fields[name] = _text(value)
        elif name in RELATIONS:
            fields[name] = _references(value)
        elif name == "tags":
            fields[name] = tuple(map(_text, _listed(value)))
        elif name == "implicit":
            fields[name] = _truth(value)
        elif name in _SHARES:
            fields[name] = _share(value)
    says_something = fields["anchors"] or "text" in fields
    needs = _NEEDS.get(kind)
    if not says_something or (needs and not any(name in fields for name in needs)):
        raise NotPlain
    return PlainStatement(**fields)


def _anchors(record: dict[str, Any]) -> tuple[PlainAnchor, ...]:
    if "anchors" in record:
        if not _OF_ANCHOR.isdisjoint(record):
            raise NotPlain
        return tuple(map(_anchor, _listed(record["anchors"])))
    own = {name: record[name] for name in _OF_ANCHOR.intersection(record)}
    return (_anchor(own),) if own else ()


def _anchor(record: Any) -> PlainAnchor:
    _check_fields(record, _OF_ANCHOR)
    if "quote" not in record or ("span" in record and "spans" in record):
        raise NotPlain
    fields = {name: _text(value) for name, value in record.items() if "span" not in name}
    listed = [record["span"]] if "span" in record else _listed(record.get("spans", []))
    spans = tuple(map(_span, listed))
    if not _is_id(fields.get("source", "any")):
        raise NotPlain
    return PlainAnchor(spans=spans, **fields)


def _check_fields(record: Any, known: frozenset[str]) -> None:
    if not isinstance(record, dict) or not known.issuperset(record):
        raise NotPlain


def _text(value: Any) -> str:
    """Return a text; where only blanks stand, it takes more to tell whether they may."""
    if not isinstance(value, str) or not value.strip():
        raise NotPlain
    return value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise NotPlain
    return value


def _truth(value: Any) -> bool:
    if _text(value) not in _TRUTH or isinstance(value, Quoted):
        raise NotPlain
    return _TRUTH[value]


def _share(value: Any) -> float:
    is_plain = re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", _text(value))
    if not is_plain or isinstance(value, Quoted):
        raise NotPlain
    return float(value)


def _references(value: Any) -> tuple[str, ...]:
    references = tuple(map(_text, value if isinstance(value, list) else [value]))
    if not references or any(reference.split() != [reference] for reference in references):
        raise NotPlain
    return references


def _is_id(value: Any) -> bool:
    return (
        isinstance(value, str)
        and value.split() == [value]
        and len(value) <= _LONGEST_ID
        and ARROW not in value
    )


def _span(value: Any) -> Span:
    match value:
        case [str(start), str(end)] if _is_offset(start) and _is_offset(end):
            span = Span(int(start), int(end))
            if span.start < span.end:
                return span
    raise NotPlain


def _is_offset(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_OFFSET
