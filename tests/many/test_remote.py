"""Maps on another computer, read by fsspec: here in its memory, and in a bucket."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING

import pytest

import argmap as am
from argmap.corpora import Checking, Listing, checked
from argmap.errors import ArgmapError, ExtraMissing, OutsideError
from argmap.regularfile import file_size_limit
from tests.buckets import bucket_server
from tests.many.conftest import NOTE, a_map, as_line, in_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

fsspec = pytest.importorskip("fsspec")
ROOT = "memory://corpus/maps"
CITING = "sources: [{id: note, path: PATH}]\nclaims: [{id: help, quote: Buses help, span: [0, 10]}]"


@pytest.fixture
def remote(maps: Path) -> Iterator[str]:
    """The folder of maps, in the memory of fsspec, with a map that cites a text beside it."""
    system = fsspec.filesystem("memory")
    system.put(str(maps), "/corpus/", recursive=True)
    system.pipe("/corpus/maps/e/cites.argmap.yaml", CITING.replace("PATH", "note.txt").encode())
    system.pipe("/corpus/maps/e/note.txt", NOTE.encode())
    system.pipe("/corpus/secret.txt", b"secret")
    yield ROOT
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def kept(*names: str) -> list[str]:
    found = am.corpus(*names, errors="keep")
    return [str(one) if isinstance(one, ArgmapError) else one.title or "-" for one in found]


def test_a_remote_folder_is_read_as_one_here(remote: str) -> None:
    assert kept(remote) == ["one", "two", "three", "four", "five", "six", "-"]
    assert kept(f"{remote}/") == kept(remote)
    assert kept(f"{remote}/**/*.json*") == ["two", "three", "four"]
    assert kept(f"{remote}/b/two.aif.json") == ["two"]
    assert [item.within for item in Listing([remote])] == ["a.argmap.yaml", "e/cites.argmap.yaml"]


def test_remote_maps_know_their_names(remote: str) -> None:
    names = [map.name for map in am.corpus(remote)]
    assert [name.replace(":///", "://") for name in names if name][:3] == [
        "memory://corpus/maps/a.argmap.yaml",
        "memory://corpus/maps/b/two.aif.json",
        "memory://corpus/maps/c.jsonl:1",
    ]


def test_texts_that_remote_maps_cite_are_read_from_there(remote: str) -> None:
    (map,) = am.corpus(f"{remote}/e")
    assert map.sources[0].text == NOTE
    assert pickle.loads(pickle.dumps(map)).sources[0].text == NOTE  # noqa: S301 -- made here
    (item,) = Listing([f"{remote}/e"])
    codes = [finding.code for finding in checked(item, Checking()).findings]
    assert codes == ["AM305"]


@pytest.mark.parametrize("path", ["../../secret.txt", "/secret.txt", "/etc/hostname"])
def test_texts_outside_the_remote_folder_are_not_read(remote: str, path: str) -> None:
    system = fsspec.filesystem("memory")
    system.pipe("/corpus/maps/x.argmap.yaml", CITING.replace("PATH", path).encode())
    (map,) = am.corpus(f"{remote}/x.argmap.yaml")
    with pytest.raises(OutsideError, match="is outside"):
        _ = map.sources[0].text
    system.pipe("/corpus/maps/x.argmap.yaml", CITING.replace("PATH", "no.txt").encode())
    (map,) = am.corpus(f"{remote}/x.argmap.yaml")
    with pytest.raises(am.errors.SourceMissing):
        _ = map.sources[0].text


def test_what_cannot_be_had_is_an_error_each(remote: str) -> None:
    system = fsspec.filesystem("memory")
    system.pipe("/corpus/maps/b/torn.json", b"{")
    system.pipe("/corpus/maps/f.zip", b"PK")
    found = kept(remote, "memory://corpus/none.json", "memory://corpus/*.yaml", "nope://x/y")
    good = [one for one in found if ":" not in one]
    assert good == ["one", "two", "three", "four", "five", "six", "-"]
    assert len([one for one in found if ":" in one]) == 5
    assert any("file not found" in one for one in found)


def test_a_remote_file_is_read_within_the_limit(remote: str) -> None:
    before = file_size_limit(300)
    try:
        assert sum("it is larger than" in one for one in kept(remote)) >= 4
    finally:
        file_size_limit(before)


def test_without_fsspec_one_sentence_says_what_to_install(
    remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (error,) = am.corpus(remote, errors="keep")
    assert isinstance(error, ExtraMissing)
    assert "pip install 'argmap[remote]'" in str(error)


@pytest.mark.full
def test_an_archive_in_a_bucket_is_read(maps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    s3fs = pytest.importorskip("s3fs")
    with bucket_server(monkeypatch):
        bucket = s3fs.S3FileSystem()
        bucket.mkdir("corpus")
        text = CITING.replace("PATH", "note.txt")
        in_archive(maps / "x.zip", {"b/m.argmap.yaml": text, "b/note.txt": NOTE})
        bucket.put(str(maps / "x.zip"), "corpus/maps/x.zip")
        lines = "\n".join(as_line(a_map(title)) for title in "ab")
        bucket.pipe("corpus/maps/y.jsonl", lines.encode())
        bucket.pipe("corpus/maps/z/m.argmap.yaml", text.encode())
        bucket.pipe("corpus/maps/z/note.txt", NOTE.encode())
        found = list(am.corpus("s3://corpus/maps"))
        assert [map.title for map in found] == [None, "a", "b", None]
        assert found[0].sources[0].text == found[3].sources[0].text == NOTE
        (missing,) = kept("s3://elsewhere/maps")
        assert missing.startswith("s3://elsewhere/maps: ")
