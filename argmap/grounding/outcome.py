"""What can become of an anchor: the one list of outcomes."""

from __future__ import annotations

from typing import Literal

Outcome = Literal[
    "valid",
    "placed",
    "moved",
    "miscounted",
    "corrected",
    "approximate",
    "changed",
    "spliced",
    "ambiguous",
    "contradicted",
    "missing",
    "deleted",
    "no source",
]

OUTCOMES: dict[Outcome, str] = {
    "valid": "is at its span",
    "placed": "was found in the source; span added",
    "moved": "was found elsewhere in the source; span corrected",
    "miscounted": "has a span that counted another unit than code points; span converted",
    "corrected": "differed in typography, case or apparatus; corrected to match the source",
    "approximate": "does not quite match the source: quote it exactly",
    "changed": "differs in meaning from the source: quote it exactly, or remove the quote",
    "spliced": "is only partly in the source: quote each part separately, and remove the rest",
    "ambiguous": "appears in several places: add a `prefix` or `suffix` to say which",
    "contradicted": "is in the source, but not next to the words of its `prefix` or `suffix`: "
    "correct them, or quote another passage",
    "missing": "is not in the source: quote the source, or remove the quote",
    "deleted": "was deleted from the source since the map was made",
    "no source": "has no readable source",
}
"""Every outcome with what is said of the quote.

``valid`` needs nothing. ``placed``, ``moved``, ``miscounted`` and ``corrected`` are resolved by
the source alone, which :func:`argmap.ground` does. All others need a decision, and leave the
anchor as it is.
"""

RESOLVABLE: frozenset[Outcome] = frozenset(("placed", "moved", "miscounted", "corrected"))
"""The outcomes that the source alone resolves."""
