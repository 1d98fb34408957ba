"""What is between the words of a source and is none of them, and what only looks so."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.anchoring import Finder, cut_fragments, matches_quote
from argmap.anchoring.apparatus import bare_stretches, find_apparatus, without_apparatus
from argmap.source import Source
from argmap.text import Span

OVER_APPARATUS = {
    "page number": ("We found that\n\n\n12\n\f it could fail.", "We found that it could fail"),
    "page number with dashes, CRLF": (
        "The council met,\r\nand the tram\r\n\r\n- 14 -\r\n\r\nwas closed for good.\r\n",
        "the tram was closed for good",
    ),
    "page number in words": (
        "Wir haben die Brücke\n\nSeite 12\n\ngesperrt, weil sie alt ist.",
        "Wir haben die Brücke gesperrt, weil sie alt ist",
    ),
    "page number inside a word": (
        "We found that the com-\n\n17\n\f mittee had met.",
        "We found that the committee had met",
    ),
    "running head": (
        "ANNUAL REPORT\n\nThe plan\n\nANNUAL REPORT\n\nwould fail.\n\nANNUAL REPORT\n\nMore.",
        "The plan would fail",
    ),
    "note, page number and head": (
        (
            "The office found that\n\n1 See Annex B for the tables, not the text.\n\n"
            "212          A. Okafor and L. Stein / Journal of Transport 14\n\f\nit could fail."
        ),
        "The office found that it could fail",
    ),
    "endnote of Markdown": (
        "There are many[^1]\n\n[^1]: Not all of them good.\n\nreasons to stop.",
        "There are many reasons to stop.",
    ),
    "line number alone": (
        "The tram, which ran late,\n   10\nwas closed in the end for all.",
        "The tram, which ran late, was closed in the end",
    ),
    "line numbers of a court": (
        " 1  Q. Did you see the tram\n 2  that stopped at the gate\n 3  before the council met?",
        "the tram that stopped at the gate before the council met",
    ),
    "line numbers by five": (
        (
            "5 The tram was late\nand full of men,\nwho sang,\nand slept,\nand drank,\n"
            "10 and then it stopped\nat the gate,\nand no one\nknew why\nit had.\n15 So it was."
        ),
        "and drank, and then it stopped",
    ),
    "verse numbers at line starts": (
        "5 And the tram\n6 was closed,\n7 and the people\n8 wept.",
        "the tram was closed, and the people wept",
    ),
    "verse numbers in a line": (
        "It began. 2 And the earth was void. 3 And God spoke. 4 And God saw.",
        "And the earth was void. And God spoke.",
    ),
    "subtitles": (
        (
            "1\r\n00:00:01,000 --> 00:00:03,000\r\nWe have never closed\r\n\r\n"
            "2\r\n00:00:03,000 --> 00:00:05,000\r\na school.\r\n"
        ),
        "We have never closed a school.",
    ),
    "web subtitles with names": (
        (
            "WEBVTT\n\nintro\n00:01.000 --> 00:04.000 align:start\n<v Ruiz>We have never\n\n"
            "00:05.000 --> 00:09.000\n<v Ruiz>closed a school."
        ),
        "We have never closed a school",
    ),
    "time codes and a repeated speaker": (
        "[00:00:19] RUIZ: We spent 40 million,\n[00:00:27] RUIZ: and not one study shows a gain.",
        "We spent 40 million, and not one study shows a gain",
    ),
    "bare time codes": (
        "00:01 FORD: We spent a lot.\n00:05 FORD: And we got nothing.\n00:09 RUIZ: Well.",
        "We spent a lot. And we got nothing.",
    ),
    "times alone on a line": (
        "(00:01:05)\nWe spent a lot of money,\n(00:01:12)\nand we got nothing.\n",
        "We spent a lot of money, and we got nothing.",
    ),
    "bare times alone on a line": (
        "0:05\nWe spent a lot of money,\n0:12\nand we got nothing\n0:20\nfor all of it.\n",
        "We spent a lot of money, and we got nothing for all of it.",
    ),
    "a speaker with a time in brackets": (
        "Anna (00:05):\nWe spent a lot of money,\nAnna (00:12):\nand we got nothing.\n",
        "We spent a lot of money, and we got nothing.",
    ),
    "a speaker with a time behind": (
        "Speaker 1  0:05\r\nWe spent a lot of money,\r\n\r\nSpeaker 1  0:12\r\nand got nothing.\n",
        "We spent a lot of money, and got nothing.",
    ),
    "a speaker before a time in brackets": (
        "Dr. Meyer [00:05] Wir haben viel Geld,\nDr. Meyer [00:12] aber keine Busse.\n",
        "Wir haben viel Geld, aber keine Busse.",
    ),
    "sounds": (
        "We spent a lot [applause] and we got nothing (Laughter). And so on.",
        "We spent a lot and we got nothing. And so on.",
    ),
    "reference numbers": ("the risk [12, 14–16] fell.[3] It rose", "the risk fell. It rose"),
    "raised numbers": ("Le pont a été fermé¹² en mai.³ Enfin", "Le pont a été fermé en mai. Enfin"),
    "works": (
        "It fell (see Smith et al., 2019; Jones and Lee, 2020a, p. 4) in the trial",
        "It fell in the trial",
    ),
    "works in French": (
        "Il est fermé (Dupont et Martin, 2019 ; Lefèvre, 2020) pour toujours",
        "Il est fermé pour toujours",
    ),
    "Markdown": (
        "There are **many** [reasons](https://example.org/a_b) to `stop` _now_.",
        "There are many reasons to stop now.",
    ),
    "quoted mail": (
        "> > The council regrets\n> > the delay and\n> > rejects the charge.",
        "The council regrets the delay and rejects the charge.",
    ),
    "list letters": (
        "1. Most rights are limited.\n(a) They are not, and\n(b) no court has said so.",
        "They are not, and no court has said so",
    ),
    "bullets": ("• The rent falls,\n• the tram is late.", "The rent falls, the tram is late."),
    "a list within a sentence": (
        "They are (a) good, (b) bad and (c) ugly to all",
        "They are good, bad and ugly to all",
    ),
    "what a browser does not show": (
        "The rent <!-- not --> falls<script>if (a < b) {}</script> in May.",
        "The rent falls in May.",
    ),
    "HTML": (
        "<ul><li>Smith &amp; Sons <b>pay</b>,</li>\n<li>unless&nbsp;it falls<sup>2</sup>.</li>",
        "Smith & Sons pay, unless it falls.",
    ),
    "Chinese page number": (
        "很多人卖掉了\n\n12\n\f私家车，因为太贵。",
        "很多人卖掉了私家车，因为太贵",
    ),
    "Chinese reference": ("很多人卖掉了[3]私家车，因为太贵。", "很多人卖掉了私家车，因为太贵"),
    "Arabic page number": (
        "بعض الناس باعوا سياراتهم\n\n١٢\n\f لأنها غالية جدا.",
        "بعض الناس باعوا سياراتهم لأنها غالية جدا",
    ),
    "Hindi reference": (
        "कई लोगों ने अपनी गाड़ियाँ [4] बेच दीं क्योंकि वे महँगी हैं।",
        "कई लोगों ने अपनी गाड़ियाँ बेच दीं क्योंकि वे महँगी हैं",
    ),
}


@pytest.mark.parametrize(("text", "quote"), OVER_APPARATUS.values(), ids=OVER_APPARATUS)
def test_a_quote_is_found_over_apparatus_and_its_meaning_is_not_touched(
    text: str, quote: str
) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "corrected"
    assert {(change.kind, change.meaning) for change in placement.changes} == {("apparatus", None)}
    own = cut_fragments(text, placement.spans)
    assert matches_quote(text, own, placement.spans)
    again = Finder(text).find(own, near=placement.spans[0].start)
    assert again.spans == placement.spans
    assert again.status in ("exact", "elided")
    assert Finder(text).left_out(own, placement.spans) == ()


OVER_APPARATUS_AGAIN = {
    "a note before a noun": (
        "Im Winter\nkam er nur mit dem\n\n1 Siehe Anhang.\n\n85      Verkehr 14\n\f\nBoot an.",
        "kam er nur mit dem Boot an",
    ),
    "a raised number in Chinese": (
        "这里的人在¹⁵请愿书上签了名，其余的都去了白山口。",
        "这里的人在请愿书上签了名，其余的都去了白山口",
    ),
    "numbers that count up between lines of Chinese": (
        "县衙一句也不信，龙门村没有人\n197\n觉得奇怪，于是粮仓多花了银子。\n后来下雨了，人都走了。\n198\n没了。",
        "县衙一句也不信，龙门村没有人觉得奇怪，于是粮仓多花了银子",
    ),
    "numbers of lines that count up by five": (
        (
            "The town has many old buses now\n5\nand needs more of them than it has,\nas we know.\n"
            "It is not the only one of all\n10\nthat needs them."
        ),
        "The town has many old buses now and needs more of them",
    ),
}


@pytest.mark.parametrize(("text", "quote"), OVER_APPARATUS_AGAIN.values(), ids=OVER_APPARATUS_AGAIN)
def test_apparatus_is_told_from_words_before_nouns_and_where_none_is_spaced(
    text: str, quote: str
) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "corrected"
    assert not placement.changes_meaning


REAL_WORDS = {
    "a number in a sentence": ("They met in 12 towns.", "They met in towns."),
    "numbers in sentences": ("They shut 12 schools in 3 towns.", "They shut schools in towns"),
    "a number on a line of its own": ("They closed\n12\ntowns.", "They closed towns"),
    "a number that had no room": (
        "They closed schools in\n12\ngovernment-owned towns",
        "They closed schools in government-owned towns",
    ),
    "a number that had room": (
        "The council of the town needs\n12\nmore buses than it has now.",
        "The council of the town needs more buses than it has",
    ),
    "a German number that had room": (
        "Der Rat der alten Stadt braucht noch\r\n12\r\nneue Busse für den Winter.",
        "Der Rat der alten Stadt braucht noch neue Busse für den Winter",
    ),
    "a Chinese number that had room": (
        "县衙一句也不信，龙门村还需要\n197\n辆新车，因为旧的坏了。",
        "县衙一句也不信，龙门村还需要辆新车，因为旧的坏了",
    ),
    "a column of numbers": (
        "Sales were as follows:\n12\n13\n14\nand they grew.",
        "Sales were as follows: and they grew",
    ),
    "a power": ("It was 10² m in the first.", "It was 10 m in the first"),
    "a unit": ("It was 5 km² in the first.", "It was 5 km in the first"),
    "when": ("The plan (June 2019) was dropped by all.", "The plan was dropped by all"),
    "a limit in brackets": ("It (not the tram) was dropped by all.", "It was dropped by all"),
    "an editor's word": ("We are [not] opposed to the plan.", "We are opposed to the plan"),
    "another speaker": (
        "RUIZ: I like the tram\nFORD: and I do not like it.",
        "I like the tram and I do not like it",
    ),
    "another speaker with a time": (
        "Anna (00:05):\nWe spent a lot of money,\nBen (00:12):\nand we got nothing.\n",
        "We spent a lot of money, and we got nothing.",
    ),
    "another speaker with a time behind": (
        "Anna  0:05\nWe spent a lot of money,\nBen  0:12\nand we got nothing.\n",
        "We spent a lot of money, and we got nothing.",
    ),
    "the time of a train": (
        "The first train of the day leaves at\n10:30\nand is late.",
        "The first train of the day leaves at and is late",
    ),
    "deleted words of HTML": ("Rents <del>fall</del> rise for all of us.", "Rents rise for all"),
    "signs of comparison": ("They said 5 < 6 and 7 > 3 in May.", "They said 5 in May"),
    "a year that begins a line": ("We lost\n1990. Then it came.", "We lost Then it came."),
    "numbers that do not count up": (
        "He saw 2 men. 3 women came. He left 4 days later.",
        "He saw 2 men. women came.",
    ),
    "a refrain": (
        "It was a day. No one was there. It was over. No one was there. It ended",
        "It was a day. It was over.",
    ),
    "a number of millions": (
        "The fund of the town paid\n12\nmillion euros to it in May.",
        "The fund of the town paid million euros to it",
    ),
    "a year": (
        "See the report of the office of\n2019\nwhich was late and long.",
        "See the report of the office of which was late",
    ),
    "a nought": ("They found no\n\n0\n\nevidence for it all.", "They found no evidence for it all"),
    "a price": ("The plan cost\n\n$12\n\nmillion, all said.", "The plan cost million, all said"),
    "a line of a poem that recurs": (
        "I have a dream\n\nthat one day\n\nI have a dream\n\nwe all will rise",
        "that one day we all will rise",
    ),
    "a page that begins with a number": (
        (
            "They treated 9 miners, of whom\n\n10\n\f18 per cent were ill, they said,\n"
            "and 4 were not.\n\n11\n\nand so on."
        ),
        "They treated 9 miners, of whom and so on.",
    ),
    "a phrase before a colon that recurs": (
        "Here the evidence is weaker: one died.\nHere the evidence is weaker: two came.",
        "one died. two came.",
    ),
    "what is about music": ("The arts (music) were cut by all.", "The arts were cut by all"),
    "words not heard": ("We [inaudible] surrender to them all", "We surrender to them all"),
    "a heading": (
        "CHAPTER ONE\n\nIt was late.\n\nCHAPTER TWO\n\nIt was later.",
        "It was late. It was later.",
    ),
    "a time of day": ("He was here at 10:30\nand left.", "He was here at and left"),
    "the name of a law": ("das Gesetz (BGB) gilt für alle", "das Gesetz gilt für alle"),
}


@pytest.mark.parametrize(("text", "quote"), REAL_WORDS.values(), ids=REAL_WORDS)
def test_words_that_are_left_out_are_never_taken_for_apparatus(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.status not in ("exact", "corrected", "elided")
    assert not any(change.kind == "apparatus" and change.found for change in placement.changes)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("the risk [12] fell in the trial", "the risk [13] fell in the trial", "[12]"),
        ("the risk¹ fell in the trial", "the risk² fell in the trial", "¹"),
        ("It fell (Smith, 2019) in the trial", "It fell (Jones, 2019) in the trial", None),
        ("the risk [12] fell in 12 towns", "the risk fell in 13 towns", "12"),
    ],
)
def test_another_reference_or_number_is_told(text: str, quote: str, found: str | None) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "approximate"
    assert placement.changes_meaning
    assert found is None or found in {change.found for change in placement.changes}


@pytest.mark.parametrize(
    ("quote", "bare"),
    [
        ("the gate is closed (p. 12)", "the gate is closed"),
        ("the gate is closed (Lintner 2021)", "the gate is closed"),
        ("the gate is closed (Lintner 2021, p. 3).", "the gate is closed"),
        ("the gate is closed (emphasis added)", "the gate is closed"),
        ("“the gate is closed” [emphasis mine] (S. 3)", "the gate is closed"),
        ("the gate is closed.[12]", "the gate is closed."),
        ("• the gate is closed", "the gate is closed"),
        ("> the gate is closed", "the gate is closed"),
        ("3. the gate is closed", "the gate is closed"),
        ("“the gate is closed,”", "the gate is closed"),
        ("«the gate is closed»", "the gate is closed"),
    ],
)
def test_what_is_typed_around_a_quote_is_no_part_of_it(quote: str, bare: str) -> None:
    text = "He said that the gate is closed. It was late."
    placement = Finder(text).find(quote)
    assert (placement.status, placement.changes_meaning) == ("corrected", False)
    assert cut_fragments(text, placement.spans) == bare


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Of all the ministers (Blair and others) resigned.", "all the ministers (Clinton)"),
        ("Is the mayor opposed? We ask.", "the mayor opposed."),
        ("he left… and came", "he left."),
    ],
)
def test_what_goes_on_otherwise_is_not_taken_for_what_was_typed_around(
    text: str, quote: str
) -> None:
    placement = Finder(text).find(quote)
    assert placement.status not in ("exact", "corrected", "elided")
    assert placement.status != "approximate" or placement.changes


def test_the_bare_stretches_of_a_quote_get_shorter() -> None:
    quote = "“It is so,” (emphasis added) (Smith et al., 2019)."
    assert [span.cut(quote) for span in bare_stretches(quote)] == [
        "“It is so,”",
        "It is so,",
        "It is so",
    ]
    assert bare_stretches("It is so") == []


def test_a_mark_in_a_line_is_kept_and_a_turned_page_parts_the_spans() -> None:
    text = "It [1] fell in\n\n12\n\f the trial [2] of May."
    placement = Finder(text).find("It fell in the trial of May")
    assert cut_fragments(text, placement.spans) == "It [1] fell in … the trial [2] of May"
    assert [change.found for change in placement.changes] == ["[1]", "12", "[2]"]
    for change in placement.changes:
        assert change.found_span.cut(text) == change.found


def test_a_quote_nearly_right_over_apparatus_is_told_its_own_changes_alone() -> None:
    text = (
        "The office of the town found that\n\n12\n\f it could fail in the bitter cold [3] of May."
    )
    placement = Finder(text).find(
        "The office of the town found that it could fail in the bitter heat of May"
    )
    assert placement.status == "approximate"
    told = [(change.kind, change.quoted, change.found) for change in placement.changes]
    assert told == [("apparatus", "", "12"), ("word", "heat", "cold"), ("apparatus", "", "[3]")]


def test_a_quote_that_leaves_words_out_is_elided_over_apparatus() -> None:
    text = "The office [1] of the town found, after a long talk,\n\n12\n\f that it could fail."
    placement = Finder(text).find("The office of the town found … that it could fail")
    assert placement.status == "elided"
    assert [change.kind for change in placement.changes] == ["apparatus"]
    assert placement.spans[0].cut(text) == "The office [1] of the town found"


def test_the_beginning_of_a_sentence_at_the_foot_of_a_page_is_no_running_head() -> None:
    text = (
        "Whether the\n\nold men came, they said.\n\nNo one knew.\n\nWhether the\n\n27\n\fyoung "
        "came. It ended.\n\nWhether the\n\n28\n\fmen of the town came is not known."
    )
    assert [mark.span.cut(text).strip() for mark in find_apparatus(text)] == ["27", "28"]


def test_a_caller_may_say_what_is_apparatus() -> None:
    text = "The office found PHOTO that it could fail."
    photo = Span(17, 22)
    assert Finder(text).find("The office found that it could fail").changes_meaning
    for placement in (
        Finder(text, apparatus=[photo]).find("The office found that it could fail"),
        Source(id="s", text=text, ignore=[photo]).find("The office found that it could fail"),
        Source(id="s", text=text).find("The office found that it could fail", apparatus=[photo]),
    ):
        assert placement.status == "corrected"
        assert [change.found for change in placement.changes] == ["PHOTO"]
    source = Source(id="s", text=text)
    assert source.find("The office found that it could fail").changes_meaning
    copy = source.model_copy(update={"ignore": (photo,)})
    assert copy.find("The office found that it could fail").status == "corrected"


def test_what_lies_beyond_the_text_is_no_apparatus() -> None:
    assert find_apparatus("as it is", [Span(4, 99), Span(3, 3)]) == []


@pytest.mark.parametrize(
    ("quote", "readable"),
    [
        ("the risk [12] fell in the trial.¹⁵ It rose", "the risk fell in the trial. It rose"),
        ("it rose [3], then fell", "it rose, then fell"),
        ("Smith &amp; Sons <em>pay</em>", "Smith & Sons pay"),
        ("the delay\n> but rejects", "the delay\nbut rejects"),
        ("in 12 towns (of 30)", "in 12 towns (of 30)"),
        ("[he] came", "[he] came"),
        ("[1]", "[1]"),
    ],
)
def test_a_quote_is_read_without_apparatus(quote: str, readable: str) -> None:
    assert without_apparatus(quote) == readable


PHRASE = "the council met at nine and no one knew whether trams would run in all 12 towns"
WORDS = PHRASE.split()
WITHIN = [" [12]", " [3, 4]", "[^1]", " (Smith et al., 2019)", " [applause]", " <b></b>", "<br>"]
BETWEEN = ["\n\n12\n\f ", "\r\n\r\n- 7 -\r\n\r\n", "\n\nPage 3\n\n", " [00:01:02] "]


@st.composite
def interrupted(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text, the same with apparatus in it, and a quote of the text."""
    words = draw(st.permutations(WORDS))
    joints = [draw(st.sampled_from(["", "", "", *WITHIN, *BETWEEN])) for _ in words]
    number = words.index("12")
    # Alone on a line between page numbers nobody could tell a number from them.
    joints[number - 1 : number + 1] = [""] * len(joints[number - 1 : number + 1])
    plain = " ".join(words)
    text = "".join(
        word + (joint if joint[-1:].isspace() else joint + " ")
        for word, joint in zip(words, joints, strict=True)
    )
    first = draw(st.integers(0, len(words) - 5))
    last = draw(st.integers(first + 5, len(words)))
    return plain, f"It began. {text}", " ".join(words[first:last])


