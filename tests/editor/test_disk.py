"""Nothing is lost: the file is whole whatever happens, and what could not be written is said."""

import errno
import os
import stat
from pathlib import Path

import pytest

from argmap.editor.session import Answer, Session
from argmap.mapfile import load
from tests.editor.towns import MAP, town


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return town(tmp_path)


def note(session: Session, value: str, id: str = "help") -> Answer:
    return session.gesture(
        {"do": "set", "revision": session.revision, "id": id, "field": "note", "value": value}
    )


def test_a_full_disk_is_said_and_the_gesture_can_be_sent_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(str(path))

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = note(session, "lost?")
    assert answer.status == 507
    assert "no space left" in answer.data["error"]["message"]
    assert path.read_text() == MAP
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".argmap")] == []
    assert (session.revision, session.parts().data["can_undo"]) == (1, False)
    assert note(session, "lost?").status == 200
    assert "note: lost?" in path.read_text()


def test_a_read_only_file_is_said_and_stays(path: Path) -> None:
    session = Session(str(path))
    path.chmod(0o444)
    answer = note(session, "x")
    assert answer.status == 500
    assert "read-only" in answer.data["error"]["message"]
    assert "writable" in answer.data["error"]["help"]
    assert path.read_text() == MAP
    path.chmod(0o644)
    assert note(session, "x").status == 200


def test_an_undo_that_cannot_be_written_can_be_tried_again(path: Path) -> None:
    session = Session(str(path))
    note(session, "x")
    path.chmod(0o444)
    assert session.undo(session.revision).status == 500
    assert session.parts().data["can_undo"]
    path.chmod(0o644)
    assert session.undo(session.revision).status == 200
    assert path.read_text() == MAP


def test_a_removed_file_is_not_made_again(path: Path) -> None:
    session = Session(str(path))
    text = path.read_text()
    path.unlink()
    answer = note(session, "x")
    assert answer.status == 500
    assert "file not found" in answer.data["error"]["message"]
    assert not path.exists()
    assert "file not found" in session.parts(session.revision).data["trouble"]["message"]
    path.write_text(text)
    session.look()
    assert "trouble" not in session.parts(session.revision).data
    assert note(session, "x").status == 200


def test_mode_and_links_are_kept(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.argmap.yaml"
    link.symlink_to(path)
    session = Session(str(link))
    note(session, "x")
    assert link.is_symlink()
    assert "note: x" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_line_ends_and_the_byte_order_mark_stay(path: Path) -> None:
    data = b"\xef\xbb\xbf" + MAP.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    session = Session(str(path))
    note(session, "x")
    changed = path.read_bytes()
    assert changed.replace(b"    note: x\r\n", b"") == data
    session.undo(session.revision)
    assert path.read_bytes() == data


def test_a_file_that_breaks_on_disk_is_shown_and_not_written(path: Path) -> None:
    session = Session(str(path))
    broken = MAP.replace("claims:", 'claims: "')
    path.write_text(broken)
    session.look()
    data = session.parts(1).data
    assert "AM0" in data["parts"]["findings"]
    assert "They carry many people" in session.page()
    answer = note(session, "x")
    assert answer.status == 422
    assert path.read_text() == broken
    assert session.undo(session.revision).status == 409
    assert session.undo(session.revision, confirmed=True).status == 200
    assert path.read_text() == MAP


def test_a_broken_record_stays_while_others_are_changed(path: Path) -> None:
    path.write_text(MAP.replace("supports: help", "supprts: help"))
    session = Session(str(path))
    assert note(session, "x").status == 200
    assert "supprts: help" in path.read_text()


def test_a_source_that_vanishes_is_said_and_the_map_can_still_be_changed(path: Path) -> None:
    session = Session(str(path))
    source = path.parent / "note.txt"
    text = source.read_text()
    source.unlink()
    session.look()
    data = session.parts(1).data
    assert "note.txt" in data["trouble"]["message"]
    assert note(session, "x").status == 200
    assert "note: x" in path.read_text()
    source.write_text(text)
    session.look()
    assert "trouble" not in session.parts(1).data


def test_two_pages_change_what_the_other_does_not(path: Path) -> None:
    session = Session(str(path))
    first = session.gesture(
        {"do": "set", "revision": 1, "id": "help", "field": "note", "value": "one"}
    )
    second = session.gesture(
        {"do": "set", "revision": 1, "id": "many", "field": "note", "value": "two"}
    )
    assert (first.status, second.status) == (200, 200)
    map = load(path)
    assert (map["help"].note, map["many"].note) == ("one", "two")
    assert second.data["parts"].keys() >= {"outline"}


def test_an_undo_of_what_the_page_has_not_seen_is_asked_about(path: Path) -> None:
    session = Session(str(path))
    note(session, "of another page")
    answer = session.undo(1)
    assert answer.status == 409
    assert "of another page" in answer.data["conflict"]["theirs"]
    assert answer.data["parts"].keys() >= {"outline"}


def test_only_the_map_is_ever_written(path: Path) -> None:
    session = Session(str(path))
    before = {one: one.read_bytes() for one in path.parent.iterdir() if one != path}
    note(session, "x")
    session.gesture({"do": "rename", "revision": session.revision, "id": "help", "to": "../x"})
    assert {one: one.read_bytes() for one in path.parent.iterdir() if one != path} == before
