"""Quotes that are only nearly there: their place, what differs, and what that touches."""

from __future__ import annotations

import random

import pytest

from argmap.anchoring import Finder, Placement
from argmap.text import Span

SPEECH = (
    "The council met on Monday. Nobody asked the shopkeepers whether they wanted the parking "
    "spaces to go. Buses do not help the whole town to breathe, the mayor said, and the tram "
    "may never come. About 1,500 people signed a petition against the new bus lane. The mayor "
    "promised that every child would ride free of charge before the end of the year. "
)
FILLER = "".join(
    f"Item {number} of the minutes was read aloud and put to the vote without debate. "
    for number in range(1_000)
)


def _placed(text: str, placement: Placement) -> list[str]:
    return [span.cut(text) for span in placement.spans]


@pytest.mark.parametrize("filler", ["", FILLER])
@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (
            "Nobody asked teh shopkepers wether they wanted the parking spaces to go",
            "Nobody asked the shopkeepers whether they wanted the parking spaces to go",
        ),
        (
            "Nobody asked the shop owners whether they wanted the parking lots to go",
            "Nobody asked the shopkeepers whether they wanted the parking spaces to go",
        ),
        (
            "the shopkeepers whether they wanted parking spaces to go",
            "the shopkeepers whether they wanted the parking spaces to go",
        ),
        (
            "every young child would ride free of all charge before the end",
            "every child would ride free of charge before the end",
        ),
        (
            "promised that child would ride free of charge before the year",
            "promised that every child would ride free of charge before the end of the year",
        ),
    ],
)
def test_a_quote_that_is_nearly_there_has_both_its_edges(
    quote: str, words: str, filler: str
) -> None:
    text = filler + SPEECH + filler
    placement = Finder(text).find(quote)
    assert placement.status == "approximate"
    assert _placed(text, placement) == [words]
    assert 0.7 < placement.similarity < 1
    assert placement.changes


@pytest.mark.parametrize(
    "quote",
    [
        "The trams carry the children of the city to school for free since last winter",
        "Buses help nobody and the town will certainly choke before Christmas",
        "to the whole mayor breathe not said tram Buses help the and do the town",
        "free of charge",
    ],
)
def test_a_quote_that_was_never_said_is_not_placed(quote: str) -> None:
    absent = quote.replace("free of charge", "free of fares")
    assert not Finder(FILLER + SPEECH).find(absent).is_placed


def test_a_missing_quote_names_the_nearest_place_and_how_near_it_is() -> None:
    quote = "Buses do not help the village to sleep, the people sang, and the rain"
    placement = Finder(SPEECH).find(quote)
    assert placement.status == "missing"
    ((nearest,),) = placement.candidates
    assert nearest.overlaps(Span(102, 180))
    assert 0.4 < placement.similarity < 0.8


@pytest.mark.parametrize(
    ("quote", "kind", "quoted", "found", "meaning"),
    [
        ("Buses do help the whole town to breathe", "dropped", "", "not", "negation"),
        ("Nobody never asked the shopkeepers whether", "added", "never", "", "negation"),
        ("the mayor said, and the tram will never come", "word", "will", "may", "modality"),
        ("About 1,600 people signed a petition", "word", "1,600", "1,500", "number"),
        ("promised that some child would ride free", "word", "some", "every", "quantity"),
        ("ride free of charge after the end of the year", "word", "after", "before", "comparison"),
        ("Nobody asked the shopkeepers whether you wanted", "word", "you", "they", "actor"),
        ("signed a petition against the new tram lane", "word", "tram", "bus", "word"),
        ("Nobody asked teh shopkeepers whether", "spelling", "teh", "the", None),
        ("Buses do not help whole town to breathe", "dropped", "", "the", None),
        ("promised that [the] every child would ride", "bracket", "the", "", None),
    ],
)
def test_each_change_has_its_kind_and_says_what_it_touches(
    quote: str, kind: str, quoted: str, found: str, meaning: str | None
) -> None:
    placement = Finder(SPEECH).find(quote)
    assert placement.status == "approximate"
    (change,) = [change for change in placement.changes if change.kind != "punctuation"]
    assert (change.kind, change.quoted, change.found) == (kind, quoted, found)
    assert change.meaning == meaning
    assert change.quoted_span.cut(quote) == quoted
    assert change.found_span.cut(SPEECH) == found
    assert placement.changes_meaning == (meaning is not None)


