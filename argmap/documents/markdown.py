r"""Maps in Markdown, as a fence for `pymdownx.superfences`: for MkDocs, Material and Zensical.

In ``mkdocs.yml``::

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: argmap
              class: argmap
              format: !!python/name:argmap.documents.markdown.fence
              validator: !!python/name:argmap.documents.markdown.validator

Then ```` ```argmap ```` begins a map, or with ``file="interview.argmap.yaml"`` draws that file. The
link below a picture holds the page itself, unless ``page="…"`` says where it is, or ``format`` is
``!!python/object/apply:argmap.documents.markdown.formatter`` with ``kwds: {pages: site/maps, url:
/maps}``, which writes pages into a folder and links to them.

Source of the interface: https://facelessuser.github.io/pymdown-extensions/extensions/superfences/
"""

from __future__ import annotations

import base64
import logging
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.documents.embedding import embed
from argmap.errors import ArgmapError
from argmap.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def fence(
    source: str,
    language: str,  # noqa: ARG001 -- as above
    css_class: str,
    options: Mapping[str, str],
    md: object,  # noqa: ARG001 -- as above
    *,
    pages: str | None = None,
    url: str = "",
    folder: str = "",
    **others: Any,
) -> str:
    """Return a map as HTML: its picture, and a link to its page.

    ``pages`` is a folder to write pages into, ``url`` its address on the site, ``folder`` what
    files are named from. Raises SuperFencesException, which stops the build, if the map does not
    check or cannot be drawn.
    """
    from pymdownx.superfences import SuperFencesException  # noqa: PLC0415 -- whoever calls this has it

    given = {**others.get("attrs", {}), **options}
    file, page = given.pop("file", None), given.pop("page", None)
    try:
        embedded = embed(source, file=file, folder=folder, name="argmap fence", options=given)
        picture = embedded.svg()
        if page is None and pages is not None:
            Path(pages).mkdir(parents=True, exist_ok=True)
            write_file(Path(pages) / f"{embedded.name}.html", embedded.page.encode())
            page = f"{url.rstrip('/')}/{embedded.name}.html"
    except ArgmapError as error:
        # Not every tool prints what an exception says.
        logging.getLogger(__name__).error("%s", error)  # noqa: TRY400 -- it is no crash
        # Of anything else, superfences would make a code block, and say nothing.
        raise SuperFencesException(str(error)) from error
    return (
        f'<figure class="{escape(css_class)}">{picture}<figcaption>'
        f"{_link(page, embedded.name, embedded.page)}</figcaption></figure>"
    )


def formatter(**settings: Any) -> Callable[..., str]:
    """Return :func:`fence` with other settings: ``pages``, ``url``, ``folder``."""
    return partial(fence, **settings)


def validator(
    language: str,  # noqa: ARG001 -- the names are those of the interface
    inputs: Mapping[str, str],
    options: dict[str, str],
    attrs: object,  # noqa: ARG001 -- as above
    md: object,  # noqa: ARG001 -- as above
) -> bool:
    """Take all options of a fence: the unknown ones are reported, not ignored."""
    options.update(inputs)
    return True


def _link(page: str | None, name: str, html: str) -> str:
    if page is not None:
        return f'<a href="{escape(page)}">Open the interactive map</a>'
    held = base64.b64encode(html.encode()).decode()
    # Browsers follow no link to such an address, but they save what it holds.
    address = f"data:text/html;base64,{held}"
    return f'<a download="{name}.html" href="{address}">Download the interactive map</a>'
