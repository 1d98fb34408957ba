"""What a remote map names is read from its folder alone, however a server may read the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap as am
from argmap.cli.main import run
from argmap.corpora import Item
from argmap.errors import MapFileError, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

fsspec = pytest.importorskip("fsspec")
remote = pytest.importorskip("argmap.corpora.remote")
CITING = (
    "sources: [{id: note, path: note.txt}]\nclaims: [{id: c, quote: Buses help, span: [0, 10]}]"
)


@pytest.fixture
def memory() -> Iterator[None]:
    system = fsspec.filesystem("memory")
    system.pipe("/far/maps/a.argmap.yaml", CITING.encode())
    system.pipe("/far/maps/note.txt", b"Buses help. They do.")
    yield
    system.store.clear()
    system.pseudo_dirs[:] = [""]


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "%252e%252e/secret.txt",
        "..%2fsecret.txt",
        "..\\secret.txt",
        "%2e%2e%5csecret.txt",
        "/secret.txt",
        "%2fsecret.txt",
        "note.txt::file:///etc/hostname",
        ".git/config",
        "sub/.GIT/config",
        "..",
        ".",
    ],
)
def test_no_spelling_of_a_path_leads_out(path: str) -> None:
    item = Item("https://host/maps/a.json", "https://host/maps/a.json", "a.json")
    place = remote.Remote.of(item)
    assert not place.has(path)
    with pytest.raises(OutsideError, match="is outside https://host/maps"):
        place.read(path)


@pytest.mark.parametrize("protocol", ["file", "local"])
def test_a_file_of_this_computer_is_read_by_its_path_alone(tmp_path: Path, protocol: str) -> None:
    (tmp_path / "secret.txt").write_text("Buses help, in secret.", encoding="utf-8")
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "a.argmap.yaml").write_text(CITING, encoding="utf-8")
    (maps / "note.txt").symlink_to(tmp_path / "secret.txt")
    (error,) = am.corpus(f"{protocol}://{maps}", errors="keep")
    assert isinstance(error, MapFileError)
    assert "cannot be given by a protocol" in str(error)


@pytest.mark.usefixtures("memory")
def test_the_working_folder_configures_no_remote_maps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    check = ["check", "memory://far/maps", "--output-format", "concise"]
    assert run(check) == 1
    assert "AM305" in capfd.readouterr().out
    (tmp_path / "argmap.toml").write_text('ignore = ["AM305"]', encoding="utf-8")
    assert run(check) == 1
    capfd.readouterr()
    assert run([*check, "--config", "argmap.toml"]) == 0


@pytest.mark.usefixtures("memory")
def test_a_pattern_asks_for_no_file_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    system = type(fsspec.filesystem("memory"))
    monkeypatch.setattr(system, "size", lambda _self, path: asked.append(path))
    (item,) = remote.remote_files("memory://far/maps/*.argmap.yaml", None, None)
    assert (item.size, item.within, asked) == (len(CITING), "a.argmap.yaml", [])
    assert item.stamp
