"""Say of a file that holds no map what it is instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from argmap.foreign import identified
from argmap.mapfile.building import Problem
from argmap.mapfile.route import SECTIONS, is_own_key
from argmap.misnamed import advise
from argmap.model import ArgumentMap
from argmap.nearest import nearest
from argmap.record import known_keys
from argmap.text import Span, shortened

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.foreign import Foreign

_OWN_SUFFIXES = (".yaml", ".yml", ".json")
_OWN_KEY = re.compile(
    rf"(?:^|[{{,])[ \t]*[\"']?(?:argmap|{'|'.join(SECTIONS)})[\"']?[ \t]*:", re.MULTILINE
)
_MOST_KEYS = 6
_OTHER_FORMATS = "`argmap convert --help` lists the other formats that can be read"
_HELP = f"a map has `claims`, `reasons` and the like; {_OTHER_FORMATS}"
_PROSE_HELP = f"`argmap new` starts a map of a text; {_OTHER_FORMATS}"


def not_in_syntax(text: str, name: str, *, is_json: bool) -> Problem | None:
    """Return what a text is that is neither YAML nor JSON, None if it was meant to be a map."""
    if _OWN_KEY.search(text) and not is_json:
        return None
    if _is_empty(text):
        return _empty(text)
    if found := identified(text, name):
        return _problem(text, found)
    if is_json or not _has_other_suffix(name):
        return None
    return Problem("schema", _what(text, name), _start(text), help=_PROSE_HELP)


def not_a_mapping(text: str, name: str, *, is_list: bool, is_json: bool) -> Problem:
    """Return what a text is that holds a list or a single value."""
    if _is_empty(text):
        return _empty(text)
    if found := identified(text, name):
        return _problem(text, found)
    what = f"expected a map, found a {'list' if is_list else 'single value'}"
    if _has_other_suffix(name):
        what = _what(text, name)
    help = _HELP if is_list or is_json else _PROSE_HELP
    return Problem("schema", what, _start(text), help=help)


def of_other_keys(text: str, name: str, data: dict[str, Any]) -> Problem | None:
    """Return what a text is whose keys are not those of a map, None if enough of them are."""
    known = known_keys(ArgumentMap)
    others = [key for key in data if key not in known]
    is_versioned = not isinstance(data.get("argmap", {}), dict)
    if not others or is_versioned:
        return None
    has_records = any(is_own_key(key, value) for key, value in data.items())
    if not has_records and (found := identified(text, name)):
        return _problem(text, found)
    near = len(data) - len(others) + sum(_is_near(key, known, has_records) for key in others)
    if 2 * near > len(data) - has_records:
        return None
    more = ", …" if len(data) > _MOST_KEYS else ""
    keys = ", ".join(repr(shortened(key)) for key in list(data)[:_MOST_KEYS])
    what = f"this is not an argmap file: its keys are {keys}{more}"
    return Problem("schema", what, _start(text), help=_HELP)


def _is_near(key: str, known: Collection[str], has_records: bool) -> bool:  # noqa: FBT001 -- named at once
    """Tell whether a key was probably meant to be one of a map, next to records or without any."""
    # Other formats have `arguments` and `attacks`, too.
    is_synonym = has_records and advise(key, "map", known) is not None
    return is_synonym or nearest(key, known) is not None


def _has_other_suffix(name: str) -> bool:
    """Tell whether a file is called so that nobody means it to be a map."""
    return "." in name and not name.lower().endswith(_OWN_SUFFIXES)


def _what(text: str, name: str) -> str:
    is_xml = text.lstrip("\ufeff \t\r\n").startswith("<?xml") or name.lower().endswith(".xml")
    return f"this is {'XML, ' if is_xml else ''}not an argmap file"


def _is_empty(text: str) -> bool:
    return not text.strip("\ufeff \t\r\n")


def _empty(text: str) -> Problem:
    return Problem("schema", "the file is empty", _start(text), help="start it with `argmap: 1`")


def _problem(text: str, found: Foreign) -> Problem:
    return Problem("schema", found.message, _start(text), help=found.help)


def _start(text: str) -> Span:
    return Span(0, min(len(text), 1))
