"""What is on the page of a map, part by part."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.checking import check
from argmap.drawing import AUTO, make_scene
from argmap.drawing.composing.sections import Sections
from argmap.drawing.legend import relation_sample
from argmap.drawing.plane import Point
from argmap.drawing.scene import Group
from argmap.drawing.signs import SHARES, Sign
from argmap.drawing.theme import DARK, LIGHT, LOOKS, find_theme, look_of
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import RELATIONS
from argmap.webpage import markup
from argmap.webpage.facsimile import SHOWN
from argmap.webpage.outline import finding, outline_items
from argmap.webpage.picture import Drawn
from argmap.webpage.texts import source_texts, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.checking import Diagnostic
    from argmap.drawing import Theme
    from argmap.drawing.showing import OnCards
    from argmap.model import ArgumentMap
    from argmap.webpage.facsimile import Shown
    from argmap.webpage.texts import SourceText

_SEVERITIES = ("error", "warning", "info")


class Content:
    """The parts of a page that depend on its map, as HTML or JSON.

    The arguments are those of :func:`argmap.webpage.page_html`, and so are the errors.
    """

    def __init__(
        self,
        map: ArgumentMap,
        theme: Theme | str,
        diagnostics: Iterable[Diagnostic] | None,
        original: Shown,
        showing: OnCards,
    ) -> None:
        if original not in SHOWN:
            raise UsageError(
                f"unknown pages of originals {original!r}", help=f"choose from {', '.join(SHOWN)}"
            )
        self.original = original
        if showing.get("colour", "kind") != "kind":
            raise UsageError(
                "an HTML page is always coloured by kind",
                help="omit `colour`, or draw SVG, PNG or PDF",
            )
        self.map = map
        self.is_numbered = showing.get("numbers", False)
        self.graph = Graph(map)
        self.is_switched = theme in (AUTO, LIGHT.name, DARK.name)
        # What is drawn in light colours turns dark with the variables.
        self.theme = LIGHT if self.is_switched else find_theme(theme)
        self.begins = theme if self.is_switched else _scheme(self.theme.ground)
        self.scene = make_scene(
            map, theme=self.theme, direction="right", depth=0, is_stacked=True, **showing
        )
        found = check(map) if diagnostics is None else diagnostics
        self.found: dict[str | None, list[Diagnostic]] = defaultdict(list)
        for diagnostic in found:
            known = diagnostic.statement in self.graph.statements
            self.found[diagnostic.statement if known else None].append(diagnostic)
        self.ids = [id for _, id in self.graph.walk()]
        self.numbers = {id: number for number, id in enumerate(self.ids)}
        self.looks = {id: look_of(self.graph.statements[id]) for id in self.ids}

    # The text

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        """The sources, in their order."""
        return tuple(source_texts(self.graph, self.original, is_numbered=self.is_numbered))

    def texts(self) -> str:
        """Return all sources."""
        return "".join(written(self.map, self.sources, is_numbered=self.is_numbered))

    # The picture

    def picture(self) -> str:
        """Return the picture, as SVG."""
        return self._drawn.picture(self.scene)

    def outline(self) -> str:
        """Return the outline, which follows its heading."""
        return "".join(outline_items(self.graph, self._found_on_statements()))

    @cached_property
    def _drawn(self) -> Drawn:
        worst = {
            id: min((one.severity for one in listed), key=_SEVERITIES.index)
            for id, listed in self._found_on_statements().items()
        }
        return Drawn(self.graph, self.theme, self.numbers, worst, is_numbered=self.is_numbered)

    def _found_on_statements(self) -> dict[str, list[Diagnostic]]:
        return {id: listed for id, listed in self.found.items() if id is not None}

    def data(self) -> str:
        """Return what the script must know that no element says, safe inside its element."""
        parents = (self.graph.parents[id] for id in self.ids)
        data = {
            "ids": self.ids,
            "parents": [-1 if parent is None else self.numbers[parent] for parent in parents],
            "looks": [self.looks[id] for id in self.ids],
            "blockOf": self._block_of_each(),
        }
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
        return text.replace("<", "\\u003c")

    def _block_of_each(self) -> list[int]:
        """Return for each statement which block it is in, and last for the heading of strays.

        Blocks can be in different columns of a wide pane, so no line joins two of them. A section
        is a block with its heading; if there is only one section, its blocks are and its heading,
        -1, is above them all.
        """
        sections = Sections(self.graph)
        parts = [
            [(one.heading, *(node for part in one.components for node in part.nodes))]
            if len(sections.all) > 1
            else [part.nodes for part in one.components]
            for one in sections.all
        ]
        blocks = [
            tuple(node for node in nodes if isinstance(node, str))
            for listed in parts
            for nodes in listed
        ]
        if sections.far:
            blocks = [tuple(self.ids)]
        block_of = {id: number for number, ids in enumerate(blocks) for id in ids}
        stray = [len(blocks) - 1] if any(one.is_stray for one in sections.all) else []
        return [*(block_of.get(id, -1) for id in self.ids), *stray]

    # The head

    def title(self) -> str:
        """Return what the map is called."""
        return markup.text(self.map.title or "Argument map")

    def summary(self) -> str:
        """Return how many statements there are, by kind."""
        counts = Counter(self.looks.values())
        parts = [
            f"{counts[look]} {look}{'s' if counts[look] > 1 else ''}"
            for look in LOOKS
            if counts[look]
        ]
        total = len(self.ids)
        summary = f"{total:,} statement{'' if total == 1 else 's'}"
        return f"{summary}: {', '.join(parts)}" if parts else summary

    def findings(self) -> str:
        """Return what is wrong with the map as a whole, and where else something is."""
        count = sum(len(listed) for listed in self.found.values())
        if not count:
            return ""
        items = [finding(one) for one in self.found.get(None, ())]
        for id, listed in self._found_on_statements().items():
            link = f'<a href="#{markup.fragment(id)}">{markup.text(id)}</a>'
            items += [f"<div>{link}{finding(one)}</div>" for one in listed]
        summary = f"{count} finding{'' if count == 1 else 's'}"
        return (
            f'<details id="argmap-findings"><summary>{summary}</summary>'
            f"<div>{''.join(items)}</div></details>"
        )

    # What is above the picture

    def kinds(self) -> Iterator[str]:
        """Yield a switch for each kind of statement."""
        counts = Counter(self.looks.values())
        for look in LOOKS:
            if counts[look]:
                yield (
                    f'<button class="{look}" data-look="{look}" aria-pressed="true">'
                    f"{look.capitalize()} <span>{counts[look]}</span></button>"
                )

    def relations(self) -> Iterator[str]:
        """Yield what lines and signs mean."""
        relations = {
            dict(item.data)["relation"]
            for item in self.scene.walk()
            if isinstance(item, Group) and item.role == "link"
        }
        for relation in RELATIONS:
            if relation in relations:
                sample = relation_sample(relation, Point(1, 8), self.theme)
                yield f"<span>{self._drawn.sample(sample, 37)}{relation}</span>"
        statements = self.graph.statements.values()
        for name in SHARES:
            if any(getattr(statement, name) is not None for statement in statements):
                sign = Sign(name, 0.6)
                width = sign.width(self.theme) + 2
                shapes = sign.shapes(width, 12, self.theme)
                yield f"<span>{self._drawn.sample(shapes, width)}{name}</span>"


def _scheme(ground: str) -> str:
    """Return the scheme, light or dark, in which what a browser draws suits a ground."""
    return "dark" if sum(bytes.fromhex(ground[1:])) < 3 * 128 else "light"
