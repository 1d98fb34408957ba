"""How wide a text is, without asking any font.

The widths are those of Helvetica, Arial and Liberation Sans, which agree. Scripts that these
fonts lack get the width that is usual for their kind of letter, so that a card leaves room for
them in whatever font the reader has.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

EM = 2048
"""The parts into which the size of a font is divided: advances are whole numbers of them."""

# Wide symbols are emoji, except between the radicals of Han and the plane of emoji.
_FIRST_CJK, _FIRST_EMOJI = "\u2e80", "\U0001f000"

_EMOJI = 2560  # colour emoji fonts draw them a quarter wider than the size
_USUAL = {"Lu": 1479, "Lt": 1479, "Mc": 600, "Nd": 1139, "Nl": 1139, "No": 1139, "Cc": 569}
_USUAL_OF_KIND = {"L": 1180, "P": 700, "S": 1400, "Z": 569, "C": EM}

# What joins code points to one picture: joiner, emoji selector, keycap, flags, skins, tag letters.
_JOINING = re.compile(
    "[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide ``text`` is when it is set on one line at ``size``, in the same unit.

    Blanks count as they are. The result holds for sans-serif fonts with the metrics of
    Helvetica; it knows no kerning, which only makes lines a little shorter.

    >>> text_width("argument map", 12)
    77.373046875
    >>> text_width("論証", 12)
    24.0
    """
    return advance(text, bold=bold) * size / EM


def advance(text: str, *, bold: bool = False) -> int:
    """Return how wide ``text`` is in parts of the size, of which there are :data:`EM`.

    Sums of advances are exact, so it makes no difference in how many pieces a text is measured.

    >>> advance("a b") == advance("a") + advance(" ") + advance("b")
    True
    """
    widths = _BOLD if bold else _REGULAR
    if not text.isascii() and _JOINING.search(text):
        from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

        return sum(
            _EMOJI if _is_emoji(cluster) else sum(map(widths.__getitem__, cluster))
            for cluster in iter_graphemes(text)
        )
    return sum(map(widths.__getitem__, text))


def _is_emoji(cluster: str) -> bool:
    # Letters may be followed by joiners, too: those only change the shapes next to them.
    return "\u20e3" in cluster or (
        unicodedata.category(cluster[0])[0] in "SP" and _JOINING.search(cluster) is not None
    )


class _Widths(dict[str, int]):
    """The advance of each character, looked up or estimated when it is first met."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, character: str) -> int:
        found = _tables()[self._bold].get(ord(character))
        if found is None:
            found = self._estimate(character)
        self[character] = found
        return found

    def _estimate(self, character: str) -> int:
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf"):
            return 0
        if unicodedata.east_asian_width(character) in "WF":
            is_emoji = category == "So" and not _FIRST_CJK <= character < _FIRST_EMOJI
            return _EMOJI if is_emoji else EM
        letter = unicodedata.normalize("NFD", character)[0]
        if letter != character:
            return self[letter]
        return _USUAL.get(category) or _USUAL_OF_KIND[category[0]]


def _widths() -> str:
    """Return the text of the table, which may be in an archive together with this module."""
    # As importlib.resources does it, which takes longer to load than the table to read.
    loader: ResourceLoader = __loader__  # type: ignore[name-defined]  # every module has one
    data = loader.get_data(os.path.join(os.path.dirname(__file__), "widths.txt"))  # noqa: PTH118, PTH120 -- as loaders want it
    return data.decode("ascii")


@cache
def _tables() -> tuple[dict[int, int], dict[int, int]]:
    """Return the advances of the code points that the fonts have, regular and bold."""
    regular: dict[int, int] = {}
    bold: dict[int, int] = {}
    for line in _widths().splitlines():
        if line.startswith("#"):
            continue
        regular_width, bold_width, *ranges = line.split()
        for span in ranges:
            first, _, last = span.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                regular[code] = int(regular_width)
                bold[code] = int(bold_width)
    return regular, bold


_REGULAR = _Widths(bold=False)
_BOLD = _Widths(bold=True)
