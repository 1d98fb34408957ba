"""What was taken from an original: its text, and where the words of it are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.originals.places import Cue, Element, Page, Rewritten
    from argmap.text import Span


class Extraction(NamedTuple):
    """The text of an original, and where the stretches of it are.

    ``extractor`` is what took it, with its version. ``remarks`` say what was left out or could not
    be had, each as a sentence without a full stop.
    """

    text: str
    extractor: str
    pages: tuple[Page, ...] = ()
    elements: tuple[Element, ...] = ()
    cues: tuple[Cue, ...] = ()
    apparatus: tuple[Span, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    remarks: tuple[str, ...] = ()
