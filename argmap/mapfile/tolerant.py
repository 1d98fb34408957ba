"""Read what can be read of a file while somebody is typing in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.mapfile.tree import BadSyntax
from argmap.mapfile.yaml_text import parse_yaml
from argmap.text import Lines

if TYPE_CHECKING:
    from argmap.mapfile.reading import MapFile

_MOST_TRIES = 24
_NOT_A_LINE_END = re.compile(r"[^\r\n]")


def readable_part(file: MapFile, typed_at: int | None = None) -> MapFile:
    r"""Return a file with spaces in place of the lines that keep it from being read as YAML.

    ``typed_at`` is where somebody is typing, if that is known: the line to doubt first.
    Every other character stays where it is, so that a place in one is a place in the other. A file
    that can be read, one in JSON, and one that cannot be read after some tries are returned as
    they are: then ``tree`` is None.

    >>> from argmap.mapfile import parse_map
    >>> broken = parse_map('claims:\n- {id: c, text: Buses help}\n- id: "d\n')
    >>> broken.tree is None, readable_part(broken).map.ids
    (True, ('c',))
    """
    if file.tree is not None or file.syntax == "json":
        return file
    tries = _MOST_TRIES
    lines = Lines(file.text)
    # A quotation mark that is left open shows much later, so what is typed in goes first.
    text: str | None = file.text
    if typed_at is not None:
        text = _without(file.text, lines, lines.position(typed_at).line)
    while text is not None and tries > 0:
        error = _error(text)
        if error is None:
            return file.reread(text)
        text, tries = _better(text, _suspects(text, lines, error), lines, tries)
    return file


def _error(text: str) -> BadSyntax | None:
    try:
        parse_yaml(text)
    except BadSyntax as error:
        return error
    return None


def _better(text: str, suspects: list[int], lines: Lines, tries: int) -> tuple[str | None, int]:
    """Return the text without the line that is most likely to blame, and the tries that are left.

    It is the one after which the text can be read furthest.
    """
    best: tuple[int, str] | None = None
    for line in suspects:
        without = _without(text, lines, line)
        tries -= 1
        left = _error(without)
        if left is None:
            return without, tries
        if best is None or left.span.start > best[0]:
            best = (left.span.start, without)
    return (best[1] if best else None), tries


def _without(text: str, lines: Lines, line: int) -> str:
    span = lines.span(line)
    return text[: span.start] + _NOT_A_LINE_END.sub(" ", span.cut(text)) + text[span.end :]


def _suspects(text: str, lines: Lines, error: BadSyntax) -> list[int]:
    """Return the lines where what is wrong began, where it showed, and the one before that."""
    shown = lines.position(error.span.start).line
    numbers = [lines.position(error.began).line, shown, *range(shown - 1, max(0, shown - 20), -1)]
    written = [number for number in numbers if lines.span(number).cut(text).strip()]
    return list(dict.fromkeys(written))[:3]
