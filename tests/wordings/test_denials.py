"""Negations and quantifiers that a wording adds, drops or exchanges, in all listed languages."""

from __future__ import annotations

from importlib import resources

import pytest

from argmap.checking.rules.wordings import changed_negation, changed_quantifier
from argmap.wordings import Basis, compare

NAMES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian"}


def told(wording: str, quote: str, language: str) -> list[str]:
    """Return how a wording differs from a quote in what it denies or how many it says."""
    found = compare(wording, Basis((quote,), (), (quote,), language))
    return [each.kind for each in found if each.kind in ("negation", "quantifier")]


@pytest.mark.parametrize(
    ("wording", "quote", "language"),
    [
        ("All buses are late", "Not all buses are late.", "en"),
        ("Not all buses are late", "All buses are late.", "en"),
        ("Every driver agrees", "Not every driver agrees.", "en"),
        ("Everyone agrees with the plan", "Not everyone agrees with the plan.", "en"),
        ("The buses are always late", "The buses are not always late.", "en"),
        ("The buses are not always late", "The buses are always late.", "en"),
        ("No buses are late", "Not all buses are late.", "en"),
        ("Many buses are late", "Not many buses are late.", "en"),
        ("Alle Busse sind verspätet", "Nicht alle Busse sind verspätet.", "de"),
        ("Nicht alle Busse sind verspätet", "Alle Busse sind verspätet.", "de"),
        ("Jeder Fahrer stimmt zu", "Nicht jeder Fahrer stimmt zu.", "de"),
        ("Tous les bus sont en retard", "Tous les bus ne sont pas en retard.", "fr"),
        ("Tous les bus sont en retard", "Pas tous les bus sont en retard.", "fr"),
        ("Todos los autobuses llegan tarde", "No todos los autobuses llegan tarde.", "es"),
        ("Die Brücke ist sicher", "Die Brücke ist keineswegs sicher.", "de"),
        ("Die Brücke ist keineswegs sicher", "Die Brücke ist sicher.", "de"),
        (
            "The council will build the bridge",
            "The council decided against building the bridge.",
            "en",
        ),
        ("Мост безопасен для машин", "Мост не безопасен для машин.", "ru"),
        ("Мост не безопасен для машин", "Мост безопасен для машин.", "ru"),
        ("Совет построит новый мост", "Совет не построит новый мост.", "ru"),
        ("Мэр ответил на вопрос", "Мэр отказался ответить на вопрос.", "ru"),
        ("Никто не видел этот мост", "Все видели этот мост.", "ru"),
        ("Все автобусы опаздывают", "Не все автобусы опаздывают.", "ru"),
        ("Все автобусы опаздывают", "Некоторые автобусы опаздывают.", "ru"),
        ("Большинство жителей за мост", "Некоторые жители за мост.", "ru"),
        ("Школа открыта в мае", "Школа не открыта в мае.", "ru"),
        ("Москва не хочет близких отношений", "Москва хочет сохранить близкие отношения.", "ru"),
    ],
)
def test_a_denial_that_is_turned_is_told_once(wording: str, quote: str, language: str) -> None:
    assert len(told(wording, quote, language)) == 1