@given(interrupted())
@settings(deadline=None)
def test_apparatus_between_words_changes_neither_place_nor_meaning(
    drawn: tuple[str, str, str],
) -> None:
    plain, text, quote = drawn
    assert Finder(plain).find(quote).status == "exact"
    placement = Finder(text).find(quote)
    assert placement.status in ("exact", "corrected")
    assert not placement.changes_meaning
    hull = Span(placement.spans[0].start, placement.spans[-1].end).cut(text)
    assert hull.startswith(quote.split()[0])
    assert hull.endswith(quote.split()[-1])


@given(interrupted(), st.integers(13, 99))
@settings(deadline=None)
def test_a_number_changed_in_real_words_is_told_over_apparatus(
    drawn: tuple[str, str, str], number: int
) -> None:
    plain, text, quote = drawn
    rest = plain[plain.index(quote) :]
    finder = Finder(f"{text} or 12 others")
    assert not finder.find(f"{rest} or 12 others").changes_meaning
    placement = finder.find(f"{rest} or {number} others")
    assert placement.status not in ("exact", "corrected")
    assert not placement.spans or placement.changes_meaning


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 50_000,
        "<script>" * 30_000,
        "<a " + "a " * 100_000,
        "[" * 200_000,
        "[a](" * 50_000,
        "(A" * 100_000,
        "(" + "A" * 200_000,
        "(Aaa and " * 25_000,
        "Aa\n1\n" * 40_000,
        "1\n\n" * 50_000,
        "\f" * 100_000,
        "a" + " " * 200_000 + "1",
        "> " * 100_000,
        "00:00:01,000 --> " * 10_000,
        "\n" * 200_000,
        "HEAD\n\n1 note\n\n" * 15_000,
        "``` " * 50_000,
        "&a" * 100_000,
        "((a) (1) " * 25_000,
    ],
    ids=lambda text: repr(text[:10]),
)
@pytest.mark.full
def test_apparatus_is_looked_for_in_time_that_grows_with_the_text(text: str) -> None:
    before = time.thread_time()
    find_apparatus(text)
    bare_stretches(text[:100_000])
    assert time.thread_time() - before < 2


