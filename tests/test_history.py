"""The old text of a source, found in real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from argmap.errors import HistoryWarning
from argmap.history import History
from argmap.source import Source, digest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Git, GitIn

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

FIRST = "Buses help. They run seldom.\n" * 20
SECOND = FIRST + "So it is.\n"


def old_text(source: Source, *, seconds: float = 20.0) -> str | None:
    return History(seconds=seconds).text_of(source)


def commit(git: Git, path: Path, data: str | bytes) -> None:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    git("add", "--all", "--force")
    git("commit", "--message", "change")


def source(path: Path, sha256: str, **fields: str) -> Source:
    return Source(id="text", path=path.name, sha256=sha256, **fields).placed_in(path.parent)


def test_the_version_that_the_map_names_is_found_among_others(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    for text in ("Before.", FIRST, SECOND, "After."):
        commit(git, path, text)
    assert old_text(source(path, digest(FIRST))) == FIRST
    assert old_text(source(path, digest(SECOND))) == SECOND


def test_what_was_never_committed_is_not_found(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    assert old_text(source(tmp_path / "text.txt", digest("Never."))) is None


def test_a_file_that_was_renamed_is_followed(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "old name.txt", FIRST)
    git("mv", "old name.txt", "text.txt")
    git("commit", "--message", "rename")
    commit(git, tmp_path / "text.txt", SECOND)
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) == FIRST


def test_a_file_that_is_gone_is_found_all_the_same(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    commit(git, path, FIRST)
    path.unlink()
    assert old_text(source(path, digest(FIRST))) == FIRST


@pytest.mark.parametrize(
    "name", ["-n1.txt", "a*[b].txt", ":(top)x.txt", "Öl und so.txt", "a\tb.txt"]
)
def test_any_name_of_a_file_will_do(git: Git, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    commit(git, path, FIRST)
    commit(git, path, SECOND)
    assert old_text(source(path, digest(FIRST))) == FIRST


def test_a_file_below_the_top_of_the_repository_is_found(git: Git, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    path = tmp_path / "texts" / "text.txt"
    commit(git, path, FIRST)
    commit(git, path, SECOND)
    assert old_text(source(path, digest(FIRST))) == FIRST


def test_the_line_ends_of_a_checkout_are_tried(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    commit(git, path, FIRST)
    commit(git, path, SECOND)
    crlf = FIRST.replace("\n", "\r\n")
    assert old_text(source(path, digest(crlf))) == crlf
    commit(git, path, SECOND.replace("\n", "\r\n"))
    commit(git, path, "x\r\n")
    assert old_text(source(path, digest("x\n"))) == "x\n"


def test_other_encodings_and_byte_order_marks_are_read(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    commit(git, path, "Größe".encode("latin-1"))
    commit(git, path, "\ufeffGröße".encode())
    commit(git, path, SECOND)
    assert old_text(source(path, digest("Größe"), encoding="latin-1")) == "Größe"
    assert old_text(source(path, digest("\ufeffGröße"))) == "\ufeffGröße"
    assert old_text(source(path, digest("Größe"), encoding="no such")) is None


def test_of_a_part_of_the_history_what_is_there_is_looked_at(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    for text in ("Before.", FIRST, SECOND):
        commit(git, path, text)
    git("clone", "--depth=2", f"file://{tmp_path}", "shallow")
    shallow = tmp_path / "shallow" / "text.txt"
    assert old_text(source(shallow, digest(FIRST))) == FIRST
    assert old_text(source(shallow, digest("Before."))) is None


def test_what_a_partial_clone_left_behind_is_not_fetched(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    git("config", "uploadpack.allowfilter", "true")
    for text in (FIRST, SECOND):
        commit(git, path, text)
    git("clone", "--filter=blob:none", f"file://{tmp_path}", "partial")
    assert old_text(source(tmp_path / "partial" / "text.txt", digest(FIRST))) is None


def test_only_so_many_versions_are_looked_at(git: Git, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    history = "".join(
        f"commit refs/heads/main\ncommitter A <a@b> {1_700_000_000 + n} +0000\ndata 0\n"
        f"M 644 inline text.txt\ndata {len(f'v{n}')}\nv{n}\n"
        for n in range(220)
    )
    subprocess.run(
        ["git", "fast-import", "--quiet"], input=history.encode(), cwd=tmp_path, check=True
    )
    git("checkout", "main")
    assert path.read_text(encoding="utf-8") == "v219"
    assert old_text(source(path, digest("v30"))) == "v30"
    assert old_text(source(path, digest("v3"))) is None


def test_a_hook_of_another_repository_does_not_lead_astray(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) == FIRST


def test_outside_a_repository_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "text.txt").write_text(FIRST, encoding="utf-8")
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) is None


def test_without_git_there_is_none(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) is None


def test_a_git_that_hangs_or_fails_is_given_up(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    program = tmp_path / "git"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    blob = f"echo :000000 100644 {'1' * 40} {'2' * 40} A"
    slow = ["exec sleep 30", f'case "$*" in *cat-file*) exec sleep 30;; *) {blob};; esac']
    for script in (*slow, "exit 3", blob):
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        is_slow = script in slow
        told = pytest.warns(HistoryWarning, match="stopped after") if is_slow else nullcontext()
        with told:
            found = old_text(source(tmp_path / "text.txt", digest(FIRST)), seconds=0.5)
        assert found is None


def test_the_time_limit_is_one_for_all_sources(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        commit(git, tmp_path / name, FIRST)
    program = tmp_path / "git"
    script = f"echo >> '{tmp_path}/asked'\nexec sleep 300"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    history = History(seconds=0.5)
    start = time.monotonic()
    sources = [source(tmp_path / name, digest(FIRST)) for name in ("a.txt", "b.txt", "c.txt")]
    with pytest.warns(HistoryWarning) as told:
        found = [history.text_of(one) for one in sources]
    assert found == [None, None, None]
    assert time.monotonic() - start < 100
    assert len(told) == 1
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "\n"


def test_what_was_asked_once_is_not_asked_again(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    history = History()
    assert history.text_of(source(tmp_path / "text.txt", digest(FIRST))) == FIRST
    monkeypatch.setenv("PATH", "")
    assert history.text_of(source(tmp_path / "text.txt", digest(FIRST))) == FIRST


def test_a_linked_work_tree_has_the_history_of_its_repository(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    git("worktree", "add", "-b", "other", "linked")
    git("pack-refs", "--all")
    (tmp_path / "linked" / "text.txt").write_text(SECOND, encoding="utf-8")
    assert old_text(source(tmp_path / "linked" / "text.txt", digest(FIRST))) == FIRST


def test_a_branch_that_is_only_in_the_packed_references_is_found(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    git("pack-refs", "--all")
    assert not (tmp_path / ".git" / "refs" / "heads" / "main").exists()
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) == FIRST


def test_a_commit_that_is_on_no_branch_is_found(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    git("checkout", "--detach")
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) == FIRST


def test_a_repository_with_names_of_sha_256_is_read(tmp_path: Path, git_in: GitIn) -> None:
    git = git_in(tmp_path / "new", "--object-format=sha256")
    commit(git, tmp_path / "new" / "text.txt", FIRST)
    commit(git, tmp_path / "new" / "text.txt", SECOND)
    path = tmp_path / "new" / "text.txt"
    assert old_text(source(path, digest(FIRST))) == FIRST


def test_a_repository_without_a_commit_has_no_text(git: Git, tmp_path: Path) -> None:
    git("status")
    (tmp_path / "text.txt").write_text(FIRST, encoding="utf-8")
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) is None


def test_references_in_a_format_that_is_not_read_are_reported(git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/.invalid\n", encoding="utf-8")
    (tmp_path / ".git" / "reftable").mkdir()
    with pytest.warns(HistoryWarning, match="reftable"):
        found = old_text(source(tmp_path / "text.txt", digest(FIRST)))
    assert found is None


def test_nothing_is_left_in_the_temporary_folder(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path / "text.txt", FIRST)
    temporary = tmp_path / "temporary"
    for name in ("argmap-git-old", "argmap-git-new", "other"):
        (temporary / name / "refs").mkdir(parents=True)
    for name in ("argmap-git-old", "other"):
        os.utime(temporary / name, (1, 1))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    assert old_text(source(tmp_path / "text.txt", digest(FIRST))) == FIRST
    assert sorted(path.name for path in temporary.iterdir()) == ["argmap-git-new", "other"]


@pytest.mark.parametrize(
    "incomplete",
    [
        Source(id="s", text="inline", sha256=digest("inline")),
        Source(id="s", path="text.txt"),
        Source(id="s", path="no/such/folder/text.txt", sha256=digest("x")),
    ],
)
def test_a_source_without_a_file_or_a_hash_has_no_history(incomplete: Source) -> None:
    assert old_text(incomplete) is None
