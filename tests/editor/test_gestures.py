"""Every gesture: what it makes of the map and of its file, and when it is refused."""

from pathlib import Path
from typing import Any

import pytest

from argmap.editor.session import Answer, Session
from argmap.mapfile import load

SOURCE = (
    "Buses help the town. They carry many people home.\n"
    "But at night few are on the road. Who pays?\n"
)
MAP = """\
argmap: 1
sources:
  - id: note
    path: note.txt
questions:
  - id: pay
    quote: Who pays?
    span: [84, 93]
claims:
  - id: help      # the claim
    text: Buses help
    quote: Buses help the town
    span: [0, 19]
  - id: good
    text: Buses are good
    implicit: true
reasons:
  # the reason for it
  - id: many
    text: They carry many people
    supports: help
    quote: They carry many people
    span: [21, 43]
  - id: home
    text: They bring people home
    supports: help
    quote: people home
    span: [37, 48]
caveats:
  - id: few
    text: Few run at night
    limits: help
    quote: at night few are on the road
    span: [54, 82]
"""


class Page:
    """A page that has seen the newest revision."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.session = Session(str(path))

    def asks(self, do: str, **data: Any) -> Answer:
        return self.session.gesture({"do": do, "revision": self.session.revision, **data})

    def does(self, do: str, **data: Any) -> dict[str, Any]:
        answer = self.asks(do, **data)
        assert answer.status == 200, answer.data
        assert load(self.path) == self.session.file.map
        return answer.data

    def refuses(self, do: str, **data: Any) -> str:
        before = self.path.read_bytes()
        answer = self.asks(do, **data)
        assert answer.status == 422
        assert self.path.read_bytes() == before
        message: str = answer.data["error"]["message"]
        return message

    def differs(self) -> tuple[list[str], list[str]]:
        was, now = MAP.splitlines(), self.path.read_text().splitlines()
        return [line for line in was if line not in now], [line for line in now if line not in was]

    def __getitem__(self, id: str) -> Any:
        return self.session.file.map[id]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "note.txt").write_text(SOURCE)
    (tmp_path / "argmap.toml").write_text("")
    path = tmp_path / "town.argmap.yaml"
    path.write_text(MAP)
    return Page(path)


def words(text: str) -> list[int]:
    start = SOURCE.index(text)
    return [start, start + len(text)]


def test_a_statement_without_words_of_a_source_is_a_text_alone(page: Page) -> None:
    assert page.does("state", kind="claim", text="Trams help")["made"] == "trams-help"
    assert page["trams-help"].anchors == ()


def test_words_in_several_places_are_one_quote_with_an_omission(page: Page) -> None:
    made = page.does(
        "state", kind="claim", source=0, spans=[words("carry many"), words("They")], text="Many"
    )["made"]
    assert page[made].anchors[0].quote == "They … carry many"


def test_a_quote_over_two_lines_keeps_the_line_end_of_its_source(page: Page) -> None:
    made = page.does("state", kind="claim", source=0, spans=[words("home.\nBut")])["made"]
    assert page[made].anchors[0].quote == "home.\nBut"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "reason", "text": "So"}, "reason 'so' has no `supports`"),
        (
            {"kind": "claim", "text": "So", "target": "help"},
            "the relation of the claim to 'help' is missing",
        ),
        ({"kind": "claim", "source": 0, "spans": [[0, 999]]}, "no passage from 0 to 999"),
        ({"kind": "claim", "source": 0, "spans": [[19, 20]], "text": "x"}, None),
        ({"kind": "claim", "source": 0, "spans": [[20, 21]]}, "no words are selected"),
        ({"kind": "claim", "source": 7, "spans": [[0, 5]]}, "there is no source 7"),
        ({"kind": "claim"}, "needs a `text`, a `quote` or both"),
        ({"kind": "claim", "text": "So", "target": "x", "relation": "supports"}, "not in the map"),
        ({"kind": "claim", "text": "So", "target": "help", "relation": "answers"}, "not a quest"),
        ({"kind": "opinion", "text": "So"}, "an invalid change"),
        ({"kind": "claim", "text": "So", "colour": "red"}, "an invalid change"),
        ({"kind": "claim", "source": 0, "spans": [["0", 5]]}, "an invalid change"),
        ({"kind": "claim", "source": 0, "spans": [[False, 5]]}, "an invalid change"),
        ({"kind": "claim", "source": False, "spans": [[0, 5]]}, "an invalid change"),
    ],
)
def test_what_would_be_no_statement_is_refused(
    page: Page, data: dict[str, Any], said: str | None
) -> None:
    if said is None:
        page.does("state", **data)
    else:
        assert said in page.refuses("state", **data)


def test_a_second_anchor_leaves_the_first_one(page: Page) -> None:
    page.does("anchor", id="many", source=0, spans=[words("Who pays?")])
    assert [anchor.quote for anchor in page["many"].anchors] == [
        "They carry many people",
        "Who pays?",
    ]


def test_further_words_join_the_last_quote_in_the_order_of_the_text(page: Page) -> None:
    page.does("anchor", id="many", source=0, spans=[words("Buses help")], is_further_fragment=True)
    assert page["many"].anchors[0].quote == "Buses help … They carry many people"
    assert "text: They carry many people" in page.path.read_text()


def test_further_words_next_to_the_quote_make_it_longer(page: Page) -> None:
    page.does("anchor", id="many", source=0, spans=[words("people home")], is_further_fragment=True)
    assert page["many"].anchors[0].quote == "They carry many people home"


def test_nothing_is_added_to_a_quote_that_is_not_at_its_span(page: Page) -> None:
    page.path.write_text(MAP.replace("span: [21, 43]", "span: [22, 44]"))
    page.session.look()
    said = page.refuses(
        "anchor", id="many", source=0, spans=[words("Buses")], is_further_fragment=True
    )
    assert "not at its span" in said


def test_an_anchor_is_removed_unless_nothing_would_be_left(page: Page) -> None:
    page.does("unanchor", id="many", anchor=0)
    assert page["many"].anchors == ()
    assert "needs a `text`" in page.refuses("unanchor", id="pay", anchor=0)
    assert "no quote 5" in page.refuses("unanchor", id="help", anchor=4)


def test_a_relation_is_added_or_takes_the_place_of_the_others(page: Page) -> None:
    page.does("relate", id="many", relation="supports", target="good")
    assert page["many"].supports == ("help", "good")
    page.does("relate", id="many", relation="supports", target="good", place="instead")
    assert page["many"].supports == ("good",)
    assert page.differs()[1] == ["    supports: [good]"]


def test_a_reason_that_counts_against_something_becomes_a_caveat_and_that_is_said(
    page: Page,
) -> None:
    data = page.does("relate", id="many", relation="rebuts", target="good", place="instead")
    assert data["message"] == "'many' rebuts 'good', and is a caveat now"
    assert (page["many"].kind, page["many"].supports) == ("caveat", ())
    assert "  # the reason for it\n  - id: home" in page.path.read_text()


def test_premises_are_joined(page: Page) -> None:
    data = page.does("relate", id="home", relation="supports", joint_with="many", place="instead")
    assert data["message"] == "'home' supports 'help' together with 'many'"
    assert page["home"].joint == page["many"].joint == "many-and-home"
    page.does("state", kind="reason", text="Third", target="good")
    page.does("relate", id="third", relation="supports", joint_with="home", place="instead")
    assert (page["third"].joint, page["third"].supports) == ("many-and-home", ("help",))
    page.does("unrelate", id="third", relation="supports", target="help")
    assert (page["third"].kind, page["third"].joint) == ("claim", None)


def test_a_caveat_that_joins_a_reason_becomes_one(page: Page) -> None:
    page.does("relate", id="few", relation="supports", joint_with="many", place="instead")
    assert (page["few"].kind, page["few"].joint, page["few"].limits) == (
        "reason",
        "many-and-few",
        (),
    )


def test_an_undercut_names_the_link_of_a_statement_that_has_several(page: Page) -> None:
    page.does("relate", id="many", relation="supports", target="good")
    said = page.refuses("relate", id="few", relation="undercuts", target="many")
    assert "several links" in said
    page.does("relate", id="few", relation="undercuts", target="many->good", place="instead")
    assert page["few"].undercuts == ("many->good",)


def test_the_last_relation_of_a_reason_goes_and_leaves_a_claim(page: Page) -> None:
    data = page.does("unrelate", id="many", relation="supports", target="help")
    assert data["message"] == "'many' no longer supports 'help', and is a claim now"
    assert page["many"].kind == "claim"
    assert "there is no link" in page.refuses(
        "unrelate", id="few", relation="limits", target="good"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Buses are of use"),
        ("speaker", "Ann: the mayor"),
        ("qualifier", "probably"),
        ("strength", 0.5),
        ("credence", 1),
        ("note", "see page 4\nand page 5"),
        ("implicit", True),
        ("tags", ["night", "bus"]),
        ("scheme", "expert opinion"),
    ],
)
def test_a_field_is_set_and_removed_in_its_own_lines(page: Page, field: str, value: Any) -> None:
    page.does("set", id="few", field=field, value=value)
    now = getattr(page["few"], field)
    assert (list(now) if field == "tags" else now) == value
    removed, _added = page.differs()
    assert len(removed) == (1 if field == "text" else 0)
    page.does("set", id="few", field=field, value=None)
    assert not getattr(page["few"], field)
    if field != "text":
        assert page.path.read_text() == MAP


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("strength", 3, "between 0 and 1"),
        ("text", None, "needs a `text`"),
        ("strength", "much", "number"),
        ("id", "x", "an invalid change"),
    ],
)
def test_a_value_that_no_map_can_have_is_refused(
    page: Page, field: str, value: Any, said: str
) -> None:
    assert said in page.refuses("set", id="good", field=field, value=value)


def test_a_claim_and_a_question_change_their_kind(page: Page) -> None:
    page.does("kind", id="good", kind="question")
    assert page["good"].kind == "question"
    page.does("kind", id="pay", kind="claim")
    assert page.session.file.map.ids[:3] == ("good", "help", "pay")


def test_a_reason_as_a_caveat_limits_what_it_supported_and_that_is_said(page: Page) -> None:
    data = page.does("kind", id="many", kind="caveat")
    assert data["message"] == "'many' is a caveat now, which limits what it supported"
    assert page["many"].limits == ("help",)
    page.does("kind", id="many", kind="reason")
    assert page["many"].supports == ("help",)
    assert "has no `supports`" in page.refuses("kind", id="good", kind="reason")


def test_an_id_is_changed_wherever_it_is_named(page: Page) -> None:
    assert page.does("rename", id="help", to="buses-help")["made"] == "buses-help"
    removed, added = page.differs()
    assert [line.strip() for line in added] == [
        "- id: buses-help      # the claim",
        "supports: buses-help",
        "supports: buses-help",
        "limits: buses-help",
    ]
    assert len(removed) == 4
    assert "already used" in page.refuses("rename", id="many", to="home")
    page.refuses("rename", id="many", to="two words")


def test_statements_are_reordered_as_they_are_written(page: Page) -> None:
    page.does("reorder", id="good", before="help")
    assert page.session.file.map.ids[1:3] == ("good", "help")
    assert page.differs() == ([], [])
    page.does("reorder", id="good", before=None)
    assert page.path.read_text() == MAP
    assert "are separate lists" in page.refuses("reorder", id="good", before="many")


def test_what_hangs_on_a_statement_is_removed_with_it_or_keeps_it(page: Page) -> None:
    assert "would bear on nothing" in page.refuses("remove", id="help")
    data = page.does("remove", id="help", with_subtree=True)
    assert data["message"] == "removed 'help' and 3 more"
    assert page.session.file.map.ids == ("pay", "good")


def test_the_title_is_set_and_removed(page: Page) -> None:
    data = page.does("title", value="Buses & <trams>")
    assert data["parts"]["title"] == "Buses &amp; &lt;trams&gt;"
    assert page.differs() == ([], ['title: "Buses & <trams>"'])
    page.does("title", value=None)
    assert page.path.read_text() == MAP


def test_every_gesture_can_be_taken_back(page: Page) -> None:
    page.does("relate", id="many", relation="rebuts", target="good", place="instead")
    page.does("reorder", id="good", before="help")
    page.does("kind", id="few", kind="claim")
    page.does("remove", id="help", with_subtree=True)
    page.does("title", value="Nothing left")
    while page.session.undo(page.session.revision).status == 200:
        pass
    assert page.path.read_text() == MAP


def test_a_gesture_on_what_is_gone_is_asked_about_and_then_refused(page: Page) -> None:
    seen = page.session.revision
    page.does("remove", id="few")
    wanted = {"do": "set", "revision": seen, "id": "few", "field": "note", "value": "x"}
    answer = page.session.gesture(wanted)
    assert (answer.status, answer.data["conflict"]["theirs"]) == (409, "removed")
    answer = page.session.gesture({**wanted, "confirmed": True})
    assert answer.status == 422
    assert "no statement 'few'" in answer.data["error"]["message"]


def test_a_removal_of_what_has_been_reworded_meanwhile_is_asked_about(page: Page) -> None:
    seen = page.session.revision
    page.does("set", id="few", field="text", value="At night there are few")
    answer = page.session.gesture(
        {"do": "remove", "revision": seen, "id": "help", "with_subtree": True}
    )
    assert answer.status == 409
    assert answer.data["conflict"]["what"] == "`text` of 'few' has been changed since you saw it"


def test_words_of_a_source_that_has_changed_must_be_selected_again(page: Page) -> None:
    seen = page.session.revision
    (page.path.parent / "note.txt").write_text(f"So: {SOURCE}")
    answer = page.session.gesture(
        {"do": "state", "revision": seen, "kind": "claim", "source": 0, "spans": [[0, 5]]}
    )
    assert answer.status == 422
    assert "sources has changed" in answer.data["error"]["message"]
    answer = page.session.gesture({"do": "title", "revision": seen, "value": "x"})
    assert answer.status == 200
    assert any(name.startswith("text.0") for name in answer.data["parts"])
