"""Read a map file: the map, everything that is wrong with the file, and where each thing is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from argmap.access import Access
from argmap.errors import MapFileError
from argmap.mapfile.building import Builder, Problem
from argmap.mapfile.editing import apply_edits
from argmap.mapfile.json_text import parse_json, resolve_json
from argmap.mapfile.opening import read_text
from argmap.mapfile.route import Route, find_node, place_of
from argmap.mapfile.tree import BadSyntax, Mapping, Node, Sequence, to_plain
from argmap.mapfile.yaml_text import parse_yaml, resolve_yaml
from argmap.model import ArgumentMap
from argmap.record import known_keys
from argmap.text import Lines, Span

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from typing import Self

    from argmap.access import Folders
    from argmap.mapfile.editing import Edit
    from argmap.source import Source

Syntax = Literal["yaml", "json"]

_ANEW = "write the map to a new file instead"


def _empty_map() -> ArgumentMap:
    """Return a map of nothing.

    It is made without a look at what is right anyway, for which pydantic would build a validator
    first, and with its lists, which take pydantic 2 ms to make by default.
    """
    return ArgumentMap.model_construct(
        sources=[], questions=[], claims=[], reasons=[], caveats=[], meta={}
    )


@dataclass
class MapFile:
    """A map as it was read from a file, with everything that was wrong there.

    ``map`` holds all records that are well formed, ``broken_ids`` the ids of those that are not.
    """

    name: str
    text: str
    syntax: Syntax
    path: Path | None = None
    folder: Path = Path()
    """The folder that the paths of sources are relative to."""
    access: Access | None = None
    """Which files its sources may be read from; none if the text is in no folder."""
    tree: Node | None = None
    map: ArgumentMap = field(default_factory=_empty_map)
    problems: tuple[Problem, ...] = ()
    broken_ids: frozenset[str] = frozenset()
    rows: dict[str, list[int]] = field(default_factory=dict)
    """For each section, where in the file's list each record of the map is."""

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file."""
        return Lines(self.text)

    def file_route(self, route: Route) -> Route:
        """Return a route with the record's position in the file for that in the map."""
        if len(route) > 1 and isinstance(route[1], int) and route[0] in self.rows:
            rows = self.rows[str(route[0])]
            if route[1] < len(rows):
                return (route[0], rows[route[1]], *route[2:])
        return route

    def map_route(self, route: Route) -> Route | None:
        """Return a route with the record's position in the map for that in the file.

        None if the record is not in the map, because it is broken.
        """
        if len(route) < 2 or route[0] not in self.rows:  # noqa: PLR2004 -- no record
            return route
        section, row, *rest = route
        rows = self.rows[str(section)]
        return (section, rows.index(row), *rest) if row in rows else None

    def place(self, route: Route) -> Span:
        """Return where something of the map is in the file's text.

        ``route`` counts as the map does. What is not written there is shown at the nearest thing
        around it that is.
        """
        if self.tree is None:
            return Span(0, 0)
        node, entry, _ = find_node(self.tree, self.file_route(route))
        return place_of(node, entry)

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the file's text with the edits made in it: comments and layout stay.

        Raises MapFileError when there is no place for an edit, and pydantic's ValidationError when
        a record would no longer be well formed.
        """
        return self.with_map(apply_edits(self.map, edits))

    def with_map(self, map: ArgumentMap) -> str:
        """Return the file's text changed so that it says ``map``: comments and layout stay.

        Records may be changed, moved, added and removed; what is inside a removed one goes with
        it. Raises MapFileError when the file is written in a way that does not let it be changed,
        and FormatError for what no file can hold.
        """
        return self.rewritten(map).text

    def rewritten(self, map: ArgumentMap) -> MapFile:
        """Return the file as it is read with the text of :meth:`with_map`."""
        sources = [self._from_here(source) for source in map.sources]
        from argmap.mapfile.own_kinds import in_own_kinds  # noqa: PLC0415 -- most maps are only read

        wanted = in_own_kinds(map.model_copy(update={"sources": sources}))
        if wanted == self.map:
            return self
        if not isinstance(self.tree, Mapping):
            raise MapFileError("the file contains no map to edit", where=self.name, help=_ANEW)
        from argmap.mapfile.rewriting import rewritten  # noqa: PLC0415 -- most maps are only read

        text = rewritten(self.text, self.tree, self.map, wanted, rows=self.rows, syntax=self.syntax)
        again = self.reread(text)
        if again.map != wanted:
            raise MapFileError(
                "the edit would change the meaning of the file", where=self.name, help=_ANEW
            )
        return again

    def _from_here(self, source: Source) -> Source:
        """Return a source with its path as it is written in this file."""
        return (
            source if source == source.placed_in(self.folder) else source.relative_to(self.folder)
        )

    def read_from(self, path: Path | None) -> Self:
        """Say which file this is, None for standard input; return this."""
        self.path = self.map.path = path
        self.map.name = self.name
        return self

    def placed_in(self, folder: Path) -> MapFile:
        """Return the same text as a file of another folder, whose paths lead elsewhere."""
        return parse_map(
            self.text,
            name=self.name,
            folder=folder,
            allow_outside=self.access.outside if self.access else (),
            syntax=self.syntax,
        )

    def reread(self, text: str) -> MapFile:
        """Return the same file with another text."""
        again = parse_map(
            text,
            name=self.name,
            folder=self.folder if self.access else None,
            allow_outside=self.access.outside if self.access else (),
            syntax=self.syntax,
        )
        return again.read_from(self.path) if self.map.name else again

    def whole_map(self) -> ArgumentMap:
        """Return the map; raise MapFileError if anything is wrong.

        The error is about the first problem, and its ``problems`` are all of them.
        """
        if not self.problems:
            return self.map
        problems = tuple(
            MapFileError(
                problem.message,
                where=f"{self.name}:{self.lines.position(problem.span.start)}",
                help=problem.help,
            )
            for problem in self.problems
        )
        first, *others = problems
        raise MapFileError(
            first.what + (f" (and {len(others)} more)" if others else ""),
            where=first.where,
            help=first.help or "`argmap check` reports all problems",
            problems=problems,
        )


def load(path: str | os.PathLike[str], *, allow_outside: Folders = ()) -> ArgumentMap:
    """Read a map from a YAML or JSON file.

    ``allow_outside`` is a folder, or are folders, outside the project from which its sources may
    be read as well. Raises MapFileError, with file, line and column, when there is no such file or
    it holds no map. Sources are read when their text is first needed.

    >>> load("examples/russia-myanmar/russia-myanmar.argmap.yaml").title
    'Russia and Myanmar after the coup'
    """
    return read_map(path, allow_outside=allow_outside).whole_map()


def loads(
    text: str,
    *,
    syntax: Syntax | None = None,
    folder: str | os.PathLike[str] | None = None,
    allow_outside: Folders = (),
) -> ArgumentMap:
    """Read a map from a text.

    ``folder`` is where paths of its sources are relative to; without it, no file is read for them.
    ``allow_outside`` is a folder, or are folders, outside the project of that one from which they
    may be read as well. Without ``syntax``, a text that starts like a JSON object is JSON and any
    other one YAML. Raises MapFileError when it holds no map.

    >>> loads("claims: [{id: c, text: Buses help}]").claims[0].wording
    'Buses help'
    """
    return parse_map(text, folder=folder, allow_outside=allow_outside, syntax=syntax).whole_map()


def read_map(path: str | os.PathLike[str], *, allow_outside: Folders = ()) -> MapFile:
    """Read a map file with everything that is wrong in it; ``-`` is standard input.

    ``allow_outside`` is as for :func:`load`; paths in standard input start at the working folder.
    Raises MapFileError only when the file cannot be opened or is not UTF-8.
    """
    text = read_text(path)
    if str(path) == "-":
        file = parse_map(text, name="<stdin>", folder="", allow_outside=allow_outside)
        return file.read_from(None)
    return parse_file(text, path, allow_outside=allow_outside)


def parse_file(text: str, path: str | os.PathLike[str], *, allow_outside: Folders = ()) -> MapFile:
    """Read a text as what the file at a path holds, or will hold once it is saved.

    Sources are found from there, and a name that ends with ``.json`` is JSON. The file itself is
    not read. Otherwise as :func:`parse_map`.

    >>> parse_file("claims: [{id: c, text: Buses help}]", "maps/town.argmap.yaml").folder.name
    'maps'
    """
    place = Path(path)
    syntax: Syntax | None = "json" if place.suffix.lower() == ".json" else None
    file = parse_map(
        text, name=str(path), folder=place.parent, allow_outside=allow_outside, syntax=syntax
    )
    return file.read_from(place)


def parse_map(
    text: str,
    *,
    name: str = "<text>",
    folder: str | os.PathLike[str] | None = None,
    allow_outside: Folders = (),
    syntax: Syntax | None = None,
) -> MapFile:
    """Read a text as a map file with everything that is wrong in it; raises nothing.

    ``folder`` and ``allow_outside`` are as for :func:`loads`.
    """
    file = MapFile(name, text, syntax or _recognised(text))
    if folder is not None:
        file.folder, file.access = Path(folder), Access.of(folder, allow_outside)
    parse, resolve = (
        (parse_json, resolve_json) if file.syntax == "json" else (parse_yaml, resolve_yaml)
    )
    try:
        tree = parse(text)
        data = to_plain(tree, resolve)
    except BadSyntax as error:
        from argmap.mapfile.refusing import not_in_syntax  # noqa: PLC0415 -- most files hold a map

        refused = not_in_syntax(text, name, is_json=file.syntax == "json")
        file.problems = (refused or Problem("syntax", error.what, error.span, help=error.help),)
        return file
    file.tree = tree
    if refused := _refused(file, data):
        file.problems = (refused,)
    elif isinstance(tree, Mapping):
        Builder(file, tree, data).build(list(_duplicate_keys(tree)))
    return file


def _refused(file: MapFile, data: Any) -> Problem | None:
    """Return what a text is that is no map at all, None for one that may have faults."""
    if isinstance(file.tree, Mapping) and data.keys() <= set(known_keys(ArgumentMap)):
        return None
    from argmap.mapfile.refusing import not_a_mapping, of_other_keys  # noqa: PLC0415 -- as above

    if isinstance(file.tree, Mapping):
        return of_other_keys(file.text, file.name, data)
    is_list = isinstance(file.tree, Sequence)
    return not_a_mapping(file.text, file.name, is_list=is_list, is_json=file.syntax == "json")


def _recognised(text: str) -> Syntax:
    start = text.lstrip("\ufeff \t\r\n")
    is_json = start[:1] == "{" and start[1:].lstrip(" \t\r\n")[:1] in ('"', "}", "")
    return "json" if is_json else "yaml"


def _duplicate_keys(root: Node) -> Iterator[Problem]:
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Sequence):
            nodes.extend(node.items)
        elif isinstance(node, Mapping):
            nodes += [entry.value for entry in node.entries]
            if len({entry.name for entry in node.entries}) == len(node.entries):
                continue
            seen: set[str] = set()
            for entry in node.entries:
                if entry.name in seen:
                    yield Problem(
                        "duplicate key",
                        f"duplicate key `{entry.name}`",
                        entry.key.span,
                        help="keep one of the two",
                    )
                seen.add(entry.name)
