"""Blocks of code as readers see them: without the empty line that ends a session for its test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class BlocksEndWithALine(SphinxTransform):
    """Take the empty lines from the end of every block."""

    default_priority = 300  # before it is highlighted

    def apply(self, **_: Any) -> None:
        """Change the page."""
        for block in list(self.document.findall(nodes.literal_block)):
            text = block.astext().rstrip()
            shown = nodes.literal_block(text, text, **block.attributes)
            shown.source, shown.line = block.source, block.line
            block.replace_self(shown)


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx shorten the blocks of a page."""
    app.add_transform(BlocksEndWithALine)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
