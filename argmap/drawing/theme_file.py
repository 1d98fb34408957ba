"""Themes that people write: a TOML file with what is to differ from a theme of argmap.

::

    base = "dark"              # or another theme; light where it is left out
    body = 14

    [claim]
    accent = "#7fc4ff"
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from argmap.drawing.theme import LOOKS, THEMES, Theme, checked
from argmap.errors import UsageError
from argmap.nearest import did_you_mean
from argmap.regularfile import read_regular_file
from argmap.toml import BadToml, parse_toml

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable


def read_theme(path: str | os.PathLike[str]) -> Theme:
    """Return the theme in a TOML file, which is named after the file unless it has a ``name``.

    Raises UsageError, with the file and the key, if it cannot be read or is no theme.
    """
    try:
        values = parse_toml(read_regular_file(path).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"the theme cannot be read: {error.strerror or error}",
            where=str(path),
            help=getattr(error, "help", None),
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "the theme is not UTF-8", where=str(path), help="save it as text in UTF-8"
        ) from error
    except BadToml as error:
        where = f"{path}:{error.position}" if error.position else str(path)
        raise UsageError(f"the theme is not valid TOML: {error.reason}", where=where) from error
    try:
        return _changed({"name": Path(path).stem, **values})
    except UsageError as error:
        raise UsageError(error.what, where=str(path), help=error.help) from error


def _changed(values: dict[str, Any]) -> Theme:
    base = values.pop("base", "light")
    if not isinstance(base, str) or base not in THEMES:
        raise UsageError(f"unknown theme {base!r}", help=f"choose from {', '.join(THEMES)}")
    theme = THEMES[base]
    kinds = get_type_hints(Theme)
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key in LOOKS:
            tone = _values(key, value, {"accent": str, "tint": str})
            changes[key] = theme.tone(key)._replace(**tone)
        else:
            changes |= _values(None, {key: value}, kinds)
    return checked(theme._replace(**changes))


def _values(table: str | None, values: object, kinds: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a table if each is one that the theme has, and of its kind."""
    if not isinstance(values, dict):
        raise UsageError(f"{table} is not a table", help="write it as `[claim]` and `accent = …`")
    for key, value in values.items():
        name = f"{table}.{key}" if table else key
        if key not in kinds:
            raise UsageError(f"unknown theme key {name!r}", help=_nearest(key, kinds))
        allowed = {str: str, int: int, bool: bool}.get(kinds[key], (int, float))
        if isinstance(value, bool) != (allowed is bool) or not isinstance(value, allowed):
            names = {str: "text", int: "a whole number", bool: "true or false"}
            wanted = names.get(kinds[key], "a number")
            raise UsageError(f"{name} must be {wanted}, not {value!r}")
    return values


def _nearest(key: str, names: Iterable[str]) -> str:
    return did_you_mean(key, names) or f"the keys are {', '.join(names)}"
