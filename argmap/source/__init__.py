"""Sources: the texts that statements are anchored in, and the fields that records share."""

from argmap.source.fields import NO_PAIR, Identifier, PlacedSpan
from argmap.source.kept_text import digest
from argmap.source.root import Holder
from argmap.source.source import CitedKeywords, Source

__all__ = [
    "NO_PAIR",
    "CitedKeywords",
    "Holder",
    "Identifier",
    "PlacedSpan",
    "Source",
    "digest",
]
