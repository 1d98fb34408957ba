"""How Sphinx makes the site from the pages of the repository: `sphinx-build -c docs . build/site`.

The site has the folders of the repository, so that a link is right in both. Nothing is fetched when
it is built, and its pages fetch nothing from elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from argmap.version import __version__  # of this checkout, whatever is installed

project = "argmap"
release = __version__
html_title = "argmap"

extensions = [
    "myst_parser",
    "docs.site.navigation",
    "docs.site.files",
    "docs.site.notebooks",
    "docs.site.blocks",
    "docs.site.inventory",
]
root_doc = "docs/index"
include_patterns = [
    "docs/*.md",
    "docs/api/*.md",
    "benchmarks/README.md",
    "benchmarks/*/README.md",
    "examples/*/README.md",
    "examples/*/*.ipynb",
    "seeds/README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
]
exclude_patterns = [".*", "**/.*", "argmap", "build", "dist", "node_modules", "tests"]

myst_heading_anchors = 4
myst_links_external_new_tab = False
suppress_warnings = [
    "misc.highlighting_failure",  # blocks that are cut short with an ellipsis
]

html_theme = "furo"
html_static_path = ["site/static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_favicon = "site/static/favicon.svg"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