@pytest.mark.parametrize(
    ("word", "other"),
    [("import", "export"), ("Iran", "Iraq"), ("enact", "exact"), ("overrated", "underrated")],
)
def test_another_word_is_no_slip_though_hardly_a_letter_differs(word: str, other: str) -> None:
    text = f"Everybody who spoke that day agreed on the {word} of which the report had told."
    placement = Finder(text).find(text.replace(word, other))
    assert [change.kind for change in placement.changes] == ["word"]
    assert placement.changes_meaning


@pytest.mark.parametrize(
    ("text", "quote", "meaning"),
    [
        ("Es ist nach langer Prüfung möglich, das Werk zu bauen.", "unmöglich", "negation"),
        ("Der Rat hat die Brücke nach dem Streit gesperrt.", "nicht gesperrt", "negation"),
    ],
)
def test_meaning_is_named_in_other_languages(text: str, quote: str, meaning: str) -> None:
    word = quote.rsplit(" ", maxsplit=1)[-1].removeprefix("un")
    changed = text.replace(word, quote)
    placement = Finder(text).find(changed)
    assert [change.meaning for change in placement.changes] == [meaning]


def test_words_that_changed_places_are_told() -> None:
    text = "In the end the council asked the old mayor to wait for the report of the police."
    quote = "In the end the old council asked the mayor to wait for the report of the police."
    placement = Finder(text).find(quote)
    assert placement.status == "approximate"
    assert "order" in {change.kind for change in placement.changes}
    assert placement.changes_meaning


def test_other_punctuation_is_told_and_harmless() -> None:
    quote = "Buses do not help the whole town to breathe; the mayor siad"
    placement = Finder(SPEECH).find(quote)
    assert [change.kind for change in placement.changes] == ["punctuation", "spelling"]
    assert not placement.changes_meaning


def test_case_is_told_beside_other_changes() -> None:
    quote = "nobody asked the shopkeepers wehther they wanted"
    kinds = [change.kind for change in Finder(SPEECH).find(quote).changes]
    assert kinds == ["case", "spelling"]


def test_a_negation_left_out_by_an_ellipsis_touches_the_meaning() -> None:
    placement = Finder(SPEECH).find("Buses do … help the whole town")
    assert placement.status == "elided"
    (change,) = placement.changes
    assert (change.kind, change.found, change.meaning) == ("dropped", "not", "negation")
    assert change.found_span.cut(SPEECH) == "not"


def test_a_clause_left_out_by_an_ellipsis_is_harmless() -> None:
    text = "The council, which had never met on a Sunday, voted for the plan."
    placement = Finder(text).find("The council … voted for the plan")
    assert (placement.status, placement.changes) == ("elided", ())


def test_one_fragment_nearly_there_makes_an_elided_quote_approximate() -> None:
    quote = "Buses do not hepl the whole town … and the tram may never come"
    placement = Finder(FILLER + SPEECH).find(quote)
    assert placement.status == "approximate"
    assert _placed(FILLER + SPEECH, placement) == [
        "Buses do not help the whole town",
        "and the tram may never come",
    ]
    (change,) = placement.changes
    assert change.quoted_span.cut(quote) == "hepl"


def test_two_places_hardly_unlike_are_ambiguous() -> None:
    text = f"{SPEECH}{FILLER}{SPEECH}"
    placement = Finder(text).find("Nobody asked the shopkepers whether they wanted")
    assert placement.status == "ambiguous"
    assert len(placement.candidates) == 2


@pytest.mark.parametrize("where", ["prefix", "near"])
def test_context_and_position_tell_two_places_nearly_alike(where: str) -> None:
    text = f"First: {SPEECH}{FILLER}Then: {SPEECH}"
    quote = "The council meet on Monday. Nobody asked the shopkepers"
    start = text.rindex("The council")
    known = {"prefix": "debate. Then: "} if where == "prefix" else {"near": start + 40}
    placement = Finder(text).find(quote, **known)  # type: ignore[arg-type]
    assert placement.spans == (Span(start, start + 55),)


def test_a_short_quote_is_approximate_only_in_its_context() -> None:
    text = FILLER + SPEECH + FILLER
    quote = "the tram mey never com"
    assert not Finder(text).find(quote).is_placed
    placement = Finder(text).find(quote, prefix="the mayor said, and ", near=len(FILLER) + 160)
    assert _placed(text, placement) == ["the tram may never come"]


