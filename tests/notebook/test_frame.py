"""The page of a map in a notebook: a frame with nothing but itself, and a text without it."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

import pytest

import argmap as am
from argmap.errors import SourceMissing, UsageError


def buses() -> am.ArgumentMap:
    m = am.ArgumentMap(title='Buses & "<trams>"', sources=[am.Source(id="s", text="Buses help.")])
    m.claim("</iframe><script>alert(1)</script>", id="help", quote="Buses help")
    m.reason("They carry many", id="many", supports="help")
    return m


def test_the_frame_holds_the_whole_page_and_has_no_origin() -> None:
    shown = am.page(buses())._repr_mimebundle_()
    (frame,) = re.findall("<iframe [^>]*>", shown["text/html"])
    attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', frame))
    assert attributes["sandbox"] == "allow-scripts"
    assert unescape(attributes["srcdoc"]) == am.page(buses()).html
    assert attributes["title"] == "Buses &amp; &quot;&lt;trams&gt;&quot;"
    assert (attributes["width"], attributes["height"]) == ("100%", "640")
    assert "<script" not in shown["text/html"]


def test_where_no_frame_is_shown_the_outline_is_there() -> None:
    shown = am.page(buses())._repr_mimebundle_()
    assert shown["text/plain"] == am.to_outline(buses())
    (outline,) = re.findall("<pre[^>]*>(.*?)</pre>", shown["text/html"], re.DOTALL)
    assert unescape(outline) == shown["text/plain"]


def test_theme_and_height_can_be_chosen() -> None:
    shown = am.page(buses(), theme="dark", height=300)
    assert 'data-theme="dark"' in shown.html
    assert 'height="300"' in shown._repr_mimebundle_()["text/html"]
    with pytest.raises(UsageError, match="unknown theme 'pink'"):
        am.page(buses(), theme="pink")


def test_a_frame_is_short_in_a_list() -> None:
    assert re.fullmatch(r"Frame\('Buses .*', [\d,]+ characters\)", repr(am.page(buses())))
    assert am.page(am.ArgumentMap()).title == "Argument map"


def test_a_text_that_is_gone_is_told_at_once() -> None:
    m = am.ArgumentMap(sources=[am.Source(id="s", path="nowhere.txt")])
    with pytest.raises(SourceMissing):
        am.page(m)


@pytest.mark.full
def test_the_name_is_a_function_whatever_was_loaded_before() -> None:
    code = (
        "import argmap.webpage, argmap.notebook, argmap as am\n"
        "m = am.ArgumentMap(); am.page(m); am.widget(m); am.page(m); am.widget(m)\n"
        "from argmap.notebook import page, widget\n"
        "print(callable(page), callable(widget))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]
