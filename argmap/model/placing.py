"""The span of a quote that is added to a map, or why it gets none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.anchoring import Placement
    from argmap.model.statement import Anchor
    from argmap.source import Source

_WHY_UNPLACED = {
    "exact": "it appears twice, or only approximately, in",
    "corrected": "it differs in typography or case from",
    "elided": "it differs in typography or case from",
    "approximate": "it differs from",
    "ambiguous": "it appears several times in",
    "contradicted": "its prefix or suffix is not next to it in",
    "missing": "it is not in",
}


def placed_in(source: Source, anchor: Anchor) -> Anchor:
    r"""Return an anchor with the span of its quote in a source, if it is in just one place.

    What differs in white space alone becomes what the source has there.

    >>> from argmap.model import Anchor
    >>> from argmap.source import Source
    >>> placed_in(Source(id="note", text="Buses\nhelp."), Anchor(quote="Buses help")).quote
    'Buses\nhelp'
    """
    from argmap.anchoring import matches_quote  # noqa: PLC0415 -- most maps are only read

    found = _found(source, anchor)
    if not found.is_certain:
        return anchor
    cut = " … ".join(span.cut(source.text) for span in found.spans)
    if matches_quote(source.text, anchor.quote, found.spans):
        return anchor.model_copy(update={"spans": found.spans})
    if anchor.quote.split() == cut.split():
        return anchor.model_copy(update={"quote": cut, "spans": found.spans})
    return anchor


def why_unplaced(source: Source, anchor: Anchor) -> str:
    """Return in words why the quote of an anchor got no span in a source."""
    return f"{_WHY_UNPLACED[_found(source, anchor).status]} source {source.id!r}"


def _found(source: Source, anchor: Anchor) -> Placement:
    return source.find(anchor.quote, prefix=anchor.prefix or "", suffix=anchor.suffix or "")
