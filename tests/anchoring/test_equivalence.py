"""The same, written otherwise, is the same: numbers, dates, times, contractions, spelling."""

# ruff: noqa: E501 -- quotes in many scripts, one a line

from __future__ import annotations

import sys
import tomllib
import unicodedata
from decimal import Decimal
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder
from argmap.anchoring.meaning.alignment import are_written_otherwise
from argmap.anchoring.meaning.equivalence import equivalents
from argmap.anchoring.reading.folding import fold_case, fold_typography

LANGUAGES = ("en", "de", "fr", "es", "ru", "zh")

# The language, and what says the same in it.
SAME = [
    ("en", "It doesn't stop there, and it's late.", "It does not stop there, and it is late"),
    (
        "en",
        "The study found 21,000 cases, ten deaths and .0057 as the rate.",
        "The study found 21000 cases, 10 deaths and 0.0057 as the rate",
    ),
    (
        "en",
        "The office spent three thousand pounds on June 22, 2021 on it.",
        "The office spent 3,000 pounds on 22 June 2021 on it",
    ),
    (
        "en",
        "The defence minister called it an offence against the U.N. charter.",
        "The defense minister called it an offense against the UN charter",
    ),
    (
        "en",
        "The mean was 72 +/- 9 and < or = 10.5 g/dL in most of them.",
        "The mean was 72 ± 9 and ≤ 10.5 g/dL in most of them",
    ),
    (
        "en",
        "There were ४० schools and ٣٠٠٠ pupils in the district.",
        "There were 40 schools and 3000 pupils in the district",
    ),
    ("ar", "شارك ٣٠ شخصا في النقاش حول الطريق.", "شارك 30 شخصا في النقاش"),
    ("hi", "३० प्रतिशत लोग बस से जाते हैं।", "30 प्रतिशत लोग बस से जाते हैं."),
    (
        "en",
        "He waited. Thirty-six patients were seen daily in the clinic.",
        "36 patients were seen daily in the clinic",
    ),
    (
        "en",
        "A study showed a drop of eleven per cent. Then it rose.",
        "A study showed a drop of 11%",
    ),
    (
        "en",
        "They can't and won't close the road to the old school.",
        "They cannot and will not close the road to the old school",
    ),
    (
        "en",
        "We've seen it, they're here, and I'd go at once.",
        "We have seen it, they are here, and I would go at once",
    ),
    (
        "en",
        "There were twenty-one boats and 1.5 million fish there.",
        "There were 21 boats and 1,500,000 fish there",
    ),
    (
        "en",
        "It fell by twelve percent in the second year of the war.",
        "It fell by 12 per cent in the 2nd year of the war",
    ),
    (
        "en",
        "It fell by 12% in the twenty-first year of the war.",
        "It fell by 12 percent in the 21st year of the war",
    ),
    (
        "en",
        "The meeting began at 3:30 p.m. in the old town hall.",
        "The meeting began at 15:30 in the old town hall",
    ),
    (
        "en",
        "On 4 July 1999 the road was closed for the whole day.",
        "On July 4th, 1999, the road was closed for the whole day",
    ),
    (
        "en",
        "On 2021-06-22 the road was closed for the whole day.",
        "On 22 June 2021 the road was closed for the whole day",
    ),
    (
        "en",
        "On Jan. 5 the road was closed for the whole of the day.",
        "On 5 January the road was closed for the whole of the day",
    ),
    (
        "en",
        "They analysed the colour and organised a dialogue there.",
        "They analyzed the color and organized a dialog there",
    ),
    (
        "en",
        "The catalogue of the centre had paediatric and anaemic cases.",
        "The catalog of the center had pediatric and anemic cases",
    ),
    (
        "en",
        "Smith & Sons and the U.S. sent the e.g. boats to them.",
        "Smith and Sons and the US sent the eg boats to them",
    ),
    (
        "en",
        "Dr. Lee met Prof. Park vs. the others in the town hall.",
        "Dr Lee met Professor Park versus the others in the town hall",
    ),
    (
        "en",
        "It holds that x <= 4 and y >= 5 in all of the towns.",
        "It holds that x ≤ 4 and y ≥ 5 in all of the towns",
    ),
    (
        "en",
        "World War II ended the work on the bridge in the town.",
        "World War 2 ended the work on the bridge in the town",
    ),
    (
        "en",
        "The area was 10^2 square metres in the first of the sites.",
        "The area was 10² square metres in the first of the sites",
    ),
    (
        "en",
        "They gave him 5mg of it each day for a whole week.",
        "They gave him 5 mg of it each day for a whole week",
    ),
    (
        "de",
        "Der Rat hat vierundsiebzig Schulen und 1.000 Häuser gezählt.",
        "Der Rat hat 74 Schulen und 1000 Häuser gezählt",
    ),
    (
        "de",
        "Das gilt z. B. im Haus am 3. Mai 2020 um 15.30 Uhr.",
        "Das gilt zum Beispiel im Haus am 03.05.2020 um 15:30 Uhr",
    ),
    (
        "de",
        "Der Anteil stieg um 3,5 Prozent und kostete 3 Mio. Euro.",
        "Der Anteil stieg um 3,5 % und kostete 3.000.000 Euro",
    ),
    (
        "de",
        "Die Straße führt über die Brücke in die Stadt.",
        "Die Strasse fuehrt ueber die Bruecke in die Stadt",
    ),
    (
        "fr",
        "Le conseil a compté quatre-vingt-douze écoles et 21 000 élèves.",
        "Le conseil a compté 92 écoles et 21000 élèves",
    ),
    (
        "fr",
        "La part a monté de 3,5 pour cent le 1er juin 2020 à 15 h 30.",
        "La part a monté de 3,5 % le 1 juin 2020 à 15h30",
    ),
    (
        "fr",
        "Le cœur de la ville est près de l'œuvre du maire.",
        "Le coeur de la ville est près de l'oeuvre du maire",
    ),
    (
        "es",
        "El consejo contó treinta y dos escuelas y 21.000 alumnos.",
        "El consejo contó 32 escuelas y 21 000 alumnos",
    ),
    (
        "es",
        "La parte subió un 3,5 por ciento el 22 de junio de 2021.",
        "La parte subió un 3,5 % el 22/06/2021",
    ),
    (
        "es",
        "Los EE. UU. y el Sr. López dijeron que solo hay uno.",
        "Los Estados Unidos y el señor López dijeron que sólo hay uno",
    ),
    (
        "ru",
        "Совет насчитал двадцать пять школ и 21 000 учеников.",
        "Совет насчитал 25 школ и 21000 учеников",
    ),
    ("ru", "Доля выросла на 3,5 процента 22 июня 2021 года.", "Доля выросла на 3,5 % 22.06.2021"),
    ("ru", "Ещё всё идёт своим чередом в этом городе.", "Еще все идет своим чередом в этом городе"),
    (
        "zh",
        "二〇二一年六月二十二日，市政府关闭了三千所学校。",
        "2021年6月22日，市政府关闭了3000所学校",
    ),
    ("zh", "比例上升了百分之十，会议下午三点开始。", "比例上升了10%，会议下午三点开始"),
    ("zh", "有三百万人参加了会议，他们都很高兴。", "有300万人参加了会议，他们都很高兴"),
    (
        "it",
        "Il consiglio ha contato settantaquattro scuole nel distretto.",
        "Il consiglio ha contato 74 scuole nel distretto",
    ),
    ("hi", "३००० लोग बस से जाते हैं और काम करते हैं।", "3000 लोग बस से जाते हैं और काम करते हैं।"),
    (
        "fa",
        "۱۲۳۴ نفر در این شهر زندگی می\u200cکنند و کار می\u200cکنند.",
        "1234 نفر در این شهر زندگی می\u200cکنند و کار می\u200cکنند",
    ),
    ("th", "มีคน ๑๒๓ คนในเมืองนี้และทำงาน", "มีคน 123 คนในเมืองนี้และทำงาน"),
    ("bn", "এই শহরে ৪৫৬ জন লোক বাস করে এবং কাজ করে।", "এই শহরে 456 জন লোক বাস করে এবং কাজ করে।"),
]

