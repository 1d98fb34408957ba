"""Repositories for tests: plain ones, and one with every known way to have git run something."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false")
OPTIONS = [option for setting in SETTINGS for option in ("-c", setting)]
OPTIONS += ["-c", "core.autocrlf=false", "-c", "init.defaultBranch=main"]


class Git(Protocol):
    """Runs git in a folder."""

    def __call__(self, *arguments: str) -> None: ...


class GitIn(Protocol):
    """Makes a repository in a folder and returns what runs git there."""

    def __call__(self, folder: Path, *options: str) -> Git: ...


def repository(folder: Path, *options: str) -> Git:
    """Make a repository and return what runs git in it."""
    folder.mkdir(exist_ok=True)

    def run(*arguments: str) -> None:
        subprocess.run(["git", *OPTIONS, *arguments], cwd=folder, check=True, capture_output=True)

    run("init", *options)
    return run


class Vector(NamedTuple):
    """A way in which a repository may have git run a program or wait for ever.

    ``configuration`` is added to that of the repository, with `{trap}` for a program that leaves a
    canary and `{pipe}` for a pipe that nobody writes to. ``attributes`` are for its work tree.
    ``files`` are put into its folder `.git`, or replaced there by a pipe where they are None.
    """

    name: str
    configuration: str = ""
    attributes: str = ""
    files: tuple[tuple[str, str | None], ...] = ()
    loses_blobs: bool = False


def _value(name: str, value: str = "{trap}") -> Vector:
    section, _, key = name.rpartition(".")
    head, _, sub = section.partition(".")
    heading = f'[{head} "{sub}"]' if sub else f"[{head}]"
    return Vector(name, f"{heading}\n    {key} = {value}\n")


_EXT = "ext::{trap} %S"
_LAZY = (
    "[core]\n    repositoryformatversion = 1\n[extensions]\n    partialClone = origin\n"
    '[remote "origin"]\n    promisor = true\n    partialclonefilter = blob:none\n'
)
_ALLOWED = '[protocol]\n    allow = always\n[protocol "ext"]\n    allow = always\n'
_HOOKS = (
    "post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman",
    "pre-auto-gc", "sendemail-validate", "query-watchman",
)  # fmt: skip
_PLACES = ("config.worktree", "packed-refs", "shallow", "info/attributes", "info/grafts",
           "commondir", "objects/info/alternates", "objects/info/commit-graph", "HEAD",
           "refs/heads/main")  # fmt: skip

VECTORS = (
    # Programs that the configuration names
    *(
        _value(name)
        for name in (
            "core.fsmonitor", "core.pager", "pager.log", "pager.cat-file", "core.editor",
            "core.sshCommand", "core.gitProxy", "core.askPass", "core.alternateRefsCommand",
            "diff.external", "sequence.editor", "credential.helper", "gpg.program",
            "gpg.ssh.program", "gpg.x509.program", "uploadpack.packObjectsHook",
            "interactive.diffFilter", "trailer.x.command", "alias.log", "alias.cat-file",
        )
    ),
    _value("alias.log", "!{trap}"),
    _value("credential.helper", "!{trap}"),
    Vector(
        "signatures that are checked",
        "[log]\n    showSignature = true\n[gpg]\n    program = {trap}\n"
        "[format]\n    pretty = %G? %GS\n",
    ),
    Vector("hooks in the repository", files=tuple((f"hooks/{name}", "trap") for name in _HOOKS)),
    Vector("hooks elsewhere", "[core]\n    hooksPath = {traps}\n"),
    # Programs that the attributes of a file name
    Vector("textconv", '[diff "x"]\n    textconv = {trap}\n', "* diff=x\n"),
    Vector("a command of diff", '[diff "x"]\n    command = {trap}\n', "* diff=x\n"),
    Vector(
        "filters",
        '[filter "x"]\n    clean = {trap}\n    smudge = {trap}\n    process = {trap}\n'
        "    required = true\n",
        "* filter=x\n",
    ),
    Vector("a driver of merge", '[merge "x"]\n    driver = {trap}\n', "* merge=x\n"),
    Vector("attributes of the repository",
           '[diff "x"]\n    textconv = {trap}\n    command = {trap}\n',
           files=(("info/attributes", "* diff=x\n"),)),
    # Objects that are not there, and are fetched when they are looked at
    Vector("a lazy fetch by ext", f"{_LAZY}    url = {_EXT}\n{_ALLOWED}", loses_blobs=True),
    Vector("a lazy fetch by ssh", f"{_LAZY}    url = ssh://host.invalid/x\n{_ALLOWED}[core]\n"
           "    sshCommand = {trap}\n", loses_blobs=True),
    Vector("a lazy fetch with uploadpack", f"{_LAZY}    url = file:///\n    uploadpack = {{trap}}\n"
           f"{_ALLOWED}", loses_blobs=True),
    Vector("a lazy fetch with a helper", f"{_LAZY}    url = x\n    vcs = canary\n{_ALLOWED}",
           loses_blobs=True),
    Vector("a lazy fetch by another address", f"{_LAZY}    url = https://host.invalid/x\n{_ALLOWED}"
           f'[url "{_EXT}"]\n    insteadOf = https://host.invalid/x\n', loses_blobs=True),
    # Configuration that is elsewhere
    Vector("an include", "[include]\n    path = {included}\n"),
    Vector("a conditional include", '[includeIf "gitdir:**"]\n    path = {included}\n'),
    Vector("the configuration of the work tree", "[extensions]\n    worktreeConfig = true\n",
           files=(("config.worktree", "[core]\n    fsmonitor = {trap}\n    pager = {trap}\n"),)),
    Vector("another work tree", "[core]\n    worktree = /\n"),
    # Files that keep whoever opens them waiting, or never end
    Vector("an include of a pipe", "[include]\n    path = {pipe}\n"),
    Vector("an include without end", "[include]\n    path = /dev/zero\n"),
    Vector("attributes in a pipe", "[core]\n    attributesFile = {pipe}\n"),
    Vector("exclusions in a pipe", "[core]\n    excludesFile = {pipe}\n"),
    Vector("a mailmap in a pipe", "[mailmap]\n    file = {pipe}\n[log]\n    mailmap = true\n"),
    Vector("a configuration that is a pipe", files=(("config", None),)),
    *(Vector(f"a pipe in place of {name}", files=((name, None),)) for name in _PLACES),
    Vector("alternates in a loop", files=(("objects/info/alternates", "../objects\n"),)),
    Vector("alternates that are devices", files=(("objects/info/alternates", "/dev/zero\n"),)),
)  # fmt: skip


def arm(folder: Path, vector: Vector, outside: Path) -> Path:
    """Put a trap into a repository, and return the canary that must not appear."""
    canary = outside / "canary"
    trap = outside / "traps" / "trap"
    trap.parent.mkdir(parents=True)
    trap.write_text(f"#!/bin/sh\n: > {shlex.quote(str(canary))}\nexit 1\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in (*_HOOKS, "git-remote-canary"):
        (trap.parent / name).symlink_to(trap)
    pipe = outside / "pipe"
    os.mkfifo(pipe)
    included = outside / "included"
    named = {"trap": trap, "traps": trap.parent, "pipe": pipe, "included": included}
    included.write_text(f"[core]\n    pager = {trap}\n    fsmonitor = {trap}\n", encoding="utf-8")
    git = folder / ".git"
    if vector.attributes:
        (folder / ".gitattributes").write_text(vector.attributes, encoding="utf-8")
    if vector.loses_blobs:
        _lose_blobs(git)
    with (git / "config").open("a", encoding="utf-8") as file:
        file.write(vector.configuration.format_map(named))
    for name, text in vector.files:
        path = git / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if text is None:
            os.mkfifo(path)
        elif text == "trap":
            path.symlink_to(trap)
        else:
            path.write_text(text.format_map(named), encoding="utf-8")
    return canary


def _lose_blobs(git: Path) -> None:
    """Remove the contents of all files, as they are missing from a partial clone."""
    listed = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check"],
        cwd=git, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for line in listed.splitlines():
        name, kind, _ = line.split()
        if kind == "blob":
            (git / "objects" / name[:2] / name[2:]).unlink()
