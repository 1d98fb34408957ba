"""The map as an outline: one item a statement, for screen readers, small screens and details.

The items are one after the other and say how deep they are, because browsers nest no deeper than
some 500 elements, and arguments may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.alternative_text import WITHOUT_A_QUESTION, partners_of, values_of
from argmap.drawing.theme import look_of
from argmap.webpage import markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from argmap.checking import Diagnostic
    from argmap.graph import Graph, Link
    from argmap.model import Statement


def outline_items(graph: Graph, found: Mapping[str, Sequence[Diagnostic]]) -> Iterator[str]:
    """Yield an item for each statement, in reading order, with all that is known of it.

    In a map with questions, the items of what leads to none are in a group with a heading.
    ``found`` holds what is wrong with statements, by their ids.
    """
    numbers = {id: number for number, (_, id) in enumerate(graph.walk())}
    parents = (None, *graph.statements)
    families = [graph.roots if id is None else graph.children(id) for id in parents]
    places = {id: (place, len(family)) for family in families for place, id in enumerate(family, 1)}
    stray = next((band.roots[0] for band in graph.bands if band.is_stray), None)
    for number, (depth, id) in enumerate(graph.walk()):
        if id == stray:
            yield (
                f'<div class="band" role="group" aria-label="{WITHOUT_A_QUESTION}">'
                f'<p class="head" aria-hidden="true">{WITHOUT_A_QUESTION}</p>'
            )
        look = look_of(graph.statements[id])
        expanded = ' aria-expanded="true"' if graph.children(id) else ""
        place, count = places[id]
        parent = graph.parent_link(id) if depth else None
        yield (
            f'<div id="argmap-o{number}" class="item {look}" role="treeitem" tabindex="-1"'
            f' data-s="{number}" aria-level="{depth + 1}"'
            f' aria-posinset="{place}" aria-setsize="{count}"{expanded}>'
        )
        yield from _paragraphs(graph.statements[id], parent, graph, numbers)
        for diagnostic in found.get(id, ()):
            yield finding(diagnostic)
        yield "</div>"
    if stray is not None:
        yield "</div>"


def _paragraphs(
    statement: Statement, parent: Link | None, graph: Graph, numbers: Mapping[str, int]
) -> Iterator[str]:
    """Yield what an item says of its statement; ``parent`` is the link to the item above."""
    marks = [
        statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
        "implicit" if statement.implicit else None,
        statement.scheme,
        *values_of(statement),
    ]
    details = " · ".join(mark for mark in marks if mark)
    yield (
        f'<p class="head">{_relation(parent)}<b>{look_of(statement).capitalize()}</b>'
        f' <span class="who">{markup.text(details)}</span></p>'
        f'<p class="wording" dir="auto">{markup.text(statement.wording)}</p>'
    )
    quotes = [f"“{quote}”" for quote in statement.quotes if quote != statement.wording]
    if quotes:
        yield f'<p class="quote" dir="auto">{markup.text(" ".join(quotes))}</p>'
    for link in graph.outgoing(statement.id):
        yield _link(link, graph, numbers, is_shown_above=link == parent)
    if statement.note:
        yield f'<p class="note">{markup.text(statement.note)}</p>'


def finding(diagnostic: Diagnostic) -> str:
    """Return what a rule found, as a paragraph."""
    help = f" <em>{markup.text(diagnostic.help)}</em>" if diagnostic.help else ""
    return (
        f'<p class="finding {diagnostic.severity}">'
        f"<b>{diagnostic.code} {diagnostic.name}</b> {markup.text(diagnostic.message)}.{help}</p>"
    )


def _relation(link: Link | None) -> str:
    return f'<span class="relation {link.relation}">{link.relation}</span> ' if link else ""


def _link(link: Link, graph: Graph, numbers: Mapping[str, int], *, is_shown_above: bool) -> str:
    """Return a line that names what a statement bears on."""
    attacked = graph.attacked_by(link)
    step = ""
    if attacked is not None:
        step = f" as something that {attacked.relation} {_named(attacked.target, graph, numbers)}"
    partners, more = partners_of(link, graph)
    together = [_named(id, graph, numbers) for id in partners]
    together += [f"{more} more"] if more else []
    others = f" together with {' and '.join(together)}" if together else ""
    css = "link up" if is_shown_above and not step and not together else "link"
    return (
        f'<p class="{css}">{link.relation} {_named(link.target, graph, numbers)}{step}{others}</p>'
    )


def _named(id: str, graph: Graph, numbers: Mapping[str, int]) -> str:
    wording = markup.text(graph.statements[id].wording)
    return f'<a href="#{markup.fragment(id)}" data-s="{numbers[id]}" tabindex="-1">{wording}</a>'
