"""Every format that is written is recognised when it is read, and losses are told."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import FormatError, MapFileError, OutputError
from argmap.foreign import identified
from argmap.formats import (
    EVERYTHING,
    FORMATS,
    Document,
    Format,
    dump,
    named,
    read,
    read_with_losses,
    recognised,
    unheld,
    write,
)
from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.source import Source
from tests.strategies import maps, texts

OWN = [named("yaml"), named("json")]


@given(maps(max_size=5), st.sampled_from(OWN))
def test_a_format_of_argmap_gives_the_map_back(map: ArgumentMap, format: Format) -> None:
    text, losses, companions = dump(map, "-", format=format.name)
    assert (losses, companions) == ((), {})
    assert format.codec.load is not None
    document = Document(text=text)
    assert format.codec.load(document) == map
    assert document.losses == []


@given(texts() | st.text(st.sampled_from('{}[]":,\n argmap1<>/')))
def test_recognising_a_text_names_a_format_that_fits_or_refuses(text: str) -> None:
    document = Document(text=text.removeprefix("\ufeff"))
    fitting = None
    with suppress(FormatError, MapFileError):
        fitting = recognised(document)
    if fitting is None:
        with pytest.raises((FormatError, MapFileError), match="<text>") as caught:
            recognised(document)
        if isinstance(caught.value, FormatError):
            readable = [format.name for format in FORMATS if format.reads]
            names_all = all(name in str(caught.value.help) for name in readable)
            is_foreign = identified(text) is not None
            assert names_all or is_foreign or caught.value.what == "the file is empty"
    else:
        assert fitting.codec.fits is not None
        assert fitting.codec.fits(document)


@pytest.mark.parametrize("suffix", [suffix for format in OWN for suffix in format.suffixes])
def test_a_map_written_under_a_suffix_reads_back(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Buses help", encoding="utf-8")
    source = Source(id="s", path="texts/a.txt").placed_in(tmp_path)
    map = ArgumentMap(sources=[source], claims=[Claim(id="c", anchors=(Anchor(quote="Buses"),))])
    path = tmp_path / f"m{suffix}"
    assert write(map, path) == ()
    assert read(path) == map
    assert read_with_losses(path) == (map, ())
    assert read(path).sources[0].text == "Buses help"


def test_a_format_can_be_named_whatever_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "map.txt"
    write(ArgumentMap(title="Buses"), path, format="json")
    assert json.loads(path.read_text(encoding="utf-8")) == {"argmap": 1, "title": "Buses"}
    assert read(path, format="json").title == "Buses"
    assert read(path).title == "Buses"


def test_writing_over_a_map_file_keeps_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text("title: Buses # said\n", encoding="utf-8")
    write(ArgumentMap(title="Trams"), path)
    assert path.read_text(encoding="utf-8") == "title: Trams # said\n"


def test_a_broken_map_file_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text("claims:\n- {id: c, txt: T}\n", encoding="utf-8")
    with pytest.raises(MapFileError, match=r":2:\d+: "):
        read(path)
    path.write_text("title: 'Buses\n", encoding="utf-8")
    with pytest.raises(MapFileError, match="this is not valid YAML"):
        read(path)


def test_a_text_in_no_format_is_refused_with_the_names_of_all(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buses help.", encoding="utf-8")
    with pytest.raises(FormatError, match="format not recognised") as caught:
        read(path)
    assert str(caught.value.help).startswith("give its format: yaml (.argmap.yaml), json (.argmap.")


def test_json_of_another_kind_is_not_taken_for_a_map_and_its_keys_are_named() -> None:
    with pytest.raises(FormatError, match="format not recognised: its keys are 'a', 'edges'"):
        recognised(Document(text='{"a": [], "edges": [{"argmap": 1}]}'))
    with pytest.raises(FormatError, match="its root element is <song>"):
        recognised(Document(text="<song><argmap/></song>"))


def test_json_that_is_not_well_formed_is_told_with_its_place() -> None:
    with pytest.raises(MapFileError, match="<text>:2:9: this is not valid JSON"):
        recognised(Document(text='{\n"nodes" [], "edges": []}'))


@pytest.mark.parametrize("name", ["map", "map.txt", "map.docx"])
def test_a_suffix_that_names_no_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="is not the extension of a format") as caught:
        write(ArgumentMap(), tmp_path / name)
    assert str(caught.value.help).startswith("give one: yaml (.argmap.yaml), json (.argmap.json)")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_is_asked_of_those_who_draw() -> None:
    with pytest.raises(FormatError, match="is not the extension of a format") as caught:
        write(ArgumentMap(), "map.svg")
    assert caught.value.help == "`argmap render`, or am.render, makes pictures and pages"


def test_standard_output_needs_the_name_of_a_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FormatError, match="is not the extension of a format"):
        write(ArgumentMap(), "-")
    write(ArgumentMap(title="Buses"), "-", format="yaml")
    assert capsys.readouterr().out == "argmap: 1\ntitle: Buses\n"


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(FormatError, match="unknown format 'yml'") as caught:
        named("yml")
    assert caught.value.help == "did you mean 'yaml'?"
    with pytest.raises(FormatError) as caught:
        named("docx")
    assert str(caught.value.help).startswith("choose from yaml, json")


def test_files_that_cannot_be_had_are_told(tmp_path: Path) -> None:
    with pytest.raises(MapFileError, match="file not found"):
        read(tmp_path / "none.yaml")
    with pytest.raises(OutputError):
        write(ArgumentMap(), tmp_path / "none" / "m.yaml")


def test_names_and_preferred_suffixes_are_unique() -> None:
    assert len({format.name for format in FORMATS}) == len(FORMATS)
    preferred = [format.suffixes[0] for format in FORMATS if format.suffixes]
    assert len(set(preferred)) == len(preferred)


def test_every_format_is_read_or_written_as_the_table_says() -> None:
    for format in FORMATS:
        assert format.reads == (format.codec.load is not None), format.name
        assert format.reads == (format.codec.fits is not None), format.name
        assert format.writes == (format.codec.dump is not None), format.name
        assert all(
            not option.choices or option.default in option.choices
            for option in format.codec.options
        ), format.name


# What a format cannot hold


def test_each_field_that_a_format_cannot_hold_is_told_with_its_statement() -> None:
    source = Source(id="s", text="Buses help", author="Ann")
    claim = Claim(id="c", speaker="Ann", anchors=(Anchor(quote="Buses", prefix="x"),))
    map = ArgumentMap(title="T", sources=[source], claims=[claim], meta={"a": 1})
    holds = EVERYTHING - {"title", "meta", "speaker", "sources.author", "anchors.prefix"}
    assert [(loss.statement, loss.field) for loss in unheld(map, holds, format="AML")] == [
        (None, "title"),
        (None, "meta"),
        (None, "sources.author"),
        ("c", "speaker"),
        ("c", "anchors.prefix"),
    ]
    told = [str(loss) for loss in unheld(map, holds, format="AML")]
    assert told[2] == "`author` of source 's' is not supported by AML"
    assert told[3] == "c: `speaker` is not supported by AML"


def test_sources_and_anchors_that_a_format_does_not_hold_are_reported_as_a_whole() -> None:
    sources = [Source(id=id, text="Buses help", author="Ann") for id in "st"]
    claim = Claim(id="c", source="s", quote="Buses", meta={"a": 1})
    map = ArgumentMap(sources=sources, claims=[claim], meta={"a": 1})
    lost = unheld(map, EVERYTHING - {"sources", "anchors", "map.meta"}, format="AML")
    assert [str(loss) for loss in lost] == [
        "the map's `meta` is not supported by AML",
        "the map's `sources` are not supported by AML",
        "c: `anchors` is not supported by AML",
    ]


@given(maps(max_size=5))
def test_a_format_that_holds_everything_loses_nothing(map: ArgumentMap) -> None:
    assert unheld(map, EVERYTHING, format="AML") == ()


@given(maps(max_size=5))
def test_a_format_that_holds_only_ids_and_texts_loses_every_relation(map: ArgumentMap) -> None:
    lost = {
        (loss.statement, loss.field)
        for loss in unheld(map, frozenset({"id", "text"}), format="AML")
    }
    for statement in map.statements:
        for relation, _ in statement.references:
            assert (statement.id, relation) in lost
    reasons = [Reason(id="r", text="T", supports="c")]
    (loss,) = unheld(ArgumentMap(reasons=reasons), frozenset({"id", "text"}), format="AML")
    assert (loss.statement, loss.field) == ("r", "supports")


# The floors


def test_formats_need_neither_checking_nor_drawing() -> None:
    code = "import sys, argmap.formats; print(*[m for m in sys.modules if m.startswith('argmap')])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "argmap.formats.registry" in loaded
    assert "argmap.formats.aif" not in loaded
    assert not [name for name in loaded if name.startswith(("argmap.checking", "argmap.drawing"))]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("a.b.txt", "a.txt"), "a.b.txt"),
        (("a.txt",), "a.txt"),
        (("b.txt", "a.b.json.txt"), None),
    ],
)
def test_a_text_lies_beside_a_file_under_its_name_without_suffixes(
    tmp_path: Path, names: tuple[str, ...], found: str | None
) -> None:
    for name in names:
        (tmp_path / name).write_text("Buses help", encoding="utf-8")
    source = Document(path=tmp_path / "a.b.json").beside(".txt")
    assert (source.path if source else None) == found


def test_a_misspelt_section_is_reported_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("claimes:\n- id: c\n  text: Buses help\n", encoding="utf-8")
    with pytest.raises(MapFileError, match="a map has no key `claimes`") as caught:
        read(path)
    assert caught.value.help == "did you mean `claims`?"


@pytest.mark.parametrize(("name", "text"), [("a.csv", ""), ("a.tsv", ""), ("a.csv", "\n\n")])
def test_an_empty_table_is_said_to_be_empty(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="the table is empty"):
        read(tmp_path / name)
