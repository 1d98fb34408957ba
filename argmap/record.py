"""A record of a map: it has no keys but its own, a null key says nothing, and its schema says so.

Pydantic's models are here for all that the map is made of: the map, its sources and statements.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from argmap.errors import FrozenError
from argmap.text import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Self

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Schema = dict[str, Any]

if TYPE_CHECKING:
    # What a call takes is said by each record, to type checkers.
    from pydantic._internal._model_construction import ModelMetaclass

    RecordType = ModelMetaclass
else:

    class RecordType(type(BaseModel)):
        """Adds to what pydantic says of a call what was probably meant."""

        def __call__(cls, *args: object, **fields: object) -> Record:
            """Make a record."""
            try:
                return super().__call__(*args, **fields)
            except ValidationError as error:
                for each in error.errors(include_url=False, include_context=False):
                    if each["type"] == "extra_forbidden" and len(each["loc"]) == 1:
                        key, id = str(each["loc"][0]), fields.get("id")
                        error.add_note(advice_on_key(cls, key, each["input"], id))
                raise


class Record(BaseModel, metaclass=RecordType):
    """A part of a map with keys of its own; a key that is null is the same as none."""

    # With a least length, even of 0, pydantic refuses lone surrogates, which no file can hold.
    # Building a validator takes milliseconds, so each waits until it is needed.
    model_config = ConfigDict(extra="forbid", str_min_length=0, defer_build=True)

    shorthand: ClassVar[tuple[str, ...]] = ()
    """Further keys that may be given, each of which is short for others."""
    how_to_change: ClassVar[str] = "make a changed copy of it: `model_copy(update=…)`"
    """What to do instead of setting a field of a record that never changes."""

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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed, shorthand included.

        Raises pydantic's ValidationError unless the copy is well formed.
        """
        return super().model_copy(update=self._valid(update) if update else None, deep=deep)

    def _valid(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that changes set, as they are validated in this record."""
        own = {name: self.__dict__[name] for name in type(self).model_fields}
        full = self._changes_in_full(dict(changes))
        valid = type(self).model_validate(own | full)
        return {name: valid.__dict__[name] for name in full}

    def _changes_in_full(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Return changes of this record with their shorthand written in full."""
        return changes

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        """Yield what is not as it is by default, long texts cut short."""
        for name, field in type(self).model_fields.items():
            value = self.__dict__.get(name)
            if value != field.get_default(call_default_factory=True, validated_data={}):
                yield name, shortened(value) if isinstance(value, str) else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name in type(self).model_fields:
            self._refuse_if_frozen(name)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        if name in type(self).model_fields:
            self._refuse_if_frozen(name)
        super().__delattr__(name)

    def _refuse_if_frozen(self, name: str) -> None:
        if self.model_config.get("frozen"):
            what = f"`{name}` of {self!r} cannot be changed in place"
            raise FrozenError(what, help=self.how_to_change)

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


def name_of(model: type[BaseModel]) -> str:
    """Return what a record of a model is called.

    >>> name_of(Record)
    'record'
    """
    name = kind_of(model).__name__.lower()
    return "map" if name == "argumentmap" else name


def advice_on_key(model: type[BaseModel], key: str, value: object = None, id: object = None) -> str:
    """Return what to do about a key that records of a model do not have.

    ``value`` is what the key holds, and ``id`` the id of the record that has it.

    >>> advice_on_key(Record, "quote")
    'a record has no keys'
    """
    known = known_keys(model)
    if meant := what_was_meant(model, key, value, id):
        return meant
    if "meta" in known:
        return "put other keys under `meta`"
    return f"its keys are {', '.join(known)}" if known else f"a {name_of(model)} has no keys"


def what_was_meant(
    model: type[BaseModel], key: str, value: object = None, id: object = None
) -> str | None:
    """Return what was probably meant by a key that records of a model do not have, if anything.

    Otherwise as :func:`advice_on_key`.

    >>> what_was_meant(Record, "quote") is None
    True
    """
    from argmap.misnamed import advise  # noqa: PLC0415 -- only what is wrong needs it
    from argmap.nearest import nearest  # noqa: PLC0415

    known = known_keys(model)
    given_id = id if isinstance(id, str) else None
    if advice := advise(key, name_of(model), known, value=value, id=given_id):
        return advice
    near = nearest(key.strip().lower(), known)
    return f"did you mean `{near}`?" if near else None
