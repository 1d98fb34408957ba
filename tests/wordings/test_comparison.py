"""A wording held against its quotes: what is told, and what honest rewordings are not told for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.wordings import Basis, compare


def found(wording: str, quote: str, language: str = "en", **more: tuple[str, ...]) -> list[str]:
    """Return the kinds of difference between a wording and its quote."""
    basis = Basis((quote,), more.get("context", ()), more.get("sources", (quote,)), language)
    return [each.kind for each in compare(wording, basis)]


@pytest.mark.parametrize(
    ("wording", "quote", "kind"),
    [
        ("The council bought 21 buses", "The council bought twelve buses.", "number"),
        ("About 3,000 people signed", "In all, 1,987 people signed.", "number"),
        ("Two in five tenants agree", "Two thirds of the tenants agree.", "number"),
        ("The treaty was signed in May 1918", "The treaty was signed on 3 March 1918.", "number"),
        ("The bill is read on Friday", "The bill is read on Thursday.", "number"),
        ("The path is 5 km long", "The path is five miles long.", "unit"),
        ("The fine is €1,200", "The fine is £1,200.", "unit"),
        ("The fourth attempt failed", "The third attempt failed.", "number"),
        (
            "Moscow does not want close relations",
            "Moscow wants to maintain close relations",
            "negation",
        ),
        ("The bridge is safe", "The bridge is not safe.", "negation"),
        ("The outcome is possible", "The outcome is impossible.", "negation"),
        (
            "The minister answered the question",
            "The minister refused to answer the question.",
            "negation",
        ),
        ("The shop is not closed on Sundays", "The shop is closed on Sundays.", "negation"),
        ("All critics praised the film", "Some critics praised the film.", "quantifier"),
        ("Few shops have closed", "Most of the shops have closed.", "quantifier"),
        ("Beijing wants close relations", "Moscow wants close relations.", "name"),
        ("The attack was condemned by Ramirez", "Okafor condemned the attack.", "name"),
    ],
)
def test_a_changed_wording_is_told(wording: str, quote: str, kind: str) -> None:
    assert kind in found(wording, quote)


@pytest.mark.parametrize(
    ("wording", "quote"),
    [
        ("The council bought 12 buses", "The council bought twelve buses."),
        ("About 2,000 people signed", "In all, 1,987 people signed."),
        ("Two in three tenants agree", "Two thirds of the tenants agree."),
        ("25% of the budget goes on heating", "A quarter of the budget goes on heating."),
        ("The country was open for ten years", "From 2011 to 2021 the country was open."),
        ("The doors opened at 17:30", "At 5.30 p.m. the doors were opened."),
        ("The first train arrived at 6:30", "The first train arrived at half past six."),
        ("The tunnel is 1,500 metres long", "The tunnel is 1.5 km long."),
        ("The tithe was abolished in the 19th century", "The law of 1848 abolished the tithe."),
        ("Two things are new", "The roof is new, and so is the door."),
        ("The minister did not answer", "The minister refused to answer."),
        ("Nurses often work double shifts", "It is not uncommon for nurses to work double shifts."),
        ("The climate is changing", "Nobody denies that the climate is changing."),
        ("The harvest will surely be late", "There is no doubt that the harvest will be late."),
        ("Trees cool the city", "Trees cool the city, and they do not cost much."),
        ("The drug is cheap and effective", "The drug is not only cheap but also effective."),
        ("The shop is not open on Sundays", "The shop is closed on Sundays."),
        ("The old bridge has become unsafe", "The old bridge is no longer safe."),
        ("All children can swim", "Every child can swim."),
        (
            "Some of the islands are inhabited",
            "Some, though not all, of the islands are inhabited.",
        ),
        ("The UN has condemned it", "The United Nations has condemned it."),
        ("Kenyan growers fear frost", "Kenya's growers fear the frost."),
        ("Putin restored some of it", "President Vladimir Putin restored some of it."),
        ("Russia denies any role", "The Kremlin denies any role."),
        ("Winegrowers want the tariff", "Growers want the tariff to stay."),
    ],
)
def test_an_honest_rewording_is_not_told(wording: str, quote: str) -> None:
    assert found(wording, quote) == []


@pytest.mark.parametrize(
    ("language", "quote", "honest", "false", "kind"),
    [
        (
            "de",
            "Die Brücke ist nicht sicher.",
            "Die Brücke ist unsicher",
            "Die Brücke ist sicher",
            "negation",
        ),
        (
            "de",
            "Das Dorf hat 24 Häuser.",
            "Das Dorf hat vierundzwanzig Häuser",
            "Das Dorf hat 42 Häuser",
            "number",
        ),
        ("fr", "Le pont n'est plus sûr.", "Le pont est dangereux", "Le pont est sûr", "negation"),
        (
            "fr",
            "Tous les élèves savent nager.",
            "Chaque élève sait nager",
            "Quelques élèves savent nager",
            "quantifier",
        ),
        (
            "es",
            "La ley no se aplica aquí.",
            "La ley no vale aquí",
            "La ley se aplica aquí",
            "negation",
        ),
        ("es", "Compró doce autobuses.", "Compró 12 autobuses", "Compró trece autobuses", "number"),
    ],
)
def test_other_languages_are_read_too(
    language: str, quote: str, honest: str, false: str, kind: str
) -> None:
    assert found(honest, quote, language) == []
    assert kind in found(false, quote, language)


def test_digits_and_names_are_read_in_a_language_without_word_lists() -> None:
    quote = "Nel 2019 il comune di Torino comprò 12 autobus."
    assert found("Nel 2019 Torino comprò 12 autobus", quote, "it") == []
    assert found("Nel 2019 Torino comprò 21 autobus", quote, "it") == ["number"]
    assert found("Nel 2019 il comune di Napoli comprò 12 autobus", quote, "it") == ["name"]


def test_nothing_is_said_of_a_wording_in_another_language() -> None:
    assert found("Die 13 Busse von Leeds sind nicht spät", "The buses are always late", "en") == []
    assert found("Автобусы не опаздывают", "The buses are always late", "en") == []


def test_what_a_linked_statement_says_may_be_said() -> None:
    quote = "They were late."
    assert found("The 12 buses were late", quote) == ["number"]
    assert found("The 12 buses were late", quote, context=("Twelve buses run",)) == []


def test_a_question_denies_nothing() -> None:
    basis = Basis(("Isn't it time to act?",), is_question=True, language="en")
    assert compare("It is time to act", basis) == ()


@given(st.text(max_size=120))
def test_a_wording_that_is_its_quote_differs_in_nothing(text: str) -> None:
    assert compare(text, Basis((text,), sources=(text,))) == ()


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["en", "de", "fr", "es", "zh", None]),
)
def test_any_two_texts_can_be_compared(one: str, other: str, language: str | None) -> None:
    compare(one, Basis((other,), sources=(other,), language=language))


LISTED = "not never nobody all some most 12 twelve 3.5 million % May Leeds closed no only . , ?"
WORDS = st.sampled_from(LISTED.split())


@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(["en", None]))
def test_what_says_much_and_is_its_own_quote_differs_in_nothing(
    text: str, language: str | None
) -> None:
    assert compare(text, Basis((text,), sources=(text,), language=language)) == ()
