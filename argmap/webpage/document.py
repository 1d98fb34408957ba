"""The page as one document: what is read, what it looks like, and what it does."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter, defaultdict
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal, Unpack, get_args

from argmap.checking import check
from argmap.controls import is_web_address
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
from argmap.statistics import coverage
from argmap.webpage import markup
from argmap.webpage.facsimile import SHOWN, cue_times, facsimile
from argmap.webpage.outline import finding, outline_items
from argmap.webpage.passages import passages_of, source_text
from argmap.webpage.picture import Drawn, variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.checking import Diagnostic
    from argmap.drawing import Theme
    from argmap.drawing.showing import OnCards
    from argmap.model import ArgumentMap
    from argmap.source import Source
    from argmap.statistics import Coverage
    from argmap.webpage.facsimile import Shown

# In this order they are one script; each is about one thing.
_SCRIPTS = (
    "statements",
    "lighting",
    "arranging",
    "viewing",
    "folding",
    "quiz",
    "searching",
    "keys",
    "printing",
    "start",
)
_COMMENT = re.compile(r"^[ \t]*//.*\n|/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n?", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
Quiz = Literal["wording", "quotes"]
QUIZZES: tuple[Quiz, ...] = get_args(Quiz)
"""What a page can hide until it is asked for."""
_TAB = 32
# What only a page with pictures of an original needs.
_ORIGINAL = "original"
_KEY = "<dt><kbd>P</kbd></dt><dd>switch between text and pages</dd>\n"
_TIME = ' data-time="'
_SHEET = '<figure class="sheet'
_SEVERITIES = ("error", "warning", "info")


def page_html(
    map: ArgumentMap,
    *,
    theme: Theme | str = AUTO,
    diagnostics: Iterable[Diagnostic] | None = None,
    scripts: Iterable[str] = (),
    quiz: Quiz | None = None,
    original: Shown = "cited",
    **showing: Unpack[OnCards],
) -> str:
    """Return a self-contained HTML page: the sources of a map beside its picture.

    ``theme`` is ``auto`` for a page that is light or dark as its reader's system is, with a switch;
    ``light`` or ``dark`` for how it begins; or another theme as for a picture, which it then keeps.
    ``diagnostics`` are shown on the statements that they concern; left out, the map is checked.
    ``scripts`` run after the page's own, as parts of it. ``quiz`` hides the ``wording`` of all
    statements but questions, or their passages (``quotes``), until a reader asks for them.
    ``original`` says which pages of a PDF are shown as pictures beside the text that was taken from
    it: those that are ``cited``, ``all`` or ``none``; an OriginalWarning says why if that cannot
    be. The page
    makes no request, and its content policy allows none; the same map gives the same text. Raises
    SourceMissing or another SourceError when a text cannot be had, and UsageError for a name that
    does not exist.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> page_html(m).startswith("<!doctype html>")
    True
    """
    return _Page(map, theme, diagnostics, quiz, original, showing).written(scripts)


class _Page:
    def __init__(
        self,
        map: ArgumentMap,
        theme: Theme | str,
        diagnostics: Iterable[Diagnostic] | None,
        quiz: Quiz | None,
        original: Shown,
        showing: OnCards,
    ) -> None:
        if quiz is not None and quiz not in QUIZZES:
            raise UsageError(f"unknown quiz {quiz!r}", help=f"choose from {', '.join(QUIZZES)}")
        if original not in SHOWN:
            raise UsageError(
                f"unknown pages of originals {original!r}", help=f"choose from {', '.join(SHOWN)}"
            )
        self.quiz = quiz
        self.original = original
        if showing.get("colour", "kind") != "kind":
            raise UsageError(
                "a page is coloured by kind", help="leave out `colour`, or draw SVG, PNG or PDF"
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

    def written(self, scripts: Iterable[str]) -> str:
        web = files(__package__) / "web"
        texts = "".join(self._texts())
        styles, names = ["page.css"], [f"{name}.js" for name in _SCRIPTS]
        has_pages = _SHEET in texts
        if has_pages or _TIME in texts:
            styles.append(f"{_ORIGINAL}.css")
        if has_pages:
            names.append(f"{_ORIGINAL}.js")
        style = self._colours() + "".join(
            sent((web / name).read_text(encoding="utf-8")) for name in styles
        )
        own = [sent((web / name).read_text(encoding="utf-8")) for name in names]
        script = "".join((*own, *scripts))
        drawn = self._drawn()
        template = Template((web / "page.html").read_text(encoding="utf-8"))
        return template.substitute(
            policy=_policy(style, script),
            theme=self.begins,
            quiz=f' data-quiz="{self.quiz}"' if self.quiz else "",
            noquiz="" if self.quiz else " hidden",
            fixed="" if self.is_switched else " hidden",
            name=markup.attribute(self.map.title or "Argument map"),
            title=markup.text(self.map.title or "Argument map"),
            summary=self._summary(),
            findings=self._general_findings(),
            layout="" if self.map.sources else "alone",
            texts=texts,
            pages=_KEY if has_pages else "",
            kinds="".join(self._kinds()),
            relations="".join(self._relations(drawn)),
            picture=drawn.picture(self.scene),
            outline="".join(outline_items(self.graph, self._found_on_statements())),
            data=self._data(),
            style=style,
            script=script,
        )

    def _drawn(self) -> Drawn:
        worst = {
            id: min((one.severity for one in listed), key=_SEVERITIES.index)
            for id, listed in self._found_on_statements().items()
        }
        return Drawn(self.graph, self.theme, self.numbers, worst, is_numbered=self.is_numbered)

    def _found_on_statements(self) -> dict[str, list[Diagnostic]]:
        return {id: listed for id, listed in self.found.items() if id is not None}

    def _colours(self) -> str:
        """Return the colours as CSS variables, which turn with the scheme where both are known."""
        colours = variables(self.theme)
        if self.is_switched:
            dark = variables(DARK)
            colours = {name: f"light-dark({one},{dark[name]})" for name, one in colours.items()}
        pairs = "".join(f"--{name}:{colour};" for name, colour in colours.items())
        kinds = "".join(
            f".{look}{{--accent:var(--{look});--tint:var(--{look}-tint)}}" for look in LOOKS
        )
        return f":root{{{pairs}}}{kinds}\n"

    def _data(self) -> str:
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

    def _summary(self) -> str:
        counts = Counter(self.looks.values())
        parts = [
            f"{counts[look]} {look}{'s' if counts[look] > 1 else ''}"
            for look in LOOKS
            if counts[look]
        ]
        total = len(self.ids)
        said = f"{total:,} statement{'' if total == 1 else 's'}"
        return f"{said}: {', '.join(parts)}" if parts else said

    def _general_findings(self) -> str:
        """Return what is wrong with the map as a whole, and where else something is."""
        count = sum(len(listed) for listed in self.found.values())
        if not count:
            return ""
        items = [finding(one) for one in self.found.get(None, ())]
        for id, listed in self._found_on_statements().items():
            link = f'<a href="#{markup.fragment(id)}">{markup.text(id)}</a>'
            items += [f"<div>{link}{finding(one)}</div>" for one in listed]
        said = f"{count} problem{'' if count == 1 else 's'}"
        return (
            f'<details id="argmap-findings"><summary>{said}</summary>'
            f"<div>{''.join(items)}</div></details>"
        )

    # The sources

    def _tabs(self) -> Iterator[str]:
        if len(self.map.sources) < 2:  # noqa: PLR2004 -- one needs no tab
            return
        yield '<div id="argmap-tabs" role="tablist" aria-label="Sources">'
        for number, source in enumerate(self.map.sources):
            state = 'aria-selected="true"' if number == 0 else 'aria-selected="false" tabindex="-1"'
            title = source.title or source.id
            if len(title) > _TAB:
                title = f"{title[: _TAB - 1].rstrip()}…"
            yield (
                f'<button role="tab" id="argmap-tab{number}" aria-controls="argmap-source{number}"'
                f" {state}>{markup.text(title)}</button>"
            )
        yield "</div>"

    def _texts(self) -> Iterator[str]:
        yield from self._tabs()
        passages = passages_of(self.graph)
        speakers = {one.speaker for one in self.graph.statements.values() if one.speaker}
        several = len(self.map.sources) > 1
        for number, (source, covered) in enumerate(
            zip(self.map.sources, coverage(self.map), strict=True)
        ):
            role = f'role="tabpanel" aria-labelledby="argmap-tab{number}"' if several else ""
            language = f' lang="{markup.attribute(source.language)}"' if source.language else ""
            numbered = " numbered" if self.is_numbered else ""
            yield f'<div id="argmap-source{number}" class="source" {role}>'
            own = passages[source.id]
            sheets = facsimile(source, own, self.original, is_numbered=self.is_numbered)
            side = _sides(number) if sheets else ""
            panel = _panel(number, "text") if sheets else ""
            yield f'{side}{_citation(source, covered)}<div class="text{numbered}"{language}{panel}>'
            times = cue_times(source)
            yield from source_text(source, passages[source.id], speakers, times)
            yield "</div>"
            if sheets:
                yield f'<div class="pages" tabindex="0"{_panel(number, "pages")}>'
                yield from sheets
                yield "</div>"
            yield "</div>"

    # What stands over the picture

    def _kinds(self) -> Iterator[str]:
        counts = Counter(self.looks.values())
        for look in LOOKS:
            if counts[look]:
                yield (
                    f'<button class="{look}" data-look="{look}" aria-pressed="true">'
                    f"{look.capitalize()} <span>{counts[look]}</span></button>"
                )

    def _relations(self, drawn: Drawn) -> Iterator[str]:
        relations = {
            dict(item.data)["relation"]
            for item in self.scene.walk()
            if isinstance(item, Group) and item.role == "link"
        }
        for relation in RELATIONS:
            if relation in relations:
                sample = relation_sample(relation, Point(1, 8), self.theme)
                yield f"<span>{drawn.sample(sample, 37)}{relation}</span>"
        statements = self.graph.statements.values()
        for name in SHARES:
            if any(getattr(statement, name) is not None for statement in statements):
                sign = Sign(name, 0.6)
                width = sign.width(self.theme) + 2
                shapes = sign.shapes(width, 12, self.theme)
                yield f"<span>{drawn.sample(shapes, width)}{name}</span>"


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
    return f"<header>{''.join(lines)}<p>{meter} {share}</p></header>"


def sent(part: str) -> str:
    r"""Return a script or style of the page as it is sent: without what is only for developers.

    That is comments, indentation and blank lines; no string of these files is longer than a line.

    >>> sent("// Why.\n/** @param {number} one */\nconst two = (one) =>\n  2 * one;\n")
    'const two = (one) =>\n2 * one;\n'
    """
    return _INDENT.sub("", _COMMENT.sub("", part))


def _scheme(ground: str) -> str:
    """Return the scheme, light or dark, in which what a browser draws suits a ground."""
    return "dark" if sum(bytes.fromhex(ground[1:])) < 3 * 128 else "light"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src {_hashed(script)}; style-src {_hashed(style)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashed(content: str) -> str:
    """Return a hash by which a content policy knows what it lets in: W3C, *CSP Level 3*, 2.3.1."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
