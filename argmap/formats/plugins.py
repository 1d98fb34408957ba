"""Formats that other packages add: read from the entry points ``argmap.formats``, and checked."""

from __future__ import annotations

import re
import warnings
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from argmap.errors import PluginError, PluginWarning
from argmap.formats.format import Codec, Format, Option, Syntax
from argmap.formats.registry import FORMATS
from argmap.model import ArgumentMap
from argmap.plugins import clashing, plugins

if TYPE_CHECKING:
    from argmap.plugins import Plugin

_GROUP = "argmap.formats"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@cache
def plugin_formats() -> tuple[Format, ...]:
    """Return the formats of other packages; warn of each that cannot be used, with the reason."""
    found = []
    for plugin in plugins(_GROUP):
        try:
            found.append(_loaded(plugin))
        except PluginError as error:
            warnings.warn(f"{error}; it is not used", PluginWarning, stacklevel=2)
    return tuple(found)


def plugin_format(name: str) -> Format | None:
    """Return the format of that name of another package, None if there is none.

    Raises PluginError if it cannot be used.
    """
    return next((_loaded(plugin) for plugin in plugins(_GROUP) if plugin.name == name), None)


@cache
def _loaded(plugin: Plugin) -> Format:
    if plugin.name in {format.name for format in FORMATS}:
        raise plugin.error(f"has the name of the built-in format {plugin.name!r}")
    if problem := clashing(plugin):
        raise problem
    format = plugin.load()
    if not isinstance(format, Format):
        raise plugin.error(f"refers to {type(format).__name__}, not to an argmap.formats.Format")
    if format.name != plugin.name or not _NAME.fullmatch(format.name):
        what = f"refers to a format named {format.name!r}"
        raise plugin.error(
            what, help="both must have the same name, in lower case, such as mind-map"
        )
    codec = _codec(plugin, format)
    if wrong := _wrong(format, codec):
        raise plugin.error(wrong)
    guarded = {
        name: plugin.guarded(function, kind)
        for name, kind in (("fits", object), ("load", ArgumentMap), ("dump", str))
        if (function := getattr(codec, name)) is not None
    }
    return format._replace(home=codec._replace(**guarded))


def _codec(plugin: Plugin, format: Format) -> Any:
    if not isinstance(format.home, str):
        return format.home
    module, _, name = format.home.partition(":")
    try:
        return getattr(import_module(module), name)
    except Exception as error:
        what = f"has a codec that cannot be loaded: {type(error).__name__}: {error}"
        raise plugin.error(what) from error


def _wrong(format: Format, codec: object) -> str | None:
    """Return what is wrong with a format, None if nothing is; its fields may be of any type."""
    if not isinstance(codec, Codec):
        return f"has {type(codec).__name__} for its codec, not an argmap.formats.Codec"
    suffixes: Any = format.suffixes
    are_texts = isinstance(suffixes, tuple) and all(isinstance(one, str) for one in suffixes)
    wrong = {
        "has no suffixes in lower case, such as ('.mind',)": not are_texts
        or not suffixes
        or not all(one.startswith(".") and one == one.lower() for one in suffixes),
        f"has a syntax that is not one of {', '.join(get_args(Syntax))}": format.syntax
        not in get_args(Syntax),
        "says that it reads, but has no `load`": format.reads and codec.load is None,
        "says that it writes, but has no `dump`": format.writes and codec.dump is None,
        "has options that are not of the type argmap.formats.Option": not all(
            isinstance(option, Option) for option in codec.options
        ),
    }
    return next((what for what, is_so in wrong.items() if is_so), None)
