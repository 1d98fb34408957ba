"""Which files may be read because a file names them: those of its project, and what is allowed.

A map, and any file that a map is made from, may come from a stranger. What it names is read only
if it is in the same project, or where the user allows it. Everybody asks here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import OutsideError
from argmap.regularfile import read_regular_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    Folders = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

CONFIGURATIONS = ("argmap.toml", "pyproject.toml")
"""The names of configuration files; a pyproject.toml is one if it has a table `[tool.argmap]`."""

_REPOSITORY = ".git"


class Access(NamedTuple):
    """What a file in ``folder`` may name: files of its project, and those in ``outside``.

    The project is the folder of the file, or the nearest one above it with an argmap.toml, a
    pyproject.toml with a table ``[tool.argmap]``, or a ``.git``. The home folder, the root of the
    file system and what is between them are never a project: a file there may name only the
    visible files next to it. Nothing in a ``.git`` is ever part of a project. Both are absolute.
    """

    folder: str
    outside: tuple[str, ...] = ()

    @classmethod
    def of(cls, folder: str | os.PathLike[str], allow_outside: Folders = ()) -> Access:
        """Return the access of files in a folder; both are taken from the working folder.

        >>> Access.of("/maps", "/texts/../corpus")
        Access(folder='/maps', outside=('/texts/../corpus',))
        """
        # Not letter by letter, of which the first may be `/`.
        if isinstance(allow_outside, str | os.PathLike):
            allow_outside = (allow_outside,)
        here = working_folder()
        return cls(_joined(here, folder), tuple(_joined(here, each) for each in allow_outside))

    def check(self, path: str | os.PathLike[str], *, named: str = "file") -> None:
        """Raise OutsideError if a file must not be read because a file of the folder names it.

        ``path`` is taken from the working folder, ``named`` is what the file is called. Links are
        followed, and a path that is allowed need not exist.
        """
        # A drive or share of another name is not even looked at: to look sends a password there.
        drives = {os.path.splitdrive(place)[0] for place in (self.folder, *self.outside)}
        try:
            absolute = _joined(working_folder(), path)
            if os.path.splitdrive(absolute)[0] in drives:
                place = os.path.realpath(absolute)
                if self._holds(place):
                    return
                absolute = place
        except ValueError:  # no file can have that name
            return
        raise OutsideError(
            f"the {named} is outside the project of the map, so it is not read",
            where=str(path),
            help="move it into the project, or allow its folder with "
            f"`--allow-outside {_shown(os.path.dirname(absolute))}` (`allow_outside` in Python)",  # noqa: PTH120 -- as text
        )

    def _holds(self, place: str) -> bool:
        folder = os.path.realpath(self.folder)
        if not is_in_repository(place):
            if _is_broad(folder):
                parent, name = os.path.split(place)
                if parent == folder and not name.startswith("."):
                    return True
            elif _is_in(place, folder) or _is_in(place, _project(folder)):
                return True
        return any(
            _is_in(place, allowed) and not is_in_repository(os.path.relpath(place, allowed))
            for allowed in map(os.path.realpath, self.outside)
        )


def check_inside(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> str:
    """Return where a path leads, from a folder on; raise OutsideError if that is not inside it.

    This is narrower than a project: links are followed, and nothing in a ``.git`` is inside.
    """
    root = os.path.realpath(folder)
    try:
        place = os.path.realpath(_joined(root, path))
        if _is_in(place, root) and not is_in_repository(os.path.relpath(place, root)):
            return place
    except ValueError:  # no file can have that name, or it is on another drive
        pass
    raise OutsideError(
        "the file is outside the folder that may be used",
        where=str(path),
        help="give a file in that folder, by its path from there",
    )


def working_folder() -> str:
    """Return the working folder, nothing if it was removed: paths lead nowhere until it changes."""
    try:
        return os.getcwd()  # noqa: PTH109 -- as text, and for every source of a map
    except OSError:
        return ""


def _joined(here: str, path: str | os.PathLike[str]) -> str:
    return os.path.join(here, path)  # noqa: PTH118 -- a Path would take longer


def _is_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def is_in_repository(place: str) -> bool:
    """Tell whether a path leads into what git keeps, however its file system writes that."""
    if _REPOSITORY not in (plain := place.casefold()) and plain.isascii() and "~" not in plain:
        return False
    names = plain.replace("\\", "/").split("/")
    # What is not printable is ignored by some file systems, and so are dots and spaces at the
    # end; `git~1` is the short name of `.git` on Windows.
    shown = ("".join(filter(str.isprintable, name)).rstrip(". ") for name in names)
    return any(name in (_REPOSITORY, "git~1") for name in shown)


def _is_broad(folder: str) -> bool:
    """Tell whether a folder holds the home folder, and so all that is its user's."""
    home = os.path.expanduser("~")  # noqa: PTH111 -- as text
    is_root = os.path.dirname(folder) == folder  # noqa: PTH120 -- as text
    return is_root or (home != "~" and _is_in(os.path.realpath(home), folder))


def _project(folder: str) -> str:
    """Return the project that a folder is in, itself if there is none."""
    place = folder
    while not _is_broad(place):
        if _has_mark(place):
            return place
        place = os.path.dirname(place)  # noqa: PTH120 -- as text
    return folder


def _has_mark(folder: str) -> bool:
    if os.path.lexists(_joined(folder, _REPOSITORY)):
        return True
    return any(is_configuration(_joined(folder, name)) for name in CONFIGURATIONS)


def is_configuration(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file of one of those names configures argmap, as far as it is understood."""
    if not os.path.isfile(path):  # noqa: PTH113 -- as text
        return False
    if os.path.basename(path) != "pyproject.toml":  # noqa: PTH119 -- as text
        return True
    try:
        text = read_regular_file(path).decode()
        if "argmap" not in text:
            return False
        from tomllib import loads  # noqa: PLC0415 -- most sources are in the folder of their map

        return "argmap" in loads(text).get("tool", {})
    except (OSError, ValueError, RecursionError, AttributeError, TypeError):
        return False


def _shown(folder: str) -> str:
    return f"'{folder}'" if " " in folder else folder
