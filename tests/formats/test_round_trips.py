"""Whatever a format is given comes back, less what it said that it lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import FORMATS, Document, Format, Loss, Output, chosen_options, dump, recognised
from argmap.formats.kialo.writing import Outline
from argmap.model import ArgumentMap
from tests.formats.round_trip import renamed, without
from tests.strategies import maps

BOTH_WAYS = [format for format in FORMATS if format.reads and format.writes]
each_format = pytest.mark.parametrize(
    "format", BOTH_WAYS, ids=[format.name for format in BOTH_WAYS]
)


def numbers(map: ArgumentMap) -> dict[str, str]:
    """Return the numbers of Kialo's claims by the ids of their statements."""
    found = Outline(map, Output()).numbers
    return {id: ".".join(str(part) for part in number) for id, number in found.items()}


# Of formats that have ids of their own, what the ids of a map become.
NAMES = {"kialo": numbers}


def read_back(text: str, format: Format) -> tuple[ArgumentMap, list[Loss]]:
    document = Document(text=text, options=chosen_options(format, {}))
    assert format.codec.load is not None
    return format.codec.load(document), document.losses


@each_format
@given(data=st.data())
def test_what_is_written_and_read_is_the_map_less_what_was_lost(
    format: Format, data: st.DataObject
) -> None:
    map = data.draw(maps(max_size=7))
    written = dump(map, "-", format=format.name)
    back, missed = read_back(written.text, format)
    losses = [loss for loss in (*written.losses, *missed) if loss.kind != "risky"]
    if any(loss.statement is None and loss.field == "id" for loss in losses):
        names = NAMES[format.name](map)
        map = renamed(map, names)
        losses = [
            loss._replace(statement=names.get(loss.statement or "", loss.statement))
            for loss in losses
        ]
    assert without(back, losses, format.name) == without(map, losses, format.name)


@each_format
@given(data=st.data())
def test_writing_what_was_read_gives_the_same_bytes(format: Format, data: st.DataObject) -> None:
    map = data.draw(maps(max_size=7))
    first = dump(map, "-", format=format.name).text
    again = dump(read_back(first, format)[0], "-", format=format.name).text
    assert again == dump(read_back(again, format)[0], "-", format=format.name).text


@each_format
@given(data=st.data())
def test_what_is_written_is_recognised_by_its_content_alone(
    format: Format, data: st.DataObject
) -> None:
    map = data.draw(maps(max_size=4))
    text = dump(map, "-", format=format.name).text
    assert recognised(Document(text=text)) == format


@each_format
def test_an_empty_map_is_written_and_read(format: Format) -> None:
    written = dump(ArgumentMap(), "-", format=format.name)
    assert written.losses == ()
    back, missed = read_back(written.text, format)
    assert (back, missed) == (ArgumentMap(), [])
