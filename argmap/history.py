"""The text that a source had when its spans were made, as git has kept it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from threading import Timer
from typing import TYPE_CHECKING

from argmap.source import digest
from argmap.textfile import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from argmap.source import Source

_MOST_VERSIONS = 200
_LARGEST_VERSION = 64_000_000  # bytes
_SECONDS = 20.0  # for each of the two programs

# Nothing is fetched, nothing that the repository's configuration names is run, and no variable
# that git sets for its hooks leads to another repository.
_GIT = ("--no-pager", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
_SETTINGS = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

_CHANGED = re.compile(rb":\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]")


def old_text(source: Source) -> str | None:
    """Return the version of a source's text whose SHA-256 is the one that the source names.

    The newest 200 versions of its file in git are looked at, also those under an earlier name, and
    each with the line ends that a checkout may give it. Nothing is fetched from elsewhere. Returns
    None where no version has that SHA-256: because the source names none or is in no file, there
    is no git, no repository or only a part of its history, or the search took too long.

    The options are those of ``git log --follow --raw`` and ``git cat-file --batch``
    (https://git-scm.com/docs).

    >>> from argmap.source import Source
    >>> old_text(Source(id="note", text="Buses help.")) is None
    True
    """
    git = shutil.which("git")
    if git is None or source.path is None or source.sha256 is None:
        return None
    path = source.location.resolve()
    if not path.parent.is_dir():
        return None
    blobs = _blobs(git, path)
    for data in _contents(git, path.parent, blobs):
        for text in _texts(data, source.encoding):
            if digest(text) == source.sha256:
                return text
    return None


def _blobs(git: str, path: Path) -> list[bytes]:
    """Return the names under which git keeps the versions of a file, the newest first."""
    options = ("--follow", "--raw", "--no-abbrev", "--no-ext-diff", "--no-show-signature")
    limit = f"--max-count={_MOST_VERSIONS}"
    command = [git, *_GIT, "log", *options, limit, "--format=", "--", path.name]
    try:
        log = subprocess.run(  # noqa: S603 -- no shell, and the name is no option
            command,
            cwd=path.parent,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    found = (blob for before, after in _CHANGED.findall(log.stdout) for blob in (after, before))
    return list(dict.fromkeys(blob for blob in found if blob.strip(b"0")))


def _contents(git: str, folder: Path, blobs: list[bytes]) -> Iterator[bytes]:
    """Yield what is kept under each name, one after the other, as far as there is time."""
    if not blobs:
        return
    try:
        process = subprocess.Popen(  # noqa: S603 -- as above
            [git, *_GIT, "cat-file", "--batch"],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return
    timer = Timer(_SECONDS, process.kill)
    timer.start()
    try:
        for blob in blobs:
            data = _content(process, blob)
            if data is not None:
                yield data
    except OSError:  # it was too slow, and killed
        return
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _content(process: subprocess.Popen[bytes], blob: bytes) -> bytes | None:
    """Return what is kept under a name; None where it is no text that one would quote."""
    if process.stdin is None or process.stdout is None:
        return None
    process.stdin.write(blob + b"\n")
    process.stdin.flush()
    match process.stdout.readline().split():
        case [_, b"blob", size]:
            left = int(size)
        case _:  # not here: only a part of the history was cloned
            return None
    if left > _LARGEST_VERSION:
        while left > 0:
            left -= len(process.stdout.read(min(left, 1 << 20))) or left
        process.stdout.read(1)
        return None
    return process.stdout.read(left + 1)[:-1]


def _texts(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the text of a version, as git keeps it and with the line ends of a checkout."""
    try:
        text = decode(data, encoding)
    except (UnicodeDecodeError, LookupError):
        return
    yield text
    with_lf = text.replace("\r\n", "\n")
    if with_lf != text:
        yield with_lf
    with_crlf = with_lf.replace("\n", "\r\n")
    if with_crlf != text:
        yield with_crlf


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OTHER_REPOSITORY}
    return {**kept, **_SETTINGS}
