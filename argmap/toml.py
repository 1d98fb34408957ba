"""TOML as Python reads it, with every failure named: nothing that a file says is a defect."""

from __future__ import annotations

import re
from typing import Any

from argmap.text import Lines, Position

_PLACE = r" *\(at (?:line (\d+), column (\d+)|end of document)\)\Z"


class BadToml(Exception):
    """A text is not TOML, or not TOML that can be read: ``reason`` says why.

    ``position`` is where, None if that is not known.
    """

    def __init__(self, reason: str, position: Position | None = None) -> None:
        super().__init__(reason, position)
        self.reason = reason
        self.position = position


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a text says in TOML (https://toml.io/en/v1.0.0); raise BadToml if it is none.

    >>> parse_toml("body = 14")
    {'body': 14}
    """
    from tomllib import TOMLDecodeError, loads  # noqa: PLC0415 -- few folders have such a file

    try:
        values = loads(text)
    except TOMLDecodeError as error:
        reason = re.sub(_PLACE, "", str(error))
        place = re.search(_PLACE, str(error))
        position = Lines(text).position(len(text))
        if place and place[1]:
            position = Position(int(place[1]), int(place[2]))
        raise BadToml(f"{reason[:1].lower()}{reason[1:]}", position) from error
    except RecursionError as error:
        raise BadToml("it is nested too deeply") from error
    except ValueError as error:
        # Python reads no number of more digits (https://docs.python.org/3/library/stdtypes.html).
        raise BadToml("a number or a date in it cannot be read") from error
    if _is_too_large(values):
        raise BadToml("a whole number in it needs more than 64 bits")
    return values


def _is_too_large(values: object) -> bool:
    """Tell whether there is a whole number that TOML does not promise to hold.

    In hexadecimal Python reads one of any length, and then cannot say it in a message.
    """
    left = [values]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            return True
    return False
