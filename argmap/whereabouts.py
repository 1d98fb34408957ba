"""Where words are, as messages, cards and addresses say it: in their text, and in its original."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.originals.place import Place
    from argmap.source import Source
    from argmap.text import Span


def position(source: Source, span: Span) -> str:
    r"""Return where in a source a span begins: its line and column, and its page or time.

    >>> from argmap.source import Source
    >>> from argmap.text import Span
    >>> position(Source(id="note", text="A note.\nBuses help."), Span(8, 13))
    '2:1'
    """
    place = position_in_original(source, span)
    return f"{source.position(span.start)} ({place})" if place else str(source.position(span.start))


def position_in_original(source: Source, span: Span) -> str | None:
    """Return the page or the time of a span in the file that its text was taken from.

    None is returned for a text that was not taken from a file, and for a file that has neither
    pages nor times: ``paper.pdf, p. 12``, ``talk.srt, 0:01:05``.
    """
    if source.original is None:
        return None
    place = place_of(source, span)
    if place is None or not (place.pages or place.time):
        return None
    return f"{PurePath(source.original.path).name}, {place}"


def place_of(source: Source, span: Span) -> Place | None:
    """Return the place of a span in its original, None if it is not known.

    It is not known either if the table of places cannot be used: what is wrong with it is a finding
    of ``argmap check``, and no reason to say nothing else about the span.
    """
    try:
        return source.place(span.start, span.end)
    except ArgmapError:
        return None


def original_address(source: Source) -> str | None:
    """Return the address of the file that a text was taken from, from the folder of its map.

    None is returned if there is no such file, or not in that folder or one next to it: an address
    that begins with a slash or a drive leads to other places from other computers.

    >>> from argmap.source import Source
    >>> original_address(Source(id="note", text="Buses help."))
    """
    if source.original is None:
        return None
    path = source.original.path.replace("\\", "/")
    # All but the steps is escaped, so that no scheme such as `javascript:` is left in it.
    return None if path.startswith("/") else quote(path, safe="/")
