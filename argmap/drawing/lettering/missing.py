"""What is said of characters that a picture cannot show."""

from __future__ import annotations

import unicodedata
import warnings
from typing import TYPE_CHECKING

from argmap.errors import DrawingWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 12


def warn_of(characters: Sequence[str]) -> None:
    """Warn that no font has these characters; say nothing where there are none.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warn_of(["漢"])
    >>> str(caught[0].message).partition(":")[0]
    'no font has 漢 (U+6F22)'
    """
    if not characters:
        return
    named = [f"{character} (U+{ord(character):04X})" for character in characters[:_SHOWN]]
    more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
    scripts = dict.fromkeys(_script(character) for character in characters)
    warnings.warn(
        f"no font has {', '.join(named)}{more}: they are drawn as empty boxes; install a font "
        f"for {', '.join(scripts)}, such as one of Noto's (https://fonts.google.com/noto), or "
        "draw SVG, which is set in the fonts of whoever reads it",
        DrawingWarning,
        stacklevel=3,
    )


def _script(character: str) -> str:
    """Return about the script of a character, which its name begins with."""
    return unicodedata.name(character, "rare symbols").split()[0].capitalize()
