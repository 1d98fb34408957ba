"""A small table of HTML, which a notebook shows of what is not a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def html_table(
    rows: Iterable[Sequence[object]], *, head: Sequence[str] = (), caption: str | None = None
) -> str:
    """Return rows as a table of HTML: every cell is text, whatever is in it.

    >>> html_table([["help", "Buses <help>"]], head=["id", "text"])
    '<table><thead><tr><th>id</th><th>text</th></tr></thead>\
<tbody><tr><td style="text-align:left">help</td>\
<td style="text-align:left">Buses &lt;help&gt;</td></tr></tbody></table>'
    """
    from html import escape  # noqa: PLC0415 -- only a notebook needs it, and statements are loaded always

    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    heads = "".join(f"<th>{escape(name)}</th>" for name in head)
    top = f"<thead><tr>{heads}</tr></thead>" if head else ""

    def cell(value: object) -> str:
        content = "" if value is None else escape(str(value))
        return f'<td style="text-align:left">{content}</td>'

    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<table>{named}{top}<tbody>{body}</tbody></table>"
