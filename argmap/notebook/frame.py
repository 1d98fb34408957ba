"""The page of a map in a notebook: a frame that can run its own script, and nothing else."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.drawing import Theme
    from argmap.model import ArgumentMap


class Frame:
    """A page of HTML that a notebook shows in a sandboxed frame.

    ``html`` is the page, and ``outline`` what is read where frames are not shown. Nothing in the
    frame can reach the notebook, its cookies or its server: it has no origin.
    """

    def __init__(self, html: str, outline: str, *, title: str, height: int) -> None:
        self.html = html
        self.outline = outline
        self.title = title
        self.height = height

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return the frame, and the outline for notebooks and formats that show only text."""
        # The notebook's own styles and scripts do not reach into `srcdoc`, nor the other way.
        frame = (
            f'<iframe sandbox="allow-scripts" title="{escape(self.title)}" width="100%"'
            f' height="{self.height}" style="box-sizing:border-box;border:1px solid #8884"'
            f' srcdoc="{escape(self.html)}"></iframe>'
        )
        # Sites that take frames out of notebooks leave this.
        below = (
            "<details><summary>The argument as an outline</summary>"
            f'<pre style="white-space:pre-wrap">{escape(self.outline)}</pre></details>'
        )
        return {"text/plain": self.outline, "text/html": frame + below}

    def __repr__(self) -> str:
        return f"Frame({self.title!r}, {len(self.html):,} characters)"


def script(name: str) -> str:
    """Return a script of the notebook's, which runs in the page after the page's own."""
    return (files(__package__) / "web" / f"{name}.js").read_text(encoding="utf-8")


def page(map: ArgumentMap, *, theme: Theme | str = "auto", height: int = 640) -> Frame:
    """Return the page of a map for a notebook: as the last line of a cell, it is shown there.

    The page is in a sandboxed frame, and works in JupyterLab, in VS Code, and in a notebook
    that was exported to HTML, without any server. ``theme`` is that of the page: ``auto`` follows
    the reader's system, ``light`` and ``dark`` do not; ``height`` is that of the frame in pixels.
    Raises SourceError when a text cannot be read, and UsageError for an unknown theme.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> help = m.claim("Buses help", id="help")
    >>> page(m).html.startswith("<!doctype html>")
    True
    """
    from argmap.drawing import to_outline  # noqa: PLC0415 -- only what shows a map draws it
    from argmap.webpage import page_html  # noqa: PLC0415 -- as above

    html = page_html(map, theme=theme, original="none", scripts=[script("sizing")])
    return Frame(html, to_outline(map), title=map.title or "Argument map", height=height)
