"""Control characters: what no picture can show, no XML can hold, and what ends a line.

What a file says is shown by nobody but through :func:`visible`, or :func:`on_one_line`, so that no
file can steer a terminal, reorder what is read there, or add a line to a log.
"""

from __future__ import annotations

import re

# Large sets take long to compile, and few texts have such characters.
# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# C0, DEL and C1 move the cursor of a terminal or change how it writes; the others reorder what
# follows them (https://trojansource.codes), end a line, or are no characters at all.
_FORMATTING = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff"
)
_UNSHOWN = f"[\x00-\x1f{_FORMATTING}]"
NOT_IN_IDS = r"\s\x00-\x1f\x7f-\x9f\ufeff"
"""What no id may have, for a class of any dialect of regular expressions: white space, of which
the dialects know more or less, and control characters."""
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


def visible(text: str) -> str:
    r"""Return the text on one line, with a sign for each character that would do something.

    >>> visible("a\x1b[31m\nb")
    'a␛[31m␊b'
    """
    return text if text.isprintable() else re.sub(_UNSHOWN, _shown, text)


def on_one_line(text: str) -> str:
    r"""Return the text as :func:`visible` does, with one space for each stretch of white space.

    >>> on_one_line("red\x1b[31m\nalert")
    'red␛[31m alert'
    """
    return visible(" ".join(text.split()))


def as_line(text: str) -> str:
    r"""Return a text that is to begin a line, so that nobody takes it for a command.

    GitHub carries out a line of a log that begins with ``::``, also after spaces
    (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions); a
    backslash before it prevents that.

    >>> as_line("::error::gone\n")
    '\\::error::gone␊'
    """
    shown = visible(text)
    if "::" not in shown or not shown.lstrip().startswith("::"):
        return shown
    start = len(shown) - len(shown.lstrip())
    return f"{shown[:start]}\\{shown[start:]}"


def is_web_address(url: str) -> bool:
    """Tell whether an address leads to the web: any other one could run or open something.

    >>> is_web_address("https://example.org"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return url.casefold().startswith(("https://", "http://")) and url.isprintable()


def for_terminal(text: str) -> str:
    r"""Return data over several lines as a terminal is shown it: with signs, but with its lines.

    >>> for_terminal("a\tb\r\n\x1b[31mc\rd")
    'a\tb\r\n␛[31mc␍d'
    """
    parts = re.split("(\r\n|[\n\t])", text)
    return "".join(part if part in ("\r\n", "\n", "\t") else visible(part) for part in parts)


def escaped_json(written: str) -> str:
    r"""Return JSON with escapes for the characters that :func:`visible` has a sign for.

    It says the same: outside its strings JSON has none of them but line ends.

    >>> escaped_json('{"name": "a\x9bb"}')
    '{"name": "a\\u009bb"}'
    """
    return re.sub(f"[{_FORMATTING}]", lambda match: f"\\u{ord(match[0]):04x}", written)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
