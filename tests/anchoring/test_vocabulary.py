"""The words of languages: each file can be read, and says what it should."""

from __future__ import annotations

import pytest

from argmap.anchoring.meaning.vocabulary import any_meaning, languages, recognise, vocabulary

SAMPLES = {
    "en": "nobody asked whether the shops were to be closed in the end",
    "de": "niemand hat gefragt ob die läden am ende nicht auch zu schließen sind",
    "fr": "personne ne s'est demandé si les commerces de la ville seraient fermés",
    "es": "nadie preguntó si las tiendas de la ciudad se iban a cerrar por el plan",
    "ar": "لم يسأل أحد عن إغلاق المحلات في المدينة من أجل هذا المشروع",
    "zh": "市 议 会 没 有 同 意 银 行 的 条 件 这 是 他 们 说 的",
}


@pytest.mark.parametrize("language", languages())
def test_each_language_has_what_is_needed_to_name_a_change(language: str) -> None:
    words = vocabulary(language).words
    assert {"frequent", "negation", "modality", "quantity", "number", "actor"} <= words.keys()
    assert all(
        word == word.casefold() for listed in words.values() for word in listed if "ß" not in word
    )


@pytest.mark.parametrize("language", SAMPLES)
def test_a_language_is_told_by_its_frequent_words(language: str) -> None:
    found = recognise(SAMPLES[language].split())
    assert found is not None
    assert found.language == language


def test_no_language_is_guessed_where_no_word_is_known() -> None:
    assert recognise(["xyzzy", "plugh", "frotz"]) is None
    assert recognise([]) is None


def test_a_word_is_named_in_whatever_language_lists_it() -> None:
    assert (any_meaning("niemals"), any_meaning("xyzzy")) == ("negation", None)


@pytest.mark.parametrize(
    ("word", "other", "turns"),
    [
        ("possible", "impossible", True),
        ("useful", "useless", True),
        ("can't", "can", True),
        ("town", "tower", False),
        ("port", "import", True),
    ],
)
def test_a_prefix_or_an_ending_that_negates_turns_a_word(
    word: str,
    other: str,
    turns: bool,  # noqa: FBT001 -- a row of a table
) -> None:
    assert vocabulary("en").turns(word, other) is turns


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "imported", "exported"),
        ("en", "employee", "employer"),
        ("en", "underrated", "overrated"),
        ("de", "vormittag", "nachmittag"),
        ("de", "arbeitgeber", "arbeitnehmer"),
        ("fr", "importer", "exporter"),
        ("es", "importar", "exportar"),
    ],
)
def test_words_of_which_a_prefix_or_an_ending_was_exchanged_are_opposed(
    language: str, word: str, other: str
) -> None:
    known = vocabulary(language)
    assert known.are_opposed(word, other)
    assert known.are_opposed(other, word)


def test_words_that_are_merely_alike_are_not_opposed() -> None:
    assert not vocabulary("en").are_opposed("bridge", "brigde")
    assert not vocabulary("en").are_opposed("in", "ex")


def test_common_words_are_known_where_the_language_has_a_list_of_them() -> None:
    assert vocabulary("en").knows("exact")
    assert not vocabulary("en").knows("exacct")
    assert vocabulary("zh").knows("没")
    assert not vocabulary("zh").knows("exact")
