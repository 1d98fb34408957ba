"""What a statement says against what it quotes, over whole maps."""

from pathlib import Path

import pytest

import argmap as am
from argmap.checking import check
from argmap.errors import UsageError
from argmap.wordings.judge import Context

REPOSITORY = Path(__file__).parents[2]
TEXT = (
    "Moscow wants to maintain close relations with the country’s ruling military.\r\n"
    "Some of the 1,987 buses\r\nin Leeds did not run in 2019. They carry many."
)


def a_map(wording: str, quote: str, **fields: str) -> am.ArgumentMap:
    m = am.ArgumentMap(sources=[am.Source.model_validate({"id": "s", "text": TEXT, **fields})])
    start = TEXT.index(quote)
    m.claim(wording, id="c", quote=quote, span=(start, start + len(quote)))
    return m


def codes(m: am.ArgumentMap) -> list[str]:
    return [each.code for each in check(m, select=["AM4"])]


def test_a_wording_that_denies_its_quote_is_told() -> None:
    m = a_map("Moscow does not want close relations", "Moscow wants to maintain close relations")
    (found,) = check(m, select=["AM4"])
    assert (found.code, found.statement, found.route) == ("AM403", "c", ("claims", 0, "text"))
    assert found.message == "claim 'c' denies what it quotes"
    assert found.label == "'not' is not in what it quotes"


@pytest.mark.parametrize(
    "path",
    [
        "examples/russia-myanmar/russia-myanmar.argmap.yaml",
        *sorted(
            str(path.relative_to(REPOSITORY))
            for path in (REPOSITORY / "docs/gallery").glob("*.yaml")
        ),
    ],
)
def test_the_maps_of_the_repository_say_what_they_quote(path: str) -> None:
    assert codes(am.load(REPOSITORY / path)) == []


def test_the_whole_sentence_counts_across_the_end_of_a_line() -> None:
    assert codes(a_map("About 2,000 buses did not all run in 2019", "in Leeds did not run")) == []


def test_a_number_from_elsewhere_in_the_source_is_told_with_its_place() -> None:
    (found,) = check(a_map("Buses carried many in 2019", "They carry many"), select=["AM4"])
    assert found.code == "AM401"
    assert found.help == "'2019' is in the source at 3:25: quote that passage, too"


def test_a_name_in_the_title_is_known() -> None:
    wording = "Buses carry many in Bradford"
    assert codes(a_map(wording, "They carry many")) == ["AM402"]
    assert codes(a_map(wording, "They carry many", title="Buses in Bradford")) == []


def test_numbers_of_linked_statements_are_known() -> None:
    m = a_map("3 reasons speak for 400 buses", "They carry many")
    assert codes(m) == ["AM401"]
    m.reason("400 buses are needed", supports="c", implicit=True)
    m.reason("There are 3 reasons", supports="c", implicit=True)
    assert codes(m) == []


def test_nothing_is_said_while_a_quote_does_not_hold() -> None:
    m = a_map("Beijing has 12 buses", "They carry many")
    m.claims[0] = m.claims[0].model_copy(
        update={"anchors": (am.Anchor(quote="They fly to the moon"),)}
    )
    assert codes(m) == []


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_a_draft_whose_quote_is_found_is_held_against_it() -> None:
    m = am.ArgumentMap(sources=[am.Source.model_validate({"id": "s", "text": TEXT})])
    m.claim("Buses carry 12", quote="they carry many")
    assert codes(m) == ["AM401"]


def test_nothing_is_said_of_a_map_in_another_language_than_its_source() -> None:
    m = a_map("Moskau will 12 nahe Beziehungen nicht mit den Generälen", "Moscow wants")
    assert codes(m) == []


def test_a_statement_without_text_or_quotes_is_passed_over() -> None:
    m = a_map("Moscow wants that", "Moscow wants")
    m.claim("Beijing has 12 buses", implicit=True)
    m.claim(quote="They carry many", span=(TEXT.index("They"), len(TEXT) - 1))
    assert codes(m) == []


def test_a_judge_is_asked_about_each_wording_and_told_its_context() -> None:
    asked: list[tuple[str, tuple[str, ...], Context]] = []

    def judge(wording: str, quotes: tuple[str, ...], context: Context) -> str | None:
        asked.append((wording, quotes, context))
        return "too\nstrong" if "many" in quotes[0] else None

    m = a_map("Moscow wants that", "Moscow wants", title="A talk", language="en")
    start = TEXT.index("They carry many")
    m.reason("They do", id="r", supports="c", quote="They carry many", span=(start, start + 15))
    (found,) = check(m, select=["AM4"], judge=judge)
    assert (found.code, found.statement, found.label) == ("AM405", "r", "too strong")
    wording, quotes, context = asked[0]
    assert (wording, quotes) == ("Moscow wants that", ("Moscow wants",))
    assert context == Context(
        "claim", "c", None, (TEXT.partition("\r\n")[0],), ("They do",), "A talk", "en"
    )


def test_a_judge_has_to_return_text_or_none() -> None:
    m = a_map("Moscow wants that", "Moscow wants")
    with pytest.raises(UsageError, match="the judge returned True for claim 'c'"):
        check(m, judge=lambda *_: True)  # type: ignore[arg-type, return-value]


def test_without_a_judge_nothing_is_doubted() -> None:
    assert check(a_map("Moscow wants that", "Moscow wants"), select=["AM405"]) == []
