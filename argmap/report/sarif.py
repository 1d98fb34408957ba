"""Diagnostics as SARIF, which code scanning services read.

Static Analysis Results Interchange Format 2.1.0, OASIS Standard,
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argmap.checking import RULES
from argmap.controls import escaped_json
from argmap.report.parts import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.checking import Rule, Severity
    from argmap.report.located import Located, Place

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_INDEXES = {rule.code: index for index, rule in enumerate(RULES)}


def sarif_results(found: Sequence[Located]) -> str:
    """Return diagnostics as results of a SARIF log.

    Columns count code points. The place in the source is a related location of the result.
    """
    dumped = (json.dumps(_result(one), ensure_ascii=False, indent=2) for one in found)
    written = map(escaped_json, dumped)
    return ",".join(f"\n{one}".replace("\n", "\n        ") for one in written)


def sarif_frame() -> Frame:
    """Return what makes the results a SARIF log with one run that lists every rule."""
    run = {
        "tool": {"driver": {"name": "argmap", "rules": [_described(rule) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    empty = json.dumps(log, ensure_ascii=False, indent=2)
    opening, _, closing = empty.rpartition("[]")
    end = "\n      ]"
    return Frame(f"{opening}[", ",", lambda tally: f"{end if tally.found else ']'}{closing}\n")


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {
            "enabled": rule.is_default,
            "level": _LEVELS[rule.severity],
        },
    }


def _result(located: Located) -> dict[str, Any]:
    diagnostic = located.diagnostic
    said = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
    location: dict[str, Any] = {}
    if located.in_map and located.in_map.path:
        location |= _physical(located.in_map)
    name = ".".join(str(step) for step in diagnostic.route)
    location["logicalLocations"] = [
        {"fullyQualifiedName": name or "map", "decoratedName": located.said or located.name}
    ]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": _INDEXES[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": said},
        "locations": [location],
    }
    if located.in_source and located.in_source.path:
        label = located.in_source.label or "the source"
        result["relatedLocations"] = [
            {"id": 0, "message": {"text": label}, **_physical(located.in_source)}
        ]
    return result


def _physical(place: Place) -> dict[str, Any]:
    start, end = place.start, place.end
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.path or place.name)},
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        }
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative ones stay so, as the standard advises."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    # A colon in the first step of a relative URI would be taken for a scheme. A name that is not
    # valid in the encoding of the system is written byte by byte.
    uri = quote(os.fsencode(path.replace("\\", "/")))
    return f"./{uri}" if re.match(r"[^/]*%3A", uri) else uri
