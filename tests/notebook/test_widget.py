"""The widget shares the selected statement with Python, both ways."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

import argmap as am
from argmap.errors import ExtraMissing, UsageError

if TYPE_CHECKING:
    from argmap.notebook.map_widget import MapWidget


def shown(**options: Any) -> MapWidget:
    m = am.ArgumentMap(title="Buses")
    m.claim("Buses help", id="help")
    m.reason("They carry many", id="many", supports="help")
    return am.widget(m, **options)


def test_python_reads_what_the_reader_selects() -> None:
    widget = shown()
    heard: list[object] = []
    widget.observe(lambda change: heard.append(change["new"]), "selected")
    assert (widget.selected, widget.statement) == (None, None)
    # What the browser sends when a card is clicked.
    widget.set_state({"selected": "many"})
    assert widget.selected == "many"
    assert widget.statement is widget.map["many"]
    widget.set_state({"selected": None})
    assert heard == ["many", None]


def test_python_sets_what_is_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = shown(selected="help")
    assert widget.get_state("selected") == {"selected": "help"}
    sent: list[object] = []
    monkeypatch.setattr(widget, "send_state", lambda key: sent.append(widget.get_state(key)))
    widget.selected = "many"
    widget.selected = None
    assert sent == [{"selected": "many"}, {"selected": None}]


def test_an_id_that_no_statement_has_is_refused_with_the_nearest() -> None:
    widget = shown(selected="help")
    with pytest.raises(UsageError, match="the map has no statement 'mony'") as caught:
        widget.selected = "mony"
    assert caught.value.help == "did you mean 'many'?"
    assert widget.selected == "help"
    with pytest.raises(UsageError):
        shown(selected="nothing")


def test_the_page_in_it_knows_how_to_tell_and_be_told() -> None:
    widget = shown(theme="dark", height=300)
    assert widget.height == 300
    assert 'data-theme="dark"' in widget.page
    assert "postMessage" in widget.page
    assert "postMessage" not in am.page(widget.map).html
    assert "export default" in widget.get_state()["_esm"]


def test_without_anywidget_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ExtraMissing, match=r"anywidget is not installed: pip install") as caught:
        shown()
    assert caught.value.help == "pip install 'argmap[widget]'"
