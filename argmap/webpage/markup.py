"""Text of a map or a source as HTML: never markup, and nothing in it is hidden."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from argmap.controls import without_controls

# What changes the direction of the text around it (UAX #9), and so can make words look like other
# ones: https://trojansource.codes.
_DIRECTING = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_TO_WRITE = re.compile(f"[\r{''.join(_DIRECTING)}]")
_TO_NAME = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text(words: str) -> str:
    r"""Return words as the content of an element, exactly.

    What changes the direction of text is kept, isolated so that it changes nothing, and named by
    a mark. A carriage return is written so that it survives; what HTML cannot hold at all becomes
    its control picture, as in a picture.

    >>> text("a < b\u202e")
    'a &lt; b<bdi data-control="RLO">\u202e</bdi>'
    """
    return _TO_WRITE.sub(_written, escape(without_controls(words), quote=False))


def attribute(words: str) -> str:
    r"""Return words as the value of an attribute in double quotes, or as text of an SVG.

    What changes the direction of text is named instead.

    >>> attribute('say "no"\u202e')
    'say &quot;no&quot;[RLO]'
    """
    named = _TO_NAME.sub(lambda match: f"[{_DIRECTING[match[0]]}]", without_controls(words))
    return escape(named, quote=True)


def _written(match: re.Match[str]) -> str:
    if match[0] == "\r":
        return "&#13;"
    return f'<bdi data-control="{_DIRECTING[match[0]]}">{match[0]}</bdi>'


def fragment(id: str) -> str:
    """Return an id as it follows the ``#`` of an address, ready for an attribute.

    >>> fragment("a&b")
    'a%26b'
    """
    return quote(id, safe="", errors="replace")
