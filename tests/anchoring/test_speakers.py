"""Who speaks at a place of a transcript, and what is not said by whom a map names."""

from __future__ import annotations

import pytest

from argmap.anchoring import Finder, speakers_of
from argmap.anchoring.turns import changes_of_speaker

INTERVIEW = (
    "BERTIL LINTNER: The army is weak.\r\nASIA TIMES: Is it so?\r\n\r\n"
    "BERTIL LINTNER: It is. Min Aung said the army is strong.\r\n\r\nNobody doubts it."
)
TIMES_BEHIND = (
    "Anna Meyer  0:05\nWe spent a lot of money.\n\nBen  0:12\nAnd you got nothing for it.\n\n"
    "Anna Meyer  0:20\nNothing at all."
)
TIMES_IN_BRACKETS = (
    "Anna (00:05):\nWe spent a lot of money.\nBen (00:12):\nAnd you got nothing for it."
)
EACH_ONCE = "Anna: I think we spent a lot.\nBen: And you got nothing."
CHINESE = "主持人：你好，请问桥安全吗？\n市长：我认为桥很安全。"
ABSTRACT = (
    "Background: We wanted to know whether I am safe.\nMethods: You measure twice.\n"
    "Results: It was safe."
)
NUMBERED = "Speaker 1: We spent a lot.\nSpeaker 2: On what?\nSpeaker 1: On trams."
GERMAN = (
    "Moderatorin: Herr Meyer, ist die Brücke sicher?\nDr. Meyer: Ich sage Ihnen, sie ist es.\n"
    "Moderatorin: Danke."
)


