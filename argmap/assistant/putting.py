"""Statements as an assistant gives them, and a map with them in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argmap.errors import UsageError
from argmap.mapfile.explaining import explain
from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from argmap.source import Source

_MODELS: dict[str, type[Statement]] = {
    "question": Question,
    "claim": Claim,
    "reason": Reason,
    "caveat": Caveat,
}
Ids = Annotated[list[str], Field(default_factory=list)]


class Put(BaseModel):
    """A statement to write into a map."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["question", "claim", "reason", "caveat"]
    id: str = Field(description="A short name, its words joined by hyphens.")
    quote: str | None = Field(
        default=None,
        description="The exact words of the source; ` … ` marks words left out in a sentence.",
    )
    source: str | None = Field(default=None, description="The file that the quote is from.")
    text: str | None = Field(
        default=None, description="The statement in your words, if not as quoted."
    )
    implicit: bool = Field(default=False, description="True if it is not stated in any source.")
    supports: Ids = Field(default_factory=list)
    limits: Ids = Field(default_factory=list)
    rebuts: Ids = Field(default_factory=list)
    undercuts: list[str] = Field(
        default_factory=list, description="Links, such as `reason -> claim`."
    )
    answers: Ids = Field(default_factory=list)
    restates: Ids = Field(default_factory=list)


def with_statements(
    map: ArgumentMap, statements: Sequence[Put], read: Callable[[str], Source]
) -> ArgumentMap:
    """Return a map with statements added, those with a known id in place of the old ones.

    ``read`` returns the source of a name. Raises UsageError with all that is not well formed.
    """
    sources = list(map.sources)
    sections: dict[str, list[Any]] = {
        f"{kind}s": list(getattr(map, f"{kind}s")) for kind in _MODELS
    }
    kinds = {statement.id: statement.kind for statement in map.statements}
    wrong: list[str] = []
    for put in statements:
        if kinds.setdefault(put.id, put.kind) != put.kind:
            wrong.append(f"- {put.id!r} is a {kinds[put.id]} in the map; use another id")
            continue
        try:
            statement = _statement(put, _source_id(put, sources, read))
        except ValidationError as error:
            model = _MODELS[put.kind]
            wrong += [
                f"- {put.kind} {put.id!r}: {explain(detail, model, detail['loc']).message}"
                for detail in error.errors(include_url=False)
            ]
            continue
        section = sections[f"{put.kind}s"]
        place = next((n for n, old in enumerate(section) if old.id == put.id), len(section))
        section[place : place + 1] = [statement]
    if wrong:
        raise UsageError("nothing was written:\n" + "\n".join(wrong))
    return map.model_copy(update={**sections, "sources": sources})


def _source_id(put: Put, sources: list[Source], read: Callable[[str], Source]) -> str | None:
    """Return the id of the source that a statement quotes, which is added if it is not there."""
    if put.source is None:
        return None
    source = read(put.source)
    place = os.path.realpath(source.location)
    for known in sources:
        if known.path is not None and os.path.realpath(known.location) == place:
            return known.id
    ids = {known.id for known in sources}
    id = next(
        id
        for number in range(1, len(ids) + 2)
        if (id := source.id if number == 1 else f"{source.id}-{number}") not in ids
    )
    sources.append(source.model_copy(update={"id": id}))
    return id


def _statement(put: Put, source: str | None) -> Statement:
    given = put.model_dump(exclude={"kind", "source"}, exclude_defaults=True)
    given = {name: value for name, value in given.items() if value not in (None, [], False, "")}
    if "quote" in given and source is not None:
        given["source"] = source
    return _MODELS[put.kind].model_validate(given)