# Numbers in words: the language, the words, the number.
NUMERALS = [
    ("en", "zero", 0), ("en", "nineteen", 19), ("en", "forty-two", 42), ("en", "two hundred", 200),
    ("en", "two hundred and five", 205), ("en", "three thousand and one", 3001),
    ("en", "one million two hundred thousand", 1_200_000), ("en", "nineteen hundred", 1900),
    ("de", "zwölf", 12), ("de", "einundzwanzig", 21), ("de", "vierundsiebzig", 74),
    ("de", "hundertfünf", 105), ("de", "zweitausendeinundzwanzig", 2021),
    ("de", "dreihunderttausend", 300_000), ("de", "zwei Millionen", 2_000_000),
    ("fr", "dix-sept", 17), ("fr", "soixante et onze", 71), ("fr", "soixante-dix-sept", 77),
    ("fr", "quatre-vingts", 80), ("fr", "quatre-vingt-dix-neuf", 99), ("fr", "deux mille vingt-et-un", 2021),
    ("es", "dieciséis", 16), ("es", "treinta y uno", 31), ("es", "doscientos cinco", 205),
    ("es", "dos mil veintiuno", 2021), ("es", "mil millones", 1_000_000_000),
    ("it", "ventuno", 21), ("it", "settantaquattro", 74), ("it", "milleduecento", 1200),
    ("ru", "двадцать пять", 25), ("ru", "двести сорок", 240), ("ru", "две тысячи двадцать один", 2021),
    ("ru", "пяти", 5),
    ("zh", "十", 10), ("zh", "二十三", 23), ("zh", "一百零五", 105), ("zh", "三千", 3000),
    ("zh", "三百万", 3_000_000), ("zh", "二〇二一", 2021),
]  # fmt: skip

