"""A great many words in little room: whether one is among them, and no list of them.

The filter of B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13
(1970): what it was made of it always knows, and of other words one in some hundred and twenty.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_BITS_PER_WORD = 10
_HASHES = 7


class KnownWords:
    """Words that are known, in lower case.

    >>> known = KnownWords.of(["shop", "shopkeeper"])
    >>> "shopkeeper" in known, "shopkeper" in known
    (True, False)
    """

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    @classmethod
    def of(cls, words: Collection[str]) -> KnownWords:
        """Return what knows the words that are given."""
        bits = bytearray(-(-len(words) * _BITS_PER_WORD // 8) or 1)
        for word in words:
            for place in _places(word, 8 * len(bits)):
                bits[place // 8] |= 1 << place % 8
        return cls(bytes(bits))

    def __contains__(self, word: str) -> bool:
        return all(
            self.packed[place // 8] >> place % 8 & 1
            for place in _places(word, 8 * len(self.packed))
        )


def _places(word: str, size: int) -> Iterator[int]:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    for turn in range(_HASHES):
        yield (first + turn * step) % size
