"""The words of languages: each file can be read, and says what it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder
from argmap.anchoring.meaning.known import KnownWords
from argmap.anchoring.meaning.vocabulary import any_meaning, languages, recognise, vocabulary

SAMPLES = {
    "en": "nobody asked whether the shops were to be closed in the end",
    "de": "niemand hat gefragt ob die läden am ende nicht auch zu schließen sind",
    "fr": "personne ne s'est demandé si les commerces de la ville seraient fermés",
    "es": "nadie preguntó si las tiendas de la ciudad se iban a cerrar por el plan",
    "ar": "لم يسأل أحد عن إغلاق المحلات في المدينة من أجل هذا المشروع",
    "ru": "никто не спросил нужно ли было закрыть магазины в этом городе",
    "it": "nessuno ha chiesto se i negozi della città sarebbero stati chiusi",
    "pt": "ninguém perguntou se as lojas da cidade seriam fechadas pelo plano",
    "nl": "niemand vroeg of de winkels in de straat zouden worden gesloten",
    "cs": "nikdo se neptal zda mají být obchody v této ulici zavřeny",
    "pl": "nikt nie zapytał czy sklepy na tej ulicy mają być zamknięte",
    "tr": "bu plan için hiç kimse dükkanların kapatılması gerektiğini sormadı",
    "hu": "senki nem kérdezte hogy az üzleteket be kell-e zárni",
    "fa": "هیچ کس از این که مغازه ها باید بسته شود نگفت",
    "ko": "아무도 가게 를 닫을 것인지 또한 물어볼 수 없다",
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
        ("moral", "amoral", True),
        ("bout", "about", False),
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
        ("cs", "schválila", "neschválila"),
        ("fa", "می‌پذیرد".replace("\u200c", ""), "نمی‌پذیرد".replace("\u200c", "")),
        ("hu", "megoldható", "megoldhatatlan"),
        ("ko", "가능하다고", "불가능하다고"),
        ("nl", "mogelijk", "onmogelijk"),
        ("pl", "możliwy", "niemożliwy"),
        ("ru", "возможно", "невозможно"),
        ("tr", "artırılacağını", "artırılmayacağını"),
    ],
)
def test_negation_by_affix_is_known_in_each_language(language: str, word: str, other: str) -> None:
    assert vocabulary(language).turns(word, other)
    assert vocabulary(language).turns(other, word)


@given(st.sets(st.text("abcdefgh", min_size=1), max_size=50))
def test_a_filter_knows_each_word_that_it_was_made_of(words: set[str]) -> None:
    known = KnownWords.of(words)
    assert all(word in known for word in words)


def test_a_filter_knows_hardly_any_other_word() -> None:
    known = KnownWords.of({f"word{number}" for number in range(10_000)})
    assert sum(f"other{number}" in known for number in range(10_000)) < 200


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


@pytest.mark.parametrize(
    ("language", "words", "others"),
    [
        ("en", "shop shopkeepers hypertension", "shopkeper hypertnesion"),
        ("ru", "министрами незаконным ещё еще берега гипертония", "минстр незаконныи гипертнония"),
    ],
)
def test_a_list_knows_all_forms_of_words_and_no_slips(
    language: str, words: str, others: str
) -> None:
    known = vocabulary(language)
    assert known.has_list
    assert all(map(known.is_word, words.split()))
    assert not any(map(known.is_word, others.split()))


def test_a_language_without_a_list_knows_no_slips() -> None:
    assert [code for code in languages() if vocabulary(code).has_list] == ["en", "ru"]


@pytest.mark.parametrize(
    ("quote", "meaning"),
    [
        ("In June the council voted", "word"),
        ("In the council voted", "word"),
        ("In [June] the council voted", "word"),
        ("Theresa resigned in June", "word"),
        ("The council will vote again in May 2020", "modality"),
        ("The council vote again in May 2020", "modality"),
        ("Can we come, they ask", "modality"),
    ],
)
def test_may_is_a_month_or_a_name_by_its_capital(quote: str, meaning: str) -> None:
    text = (
        "In May the council voted. The council may vote again in May 2020. May we come, they ask. "
        "Theresa May resigned in June."
    )
    changes = Finder(text).find(quote).changes
    assert [change.meaning for change in changes if change.meaning] == [meaning]
