"""An anchor that does not say which of several sources it means is cut out of none of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argmap.formats import FORMATS, dump
from argmap.formats.interchange.html_text import read_marked
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source

BUSES, TRAMS = "Buses help. They carry many.", "Trams help. They carry more."


def two_sources(**anchor: Any) -> ArgumentMap:
    return ArgumentMap(
        sources=[Source(id="buses", text=BUSES), Source(id="trams", text=TRAMS)],
        claims=[Claim(id="c", anchors=[Anchor(quote="Trams help", spans=[(0, 10)], **anchor)])],
    )


def written(map: ArgumentMap, format: str) -> str:
    """Return what other programs read of statements: all but whole texts, and argmap's own part."""
    text = dump(map, "-", format=format).text
    if format == "xaif":
        data = json.loads(text)
        marked = read_marked(data["text"])
        return json.dumps([data["AIF"], *(mark.span.cut(marked.text) for mark in marked.marks)])
    if format in ("sadface", "arguebuf"):
        return json.dumps(json.loads(text)["nodes"])
    return "\n".join(line for line in text.splitlines() if "ArgmapData" not in line)


FORMATS_WITH_QUOTES = ["sadface", "arguebuf", "xaif", "brat", "microtext"]


@pytest.mark.parametrize("format", FORMATS_WITH_QUOTES)
def test_no_words_are_cut_out_of_a_source_that_is_not_meant(format: str) -> None:
    assert "Buses help" not in written(two_sources(), format)
    assert "Buses help" not in written(two_sources(source="letters"), format)


@pytest.mark.parametrize("format", FORMATS_WITH_QUOTES)
def test_words_are_cut_out_of_the_source_that_is_meant(format: str) -> None:
    assert "Trams help" in written(two_sources(source="trams"), format)


@pytest.mark.parametrize("name", [format.name for format in FORMATS if format.writes])
def test_every_format_writes_a_map_whose_anchors_mean_no_source(name: str) -> None:
    assert dump(two_sources(), "-", format=name).text


def test_a_reference_that_is_written_is_of_the_source_that_is_meant() -> None:
    meant = json.loads(dump(two_sources(source="trams"), "-", format="arguebuf").text)
    assert meant["nodes"]["c"]["atom"]["reference"]["resource"] == "trams"
    unclear = json.loads(dump(two_sources(), "-", format="arguebuf").text)
    assert "reference" not in unclear["nodes"]["c"]["atom"]
    sources = json.loads(dump(two_sources(), "-", format="sadface").text)["nodes"][0]["sources"]
    assert sources == []
