"""What is written reads back the same, byte for byte the same each time, and by other readers."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.errors import FormatError
from argmap.mapfile import dumps, load, loads, save, to_data
from argmap.mapfile.reading import Syntax
from argmap.mapfile.yaml_value import yaml_line, yaml_value
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from tests.strategies import json_values, maps, texts, wordings

SYNTAXES = st.sampled_from(("yaml", "json"))

AWKWARD = (
    "null", "~", "yes", "No", "on", "true", "1.0", "1e5", "0x1F", "012", "1_000", "12:30", "2021",
    "2021-02-01", ".inf", ".nan", "=", "<<", "-", "- x", "? x", "# no comment", "a # b", "a: b",
    "a:", ": a", "a,b", "[a]", "{a", "&a", "*a", "!a", "|", ">", "@a", "`a", "%a", "'", '"', "\\",
    "\\n", " a", "a ", "a\tb", "\ta", "a\nb", "a\n", "\n", "a\r\nb", "a\rb", "a\x85b", "a\u2028b",
    "a\u2029b", "\ufeffa", "a\ufeffb", "\x00", "\x07", "\x7f", "\x9f", "\xa0", "\ufffe", "😀",
    "---", "...", "--- a", "a  b", "it's", '"so"', "back\\slash \"quoted\" it's", "a" * 3000,
    "word " * 3000 + "end", "\U0001fffe", "{{ jinja }}", "é", "ﷺ",
)  # fmt: skip


@given(maps(), SYNTAXES)
def test_a_map_reads_back_as_it_was(map: ArgumentMap, syntax: Syntax) -> None:
    assert loads(dumps(map, syntax=syntax)) == map


@given(maps(), SYNTAXES)
def test_what_was_read_is_written_with_the_same_bytes(map: ArgumentMap, syntax: Syntax) -> None:
    text = dumps(map, syntax=syntax)
    assert dumps(loads(text), syntax=syntax) == text


@given(maps())
def test_other_readers_of_yaml_and_json_read_the_same_texts(map: ArgumentMap) -> None:
    data = to_data(map)
    assert yaml.safe_load(dumps(map)) == data
    assert json.loads(dumps(map, syntax="json")) == data


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_every_text_survives(text: str, syntax: Syntax) -> None:
    source = Source(id="s", text=text, title=text)
    filled = f"{text}." if not text.strip() else text
    claim = Claim(
        id="c", text=filled, speaker=text, tags=(text,), anchors=(Anchor(quote=filled),),
        meta={text: [text, {text: text}]},
    )  # fmt: skip
    map = ArgumentMap(title=text, sources=[source], claims=[claim], meta={text: text})
    written = dumps(map, syntax=syntax)
    assert loads(written) == map
    assert (yaml.safe_load(written) if syntax == "yaml" else json.loads(written)) == to_data(map)


@given(texts() | wordings())
@example("é\u0301")
def test_a_text_is_one_line_of_yaml_wherever_it_stands(text: str) -> None:
    for document, expected in (
        (f"a: {yaml_line(text)}", {"a": text}),
        (f"- {yaml_value(text)}", [text]),
        (f"{{a: {yaml_value(text)}, b: [{yaml_value(text)}]}}", {"a": text, "b": [text]}),
    ):
        assert "\n" not in document
        assert yaml.safe_load(document) == expected


@given(json_values())
def test_any_value_of_json_is_a_value_of_yaml(value: object) -> None:
    assert yaml.safe_load(yaml_value(value)) == value


@given(json_values(), SYNTAXES)
def test_numbers_truth_values_and_nulls_of_meta_keep_their_type(
    value: object, syntax: Syntax
) -> None:
    map = ArgumentMap.model_validate({"meta": {"kept": value}})
    read = loads(dumps(map, syntax=syntax)).meta["kept"]
    assert json.dumps(read) == json.dumps(map.meta["kept"])


def test_a_key_longer_than_yaml_allows_is_marked() -> None:
    map = ArgumentMap(meta={"k" * 5000: 1, "b": {"l" * 1500: "m"}})
    assert loads(dumps(map)) == map
    assert yaml.safe_load(dumps(map)) == to_data(map)


def test_prose_is_written_without_quotation_marks() -> None:
    claim = Claim(id="c", text="Buses help, don’t they? “Yes” (so they say).")
    assert "text: Buses help, don’t they? “Yes” (so they say).\n" in dumps(
        ArgumentMap(claims=[claim])
    )


def test_a_quote_of_several_lines_is_written_as_a_block() -> None:
    quote = "Buses help,\n  they say\n\n# and: so do trams"
    anchors = (Anchor(quote=quote, span=(0, 40)), Anchor(quote="Trams"))
    map = ArgumentMap(claims=[Claim(id="c", quote=quote), Claim(id="d", anchors=anchors)])
    written = dumps(map)
    assert (
        written
        == """\