def test_a_long_quote_has_both_its_edges() -> None:
    words = random.Random(1).choices(SPEECH.split(), k=4_000)  # noqa: S311 -- no secret
    passage = " ".join(words[1_000:2_000])
    quote = passage.replace("shopkeepers", "shopkepers").replace("free of", "quite free of")
    text = " ".join(words)
    placement = Finder(text).find(quote)
    assert placement.status == "approximate"
    assert _placed(text, placement) == [passage]


def test_a_quote_longer_than_the_text_is_missing_or_placed_without_error() -> None:
    assert Finder("Buses help.").find(SPEECH).status == "missing"


def test_a_quote_spliced_from_two_places_is_told_part_by_part() -> None:
    quote = "Nobody asked the shopkeepers whether every child would ride free of charge"
    placement = Finder(FILLER + SPEECH).find(quote)
    assert placement.status == "missing"
    text = FILLER + SPEECH
    parts = [
        (part.quoted_span.cut(quote), part.found_span and part.found_span.cut(text))
        for part in placement.parts
    ]
    assert parts == [
        ("Nobody asked the shopkeepers whether", "Nobody asked the shopkeepers whether"),
        ("every child would ride free of charge", "every child would ride free of charge"),
    ]


@pytest.mark.parametrize(
    ("head", "tail"),
    [("", " since most of them had already sold up"), ("It was shameful that as ever ", "")],
)
def test_an_invented_head_or_tail_is_told_to_stand_nowhere(head: str, tail: str) -> None:
    real = "obody asked the shopkeepers whether they wanted the parking spaces to go"
    quote = f"{head}N{real}{tail}"
    placement = Finder(SPEECH).find(quote)
    assert placement.status == "missing"
    found = [part for part in placement.parts if part.found_span]
    lost = [part for part in placement.parts if not part.found_span]
    assert [part.quoted_span.cut(quote) for part in found] == [f"N{real}"]
    assert [part.quoted_span.cut(quote) for part in lost] == [(head + tail).strip()]


def test_a_part_is_found_where_most_of_it_stands_however_often_it_begins_elsewhere() -> None:
    often = "The owner of the slip said no. " * 40
    text = often + "The owner of the slip lowered the dues on lime in spring. And so it went."
    quote = "The owner of the slip lowered the dues on lime and flew to the moon on a Sunday"
    (part, _) = Finder(text).find(quote).parts
    assert part.found_span is not None
    assert part.found_span.cut(text) == "The owner of the slip lowered the dues on lime"


def test_a_real_part_with_a_slip_in_it_is_one_part() -> None:
    quote = "Nobody asked the shopkepers whether they wanted and then all went home to sleep well"
    part, lost = Finder(SPEECH).find(quote).parts
    assert part.quoted_span.cut(quote) == "Nobody asked the shopkepers whether they wanted"
    assert 0.9 < part.similarity < 1
    assert lost.found_span is None


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        (
            "He waited. It is also important to act.",
            "[Rome] is also important to act",
            "is also important to act",
        ),
        (
            "He waited. It is also important to act.",
            "> It is also important to act",
            "It is also important to act",
        ),
        (
            "He left the hall early. Only time will tell how this will end.",
            "THESIS: Only time will tell how this will end",
            "Only time will tell how this will end",
        ),
        (
            "There are no other players here now.\n\nSoldiers came at dawn.",
            "There are no other players here now (Lintner)",
            "There are no other players here now",
        ),
        (
            "The council met at nine. It ended at ten.",
            "The council met at nine (p. 12)",
            "The council met at nine",
        ),
        (
            'They lay unlit." Last year, 4,000 people used the night buses each weekend. It grew.',
            "In the last year, 4,000 people used the night buses each weekend of it",
            "Last year, 4,000 people used the night buses each weekend",
        ),
        (
            "Der Rat tagte. Nur die Zeit wird zeigen, wie das enden wird. Er ging.",
            "THESE: Nur die Zeit wird zeigen, wie das enden wird (Meier)",
            "Nur die Zeit wird zeigen, wie das enden wird",
        ),
        (
            "Il attendit. Seul le temps dira comment tout cela finira. Elle partit.",
            "(1) Seul le temps dira comment tout cela finira [Dupont]",
            "Seul le temps dira comment tout cela finira",
        ),
        (
            "He waited. Thirty-six patients were seen daily in the clinic.",
            "36 patients were seen daily in the clinic",
            "Thirty-six patients were seen daily in the clinic",
        ),
        (
            "A study showed a drop of eleven per cent. Then it rose.",
            "A study showed a drop of 11%",
            "A study showed a drop of eleven per cent",
        ),
        (
            "Er wartete. Sechsunddreißig Kranke kamen täglich in das alte Haus.",
            "36 Kranke kamen täglich in das alte Haus",
            "Sechsunddreißig Kranke kamen täglich in das alte Haus",
        ),
        (
            "A busz ingyenes, a terv megvalósíthatatlan.",
            "a terv megvalósítható",
            "a terv megvalósíthatatlan",
        ),
        (
            "Bakan bu yıl vergilerin artırılacağını açıkça söylemedi.",
            "vergilerin artırılacağını açıkça söyledi",
            "vergilerin artırılacağını açıkça söylemedi",
        ),
        (
            "“No,” he said. We will not pay for the old trams of the town.",
            "We wil not pay for the old trams of the town he",
            "We will not pay for the old trams of the town",
        ),
    ],
)
def test_what_has_no_partner_in_the_quote_stays_outside(text: str, quote: str, stands: str) -> None:
    assert _placed(text, Finder(text).find(quote)) == [stands]


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        ("No. We will not pay for any of it. He left.", "No, we wil not pay for any of it", 2),
        ("He left. The “old” bridge was never safe.", "The old bridge was nevver safe", 3),
    ],
)
def test_a_partner_beyond_a_mark_stays_inside(text: str, quote: str, stands: int) -> None:
    placed = _placed(text, Finder(text).find(quote))[0]
    assert placed[:stands] == quote[:stands]