def contradicted(text: str, quote: str, speaker: str) -> str | None:
    placement = Finder(text).find(quote)
    assert placement.spans
    return speakers_of(text).contradict(speaker, placement.spans[0])


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "label"),
    [
        (INTERVIEW, "The army is weak", "Asia Times", "BERTIL LINTNER"),
        (INTERVIEW, "The army is weak", "AT", "BERTIL LINTNER"),
        (INTERVIEW, "Is it so", "Lintner", "ASIA TIMES"),
        (INTERVIEW, "Nobody doubts it", "Asia Times", "BERTIL LINTNER"),
        (TIMES_BEHIND, "We spent a lot", "Ben", "Anna Meyer"),
        (TIMES_BEHIND, "you got nothing", "Meyer", "Ben"),
        (TIMES_IN_BRACKETS, "We spent a lot", "Ben", "Anna"),
        (EACH_ONCE, "we spent a lot", "Ben", "Anna"),
        (CHINESE, "桥很安全", "主持人", "市长"),
        (NUMBERED, "On trams", "Speaker 2", "Speaker 1"),
        (GERMAN, "sie ist es", "Moderatorin", "Dr. Meyer"),
        (GERMAN, "ist die Brücke sicher", "Hans Meyer", None),  # named in the sentence
    ],
)
def test_a_quote_of_another_speaker_is_known(
    text: str, quote: str, speaker: str, label: str | None
) -> None:
    assert contradicted(text, quote, speaker) == label


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (INTERVIEW, "The army is weak", "Lintner"),
        (INTERVIEW, "The army is weak", "Mr Lintner"),
        (INTERVIEW, "The army is weak", "BL"),
        (INTERVIEW, "The army is weak", "the editor"),  # no label of the source
        (INTERVIEW, "the army is strong", "Min Aung"),  # reported
        (TIMES_BEHIND, "We spent a lot", "Anna"),
        (EACH_ONCE, "you got nothing", "Ben"),
        (CHINESE, "桥很安全", "市长"),
        (ABSTRACT, "It was safe", "Methods"),
        (NUMBERED, "On trams", "speaker 1"),
        (GERMAN, "sie ist es", "Hans Meyer"),
        ("It is late. Nobody says so.", "It is late", "Ford"),
    ],
)
def test_a_quote_of_the_speaker_or_of_nobody_known_is_not_doubted(
    text: str, quote: str, speaker: str
) -> None:
    assert contradicted(text, quote, speaker) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (EACH_ONCE, "I think we spent … you got nothing"),
        (TIMES_BEHIND, "We spent a lot of money. … And you got nothing for it."),
        (TIMES_IN_BRACKETS, "We spent a lot of money. … And you got nothing for it."),
        (CHINESE, "请问桥安全吗？……我认为桥很安全"),
    ],
)
def test_speakers_who_are_named_once_are_not_joined(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert not placement.is_placed
    assert [each.kind for each in placement.cautions] == ["speakers"]


def test_the_parts_of_an_abstract_are_no_speakers() -> None:
    placement = Finder(ABSTRACT).find("We wanted to know whether I am safe. … It was safe.")
    assert placement.status == "elided"
    assert placement.cautions == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_name_before_which_a_sentence_is_wrapped_is_no_speaker(end: str) -> None:
    text = (
        "The gate was shut by the council, and we know that the same holds for\n"
        "Clayenfield: the gate is shut at night. I say that you know it as well as\n"
        "Millport: the toll was paid. The bridge was open."
    ).replace("\n", end)
    placement = Finder(text).find("The gate was shut by the council, … The bridge was open.")
    assert all(caution.kind != "speakers" for caution in placement.cautions)
    assert speakers_of(text).names == frozenset()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", ["", "Interview\n", "Interview\n\n"])
def test_a_turn_without_a_full_stop_before_it_has_a_speaker(end: str, head: str) -> None:
    text = head + (
        "Anna: I told you that nobody knows why we have spent so much of it at all\n"
        "and on this line as well, where the sentence goes on and on without a stop\n"
        "Ben: you got nothing"
    )
    assert speakers_of(text.replace("\n", end)).names == {"Anna", "Ben"}


VOICES = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>We have never closed\n\n"
    "00:03.000 --> 00:05.000\n<v Ann Lee>a school in this town.</v>\n\n"
    "00:05.000 --> 00:07.000\n<v.loud Bob>That is not true.</v> <v Ann Lee>It is true.</v>\n"
)
CAPTIONS = (
    "1\n00:00:01,000 --> 00:00:03,000\n>> We have never closed\n\n"
    "2\n00:00:03,000 --> 00:00:05,000\na school in this town.\n\n"
    "3\n00:00:05,000 --> 00:00:07,000\n>> That is not true.\n>> It is true.\n"
)
ESCAPED = CAPTIONS.replace(">> ", "&gt;&gt; ")
TRANSCRIPT = (
    ">> We have never closed\na school in this town.\n\n>> That is not true. >> It is true.\n\n"
    ">>> Good evening."
)
ANSWERED = "> Nobody says so.\n\n>> We have never closed\n>> a school in this town.\n"
ANSWERED_ALONE = (
    "Ann wrote:\n>> We have never closed\n>> a school in this\n>> town. That is not true.\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [VOICES, CAPTIONS, ESCAPED, TRANSCRIPT])
@pytest.mark.parametrize(
    "quote", ["a school in this town. That is not true", "That is not true. It is true."]
)
def test_what_captions_let_two_people_say_is_not_one_quote(text: str, quote: str, end: str) -> None:
    placement = Finder(text.replace("\n", end)).find(quote)
    named = [change.meaning for change in placement.changes if change.meaning]
    assert named == ["actor"] or not placement.is_placed


@pytest.mark.parametrize("text", [VOICES, CAPTIONS, ESCAPED, TRANSCRIPT])
@pytest.mark.parametrize(
    "quote", ["a school in this town. … That is not true.", "That is not true. … It is true."]
)
def test_an_omission_does_not_join_what_captions_let_two_people_say(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert not placement.is_placed
    assert [each.kind for each in placement.cautions] == ["speakers"]


@pytest.mark.parametrize("text", [VOICES, CAPTIONS, TRANSCRIPT, ANSWERED, ANSWERED_ALONE])
def test_what_one_person_says_over_cues_and_lines_is_one_quote(text: str) -> None:
    placement = Finder(text).find("We have never closed a school in this town")
    assert placement.status == "corrected"
    assert not placement.changes_meaning


def test_the_voice_of_a_cue_is_its_speaker() -> None:
    assert contradicted(VOICES, "That is not true", "Ann Lee") == "Bob"
    assert contradicted(VOICES, "We have never closed", "Ann") is None
    assert contradicted(VOICES, "It is true.", "Bob") == "Ann Lee"


def test_a_speaker_whom_captions_do_not_name_contradicts_nobody() -> None:
    text = "ANN: We pay.\nBOB: We do not.\n>> Who does?\n>> Nobody does.\n"
    assert contradicted(text, "Who does", "Ann") is None
    assert contradicted(text, "We do not", "Ann") == "BOB"


@pytest.mark.parametrize(
    "text",
    [
        "> Is it so?\n\n>> It is.\n\n>> It is not.",  # a letter that was answered twice
        ANSWERED_ALONE,
        ">>> 1 + 1\n2\n\n>>> 1 + 2\n3\n",  # of a program
        "a >> b and c >> d",
        "The sign >> means more.\nA >> B.",
    ],
)
def test_signs_that_quote_or_compare_are_no_change_of_speaker(text: str) -> None:
    assert changes_of_speaker(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Q. Who took the money?\nA. I never took it.\nQ. You were there.\nA. Nobody saw me.",
        " 3   Q.   Who took the money?\n 4   A.   I never took it.\n 5   Q.   You were there.",
        "Q   Who took the money?\r\n\r\nA   I never took it.\r\n\r\nQ   You were there.\r\n",
    ],
)
def test_who_asks_and_who_answers_in_court_are_not_joined(text: str) -> None:
    placement = Finder(text).find("I never took it. … You were there.")
    assert not placement.is_placed
    assert [each.kind for each in placement.cautions] == ["speakers"]
    assert Finder(text).find("Who took the money").status == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "A. Okafor took it. Nobody saw it.\nA. Okafor left the town in the end.",
        "A. The money was lost here. Nobody saw it.\nB. Okafor left the town in the end.",
        "He took it. Nobody saw it.\n\nQ. Okafor left the town in the end.",
    ],
)
def test_a_letter_that_begins_a_line_alone_neither_asks_nor_answers(text: str) -> None:
    placement = Finder(text).find("Nobody saw it. … Okafor left the town")
    assert all(caution.kind != "speakers" for caution in placement.cautions)
    assert speakers_of(text).names == frozenset()
