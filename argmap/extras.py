"""Packages that only some calls need, and that pip brings only when it is asked to."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from argmap.errors import ExtraMissing


def imported(package: str, *, extra: str) -> Any:
    """Return a package that is an extra of argmap.

    Raises ExtraMissing, with the command that brings it, where it is not installed. A package that
    is there and does not work says so itself.

    >>> try:
    ...     imported("no_such_package", extra="pandas")
    ... except ExtraMissing as missing:
    ...     print(missing)
    no_such_package is not installed: pip install 'argmap[pandas]'
    """
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        # The command is in the message too: a notebook, where most of this is met, shows no help.
        command = f"pip install 'argmap[{extra}]'"
        raise ExtraMissing(f"{package} is not installed: {command}", help=command) from error
