"""`--resume`: what is done of a run is kept, and nothing is done twice or believed in vain."""

from __future__ import annotations

import json
import os
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import run
from argmap.corpora import Item
from argmap.corpora.journal import Noted, Run, noting, resumed
from argmap.corpora.records import NotKept, restored, stored
from argmap.errors import (
    MapFileError,
    OutputError,
    OutputWarning,
    ResumeWarning,
    SourceEncodingError,
    UsageError,
)
from argmap.regularfile import is_regular_file, read_regular_file
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = (Span, MapFileError)
Task = tuple[Item, None]


def tasks(*names: str) -> list[Task]:
    return [(Item(name, name, line=1, data=name.encode()), None) for name in names]


class Work:
    """Gives the name of each document in capitals, and knows which it was asked for."""

    def __init__(self, stops_before: str | None = None) -> None:
        self.asked: list[str] = []
        self.stops_before = stops_before

    def __call__(self, given: Iterator[Task]) -> Iterator[Noted[str]]:
        for item, _ in given:
            if item.name == self.stops_before:
                raise KeyboardInterrupt
            self.asked.append(item.name)
            yield Noted(item.name.upper(), {})


def a_run(path: Path, settings: object = None) -> Run:
    return Run(str(path), settings, KINDS)


def stopped(path: Path) -> bytes:
    """Run until an interrupt before `c`, and return what was kept."""
    with pytest.raises(KeyboardInterrupt):
        list(resumed(a_run(path), tasks("a", "b", "c", "d"), Work("c")))
    return path.read_bytes()


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    stopped(path)
    work = Work()
    assert list(resumed(a_run(path), tasks("a", "b", "c", "d"), work)) == ["A", "B", "C", "D"]
    assert work.asked == ["c", "d"]
    again = Work()
    assert list(resumed(a_run(path), tasks("a", "b", "c", "d"), again)) == ["A", "B", "C", "D"]
    assert again.asked == []


@given(cut=st.integers(min_value=1, max_value=200))
def test_wherever_the_file_was_torn_the_results_are_the_same(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("torn") / "kept"
    whole = stopped(path)
    head = whole.index(b"\n") + 1
    path.write_bytes(whole[: max(head, len(whole) - cut)])
    assert list(resumed(a_run(path), tasks("a", "b", "c"), Work())) == ["A", "B", "C"]
    assert path.read_bytes().startswith(whole)


def test_what_changed_is_done_again_with_all_after_it(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    list(resumed(a_run(path), tasks("a", "b", "c"), Work()))
    work = Work()
    with pytest.warns(ResumeWarning, match="kept: x and all after it are done again: b was in its"):
        assert list(resumed(a_run(path), tasks("a", "x", "c"), work)) == ["A", "X", "C"]
    assert work.asked == ["x", "c"]
    fewer = Work()
    assert list(resumed(a_run(path), tasks("a"), fewer)) == ["A"]
    assert fewer.asked == []


def read(task: tuple[Item, str]) -> str:
    """Return what is in a file, and whether there is another one beside it."""
    item, beside = task
    return read_regular_file(item.file).decode() + str(is_regular_file(beside))


def change(path: Path, text: str | None = None) -> None:
    """Write a file anew, at a time of its own."""
    path.write_text(path.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (lambda file, _: change(file, "two"), "map has changed"),
        (lambda file, _: change(file), "map has changed"),
        (lambda file, _: file.chmod(0o444), "map has changed"),
        (lambda file, _: file.unlink(), "map no longer exists"),
        (lambda _, beside: beside.write_text("new", "utf-8"), "note was not there"),
    ],
    ids=["text", "time", "mode", "gone", "there"],
)
def test_files_are_known_by_size_time_and_mode(
    tmp_path: Path, changed: Callable[[Path, Path], None], why: str
) -> None:
    path, map, beside = (tmp_path / name for name in ("kept", "map", "note"))
    map.write_text("one", encoding="utf-8")
    task = [(Item(str(map), str(map)), str(beside))]

    def results() -> list[str]:
        return list(resumed(a_run(path), task, lambda rest: (noting(read, one) for one in rest)))

    first = results()
    assert results() == first
    assert len(path.read_bytes().splitlines()) == 2
    changed(map, beside)
    with pytest.warns(ResumeWarning, match=f"are done again: .*{why}"), suppress(FileNotFoundError):
        assert results() != first or why == "map has changed"


def test_standard_input_is_never_taken_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    for number in range(2):
        work = Work()
        with pytest.warns(ResumeWarning, match="standard input") if number else nullcontext():
            list(resumed(a_run(path), [(Item("-", "-"), None)], work))
        assert work.asked == ["-"]


def test_a_result_that_cannot_be_kept_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "kept"

    def sets(given: Iterator[Task]) -> Iterator[Noted[set[str]]]:
        yield from (Noted({item.name}, {}) for item, _ in given)

    for number in range(2):
        with pytest.warns(ResumeWarning, match="could not be saved") if number else nullcontext():
            assert list(resumed(a_run(path), tasks("a", "b"), sets)) == [{"a"}, {"b"}]


def test_another_run_and_another_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    stopped(path)
    with pytest.raises(UsageError, match="other options"):
        list(resumed(a_run(path, {"select": "AM1"}), tasks("a"), Work()))
    path.write_text("title: a map of mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no results of argmap"):
        list(resumed(a_run(path), tasks("a"), Work()))
    assert path.read_text(encoding="utf-8") == "title: a map of mine\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_is_no_file_for_results() -> None:
    with pytest.raises(OutputError, match="it is a device"):
        list(resumed(a_run(Path("/dev/full")), tasks("a"), Work()))


def test_when_the_disk_is_full_the_run_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    results = resumed(a_run(tmp_path / "kept"), tasks("a", "b", "c"), Work())
    assert next(results) == "A"
    monkeypatch.setattr("argmap.corpora.journal._line", full)
    with pytest.warns(OutputWarning, match="no more results can be saved: No space left") as caught:
        assert list(results) == ["B", "C"]
    assert len(caught) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.builds(Span, st.integers(0, 9), st.integers(0, 9)),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
)  # fmt: skip


