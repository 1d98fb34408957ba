"""Whatever stands in a file, it is read as a map or refused, and nothing else happens."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.formats import FORMATS, Document, Format, chosen_options, dump, named
from tests.formats.test_aif import example
from tests.fuzz.inputs import ONLY_READ
from tests.strategies import json_values

if TYPE_CHECKING:
    from collections.abc import Iterator

READABLE = [format for format in FORMATS if format.reads]
OTHER = [format for format in READABLE if format.name not in ("yaml", "json")]
BOTH_WAYS = [format for format in OTHER if format.writes]
ALL_JSON = [format for format in OTHER if format.syntax == "json"]
IN_JSON = [format for format in BOTH_WAYS if format.syntax == "json"]

JUNK = st.one_of(
    st.sampled_from((None, True, False, 0, -1, 3, 1e300, "", " ", "x", "1", [], {}, [None], [[]])),
    json_values(),
).map(deepcopy)  # what is drawn is then damaged in its place


def names(formats: list[Format]) -> list[str]:
    return [format.name for format in formats]


def read_and_write(text: str, format: Format) -> None:
    """Read a text and write what was read: both must succeed, or say what is wrong."""
    document = Document(text=text, options=chosen_options(format, {}))
    assert format.codec.load is not None
    with suppress(ArgmapError):
        map = format.codec.load(document)
        # What was read can be written, and looked at.
        assert list(map.statements) is not None
        if format.writes:
            dump(map, "-", format=format.name)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container in a JSON value, with each of its keys."""
    stack = [value]
    while stack:
        outer = stack.pop()
        keys = list(outer) if isinstance(outer, dict) else range(len(outer))
        for key in keys:
            yield outer, key
            if isinstance(outer[key], dict | list):
                stack.append(outer[key])


@pytest.mark.parametrize("format", ALL_JSON, ids=names(ALL_JSON))
@pytest.mark.parametrize("junk", [None, True, 3, 0.5, "x", "", [], [3], {}, {"x": 3}], ids=repr)
def test_each_value_alone_may_be_of_another_type(format: Format, junk: object) -> None:
    text = ONLY_READ.get(format.name) or dump(example(), "-", format=format.name).text
    value = json.loads(text)
    value.pop("argmap", None)
    for outer, key in list(places(value)):
        kept = outer[key]
        outer[key] = deepcopy(junk)
        read_and_write(json.dumps(value), format)
        outer[key] = kept


@pytest.mark.parametrize("name", ["nodes", "edges"])
@pytest.mark.parametrize("format", ["aif", "xaif", "sadface", "arguebuf", "ova2"])
def test_a_list_of_another_type_is_reported_as_ignored(format: str, name: str) -> None:
    text = ONLY_READ.get(format) or dump(example(), "-", format=format).text
    value = json.loads(text)
    value.pop("argmap", None)
    (value["AIF"] if format == "xaif" else value)[name] = "none"
    document = Document(text=json.dumps(value), options=chosen_options(named(format), {}))
    load = named(format).codec.load
    assert load is not None
    try:
        load(document)
    except ArgmapError as error:
        assert f"`{name}`" in str(error)  # noqa: PT017 -- refusing it is as good
    else:
        assert f"`{name}` is not" in " ".join(map(str, document.losses))


@pytest.mark.parametrize("format", IN_JSON, ids=names(IN_JSON))
@given(data=st.data())
def test_any_value_may_be_junk(format: Format, data: st.DataObject) -> None:
    value = json.loads(dump(example(), "-", format=format.name).text)
    value.pop("argmap", None) if data.draw(st.booleans()) else None
    for _ in range(data.draw(st.integers(1, 3))):
        outer, key = data.draw(st.sampled_from(list(places(value))))
        if data.draw(st.booleans()):
            outer[key] = data.draw(JUNK)
        else:
            del outer[key]
        if not value:
            break
    read_and_write(json.dumps(value), format)


@pytest.mark.parametrize("format", BOTH_WAYS, ids=names(BOTH_WAYS))
@given(data=st.data())
def test_any_stretch_may_be_missing_doubled_or_strange(format: Format, data: st.DataObject) -> None:
    text = dump(example(), "-", format=format.name).text
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(
            data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))
        )
        end = min(end, start + 60)
        new = data.draw(
            st.sampled_from(("", text[start:end] * 2, "\n", "\t", '"', "<", "\x00", "9"))
        )
        text = text[:start] + new + text[end:]
    read_and_write(text, format)


@pytest.mark.parametrize("format", OTHER, ids=names(OTHER))
@given(text=st.text(max_size=40) | json_values().map(json.dumps))
def test_any_text_is_a_map_or_is_refused(format: Format, text: str) -> None:
    read_and_write(text, format)
