"""Lines are few and even, and hold the whole text."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from argmap.drawing.lettering.measure import EM, advance, text_width
from argmap.drawing.lettering.wrapping import Wrapped, wrap
from argmap.errors import UsageError

BLANK = re.compile(r"[\t-\r\x1c-\x1f \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]")
TOKENS = (
    "Buses", "help", "a", "well-kept", "18–22", "%", "10", "000", "km/h", "city’s", "—", "so—and",
    "「論証」とは、主張だ。", "ภาษาไทย", "한국어", "👨‍👩‍👧", "e\u0301", "\u200b", "no\u00a0break",
    "x" * 40, "https://example.org/a-b", "\t", "\n", "$", "…", "שָׁלוֹם",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(TOKENS) | st.text(max_size=4), max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda blank: blank.join(parts))
)
WIDTHS = st.integers(min_value=1, max_value=400)


def lines(text: str, width: float, *, max_lines: int | None = None) -> tuple[str, ...]:
    return wrap(text, width, 12, max_lines=max_lines).lines


def bare(text: str) -> str:
    return BLANK.sub("", text)


def is_spelled(lines: tuple[str, ...], text: str) -> bool:
    """Tell whether lines hold the letters of a text, with hyphens at their ends at most."""
    place = 0
    for line in lines:
        shown = bare(line)
        if text.startswith(shown, place):
            place += len(shown)
        elif shown.endswith("-") and text.startswith(shown[:-1], place):
            place += len(shown) - 1
        else:
            return False
    return place == len(text)


@given(TEXTS, WIDTHS, st.booleans())
def test_nothing_but_blanks_is_lost_and_nothing_but_hyphens_added(
    text: str,
    width: int,
    bold: bool,  # noqa: FBT001 -- hypothesis gives it
) -> None:
    wrapped = wrap(text, width, 12, bold=bold)
    assert not wrapped.is_cut
    assert is_spelled(wrapped.lines, bare(text))


@given(TEXTS, WIDTHS)
def test_blanks_between_words_stay_within_a_line(text: str, width: int) -> None:
    words = [word for word in BLANK.split(text) if word]
    together = " ".join(words)
    place = 0
    for line in lines(text, width):
        if not together.startswith(line, place):
            line = line.removesuffix("-")  # noqa: PLW2901 -- what hyphenation added
        assert together.startswith(line, place)
        place += len(line)
        place += together[place : place + 1] == " "
    assert place == len(together)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_allowed_unless_it_is_one_character(text: str, width: int) -> None:
    wrapped = wrap(text, width, 12)
    for line in wrapped.lines:
        assert advance(line) <= width / 12 * EM or len(list(iter_graphemes(line))) == 1
    assert wrapped.width == max((text_width(line, 12) for line in wrapped.lines), default=0)


@given(TEXTS, WIDTHS, st.integers(min_value=1, max_value=4))
def test_a_cut_text_ends_in_an_ellipsis_and_an_uncut_one_is_whole(
    text: str, width: int, most: int
) -> None:
    whole, cut = wrap(text, width, 12), wrap(text, width, 12, max_lines=most)
    assert cut.is_cut == (len(whole.lines) > most)
    if not cut.is_cut:
        assert cut == whole
        return
    assert len(cut.lines) == most
    assert cut.lines[-1].endswith("…")
    last = cut.lines[-1]
    shown = (*cut.lines[:-1], last.removesuffix("…"))
    assert any(is_spelled(shown, bare(text)[:end]) for end in range(len(text) + 1))
    assert advance(last) <= width / 12 * EM or last == "…"


@given(st.lists(st.sampled_from(["a", "bus", "lane", "minutes", "which"]), max_size=9), WIDTHS)
@settings(max_examples=60)
def test_lines_are_the_fewest_and_the_most_even(words: list[str], width: int) -> None:
    limit = int(width / 12 * EM)
    if any(advance(word) > limit for word in words):
        return

    def cost(parts: list[list[str]]) -> tuple[int, int]:
        slacks = [limit - advance(" ".join(part)) for part in parts]
        return (len(parts), sum(slack**2 for slack in slacks)) if min(slacks) >= 0 else (99, 0)

    def ways() -> list[list[list[str]]]:
        places = range(1, len(words))
        return [
            [words[a:b] for a, b in itertools.pairwise((0, *ends, len(words)))]
            for many in range(len(words))
            for ends in itertools.combinations(places, many)
        ]

    if words:
        found = [line.split(" ") for line in lines(" ".join(words), width)]
        assert cost(found) == min(map(cost, ways()))


def test_no_word_is_left_alone_on_the_last_line() -> None:
    text = "The ring road saved nine minutes in its first year."
    assert lines(text, 150) == ("The ring road saved nine", "minutes in its first year.")


@pytest.mark.parametrize(
    "held",
    [
        "18–22 %", "10 000", "5 km", "90 km/h.", "20 °C", "$ 5", "§ 12", "3 – 5", "3 + 4",
        "2 million", "1 200 MW,", "≈ 40", "no\u00a0break", "no\u202fbreak",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", range(30, 90, 4))
def test_a_number_and_what_belongs_to_it_stay_together(held: str, before: int) -> None:
    found = lines(f"so it is said {held} of them are", before + text_width(held, 12))
    assert sum(held in line for line in found) == 1


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_no_line_begins_with_a_dash(dash: str) -> None:
    text = f"The road {dash} 9 minutes {dash} was {dash} they said {dash} for the buses"
    for width in range(70, 200, 3):
        found = lines(text, width)
        assert not any(line.startswith(dash) for line in found)
    assert lines(f"{dash} road", 100) == (f"{dash} road",)


def test_numbers_longer_than_the_line_come_apart_at_their_blanks() -> None:
    assert lines("1 2 3 4 5 6 7 8 9", 40) == ("1 2 3", "4 5 6", "7 8 9")


def test_a_word_is_not_broken_at_its_hyphen() -> None:
    assert lines("a well-kept road", 54) == ("a", "well-kept", "road")


def test_a_word_longer_than_the_line_is_broken_after_a_hyphen_or_slash() -> None:
    assert lines("https://example.org/roads/well-kept", 70) == (
        "https://",
        "example.org/",
        "roads/",
        "well-kept",
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        (
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
            "Rindfleischetikettierungs- überwachungsaufgabe- nübertragungsgesetz",
        ),
        (
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            "Donaudampfschifffahrtselek- trizitätenhauptbetriebswerk",
        ),
        ("electroencephalographically-minded", "electroencephalo- graphically-minded"),
        ("достопримечательностями", "достопримеча- тельностями"),
        (
            "„Rechtsschutzversicherungsgesellschaften“:",
            "„Rechtsschutzversiche- rungsgesellschaften“:",
        ),
    ],
)
def test_a_word_longer_than_the_line_is_hyphenated_between_syllables(word: str, parts: str) -> None:
    width = text_width(max(parts.split(), key=len), 12) + 1
    assert lines(word, width) == tuple(parts.split())


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/verwaltungsvereinfachungskommission",
        "firstname.lastname.middlename@institution.example",
        "calculateTheAverage(ofAllValues)",
        "x" * 40,
        "3141592653589793238462643383279",
        "ประชาธิปไตยประชาธิปไตย",
    ],
)
def test_addresses_code_numbers_and_other_scripts_get_no_hyphen(text: str) -> None:
    assert "".join(lines(text, 80)) == text


def test_a_hyphenated_word_may_begin_on_a_line_that_has_room() -> None:
    found = lines("Das Grundstücksverkehrsgenehmigungsverfahren ist lang", 150)
    assert found == ("Das Grundstücksver-", "kehrsgenehmigungs-", "verfahren ist lang")


@given(st.text(alphabet="abcdefghiouäst", min_size=12, max_size=40), WIDTHS)
def test_a_hyphen_is_only_at_the_end_of_a_line(word: str, width: int) -> None:
    for line in lines(word, width):
        assert "-" not in line[:-1]


def test_a_word_without_a_hyphen_is_broken_between_what_readers_see_as_characters() -> None:
    assert lines("e\u0301" * 5, 2 * text_width("e", 12)) == (
        "e\u0301" * 2,
        "e\u0301" * 2,
        "e\u0301",
    )
    assert lines("👨‍👩‍👧" * 2, 16) == ("👨‍👩‍👧", "👨‍👩‍👧")


def test_a_line_may_end_after_a_long_dash_but_not_after_one_that_opens_a_word() -> None:
    assert lines("truly—truly", 45) == ("truly—", "truly")
    assert "—" not in lines("and so on —truly", 40)


def test_chinese_and_japanese_break_between_characters_but_keep_punctuation() -> None:
    found = lines("「論証」とは、主張を理由で支えることである。（そうだ）", 48)
    assert len(found) > 5
    for line in found:
        assert line[0] not in "、。」）"
        assert line[-1] not in "「（"


def test_a_year_keeps_its_counter() -> None:
    for width in range(40, 100, 2):
        assert not any(line[0] in "年月" for line in lines("それは2024年12月のこと", width))


def test_thai_breaks_where_a_syllable_surely_begins() -> None:
    found = lines("ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน", 50)
    assert found == ("ภาษาไทย", "เป็นภาษา", "ที่มีระดับ", "เสียงของ", "คำแน่นอน")


@given(st.sampled_from(("ภาษาไทยเป็นภาษาที่มีระดับเสียง", "ພາສາລາວເປັນພາສາທາງການ")), WIDTHS)
def test_no_line_begins_or_ends_amid_a_cluster(text: str, width: int) -> None:
    for line in lines(text, width):
        if len(list(iter_graphemes(line))) > 1:
            assert line[-1] not in "เแโใไເແໂໃໄ"
            assert unicodedata.category(line[0]) == "Lo"


def test_burmese_keeps_the_consonant_that_ends_a_syllable() -> None:
    for width in range(20, 120, 3):
        for line in lines("မြန်မာဘာသာစကားသည်မြန်မာနိုင်ငံ", width)[1:]:
            assert line[1:2] != "\u103a"


def test_korean_breaks_at_blanks_only() -> None:
    assert lines("대한민국 헌법은", 55) == ("대한민국", "헌법은")


def test_blanks_and_line_ends_count_as_one_blank() -> None:
    assert lines("  one\r\n\n two\t\u3000three ", 400) == ("one two three",)


def test_no_text_has_no_lines() -> None:
    assert wrap(" \n", 100, 12) == Wrapped((), is_cut=False, width=0)


def test_a_cut_line_ends_in_no_punctuation_before_the_ellipsis() -> None:
    assert lines("Roads, buses and trams", 48, max_lines=1) == ("Roads…",)


def test_where_only_the_ellipsis_has_room_it_stands_alone() -> None:
    assert lines("wide words", 12, max_lines=1) == ("…",)


def test_bold_text_takes_more_lines() -> None:
    text = "The ring road saved nine minutes"
    width = text_width(text, 12)
    assert len(wrap(text, width, 12).lines) == 1
    assert len(wrap(text, width, 12, bold=True).lines) == 2


def test_a_long_text_is_wrapped_in_one_go() -> None:
    assert bare("".join(lines("roads and buses " * 3000, 190))) == "roadsandbuses" * 3000


def test_sizes_and_line_counts_must_be_positive() -> None:
    with pytest.raises(UsageError, match="size 0"):
        wrap("text", 100, 0)
    with pytest.raises(UsageError, match="0 lines"):
        wrap("text", 100, 12, max_lines=0)