# What is written alike and is not the same: the language, and two wordings.
OTHER = [
    ("en", "21", "12"), ("en", "3.5", "35"), ("en", "1,000", "1.000"), ("en", "1,5", "1.5"),
    ("de", "1.000", "1,000"), ("fr", "3,5", "35"), ("es", "1.000", "1,000"), ("ru", "3,5", "35"),
    ("zh", "1,000", "1.000"), ("en", "10^2", "102"), ("en", "10²", "102"), ("en", "2nd", "2"),
    ("en", "5 mg", "5 kg"), ("en", "5mg", "5 kg"), ("en", "3 pm", "3 am"), ("en", "3 pm", "3:00"),
    ("en", "June 22, 2021", "June 21, 2021"), ("en", "5/6/2021", "6/5/2021"),
    ("en", "it's", "it was"), ("en", "they'd", "they will"), ("en", "can't", "can"),
    ("en", "Type I", "Type II"), ("en", "IV", "VI"), ("en", "three thousand", "three million"),
    ("en", "%", "per mille"), ("en", "±", "+"), ("en", "≤", "<"), ("de", "schon", "schön"),
    ("zh", "三千", "三十"), ("ru", "двадцать", "двенадцать"), ("fr", "soixante-douze", "soixante-deux"),
]  # fmt: skip

DIGITS = sorted(
    chr(code)
    for code in range(sys.maxunicode)
    if unicodedata.category(chr(code)) == "Nd" and unicodedata.decimal(chr(code)) == 1
)


def _values(language: str | None, text: str) -> list[str]:
    return [word.says for word in equivalents(language).read(text)]


@pytest.mark.parametrize("told", [True, False], ids=["language told", "language recognised"])
@pytest.mark.parametrize(("language", "source", "quote"), SAME)
def test_what_is_the_same_is_found_and_nothing_told(
    language: str,
    source: str,
    quote: str,
    told: bool,  # noqa: FBT001 -- a row
) -> None:
    placement = Finder(source, language=language if told else None).find(quote)
    assert placement.is_placed
    assert [change for change in placement.changes if change.meaning] == []


@pytest.mark.parametrize(("language", "source", "quote"), SAME)
def test_what_is_the_same_is_so_in_either_direction(language: str, source: str, quote: str) -> None:
    placement = Finder(quote, language=language).find(source)
    # A sentence before it, or the stop at its end, is no part of what is the same.
    told = [change for change in placement.changes if change.meaning and change.kind != "added"]
    assert told == []


def test_what_is_written_otherwise_is_told_as_such_with_both_wordings() -> None:
    placement = Finder("It doesn't stop there, and it cost 3,000.").find(
        "It does not stop there, and it cost three thousand"
    )
    assert [(each.kind, each.quoted, each.found) for each in placement.changes] == [
        ("equivalent", "does not", "doesn't"),
        ("equivalent", "three thousand", "3,000"),
    ]


