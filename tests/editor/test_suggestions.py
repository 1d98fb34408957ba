"""A draft is accepted, mended or refused, one statement at a time."""

import json
from pathlib import Path
from typing import Any

import pytest

from argmap import Source
from argmap.drafts import read_draft
from argmap.editor.session import Session
from argmap.grounding.settling import ground
from argmap.mapfile import load
from argmap.model import ArgumentMap
from tests.editor.towns import MAP, town

REPLY = """\
Here is the map:
```json
{"claims": [
   {"id": "help", "text": "Buses help", "quote": "Buses help the town"},
   {"id": "night", "text": "The night is the gap", "quote": "at night few are on the road"}],
 "reasons": [
   {"id": "a", "supports": "night", "joint": "j", "quote": "few are on the road"},
   {"id": "b", "supports": "night", "joint": "j", "text": "Roads matter", "implicit": true}],
 "caveats": [{"id": "c", "undercuts": ["a->night"], "quote": "But"}]}
```
"""


def drafted(sources: Any) -> ArgumentMap:
    return ground(read_draft(REPLY, sources).map, git=False).map


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return town(tmp_path)


@pytest.fixture
def session(path: Path) -> Session:
    return Session(str(path), draft=drafted)


def suggested(session: Session) -> dict[str, dict[str, Any]]:
    part = session.parts().data["parts"]["suggestions"]
    return {one["id"]: one for one in json.loads(part)}


def accept(session: Session, id: str, **changes: Any) -> Any:
    return session.gesture(
        {"do": "accept", "revision": session.revision, "suggestion": id, "changes": changes}
    )


def refuse(session: Session, id: str) -> Any:
    return session.gesture({"do": "refuse", "revision": session.revision, "suggestion": id})


def test_what_is_in_the_map_already_does_not_wait(session: Session) -> None:
    assert list(suggested(session)) == ["night", "a", "c", "b"]


def test_a_suggestion_knows_its_passages_and_what_waits_with_it(session: Session) -> None:
    one = suggested(session)["a"]
    assert one["anchors"] == [{"source": 0, "quote": "few are on the road", "spans": [[58, 77]]}]
    assert one["relations"] == [{"relation": "supports", "target": "night", "waits": True}]


def test_an_accepted_suggestion_is_in_the_file_with_its_span(session: Session, path: Path) -> None:
    answer = accept(session, "night")
    assert answer.status == 200
    assert answer.data["message"].startswith("accepted claim 'night': The night is the gap")
    assert load(path)["night"].anchors[0].spans == ((49, 77),)
    assert (
        path.read_text().replace(
            "  - id: night\n"
            "    text: The night is the gap\n"
            "    quote: at night few are on the road\n"
            "    span: [49, 77]\n",
            "",
        )
        == MAP
    )
    assert "night" not in suggested(session)


def test_what_it_bears_on_comes_first(session: Session) -> None:
    answer = accept(session, "a")
    assert answer.status == 422
    assert answer.data["error"]["help"] == "accept or refuse 'night' first"


def test_a_suggestion_is_mended_while_it_is_accepted(session: Session) -> None:
    answer = accept(session, "night", text="At night there are few", kind="question")
    assert answer.data["made"] == "night"
    made = session.file.map["night"]
    assert (made.kind, made.text) == ("question", "At night there are few")


def test_premises_are_joint_once_both_are_accepted(session: Session) -> None:
    for id in ("night", "a", "b"):
        assert accept(session, id).status == 200
    map = session.file.map
    assert map["a"].joint == map["b"].joint is not None
    assert accept(session, "c").status == 200
    assert session.file.map["c"].undercuts == ("a->night",)


def test_a_reason_whose_target_was_refused_can_be_a_claim(session: Session) -> None:
    assert refuse(session, "night").status == 200
    answer = accept(session, "a")
    assert answer.status == 422
    assert "has been refused" in answer.data["error"]["message"]
    answer = accept(session, "a", kind="claim")
    assert answer.data["message"].endswith(", without 1 relation to what was refused")


def test_decisions_are_taken_back_like_all_else(session: Session, path: Path) -> None:
    first = suggested(session)
    accept(session, "night")
    refuse(session, "a")
    refuse(session, "b")
    assert list(suggested(session)) == ["c"]
    while session.undo(session.revision).status == 200:
        pass
    assert suggested(session) == first
    assert path.read_text() == MAP
    while session.redo(session.revision).status == 200:
        pass
    assert list(suggested(session)) == ["c"]


def test_an_id_that_is_taken_gets_a_number(session: Session) -> None:
    session.gesture({"do": "rename", "revision": 1, "id": "many", "to": "night"})
    assert accept(session, "night").data["made"] == "night-2"
    session.gesture({"do": "rename", "revision": session.revision, "id": "night-2", "to": "gap"})
    assert accept(session, "a").status == 200
    assert session.file.map["a"].supports == ("gap",)


def test_a_decision_that_was_made_already_is_refused(session: Session) -> None:
    refuse(session, "night")
    assert refuse(session, "night").status == 422


def test_two_sources_are_told_apart(tmp_path: Path) -> None:
    path = town(tmp_path)
    (tmp_path / "second.txt").write_text("Few are on the road at noon.")
    path.write_text(MAP.replace("claims:", "  - id: noon\n    path: second.txt\nclaims:"))
    path.write_text(path.read_text().replace("    quote:", "    source: note\n    quote:"))

    def of_noon(sources: Any) -> ArgumentMap:
        assert [isinstance(one, Source) for one in sources] == [True, True]
        map = ArgumentMap(sources=list(sources))
        map.claim("At noon", id="n", quote="at noon", source="noon")
        return map

    session = Session(str(path), draft=of_noon)
    assert suggested(session)["n"]["anchors"][0]["source"] == 1
    accept(session, "n")
    assert session.file.map["n"].anchors[0].source == "noon"
