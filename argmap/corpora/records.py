"""Results as JSON: named tuples and errors, which JSON does not tell from lists and objects.

Pickle would do the same for any class, and run whatever a file says; here only the classes that
the caller names are ever made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotKept(Exception):
    """A value cannot be written as JSON here, or was not written by this module."""


def stored(value: object, kinds: Iterable[type]) -> Any:
    """Return a value as JSON can hold it; raise NotKept if a part of it is of no known class.

    ``kinds`` are the classes of named tuples and errors that may occur.

    >>> from argmap.text import Span
    >>> stored((Span(0, 4), None), [Span])
    {'tuple': [{'Span': [0, 4]}, None]}
    """
    names = {kind: kind.__name__ for kind in kinds}

    def inner(one: object) -> Any:
        if one is None or isinstance(one, str | int | float):
            return one
        if isinstance(one, list):
            return [inner(each) for each in one]
        if isinstance(one, dict):
            return {"dict": [[inner(key), inner(each)] for key, each in one.items()]}
        if type(one) is tuple:
            return {"tuple": [inner(each) for each in one]}
        name = names.get(type(one))
        if name is None:
            raise NotKept(type(one).__name__)
        if isinstance(one, ArgmapError):
            return {name: [inner(one.args), inner(one.__dict__)]}
        if isinstance(one, tuple):
            return {name: [inner(each) for each in one]}
        raise NotKept(name)

    return inner(value)


def restored(value: Any, kinds: Iterable[type]) -> Any:
    """Return the value that was stored; raise NotKept if it was not, or is None.

    >>> from argmap.text import Span
    >>> restored({"tuple": [{"Span": [0, 4]}, None]}, [Span])
    (Span(start=0, end=4), None)
    """
    classes: dict[str, type] = {kind.__name__: kind for kind in kinds}

    def inner(one: Any) -> Any:
        if isinstance(one, list):
            return [inner(each) for each in one]
        if not isinstance(one, dict):
            return one
        ((name, parts),) = one.items()
        if name == "dict":
            return {inner(key): inner(each) for key, each in parts}
        listed = [inner(each) for each in parts]
        if name == "tuple":
            return tuple(listed)
        kind = classes[name]
        if issubclass(kind, ArgmapError):
            args, state = listed
            error = kind.__new__(kind, *args)
            error.args = args
            error.__dict__.update(state)
            return error
        return kind(*listed)

    if value is None:
        raise NotKept("None")
    try:
        return inner(value)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotKept(str(error)) from error
