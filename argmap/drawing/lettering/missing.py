"""What is said of characters that a picture cannot show."""

from __future__ import annotations

import unicodedata
import warnings
from typing import TYPE_CHECKING

from argmap.errors import MissingFontWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 12
_FIRST_EMOJI = "\U0001f000"


def warn_of(characters: Sequence[str]) -> None:
    """Warn that no font has these characters; say nothing if there are none.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warn_of(["漢"])
    >>> str(caught[0].message).partition(",")[0]
    'no font has 漢 (U+6F22)'
    """
    if not characters:
        return
    named = [f"{character} (U+{ord(character):04X})" for character in characters[:_SHOWN]]
    more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
    scripts = dict.fromkeys(_script(character) for character in characters)
    warnings.warn(
        f"no font has {', '.join(named)}{more}, so empty boxes are drawn instead: install a "
        f"font for {', '.join(scripts)}, for example Noto (https://fonts.google.com/noto), or draw "
        "SVG, which uses the fonts of its readers",
        MissingFontWarning,
        stacklevel=3,
    )


def _script(character: str) -> str:
    """Return about the script of a character, which the name of a letter begins with."""
    if unicodedata.category(character)[0] not in "LM":
        return "emoji" if character >= _FIRST_EMOJI else "symbols"
    name = unicodedata.name(character, "rare letters").split()[0]
    return "Chinese characters" if name == "CJK" else name.capitalize()
