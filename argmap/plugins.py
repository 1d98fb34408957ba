"""Formats and rules that other packages add, by entry points of Python packages.

https://packaging.python.org/en/latest/specifications/entry-points/

Looking for them reads the metadata of every package that is installed, so nobody looks before a
name is met that argmap does not have itself, or all names are listed.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmap.errors import ArgmapError, PluginError

if TYPE_CHECKING:
    from collections.abc import Callable

Group = Literal["argmap.formats", "argmap.rules"]


class Plugin(NamedTuple):
    """An entry point of a package: ``value`` says where what is called ``name`` is."""

    group: Group
    name: str
    value: str
    package: str

    def load(self) -> Any:
        """Return what the entry point leads to; raise PluginError if it cannot be read."""
        from importlib.metadata import EntryPoint  # noqa: PLC0415 -- few calls need a plug-in

        try:
            return EntryPoint(self.name, self.value, self.group).load()
        except (Exception, SystemExit) as error:
            raise self.error(f"cannot be loaded: {_in_words(error)}") from error

    def error(self, what: str, *, help: str | None = None) -> PluginError:
        """Return an error that says what is wrong with the plug-in, to be raised."""
        return PluginError(
            f"the entry point {self.name!r} ({self.group}) of the package {self.package!r} {what}",
            help=help or f"update or uninstall {self.package}",
        )

    def guarded(self, function: Callable[..., Any], kind: type) -> Callable[..., Any]:
        """Return a function of the plug-in that fails with PluginError, or gives a ``kind``."""

        @wraps(function)
        def call(*arguments: Any) -> Any:
            try:
                found = function(*arguments)
            except ArgmapError:
                raise
            except Exception as error:
                raise self.error(f"failed: {_in_words(error)}") from error
            if not isinstance(found, kind):
                raise self.error(f"gave {type(found).__name__}, not {kind.__name__}")
            return found

        return call


@cache
def plugins(group: Group) -> tuple[Plugin, ...]:
    """Return the entry points of a group, by name and package; none of them is loaded."""
    from importlib.metadata import entry_points  # noqa: PLC0415 -- as above

    found = {
        Plugin(group, one.name, one.value, one.dist.name if one.dist else "(unknown)")
        for one in entry_points(group=group)
    }
    return tuple(sorted(found, key=lambda one: (one.name, one.package)))


def clashing(plugin: Plugin) -> PluginError | None:
    """Return the error that several packages have entry points of one name, None if only one."""
    same = [one for one in plugins(plugin.group) if one.name == plugin.name]
    others = Counter(one.package for one in same)
    others.subtract([plugin.package])
    listed = ", ".join(repr(package) for package in others.elements())
    return (
        plugin.error(f"has the same name as one of {listed}: neither is used") if listed else None
    )


def _in_words(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
