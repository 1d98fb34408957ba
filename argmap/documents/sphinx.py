"""Maps in Sphinx, as the directive ``argmap``: in reStructuredText and MyST.

Add ``argmap.documents.sphinx`` to ``extensions`` in ``conf.py``. The directive holds a map, or
names its file, relative to the document::

    .. argmap:: interview.argmap.yaml
       :depth: 2

In MyST it is ```` ```{argmap} ````, and with ``myst_fence_as_directive = ["argmap"]`` also a plain
fence. HTML gets the picture and the page, LaTeX the picture, everything else the map as an outline.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from argmap.documents.embedding import OPTIONS, embed
from argmap.drawing import render, to_outline
from argmap.errors import ArgmapError
from argmap.writing import write_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from argmap.documents.embedding import Embedded

_LOG = getLogger(__name__)
_FOLDER = "_argmap"


class MapDoesNotCheck(SphinxError):
    """A map has findings, or cannot be read or drawn: nothing is built."""

    category = "argmap"


class argmap_map(nodes.General, nodes.Element):  # noqa: N801 -- nodes have such names
    """A map in a document."""


class ArgmapDirective(SphinxDirective):
    """Show a map: its picture, and a link to its page."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys((*OPTIONS, "page"), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Return the map as a node; raise MapDoesNotCheck if it is not fit to be shown."""
        source, line = self.get_source_info()
        file = None
        folder = Path(self.env.doc2path(self.env.docname)).parent
        if self.arguments:
            relative, file = self.env.relfn2path(self.arguments[0])
            self.env.note_dependency(relative)
        options = dict(self.options)
        page = options.pop("page", None)
        try:
            embedded = embed(
                "\n".join(self.content),
                file=file,
                folder=folder,
                project=self.env.srcdir,
                name=f"{source}:{line}",
                options=options,
            )
            svg = embedded.svg()
        except ArgmapError as error:
            # Sphinx shows a log line first, and what an exception says late or not at all.
            _LOG.error("%s", error, location=(self.env.docname, line))
            raise MapDoesNotCheck(str(error)) from error
        for source_ in embedded.map.sources:
            if source_.path is not None:
                self.env.note_dependency(str(folder / source_.path))
        node = argmap_map(svg=svg, name=embedded.name, page=page, embedded=embedded)
        return [node]


def _visit_html(translator: Any, node: argmap_map) -> None:
    embedded: Embedded = node["embedded"]
    page = node["page"]
    if page is None:
        builder = translator.builder
        written = Path(builder.outdir) / _FOLDER / f"{node['name']}.html"
        written.parent.mkdir(exist_ok=True)
        write_file(written, embedded.page.encode(), is_remade=True)
        up = builder.get_target_uri(builder.current_docname).count("/")
        page = f"{'../' * up}{_FOLDER}/{node['name']}.html"
    translator.body.append(
        f'<figure class="argmap">{node["svg"]}<figcaption><p>'
        f'<a href="{escape(page)}">Open the interactive map</a></p></figcaption></figure>\n'
    )
    raise nodes.SkipNode


def _visit_latex(translator: Any, node: argmap_map) -> None:
    embedded: Embedded = node["embedded"]
    name = f"{node['name']}.pdf"
    render(embedded.map, Path(translator.builder.outdir) / name)
    translator.body.append(
        f"\n\\begin{{center}}\\sphinxincludegraphics[width=\\linewidth]{{{name}}}\\end{{center}}\n"
    )
    raise nodes.SkipNode


def _visit_text(translator: Any, node: argmap_map) -> None:
    embedded: Embedded = node["embedded"]
    block = nodes.literal_block("", to_outline(embedded.map))
    block.walkabout(translator)
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Make the directive known to Sphinx."""
    app.add_node(
        argmap_map,
        html=(_visit_html, None),
        latex=(_visit_latex, None),
        text=(_visit_text, None),
        man=(_visit_text, None),
        texinfo=(_visit_text, None),
    )
    app.add_directive("argmap", ArgmapDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
