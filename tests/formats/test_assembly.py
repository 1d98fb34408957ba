"""What is read once can be tried with other records, as if it had been read with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given

from argmap.formats import Document, dump
from argmap.formats.aif import _read
from argmap.formats.reading.assembly import Assembly
from tests.strategies import maps

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


@given(map=maps(max_size=7))
def test_records_tried_afterwards_make_the_map_that_is_read_with_them(map: ArgumentMap) -> None:
    data = json.loads(dump(map, "-", format="aif").text)
    block = data.get("argmap", {})
    records = block.get("statements", {})
    begun = {key: {"id": one["id"]} for key, one in records.items() if "id" in one}
    assembly = _read({**data, "argmap": {**block, "statements": begun}}, Document())
    assembly.expected = {one.id: one for one in map.statements}
    assembly.map()
    assert assembly.again(records) == _read(data, Document()).map()


def test_nodes_with_one_id_get_an_id_each_in_no_more_time_than_others() -> None:
    assembly = Assembly(Document(), "example")
    keys = [assembly.statement("a", f"Claim {number}") for number in range(20_000)]
    assert keys[:3] == ["a", "a-2", "a-3"]
    assert len(set(keys)) == len(keys)