@given(st.text(alphabet="ab1[]()<>&#\n\f .:-¹²>*`^", max_size=80))
def test_apparatus_is_in_order_without_overlap_in_any_text(text: str) -> None:
    marks = find_apparatus(text)
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in marks)
    assert all(one.span.end <= other.span.start for one, other in pairwise(marks))


def test_a_passage_that_got_apparatus_is_compared_without_it() -> None:
    text = "The office found [12] that\n\n7\n\f it could fail."
    quote = "The office found that it could fail"
    placement = Finder(text).compare(quote, [Span(0, len(quote))], (Span(0, 45),))
    assert placement.status == "corrected"
    assert [change.found for change in placement.changes] == ["[12]", "7"]
    assert cut_fragments(text, placement.spans) == "The office found [12] that … it could fail"


@pytest.mark.parametrize(
    "cited", ["(Smith et al.,\n2015)", "(Smith &\r\nJones, 2015)", "(see Smith 2015; Jones\n2016)"]
)
def test_a_citation_that_is_wrapped_at_the_end_of_a_line_is_apparatus(cited: str) -> None:
    text = f"Especially now, {cited} as there is a lack of labour, we must act."
    placement = Finder(text).find("as there is a lack of labour, we must act")
    assert placement.status == "exact"
    over = Finder(text).find("Especially now, as there is a lack of labour, we must act")
    assert (over.status, over.changes_meaning) == ("corrected", False)


