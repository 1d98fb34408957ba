"""A map file is changed where its map changes, and nowhere else."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.errors import MapFileError
from argmap.mapfile import Edit, apply_edits, load, loads, parse_map, read_map, save
from argmap.mapfile.reading import MapFile
from argmap.model import ArgumentMap, Claim, Reason
from argmap.source import Source
from tests.mapfile.layouts import Written, files
from tests.strategies import maps, metas, wordings

COMMENT_LINE = re.compile(r"^[ \t]*(# comment \d+.*?)\r?$", re.MULTILINE)


@st.composite
def edits(draw: st.DrawFn, map: ArgumentMap) -> list[Edit]:
    """Edits of a map: fields set and taken away, quotes and spans changed, anchors added."""
    made = []
    rows = [
        (section, row)
        for section in ("questions", "claims", "reasons", "caveats", "sources")
        for row in range(len(getattr(map, section)))
    ]
    for _ in range(draw(st.integers(1, 5))):
        if not rows or draw(st.integers(0, 9)) == 0:
            name, values = draw(st.sampled_from((("title", wordings()), ("meta", metas()))))
            made.append(Edit((name,), draw(st.none() | values)))
            continue
        section, row = draw(st.sampled_from(rows))
        field, value = draw(source_fields() if section == "sources" else fields())
        anchors = getattr(getattr(map, section)[row], "anchors", ())
        if anchors and draw(st.booleans()):
            number = draw(st.integers(0, len(anchors) - 1))
            field, value = draw(anchor_fields())
            made.append(Edit((section, row, "anchors", number, field), value))
        else:
            made.append(Edit((section, row, field), value))
    return made


LINES = st.lists(st.sampled_from(("Buses help,", "", "  they say", "# a", "b:")), min_size=2).map(
    lambda lines: "\n".join(("So", *lines, "it is"))
)
SPANS = st.lists(st.integers(0, 99).map(lambda start: [start, start + 7]), min_size=1, max_size=3)


def fields() -> st.SearchStrategy[tuple[str, Any]]:
    words = st.none() | wordings()
    references = st.none() | st.lists(st.sampled_from(("x", "y->z", "#", "null")), max_size=3)
    anchor = st.fixed_dictionaries({"quote": wordings()}, optional={"spans": SPANS})
    return st.one_of(
        st.tuples(st.sampled_from(("text", "speaker", "qualifier", "note", "joint")), words),
        st.tuples(st.sampled_from(("supports", "limits", "answers", "tags")), references),
        st.tuples(st.just("strength"), st.sampled_from((None, 0, 0.25, 1e-7))),
        st.tuples(st.just("implicit"), st.sampled_from((None, True))),
        st.tuples(st.just("anchors"), st.none() | st.lists(anchor, max_size=3)),
        st.tuples(st.just("meta"), st.none() | metas()),
    )


def anchor_fields() -> st.SearchStrategy[tuple[str, Any]]:
    return st.one_of(
        st.tuples(st.just("quote"), wordings() | LINES),
        st.tuples(st.sampled_from(("prefix", "suffix")), st.none() | wordings()),
        st.tuples(st.just("spans"), st.none() | SPANS),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "claims:\n- quote: old\n  id: c\n",
            "claims:\n- quote: |-\n    So\n\n      it is\n  id: c\n",
        ),
        (
            "claims:\r\n- id: c\r\n  quote: >-\r\n    old\r\n    one\r\n  note: x\r\n",
            "claims:\r\n- id: c\r\n  quote: |-\r\n    So\r\n\r\n      it is\r\n  note: x\r\n",
        ),
        (
            "claims:\n  - id: c\n    quote: old   # a comment\n",
            'claims:\n  - id: c\n    quote: "So\\n\\n  it is"   # a comment\n',
        ),
        (
            "claims: [{id: c, quote: old}]\n",
            'claims: [{id: c, quote: "So\\n\\n  it is"}]\n',
        ),
    ],
)
def test_a_quote_of_several_lines_becomes_a_block_where_there_is_room(
    text: str, expected: str
) -> None:
    file = parse_map(text)
    written = file.edited([Edit(("claims", 0, "anchors", 0, "quote"), "So\n\n  it is")])
    assert written == expected
    assert parse_map(written).map.claims[0].anchors[0].quote == "So\n\n  it is"


def source_fields() -> st.SearchStrategy[tuple[str, Any]]:
    return st.one_of(
        st.tuples(st.sampled_from(("title", "author", "url")), st.none() | wordings()),
        st.tuples(st.just("sha256"), st.sampled_from((None, "0" * 64))),
    )


def opened(map: ArgumentMap, written: Written) -> MapFile:
    file = parse_map(written.text)
    assert (file.problems, file.map) == ((), map)
    return file


def comment_lines(text: str) -> list[str]:
    return COMMENT_LINE.findall(text)


@given(st.data())
@settings(max_examples=100)
def test_an_edited_file_says_the_edited_map_and_keeps_all_else(data: st.DataObject) -> None:
    map = data.draw(maps(max_size=5))
    written = data.draw(files(map))
    file = opened(map, written)
    wanted = data.draw(edits(map))
    try:
        edited = apply_edits(map, wanted)
    except (ValidationError, MapFileError):
        reject()
    text = file.edited(wanted)
    assert loads(text, syntax=file.syntax) == edited
    assert comment_lines(text) == comment_lines(written.text)
    unified = text.replace("\r\n", "\n")
    for (section, row), lines in written.records.items():
        if getattr(map, section)[row] == getattr(edited, section)[row]:
            assert lines in unified
    for (section, row, key), lines in written.keys.items():
        was, now = getattr(map, section)[row], getattr(edited, section)[row]
        if key in type(was).model_fields and getattr(was, key) == getattr(now, key):
            assert lines in unified


@given(st.data())
def test_editing_nothing_changes_nothing(data: st.DataObject) -> None:
    map = data.draw(maps(max_size=5))
    file = opened(map, data.draw(files(map)))
    assert file.edited([]) == file.text
    assert file.with_map(map) == file.text
    same = [Edit(("claims", row, "text"), claim.text) for row, claim in enumerate(map.claims)]
    assert file.edited(same) == file.text


@given(st.data())
@settings(max_examples=100)
def test_records_are_added_and_removed_between_the_comments(data: st.DataObject) -> None:
    map = data.draw(maps(max_size=6))
    written = data.draw(files(map))
    file = opened(map, written)
    changed = map.model_copy()
    removed = []
    for section in ("sources", "questions", "claims", "reasons", "caveats"):
        listed = getattr(map, section)
        keeps = [data.draw(st.sampled_from((True, True, False))) for _ in listed]
        removed += [(section, row) for row, keep in enumerate(keeps) if not keep]
        kept = [record for record, keep in zip(listed, keeps, strict=True) if keep]
        if section == "claims":
            extra = data.draw(st.lists(wordings(), max_size=3))
            added = [Claim(id=f"added-{n}", text=text) for n, text in enumerate(extra)]
            at = data.draw(st.integers(0, len(kept)))
            kept[at:at] = added
        changed = changed.model_copy(update={section: kept})
    text = file.with_map(changed)
    assert loads(text, syntax=file.syntax) == changed
    unified = text.replace("\r\n", "\n")
    for place, lines in written.records.items():
        assert place in removed or lines in unified
    inside = {
        comment for place in removed for comment in comment_lines(written.records.get(place, ""))
    }
    expected = [comment for comment in comment_lines(written.text) if comment not in inside]
    assert comment_lines(text) == expected


def test_a_new_id_alone_is_a_renaming_and_keeps_the_comments() -> None:
    file = parse_map("claims:\n  - id: a  # first\n    text: One # sure\n")
    renamed = [file.map.claims[0].model_copy(update={"id": "b"})]
    assert file.with_map(file.map.model_copy(update={"claims": renamed})) == (
        "claims:\n  - id: b  # first\n    text: One # sure\n"
    )


# Small examples, to the letter


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("title: One # said\n", Edit(("title",), "Two: more"), 'title: "Two: more" # said\n'),
        ("argmap: 1\n", Edit(("title",), "Two"), "argmap: 1\ntitle: Two\n"),
        ("argmap: 1", Edit(("title",), "Two"), "argmap: 1\ntitle: Two"),
        ("argmap: 1\r\n", Edit(("title",), "Two"), "argmap: 1\r\ntitle: Two\r\n"),
        ("argmap: 1\ntitle: A # b\nmeta: {}\n", Edit(("title",), None), "argmap: 1\nmeta: {}\n"),
        ("{}", Edit(("title",), "Two"), '{"title": "Two"}'),
        ('{"argmap":1}', Edit(("title",), "Two"), '{"argmap":1, "title":"Two"}'),
        ("{title: One}", Edit(("title",), None), "{}"),
        (
            '{\n  "argmap": 1\n}\n',
            Edit(("title",), "Two"),
            '{\n  "argmap": 1,\n  "title": "Two"\n}\n',
        ),
        ("meta: {a: [1, 2, 3]}", Edit(("meta", "a", 1), 7), "meta: {a: [1, 7, 3]}"),
        ("meta: {a: [1, 2, 3]}", Edit(("meta", "a", 0), None), "meta: {a: [2, 3]}"),
        ("meta: {a: [1, 2]}", Edit(("meta", "a", 2), {"b": "c"}), "meta: {a: [1, 2, {b: c}]}"),
        (
            "meta:\n  a:\n  - 1\n  # two\n  - 2\n",
            Edit(("meta", "a", 0), None),
            "meta:\n  a:\n  # two\n  - 2\n",
        ),
    ],
)  # fmt: skip
def test_an_edit_of_the_head_changes_only_what_it_names(
    text: str, edit: Edit, expected: str
) -> None:
    assert parse_map(text).edited([edit]) == expected


@pytest.mark.parametrize(
    ("record", "field", "value", "expected"),
    [
        ("id: c\n  text: One", ("text",), "Two", "id: c\n  text: Two"),
        ("text: One\n  id: c\n  quote: Q", ("text",), None, "id: c\n  quote: Q"),
        (
            "text: One\n  # why\n  id: c\n  quote: Q",
            ("text",),
            None,
            "\n  # why\n  id: c\n  quote: Q",
        ),
        ("id: c\n  text: >-\n    One\n    two", ("text",), "Two", "id: c\n  text: Two"),
        ("id: c\n  text:\n    One", ("text",), "Two", "id: c\n  text:\n    Two"),
        (
            "id: c\n  quote: Q",
            ("anchors", 0, "spans"),
            [[1, 2]],
            "id: c\n  quote: Q\n  span: [1, 2]",
        ),
        (
            "id: c\n  quote: Q\n  span: [1, 2]",
            ("anchors", 0, "spans"),
            [[1, 5]],
            "id: c\n  quote: Q\n  span: [1, 5]",
        ),
        (
            "id: c\n  quote: Q\n  span: [1, 2]\n  note: N",
            ("anchors", 0, "spans"),
            [[1, 2], [4, 5]],
            "id: c\n  quote: Q\n  spans: [[1, 2], [4, 5]]\n  note: N",
        ),
        (
            "id: c\n  quote: Q\n  spans: [[1, 2], [4, 5]]",
            ("anchors", 0, "spans"),
            [[1, 2]],
            "id: c\n  quote: Q\n  spans: [[1, 2]]",
        ),
        (
            "id: c\n  text: T\n  supports: a",
            ("supports",),
            ["a", "b"],
            "id: c\n  text: T\n  supports: [a, b]",
        ),
        (
            "id: c\n  text: T\n  supports:\n  - a # one\n  # two\n  - b",
            ("supports",),
            ["a", "x", "b", "z"],
            "id: c\n  text: T\n  supports:\n  - a # one\n  - x\n  # two\n  - b\n  - z",
        ),
        ("id: c\n  text: T\n  tags: null", ("tags",), ["a"], "id: c\n  text: T\n  tags: [a]"),
        (
            "id: c\n  anchors:\n  - {quote: Q}\n  - quote: R",
            ("anchors", 1, "spans"),
            [[1, 2]],
            "id: c\n  anchors:\n  - {quote: Q}\n  - quote: R\n    span: [1, 2]",
        ),
        (
            "{id: c, quote: Q}",
            ("anchors",),
            [{"quote": "Q"}, {"quote": "R"}],
            "{id: c, anchors: [{quote: Q}, {quote: R}]}",
        ),
    ],
)
def test_an_edit_of_a_record_changes_only_what_it_names(
    record: str, field: tuple[str | int, ...], value: object, expected: str
) -> None:
    file = parse_map(f"claims:\n- {record}\n# end\n")
    assert file.edited([Edit(("claims", 0, *field), value)]) == f"claims:\n- {expected}\n# end\n"


def test_a_block_of_kept_line_ends_keeps_them_when_a_key_follows() -> None:
    file = parse_map("claims:\n- id: c\n  text: |+\n    One\n\n\n# end\n")
    assert file.map.claims[0].text == "One\n\n\n"
    edited = file.edited([Edit(("claims", 0, "speaker"), "Ann")])
    assert edited == "claims:\n- id: c\n  text: |+\n    One\n\n\n  speaker: Ann\n# end\n"


def test_a_first_record_opens_its_section() -> None:
    claim, reason = Claim(id="c", text="T"), Reason(id="r", text="R", supports="c")
    map = ArgumentMap(claims=[claim], reasons=[reason])
    for text, expected in (
        ("argmap: 1\n", "argmap: 1\nclaims:\n  - id: c\n    text: T\n"),
        ("argmap: 1\nclaims:\n", "argmap: 1\nclaims:\n  - id: c\n    text: T\n"),
        ("claims: []\n", "claims:\n  - id: c\n    text: T\n"),
    ):
        changed = parse_map(text).with_map(map)
        assert changed == expected + "reasons:\n  - id: r\n    text: R\n    supports: c\n"
    assert parse_map("{}").with_map(map) == (
        '{"claims": [{"id": "c", "text": "T"}], '
        '"reasons": [{"id": "r", "text": "R", "supports": "c"}]}'
    )


def test_new_records_are_written_as_their_neighbours_are() -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="T"), Claim(id="d", text="U")])
    for text, expected in (
        ("claims:\n- {id: c, text: T}\n", "claims:\n- {id: c, text: T}\n- {id: d, text: U}\n"),
        ("claims: [{id: c, text: T}]", "claims: [{id: c, text: T}, {id: d, text: U}]"),
        (
            '{"claims":[{"id":"c","text":"T"}]}',
            '{"claims":[{"id":"c","text":"T"}, {"id": "d", "text": "U"}]}',
        ),
        (
            '{\n "claims": [\n  {"id": "c", "text": "T"}\n ]\n}',
            (
                '{\n "claims": [\n  {"id": "c", "text": "T"},\n'
                '  {\n    "id": "d",\n    "text": "U"\n  }\n ]\n}'
            ),
        ),
    ):
        assert parse_map(text).with_map(map) == expected


# What cannot be


@pytest.mark.parametrize(
    "route",
    [(), ("x",), ("claims",), ("claims", 0), ("claims", 5, "text"), ("claims", "c", "text"),
     ("claims", 0, "meta", "a", 3), ("claims", 0, "anchors", 4, "quote"), ("title", "a"),
     ("claims", 0, "text", "a"), ("claims", -1, "text")],
)  # fmt: skip
def test_an_edit_without_a_place_is_refused(route: tuple[str | int, ...]) -> None:
    file = parse_map("title: T\nclaims: [{id: c, text: T, meta: {a: []}}]")
    with pytest.raises(MapFileError, match="has no place in the map"):
        file.edited([Edit(route, "x")])


def test_an_edit_that_breaks_a_record_is_refused() -> None:
    file = parse_map("claims: [{id: c, text: T}]")
    with pytest.raises(ValidationError):
        file.edited([Edit(("claims", 0, "text"), None)])


def test_a_source_with_its_text_inline_is_edited_as_the_file_has_it() -> None:
    file = parse_map("sources: [{id: s, text: Buses}] # here\n")
    edited = file.edited(
        [Edit(("sources", 0, "title"), "B"), Edit(("sources", 0, "text"), "Trams")]
    )
    assert edited == "sources: [{id: s, text: Trams, title: B}] # here\n"


def test_a_map_is_left_as_it_was_by_edits_of_it() -> None:
    map = loads("claims: [{id: c, text: T, meta: {a: [1]}}]\nmeta: {b: {c: 1}}")
    edits = [Edit(("claims", 0, "meta", "a", 0), 2), Edit(("meta", "b", "c"), 2)]
    assert apply_edits(map, edits).meta == {"b": {"c": 2}}
    assert (map.claims[0].meta, map.meta) == ({"a": [1]}, {"b": {"c": 1}})


def test_records_in_brackets_change_places_too() -> None:
    file = parse_map("claims: [{id: a, text: T}, {id: b, text: U}]")
    turned = file.map.model_copy(update={"claims": file.map.claims[::-1]})
    assert loads(file.with_map(turned)).claims == turned.claims


def test_a_record_in_brackets_whose_comment_would_be_lost_keeps_its_place() -> None:
    file = parse_map("claims: [{id: a, # first\n text: T}, {id: b, # second\n text: U}]")
    turned = file.map.model_copy(update={"claims": file.map.claims[::-1]})
    with pytest.raises(MapFileError, match="has moved"):
        file.with_map(turned)


@pytest.mark.parametrize(
    "written",
    [
        "  limits: a  # why it does\n",
        "  # above\n  limits:\n  - a  # why it does\n  # and this\n  - d\n",
        "  'limits' : [a]  # why it does\n",
        "  ? limits  # odd\n  : a  # why it does\n",
    ],
)
def test_a_relation_that_becomes_another_keeps_its_place_and_its_comments(written: str) -> None:
    claims = "claims:\n- {id: a, text: T}\n- {id: d, text: T}\n"
    text = f"{claims}caveats:\n- id: b\n{written}  text: U\n"
    file = parse_map(text)
    was = file.map.caveats[0]
    changed = was.model_copy(update={"limits": (), "rebuts": was.limits})
    now = file.with_map(file.map.model_copy(update={"caveats": [changed]}))
    assert now == text.replace("'limits'", "limits").replace("limits", "rebuts")


def test_a_relation_in_brackets_becomes_another_in_its_place() -> None:
    text = '{"claims": [{"id": "a", "text": "T"}], "caveats": [{"id": "b", "limits": "a"}]}'
    text = text.replace('"limits": "a"', '"limits": "a", "text": "U"')
    file = parse_map(text)
    changed = file.map.caveats[0].model_copy(update={"limits": (), "rebuts": ("a",)})
    now = file.with_map(file.map.model_copy(update={"caveats": [changed]}))
    assert now == text.replace("limits", "rebuts")


@pytest.mark.parametrize("quote", ["One", "# One", "One\nTwo", "One\n\n  Two\n", "x: |"])
@pytest.mark.parametrize("header", ["|", ">-", "|2+"])
def test_the_comment_behind_the_sign_of_a_block_stays(header: str, quote: str) -> None:
    text = f"claims:\n- id: c\n  quote: {header}  # mine\n    Old\n    # text\n  note: N\n"
    now = parse_map(text).edited([Edit(("claims", 0, "anchors", 0, "quote"), quote)])
    assert loads(now).claims[0].anchors[0].quote == quote
    assert now.count("  # mine\n") == 1
    assert now.endswith("\n  note: N\n")


def test_a_file_without_a_map_cannot_be_changed() -> None:
    for text in ("", "- a", "{"):
        with pytest.raises(MapFileError, match="the file contains no map to edit"):
            parse_map(text).with_map(ArgumentMap(title="T"))


def test_a_key_that_stands_twice_is_changed_where_it_counts() -> None:
    file = parse_map("claims:\n- id: c\n  text: One\n  text: Two\n")
    edited = file.edited([Edit(("claims", 0, "text"), "Three")])
    assert edited == "claims:\n- id: c\n  text: One\n  text: Three\n"


def test_broken_records_stay_where_they_are() -> None:
    text = "claims:\n- {id: a b}\n- {id: c, text: T}\n- {id: d, text: U}\n- {id: e f}\n"
    file = parse_map(text)
    assert file.edited([Edit(("claims", 0, "text"), "V")]) == text.replace("text: T", "text: V")
    fewer = file.map.model_copy(update={"claims": file.map.claims[1:]})
    assert file.with_map(fewer) == text.replace("- {id: c, text: T}\n", "")


# Saving over a file


def test_saving_over_a_map_file_keeps_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text("# mine\nclaims:\n- {id: c, text: T} # this\n# that\n", encoding="utf-8")
    map = load(path)
    map.claim("U", id="d")
    save(map, path)
    assert path.read_text(encoding="utf-8") == (
        "# mine\nclaims:\n- {id: c, text: T} # this\n- {id: d, text: U}\n# that\n"
    )
    assert load(path) == map


@pytest.mark.parametrize("old", ["{", "claims: [{id: a b}]", "- x", "", "\0"])
def test_saving_over_what_is_no_map_writes_anew(tmp_path: Path, old: str) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text(old, encoding="utf-8")
    save(ArgumentMap(title="T"), path)
    assert path.read_text(encoding="utf-8") == "argmap: 1\ntitle: T\n"


def test_saving_records_in_another_order_writes_anew(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text("# mine\nclaims: [{id: a, text: T}, {id: b, text: U}]\n", encoding="utf-8")
    map = load(path)
    map.claims.reverse()
    save(map, path)
    assert load(path) == map


def test_saving_into_another_syntax_writes_anew(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.json"
    path.write_text("# yaml\ntitle: T\n", encoding="utf-8")
    save(ArgumentMap(title="T"), path)
    assert path.read_text(encoding="utf-8") == '{\n  "argmap": 1,\n  "title": "T"\n}\n'


def test_a_path_of_a_source_is_kept_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    (tmp_path / "a.txt").write_text("Buses", encoding="utf-8")
    text = "sources: [{id: s, path: ././a.txt}] # here\n"
    path.write_text(text, encoding="utf-8")
    file = read_map(path)
    signed = [source.signed() for source in file.map.sources]
    assert file.with_map(file.map.model_copy(update={"sources": signed})).startswith(
        "sources: [{id: s, path: ././a.txt, sha256: "
    )
    from_elsewhere = Source(id="s", path=str(tmp_path / "a.txt"), title="T")
    assert "title: T" in file.with_map(ArgumentMap(sources=[from_elsewhere]))
    save(load(path), path)
    assert path.read_text(encoding="utf-8") == text
