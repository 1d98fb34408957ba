"""`--resume`: what is done of a run is kept, and nothing is done twice or believed in vain."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import run
from argmap.corpora import Item
from argmap.corpora.journal import Run, resumed
from argmap.corpora.records import NotKept, restored, stored
from argmap.errors import MapFileError, OutputError, OutputWarning, SourceEncodingError, UsageError
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (Span, MapFileError)
Task = tuple[Item, None]


def tasks(*names: str) -> list[Task]:
    return [(Item(name, name, line=1, data=name.encode()), None) for name in names]


class Work:
    """Gives the name of each document in capitals, and knows which it was asked for."""

    def __init__(self, stops_before: str | None = None) -> None:
        self.asked: list[str] = []
        self.stops_before = stops_before

    def __call__(self, given: Iterator[Task]) -> Iterator[str]:
        for item, _ in given:
            if item.name == self.stops_before:
                raise KeyboardInterrupt
            self.asked.append(item.name)
            yield item.name.upper()


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
    assert list(resumed(a_run(path), tasks("a", "x", "c"), work)) == ["A", "X", "C"]
    assert work.asked == ["x", "c"]
    fewer = Work()
    assert list(resumed(a_run(path), tasks("a"), fewer)) == ["A"]
    assert fewer.asked == []


def test_a_file_is_known_by_its_size_and_its_time(tmp_path: Path) -> None:
    path, file = tmp_path / "kept", tmp_path / "map"
    file.write_text("one", encoding="utf-8")
    task = [(Item(str(file), str(file)), None)]
    for change, asked in (("", 1), ("", 0), ("two!", 1)):
        if change:
            file.write_text(change, encoding="utf-8")
            os.utime(file, ns=(1, 1))
        work = Work()
        list(resumed(a_run(path), task, work))
        assert len(work.asked) == asked


def test_a_result_that_cannot_be_kept_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "kept"

    def sets(given: Iterator[Task]) -> Iterator[set[str]]:
        yield from ({item.name} for item, _ in given)

    for _ in range(2):
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
    with pytest.warns(OutputWarning, match="no more results can be kept: No space left") as caught:
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
