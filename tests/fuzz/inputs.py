"""Files as strangers might write them: valid ones that were damaged, and ones with values of junk.

Strategies draw them, so Hypothesis makes a failing one smaller before it is shown.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from argmap.formats import FORMATS, dump
from argmap.mapfile import dumps, to_data
from tests.formats import test_aml, test_uima, test_xaif
from tests.formats.invented import bridge
from tests.formats.test_argdown import STRUCTURE
from tests.strategies import ANY_CHARACTER, AWKWARD, HOSTILE, json_values, maps

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from argmap.model import ArgumentMap

LONGEST = 20_000
"""Characters of an input: what takes long for so few is a hang."""

_WORD = re.compile(r"""[^\s,:={}\[\]()"'<>]+""")
_LINE = re.compile(r"[^\n]*\n")

# What means something in YAML, JSON, XML, TOML, Argdown, CSV or HTML.
PIECES = (
    *AWKWARD, *HOSTILE,
    "&a ", "*a", "<<: *a", "!!binary ", "!!python/object:os.system ", "!x ", "? ", "- - ", ": |\n",
    ": >-\n", "---\n", "...\n", "%YAML 9.9\n", "{", "}", "[", "]", ",", "0x10", ".inf", ".nan",
    "1e999", "-0", "2001-01-01", "9" * 5_000, "[" * 300,
    "[" * 3_000 + "]" * 3_000, "{a: " * 120, '{"a":' * 120, "\\ud800",
    "\\u0000", "null", "~", "true", "span: [3, 1]", "span: [-1, 99999999999]", "path: /dev/null",
    "path: ../x", "path: .", "path: ''", "source: nowhere", "supports: [c, c]",
    "undercuts: a->b->c",
    "joint: j", "id: c", "quote: ' … '", "# argmap: ignore",
    "# argmap: ignore[AM1, zz]", "argmap: 2",
    "<!DOCTYPE r [<!ENTITY l 'ha'>]>", "&l;", "<![CDATA[", "<!--", "</AU>", "<AU>", "\r", "\n\n\n",
    "[x]: ", "<x>: ", "  + [y]", "  -_ <z>", "+>", "><", "_>", "(1) ", "----", "===", "#tag",
    "/*", "*/",
    "tool = 1\n",
    "argmap = []\n", "[[tool.argmap]]\n", "a.b.c = {}\n", "a." * 2_000,
    "[tool.argmap]\n", "select = [", "''' ", '"""', ",,,,", '""', "=1+1", "\t\t",
)  # fmt: skip

JUNK = st.one_of(
    st.sampled_from(
        (None, True, 0, -1, 1e300, "", " ", "x", "c->r", [], {}, [None], [[]], {"": 0})
    ),
    json_values(),
).map(deepcopy)  # what is drawn is then damaged in its place


@st.composite
def damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """Draw a text in which words, lines or any stretches are missing, doubled, moved or replaced.

    What replaces a word or a line leaves most of the file well formed, and so comes far.
    """
    text = draw(texts)
    for _ in range(draw(st.integers(0, 6))):
        unit = draw(st.sampled_from((_WORD, _WORD, _LINE, None)))
        found = [match.span() for match in unit.finditer(text)] if unit else []
        if found:
            start, end = draw(st.sampled_from(found))
        else:
            start = draw(st.integers(0, len(text)))
            end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 3, 10, 60, 400))))
        other = draw(st.sampled_from(found)) if found else (end, end + 40)
        new = draw(
            st.sampled_from(("", text[start:end] * 2, text[slice(*other)], *PIECES))
            | st.text(ANY_CHARACTER, max_size=8)
        )
        text = text[:start] + new + text[end:]
    return text[:LONGEST]


@st.composite
def junk_in(draw: DrawFn, values: SearchStrategy[Any]) -> Any:
    """Draw a value of JSON in which some parts are replaced by others that do not belong there."""
    value = json.loads(json.dumps(draw(values)))
    for _ in range(draw(st.integers(0, 4))):
        places = list(_places(value))
        if not places:
            break
        outer, key = draw(st.sampled_from(places))
        change = draw(st.sampled_from(("junk", "remove", "rename", "double")))
        if change == "junk":
            outer[key] = draw(JUNK)
        elif change == "remove":
            del outer[key]
        elif isinstance(outer, dict):
            outer[draw(st.sampled_from(("id", "text", "quote", "span", "meta", "x", "")))] = outer[
                key
            ]
        else:
            outer.append(outer[key])
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    found, stack = [], [value]
    while stack:
        outer = stack.pop()
        if not isinstance(outer, dict | list):
            continue
        for key in list(outer) if isinstance(outer, dict) else range(len(outer)):
            found.append((outer, key))
            stack.append(outer[key])
    return found


