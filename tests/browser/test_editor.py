"""A map is changed in a browser: words, fields, undo, other tabs, and what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import save
from argmap.editor.disk import MapOnDisk
from argmap.errors import OutputError
from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.text import Span
from argmap.webpage import page_html
from tests.browser.editing import Edited, edited, until
from tests.browser.reading import card, item
from tests.browser.test_looks import AXE, violations
from tests.browser.texts import arabic, transcript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def saved(map: ArgumentMap, folder: Path) -> Path:
    path = folder / "map.argmap.yaml"
    save(map, path)
    return path


@pytest.fixture
def dam(chromium: Browser, tmp_path: Path) -> Iterator[Edited]:
    """The conversation about a dam, of eight statements."""
    with edited(chromium, saved(transcript(), tmp_path)) as one:
        yield one


def keep(one: Edited, id: str) -> None:
    """Choose a statement, and wait until its fields are shown."""
    card(one.page, id).locator("rect").first.click(position={"x": 20, "y": 20})
    until(one.page, f"filled?.id === {id!r}")


def field(one: Edited, name: str) -> str:
    selector = f'#argmap-form [data-field="{name}"]'
    if not one.page.locator(selector).is_visible():
        one.page.locator("#argmap-form summary").click()
    return selector


def fill(one: Edited, name: str, value: str) -> None:
    """Type into a field and leave it by the Enter key."""
    one.page.locator(field(one, name)).fill(value)
    one.press("Enter")
    one.settled()


# Words and their offsets

EMOJI = "👩‍👩‍👧 says: naïve “café” 𝔘nicode\r\nwraps e\u0301 here.\n\n"
EMOJI += "שלום עולם 🌍 it is.\n\n\t\u202eodd\u202c end 🎉"


@pytest.fixture
def emoji(chromium: Browser, tmp_path: Path) -> Iterator[Edited]:
    map = ArgumentMap(sources=[Source(id="t", text=EMOJI, title="Odd text")])
    map.claim("It wraps", id="wraps", quote="wraps e\u0301", span=[27, 34])
    with edited(chromium, saved(map, tmp_path)) as one:
        yield one


def test_every_offset_of_the_page_is_a_code_point_of_the_text(emoji: Edited) -> None:
    found = emoji.page.evaluate(
        """() => {
          const reading = readingOf(0);
          const places = [];
          for (let at = 0; at <= reading.text.length; at += 1) {
            const isInside = /[\\uDC00-\\uDFFF]/.test(reading.text[at] ?? "");
            if (isInside) continue;
            const there = placeAt(reading, at);
            const before = placeAt(reading, at, true);
            const offsets = [there, before].map((place) => offsetOf(reading, ...place));
            places.push([at, ...offsets, codePoints(reading, at)]);
          }
          return places;
        }"""
    )
    assert [place[3] for place in found] == list(range(len(EMOJI) + 1))
    assert all(at == there == before for at, there, before, _ in found)
    assert emoji.page.evaluate("readingOf(0).text") == EMOJI


@pytest.mark.parametrize(
    "words",
    ["naïve “café” 𝔘nicode\r\nwraps", "עולם 🌍 it", "👩‍👩‍👧 says", "here.\n\nשלום", "end 🎉"],
)
def test_a_statement_quotes_just_the_words_that_were_selected(emoji: Edited, words: str) -> None:
    start = EMOJI.index(words)
    emoji.select(start, start + len(words))
    emoji.press("c")
    emoji.wording()
    made = emoji.map.claims[-1]
    assert made.anchors[0].spans == (Span(start, start + len(words)),)
    assert emoji.map.claims[0].id == "wraps"


def test_the_text_cursor_goes_the_way_that_its_key_shows_in_text_that_runs_to_the_left(
    chromium: Browser, tmp_path: Path
) -> None:
    map = arabic()
    text = map.source().text
    with edited(chromium, saved(map, tmp_path)) as one:
        one.press("w", "Control+Home", "ArrowLeft", "ArrowLeft", "ArrowLeft")
        assert one.page.evaluate("focusOf(readingOf(0))") == 3
        one.press("Control+Home", "s")
        assert one.page.evaluate("selected()") == {
            "source": 0,
            "start": 0,
            "end": text.index("؟") + 1,
        }
        one.press("Shift+q")
        until(one.page, "isPicking()")
        assert one.page.locator("#argmap-listed li").count() == 1
        one.press("Enter")
        one.wording("قيل من قبل")
        assert one.map.questions[-1].restates == ("hal",)


def test_sentences_are_selected_one_after_the_other(dam: Edited) -> None:
    text = dam.map.source().text
    start = text.index("It should. The valley")
    dam.press("w")
    dam.page.evaluate(f"goTo({start + 5}, false)")
    dam.press("s")
    assert dam.page.evaluate("String(getSelection())") == "It should."
    dam.press("s")
    found = dam.page.evaluate("String(getSelection())")
    assert (
        found == "It should. The valley floods every other spring, and people lose what they own."
    )


def test_words_of_two_paragraphs_with_marks_between_are_one_quote(dam: Edited) -> None:
    text = dam.map.source().text
    start, end = text.index("should the river"[1:]), text.index("The valley")
    dam.select(start, end)
    dam.press("c")
    dam.wording()
    quote = dam.map.claims[-1].anchors[0].quote
    assert quote == text[start:end].strip()
    assert "\n\n" in quote


def test_fragments_that_are_kept_and_more_words_are_one_quote(dam: Edited) -> None:
    text = dam.map.source().text
    for words in ("A ladder lets them pass", "the fish came back"):
        start = text.index(words)
        dam.select(start, start + len(words))
        dam.press(".")
    dam.press("c")
    dam.wording()
    (anchor,) = dam.map.claims[-1].anchors
    assert anchor.quote == "A ladder lets them pass … the fish came back"
    keep(dam, "cost")
    start = text.index("nobody knows why")
    dam.select(start, start + len("nobody knows why"))
    dam.press("a")
    until(dam.page, "bar.hidden")
    assert [anchor.quote for anchor in dam.map["cost"].anchors][1:] == ["nobody knows why"]
    start = text.index("We have to leave it there")
    dam.select(start, start + 7)
    dam.press("Shift+a")
    until(dam.page, "bar.hidden")
    assert dam.map["cost"].anchors[1].quote == "nobody knows why … We have"


def test_what_the_text_cursor_comes_to_can_be_heard(dam: Edited) -> None:
    text = dam.map.source().text
    heard = dam.page.locator("#argmap-heard")
    dam.press("w")
    dam.page.evaluate(f"goTo({text.index('salmon.')}, false)")
    dam.press("ArrowRight")
    assert heard.text_content() == "a"
    dam.press("Control+ArrowLeft", "Control+Shift+ArrowRight")
    assert heard.text_content() == "salmon, selected"
    dam.press("Control+ArrowDown", "Control+ArrowUp")
    assert (heard.text_content() or "").startswith("The fishers say")


def test_words_of_another_source_are_quoted_from_it(chromium: Browser, tmp_path: Path) -> None:
    texts = {"one": "Do buses help?", "two": "They carry 🚌 many. They cost little."}
    map = ArgumentMap(sources=[Source(id=id, text=text) for id, text in texts.items()])
    map.claim("They help", id="help", source="one", quote="buses help", span=[3, 13])
    with edited(chromium, saved(map, tmp_path)) as one:
        one.page.locator("#argmap-tab1").click()
        one.press("w", "Control+Home", "s", "s", "r")
        until(one.page, "isPicking()")
        one.press("Enter")
        one.wording("They are cheap and full")
        (anchor,) = one.map.reasons[-1].anchors
        assert (anchor.source, anchor.quote) == ("two", texts["two"])
        assert one.page.locator("#argmap-source1").is_visible()


def test_a_source_that_changes_on_disk_is_read_anew(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Buses help.\n\nThey carry many.\n", encoding="utf-8")
    path = tmp_path / "map.argmap.yaml"
    path.write_text("argmap: 1\nsources:\n  - id: t\n    path: t.txt\n", encoding="utf-8")
    with edited(chromium, path) as one:
        assert "C for a claim" in (one.page.locator("#argmap-empty").text_content() or "")
        for text in (
            "Blue 🚌 buses help.\n\nThey carry many.\n",
            "One.\n\nTwo.\n\nThree they carry.",
        ):
            (tmp_path / "t.txt").write_text(text, encoding="utf-8")
            until(one.page, f"readingOf(0).text === {text!r}")
            start = text.index("hey carry")
            one.select(start, start + 9)
            one.press("c")
            one.wording()
            assert one.map.claims[-1].anchors[0].spans == (Span(start, start + 9),)
        assert not one.page.locator("#argmap-empty").is_visible()


def test_words_of_a_text_that_changes_while_something_is_picked_are_refused(
    chromium: Browser, tmp_path: Path
) -> None:
    (tmp_path / "t.txt").write_text("Buses help. They carry many.\n", encoding="utf-8")
    path = tmp_path / "map.argmap.yaml"
    sources = "argmap: 1\nsources:\n  - id: t\n    path: t.txt\n"
    path.write_text(f"{sources}claims:\n  - id: a\n    text: Buses help\n", encoding="utf-8")
    with edited(chromium, path) as one:
        one.select(12, 27)
        one.press("r")
        until(one.page, "isPicking()")
        text = "So: buses help. They carry many.\n"
        (tmp_path / "t.txt").write_text(text, encoding="utf-8")
        until(one.page, f"readingOf(0).text === {text!r}")
        one.press("Enter")
        until(one.page, "part('done').classList.contains('wrong')")
        said = one.page.locator("#argmap-done").text_content() or ""
        assert "changed since these words were selected" in said
        assert one.map.reasons == []


# Fields, order, names


def test_fields_are_changed_where_they_are(dam: Edited) -> None:
    keep(dam, "floods")
    fill(dam, "speaker", "Okafor")
    fill(dam, "note", "Every other spring")
    fill(dam, "strength", "0.5")
    fill(dam, "tags", "money, water")
    dam.page.locator(field(dam, "implicit")).check()
    dam.settled()
    floods = dam.map["floods"]
    assert (floods.speaker, floods.note) == ("Okafor", "Every other spring")
    assert (floods.strength, floods.tags, floods.implicit) == (0.5, ("money", "water"), True)
    fill(dam, "speaker", "")
    assert dam.map["floods"].speaker is None


def test_what_is_refused_stays_in_its_field_and_is_said(dam: Edited) -> None:
    keep(dam, "floods")
    fill(dam, "strength", "2")
    said = dam.page.locator("#argmap-done").text_content() or ""
    assert "strength" in said
    assert dam.page.locator(field(dam, "strength")).input_value() == "2"
    assert dam.map["floods"].strength is None
    dam.press("Escape")
    assert dam.page.locator(field(dam, "strength")).input_value() == ""


def test_a_statement_is_renamed_reordered_and_becomes_another_kind(dam: Edited) -> None:
    keep(dam, "worked")
    fill(dam, "id", "elsewhere")
    until(dam.page, "filled.id === 'elsewhere'")
    assert dam.page.evaluate("ids[kept]") == "elsewhere"
    assert dam.map["third"].limits == ("elsewhere",)
    card(dam.page, "cost").focus()
    before = [one.id for one in dam.map.caveats]
    dam.press("Alt+ArrowUp")
    dam.settled()
    after = [one.id for one in dam.map.caveats]
    assert sorted(after) == sorted(before)
    assert after.index("cost") < after.index("salmon")
    keep(dam, "salmon")
    dam.page.locator(field(dam, "kind")).select_option("claim")
    dam.settled()
    assert dam.map["salmon"].kind == "claim"


def test_a_statement_is_removed_alone_or_with_what_is_under_it(dam: Edited) -> None:
    card(dam.page, "third").focus()
    dam.press("x")
    until(dam.page, "!ids.includes('third')")
    assert dam.page.evaluate("ids[numbersOf(document.activeElement)[0]]") == "worked"
    card(dam.page, "salmon").focus()
    dam.press("Delete")
    until(dam.page, "part('removal').open")
    dam.page.locator("#argmap-subtree").click()
    until(dam.page, "ids.length === 4")
    assert {one.id for one in dam.map.statements} == {"dam", "yes", "floods", "cost"}


def test_the_title_is_changed_where_it_is(dam: Edited) -> None:
    dam.page.locator("#argmap-totitle").click()
    dam.page.locator("#argmap-newtitle").fill("A dam & <its> price")
    dam.press("Enter")
    until(dam.page, "document.title.includes('price')")
    assert dam.map.title == "A dam & <its> price"
    assert dam.page.locator("h1").text_content() == "A dam & <its> price"


# Relations


def test_a_card_that_is_dragged_bears_on_the_other_one_instead(dam: Edited) -> None:
    dam.page.evaluate("setZoom(0.6)")
    places = [card(dam.page, id).locator("rect").first.bounding_box() for id in ("cost", "floods")]
    x, y = (
        [place[at] + place[size] / 2 for place in places]
        for at, size in (("x", "width"), ("y", "height"))
    )
    dam.page.mouse.move(x[0], y[0])
    dam.page.mouse.down()
    dam.page.mouse.move(x[1], y[1], steps=3)
    assert dam.page.locator("#argmap-ghost").is_visible()
    assert card(dam.page, "floods").evaluate("one => one.classList.contains('drop')")
    dam.page.mouse.up()
    until(dam.page, "part('relation').open")
    dam.press("l")
    until(dam.page, "!part('relation').open")
    dam.settled()
    assert (dam.map["cost"].rebuts, dam.map["cost"].limits) == ((), ("floods",))


def test_escape_ends_a_drag_a_choice_and_a_selection(dam: Edited) -> None:
    before = dam.path.read_bytes()
    place = card(dam.page, "cost").locator("rect").first.bounding_box()
    dam.page.mouse.move(place["x"] + 30, place["y"] + 30)
    dam.page.mouse.down()
    dam.page.mouse.move(place["x"] + 30, place["y"] - 90, steps=3)
    dam.press("Escape")
    dam.page.mouse.up()
    assert not dam.page.locator("#argmap-ghost").is_visible()
    card(dam.page, "cost").focus()
    dam.press("l")
    until(dam.page, "isPicking()")
    dam.press("Escape")
    assert not dam.page.locator("#argmap-pick").is_visible()
    dam.select(20, 40)
    dam.press("Escape")
    until(dam.page, "bar.hidden")
    dam.settled()
    assert dam.path.read_bytes() == before


def test_a_premise_joins_another_one(dam: Edited) -> None:
    card(dam.page, "floods").focus()
    dam.select(
        dam.map.source().text.index("A dam costs"), dam.map.source().text.index("A dam costs") + 11
    )
    dam.press("Shift+r")
    until(dam.page, "isPicking()")
    dam.page.keyboard.insert_text("It should be dammed")
    dam.press("Enter")
    dam.wording("A dam costs more")
    made = dam.map.reasons[-1]
    card(dam.page, made.id).focus()
    dam.press("l")
    until(dam.page, "isPicking()")
    dam.page.keyboard.insert_text("Floods ruin")
    dam.press("Enter")
    until(dam.page, "part('relation').open")
    dam.press("j")
    until(dam.page, "!part('relation').open")
    dam.settled()
    assert dam.map["floods"].joint == dam.map[made.id].joint is not None
    assert dam.map[made.id].supports == ("yes",)


# Undo, other tabs, and what goes wrong


def test_undo_to_the_start_gives_the_first_file(dam: Edited) -> None:
    before = dam.path.read_bytes()
    keep(dam, "floods")
    fill(dam, "speaker", "Okafor")
    fill(dam, "note", "A note")
    after = dam.path.read_bytes()
    card(dam.page, "floods").focus()
    dam.press("Control+z", "Control+z")
    dam.settled()
    assert dam.path.read_bytes() == before
    assert dam.page.locator("#argmap-undo").get_attribute("aria-disabled") == "true"
    dam.press("Control+Shift+z", "Control+y")
    dam.settled()
    assert dam.path.read_bytes() == after
    assert "Redone" in (dam.page.locator("#argmap-done").text_content() or "")


def test_another_tab_follows(dam: Edited) -> None:
    other = dam.page.context.new_page()
    other.goto(f"http://127.0.0.1:{dam.server.port}/")
    keep(dam, "floods")
    fill(dam, "text", "High water ruins people")
    until(other, "wordingOf(ids.indexOf('floods')) === 'High water ruins people'")
    other.close()


def test_what_changes_on_disk_is_shown_and_what_is_being_typed_stays(dam: Edited) -> None:
    keep(dam, "floods")
    dam.page.locator(field(dam, "note")).fill("Half a no")
    text = dam.path.read_text(encoding="utf-8")
    dam.path.write_text(text.replace("Floods ruin people", "Water ruins people"), encoding="utf-8")
    until(dam.page, "part('wording').value === 'Water ruins people'")
    assert dam.page.locator(field(dam, "note")).input_value() == "Half a no"
    dam.page.keyboard.insert_text("te")
    dam.press("Enter")
    dam.settled()
    assert dam.map["floods"].note == "Half a note"
    assert dam.map["floods"].text == "Water ruins people"


@pytest.mark.parametrize("button", ["theirs", "mine"])
def test_a_field_that_was_changed_on_disk_meanwhile_is_asked_about(
    dam: Edited, button: str
) -> None:
    keep(dam, "floods")
    dam.page.locator(field(dam, "text")).fill("My words")
    text = dam.path.read_text(encoding="utf-8")
    dam.path.write_text(text.replace("Floods ruin people", "Their words"), encoding="utf-8")
    until(dam.page, "revision === 2")
    dam.press("Enter")
    until(dam.page, "part('conflict').open")
    assert dam.page.locator("#argmap-yours").text_content() == "My words"
    assert dam.page.locator("#argmap-theirs").text_content() == "Their words"
    dam.page.locator(f'#argmap-conflict [value="{button}"]').click()
    dam.settled()
    assert dam.map["floods"].text == ("My words" if button == "mine" else "Their words")


def test_what_cannot_be_sent_stays_in_the_page_and_is_sent_again(dam: Edited) -> None:
    keep(dam, "floods")
    dam.page.context.set_offline(True)
    fill(dam, "speaker", "Okafor")
    fill(dam, "note", "A note")
    trouble = dam.page.locator("#argmap-trouble")
    assert trouble.is_visible()
    said = trouble.text_content() or ""
    assert "The connection to argmap is lost" in said
    assert "2 changes are not saved: speaker of floods; note of floods" in said
    assert dam.page.locator(field(dam, "speaker")).input_value() == "Okafor"
    assert dam.map["floods"].speaker is None
    dam.page.context.set_offline(False)
    dam.page.locator("#argmap-again").click()
    until(dam.page, "unsent.length === 0 && part('trouble').hidden")
    dam.settled()
    assert (dam.map["floods"].speaker, dam.map["floods"].note) == ("Okafor", "A note")


def test_a_file_that_cannot_be_written_is_said(
    dam: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("no space is left on the disk", where="map.argmap.yaml")

    keep(dam, "floods")
    with monkeypatch.context() as patched:
        patched.setattr(MapOnDisk, "write", full)
        fill(dam, "speaker", "Okafor")
        said = dam.page.locator("#argmap-trouble").text_content() or ""
        assert "no space is left on the disk" in said.casefold()
        assert "1 change is not saved" in said
    dam.page.locator("#argmap-again").click()
    until(dam.page, "part('trouble').hidden")
    dam.settled()
    assert dam.map["floods"].speaker == "Okafor"


# Drafts


def drafted() -> ArgumentMap:
    """What a model may say of the conversation, besides what its map has."""
    map = transcript()
    text = map.source().text

    def anchored(quote: str) -> dict[str, object]:
        return {"quote": quote, "span": [text.index(quote), text.index(quote) + len(quote)]}

    map.claim("The length decides", id="length", **anchored("half as long"))
    map.reason("It is known", id="known", supports="length", **anchored("that is known"))
    map.caveat("Only one ladder", id="one", limits="length", **anchored("The third ladder"))
    return map


@pytest.fixture
def suggested(chromium: Browser, tmp_path: Path) -> Iterator[Edited]:
    path = saved(transcript(), tmp_path)
    with edited(chromium, path, draft=drafted()) as one:
        yield one


def test_suggestions_are_accepted_changed_and_refused_with_a_key_each(suggested: Edited) -> None:
    page = suggested.page
    panel = page.locator("#argmap-suggestions")
    assert "Suggestion 1 of 3" in (panel.text_content() or "")
    assert page.locator("#argmap-newwording").input_value() == "The length decides"
    assert page.evaluate("[...CSS.highlights.get('argmap-suggestion')].map(String)") == [
        "half as long"
    ]
    suggested.press("y")
    until(page, "suggestions.length === 2")
    assert suggested.map["length"].text == "The length decides"
    assert page.locator("#argmap-suggestedlinks").text_content() == "limits “The length decides”"
    suggested.press("u")
    page.keyboard.insert_text("One of three")
    suggested.press("Enter")
    until(page, "suggestions.length === 1")
    assert suggested.map["one"].text == "One of three"
    page.locator("#argmap-refuse").click()
    until(page, "part('suggestions').hidden")
    assert "known" not in suggested.map
    suggested.press("Control+z")
    until(page, "suggestions.length === 1")


def test_what_waits_for_another_suggestion_is_said(suggested: Edited) -> None:
    page = suggested.page
    page.locator("#argmap-nextone").click()
    assert "a suggestion, too" in (page.locator("#argmap-suggestedlinks").text_content() or "")
    suggested.press("y")
    until(page, "part('done').classList.contains('wrong')")
    assert "length" in (page.locator("#argmap-done").text_content() or "")
    assert page.evaluate("suggestions.length") == 3


# Who sees what


def test_a_narrow_page_is_for_reading_only(chromium: Browser, tmp_path: Path) -> None:
    with edited(chromium, saved(transcript(), tmp_path), size=(700, 900)) as one:
        before = one.path.read_bytes()
        one.page.evaluate("setView(false), keep(1)")
        one.press("x", "e", "w", "Control+z")
        one.settled()
        assert not one.page.locator("#argmap-form").is_visible()
        assert one.page.locator("#argmap-card").is_visible()
        assert one.path.read_bytes() == before


def test_a_readers_page_has_nothing_of_the_editor() -> None:
    html = page_html(transcript())
    for name in ("argmap-bar", "argmap-form", "/gesture", "EventSource", "connect-src"):
        assert name not in html


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize(("size", "scheme"), [((1400, 900), "light"), ((800, 900), "dark")])
def test_axe_finds_nothing_in_any_state(
    chromium: Browser, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    path = saved(transcript(), tmp_path)
    with edited(chromium, path, size=size, scheme=scheme, draft=drafted()) as one:
        page = one.page
        found = {"begun": violations(page)}
        one.page.evaluate("keep(ids.indexOf('salmon'))")
        until(page, "filled?.id === 'salmon'")
        page.locator("#argmap-form summary").click()
        found["form"] = violations(page)
        one.select(20, 40)
        found["bar"] = violations(page)
        one.press("Shift+r")
        until(page, "isPicking()")
        found["picking"] = violations(page)
        one.press("Escape", "v")
        until(page, "part('relation').open")
        found["relation"] = violations(page)
        one.press("Escape", "Escape")
        card(page, "salmon").focus()
        one.press("x")
        until(page, "part('removal').open")
        found["removal"] = violations(page)
        one.press("Escape")
        page.locator("#argmap-totitle").click()
        found["title"] = violations(page)
        one.press("Escape")
        page.evaluate("say('a thing was done', 'do another', true)")
        page.evaluate("keepUnsent({path: '/gesture', body: {}, name: 'a new claim'})")
        found["trouble"] = violations(page)
        page.locator("#argmap-forget").click()
        page.evaluate("decide({what: 'it has changed', help: '', yours: 'a', theirs: 'b'}), 0")
        found["conflict"] = violations(page)
        one.press("Escape", "?")
        found["help"] = violations(page)
        one.press("Escape", "o")
        found["outline"] = violations(page)
        assert {name: faults for name, faults in found.items() if faults} == {}


def test_after_the_wording_the_text_cursor_is_where_it_was(dam: Edited) -> None:
    text = dam.map.source().text
    start = text.index("The third ladder")
    dam.press("w")
    dam.page.evaluate(f"goTo({start}, false)")
    dam.press("s", "c")
    dam.wording("It was shorter")
    assert dam.page.evaluate("[hasCaret(), selected() === undefined]") == [True, True]
    assert dam.page.evaluate("focusOf(readingOf(0))") == text.index(".", start) + 1
    assert dam.map.claims[-1].text == "It was shorter"


def test_what_is_typed_about_a_statement_that_is_removed_meanwhile_is_said(dam: Edited) -> None:
    keep(dam, "third")
    dam.page.locator(field(dam, "note")).fill("Half a note")
    text = dam.path.read_text(encoding="utf-8")
    start = text.index("  - id: third")
    end = text.index("  - id: cost", start)
    dam.path.write_text(text[:start] + text[end:], encoding="utf-8")
    until(dam.page, "!ids.includes('third') && part('form').hidden")
    said = dam.page.locator("#argmap-done").text_content() or ""
    assert "third is no longer in the map; you were typing “Half a note”" in said.replace("T", "t")


def test_a_saved_field_is_taken_back_with_the_keys_of_undo(dam: Edited) -> None:
    before = dam.path.read_bytes()
    keep(dam, "floods")
    fill(dam, "speaker", "Okafor")
    until(dam.page, "!controls.some(isTouched)")
    dam.press("Control+z")
    dam.settled()
    assert dam.path.read_bytes() == before
    until(dam.page, "filled.speaker === null")
    assert dam.page.locator(field(dam, "speaker")).input_value() == ""


def test_a_list_that_is_cut_says_so(chromium: Browser, tmp_path: Path) -> None:
    map = ArgumentMap(sources=[Source(id="t", text="Buses help.")])
    for number in range(70):
        map.claim(f"Claim {number}", id=f"c{number}")
    with edited(chromium, saved(map, tmp_path)) as one:
        one.page.evaluate("link(0, true), 0")
        until(one.page, "isPicking()")
        none = one.page.locator("#argmap-none")
        assert none.text_content() == "9 more: type more words."
        one.page.keyboard.insert_text("claim 69")
        assert none.text_content() == ""
        one.page.keyboard.insert_text("nothing")
        assert none.text_content() == "No statement has these words."
        one.press("Escape")


def test_after_a_new_start_of_the_server_what_waits_is_sent_but_no_offsets(dam: Edited) -> None:
    before = dam.page.evaluate("revision")
    dam.page.evaluate(
        """() => {
          const path = "/gesture";
          const change = (body) => ({ path, name: "a change", body: { ...body, revision } });
          revision += 50;
          unsent.push(change({ do: "set", id: "floods", field: "note", value: "Kept" }));
          unsent.push(change({ do: "state", kind: "claim", source: 0, spans: [[0, 9]] }));
          isConnected = false;
          events.dispatchEvent(new Event("open"));
        }"""
    )
    until(dam.page, "unsent.length === 0 && part('done').classList.contains('wrong')")
    dam.settled()
    assert "earlier run" in (dam.page.locator("#argmap-done").text_content() or "").casefold()
    assert dam.map["floods"].note == "Kept"
    assert len(dam.map.claims) == 1
    assert dam.page.evaluate("revision") == before + 1


@pytest.mark.parametrize("view", ["map", "outline"])
def test_after_the_wording_the_focus_is_on_the_statement_where_it_was(
    dam: Edited, view: str
) -> None:
    dam.press(view[0])
    (card if view == "map" else item)(dam.page, "floods").focus()
    dam.press("e")
    dam.wording("High water ruins people")
    assert dam.map["floods"].text == "High water ruins people"
    until(dam.page, "numbersOf(document.activeElement)[0] === ids.indexOf('floods')")
    pane = dam.page.evaluate("paneOf(document.activeElement).id")
    assert pane == f"argmap-{view}"


def test_what_is_typed_before_the_wording_is_there_is_for_it(dam: Edited) -> None:
    text = dam.map.source().text
    start = text.index("The third ladder")
    dam.select(start, start + 16)
    dam.page.keyboard.press("c")
    # None of these letters removes or makes anything.
    dam.page.keyboard.type("Xe, clear, very short\n", delay=0)
    until(dam.page, "back === undefined && typedAhead === undefined")
    dam.settled()
    assert dam.map.claims[-1].text == "Xe, clear, very short"
    assert len(list(dam.map.statements)) == 9
    dam.page.keyboard.press("e")
    dam.page.keyboard.type("Shortt")
    dam.press("Backspace", "Enter")
    until(dam.page, "back === undefined && typedAhead === undefined")
    dam.settled()
    assert dam.map.claims[-1].text == "Short"
