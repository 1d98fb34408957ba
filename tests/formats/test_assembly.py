"""What is read once can be tried with other records, as if it had been read with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.formats import Document, dump
from argmap.formats.aif import _read
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.nodes import as_known
from argmap.model import Claim
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


@given(map=maps(max_size=5), data=st.data())
def test_a_statement_taken_without_validation_is_the_one_that_validation_makes(
    map: ArgumentMap, data: st.DataObject
) -> None:
    for known in map.statements:
        names = sorted(known.__class__.model_fields.keys() - {"id"})
        left_out = data.draw(st.sets(st.sampled_from(names)))
        fields = {
            name: getattr(known, name)
            for name in known.__class__.model_fields
            if name not in left_out
        }
        found = as_known(known, fields)
        try:
            assert found in (None, type(known)(**fields))
        except ValidationError:
            assert found is None


def test_only_the_meta_of_the_format_itself_makes_no_difference() -> None:
    known = Claim(id="c", text="Buses help", meta={"brat": 1, "by": "Ann"})
    fields = {"id": "c", "text": "Buses help", "meta": {"brat": 2, "by": "Ann"}}
    assert as_known(known, fields, "brat") is known
    assert as_known(known, fields) is None
    assert as_known(known, {**fields, "meta": {"brat": 2}}, "brat") is None