@given(value=VALUES)
def test_what_was_stored_comes_back_equal_and_of_the_same_type(value: object) -> None:
    text = json.dumps(stored(value, KINDS))
    if value is not None:
        back = restored(json.loads(text), KINDS)
        assert repr(back) == repr(value)


def test_an_error_comes_back_as_it_was() -> None:
    error = SourceEncodingError("no UTF-8", where="a.txt", help="save it", byte=3, fitting=None)
    back = restored(
        json.loads(json.dumps(stored(error, [SourceEncodingError]))), [SourceEncodingError]
    )
    assert type(back) is SourceEncodingError
    assert (back.what, back.where, back.help, back.__dict__) == (
        error.what, error.where, error.help, error.__dict__,
    )  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [None, {}, {"Span": [1]}, {"Span": 3}, {"os.system": ["id"]}, {"dict": [1]}, {"a": [], "b": []},
     {"MapFileError": []}, {"MapFileError": [1, 2]}],
    ids=repr,
)  # fmt: skip
def test_what_was_not_stored_is_not_believed(value: object) -> None:
    with pytest.raises(NotKept):
        restored(value, KINDS)


@pytest.mark.parametrize("command", [["check", "m"], ["corpus", "m"]], ids=" ".join)
def test_a_command_says_the_same_after_a_stop(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("m").mkdir()
    for name in "abcd":
        text = f"title: {name}\nclaims: [{{id: {name}, text: Buses help}}]\n"
        Path("m", f"{name}.argmap.yaml").write_text(text, encoding="utf-8")
    Path("m", "broken.argmap.yaml").write_text("claims: [", encoding="utf-8")
    here = run(command), capfd.readouterr()
    first = run([*command, "--resume", "kept"]), capfd.readouterr()
    whole = Path("kept").read_bytes()
    Path("kept").write_bytes(whole[: -len(whole) // 3])
    second = run([*command, "--resume", "kept"]), capfd.readouterr()
    assert here == first == second
    assert Path("kept").read_bytes() == whole


COMMANDS = [["check", "m", "-j", "2"], ["stats", "m"], ["corpus", "m"]]
CITING = "sources: [{id: s, path: NAME.txt}]\nclaims: [{id: c, quote: Buses help, span: [0, 10]}]\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_source_that_changed_is_noticed(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("m").mkdir()
    for name in "abc":
        Path("m", f"{name}.argmap.yaml").write_text(CITING.replace("NAME", name), encoding="utf-8")
        Path("m", f"{name}.txt").write_text("Buses help.", encoding="utf-8")
    run([*command, "--resume", "kept"])
    capfd.readouterr()
    before = Path("kept").read_bytes()
    change(Path("m", "b.txt"), "Buses help. Or do they?")
    Path("m", "c.txt").unlink()
    new = run(command), capfd.readouterr()
    assert run([*command, "--resume", "kept"]) == new[0]
    out, err = capfd.readouterr()
    said = "m/b.argmap.yaml and all after it are done again: m/b.txt has changed\n"
    assert (out, err) == (new[1].out, f"argmap: warning: kept: {said}{new[1].err}")
    after = Path("kept").read_bytes()
    lines = [kept.splitlines() for kept in (before, after)]
    assert [one == two for one, two in zip(*lines, strict=True)] == [True, True, False, False]


def test_a_configuration_that_changed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.argmap.yaml").write_text("claims: [{id: c, text: Buses help}]", encoding="utf-8")
    assert run(["check", ".", "--resume", "kept"]) == 1
    capfd.readouterr()
    Path("argmap.toml").write_text('ignore = ["AM1", "AM3"]', encoding="utf-8")
    assert run(["check", ".", "--resume", "kept"]) == 0
    assert "done again: its configuration has changed" in capfd.readouterr().err
