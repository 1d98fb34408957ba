"""Notebooks in a browser: exported ones show picture and page, and the widget talks both ways."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import nbclient
import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

import argmap as am
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FrameLocator, Page

pytestmark = pytest.mark.browser

CELLS = (
    (
        "import argmap as am\n"
        "talk = 'Buses help. They carry many people. Yet they are slow.'\n"
        "text = am.Source(id='talk', text=talk)\n"
        "m = am.ArgumentMap(title='Buses', sources=[text])\n"
        "help = m.claim('Buses are good', id='help', quote='Buses help')\n"
        "m.reason('They carry many', id='many', supports=help, quote='They carry many people')\n"
        "m.caveat('They are slow', id='slow', limits=help, quote='they are slow')\n"
        "m"
    ),
    "am.ArgumentMap(title='Trams', claims=[am.Claim(id='help', text='Trams help')])",
    "am.page(m, height=500)",
)


def executed(cells: tuple[str, ...], folder: Path) -> nbformat.NotebookNode:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    return nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    ).execute()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A tab that reaches no network; nothing in it may fail."""
    contexts = []
    failures: list[str] = []

    def open_tab(*, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": 1200, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        # What an export loads from elsewhere, for formulas and older widgets, is not needed here.
        context.route("http*://**", lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert failures == []


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook that was run and exported to HTML."""
    folder = tmp_path_factory.mktemp("notebook")
    html, _ = HTMLExporter(template_name="lab").from_notebook_node(executed(CELLS, folder))
    path = folder / "notebook.html"
    path.write_text(html, encoding="utf-8")
    return path


def use(frame: FrameLocator) -> None:
    """Do in a page what a reader does, and see that it answers."""
    card = frame.locator("#argmap-picture [aria-label*='They carry many']").first
    words = frame.locator("#argmap-text mark", has_text="They carry many people")
    card.click()
    expect(card).to_have_attribute("aria-pressed", "true")
    expect(words.first).to_have_class(re.compile(r"\blit\b"))
    card.press("Escape")
    expect(card).to_have_attribute("aria-pressed", "false")
    words.first.click()
    expect(card).to_have_attribute("aria-pressed", "true")


def test_the_page_works_in_an_exported_notebook(tab: Callable[..., Page], exported: Path) -> None:
    page = tab()
    page.goto(exported.as_uri())
    frame = page.locator("iframe[srcdoc]")
    assert frame.count() == 1
    assert frame.get_attribute("sandbox") == "allow-scripts"
    box = frame.bounding_box()
    assert box is not None
    assert box["height"] >= 500
    assert box["width"] > 700
    use(page.frame_locator("iframe[srcdoc]"))


def test_a_frame_that_gets_its_size_late_shows_the_map(tab: Callable[..., Page]) -> None:
    m = am.ArgumentMap(title="Buses", claims=[am.Claim(id="help", text="Buses help")])
    page = tab()
    page.set_content(
        f"<div style='width:300px'>{am.page(m)._repr_mimebundle_()['text/html']}</div>"
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#argmap-outline")).to_be_visible()
    page.locator("div").first.evaluate("(div) => { div.style.width = '1000px'; }")
    expect(frame.locator("#argmap-picture")).to_be_visible()
    # Whoever has chosen the outline keeps it.
    frame.locator("#argmap-asoutline").click()
    page.locator("div").first.evaluate("(div) => { div.style.width = '900px'; }")
    page.wait_for_timeout(200)
    expect(frame.locator("#argmap-outline")).to_be_visible()


def test_the_page_works_where_the_notebook_has_a_content_policy(tab: Callable[..., Page]) -> None:
    """As in VS Code, whose policy the frame inherits on top of its own."""
    m = am.ArgumentMap(sources=[am.Source(id="talk", text="Buses help. They carry many people.")])
    m.claim("Buses are good", id="help", quote="Buses help")
    m.reason("They carry many", id="many", supports="help", quote="They carry many people")
    policy = (
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline';"
        " img-src https: data: blob:; child-src https: data: blob:"
    )
    page = tab()
    page.set_content(
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        + am.page(m)._repr_mimebundle_()["text/html"]
    )
    use(page.frame_locator("iframe"))


def test_maps_in_one_notebook_share_no_id_and_are_seen(
    tab: Callable[..., Page], exported: Path
) -> None:
    page = tab(scheme="dark")
    page.goto(exported.as_uri())
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(set(ids)) == len(ids)
    pictures = page.locator("svg[aria-labelledby]")
    assert pictures.count() == 2
    for number in range(2):
        box = pictures.nth(number).bounding_box()
        assert box is not None
        assert box["width"] > 150
        # Dark in a dark system, on a ground of its own.
        ground = pictures.nth(number).locator("rect").first
        assert ground.evaluate("(rect) => getComputedStyle(rect).fill") == "rgb(20, 23, 31)"


def test_the_notebook_of_the_example_shows_its_page(
    tab: Callable[..., Page], tmp_path: Path
) -> None:
    path = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    html, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
    (tmp_path / "notebook.html").write_text(html, encoding="utf-8")
    page = tab()
    page.goto((tmp_path / "notebook.html").as_uri())
    frame = page.frame_locator("iframe[srcdoc]")
    expect(frame.locator("h1")).to_have_text("Russia and Myanmar after the coup")


MODEL = """
window.model = (state) => {
  const heard = {};
  return {
    state, saved: [],
    get: (name) => state[name],
    set(name, value) { state[name] = value; this.fire(name); },
    save_changes() { this.saved.push(state.selected); },
    on: (name, callback) => (heard[name] ??= []).push(callback),
    off: (name, callback) => { heard[name] = heard[name].filter((one) => one !== callback); },
    fire: (name) => (heard[`change:${name}`] ?? []).forEach((callback) => callback()),
    count: () => Object.values(heard).flat().length,
  };
};
window.show = async (esm, state) => {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  window.shared = model(state);
  window.clean = widget.render({ model: shared, el: document.body });
};
"""


def show_widget(page: Page, **state: Any) -> FrameLocator:
    """Show the widget with a model as every notebook gives it one."""
    m = am.ArgumentMap(title="Buses")
    text = am.Source(id="talk", text="Buses help. They carry many people.")
    m.sources.append(text)
    m.claim("Buses are good", id="help", quote="Buses help")
    m.reason("They carry many", id="many", supports="help", quote="They carry many people")
    widget = am.widget(m, **state)
    page.goto("about:blank")
    page.add_script_tag(content=MODEL)
    shared = {"page": widget.page, "selected": widget.selected, "height": widget.height}
    page.evaluate(f"show({json.dumps(widget.get_state()['_esm'])}, {json.dumps(shared)})")
    return page.frame_locator("iframe")


def test_what_the_reader_selects_reaches_python(tab: Callable[..., Page]) -> None:
    page = tab()
    frame = show_widget(page)
    use(frame)
    page.wait_for_function("shared.saved.length === 3")
    assert page.evaluate("shared.saved") == ["many", None, "many"]


def test_what_python_selects_is_shown(tab: Callable[..., Page]) -> None:
    page = tab()
    frame = show_widget(page, selected="help")
    card = frame.locator("#argmap-picture [aria-label*='Buses are good']").first
    other = frame.locator("#argmap-picture [aria-label*='They carry many']").first
    expect(card).to_have_attribute("aria-pressed", "true")
    page.evaluate("shared.set('selected', 'many')")
    expect(other).to_have_attribute("aria-pressed", "true")
    expect(card).to_have_attribute("aria-pressed", "false")
    page.evaluate("shared.set('selected', null)")
    expect(other).to_have_attribute("aria-pressed", "false")
    # What Python said is not said back to it.
    assert page.evaluate("shared.saved") == []


def test_height_follows_and_nothing_is_left_behind(tab: Callable[..., Page]) -> None:
    page = tab()
    show_widget(page, height=300)
    assert page.locator("iframe").evaluate("(frame) => frame.style.height") == "300px"
    page.evaluate("shared.set('height', 450)")
    assert page.locator("iframe").evaluate("(frame) => frame.style.height") == "450px"
    page.evaluate("clean()")
    assert page.evaluate("shared.count()") == 0


def test_other_windows_select_nothing(tab: Callable[..., Page]) -> None:
    page = tab()
    frame = show_widget(page)
    expect(frame.locator("h1")).to_have_text("Buses")
    page.evaluate("postMessage({argmap: 'many'}, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate("shared.saved") == []
