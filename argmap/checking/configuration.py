"""What a project wants to be checked: `[tool.argmap]` in pyproject.toml, or an argmap.toml."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.access import CONFIGURATIONS, Access, is_configuration
from argmap.checking.selection import unknown_selector
from argmap.errors import ConfigurationError, OutsideError, UsageError
from argmap.nearest import did_you_mean
from argmap.regularfile import read_regular_file
from argmap.text import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = ("select", "ignore", "per-file-ignores", "minimum-coverage")


class Configuration(NamedTuple):
    """Which rules a project wants, for which files.

    ``folder`` is the one that the patterns of ``per_file_ignores`` are relative to;
    ``minimum_coverage`` is the share of each source's sentences that statements have to cover.
    """

    folder: Path = Path()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    minimum_coverage: float | None = None

    def ignored_in(self, path: str | os.PathLike[str]) -> tuple[str, ...]:
        """Return the selectors that are ignored in one file by its name.

        A pattern such as ``drafts/*`` is held against the path from the configuration's folder,
        and against the name alone; ``*`` stands for any characters, ``/`` among them.

        >>> drafts = Configuration(per_file_ignores=(("drafts/*", ("AM3",)),))
        >>> drafts.ignored_in("drafts/talk.argmap.yaml"), drafts.ignored_in("talk.argmap.yaml")
        (('AM3',), ())
        """
        if not self.per_file_ignores:
            return ()
        from fnmatch import fnmatchcase  # noqa: PLC0415 -- few projects need it

        place = os.path.abspath(path)  # noqa: PTH100 -- resolve() would follow links
        relative = Path(os.path.relpath(place, self.folder)).as_posix()
        names = (relative, Path(place).name)
        return tuple(
            selector
            for pattern, selectors in self.per_file_ignores
            if any(fnmatchcase(name, pattern) for name in names)
            for selector in selectors
        )


class Configurations:
    """Finds the configuration of a map file, and reads each one once.

    It is the first argmap.toml, or pyproject.toml with a table ``[tool.argmap]``, in the folder of
    the map or in one above it. ``only`` names a file that counts for all maps instead, and
    ``is_used`` False leaves all of them unread; both together are a UsageError.
    """

    def __init__(self, *, only: str | os.PathLike[str] | None = None, is_used: bool = True) -> None:
        if only is not None and not is_used:
            raise UsageError(
                "`only` gives a configuration, and `is_used` is False",
                where=str(only),
                help="use either `--config` or `--no-config`",
            )
        self._only = _read(Path(only), is_named=True) if only is not None else None
        self._is_used = is_used
        self._known: dict[Path, Configuration] = {}

    @property
    def named(self) -> Configuration:
        """The configuration that counts for all maps, an empty one if none was named."""
        return self._only or Configuration()

    def of(self, folder: str | os.PathLike[str]) -> Configuration:
        """Return the configuration for the maps of a folder, an empty one if there is none.

        Raises ConfigurationError, with file, line and column, for one that makes no sense.
        """
        if self._only or not self._is_used:
            return self.named
        return self._above(Path(os.path.abspath(folder)))  # noqa: PTH100 -- as above

    def _above(self, folder: Path) -> Configuration:
        passed: list[Path] = []
        configuration = None
        for place in (folder, *folder.parents):
            configuration = self._known.get(place) or _in_folder(place)
            passed.append(place)
            if configuration:
                break
        return (
            self._known.setdefault(folder, configuration) if configuration else self._none(passed)
        )

    def _none(self, passed: list[Path]) -> Configuration:
        for folder in passed:
            self._known[folder] = Configuration()
        return self._known[passed[0]]


def _in_folder(folder: Path) -> Configuration | None:
    for name in CONFIGURATIONS:
        path = folder / name
        if path.is_file() and _is_inside(path) and (found := _read(path)):
            return found
    return None


def _is_inside(path: Path) -> bool:
    """Tell whether a configuration is in the project that it is for, and no link leads elsewhere.

    Raises ConfigurationError if it is not, unless it has nothing for argmap.
    """
    try:
        Access(str(path.parent)).check(path, named="configuration")
    except OutsideError as error:
        if not is_configuration(path):
            return False
        raise ConfigurationError(
            error.what,
            where=error.where,
            help="give another file with `--config`, or use `--no-config`",
        ) from error
    return True


def _read(path: Path, *, is_named: bool = False) -> Configuration | None:
    """Return the configuration in a file; None if a pyproject.toml has no part for argmap."""
    try:
        text = read_regular_file(path).decode()
    except (OSError, UnicodeDecodeError) as error:
        system_message = getattr(error, "strerror", None)
        reason = (
            f"{system_message[:1].lower()}{system_message[1:]}"
            if system_message
            else "it is not UTF-8"
        )
        raise ConfigurationError(
            f"the configuration cannot be read: {reason}",
            where=str(path),
            help=getattr(error, "help", None),
        ) from error
    is_project = path.name == "pyproject.toml"
    if is_project and "argmap" not in text and not is_named:
        return None
    from argmap.toml import BadToml, parse_toml  # noqa: PLC0415 -- few folders have a configuration

    try:
        data: Any = parse_toml(text)
    except BadToml as error:
        where = f"{path}:{error.position}" if error.position else str(path)
        raise ConfigurationError(f"this is not valid TOML: {error.reason}", where=where) from error
    reader = _Reader(path, text, "tool.argmap" if is_project else "")
    if is_project:
        data = reader.table_in_project(data, is_named=is_named)
    return None if data is None else reader.configuration(data)


class _Reader:
    """Turns what a TOML file says into a configuration, and says where it makes no sense."""

    def __init__(self, path: Path, text: str, table: str) -> None:
        self.path = path
        self.text = text
        self.table = table

    def table_in_project(self, data: dict[str, Any], *, is_named: bool) -> Any:
        """Return what a pyproject.toml has for argmap, None for nothing unless it was named."""
        tools = data.get("tool", {})
        if not isinstance(tools, dict):
            raise self._wrong("`tool` must be a table", "tool")
        if "argmap" not in tools and "argmap" in data:
            raise self._wrong(
                "a pyproject.toml cannot have a table `[argmap]`",
                "argmap",
                help="call it `[tool.argmap]`",
            )
        if "argmap" not in tools and is_named:
            raise ConfigurationError(
                "there is no table `[tool.argmap]` in this file", where=str(self.path)
            )
        return tools.get("argmap")

    def configuration(self, data: Any) -> Configuration:
        if not isinstance(data, dict):
            raise self._wrong("`tool.argmap` must be a table", self.table)
        for key in data:
            if key not in _KEYS:
                advice = did_you_mean(key, _KEYS) or f"its keys are {', '.join(_KEYS)}"
                if key == "tool" and not self.table:
                    advice = "only a pyproject.toml has `[tool.argmap]`: remove this header"
                raise self._wrong(f"the configuration has no key `{key}`", key, help=advice)
        per_file = data.get("per-file-ignores", {})
        if not isinstance(per_file, dict):
            raise self._wrong(
                "`per-file-ignores` must be a table of patterns and lists of rules",
                "per-file-ignores",
                help='such as `"drafts/*" = ["AM3"]`',
            )
        if not all(pattern.strip() for pattern in per_file):
            raise self._wrong(
                "a pattern of `per-file-ignores` is empty, so no file matches it",
                "per-file-ignores",
                help='such as `"drafts/*" = ["AM3"]`',
            )
        if data.get("select") == []:
            raise self._wrong(
                "`select` is empty", "select", help="list at least one rule, or remove the key"
            )
        return Configuration(
            Path(os.path.abspath(self.path)).parent,  # noqa: PTH100 -- as above
            tuple(self._selectors("select", data.get("select", []))),
            tuple(self._selectors("ignore", data.get("ignore", []))),
            tuple((glob, tuple(self._selectors(glob, rules))) for glob, rules in per_file.items()),
            self._share(data.get("minimum-coverage")),
        )

    def _selectors(self, key: str, given: Any) -> Iterator[str]:
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            what = f"`{key}` must be a list of rule codes or names"
            raise self._wrong(what, key, help=f'such as `{key} = ["AM1", "missing-quote"]`')
        for selector in given:
            if problem := unknown_selector(selector):
                raise self._wrong(problem.what, key, selector, help=problem.help)
            yield selector

    def _share(self, given: Any) -> float | None:
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        if given is not None and not (is_number and 0 <= given <= 1):
            raise self._wrong(
                "`minimum-coverage` must be between 0 and 1",
                "minimum-coverage",
                help="0.5 requires half of the sentences",
            )
        return None if given is None else float(given)

    def _wrong(
        self, what: str, key: str, value: str | None = None, *, help: str | None = None
    ) -> ConfigurationError:
        """Return the error, with the place of the key, or of the value that it holds."""
        start = 0
        if self.table and (
            table := re.search(rf"^\s*\[+\s*{self.table}\b", self.text, re.MULTILINE)
        ):
            start = table.start()
        pattern = rf"""^[ \t]*\[*[ \t]*(?:[\w.]+\.)?["']?({re.escape(key)})(?![\w-])"""
        match = re.compile(pattern, re.MULTILINE).search(self.text, start)
        place = match.start(1) if match else start
        if match and value is not None:
            quoted = re.compile(rf"""["']{re.escape(value)}["']""").search(self.text, match.end())
            place = quoted.start() if quoted else place
        return ConfigurationError(
            what, where=f"{self.path}:{Lines(self.text).position(place)}", help=help
        )
