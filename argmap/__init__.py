"""Argument maps anchored in their sources.

By task:

- a map: ArgumentMap, with Question, Claim, Reason, Caveat, each tied by an Anchor to a Source;
  its methods ask it (at, get, where) and edit it (move, remove, rename, replace, merged, subtree)
- its file: load, loads, save, dumps, and schema, its JSON Schema
- where a text was taken from: Source.from_original, which keeps the Original of a PDF, web page,
  document or recording, and Source.place, the Place of words in it
- other formats: read, write, read_with_losses, which tells each Loss
- many maps: corpus, an iterator over those in files, folders, archives and JSON Lines
- where a quote is: Source.find, which returns a Placement; ground, for all quotes of a map
- maps that language models write: prompt, draft_schema, Draft, read_draft, feedback, map_with
  and, for long sources, passages
- whether any prose quotes its sources: find_quotes, which returns each Quotation
- whether a map cites its sources: check, which returns Findings of one Diagnostic each, and fix
- its picture: render and draw, which return a Picture, to_dot, to_graphviz, to_outline
- what a notebook shows of it: the map itself, page, widget, pdf_in_notebooks
- its structure: Graph; what can be counted of it: coverage, statistics
- its data in other libraries: to_networkx, and, of one or several maps, to_pandas and to_arrow
- many maps in one file: write_tables, read_tables
- how large a file may be: file_size_limit
- what can go wrong: argmap.errors

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of
from argmap.version import __version__ as __version__

if TYPE_CHECKING:
    from argmap import errors, statistics
    from argmap.anchoring import Change, Placement
    from argmap.checking import Diagnostic, Findings, check, fix
    from argmap.corpora import corpus
    from argmap.drafts import (
        Draft,
        DraftReading,
        draft_schema,
        feedback,
        map_with,
        passages,
        prompt,
        read_draft,
    )
    from argmap.drawing import Picture, draw, render, to_outline
    from argmap.drawing.diagram import to_dot, to_graphviz
    from argmap.errors import ArgmapError
    from argmap.file_schema import schema
    from argmap.formats import Loss, read, read_with_losses, write
    from argmap.graph import Graph
    from argmap.grounding.settling import Grounding, ground
    from argmap.mapfile import dumps, load, loads, save
    from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason, Statement
    from argmap.networks import to_networkx
    from argmap.notebook import page, pdf_in_notebooks, widget
    from argmap.originals.original import Original
    from argmap.originals.place import Place
    from argmap.quotations import Quotation, find_quotes
    from argmap.regularfile import file_size_limit
    from argmap.source import Source
    from argmap.statistics import coverage
    from argmap.tabular import read_tables, to_arrow, to_pandas, write_tables
    from argmap.text import Position, Span

_HOMES = {
    "anchoring": ("Change", "Placement"),
    "checking": ("Diagnostic", "Findings", "check", "fix"),
    "corpora": ("corpus",),
    "drafts": (
        "Draft",
        "DraftReading",
        "draft_schema",
        "feedback",
        "map_with",
        "passages",
        "prompt",
        "read_draft",
    ),
    "drawing": ("Picture", "draw", "render", "to_outline"),
    "drawing.diagram": ("to_dot", "to_graphviz"),
    "errors": ("ArgmapError",),
    "file_schema": ("schema",),
    "formats": ("Loss", "read", "read_with_losses", "write"),
    "graph": ("Graph",),
    "grounding.settling": ("Grounding", "ground"),
    "mapfile": ("dumps", "load", "loads", "save"),
    "model": (
        "Anchor",
        "ArgumentMap",
        "Caveat",
        "Claim",
        "Question",
        "Reason",
        "Statement",
    ),
    "networks": ("to_networkx",),
    "notebook": ("page", "pdf_in_notebooks", "widget"),
    "originals.original": ("Original",),
    "originals.place": ("Place",),
    "quotations": ("Quotation", "find_quotes"),
    "regularfile": ("file_size_limit",),
    "source": ("Source",),
    "statistics": ("coverage",),
    "tabular": ("read_tables", "to_arrow", "to_pandas", "write_tables"),
    "text": ("Position", "Span"),
}
_ROOMS = ("errors", "statistics")

__all__ = [
    "Anchor",
    "ArgmapError",
    "ArgumentMap",
    "Caveat",
    "Change",
    "Claim",
    "Diagnostic",
    "Draft",
    "DraftReading",
    "Findings",
    "Graph",
    "Grounding",
    "Loss",
    "Original",
    "Picture",
    "Place",
    "Placement",
    "Position",
    "Question",
    "Quotation",
    "Reason",
    "Source",
    "Span",
    "Statement",
    "check",
    "corpus",
    "coverage",
    "draft_schema",
    "draw",
    "dumps",
    "errors",
    "feedback",
    "file_size_limit",
    "find_quotes",
    "fix",
    "ground",
    "load",
    "loads",
    "map_with",
    "page",
    "passages",
    "pdf_in_notebooks",
    "prompt",
    "read",
    "read_draft",
    "read_tables",
    "read_with_losses",
    "render",
    "save",
    "schema",
    "statistics",
    "to_arrow",
    "to_dot",
    "to_graphviz",
    "to_networkx",
    "to_outline",
    "to_pandas",
    "widget",
    "write",
    "write_tables",
]

__getattr__ = names_of(__name__, _HOMES, rooms=_ROOMS)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
