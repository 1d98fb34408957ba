"""A folder of maps that somebody means harm with; `python -m tests.hostile FOLDER` makes one.

::

    FOLDER/
      outside/secret.txt          what no map may reach
      home/                       the home folder, which has a `.git` of its own
        beside.txt, .ssh/key, outright.argmap.yaml, …
        notes/                    maps in a folder of the home folder, in no project
        project/                  a project, by its `.git`
          .git/config, texts/text.txt
          maps/                   a map for each thing that it tries
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SECRET = "s3cret"  # noqa: S105 -- it opens nothing
TEXT = "Buses help. They carry many people."
_MAP = """\
argmap: 1
sources:
  - {{id: text, path: {path}, encoding: {encoding}}}
claims:
  - {{id: help, quote: Buses help, span: [0, 10]}}
reasons:
  - {{id: many, supports: help, quote: They carry many, span: [12, 27]}}
"""


class Attempt(NamedTuple):
    """A map, what its source names, and the finding it gets: None if it may be read."""

    name: str
    path: str
    code: str | None
    folder: str = "home/project/maps"
    encoding: str = "utf-8"

    def file(self, folder: Path) -> Path:
        """Return the map in the hostile folder."""
        return folder / self.folder / f"{self.name}.argmap.yaml"


OUTSIDE = (
    Attempt("passwd", "/etc/passwd", "AM108"),
    Attempt("environment", "/proc/self/environ", "AM108"),
    Attempt("up", "../../../outside/secret.txt", "AM108"),
    Attempt("up-and-down", "../maps/../../../outside/secret.txt", "AM108"),
    Attempt("missing", "../../../outside/no-such-file.txt", "AM108"),
    Attempt("link", "link.txt", "AM108"),
    Attempt("linked-folder", "linked/secret.txt", "AM108"),
    Attempt("link-to-link", "again.txt", "AM108"),
    Attempt("git", "../.git/config", "AM108"),
    Attempt("git-itself", "../.git", "AM108"),
    Attempt("git-in-capitals", "../.GIT/config", "AM108"),
    Attempt("link-to-git", "git.txt", "AM108"),
    Attempt("zero", "/dev/zero", "AM108"),
    Attempt("link-to-zero", "zero.txt", "AM108"),
    Attempt("input", "/dev/stdin", "AM108"),
    Attempt("key", "../.ssh/key", "AM108", "home/notes"),
    Attempt("neighbour", "../project/texts/text.txt", "AM108", "home/notes"),
    Attempt("hidden", ".ssh/key", "AM108", "home"),
    Attempt("hidden-file", ".hidden", "AM108", "home"),
    Attempt("below-home", "project/texts/text.txt", "AM108", "home"),
)
UNFIT = (
    Attempt("pipe", "pipe.txt", "AM102"),
    Attempt("socket", "socket", "AM102"),
    Attempt("folder", "../texts", "AM102"),
    Attempt("loop", "loop.txt", "AM102"),
    Attempt("no-name", r'"a\0b"', "AM102"),
    Attempt("tilde", "~/.ssh/key", "AM101"),
    *(
        Attempt(encoding, "../texts/text.txt", "AM102", encoding=encoding)
        for encoding in (
            "punycode", "idna", "unicode_escape", "raw-unicode-escape", "rot13", "base64", "hex",
            "zip", "undefined", "charmap", "mbcs",
        )
    ),
)  # fmt: skip
HARMLESS = (
    Attempt("inside", "../texts/text.txt", None),
    Attempt("next-to-it", "beside.txt", None, "home"),
    Attempt("link-inside", "inside.txt", None),
    Attempt("git-in-name", "../texts/digital.github.txt", None),
)
ATTEMPTS = (*OUTSIDE, *UNFIT, *HARMLESS)


def make_hostile_folder(folder: Path) -> Path:
    """Write the folder, and return it; it needs a system with links and pipes."""
    home, project = folder / "home", folder / "home" / "project"
    for place in (
        folder / "outside",
        home / ".git",
        home / ".ssh",
        home / "notes",
        project / ".git",
        project / "texts",
        project / "maps",
    ):
        place.mkdir(parents=True)
    for secret in (
        folder / "outside" / "secret.txt",
        home / ".ssh" / "key",
        home / ".hidden",
        project / ".git" / "config",
    ):
        secret.write_text(f"Buses help. {SECRET} {secret.name}", encoding="utf-8")
    for text in ("home/beside.txt", "project/texts/text.txt", "project/texts/digital.github.txt"):
        (home.parent / text if text.startswith("home") else home / text).write_text(TEXT)
    maps = project / "maps"
    links = {
        "link.txt": folder / "outside" / "secret.txt",
        "linked": folder / "outside",
        "again.txt": "link.txt",
        "git.txt": "../.git/config",
        "zero.txt": "/dev/zero",
        "loop.txt": "loop.txt",
        "inside.txt": "../texts/text.txt",
    }
    for name, target in links.items():
        (maps / name).symlink_to(target)
    os.mkfifo(maps / "pipe.txt")
    here = Path.cwd()
    os.chdir(maps)  # the name of a socket has to be short
    with suppress(OSError), socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
    os.chdir(here)
    for attempt in ATTEMPTS:
        text = _MAP.format(path=attempt.path, encoding=attempt.encoding)
        attempt.file(folder).write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    make_hostile_folder(Path(sys.argv[1]))
