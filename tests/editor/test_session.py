"""A map that is changed on its page: what is in its file, and what the page is answered."""

import json
import os
from pathlib import Path

import pytest

from argmap.editor.session import Session
from tests.editor.towns import MAP, SOURCE, town


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return town(tmp_path)


@pytest.fixture
def session(path: Path) -> Session:
    return Session(str(path))


def lines_changed(path: Path) -> list[str]:
    now = path.read_text().splitlines()
    before = MAP.splitlines()
    return [line for line in now if line not in before]


def test_a_changed_wording_is_one_line_of_the_file(session: Session, path: Path) -> None:
    answer = session.gesture(
        {"do": "set", "revision": 1, "id": "help", "field": "text", "value": "Buses are good"}
    )
    assert answer.status == 200
    assert answer.data["revision"] == 2
    assert lines_changed(path) == ["    text: Buses are good   # to be reworded"]


def test_words_of_the_source_become_a_statement_with_their_exact_span(
    session: Session, path: Path
) -> None:
    start = SOURCE.index("at night")
    answer = session.gesture(
        {
            "do": "state",
            "revision": 1,
            "kind": "caveat",
            "source": 0,
            "spans": [[start - 1, start + 9]],
            "relation": "limits",
            "target": "help",
        }
    )
    assert answer.data["made"] == "at-night"
    made = session.file.map["at-night"]
    assert made.anchors[0].quote == "at night"
    assert made.anchors[0].spans == ((start, start + 8),)
    assert made.limits == ("help",)
    assert path.read_text().startswith(MAP)


def test_only_the_parts_that_differ_are_answered(session: Session) -> None:
    answer = session.gesture(
        {"do": "set", "revision": 1, "id": "help", "field": "text", "value": "Buses are good"}
    )
    assert set(answer.data["parts"]) == {"picture", "outline"}
    assert session.parts(2).data["parts"] == {}
    everything = session.parts().data["parts"]
    assert "texts" in everything
    assert "text.0.0" not in everything


def test_undo_to_the_start_gives_the_first_file_byte_for_byte(session: Session, path: Path) -> None:
    for revision, value in enumerate(["One", "Two", None], start=1):
        answer = session.gesture(
            {"do": "set", "revision": revision, "id": "help", "field": "note", "value": value}
        )
        assert answer.status == 200
    while answer.data["can_undo"]:
        answer = session.undo(answer.data["revision"])
        assert answer.status == 200
    assert path.read_text() == MAP
    while answer.data["can_redo"]:
        answer = session.redo(answer.data["revision"])
    assert path.read_text() == MAP
    assert answer.data["revision"] == 10


def test_a_change_on_disk_that_does_not_touch_is_kept(session: Session, path: Path) -> None:
    path.write_text(MAP.replace("text: Buses help ", "text: Buses help much "))
    answer = session.gesture(
        {"do": "set", "revision": 1, "id": "many", "field": "note", "value": "How many?"}
    )
    assert answer.status == 200
    assert "Buses help much" in path.read_text()
    assert "How many?" in path.read_text()
    assert answer.data["revision"] == 3


def test_a_change_on_disk_of_the_same_field_is_asked_about(session: Session, path: Path) -> None:
    changed = MAP.replace("text: Buses help ", "text: Buses help much ")
    path.write_text(changed)
    wanted = {"do": "set", "revision": 1, "id": "help", "field": "text", "value": "Buses!"}
    answer = session.gesture(wanted)
    assert answer.status == 409
    assert answer.data["conflict"]["yours"] == "Buses!"
    assert answer.data["conflict"]["theirs"] == "Buses help much"
    assert path.read_text() == changed
    assert session.gesture({**wanted, "confirmed": True}).status == 200
    assert "text: Buses!   # to be reworded" in path.read_text()


def test_an_undo_of_a_change_on_disk_has_to_be_confirmed(session: Session, path: Path) -> None:
    changed = MAP.replace("text: Buses help ", "text: Buses help much ")
    path.write_text(changed)
    session.look()
    answer = session.undo(2)
    assert answer.status == 409
    assert path.read_text() == changed
    assert session.undo(2, confirmed=True).status == 200
    assert path.read_text() == MAP


def test_a_statement_is_data_for_a_form(session: Session) -> None:
    answer = session.statement("many")
    assert answer.data["relations"] == [{"relation": "supports", "target": "help"}]
    assert answer.data["anchors"][0]["spans"] == [[21, 43]]
    assert session.statement("few").status == 404


def test_a_gesture_that_would_break_the_map_is_refused_and_changes_nothing(
    session: Session, path: Path
) -> None:
    answer = session.gesture(
        {"do": "relate", "revision": 1, "id": "help", "relation": "supports", "target": "many"}
    )
    assert answer.status == 422
    assert "would form a circle" in answer.data["error"]["message"]
    assert path.read_text() == MAP


def test_the_page_has_what_the_editor_starts_with(session: Session) -> None:
    page = session.page()
    start = page.index('id="argmap-editing">') + len('id="argmap-editing">')
    known = json.loads(page[start : page.index("</script>", start)])
    assert known == {"revision": 1, "can_undo": False, "can_redo": False, "suggestions": []}
    assert "connect-src 'self'" in page


def test_what_is_there_while_another_program_writes_is_nothing_to_go_back_to(
    session: Session, path: Path
) -> None:
    path.write_text("")
    session.look()
    path.write_text(MAP.replace("text: Buses help ", "text: Buses help much "))
    session.look()
    assert session.undo(session.revision, confirmed=True).status == 200
    assert path.read_text() == MAP
    assert session.redo(session.revision, confirmed=True).status == 200
    assert "Buses help much" in path.read_text()


def test_an_id_that_has_become_that_of_another_statement_is_asked_about(
    session: Session, path: Path
) -> None:
    session.gesture({"do": "rename", "revision": 1, "id": "help", "to": "helpful"})
    session.gesture({"do": "rename", "revision": 2, "id": "many", "to": "help"})
    before = path.read_text()
    wanted = {"do": "set", "revision": 1, "id": "help", "field": "note", "value": "Do they?"}
    answer = session.gesture(wanted)
    assert answer.status == 409
    assert answer.data["conflict"]["theirs"] == "They carry many people"
    assert path.read_text() == before
    assert session.gesture({**wanted, "revision": 3}).status == 200


def test_a_source_that_another_program_writes_under_its_old_time_is_read_again(
    session: Session, path: Path
) -> None:
    note = path.with_name("note.txt")
    times = note.stat()
    note.write_text(SOURCE.replace("Buses", "Bikes"))
    os.utime(note, ns=(times.st_atime_ns, times.st_mtime_ns))
    answer = session.gesture(
        {"do": "state", "revision": 1, "kind": "claim", "source": 0, "spans": [[0, 5]]}
    )
    assert answer.status == 422
    assert "select them again" in answer.data["error"]["help"]
