"""Markup, known by its root element and what is near it; it need not be well formed."""

from __future__ import annotations

import re

from argmap.foreign.kind import AS_SOURCE, AS_TEXT, SOURCE, WRITTEN, Foreign

_LOOKED_AT = 4000
_ENDS = {"?": "?>", "!--": "-->", "!": ">"}
_OPENING = re.compile(r"\s*<(\?|!--|!|)")
_NAME = re.compile(r"(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")

_PAGE = Foreign("a web page (HTML)", AS_SOURCE, SOURCE)
_HTML = frozenset(
    [
        "html",
        "head",
        "body",
        "div",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "table",
        "blockquote",
    ]
)

# The root element in lower case without its prefix, what must be near it, and what that is.
_ROOTS: tuple[tuple[str, str, Foreign], ...] = (
    ("map", "freeplane", Foreign("a Freeplane map")),
    ("map", "<node", Foreign("a FreeMind map")),
    ("map", "<topicref", Foreign("a DITA map")),
    ("opml", "", Foreign("an OPML outline")),
    ("svg", "", Foreign("an SVG picture", "argmap reads text only")),
    ("tei", "", Foreign("TEI XML", AS_TEXT)),
    ("teicorpus", "", Foreign("TEI XML", AS_TEXT)),
    ("rdf", "owl", Foreign("an OWL ontology (RDF/XML)")),
    ("rdf", "", Foreign("RDF/XML")),
    ("ontology", "owl", Foreign("an OWL ontology")),
    ("graphml", "", Foreign("GraphML", but=WRITTEN)),
    ("gexf", "", Foreign("a GEXF graph")),
    ("mxfile", "", Foreign("a draw.io diagram")),
    ("mxgraphmodel", "", Foreign("a draw.io diagram")),
    ("cmap", "", Foreign("a CmapTools concept map")),
    ("xmap-content", "", Foreign("an XMind mind map")),
    ("cas", "", Foreign("UIMA XCAS", "export the CAS as XMI 1.0, which argmap reads")),
    ("lkif", "", Foreign("LKIF", "argmap reads Carneades' own YAML")),
    ("gatedocument", "", Foreign("a GATE document")),
    ("collection", "<passage", Foreign("BioC XML")),
    ("d-spin", "", Foreign("TCF (WebLicht)")),
    ("folia", "", Foreign("FoLiA XML")),
    ("markables", "", Foreign("MMAX2 markables")),
    ("article", "<front", Foreign("a journal article (JATS)", AS_TEXT)),
    ("article", "docbook", Foreign("DocBook", AS_TEXT)),
    ("book", "docbook", Foreign("DocBook", AS_TEXT)),
    ("rss", "", Foreign("a news feed (RSS)", AS_TEXT)),
    ("feed", "atom", Foreign("a news feed (Atom)", AS_TEXT)),
    ("plist", "", Foreign("an Apple property list")),
    ("document", "office:", Foreign("an OpenDocument file", AS_TEXT)),
    ("worddocument", "", Foreign("a Word document", AS_TEXT)),
)


def from_markup(text: str, suffix: str = "") -> Foreign | None:
    """Return what a text is whose first character is ``<``, None if that is not clear.

    ``suffix`` is that of its file: what is called XML is no fragment of a web page.
    """
    found = _root(text)
    if found is None:
        return None
    name, start = found
    if name in _HTML and suffix != ".xml":
        return _PAGE
    near = text[start : start + _LOOKED_AT].lower()
    return next((kind for root, sign, kind in _ROOTS if root == name and sign in near), None)


def _root(text: str) -> tuple[str, int] | None:
    """Return the name of the root element in lower case, and where it begins."""
    place = 0
    while opening := _OPENING.match(text, place):
        if not opening[1]:
            name = _NAME.match(text, opening.end())
            return None if name is None else (name[1].lower(), opening.start())
        if text[opening.end() : opening.end() + 12].lower() == "doctype html":
            return "html", opening.start()
        end = _ENDS[opening[1]]
        place = text.find(end, opening.end())
        if place < 0:
            return None
        place += len(end)
    return None
