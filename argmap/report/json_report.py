"""Diagnostics as JSON, for programs and for language models that repair maps."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from argmap.controls import escaped_json
from argmap.report.parts import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.report.located import Located, Place
    from argmap.report.parts import Tally

VERSION = 1
"""The version of the shape; a key that is added does not change it."""

# Spans and routes read better on one line. No string of JSON has a line end in it.
_FLAT_LIST = re.compile(r"\[\n\s+([^\[\]{}\n]*(?:,\n[^\[\]{}\n]*)*)\n\s+\]")
_LINE_END = re.compile(r"\n\s+")


def json_findings(found: Sequence[Located]) -> str:
    """Return diagnostics as the items of a JSON list.

    Spans are half-open code points of the text, from 0; lines and columns count from 1. ``map`` is
    the place in the map file and ``source`` that in the source, null if there is none.
    """
    dumped = (json.dumps(_finding(one), ensure_ascii=False, indent=2) for one in found)
    written = map(escaped_json, dumped)
    flat = (_FLAT_LIST.sub(lambda match: f"[{_LINE_END.sub(' ', match[1])}]", w) for w in written)
    return ",".join(f"\n{one}".replace("\n", "\n    ") for one in flat)


def json_frame() -> Frame:
    """Return what makes the items a whole report: ``{"argmap": 1, "findings": […], …}``.

    ``silenced`` counts the findings that comments and the configuration silence.
    """
    opening = f'{{\n  "argmap": {VERSION},\n  "findings": ['
    return Frame(opening, ",", _closing)


def _closing(tally: Tally, *_: int) -> str:
    silenced = {"comments": tally.by_comment, "configuration": tally.by_configuration}
    end = "\n  ]" if tally.found else "]"
    return f'{end},\n  "silenced": {json.dumps(silenced)}\n}}\n'


def _finding(located: Located) -> dict[str, Any]:
    diagnostic = located.diagnostic
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "statement": diagnostic.statement,
        "map": {
            "name": located.name,
            "route": list(diagnostic.route),
            **(_place(located.in_map) if located.in_map else {"label": diagnostic.label}),
        },
        "source": {
            "id": diagnostic.source.source,
            **(
                _place(located.in_source)
                if located.in_source
                else {"span": list(diagnostic.source.span), "label": diagnostic.source.label}
            ),
        }
        if diagnostic.source
        else None,
        "fix": {
            "message": fix.message,
            "safe": fix.is_safe,
            "edits": [{"route": list(edit.route), "value": edit.value} for edit in fix.edits],
        }
        if fix
        else None,
        "details": dict(diagnostic.details),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "span": list(place.span),
        "start": place.start._asdict(),
        "end": place.end._asdict(),
        "label": place.label,
        "text": place.span.cut(place.text),
        **({"original": place.in_original} if place.in_original else {}),
    }