def test_a_word_inside_another_is_no_copy_of_it() -> None:
    placement = Finder("The mayor of the planet has a plan, and plants grow.").find("plan")
    assert (placement.status, placement.spans) == ("exact", (Span(30, 34),))
    assert Finder("A kapıcı sees the kapı here.").find("kapı").spans == (Span(18, 22),)


def test_words_set_off_by_commas_may_be_left_out_of_a_short_quote() -> None:
    text = "The mayor, however, is not opposed. The rest is silence."
    placement = Finder(text).find("The mayor is not opposed")
    assert [span.cut(text) for span in placement.spans] == ["The mayor, however, is not opposed"]
    assert placement.status == "approximate"
    assert [(change.found, change.meaning) for change in placement.changes] == [("however", None)]


def test_a_limit_that_is_set_off_is_told() -> None:
    text = "The mayor, though not always, is opposed. The rest is silence."
    placement = Finder(text).find("The mayor is opposed")
    assert not placement.spans or placement.changes_meaning


def test_a_short_quote_that_is_missing_names_the_nearest_place_and_what_differs() -> None:
    text = "The rest is silence. The mayor, however, is not opposed."
    placement = Finder(text).find("The mayor is opposed")
    assert (placement.status, placement.is_spliced) == ("missing", False)
    assert placement.candidates[0][0].cut(text) == "The mayor, however, is not opposed"
    told = [(change.kind, change.found, change.meaning) for change in placement.changes]
    assert told == [("dropped", "however", None), ("dropped", "not", "negation")]


def test_an_ambiguous_near_match_tells_what_differs_at_the_first_place() -> None:
    text = "The small dogs ran home at nine in the morning. " * 2
    placement = Finder(text).find("The small dog ran home at nine in the morning")
    assert placement.status == "ambiguous"
    assert [(change.quoted, change.found) for change in placement.changes] == [("dog", "dogs")]
    assert placement.changes[0].found_span.cut(text) == "dogs"
    assert placement.changes[0].found_span.end < placement.candidates[0][0].end


def test_sentences_that_are_glued_are_spliced() -> None:
    text = (
        "Russia fits the bill. Later he said: Russia, on the other hand, is a relatively "
        "problem-free ally."
    )
    placement = Finder(text).find(
        "Russia fits the bill and Russia is a relatively problem-free ally"
    )
    assert placement.is_spliced


def test_a_word_that_no_sign_sets_off_is_no_parenthesis() -> None:
    assert Finder("The council said: “We will not pay.”").find("We will pay").status == "missing"
    text = "Often the new night buses however help the whole town a lot."
    placement = Finder(text).find("Often the new night buses help the whole town a lot")
    assert placement.status == "approximate"
    assert placement.changes_meaning