@pytest.mark.parametrize(
    ("text", "quote", "pieces"),
    [
        (
            "渔民当中，13人留在家里，其余的在请愿书上签\n\n17\n00:32.000 --> 00:34.000\n了名。",
            "渔民当中，13人留在家里，其余的在请愿书上签了名。",
            ["渔民当中，13人留在家里，其余的在请愿书上签", "了名。"],
        ),
        (
            "东\n\n\n00:32.000 --> 00:34.000\n溪镇的人没有回\n\n2\n00:34.000 --> 00:36.000\n来。",
            "东溪镇的人没有回来。",
            ["东", "溪镇的人没有回", "来。"],
        ),
        (
            "税务局为瓷器花了599\n\n56\n00:01:50,000 --> 00:01:52,000\n40两银子。",
            "税务局为瓷器花了59940两银子",
            ["税务局为瓷器花了599", "40两银子"],
        ),
        (
            "没修完的章程在15年里涨了百分\n\n\n27\n\f\n之60的时候，工人留在家里。",
            "没修完的章程在15年里涨了百分之60的时候",
            ["没修完的章程在15年里涨了百分", "之60的时候"],
        ),
        (
            "税务局为瓷器的价钱花了599\n40两银子，比前一年多。",
            "税务局为瓷器的价钱花了59940两银子",
            ["税务局为瓷器的价钱花了599\n40两银子"],
        ),
        (
            "国务院于是在 60 年内\n减少了 GDP 的比重。",
            "国务院于是在60年内减少了GDP的比重",
            ["国务院于是在 60 年内\n减少了 GDP 的比重"],
        ),
    ],
)
def test_what_is_written_without_spaces_is_found_over_line_ends_cues_and_pages(
    text: str, quote: str, pieces: list[str]
) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "corrected"
    assert [span.cut(text) for span in placement.spans] == pieces
    assert {change.kind for change in placement.changes} <= {"apparatus"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("税务局为瓷器的价钱花了599\n40两银子，比前一年多。", "税务局为瓷器的价钱花了59941两银子"),
        ("The office spent 599\n40 pounds on wool were lost.", "The office spent 59940 pounds"),
        ("It fell in 18\n\n56\n00:01:50,000 --> 00:01:52,000\n68 towns.", "It fell in 1868 towns"),
        ("税务局花了599 40两银子。", "税务局花了59940两银子"),
    ],
)
def test_numbers_side_by_side_are_not_one_number(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert not placement.spans or placement.changes_meaning


@pytest.mark.parametrize(
    ("text", "quote", "outside"),
    [
        (
            "There is no evidence\n\n\n12\n\f that the vaccine causes harm.",
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            (
                "1\n00:00:01,000 --> 00:00:03,000\nThere is no evidence\n\n"
                "2\n00:00:03,000 --> 00:00:05,000\nthat the vaccine causes harm.\n"
            ),
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            "The depot closes in May,\r\n\r\n- 12 -\r\n\r\nunless the council pays.",
            "The depot closes in May",
            ["outside"],
        ),
        (
            "Der Rat schließt die Schule\n\n12\n\nim Mai nicht.",
            "Der Rat schließt die Schule",
            ["outside"],
        ),
        (
            (
                "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann>There is no evidence</v>\n\n"
                "00:03.000 --> 00:05.000\n<v Ann>that the vaccine causes harm.</v>\n"
            ),
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            "<p>There is <em class='x'>no</em> evidence that the vaccine causes harm.</p>",
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            "There is no [evidence](https://e.org/a_b) that the vaccine causes harm.",
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            "There is no evidence [12] that the vaccine causes harm.",
            "the vaccine causes harm",
            ["outside"],
        ),
        (
            (
                "  1  Nobody knows this. There is no\n  2  evidence that it helps, and it\n"
                "  3  costs much. We know that.\n"
            ),
            "it helps",
            ["outside"],
        ),
        ("There is **no doubt** that the vaccine helps.", "the vaccine helps", []),
        ("There is no doubt\n\n12\n\nthat the vaccine helps.", "the vaccine helps", []),
        ("We never said so.\n\n12\n\nthe vaccine helps.", "the vaccine helps", []),
    ],
)
def test_what_governs_a_quote_is_known_over_a_turned_page(
    text: str, quote: str, outside: list[str]
) -> None:
    placement = Finder(text).find(quote)
    assert [each.kind for each in placement.cautions] == outside


@pytest.mark.parametrize(
    "text",
    [
        (
            "1\n00:00:01,000 --> 00:00:03,000\nWell, we have never closed\n\n"
            "2\n00:00:03,000 --> 00:00:05,000\na school in this town.\n"
        ),
        "Well, we have never closed\n\n\n12\n\f a school in this town.",
        "[00:00:19] RUIZ: Well, we have never closed\n[00:00:27] RUIZ: a school in this town.",
        "(00:01:05)\nWell, we have never closed\n(00:01:12)\na school in this town.\n",
    ],
)
@pytest.mark.parametrize("quote", ["have never closed a school in", "have never … a school in"])
def test_a_quote_that_is_cut_at_both_ends_omits_no_page_or_cue(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.status in ("corrected", "elided")
    assert placement.cautions == ()


@pytest.mark.parametrize(
    ("text", "ignored", "meaning"),
    [
        ("The tram is not late in May. So be it.", "not", "negation"),
        ("The tram is\nnot\nlate in May. So be it.", "not\n", "negation"),
        ("The tram is [as some say] late in May.", "[as some say]", "quantity"),
        ("The tram is [sic] late in May.", "[sic]", None),
        (
            "The tram is\nThe gate, not the depot, in 1990\nlate in May.",
            "The gate, not the depot, in 1990\n",
            None,
        ),
    ],
)
def test_what_a_source_says_to_ignore_may_change_the_meaning(
    text: str, ignored: str, meaning: str | None
) -> None:
    start = text.index(ignored)
    finder = Finder(text, apparatus=[Span(start, start + len(ignored))])
    placement = finder.find("The tram is late in May")
    assert placement.spans
    assert {change.meaning for change in placement.changes} == {meaning}
    assert placement.status == ("approximate" if meaning else "corrected")


RAGGED = (
    "1\n00:00:01,000 --> 00:00:03,000\nIt was tried for a very long time by everybody in\n\n"
    "2\n00:00:03,000 --> 00:00:05,000\nthe town and\n\n"
    "3\n00:00:05,000 --> 00:00:07,000\n(so they said)\nNobody liked it.\n\n"
    "4\n00:00:07,000 --> 00:00:09,000\n- Is it so?\n- It is so, I think.\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "quote",
    [
        "a very long time by everybody in the town and (so they said) Nobody liked",
        "everybody in … Nobody liked it",
        "the town and (so they said) Nobody liked it",
    ],
)
def test_a_short_line_of_a_cue_ends_no_sentence(quote: str, end: str) -> None:
    placement = Finder(RAGGED.replace("\n", end)).find(quote)
    assert placement.is_placed
    assert placement.cautions == ()


def test_a_line_of_a_cue_at_which_another_begins_to_speak_ends_one() -> None:
    text = RAGGED.replace("- ", "ANN: ", 1).replace("- It", "BOB: It")
    placement = Finder(text).find("Nobody liked it. … It is so, I think.")
    assert [each.kind for each in placement.cautions] == ["speakers"]
