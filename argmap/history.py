"""The text that a source had when its spans were made, as git has kept it."""

from __future__ import annotations

import os
import re
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import HistoryWarning
from argmap.source import digest
from argmap.textfile import decode

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator

    from argmap.repository import Repository
    from argmap.source import Source

_SECONDS = 20.0
_MOST_VERSIONS = 200
_LARGEST_VERSION = 64_000_000  # bytes
_MOST_KEPT = 16  # texts, for whoever asks for the same ones again

# Git works in a repository of our own making, which has only the objects of the other one:
# no configuration, no hooks and no attributes that anybody else has written.
_CONFIGURATION = """\
[core]
    bare = true
    precomposeUnicode = true
    bigFileThreshold = 64m
    repositoryFormatVersion = """
_SHA_1 = f"{_CONFIGURATION}0\n"
_SHA_256 = f"{_CONFIGURATION}1\n[extensions]\n    objectFormat = sha256\n"
_SETTINGS = {
    # Should git find an address all the same, no way of reaching it is allowed.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # Neither the user's habits nor the system's change what is printed.
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# All other variables of git are left out: in a hook they lead to another repository.
_KEPT = "GIT_EXEC_PATH"
_LOG = (
    "--follow", "--raw", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-textconv",
    "--no-show-signature", "--no-mailmap", f"--max-count={_MOST_VERSIONS}", "--format=",
)  # fmt: skip
_CHANGED = re.compile(rb":\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]")

_PREFIX = "argmap-git-"
_LEFT_AFTER = 3600.0  # seconds; no run asks git for so long


class History:
    """What git has kept of sources; one time limit for all that it is asked.

    ``seconds`` is how long git may work in all. Once that is over, it is not asked again.
    """

    def __init__(self, *, seconds: float = _SECONDS) -> None:
        self._limit = self._left = seconds
        self._known: dict[tuple[str, str | None, str], str | None] = {}
        self._has_warned = False

    def text_of(self, source: Source) -> str | None:
        """Return the version of a source's text whose SHA-256 is the one that the source names.

        The newest 200 versions of its file in git are looked at, also those under an earlier name,
        and each with the line ends that a checkout may give it. Nothing is fetched from elsewhere,
        and nothing that the repository's configuration says is read. Returns None if no version
        has that SHA-256: because the source names none or is in no file, or there is no git, no
        repository or only a part of its history. Issues a HistoryWarning, once, if time is up or
        the repository has a format that argmap does not read.

        The options are those of ``git log --follow --raw`` and ``git cat-file --batch``
        (https://git-scm.com/docs).

        >>> from argmap.source import Source
        >>> History().text_of(Source(id="note", text="Buses help.")) is None
        True
        """
        if source.path is None or source.sha256 is None:
            return None
        key = (str(source.location), source.sha256, source.encoding)
        if key not in self._known:
            text = self._find(source)
            while len(self._known) >= _MOST_KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[key] = text
        return self._known[key]

    def _find(self, source: Source) -> str | None:
        from argmap.programs import find_program  # noqa: PLC0415 -- only for changed sources
        from argmap.repository import find_repository  # noqa: PLC0415 -- as above

        git = find_program("git")
        path = source.location.resolve()
        repository = find_repository(path.parent) if path.parent.is_dir() else None
        if git is None or repository is None or self._left <= 0:
            return None
        if repository.commit is None:
            if repository.has_reftable:
                self._warn(
                    f"{repository.top}: argmap does not read references in the format reftable, so "
                    "the earlier text of changed sources was not looked up in git"
                )
            return None
        name = path.relative_to(repository.top).as_posix()
        try:
            return self._find_among(git, repository, name, source)
        except TimeoutError:
            self._left = 0.0
            self._warn(
                f"git was stopped after {self._limit:g} seconds, so the earlier text of some "
                "sources is missing; give it with `--old`"
            )
        except OSError:
            return None
        return None

    def _find_among(
        self, git: str, repository: Repository, name: str, source: Source
    ) -> str | None:
        from tempfile import TemporaryDirectory  # noqa: PLC0415 -- only for changed sources

        _clear_temporary_folders()
        with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
            work = _Work.over(repository, git, folder)
            start = time.monotonic()
            try:
                blobs = work.blobs(repository, name, self._left)
                left = self._left - (time.monotonic() - start)
                for data in work.contents(blobs, left):
                    for text in _texts(data, source.encoding):
                        if digest(text) == source.sha256:
                            return text
            finally:
                self._left -= time.monotonic() - start
        return None

    def _warn(self, message: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            warnings.warn(HistoryWarning(message), stacklevel=4)


_of_run: dict[str, History] = {}
"""What git is asked with in the run that this process works for, by the id of the run."""


def begin_run(id: str) -> None:
    """Ask git anew, within a new time limit, if this is another run than before.

    A worker of a cluster works for many runs, between which there may be new commits.
    """
    if id not in _of_run:
        _of_run.clear()
        _of_run[id] = History()


def history_of_run() -> History:
    """Return what this process asks git with: the time limit is one for all maps of a run."""
    if not _of_run:
        begin_run("")
    return next(iter(_of_run.values()))


def shared_history(git: History | bool) -> History | None:  # noqa: FBT001 -- a History or whether
    """Return the History to ask: the one given, a new one for True, None for False.

    >>> shared_history(False) is None
    True
    """
    if isinstance(git, History):
        return git
    return History() if git else None


class _Work(NamedTuple):
    """A repository of our own over the objects of another one, for git to work in."""

    git: str
    folder: str
    environment: dict[str, str]

    @classmethod
    def over(cls, repository: Repository, git: str, folder: str) -> _Work:
        """Make one in an empty folder."""
        is_sha256 = len(repository.commit or "") == 64  # noqa: PLR2004 -- in hexadecimal
        own = Path(folder)
        (own / "refs").mkdir()
        (own / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")
        (own / "config").write_text(_SHA_256 if is_sha256 else _SHA_1, encoding="utf-8")
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.upper().startswith("GIT_") or name.upper() == _KEPT
        }
        environment |= {**_SETTINGS, "GIT_DIR": folder}
        environment["GIT_OBJECT_DIRECTORY"] = str(repository.objects)
        if repository.shallow:
            environment["GIT_SHALLOW_FILE"] = str(repository.shallow)
        return cls(git, folder, environment)

    def blobs(self, repository: Repository, name: str, seconds: float) -> list[bytes]:
        """Return the names under which git keeps the versions of a file, the newest first.

        Raises TimeoutError if that takes longer.
        """
        import subprocess  # noqa: PLC0415 -- only for changed sources

        try:
            log = subprocess.run(  # noqa: S603 -- no shell, and the name is no option
                [self.git, "--no-pager", "log", *_LOG, str(repository.commit), "--", name],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
        found = (blob for before, after in _CHANGED.findall(log.stdout) for blob in (after, before))
        return list(dict.fromkeys(blob for blob in found if blob.strip(b"0")))

    def contents(self, blobs: Iterable[bytes], seconds: float) -> Iterator[bytes]:
        """Yield what is kept under each name; raise TimeoutError if all of it takes longer."""
        import subprocess  # noqa: PLC0415 -- as above
        from threading import Event, Timer  # noqa: PLC0415 -- as above

        process = subprocess.Popen(  # noqa: S603 -- as above
            [self.git, "--no-pager", "cat-file", "--batch"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        is_late = Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        timer = Timer(max(seconds, 0.0), stop)
        timer.start()
        try:
            for blob in blobs:
                data = _content(process, blob)
                if data is not None:
                    yield data
                if is_late.is_set():
                    raise TimeoutError
        except BrokenPipeError as error:  # it has ended before us
            if is_late.is_set():
                raise TimeoutError from error
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


def _clear_temporary_folders() -> None:
    """Remove the repositories of our own that killed runs have left behind."""
    import shutil  # noqa: PLC0415 -- only for changed sources
    from tempfile import gettempdir  # noqa: PLC0415 -- as above

    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        try:
            found = left.lstat()
        except OSError:
            continue  # another run has just removed it
        is_own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if is_own and found.st_mtime + _LEFT_AFTER < time.time():
            shutil.rmtree(left, ignore_errors=True)
