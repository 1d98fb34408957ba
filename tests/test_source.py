"""Sources: what is read, how it is told apart, and where it lies."""

from __future__ import annotations

import copy
import hashlib
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from pydantic import ValidationError

from argmap.errors import SourceEncodingError, SourceError, SourceMissing
from argmap.source import Source
from argmap.text import Position
from tests.strategies import sources, texts

if TYPE_CHECKING:
    from pathlib import Path

ASTRAL = "It’s 😀 e\u0301\r\n\tשלום\x85 end"


def written(folder: Path, data: bytes, **fields: str) -> Source:
    (folder / "note.txt").write_bytes(data)
    return Source(id="note", path="note.txt", **fields).placed_in(folder)


# Reading


@pytest.mark.parametrize("text", ["", "\ufeffwith a mark", "a\r\nb\rc\nd", "e\u0301 é", ASTRAL])
def test_a_text_is_read_letter_for_letter(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "UTF_8_SIG", "utf8", "U8"])
def test_a_byte_order_mark_is_kept_however_utf8_is_called(tmp_path: Path, encoding: str) -> None:
    assert written(tmp_path, b"\xef\xbb\xbfhello", encoding=encoding).text == "\ufeffhello"


@pytest.mark.parametrize("declared", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_a_byte_order_mark_is_kept_in_wide_encodings(
    tmp_path: Path, declared: str, order: str
) -> None:
    data = "\ufeffa😀\r\n".encode(f"{declared}-{order}")
    assert written(tmp_path, data, encoding=declared).text == "\ufeffa😀\r\n"


def test_a_wide_encoding_needs_no_byte_order_mark(tmp_path: Path) -> None:
    assert written(tmp_path, "hi".encode("utf-16-be"), encoding="utf-16-be").text == "hi"


def test_a_source_that_was_read_knows_its_hash_and_has_an_id(tmp_path: Path) -> None:
    path = tmp_path / "city council.txt"
    path.write_bytes(ASTRAL.encode())
    source = Source.read(path, title="Council")
    assert source.id == "city-council"
    assert source.title == "Council"
    assert source.sha256 == hashlib.sha256(ASTRAL.encode()).hexdigest()
    assert not source.is_changed


@pytest.mark.parametrize(
    "name", ["a->b", "a->>b", "--->", "  ", "a - > b", "x" * 240, "-", "\u2028", "#1: yes", ".txt"]
)
def test_any_file_name_makes_an_id(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text("hello", encoding="utf-8")
    assert Source.read(path).text == "hello"


def test_an_id_may_be_given(tmp_path: Path) -> None:
    written(tmp_path, b"hello")
    assert Source.read(tmp_path / "note.txt", id="mine").id == "mine"


def test_a_text_is_read_when_it_is_first_needed() -> None:
    source = Source(id="x", path="no-such-file.txt")
    with pytest.raises(SourceMissing):
        _ = source.text


# Failing to read


def test_a_missing_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="source file not found") as caught:
        Source.read(tmp_path / "absent.txt")
    assert caught.value.where == str(tmp_path / "absent.txt")


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="directory"):
        Source.read(tmp_path)


def test_a_path_that_no_system_could_have_is_no_text() -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        Source.read("a\0b")


@pytest.mark.parametrize(
    ("data", "declared", "byte", "fitting"),
    [
        ("It’s".encode("cp1252"), "utf-8", 2, "cp1252"),
        ("\ufeffIt’s".encode("utf-16-le"), "utf-8", 0, "utf-16"),
        ("naïve".encode(), "ascii", 2, "utf-8"),
        (b"a\x81", "utf-8", 1, "latin-1"),
        (b"PK\x03\x00\xff\xfe\x00", "utf-8", 4, None),
        ("\ufeffabc".encode("utf-16-le")[:-1], "utf-16", 6, None),
    ],
)
def test_a_wrong_encoding_is_told_with_its_byte_and_the_fitting_one(
    tmp_path: Path, data: bytes, declared: str, byte: int, fitting: str | None
) -> None:
    source = written(tmp_path, data, encoding=declared)
    with pytest.raises(SourceEncodingError) as caught:
        _ = source.text
    error = caught.value
    assert (error.byte, error.fitting) == (byte, fitting)
    assert (error.fitting or "binary") in (error.help or "")


def test_the_fitting_encoding_reads_the_text(tmp_path: Path) -> None:
    data = "It’s fine".encode("cp1252")
    with pytest.raises(SourceEncodingError) as caught:
        _ = written(tmp_path, data).text
    assert written(tmp_path, data, encoding=caught.value.fitting or "").text == "It’s fine"


@pytest.mark.parametrize("encoding", ["klingon", "", "hex", "a\0b"])
def test_an_encoding_that_does_not_exist_is_told(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(SourceError, match="not an encoding"):
        _ = written(tmp_path, b"hello", encoding=encoding).text


# Validation


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "x"},
        {"id": "x", "path": "a.txt", "text": "a"},
        {"id": "x", "path": ""},
        {"id": "", "text": "a"},
        {"id": "a b", "text": "a"},
        {"id": "a->b", "text": "a"},
        {"id": "x", "text": "a", "sha256": "ABC"},
        {"id": "x", "text": "a", "colour": "red"},
        {"id": "x", "inline": "a"},
        {"id": "x", "text": "half a pair: \ud83d"},
    ],
)
def test_a_source_that_is_not_well_formed_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate(fields)


# Changes


