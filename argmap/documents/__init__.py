"""Maps inside documents: a fence in Markdown, a directive for Sphinx, a filter for Pandoc.

Each draws the map where it is written, links to its page, and stops the build if the map does not
check: a document that says what its sources do not say is not published.

- Python-Markdown, so MkDocs, Material and Zensical: :mod:`argmap.documents.markdown`
- Sphinx, so MyST, too: :mod:`argmap.documents.sphinx`
- Pandoc and Quarto: the filter ``argmap.lua``, which runs the command line; ``python -m
  argmap.documents`` prints where it is
"""

from __future__ import annotations

from argmap.documents.embedding import Embedded, embed

__all__ = ["Embedded", "embed"]
