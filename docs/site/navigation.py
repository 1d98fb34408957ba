"""The order of the pages: what the side bar of the site shows, and what comes next.

The pages themselves hold no list of contents, so that they read as well in the repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docs.library import library_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PARTS = {
    "Start here": ("docs/install", "docs/tour", "examples/tour/tour", "docs/gallery"),
    "Guides": (
        "docs/map-a-text",
        "docs/map-a-pdf",
        "docs/editing",
        "docs/editors",
        "docs/work-in-python",
        "docs/notebooks",
        "docs/cookbook",
        "docs/study-a-corpus",
        "docs/clusters",
        "docs/continuous-integration",
        "docs/teach",
        "docs/quotes",
        "docs/documents",
        "docs/extending",
    ),
    "Reference": (
        "docs/commands",
        "docs/file-format",
        "docs/checking",
        "docs/rules",
        "docs/api",
        "docs/formats",
        "docs/originals",
        "docs/models",
        "docs/corpora",
        "docs/tables",
        "docs/pictures",
        "docs/page",
    ),
    "Background": (
        "docs/why-quotes",
        "docs/no-guesses",
        "docs/meaning",
        "docs/layout",
        "docs/accuracy",
    ),
    "Project": (
        "CHANGELOG",
        "CONTRIBUTING",
        "SECURITY",
        "benchmarks/README",
        "examples/russia-myanmar/README",
    ),
}
"""The parts of the site with their pages, in order."""

BELOW = {
    "docs/api": tuple(
        f"docs/{path.removesuffix('.md')}" for path in library_pages() if path.startswith("api/")
    ),
    "benchmarks/README": (
        "benchmarks/anchoring/README",
        "benchmarks/wordings/README",
        "benchmarks/drawing/README",
    ),
    "examples/russia-myanmar/README": (
        "examples/russia-myanmar/russia-myanmar",
        "examples/models/README",
        "examples/plugin/README",
        "seeds/README",
    ),
}
"""Pages that belong to another page."""


SHORT = {
    "docs/tour": "Tour",
    "examples/tour/tour": "Tour of the library",
    "docs/cookbook": "Draft with a model",
    "docs/continuous-integration": "Check in CI",
    "docs/checking": "Checking",
    "docs/originals": "Originals",
    "benchmarks/README": "Benchmarks",
    "examples/russia-myanmar/README": "The example",
    "examples/russia-myanmar/russia-myanmar": "Its notebook",
    "examples/models/README": "Recorded replies",
    "examples/plugin/README": "A plug-in",
    "seeds/README": "Its source",
}
"""Titles that are too long for the side bar."""


def contents(page: str, home: str) -> str:
    """Return the lists of contents of a page, in the Markdown of MyST; most pages have none."""
    lists = (
        [(f":caption: {part}\n", pages) for part, pages in PARTS.items()] if page == home else []
    )
    if page in BELOW:
        lists.append(("", BELOW[page]))
    return "".join(
        f"\n\n```{{toctree}}\n:hidden:\n{caption}\n{_lines(pages)}\n```\n"
        for caption, pages in lists
    )


def _lines(pages: tuple[str, ...]) -> str:
    return "\n".join(f"{SHORT[page]} </{page}>" if page in SHORT else f"/{page}" for page in pages)


def _append(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] += contents(page, app.config.root_doc)


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx append the lists when it reads a page."""
    app.connect("source-read", _append)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