@pytest.mark.parametrize(
    ("source", "quote", "place"),
    [
        ("He waited. Thirty-six patients were seen daily.", "36 patients were seen daily", "Thirty-six patients were seen daily"),
        ("A study showed a drop of eleven per cent. Then it rose.", "A study showed a drop of 11%", "A study showed a drop of eleven per cent"),
        ("He came. Three thousand men were seen on 22 June 2021. It rained.", "3,000 men were seen on June 22, 2021", "Three thousand men were seen on 22 June 2021"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_at_an_edge_is_taken_whole(
    source: str, quote: str, place: str
) -> None:
    (span,) = Finder(source).find(quote).spans
    assert span.cut(source) == place


@pytest.mark.parametrize(("language", "words", "number"), NUMERALS)
def test_a_number_in_words_is_the_number(language: str, words: str, number: int) -> None:
    assert _values(language, words) == [str(number)]
    assert _values(language, str(number)) == [str(number)]


@pytest.mark.parametrize(("language", "one", "other"), OTHER)
def test_what_is_written_alike_is_not_the_same(language: str, one: str, other: str) -> None:
    words, others = equivalents(language).read(one), equivalents(language).read(other)
    assert len(words) != len(others) or not all(map(lambda a, b: a.says_same(b), words, others))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "ten seven", "17"), ("en", "twenty thirty", "50"), ("zh", "三百五", "305"), ("zh", "三四", "34"), ("fr", "deux trois", "5")],
)  # fmt: skip
def test_numerals_that_make_no_number_stay_apart(language: str, one: str, other: str) -> None:
    assert _values(language, one) != [other]


@pytest.mark.parametrize("one", DIGITS)
def test_the_digits_of_every_script_are_digits(one: str) -> None:
    number = "".join(chr(ord(one) + digit - 1) for digit in (4, 0, 7))
    assert _values(None, number) == ["407"]


@pytest.mark.parametrize("language", [*LANGUAGES, "it"])
def test_the_table_says_nothing_twice(language: str) -> None:
    file = resources.files("argmap.anchoring.meaning") / "equivalents.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    words = [word for written in table["numbers"].values() for word in written.split(", ")]
    assert len(words) == len(set(words))
    assert {"group", "fraction", "and", "months", "numbers", "phrases"} <= table.keys() | (
        {"months"} if language == "zh" else set()
    )


@given(st.sampled_from(LANGUAGES), st.integers(1_000, 10**9), st.integers(0, 999))
def test_a_number_is_the_same_with_and_without_its_signs(
    language: str, whole: int, part: int
) -> None:
    group, point = (
        ("," if language in ("en", "zh") else "."),
        ("." if language in ("en", "zh") else ","),
    )
    if language == "ru":
        group = " "
    grouped = f"{whole:,}".replace(",", group) + f"{point}{part:03}"
    (value,) = _values(language, grouped)
    assert Decimal(value) == Decimal(f"{whole}.{part:03}")
    assert _values(language, f"{whole}{point}{part:03}") == [value]


@given(
    st.sampled_from([*LANGUAGES, "it", None]),
    st.text(st.sampled_from("aZ 1٣,.'-年三百 twoI²½%/:&"), max_size=30),
)
def test_words_of_any_text_are_read_in_order_and_without_overlap(
    language: str | None, text: str
) -> None:
    words = equivalents(language).read(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(words))
    assert all(word.span.cut(text) == word.text or "&" in text for word in words)
    folding = equivalents(language).fold(text)
    assert equivalents(language).fold(text).text == folding.text


@given(st.sampled_from([row for row in SAME if row[0] in LANGUAGES]))
def test_the_same_is_the_same_the_other_way_round(row: tuple[str, str, str]) -> None:
    language, one, other = row
    ours, theirs = (equivalents(language).read(each) for each in (one, other))
    for word in ours:
        for each in theirs:
            assert word.says_same(each) == each.says_same(word)


@pytest.mark.parametrize(("language", "source", "quote"), SAME)
def test_a_quick_look_sees_all_that_is_written_otherwise(
    language: str, source: str, quote: str
) -> None:
    same = equivalents(language)
    ours, theirs = (fold_typography(text).text for text in (quote, source))
    if are_written_otherwise(same.read(ours), same.read(theirs)):
        assert same.may_be_otherwise(fold_case(ours).text, fold_case(theirs).text)


def test_a_quick_look_passes_over_words_that_say_only_themselves() -> None:
    english = equivalents("en")
    source = "the council did not agree in 1874, and three of the members left."
    assert not english.may_be_otherwise("the mayor of the town", source)
    assert english.may_be_otherwise("in 1874", source)
