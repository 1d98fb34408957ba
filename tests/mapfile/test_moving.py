"""Records get another place in their file, as they are written and with their comments."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.errors import MapFileError
from argmap.mapfile import dumps, load, loads, parse_map, save
from argmap.mapfile.reading import MapFile
from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason, Statement
from tests.mapfile.layouts import files
from tests.mapfile.test_editing import comment_lines, opened
from tests.strategies import maps

MAP = """\
argmap: 1
claims:
  # what it is about
  - id: a   # first
    text: One
    note: |
      a note

      of two parts

  # on the second one,
  # in two lines
  - id: b
    # inside
    text: Two   # sure
  - {id: c, text: Three}   # last

  # not about a claim
reasons:
- id: d
  text: Four
  supports: a
"""


def reordered(*ids: str) -> str:
    file = parse_map(MAP)
    claims = [file.map[id] for id in ids]
    return file.with_map(file.map.model_copy(update={"claims": claims}))


def test_a_record_is_moved_with_its_comments_and_nothing_else_changes() -> None:
    assert reordered("b", "a", "c") == (
        """\
argmap: 1
claims:
  # what it is about

  # on the second one,
  # in two lines
  - id: b
    # inside
    text: Two   # sure
  - id: a   # first
    text: One
    note: |
      a note

      of two parts
  - {id: c, text: Three}   # last

  # not about a claim
reasons:
- id: d
  text: Four
  supports: a
"""
    )


def test_the_last_record_is_moved_to_the_front() -> None:
    text = reordered("c", "a", "b")
    assert "  # what it is about\n  - {id: c, text: Three}   # last\n  - id: a   # first\n" in text
    assert text.endswith(
        "    text: Two   # sure\n\n  # not about a claim\n" + MAP[MAP.index("reasons") :]
    )


def test_a_statement_of_another_kind_keeps_its_comments_and_gets_the_depth_of_its_list() -> None:
    file = parse_map(MAP)
    map = file.map.model_copy()
    b = map.claims.pop(1)
    map.reasons.append(Reason(**{**dict(b), "supports": "a"}))
    text = file.with_map(map)
    assert text.endswith(
        """\
  supports: a
# on the second one,
# in two lines
- id: b
  # inside
  text: Two   # sure
  supports: a
"""
    )


def test_a_kind_that_the_file_does_not_have_yet_gets_its_list() -> None:
    file = parse_map(MAP)
    map = file.map.model_copy()
    d = map.reasons.pop()
    map.caveats.append(Caveat(**{**dict(d), "supports": (), "limits": "a"}))
    text = file.with_map(map)
    assert text.endswith("reasons:\ncaveats:\n  - id: d\n    text: Four\n    limits: a\n")


def test_a_number_sign_in_json_is_no_comment_that_could_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "buses.argmap.json"
    map = ArgumentMap(claims=[Claim(id="a", text="Line #7"), Claim(id="b", text="b # c")])
    path.write_text(dumps(map, syntax="json"), encoding="utf-8")
    map.claims.reverse()
    map.questions.append(Question(**dict(map.claims.pop())))
    save(map, path)
    assert load(path) == map


@given(st.data())
@settings(max_examples=150)
def test_any_order_and_any_kinds_keep_every_comment(data: st.DataObject) -> None:
    map = data.draw(maps(max_size=6))
    written = data.draw(files(map))
    file = opened(map, written)
    wanted = map.model_copy()
    for statement in list(map.statements):
        if data.draw(st.integers(0, 3)) == 0:
            _change_kind(wanted, statement, data)
    for section in ("sources", "questions", "claims", "reasons", "caveats"):
        if data.draw(st.booleans()):
            listed = getattr(wanted, section)
            listed[:] = data.draw(st.permutations(list(listed)))
    text = _said_by(file, wanted)
    if text is None:
        # What is in brackets cannot be moved with the comments in it; JSON has none.
        assert file.syntax == "yaml"
        assert re.search(r"[\[{]", written.text)
        assert re.search(r"\s#", written.text)
        return
    assert loads(text, syntax=file.syntax) == wanted
    assert sorted(comment_lines(text)) == sorted(comment_lines(written.text))
    if file.syntax == "yaml":
        unified = _flush(text.replace("\r\n", "\n"))
        for lines in written.records.values():
            assert _flush(lines) in unified


def _said_by(file: MapFile, map: ArgumentMap) -> str | None:
    try:
        return file.with_map(map)
    except MapFileError:
        return None


def _change_kind(map: ArgumentMap, statement: Statement, data: st.DataObject) -> None:
    model = data.draw(st.sampled_from((Question, Claim, Reason, Caveat)))
    try:
        made = model(**dict(statement))
    except ValidationError:
        return
    old = getattr(map, f"{statement.kind}s")
    old[:] = [one for one in old if one is not statement]
    getattr(map, f"{made.kind}s").append(made)


def _flush(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))
