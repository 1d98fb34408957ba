"""Write single values as YAML, so that every reader reads them back the same."""

from __future__ import annotations

import json
import re
from typing import Any

# Every reader of YAML takes these as they are: a letter first, then prose without `:` and `#`;
# inside `{…}` also without a comma or a bracket of YAML's. The arrow of a link is one of them.
_PLAIN_LINE = re.compile(r"[^\W\d_](?:[\w.,;()?!%&'\"‘’“”/–—…-]|(?<=-)>| (?=\S))*\Z")
_PLAIN = re.compile(r"[^\W\d_](?:[\w.;()!%'‘’“”/–—…-]|(?<=-)>| (?=\S))*\Z")
_WORDS_WITH_SENSE = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
# What a file may not hold, or what readers take for a line end or drop.
_NEEDS_ESCAPE = re.compile("[\\x00-\\x1f\\x7f-\\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_LONGEST_KEY = 1000
"""A key must end within 1024 characters (YAML 1.2.2, section 7.4.2), or be marked with ``?``."""


def yaml_value(value: Any) -> str:
    """Write a value on one line so that every reader reads it back the same, also in ``{…}``.

    Raises ValueError for a number that is not finite.
    """
    if isinstance(value, str):
        return value if _is_plain(value, _PLAIN) else _quoted(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(yaml_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {yaml_value(part)}' for key, part in value.items())}}}"
    written = json.dumps(value, allow_nan=False)
    if isinstance(value, float) and "." not in written:
        # YAML 1.1 takes `1e-07` for a text.
        written = written.replace("e", ".0e")
    return written


def yaml_line(value: Any) -> str:
    """Write a value after ``key: `` at the end of a line."""
    if isinstance(value, str) and _is_plain(value, _PLAIN_LINE):
        return value
    return yaml_value(value)


def yaml_block(text: str) -> list[str] | None:
    r"""Return the lines of a text, if a literal block (``|-``) says it exactly; else None.

    >>> yaml_block("Buses help,\nthey say"), yaml_block("Buses help")
    (['Buses help,', 'they say'], None)
    """
    lines = text.split("\n")
    # The first line sets the indentation, and editors cut off spaces at the ends of lines.
    is_exact = (
        len(lines) > 1
        and lines[0][:1] not in ("", " ")
        and lines[-1] != ""
        and not any(line.endswith(" ") or _NEEDS_ESCAPE.search(line) for line in lines)
    )
    return lines if is_exact else None


def yaml_folded(text: str, width: int) -> list[str] | None:
    """Return the lines of a text, if a folded block (``>-``) of that width says it exactly.

    A word that is longer has a line of its own; None if no line would be shorter.

    >>> yaml_folded("Buses help, they say", 12), yaml_folded("Buses help", 12)
    (['Buses help,', 'they say'], None)
    """
    if text != text.strip() or "\n" in text or _NEEDS_ESCAPE.search(text):
        return None
    lines = [""]
    # Only a lone space becomes a line end: more of them would be read as they are.
    for word in re.split("(?<! ) (?! )", text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines if len(lines) > 1 else None


def _is_plain(text: str, form: re.Pattern[str]) -> bool:
    return bool(form.match(text)) and text.lower() not in _WORDS_WITH_SENSE


def _quoted(text: str) -> str:
    """Write a text in single quotes where that spares it backslashes, else in double quotes."""
    if ('"' in text or "\\" in text) and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    written = json.dumps(text, ensure_ascii=False)
    return _NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _key(name: str) -> str:
    written = yaml_value(name)
    return written if len(written) < _LONGEST_KEY else f"? {written} "
