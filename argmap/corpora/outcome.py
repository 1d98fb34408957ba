"""What came of one document: a result, or the error that stops no other document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

from argmap.errors import ArgmapError
from argmap.limits import beyond_limits, defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.corpora.item import Item

Result = TypeVar("Result")
Further = ParamSpec("Further")


class Outcome(NamedTuple, Generic[Result]):
    """What came of one document: its ``name``, and either a ``result`` or an ``error``."""

    name: str
    result: Result | None = None
    error: ArgmapError | None = None

    @property
    def failure(self) -> ArgmapError:
        """The error of a document that has one."""
        if self.error is None:
            message = f"{self.name} has no error"
            raise AttributeError(message)
        return self.error


def attempted(
    work: Callable[Concatenate[Item, Further], Result],
    item: Item,
    /,
    *further: Further.args,
    **named: Further.kwargs,
) -> Outcome[Result]:
    """Do something to one document, and return what came of it; its error names the document.

    An ArgmapError is such an error. So is a document that is beyond what the computer or Python
    can hold, and one that meets a defect of argmap: it must not stop ten thousand others.
    """
    try:
        return Outcome(item.name, work(item, *further, **named))
    except ArgmapError as error:
        name = "<stdin>" if item.name == "-" else item.name
        if error.where is None:
            error.where = name
        elif not error.where.startswith(name):  # what the document names, such as a source
            error.where = f"{name}: {error.where}"
        return Outcome(item.name, error=error)
    except (MemoryError, RecursionError) as error:
        why = beyond_limits(error)
    except Exception as error:  # noqa: BLE001 -- as said
        why = defect(error)
    return Outcome(item.name, error=ArgmapError(why.what, where=item.name, help=why.help))
