"""Where a git repository keeps its objects and which commit is checked out, read without git.

Git is not asked because it would read the repository's configuration, which can name programs to
run, files to include and servers to fetch from. The files read here hold only names.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.regularfile import read_regular_file

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_REFERENCE = re.compile(r"refs(/(?!\.)[^/\\:\0]+)+")
_MOST_STEPS = 5  # as git follows a reference to a reference


class Repository(NamedTuple):
    """A repository: the top of its work tree, its objects, and the commit that is checked out.

    ``commit`` is None if there is none yet or ``has_reftable`` is true: then references are in the
    format *reftable*, which is not read here. ``shallow`` is the file that names the commits at
    which a part of a history begins.
    """

    top: Path
    objects: Path
    commit: str | None
    shallow: Path | None
    has_reftable: bool


def find_repository(folder: Path) -> Repository | None:
    """Return the repository in whose work tree a folder is, None if it is in none.

    Looks for a ``.git`` in the folder and those above it, below those that the variable
    GIT_CEILING_DIRECTORIES names. A folder that itself looks like a repository, without a
    ``.git``, is none: such folders are how harmful ones are passed on.

    Source: https://git-scm.com/docs/gitrepository-layout
    """
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    for top in (folder, *folder.parents):
        if top != folder and str(top) in ceilings:
            return None
        git_folder = _git_folder(top)
        if git_folder is not None:
            return _repository(top, git_folder)
    return None


def _git_folder(top: Path) -> Path | None:
    """Return the folder with the HEAD of a work tree, None if this is not the top of one."""
    place = top / ".git"
    content = _read(place)  # a file, in a linked work tree or a submodule
    if content is not None:
        if not content.startswith(b"gitdir: "):
            return None
        place = top / os.fsdecode(content.removeprefix(b"gitdir: ").rstrip(b"\r\n"))
    return place if _read(place / "HEAD") is not None else None


def _repository(top: Path, git_folder: Path) -> Repository | None:
    content = _read(git_folder / "commondir")
    common = git_folder if content is None else git_folder / os.fsdecode(content.rstrip(b"\r\n"))
    objects = common / "objects"
    if not objects.is_dir():
        return None
    shallow = common / "shallow"
    return Repository(
        top,
        objects.absolute(),
        _commit(git_folder, common),
        None if _read(shallow) is None else shallow.absolute(),
        (common / "reftable").is_dir(),
    )


def _commit(git_folder: Path, common: Path) -> str | None:
    """Return the name of the commit that HEAD leads to."""
    reference = "HEAD"
    for _ in range(_MOST_STEPS):
        content = _read(git_folder / reference) or _read(common / reference)
        content = _packed(common, reference) if content is None else content.strip()
        if _NAME.fullmatch(content):
            return content.decode()
        reference = os.fsdecode(content.removeprefix(b"ref:").strip())
        if not content.startswith(b"ref:") or not _REFERENCE.fullmatch(reference):
            return None
    return None


def _packed(common: Path, reference: str) -> bytes:
    """Return what the file of all references that seldom change says of one; nothing if nothing."""
    listed = _read(common / "packed-refs") or b""
    name = re.escape(os.fsencode(reference))
    found = re.search(rb"^([0-9a-f]{40,64}) " + name + rb"\r?$", listed, re.MULTILINE)
    return found[1] if found else b""


def _read(path: Path) -> bytes | None:
    """Return the bytes of a regular file, None if there is none such."""
    try:
        return read_regular_file(path)
    except (OSError, ValueError):
        return None
