"""Tables: argmap's own hold all of a map, others are read by the names of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import FormatError, MapFileError, UsageError
from argmap.formats import dump
from argmap.formats.csv.codec import CSV, TSV
from argmap.formats.csv.columns import COLUMNS
from argmap.formats.csv.delimited import read_rows, write_rows
from argmap.formats.document import Document, Output
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Reason
from argmap.source import Source
from tests.formats.invented import bridge
from tests.strategies import maps, texts

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats.format import Codec
    from argmap.formats.losses import Loss


def dumped(map: ArgumentMap, codec: Codec = CSV, **options: str) -> tuple[str, list[Loss]]:
    assert codec.dump is not None
    output = Output(options={one.name: one.default for one in codec.options} | options)
    return codec.dump(map, output), output.losses


def loaded(
    text: str, codec: Codec = CSV, sources: tuple[Source, ...] = (), **options: str
) -> tuple[ArgumentMap, list[Loss]]:
    assert codec.load is not None
    document = Document(
        text=text.removeprefix("\ufeff"),
        options={one.name: one.default for one in codec.options} | options,
        sources=sources,
    )
    return codec.load(document), document.losses


# Cells


@given(st.lists(st.lists(texts(max_size=6), min_size=2, max_size=4)), st.sampled_from(",;\t"))
def test_rows_come_back(rows: list[list[str]], delimiter: str) -> None:
    text = write_rows(rows, delimiter)
    assert [row.cells for row in read_rows(Document(text=text), delimiter)] == rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_every_system_ends_them(end: str) -> None:
    rows = read_rows(Document(text=end.join(["a,b", "", 'c,"d\r\ne"', ""])), ",")
    assert [row.cells for row in rows] == [["a", "b"], ["c", "d\r\ne"]]


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_place() -> None:
    with pytest.raises(MapFileError, match=r"^<text>:2:3: a quotation mark opens a cell here"):
        read_rows(Document(text='a,b\n1,"two\n3,4\n'), ",")
    with pytest.raises(MapFileError, match=r":1:1: "):
        read_rows(Document(text='"a"b,c\n'), ",")
    rows = read_rows(Document(text='1\t"two\n3\tfour"\n'), "\t", quoted=False)
    assert [row.cells for row in rows] == [["1", '"two'], ["3", 'four"']]


# argmap's own tables


@given(maps(), st.sampled_from([CSV, TSV]), st.sampled_from(["no", "yes"]))
def test_a_table_gives_the_map_back(map: ArgumentMap, codec: Codec, excel: str) -> None:
    text, losses = dumped(map, codec, excel=excel)
    risky = [loss for loss in losses if loss.kind == "risky"]
    assert not (risky and excel == "yes")
    losses = [loss for loss in losses if loss not in risky]
    if losses:
        assert {loss.what for loss in losses} <= {
            "a title of spaces is lost in a table",
            *(
                f"an empty `{name}` is lost in a table"
                for name in ("scheme", "speaker", "note", "qualifier")
            ),
        }
        return
    assert loaded(text, codec, excel=excel) == (map, [])


@given(maps(max_size=4))
def test_what_other_tables_said_has_its_columns_again(map: ArgumentMap) -> None:
    kept = [
        one.model_copy(update={"meta": {**one.meta, "csv": {"Topic": "buses", "n": 1, "": "x"}}})
        for one in map.claims
    ]
    map = map.model_copy(update={"claims": kept})
    text, losses = dumped(map)
    assert text.splitlines()[0].endswith(",meta,Topic") == bool(kept)
    assert losses or loaded(text)[0] == map


def test_the_table_of_a_map_is_plain_to_read() -> None:
    text, losses = dumped(bridge())
    assert losses == []
    assert text.splitlines()[:4] == [
        ",".join(COLUMNS),
        ",map,Bridge,,,,,,,,,,,,,,,,,,,,,",
        "q,question,Should it close?,,,,,,,,,,,,,,,,,,,,,",
        "c,claim,It must close,,,,,,q,,,,,,,,,,,,,,,",
    ]
    assert "r3,reason,Weak bridges kill,c,,,,,,,,,0.5,,,Ann,,,,,,,,\n" in text


def test_rows_of_statements_alone_tell_what_is_left_out() -> None:
    source = Source(id="s", text="Buses help", title="On buses")
    text, losses = dumped(ArgumentMap(title="T", sources=[source]), rows="statements")
    assert len(text.splitlines()) == 1
    assert [(loss.kind, loss.field) for loss in losses] == [
        ("dropped", "title"),
        ("dropped", "sources"),
    ]


def test_a_spreadsheet_does_not_run_what_a_statement_says() -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="=1+1"), Claim(id="d", text="'-x")])
    text, _ = dumped(map, excel="yes")
    assert text.startswith("\ufeffid,")
    assert "\nc,claim,'=1+1," in text
    assert "\nd,claim,''-x," in text
    assert loaded(text, excel="yes")[0] == map


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@A1", "\tx", "\r=1", "＝1"])
def test_a_cell_that_a_spreadsheet_runs_is_reported_with_the_option_that_prevents_it(
    text: str,
) -> None:
    map = ArgumentMap(claims=[Claim(id="a", text="x"), Claim(id="c", text=text)])
    written, losses = dumped(map)
    assert loaded(written)[0] == map
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [("risky", "c", "text")]
    assert "`-O excel=yes`" in losses[0].what
    assert dumped(map, excel="yes")[1] == []


def test_a_spreadsheet_does_not_run_what_stands_behind_an_apostrophe() -> None:
    map = ArgumentMap(title="=1", claims=[Claim(id="c", text="'=1+1")])
    losses = dumped(map)[1]
    assert [(loss.statement, loss.field) for loss in losses] == [(None, "text")]


def test_a_spreadsheet_may_have_changed_delimiter_order_and_case() -> None:
    text = "Text;ID;Kind;Supports;Strength;implicit\nThey help;a;Claim;;;yes\nThey run;b;;a;0,5;\n"
    map, losses = loaded(text)
    assert losses == []
    assert map.claims == [Claim(id="a", text="They help", implicit=True)]
    assert map.reasons == [Reason(id="b", text="They run", supports="a", strength=0.5)]


def test_ids_in_a_list_may_stand_between_commas_unless_they_hold_some() -> None:
    text = 'id,kind,text,supports\na,,A,\n"b,c",,B,\nd,,D,"a;b,c"\ne,,E,"b,c a"\n'
    map, _ = loaded(text)
    assert [one.supports for one in map.reasons] == [("a", "b", "c"), ("b,c", "a")]


def test_relations_to_what_is_not_there_stay_and_are_told() -> None:
    map, (loss,) = loaded("id,kind,text,supports\na,,A,nowhere\n")
    assert map.reasons[0].supports == ("nowhere",)
    assert loss == (
        "unresolved",
        "a",
        "supports",
        "it supports 'nowhere', which is not a row of the table",
    )
    _, (loss,) = loaded("id,text,supports,undercuts\na,A,,\nb,B,a,\nc,C,,b->z\n")
    assert (loss.statement, loss.field) == ("c", "undercuts")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,kind,text\na,claim,Buses help\nb,claim,Trams help, and ferries too\n", 3),
        ('id,text,supports\na,A,\nb,B,a,"Ann, the driver"\n', 3),
        ("name\ttext\nA\tB\n1\tA\tB\n", 3),
    ],
)
def test_a_row_with_a_cell_too_many_is_refused(text: str, where: int) -> None:
    with pytest.raises(
        MapFileError, match=r"this row has \d cells, but the table has \d columns"
    ) as e:
        loaded(text)
    assert e.value.where == f"<text>:{where}:1"
    assert "quotation marks" in str(e.value.help)


def test_empty_cells_at_the_end_of_a_row_are_none() -> None:
    map, losses = loaded("id,text\na,A,,\nb\n")
    assert [(one.id, one.text) for one in map.claims] == [("a", "A")]
    assert [loss.what for loss in losses] == ["rows without words are left out"]


def test_two_columns_of_one_name_are_refused_where_they_mean_something() -> None:
    with pytest.raises(UsageError, match="two columns named 'text'") as caught:
        loaded("id,kind,text, Text\na,claim,Buses help,Trams help\n")
    assert str(caught.value.where) == "<text>"
    assert caught.value.help == "rename one of them: columns 3 and 4"
    with pytest.raises(UsageError, match="several columns named 'said'") as caught:
        loaded("said,said\nA,B\n", columns="text=said")
    assert caught.value.help == "choose one by its number: 1, 2"
    map, losses = loaded("said,said,x,x\nA,B,1,2\n", columns="text=2")
    assert (map.claims[0].text, losses) == ("B", [])
    assert map.claims[0].meta == {"csv": {"said": "A", "x": "1", "x.2": "2"}}


def test_the_name_of_a_source_without_words_of_it_is_kept() -> None:
    map, _ = loaded("sentence,topic\nA,buses\n", columns="text=sentence,source=topic")
    assert map.claims[0].meta == {"csv": {"topic": "buses"}}


def test_of_rows_with_one_id_the_first_keeps_it() -> None:
    map, (loss,) = loaded("id,text,supports\na,Buses help,\na,Trams help,\nb,B,a\n")
    assert [(one.id, one.text) for one in map.claims] == [("a", "Buses help"), ("c1", "Trams help")]
    assert map.reasons[0].supports == ("a",)
    assert loss.kind == "repaired"


def test_a_second_row_of_the_map_and_sources_of_one_id_are_told() -> None:
    with pytest.raises(MapFileError, match="a second row is of the kind `map`") as caught:
        loaded("id,kind,text\n,map,One\n,map,Two\n")
    assert caught.value.where == "<text>:3:1"
    source = 's,source,,"{""text"": ""x""}"\n'
    _, (loss,) = loaded(f"id,kind,text,meta\n{source}{source}")
    assert loss.what == "the table has several sources with the id 's'"


HYPOTHESIS = """\
created_at,url,user,id,group,type,quote,text,tags
2024-01-02T10:00:00Z,https://example.org/a,ann,abc,all,Annotation,Buses help,a claim,"claim,bus"
2024-01-02T10:01:00Z,https://example.org/a,ann,abd,all,Page Note,,about it all,
"""


def test_a_table_of_hypothesis_has_notes_on_quotes() -> None:
    map, (loss,) = loaded(HYPOTHESIS)
    (claim,) = map.claims
    assert (claim.text, claim.anchors[0].quote, claim.note) == (None, "Buses help", "a claim")
    assert claim.tags == ("claim", "bus")
    assert claim.meta["csv"]["url"] == "https://example.org/a"  # type: ignore[call-overload, index]
    assert (loss.kind, loss.what) == ("dropped", "rows without words are left out")


def test_a_kind_that_cannot_be_is_told() -> None:
    map, losses = loaded("id,kind,text\na,reason,A\nb,premise,B\n")
    assert [one.id for one in map.claims] == ["a", "b"]
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [
        ("approximated", "a", "kind"),
        ("approximated", "b", "kind"),
    ]


def test_a_kind_of_another_table_is_kept_as_it_was_written() -> None:
    map, _ = loaded("Words,Label\nA,CLAIM\nB,Premise\n", columns="text=Words,kind=Label")
    assert [one.meta for one in map.claims] == [{}, {"csv": {"Label": "Premise"}}]
    assert dumped(map)[0].splitlines()[-1].endswith(",Premise")


def test_rows_without_words_are_told() -> None:
    map, losses = loaded("id,kind,text,note\na,claim,,x\n,,,\nb,claim,B,\n")
    assert [one.id for one in map.claims] == ["b"]
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("dropped", "rows without words are left out")
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a,,A,high,,,", r"'high' is not a number"),
        ("a,,A,2,,,", r"strength: Input should be less than or equal to 1"),
        ("a,,A,,maybe,,", r"`implicit` must be true or false, not 'maybe'"),
        ("a,,A,,,{,", r"a cell that must be JSON is not"),
        ("a,,A,,,[],", r"a cell must be a JSON object"),
        ("a,,A,,,,x", r"whole numbers, not at 'x'"),
        pytest.param(f"a,,A,,,,{'1' * 5000}", r"whole numbers, not at '1{18}'$", id="digits"),
        pytest.param(f'a,,A,,,"{{""m"":{"[" * 900}{"]" * 900}}}",', r"meta\.m: ", id="deep"),
        pytest.param(f'a,,A,,,"{"[" * 99999}",', r"must be JSON is not", id="deeper"),
        ("a,,A,,,,1", r"a span without its words needs the text"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_place(row: str, what: str) -> None:
    with pytest.raises(MapFileError, match=rf"^<text>:2:1: .*({what})"):
        loaded(f"id,kind,text,strength,implicit,meta,start\n{row}\n")


# Other tables


DEBATE = """\
No.,Team,Related,Type,Related.1,Type.1,English
1,For,,,,,Buses carry many
2,For,,,,,Buses help
3,For,1;2,RA,,,Everybody rides them
4,Against,3,CA,2,MA,Nobody does
5,Against,1,XX,,,It rains
5,Against,9,RA,,,It snows
"""
DEBATE_COLUMNS = (
    "id=No.,text=English,related=Related,relation=Type,related=Related.1,relation=Type.1"
)


def test_related_ids_and_their_relations_become_links() -> None:
    map, losses = loaded(DEBATE, columns=DEBATE_COLUMNS)
    assert [(one.id, one.kind) for one in map.statements] == [
        ("1", "claim"),
        ("2", "claim"),
        ("5", "claim"),
        ("r1", "claim"),
        ("3", "reason"),
        ("4", "caveat"),
    ]
    assert map["3"].supports == ("1", "2")
    assert (map["4"].rebuts, map["4"].restates) == (("3",), ("2",))
    assert map["4"].meta == {"csv": {"Team": "Against"}}
    assert map["5"].meta == {"csv": {"Team": "Against", "Related": "1", "Type": "XX"}}
    assert map["r1"].meta["csv"] == {"Team": "Against", "No.": "5"}
    assert [(loss.kind, loss.statement, loss.what) for loss in losses] == [
        ("unresolved", None, "'XX' is not a known relation"),
        ("repaired", "r1", "an id that is already used or not allowed was replaced by a number"),
        ("unresolved", "r1", "it supports '9', which is not a row of the table"),
    ]


def test_pairs_of_words_become_claims_and_their_reasons() -> None:
    table = "E\tBuses help\tThey carry many\nO\tBuses help\tIt rains\nE\tTrams help\tThey run\n"
    map, losses = loaded(
        table,
        TSV,
        header="no",
        columns="relation=1,target=2,text=3",
        relations="E=supports,O=",
    )
    assert map.claims == [Claim(id="c1", text="Buses help"), Claim(id="c2", text="Trams help")]
    assert map.reasons == [
        Reason(id="r1", text="They carry many", supports="c1"),
        Reason(id="r2", text="They run", supports="c2"),
    ]
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("dropped", "rows whose relation is 'O' are left out")
    ]


def test_spans_are_read_in_the_unit_in_which_they_fit() -> None:
    source = Source(id="s", text="😀 Buses help. They carry many.")
    table = "doc;from;to;words;label\ns;3;13;Buses help;Claim\ns;15;30;They carry many;Claim\n"
    columns = "source=doc,start=from,end=to,quote=words,kind=label"
    map, losses = loaded(table, sources=(source,), columns=columns)
    assert [anchor.spans[0] for one in map.claims for anchor in one.anchors] == [(2, 12), (14, 29)]
    (loss,) = losses
    assert loss.what.startswith("offsets were converted to code points: they counted UTF-16 units")


def test_words_of_a_table_are_placed_in_a_text_that_is_given() -> None:
    source = Source(id="s", text="Buses help. They carry many. Yes. Yes.")
    table = "sentence\nBuses help\nYes\nIt rains\n"
    map, losses = loaded(table, sources=(source,), columns="text=sentence")
    first, second, third = map.claims
    assert first.anchors == (Anchor(quote="Buses help", spans=[(0, 10)]),)
    assert first.text is None
    assert second.anchors == (Anchor(quote="Yes"),)
    assert (third.text, third.anchors) == ("It rains", ())
    assert [(loss.kind, loss.statement) for loss in losses] == [
        ("unresolved", second.id),
        ("unresolved", third.id),
    ]


@pytest.mark.parametrize(
    ("columns", "what", "help"),
    [
        ("text=Sentnce", "the table has no column 'Sentnce'", "did you mean 'Sentence'?"),
        ("text=9", "the table has no column '9'", "there are 'Sentence', 'Label'"),
        ("txt=Sentence", "a statement has no field 'txt'", "did you mean 'text'?"),
        ("Sentence", "'Sentence' has no column", "write FIELD=COLUMN, as in text=Sentence"),
    ],
)
def test_a_column_that_cannot_be_meant_is_told(columns: str, what: str, help: str) -> None:
    with pytest.raises(UsageError) as caught:
        loaded("Sentence,Label\nA,B\n", columns=columns)
    assert (caught.value.what, caught.value.help) == (what, help)


def test_words_of_relations_are_the_same_in_any_case() -> None:
    rows = ["1,A,,", "2,B,1,Pro", "3,C,1,ca", "4,D,1,NONE", "5,E,1,Partial-Attack"]
    map, losses = loaded(
        "\n".join(["id,text,related,relation", *rows]),
        columns="id=id,text=text,related=related,relation=relation",
        relations="pro=supports,none=,partial_attack=limits",
    )
    assert [(one.id, one.supports, one.rebuts, one.limits) for one in map.statements] == [
        ("1", (), (), ()),
        ("2", ("1",), (), ()),
        ("3", (), ("1",), ()),
        ("5", (), (), ("1",)),
    ]
    assert [loss.what for loss in losses] == ["rows whose relation is 'NONE' are left out"]


def test_a_table_of_statements_alone_keeps_what_is_said_of_them() -> None:
    map = ArgumentMap(
        title="T", meta={"a": 1}, sources=[Source(id="s", text="A")],
        claims=[Claim(id="c", text="A", meta={"b": 2})],
    )  # fmt: skip
    dumped = dump(map, "-", format="csv", options={"rows": "statements"})
    assert '{""b"": 2}' in dumped.text
    assert [loss.field for loss in dumped.losses] == ["title", "meta", "sources"]


def test_a_word_that_cannot_be_a_relation_is_told() -> None:
    with pytest.raises(UsageError, match="unknown relation 'helps'"):
        loaded("text\nA\n", relations="Pro=helps")


def test_a_foreign_table_asks_for_its_columns() -> None:
    with pytest.raises(FormatError, match="no column has the text of statements") as caught:
        loaded("Sentence,Label\nA,B\n")
    assert caught.value.help == (
        "name it, as in columns='text=Sentence': the table has 'Sentence', 'Label'"
    )


@given(texts())
def test_any_text_is_a_table_or_is_told(text: str) -> None:
    try:
        map, _ = loaded(f"id,kind,text\n{text}")
    except MapFileError as error:
        assert str(error).startswith("<text>:")  # noqa: PT017 -- either will do
    else:
        assert dumped(map)


def test_only_own_tables_are_recognised() -> None:
    assert CSV.fits is not None
    assert CSV.fits(Document(text=dumped(bridge())[0]))
    assert CSV.fits(Document(text='"ID";"Kind";"Quote"\r\n'))
    assert not CSV.fits(Document(text=dumped(bridge(), TSV)[0]))
    assert TSV.fits is not None
    assert TSV.fits(Document(text=dumped(bridge(), TSV)[0]))
    assert not CSV.fits(Document(text="text,label\n"))
    assert not CSV.fits(Document(text="We speak of id, kind and more\n"))


def test_paths_of_sources_hold_from_the_folder_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Buses help", encoding="utf-8")
    (tmp_path / "argmap.toml").touch()  # both folders are of one project
    (tmp_path / "out").mkdir()
    map = ArgumentMap(sources=[Source(id="a", path="a.txt").placed_in(tmp_path)])
    options = {one.name: one.default for one in CSV.options}
    assert CSV.dump is not None
    assert CSV.load is not None
    text = CSV.dump(map, Output(path=tmp_path / "out" / "m.csv", options=options))
    again = CSV.load(Document(path=tmp_path / "out" / "m.csv", text=text, options=options))
    assert again == map
    assert again.sources[0].text == "Buses help"


def test_cycles_and_wrong_spans_come_back_as_they_are() -> None:
    source = Source(id="s", text="Buses help")
    anchor = Anchor(quote="Trams help", spans=[(0, 10)])
    map = ArgumentMap(
        sources=[source],
        claims=[
            Claim(id="a", anchors=(anchor,), supports="b"),
            Claim(id="b", text="b", supports="a"),
        ],
        caveats=[Caveat(id="k", text="k", undercuts="a->b")],
    )
    again, losses = loaded(dumped(map)[0])
    assert again == map
    assert [(loss.kind, loss.statement) for loss in losses] == [("unresolved", "a")]


def test_a_row_without_an_id_is_reported_if_the_table_has_ids() -> None:
    map, losses = loaded("id,kind,text\na,claim,It is late\n,claim,It is not\n")
    assert [statement.id for statement in map.claims] == ["a", "c1"]
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("repaired", "a row without an id was given a number")
    ]
    assert loaded("kind,text\nclaim,It is late\n")[1] == []


def test_a_relation_that_is_nowhere_in_the_table_is_reported() -> None:
    table = "id,words,to,how\na,A,,\nb,B,a,Pro\n"
    columns = "id=id,text=words,related=to,relation=how"
    map, losses = loaded(table, columns=columns, relations="Pro=supports,Conn=rebuts")
    assert map["b"].supports == ("a",)
    assert [loss.what for loss in losses] == [
        "the option `relations` has 'Conn', which is not in the file"
    ]
