"""A judge of wordings: anything that can be called, such as a function that asks a model."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Context(NamedTuple):
    """What a judge may need besides a wording and its quotes.

    ``kind`` is that of the statement, ``id`` its id and ``speaker`` who says it, if that is known.
    ``sentences`` are those of the source that the quotes are in, in the order of the quotes;
    ``supported_by`` are the wordings of the statements that support it. ``source`` is the title of
    the source, or else its id, and ``language`` its language, if the map says so.
    """

    kind: str
    id: str
    speaker: str | None
    sentences: tuple[str, ...]
    supported_by: tuple[str, ...]
    source: str
    language: str | None


class Judge(Protocol):
    """Says whether a statement's own wording is borne out by what it quotes.

    It is called once for each statement that has both, and whose quotes hold. It returns None if
    nothing is wrong, and otherwise what is, in a few words: they are shown as the label of the
    finding. What it raises is not caught.

    >>> from argmap.checking import check
    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> def same_length(wording, quotes, context):
    ...     return "longer than its quotes" if len(wording) > len(" ".join(quotes)) else None
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> help = m.claim("Buses help a lot", quote="Buses help", span=(0, 10))
    >>> _ = m.reason("Buses carry many", supports=help, quote="They carry many", span=(12, 27))
    >>> [(each.code, each.label) for each in check(m, judge=same_length)]
    [('AM405', 'longer than its quotes'), ('AM405', 'longer than its quotes')]
    """

    def __call__(self, wording: str, quotes: tuple[str, ...], context: Context, /) -> str | None:
        """Return what is wrong with a wording, in a few words, or None."""
        ...
