"""Control characters: what no picture can show, no XML can hold, and what ends a line."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
# Large sets take long to compile, and few texts have such characters.
_NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# What moves the cursor of a terminal or changes how it writes: C0, DEL and C1.
_FOR_TERMINALS = "[\x00-\x1f\x7f-\x9f]"
LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""What ends a line for some program or other."""

_CONTROL_PICTURES = 0x2400
_DELETE = 0x7F


def without_controls(text: str) -> str:
    r"""Return the text with a picture, such as ``␀``, for each character that XML cannot hold.

    >>> without_controls("a\x00b\n")
    'a␀b\n'
    """
    return text if text.isprintable() else re.sub(_NOT_XML, _shown, text)


def for_terminals(text: str) -> str:
    r"""Return the text as it can be printed: no line ends, no character that steers a terminal.

    >>> for_terminals("red\x1b[31m\nalert")
    'red␛[31m alert'
    """
    return re.sub(_FOR_TERMINALS, _shown, without_controls(" ".join(text.split())))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
