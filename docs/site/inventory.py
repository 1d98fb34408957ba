"""The names of the library, so that a search finds them and other projects can link to them.

The site of another project links to ``argmap.load`` once it lists this one under
``intersphinx_mapping``: https://www.sphinx-doc.org/en/master/usage/extensions/intersphinx.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FOLDER = "docs/api/"


def _note(app: Sphinx, document: nodes.document) -> None:
    if not app.env.docname.startswith(_FOLDER):
        return
    names = app.env.domains.python_domain
    for section in document.findall(nodes.section):
        title = section[0]
        if not isinstance(title, nodes.title) or not isinstance(title[0], nodes.literal):
            continue
        name = title.astext().removeprefix("am.")
        kind = "method" if "." in name else "class" if name[0].isupper() else "function"
        names.note_object(f"argmap.{name}", kind, section["ids"][0], location=section)


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx note the names when it has read a page."""
    app.connect("doctree-read", _note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