@pytest.mark.parametrize(
    ("wording", "quote", "language"),
    [
        ("Some buses are late", "Not all buses are late.", "en"),
        ("Not all buses are late", "Some buses are late.", "en"),
        ("All buses are not late", "No buses are late.", "en"),
        ("Die Brücke ist keineswegs sicher", "Die Brücke ist nicht sicher.", "de"),
        ("Die Brücke ist nicht sicher", "Die Brücke ist keineswegs sicher.", "de"),
        ("Der Rat schließt einen Umbau aus", "Der Rat wird die Brücke nicht umbauen.", "de"),
        ("Der Rat baut die Brücke nicht um", "Der Rat schließt einen Umbau der Brücke aus.", "de"),
        ("The mayor does not want a tunnel", "The mayor rules out a tunnel.", "en"),
        (
            "The council will not build the bridge",
            "The council decided against building the bridge.",
            "en",
        ),
        (
            "The council decided not to build the bridge",
            "The council decided against building the bridge.",
            "en",
        ),
        (
            "The council decided against the bridge",
            "The council decided not to build the bridge.",
            "en",
        ),
        (
            "The council will not build the bridge",
            "The council has ruled out building the bridge.",
            "en",
        ),
        (
            "The mayor ruled out a new bridge",
            "The mayor said there would not be a new bridge.",
            "en",
        ),
        ("The mayor did not come", "The mayor stayed away.", "en"),
        (
            "The council will not build the bridge",
            "The council has voted against building the bridge.",
            "en",
        ),
        ("The council will not build the bridge", "The council has voted down the bridge.", "en"),
        (
            "The council will not build the bridge",
            "The council scrapped the plan to build the bridge.",
            "en",
        ),
        (
            "Der Rat will die Brücke nicht bauen",
            "Der Rat hat sich gegen den Bau der Brücke entschieden.",
            "de",
        ),
        ("Die Brücke ist mitnichten sicher", "Die Brücke ist nicht sicher.", "de"),
        ("Le pont n'est nullement sûr", "Le pont n'est pas sûr.", "fr"),
        (
            "Le conseil a renoncé à construire le pont",
            "Le conseil ne construira pas le pont.",
            "fr",
        ),
        ("El puente no es seguro", "El puente no es en absoluto seguro.", "es"),
        ("El concejo descarta construir el puente", "El concejo no construirá el puente.", "es"),
        ("Некоторые автобусы опаздывают", "Не все автобусы опаздывают.", "ru"),
        ("Школа не открыта в мае", "Школа закрыта в мае.", "ru"),
        ("Мэр не ответил", "Мэр отказался отвечать.", "ru"),
        ("Мост красивый и дешёвый", "Мост не только дешёвый, но и красивый.", "ru"),
        ("Климат меняется", "Никто не отрицает, что климат меняется.", "ru"),
        ("Урожай будет поздним", "Нет сомнений, что урожай будет поздним.", "ru"),
        ("Совет не построит мост", "Совет отклонил строительство моста.", "ru"),
        ("Совет не станет строить мост", "Совет решил не строить мост.", "ru"),
        ("Никто не пришёл на собрание", "На собрание никто не пришёл.", "ru"),
        ("Деревья охлаждают город", "Деревья охлаждают город и стоят недорого.", "ru"),
        ("Лекарство не помогло", "Лекарство оказалось бесполезным.", "ru"),
        ("Каждый ребёнок умеет плавать", "Все дети умеют плавать.", "ru"),
        ("Многие жители за мост", "Много жителей за мост.", "ru"),
        ("Мост закрыли, потому что он опасен", "Мост закрыли: он больше не безопасен.", "ru"),
        ("Без денег моста не будет", "Моста не будет, если не будет денег.", "ru"),
        ("Врачи работают ночью часто", "Врачи нередко работают ночью.", "ru"),
        (
            "Россия хочет вернуть часть влияния",
            "Россия хочет вернуть некоторое влияние, но не всё.",
            "ru",
        ),
        ("Закон ничего не изменил", "После закона всё осталось по-прежнему.", "ru"),
        ("Учителя недовольны", "Учителя не довольны.", "ru"),
        ("Решение неверно", "Решение не является верным.", "ru"),
        ("Договор нельзя расторгнуть", "Договор не может быть расторгнут.", "ru"),
    ],
)
def test_a_denial_that_is_said_otherwise_is_not_told(
    wording: str, quote: str, language: str
) -> None:
    assert told(wording, quote, language) == []


def test_a_part_that_is_denied_is_named_whole() -> None:
    found = compare("All buses are late", Basis(("Not all buses are late.",), language="en"))
    assert [(each.said, each.quoted) for each in found] == [("All", "Not all")]


def test_the_pages_of_the_rules_name_the_languages_that_they_know() -> None:
    files = (resources.files("argmap.wordings") / "words").iterdir()
    codes = {file.name.removesuffix(".txt") for file in files} - {"names", "units"}
    assert codes == set(NAMES)
    for rule in (changed_negation, changed_quantifier):
        assert all(name in rule.explanation for name in NAMES.values())
