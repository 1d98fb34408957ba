"""Whatever a file holds, it can be checked and every report of it can be written."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.checking import RULES, check_file, fix_file
from argmap.mapfile import dumps, parse_map
from argmap.model import ArgumentMap
from argmap.report import FORMATS, report
from tests.strategies import maps, texts

EVERY_RULE = ("AM", *(rule.code for rule in RULES))


def report_everything(text: str) -> None:
    file = parse_map(text)
    told = check_file(file, select=EVERY_RULE)
    for format in FORMATS:
        written = report([(file, told)], format, colour=True)
        assert written.encode()
        if format in ("json", "sarif"):
            json.loads(written)
    for one in told:
        span = one.written_at or file.place(one.route)
        assert 0 <= span.start <= span.end <= len(text) + 1


@given(texts())
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_checked_and_reported(text: str) -> None:
    report_everything(text)


@given(st.data(), maps(max_size=6), st.sampled_from(["yaml", "json"]))
@settings(max_examples=60, deadline=None)
def test_a_file_with_pieces_cut_out_can_be_checked_and_reported(
    data: st.DataObject, made: ArgumentMap, syntax: str
) -> None:
    text = dumps(made, syntax=syntax)  # type: ignore[arg-type]  # one of the two
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + text[start + data.draw(st.integers(1, 12)) :]
    report_everything(text)
    fixed = fix_file(parse_map(text))
    assert fix_file(fixed).text == fixed.text
