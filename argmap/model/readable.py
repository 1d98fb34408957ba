"""A quote as people read it: without the apparatus that its source has between the words."""

from __future__ import annotations

import re

# What a quote has that has apparatus; most have none of it.
_SIGNS_OF_APPARATUS = re.compile(r"[\[<>&`#\n\r†‡⁰¹²³⁴⁵⁶⁷⁸⁹•]|\([^)]*\d{4}|\((?=\w+\))")


def readable_quote(quote: str) -> str:
    """Return a quote without reference marks, cues and markup.

    >>> readable_quote("Buses help.[12] So do trams")
    'Buses help. So do trams'
    """
    if not _SIGNS_OF_APPARATUS.search(quote):
        return quote
    from argmap.anchoring.apparatus import without_apparatus  # noqa: PLC0415 -- few quotes have any

    return without_apparatus(quote)
