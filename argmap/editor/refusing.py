"""Why a gesture is refused, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import ArgmapError
from argmap.mapfile.explaining import explain
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_MODELS: dict[str, type[BaseModel]] = {
    model.__name__: model for model in (ArgumentMap, Anchor, Question, Claim, Reason, Caveat)
}


class Refusal(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    help: str | None = None


def refusal_of(error: ArgmapError | ValidationError) -> Refusal:
    """Return why something could not be done."""
    if isinstance(error, ArgmapError):
        where = f"{error.where}: " if error.where else ""
        return Refusal(f"{where}{error.what}", error.help)
    first = error.errors(include_url=False)[0]
    explained = explain(first, _MODELS.get(error.title, Claim), first["loc"])
    return Refusal(explained.message, explained.help)