@cache
def map_texts() -> SearchStrategy[str]:
    """Return map files in YAML and JSON, mostly damaged."""
    valid = maps(min_size=1, max_size=6)
    written = st.builds(_written, valid, st.sampled_from(("yaml", "json")))
    junk = junk_in(valid.map(to_data)).map(json.dumps)
    return st.one_of(written, damaged(written), damaged(written), junk, damaged(st.just("")))


def _written(map: ArgumentMap, syntax: Any) -> str:
    return dumps(map, syntax=syntax)


@cache
def foreign_texts(format: str) -> SearchStrategy[str]:
    """Return files of a format, mostly damaged; what is no file of it at all, too."""
    seeds = _seeds(format)
    strategies = [damaged(seeds), damaged(seeds), damaged(st.just(""))]
    if next(one for one in FORMATS if one.name == format).syntax == "json":
        strategies += [junk_in(seeds.map(json.loads)).map(json.dumps)]
    return st.one_of(strategies)


def _seeds(format: str) -> SearchStrategy[str]:
    if format in ONLY_READ:
        return st.just(ONLY_READ[format])
    drawn = maps(min_size=1, max_size=5).map(lambda made: _dumped(made, format))
    return st.just(_dumped(bridge(), format)) | drawn


def _dumped(map: ArgumentMap, format: str) -> str:
    return dump(map, "-", format=format).text


def _node(name: str) -> dict[str, Any]:
    member = {"type": "statement", "role": "top-level-statement", "text": "T", "title": name}
    return {"type": "equivalence-class", "title": name, "members": [member]}


ONLY_READ = {
    "aml": test_aml.file(test_aml.unit(test_aml.CLAIM)),
    "cdcp": json.dumps({"prop_labels": ["a"], "prop_offsets": [[0, 4]], "reasons": [[[0, 0], 0]]}),
    "ova2": json.dumps(test_xaif.ova2()),
    "uima": test_uima.xmi(test_uima.CLAIM, test_uima.PREMISE, test_uima.relation(3, 2, 1)),
    "argdown-json": json.dumps(
        {
            "statements": {"a": _node("a"), "b": _node("b")},
            "arguments": {},
            "relations": [
                {
                    "type": "relation", "relationType": "support", "from": "a", "to": "b",
                    "fromType": "equivalence-class", "toType": "equivalence-class",
                }
            ],
        }
    ),
}  # fmt: skip

ARGDOWN = damaged(
    st.just(STRUCTURE) | st.just("===\ntitle: T\n===\n\n[c]: C\n  + <a>: A\n    - [b]\n")
)

_TOML_KEYS = (
    "tool", "tool.argmap", "argmap", "select", "ignore", "minimum-coverage", "per-file-ignores",
    "per-file-ignores.'*'", "base", "background", "claim", "claim.fill", "gap", '""', "x",
)  # fmt: skip
_TOML_VALUES = (
    "1", "-0.5", "2", "true", "nan", "inf", "[]", "{}", "''", "'AM1'", "['AM1', 1]", "[[[]]]",
    "{ a = {} }", "1979-05-27", "07:32:00", '"\\u0000"', "'#000000'", "'dark'", "9" * 5_000,
    "[" * 3_000 + "]" * 3_000, "0x" + "f" * 6_000,
)  # fmt: skip


def _toml(seeds: tuple[str, ...]) -> SearchStrategy[str]:
    """Return TOML files: those of argmap, damaged, and tables of any keys and values."""
    value = st.builds(
        "{} = {}\n".format, st.sampled_from(_TOML_KEYS), st.sampled_from(_TOML_VALUES)
    )
    table = st.builds("[{}]\n".format, st.sampled_from(_TOML_KEYS))
    tables = st.lists(value | value | table, max_size=4).map("".join)
    return tables | damaged(st.sampled_from(seeds)) | st.builds("[tool.argmap]\n{}".format, tables)


CONFIGURATIONS = _toml(
    (
        '[tool.argmap]\nselect = ["AM1"]\nminimum-coverage = 0.5\n',
        '[tool.argmap.per-file-ignores]\n"drafts/*" = ["AM3"]\n',
        'select = ["AM"]\nignore = ["AM301"]\n',
    )
)
THEMES = _toml(('base = "dark"\nbackground = "#000000"\n\n[claim]\nfill = "#111111"\n',))
