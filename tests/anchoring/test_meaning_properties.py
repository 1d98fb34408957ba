"""What is always told: another digit, sign, unit, letter, day or month, in any text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.anchoring import Finder

WORDS = {
    "en": "the council of town asked whether a boat should go to school after year report".split(),
    "de": "der rat die stadt fragte ob ein boot in schule nach dem jahr bericht".split(),
    "fr": "le conseil de la ville demande si un bateau doit aller dans une école".split(),
    "es": "el consejo de la ciudad preguntó si un barco va para escuela después".split(),
    "ru": "совет города спросил что лодка в школу после года доклад и не".split(),
    "zh": list("市政府问大家在学校的船上有没有人来看书"),
    "cs": "rada města se ptala zda loď má jet do školy po roce zpráva".split(),
    "xx": "zorbi kalem tuna melti garo senti vipo lorda".split(),
}
UNITS = ("mg", "kg", "g", "µg", "km", "mm", "kPa", "hPa", "mmol", "mol", "Hz", "kW", "MW")
SIGNS = ("+", "-", "<", ">", "≤", "≥", "=", "±")
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября".split(),
}


@st.composite
def sentences(draw: st.DrawFn, language: str, pair: tuple[str, str]) -> tuple[str, str]:
    """A sentence of a language with the one in it, and the same with the other."""
    blank = "" if language == "zh" else " "
    words = st.lists(st.sampled_from(WORDS[language]), min_size=4, max_size=9)
    before, after = (blank.join(draw(words)) for _ in range(2))
    one, other = (f"{before} {each} {after}." for each in pair)
    return one, other


def _is_told(source: str, quote: str, language: str | None) -> bool:
    placement = Finder(source, language=language).find(quote)
    return not placement.is_placed or placement.changes_meaning


@pytest.mark.parametrize("language", WORDS)
@given(st.data())
def test_another_digit_sign_unit_or_letter_is_always_told(
    language: str, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(["digit", "sign", "unit", "letter"]))
    if kind == "digit":
        number = data.draw(st.integers(10, 99_999).map(str))
        place = data.draw(st.integers(0, len(number) - 1))
        digit = data.draw(st.sampled_from("123456789"))
        pair = number, number[:place] + digit + number[place + 1 :]
    elif kind == "letter":
        letters = st.sampled_from("BCDEFGHJKLMNPQRSTUVWXYZ")
        pair = data.draw(letters), data.draw(letters)
    else:
        signs = st.sampled_from(SIGNS if kind == "sign" else UNITS)
        form = "{}5" if kind == "sign" else "5 {}"
        one, other = (form.format(data.draw(signs)) for _ in range(2))
        pair = one, other
    assume(pair[0] != pair[1])
    source, quote = data.draw(sentences(language, pair))
    assert _is_told(source, quote, data.draw(st.sampled_from([language, None])))


@pytest.mark.parametrize("language", DAYS)
@given(st.data())
def test_another_day_or_month_is_always_told(language: str, data: st.DataObject) -> None:
    names, form = data.draw(st.sampled_from([(DAYS[language], "{}"), (MONTHS[language], "3 {}")]))
    pair = data.draw(st.tuples(st.sampled_from(names), st.sampled_from(names)))
    assume(pair[0] != pair[1])
    one, other = (form.format(name) for name in pair)
    source, quote = data.draw(sentences(language, (one, other)))
    assert _is_told(source, quote, data.draw(st.sampled_from([language, None])))


@pytest.mark.parametrize("language", ["cs", "de", "fr", "es", "xx"])
@given(st.data())
def test_another_letter_is_always_told_where_there_is_no_list(
    language: str, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from([each for each in WORDS[language] if len(each) > 3]))
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("bdfgkmpt"))
    other = word[:place] + letter + word[place + 1 :]
    assume(other != word)
    source, quote = data.draw(sentences(language, (word, other)))
    assert _is_told(source, quote, language)