def test_a_source_whose_text_is_another_one_is_changed(tmp_path: Path) -> None:
    source = written(tmp_path, b"old").signed()
    assert not source.is_changed
    assert written(tmp_path, b"new", sha256=source.sha256 or "").is_changed


def test_a_source_without_a_hash_is_never_changed() -> None:
    assert not Source(id="x", text="a").is_changed


@given(sources())
def test_signing_does_not_change_the_text(source: Source) -> None:
    signed = source.signed()
    assert signed.text == source.text
    assert signed.sha256 == hashlib.sha256(source.text.encode()).hexdigest()


def test_a_copy_with_another_text_forgets_the_old_one() -> None:
    source = Source(id="x", text="old")
    assert (source.text, source.digest) == ("old", source.signed().sha256)
    for update in ({"text": "new"}, {"text": "new", "title": "t"}):
        changed = source.model_copy(update=update)
        assert changed.text == "new"
        assert changed.digest != source.digest


def test_a_copy_with_another_encoding_reads_the_file_anew(tmp_path: Path) -> None:
    source = written(tmp_path, "é".encode())
    assert source.text == "é"
    assert source.model_copy(update={"encoding": "latin-1"}).text == "Ã©"


def test_a_copy_with_another_title_keeps_what_was_read(tmp_path: Path) -> None:
    source = written(tmp_path, b"old").signed()
    (tmp_path / "note.txt").write_bytes(b"new")
    assert source.model_copy(update={"title": "Note"}).text == "old"


# Folders


def test_a_source_is_found_from_the_folder_it_was_placed_in(tmp_path: Path) -> None:
    written(tmp_path, b"hello")
    source = Source(id="note", path="note.txt").placed_in(tmp_path)
    assert source.location == tmp_path / "note.txt"
    assert source.text == "hello"


def test_placing_a_source_elsewhere_reads_another_file(tmp_path: Path) -> None:
    source = written(tmp_path, b"here")
    assert source.text == "here"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "note.txt").write_bytes(b"there")
    assert source.placed_in(tmp_path / "sub").text == "there"
    assert source.text == "here"


def test_a_path_is_rewritten_so_that_it_holds_from_another_folder(tmp_path: Path) -> None:
    source = written(tmp_path, b"hello")
    moved = source.relative_to(tmp_path / "maps" / "deep")
    assert moved.path == "../../note.txt"
    assert moved == source
    assert moved.relative_to(tmp_path).path == "note.txt"


def test_an_absolute_path_stays(tmp_path: Path) -> None:
    written(tmp_path, b"hello")
    source = Source(id="x", path=(tmp_path / "note.txt").as_posix())
    assert source.relative_to("elsewhere").path == source.path
    assert source.placed_in("elsewhere").text == "hello"


def test_an_inline_source_has_the_same_text_everywhere() -> None:
    source = Source(id="x", text="hello")
    assert source.relative_to("elsewhere") == source
    assert source.placed_in("elsewhere").text == "hello"


# Equality, pickling, copying


def test_sources_are_equal_by_what_they_cite_not_by_what_was_read(tmp_path: Path) -> None:
    read = written(tmp_path, b"hello")
    assert read.text
    unread = Source(id="note", path="note.txt").placed_in(tmp_path)
    assert read == unread
    assert hash(read) == hash(unread)
    assert read != Source(id="note", path="note.txt").placed_in(tmp_path / "sub")
    assert read != Source(id="note", text="hello")
    assert read != "note"


@given(sources())
def test_a_copied_or_pickled_source_is_equal_and_reads_the_same(source: Source) -> None:
    assert source.text == source.model_dump()["text"]
    for again in (
        pickle.loads(pickle.dumps(source)),  # noqa: S301 -- our own
        copy.copy(source),
        copy.deepcopy(source),
        Source.model_validate(source.model_dump(by_alias=True)),
        Source.model_validate_json(source.model_dump_json(by_alias=True)),
    ):
        assert again == source
        assert again.text == source.text


def test_what_was_read_is_not_pickled(tmp_path: Path) -> None:
    source = written(tmp_path, b"x" * 100_000)
    assert source.find("xyz").status == "missing"
    assert len(pickle.dumps(source)) < 2_000
    assert pickle.loads(pickle.dumps(source)).text == source.text  # noqa: S301 -- our own


# Places


def test_a_source_tells_the_line_and_column_of_an_offset() -> None:
    assert Source(id="x", text="\ufeffa\r\nb").position(4) == Position(2, 1)


@given(texts(min_size=1))
def test_the_whole_text_is_found_in_itself(text: str) -> None:
    if text.strip():
        assert Source(id="x", text=text).find(text).spans == ((0, len(text)),)


def test_a_source_shows_its_id_and_path_but_not_its_text() -> None:
    assert repr(Source(id="x", text="a" * 1000)) == "Source(id='x', text=…)"
    assert str(Source(id="x", path="a.txt")) == "Source(id='x', path='a.txt')"


def test_a_source_is_found_from_another_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "here" / "text.txt").write_text("Buses help.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    source, unread = Source.read("text.txt"), Source(id="text", path="text.txt")
    monkeypatch.chdir(tmp_path / "there")
    assert unread.text == "Buses help."
    assert source.relative_to(".").path == "../here/text.txt"
    assert source.relative_to(".").text == "Buses help."
    assert source.relative_to(tmp_path / "there").model_copy(update={"path": "x"}) != source
    moved = unread.relative_to(".")
    assert moved.location.resolve() == (tmp_path / "here" / "text.txt").resolve()
