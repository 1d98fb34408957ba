"""A record of a map: it has no keys but its own, a null key says nothing, and its schema says so.

Pydantic's models are here for all that the map is made of: the map, its sources and statements.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Schema = dict[str, Any]


class Record(BaseModel):
    """A part of a map with keys of its own; a key that is null is the same as none."""

    # With a least length, even of 0, pydantic refuses lone surrogates, which no file can hold.
    # Building a validator takes milliseconds, so each waits until it is needed.
    model_config = ConfigDict(extra="forbid", str_min_length=0, defer_build=True)

    shorthand: ClassVar[tuple[str, ...]] = ()
    """Further keys that may be given, each of which is short for others."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        for value in data.values():
            if value is None:
                data = _without_nulls(data, known_keys(cls))
                break
        return cls._spelt_out(data)

    @classmethod
    def _spelt_out(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Return what was given with its shorthand written in full."""
        return data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        from argmap.describing import describe  # noqa: PLC0415 -- only schemas need it

        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        describe(schema, cls, kind_of(cls))
        cls._complete_schema(schema)
        return reference

    @classmethod
    def _complete_schema(cls, schema: Schema) -> None:
        """Say in the schema what the annotations of the fields do not."""


def _without_nulls(data: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None or key not in known}


def kind_of(model: type[BaseModel]) -> type[Record]:
    """Return the record of argmap's that a model is, or that it was derived from."""
    return next(
        one
        for one in model.__mro__
        if issubclass(one, Record) and one.__module__.partition(".")[0] == "argmap"
    )


@cache
def known_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a record of a model may have in a file, shorthand included.

    >>> known_keys(Record)
    ()
    """
    kind = kind_of(model)
    return (*kind.model_fields, *kind.shorthand)
