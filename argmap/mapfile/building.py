"""Build the map of a file record by record, and explain what is wrong with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ValidationError

from argmap.mapfile.explaining import explain
from argmap.mapfile.route import SECTIONS, Route, find_node, place_of
from argmap.mapfile.tree import Mapping, Node, Sequence
from argmap.mapfile.unquoted import Unquoted
from argmap.model import ArgumentMap, Caveat, Claim, Head, Question, Reason
from argmap.record import known_keys
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pydantic_core import ErrorDetails

    from argmap.mapfile.reading import MapFile
    from argmap.mapfile.unquoted import Slip

ProblemKind = Literal["syntax", "schema", "duplicate key"]

_MODELS: dict[str, type[BaseModel]] = {
    "sources": Source,
    "questions": Question,
    "claims": Claim,
    "reasons": Reason,
    "caveats": Caveat,
}


class Problem(NamedTuple):
    """Something that keeps a file, or one record of it, from being a map.

    ``span`` is where it is in the map file, ``route`` the record it is about with positions
    counted in the file.
    """

    kind: ProblemKind
    message: str
    span: Span
    route: Route = ()
    help: str | None = None


class Builder:
    """Builds the map record by record, so that one broken record does not hide the others."""

    def __init__(self, file: MapFile, tree: Mapping, data: dict[str, Any]) -> None:
        self.file = file
        self.tree = tree
        self.data = data
        self.text = file.text
        self.syntax = file.syntax
        # JSON has no values without quotation marks that could end too early.
        self.unquoted = Unquoted(self.text) if self.syntax == "yaml" else None
        self.problems: list[Problem] = []
        self.broken_ids: set[str] = set()
        self.rows: dict[str, list[int]] = {}

    def build(self, problems: list[Problem]) -> None:
        """Put the map, and what is wrong besides the ``problems``, into the file."""
        kept = {section: self._records(section) for section in SECTIONS}
        if self.unquoted:
            known = known_keys(ArgumentMap)
            self._report(self.unquoted.slips_in(self.tree, known, may_be_empty=SECTIONS), ())
        head = {key: value for key, value in self.data.items() if key not in SECTIONS}
        try:
            valid = Head.model_validate(head)
        except ValidationError as error:
            self._explain(error, (), ArgumentMap)
            valid = Head()
        problems += self.problems
        problems.sort(key=lambda problem: problem.span)
        self.file.map = ArgumentMap.model_construct(**{**dict(valid), **kept})
        self.file.problems = tuple(problems)
        self.file.broken_ids = frozenset(self.broken_ids)
        self.file.rows = self.rows

    def _records(self, section: str) -> list[Any]:
        rows = self.rows[section] = []
        listed = self.data.get(section)
        if listed is None:
            return []
        if not isinstance(listed, list):
            entry = self.tree.entry(section)
            span = entry.key.span if entry else Span(0, 0)
            message = f"`{section}` must be a list of records"
            self.problems.append(
                Problem("schema", message, span, (section,), help="start each with a `-`")
            )
            return []
        kept = []
        model = _MODELS[section]
        entry = self.tree.entry(section)
        nodes = entry.value.items if entry and isinstance(entry.value, Sequence) else []
        for row, (data, node) in enumerate(zip(listed, nodes, strict=True)):
            slipped = self._slips(node, (section, row), model)
            record = None
            try:
                record = model.model_validate(data)
            except ValidationError as error:
                self._explain(error, (section, row), model, slipped)
            if record is None or slipped:
                if isinstance(data, dict) and data.get("id") is not None:
                    self.broken_ids.add(str(data["id"]))
                continue
            if isinstance(record, Source):
                record = record.named_in(self.file.folder, self.file.access)
            kept.append(record)
            rows.append(row)
        return kept

    def _slips(self, node: Node, base: Route, model: type[BaseModel]) -> set[Route]:
        """Report what YAML took away from the values of a record; return the routes of these."""
        return self._report(self.unquoted.slips(node, model), base) if self.unquoted else set()

    def _report(self, slips: Iterable[Slip], base: Route) -> set[Route]:
        routes = set()
        for slip in slips:
            routes.add(slip.route)
            self.problems.append(
                Problem("schema", slip.message, slip.span, (*base, *slip.route), help=slip.help)
            )
        return routes

    def _explain(
        self,
        error: ValidationError,
        base: Route,
        model: type[BaseModel],
        slipped: Collection[Route] = (),
    ) -> None:
        for detail in error.errors(include_url=False):
            location = detail["loc"]
            route = (*base, *location)
            if detail["type"] == "extra_forbidden":
                self._explain_key(detail, base, model)
                continue
            if slipped and (location == () or location in slipped):
                continue  # what follows from a value that is missing
            explained = explain(detail, model, location)
            span = place_of(*find_node(self.tree, route)[:2])
            self.problems.append(
                Problem("schema", explained.message, span, route, help=explained.help)
            )

    def _explain_key(self, detail: ErrorDetails, base: Route, model: type[BaseModel]) -> None:
        *steps, key = *base, *detail["loc"]
        owner = find_node(self.tree, tuple(steps))[0]
        comma, span = None, place_of(owner, None)
        if isinstance(owner, Mapping):
            if self.unquoted:
                if self.unquoted.is_part_of_run(owner, str(key)):
                    return  # reported with the key before it
                comma = self.unquoted.at_comma(owner, str(key))
            span = owner.entries[owner.rows(str(key))[0]].key.span
        record = self.data[str(base[0])][base[1]] if base else self.data
        explained = explain(detail, model, detail["loc"], at_comma=comma, id=record.get("id"))
        self.problems.append(
            Problem("schema", explained.message, span, (*steps, key), help=explained.help)
        )
