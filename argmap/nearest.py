"""What was probably meant by a name that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a name is most like; None if it is like none.

    >>> nearest("quot", ["quote", "span"])
    'quote'
    """
    from difflib import get_close_matches  # noqa: PLC0415 -- only what is wrong needs it

    return next(iter(get_close_matches(name, list(known), n=1)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return the question whether the nearest known name was meant; None if none is near.

    >>> did_you_mean("quot", ["quote", "span"])
    "did you mean 'quote'?"
    >>> did_you_mean("colour", ["quote", "span"]) is None
    True
    """
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else None
