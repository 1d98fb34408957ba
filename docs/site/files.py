"""Links of pages to files of the repository that are not pages: maps, texts, code, an HTML page.

Sphinx would offer these for download under another name. On the site they are where they are in the
repository, and a browser opens those that it can show.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HERE = {"README": "docs/index"}
"""Pages of the repository for which the site has another one."""

_log = logging.getLogger(__name__)


class FilesAreLinked(SphinxTransform):
    """Turn the downloads of a page into links, and keep which files these lead to."""

    default_priority = 5  # before Sphinx collects what is to be downloaded

    def apply(self, **_: Any) -> None:
        """Change the page."""
        for node in list(self.document.findall(download_reference)):
            path, _file = self.env.relfn2path(node["reftarget"], self.env.docname)
            if not Path(self.env.srcdir, path).is_file():
                _log.warning("no such file: %s", path, location=node)
                continue
            address = relative_uri(f"{self.env.docname}.html", quote(path))
            inner = [child.deepcopy() for child in node.children]
            node.replace_self(nodes.reference("", "", *inner, refuri=address, internal=True))
            _linked(self.env).setdefault(self.env.docname, set()).add(path)
        for page in self.document.findall(pending_xref):
            if page.get("refdomain") == "doc":
                page["reftarget"] = _HERE.get(page["reftarget"], page["reftarget"])


def _linked(env: Any) -> dict[str, set[str]]:
    """Return the files that each page links to."""
    if not hasattr(env, "linked_files"):
        env.linked_files = {}
    kept: dict[str, set[str]] = env.linked_files
    return kept


def _forget(_: Sphinx, env: Any, page: str) -> None:
    _linked(env).pop(page, None)


def _copy(app: Sphinx, failure: Exception | None) -> None:
    if failure or app.builder.name != "html":
        return
    for path in sorted(set().union(*_linked(app.env).values())):
        to = Path(app.outdir, path)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.srcdir, path), to)
    home = f"{app.config.root_doc}.html"
    Path(app.outdir, "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>{app.config.project}</title>'
        f'<meta http-equiv="refresh" content="0; url={home}"><a href="{home}">Documentation</a>\n',
        encoding="utf-8",
    )
    # GitHub Pages leaves out folders that begin with an underscore unless it is told not to.
    Path(app.outdir, ".nojekyll").touch()


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx link and copy these files."""
    app.add_transform(FilesAreLinked)
    app.connect("env-purge-doc", _forget)
    app.connect("build-finished", _copy)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
