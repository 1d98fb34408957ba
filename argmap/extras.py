"""Packages that only some calls need, and that pip brings only when it is asked to."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from argmap.errors import ExtraMissing


def imported(package: str, *, extra: str) -> Any:  # noqa: ANN401 -- whatever the package has
    """Return a package that is an extra of argmap.

    Raises ExtraMissing, with the command that brings it, where it is not installed. A package that
    is there and does not work says so itself.

    >>> imported("no_such_package", extra="pandas")
    Traceback (most recent call last):
    argmap.errors.ExtraMissing: no_such_package is not installed
    """
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise ExtraMissing(
            f"{package} is not installed", help=f"pip install 'argmap[{extra}]'"
        ) from error