argmap: 1
claims:
  - id: c
    quote: |-
      Buses help,
        they say

      # and: so do trams
  - id: d
    anchors:
      - quote: |-
          Buses help,
            they say

          # and: so do trams
        span: [0, 40]
      - {quote: Trams}
"""
    )
    assert loads(written) == map
    assert yaml.safe_load(written) == to_data(map)


@given(st.lists(wordings() | st.just(""), min_size=2).map("\n".join).filter(str.strip), SYNTAXES)
@example("a\u3000\n\u3000b", "yaml")
@example(" a\nb", "yaml")
@example("a \nb", "yaml")
@example("a\nb\n", "yaml")
@example("\na\nb", "yaml")
@example("a\n\tb", "yaml")
def test_a_quote_of_any_lines_survives(quote: str, syntax: Syntax) -> None:
    anchors = (Anchor(quote=quote), Anchor(quote=quote, span=(1, 2)))
    map = ArgumentMap(claims=[Claim(id="c", quote=quote), Claim(id="d", anchors=anchors)])
    written = dumps(map, syntax=syntax)
    assert loads(written) == map
    assert (yaml.safe_load(written) if syntax == "yaml" else json.loads(written)) == to_data(map)


def test_emoji_and_foreign_letters_are_written_as_they_are() -> None:
    claim = Claim(id="c", text="😀: שָׁלוֹם, 漢字")
    assert 'text: "😀: שָׁלוֹם, 漢字"\n' in dumps(ArgumentMap(claims=[claim]))


def test_an_empty_map_is_a_file_too() -> None:
    assert dumps(ArgumentMap()) == "argmap: 1\n"
    assert loads(dumps(ArgumentMap())) == ArgumentMap()


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_a_number_that_is_not_finite_has_no_place_in_a_file(syntax: Syntax) -> None:
    map = ArgumentMap()
    map.meta["n"] = float("inf")
    with pytest.raises(FormatError, match="not finite"):
        dumps(map, syntax=syntax)


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_half_a_character_has_no_place_in_a_file(syntax: Syntax) -> None:
    map = ArgumentMap()
    map.meta["half"] = "\ud83d"
    with pytest.raises(FormatError, match="half a character"):
        dumps(map, syntax=syntax)


# Files


@given(maps(max_size=4), SYNTAXES)
def test_a_saved_map_loads_from_any_folder(
    tmp_path_factory: pytest.TempPathFactory, map: ArgumentMap, syntax: Syntax
) -> None:
    folder = tmp_path_factory.mktemp("maps")
    (folder / "texts").mkdir()
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "argmap.toml").touch()  # all of it is one project
    for number, source in enumerate(map.sources):
        (folder / "texts" / f"{number}.txt").write_bytes(source.text.encode())
    files = [
        Source(id=source.id, path=f"texts/{number}.txt").placed_in(folder).signed()
        for number, source in enumerate(map.sources)
    ]
    map = map.model_copy(update={"sources": files})
    first, second = folder / f"m.argmap.{syntax}", folder / "deep" / "er" / f"m.argmap.{syntax}"
    save(map, first)
    assert load(first) == map
    save(load(first), second)
    again = load(second)
    assert again == map
    assert [source.text for source in again.sources] == [source.text for source in map.sources]
    if map.sources:
        assert again.sources[0].path == "../../texts/0.txt"


def test_a_path_with_blanks_and_letters_of_any_script_is_kept(tmp_path: Path) -> None:
    (tmp_path / "ein Töxt: №1.txt").write_text("Buses help", encoding="utf-8")
    source = Source(id="s", path="ein Töxt: №1.txt").placed_in(tmp_path)
    save(ArgumentMap(sources=[source]), tmp_path / "m.argmap.yaml")
    assert load(tmp_path / "m.argmap.yaml").sources[0].text == "Buses help"


def test_an_unknown_suffix_is_refused_with_the_names_to_use(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a map file cannot have the extension \.txt") as caught:
        save(ArgumentMap(), tmp_path / "map.txt")
    assert caught.value.help == "call it NAME.argmap.yaml or NAME.argmap.json"
    assert not (tmp_path / "map.txt").exists()
