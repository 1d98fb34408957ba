"""Diagnostics as SARIF, which code scanning services read.

Static Analysis Results Interchange Format 2.1.0, OASIS Standard,
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from argmap.checking import RULES
from argmap.controls import escaped_json
from argmap.report.parts import Frame, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.checking import Severity, Silencer
    from argmap.report.located import Located, Place

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SUPPRESSIONS: dict[Silencer, dict[str, str]] = {
    "comment": {"kind": "inSource", "justification": "a comment `argmap: ignore` in the map file"},
    "configuration": {"kind": "external", "justification": "the configuration of the project"},
}
MOST_RESULTS = 25_000
"""How many results GitHub takes in a run:
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads."""
_NO_RESULTS = '"results": []'


class _Described(Protocol):
    """What a log says of a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def is_default(self) -> bool: ...
    @property
    def summary(self) -> str: ...
    @property
    def explanation(self) -> str: ...


def sarif_log(found: Sequence[Located], rules: Sequence[_Described]) -> str:
    """Return diagnostics of some rules as a whole SARIF log."""
    items = list(sarif_results(found[:MOST_RESULTS], rules))
    frame = sarif_frame(rules)
    closing = frame.closing(Tally(), len(items), len(found) - len(items))
    return frame.opening + frame.joint.join(items) + closing


def sarif_results(found: Iterable[Located], rules: Sequence[_Described] = RULES) -> Iterator[str]:
    """Yield diagnostics as results of a SARIF log that describes the rules.

    Columns count code points. The place in the source is a related location of the result. One
    that is silenced has a suppression, ``inSource`` by a comment, ``external`` by a configuration.
    """
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    for one in found:
        # What a rule of another package finds has a code that the log does not describe.
        result = _result(one, indexes.get(one.diagnostic.code))
        written = escaped_json(json.dumps(result, ensure_ascii=False, indent=2))
        yield f"\n{written}".replace("\n", "\n        ")


def sarif_frame(rules: Sequence[_Described] = RULES) -> Frame:
    """Return what makes the results a SARIF log with one run that lists the rules.

    What is over the number that GitHub takes is left out, and a notification says so.
    """
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "argmap", "rules": [_described(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
    }
    opening = _log({**run, "results": []}).partition(_NO_RESULTS)[0] + _NO_RESULTS[:-1]

    def closing(_: Tally, results: int, left_out: int) -> str:
        notes = {"invocations": [_cut(results, left_out)]} if left_out else {}
        end = _log({**run, "results": [], **notes}).partition(_NO_RESULTS)[2]
        return ("\n      ]" if results else "]") + f"{end}\n"

    return Frame(opening, ",", closing, MOST_RESULTS)


def _log(run: dict[str, Any]) -> str:
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _cut(results: int, left_out: int) -> dict[str, Any]:
    """Return the invocation that says how many results are not in the log."""
    text = left_out_of_log(results, left_out)
    note = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [note]}


def left_out_of_log(results: int, left_out: int) -> str:
    """Say that a log does not hold all results."""
    return (
        f"the log has {results:,} of {results + left_out:,} results, because GitHub refuses a log "
        "with more"
    )


def _described(rule: _Described) -> dict[str, Any]:
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


def _result(located: Located, index: int | None) -> dict[str, Any]:
    diagnostic = located.diagnostic
    message = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
    location: dict[str, Any] = {}
    if located.in_map and located.in_map.path:
        location |= _physical(located.in_map)
    name = ".".join(str(step) for step in diagnostic.route)
    location["logicalLocations"] = [
        {"fullyQualifiedName": name or "map", "decoratedName": located.about or located.name}
    ]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        **({} if index is None else {"ruleIndex": index}),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": message},
        "locations": [location],
    }
    if diagnostic.silenced_by:
        result["suppressions"] = [_SUPPRESSIONS[diagnostic.silenced_by]]
    if located.in_source and located.in_source.path:
        label = located.in_source.label or "the source"
        if located.in_source.in_original:
            label += f" ({located.in_source.in_original})"
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
