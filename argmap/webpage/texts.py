"""The sources of a map as they are read on the page, each with what one cites of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.controls import is_web_address
from argmap.statistics import coverage
from argmap.webpage import markup
from argmap.webpage.facsimile import cue_times, facsimile, warn_of_unmarked
from argmap.webpage.passages import passages_of, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.graph import Graph
    from argmap.model import ArgumentMap
    from argmap.source import Source
    from argmap.statistics import Coverage
    from argmap.webpage.facsimile import Shown

_TAB = 32


class SourceText(NamedTuple):
    """A source as HTML: what one cites of it, its paragraphs, and pictures of its pages."""

    citation: str
    paragraphs: tuple[str, ...]
    sheets: tuple[str, ...]


def source_texts(graph: Graph, shown: Shown, *, is_numbered: bool) -> Iterator[SourceText]:
    """Yield the sources of a map, in its order.

    ``shown`` says which pages of originals there are pictures of, and ``is_numbered`` whether
    marks on them show the numbers of their statements.
    """
    warn_of_unmarked(graph, shown)
    map = graph.map
    passages = passages_of(graph)
    speakers = {one.speaker for one in graph.statements.values() if one.speaker}
    for source, covered in zip(map.sources, coverage(map), strict=True):
        own = passages[source.id]
        sheets = facsimile(source, own, shown, is_numbered=is_numbered)
        paragraphs = source_text(source, own, speakers, cue_times(source))
        yield SourceText(_citation(source, covered), tuple(paragraphs), tuple(sheets))


def written(map: ArgumentMap, texts: Sequence[SourceText], *, is_numbered: bool) -> Iterator[str]:
    """Yield the HTML of all sources, behind tabs if there are several."""
    yield from _tabs(map)
    several = len(map.sources) > 1
    for number, (source, text) in enumerate(zip(map.sources, texts, strict=True)):
        role = f'role="tabpanel" aria-labelledby="argmap-tab{number}"' if several else ""
        language = f' lang="{markup.attribute(source.language)}"' if source.language else ""
        numbered = " numbered" if is_numbered else ""
        yield f'<div id="argmap-source{number}" class="source" {role}>'
        side = _sides(number) if text.sheets else ""
        panel = _panel(number, "text") if text.sheets else ""
        yield f"{side}<header>{text.citation}</header>"
        yield f'<div class="text{numbered}"{language}{panel}>'
        yield from text.paragraphs
        yield "</div>"
        if text.sheets:
            yield f'<div class="pages" tabindex="0"{_panel(number, "pages")}>'
            yield from text.sheets
            yield "</div>"
        yield "</div>"


def _tabs(map: ArgumentMap) -> Iterator[str]:
    if len(map.sources) < 2:  # noqa: PLR2004 -- one needs no tab
        return
    yield '<div id="argmap-tabs" role="tablist" aria-label="Sources">'
    for number, source in enumerate(map.sources):
        state = 'aria-selected="true"' if number == 0 else 'aria-selected="false" tabindex="-1"'
        title = source.title or source.id
        if len(title) > _TAB:
            title = f"{title[: _TAB - 1].rstrip()}…"
        yield (
            f'<button role="tab" id="argmap-tab{number}" aria-controls="argmap-source{number}"'
            f" {state}>{markup.text(title)}</button>"
        )
    yield "</div>"


def _sides(number: int) -> str:
    """Return the tabs of a source that has pictures of its pages: its text, and they."""
    tabs = "".join(
        f'<button role="tab" id="argmap-{name.lower()}tab{number}"'
        f' aria-controls="argmap-{name.lower()}{number}" {state}>{name}</button>'
        for name, state in (
            ("Text", 'aria-selected="true"'),
            ("Pages", 'aria-selected="false" tabindex="-1"'),
        )
    )
    return f'<div class="sides" role="tablist" aria-label="Views of the source">{tabs}</div>'


def _panel(number: int, name: str) -> str:
    """Return the attributes of what one of these tabs opens."""
    return f' role="tabpanel" id="argmap-{name}{number}" aria-labelledby="argmap-{name}tab{number}"'


def _citation(source: Source, covered: Coverage) -> str:
    """Return what one cites of a source, and how much of it the map covers."""
    by = ", ".join(
        markup.text(part) for part in (source.author, source.publisher, source.published) if part
    )
    title = markup.text(source.title or source.id)
    if source.url and is_web_address(source.url):
        link = f'<a href="{markup.attribute(source.url)}" rel="noopener noreferrer">'
        title = f"{link}{title}</a>"
    part, whole, what = covered.measured
    share = f"{part} of {whole} {what} are in the map"
    meter = f'<meter min="0" max="{whole or 1}" value="{part}" aria-label="{share}"></meter>'
    lines = [f"<h2>{title}</h2>", f'<p class="by">{by}</p>' if by else ""]
    return f"{''.join(lines)}<p>{meter} {share}</p>"