@pytest.mark.parametrize("quote", ["[张伯和] {}", "张伯和: {}"])
@pytest.mark.parametrize("gap", ["", "\n\n"])
def test_an_edge_never_crosses_the_end_of_a_sentence_of_chinese(quote: str, gap: str) -> None:
    sentence = "在黑林口没有人知道木材的价钱每年冬天能赚银子。"
    text = f"他写过信，一直没有回信。{gap}{sentence}后来他走了。"
    (span,) = Finder(text).find(quote.format(sentence)).spans
    assert span.cut(text) == sentence


CROSSING = (
    "In May we heard of it. The harbour master kept all the ledgers at home for years. What he "
    "did then, nobody knows. “Why,” asked Haraby, “should the inspector answer the harbour "
    "master at all, when he has never asked?”"
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (
            "heard of it The harbour mastr kept al the ledgers at hme",
            "heard of it. The harbour master kept all the ledgers at home",
        ),
        (
            "it. harbour master kept all the ledgers at home for many years",
            "it. The harbour master kept all the ledgers at home for years",
        ),
        (
            "harbuor master kept al the ledgers at home for yearrs What he",
            "harbour master kept all the ledgers at home for years. What he",
        ),
        (
            "harbour mster kept all the ledgers at homme for years. sWha he",
            "harbour master kept all the ledgers at home for years. What he",
        ),
        (
            "asked than, “should the inspectr answer the harbour master at al",
            "asked Haraby, “should the inspector answer the harbour master at all",
        ),
    ],
)
def test_an_edge_goes_past_the_end_of_a_sentence_with_the_quote(quote: str, found: str) -> None:
    (span,) = Finder(CROSSING).find(quote).spans
    assert span.cut(CROSSING) == found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (
            "He kept all the ledgres at home for years",
            "kept all the ledgers at home for years",
        ),
        (
            "harbour mastr kept all the ledgers at hme for years he",
            "harbour master kept all the ledgers at home for years",
        ),
    ],
)
def test_an_edge_stays_inside_the_sentence_if_the_quote_does(quote: str, found: str) -> None:
    (span,) = Finder(CROSSING).find(quote).spans
    assert span.cut(CROSSING) == found


TOWN = (
    "Captain Lanerwell of Rushleford knew the channel, and the ferry company kept the boats. "
    "Nobody asked the shops whether the buses help. It was Seltenworth of Clayingbridge who knew "
    "the channel, not the council. The price of peat would be finished before the spring tides."
)


@pytest.mark.parametrize(
    "quote",
    [
        "the price of peat scholars happily remember before the spring tides",
        "The underlying lesson buses help. It was Seltenworth of Clayingbridge",
        "It was Seltenworth of Clayingbridge who knew the modern economist",
        "Captain Lanerwell of Rushleford who knew the channel, not the council",
    ],
)
def test_two_words_that_are_nowhere_are_too_many_for_a_short_quote(quote: str) -> None:
    assert Finder(TOWN * 40).find(quote).spans == ()
    assert Finder(TOWN).find(quote).status == "missing"


@pytest.mark.parametrize(
    "quote",
    [
        "the price of peat would be remembered before the spring tides",
        "It was Seltenworth of Clayingbridge who missed the channel, not the company",
        "Nobody asked the banks whether the buses rest",
    ],
)
def test_single_words_that_were_exchanged_leave_a_short_quote_at_its_place(quote: str) -> None:
    placement = Finder(TOWN).find(quote)
    assert placement.status == "approximate"
    assert placement.changes_meaning


def test_a_name_in_a_share_leaves_the_words_of_the_share_their_partners() -> None:
    text = "It was said that the disputed fish market fell by 43 per cent in a single season here."
    placement = Finder(text).find(
        "the disputed fish market fell by Albemore per Landenworth cent in a single season"
    )
    assert placement.status == "approximate"
    assert placement.changes_meaning


def test_an_edge_goes_past_a_boundary_of_chinese_though_a_character_beyond_it_is_dropped() -> None:
    text = "没有人来，渔民没有回来。看灯塔的人不同意，很少有人相信，于是通往新湖埠的大路没有人走。"
    (span,) = Finder(text).find("民没有来。看灯塔的人不同意，很少有人相信，于是通往").spans
    assert span.cut(text) == "民没有回来。看灯塔的人不同意，很少有人相信，于是通往"
