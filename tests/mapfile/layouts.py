"""Map files as people lay them out: any order of keys, any style of value, comments everywhere."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from argmap.mapfile.route import SECTIONS
from argmap.mapfile.shape import anchor_data, head_data, record_data
from argmap.mapfile.yaml_value import yaml_line, yaml_value
from argmap.model import RELATIONS, ArgumentMap, Statement
from argmap.model.kinds import SHORTHAND

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from argmap.source import Source

# What a block scalar can hold without further signs.
BLOCK_TEXT = re.compile(r"(?:[!-~](?:[ -~]*[!-~])?\n)*[!-~](?:[ -~]*[!-~])?\n?\Z")


@dataclass
class Written:
    """The text of a map file, its comment lines, and the lines that say each record and key."""

    text: str
    comments: list[str] = field(default_factory=list)
    records: dict[tuple[str, int], str] = field(default_factory=dict)
    keys: dict[tuple[str, int, str], str] = field(default_factory=dict)


@st.composite
def yaml_files(draw: DrawFn, map: ArgumentMap) -> Written:
    """A YAML file that says the map."""
    return _Scribe(draw).write(map)


@st.composite
def json_files(draw: DrawFn, map: ArgumentMap) -> Written:
    """A JSON file that says the map: compact, spaced, or indented."""
    data: dict[str, Any] = head_data(map)
    for section in SECTIONS:
        data[section] = [_styled(draw, record) for record in getattr(map, section)]
        if not data[section] and draw(st.booleans()):
            del data[section]
    layout: dict[str, Any] = draw(
        st.sampled_from(
            ({"separators": (",", ":")}, {}, {"indent": 2}, {"indent": "\t"}, {"indent": 0})
        )
    )
    text = json.dumps(data, ensure_ascii=draw(st.booleans()), **layout)
    line_end = draw(st.sampled_from(("\n", "\r\n")))
    text = text.replace("\n", line_end) + draw(st.sampled_from(("", line_end)))
    return Written(draw(st.sampled_from(("", "", "\ufeff"))) + text)


def files(map: ArgumentMap) -> st.SearchStrategy[Written]:
    """A map file of either syntax."""
    return yaml_files(map) | json_files(map)


def _styled(draw: DrawFn, record: Source | Statement) -> dict[str, Any]:
    """Return a record's data with its short and long forms mixed and its keys in any order."""
    data = record_data(record)
    if isinstance(record, Statement):
        has_anchors = bool(record.anchors)
        if has_anchors and draw(st.booleans()):
            data = {name: value for name, value in data.items() if name not in SHORTHAND}
            data["anchors"] = [_spanned(draw, anchor_data(anchor)) for anchor in record.anchors]
        else:
            _spanned(draw, data)
        for relation in RELATIONS:
            if isinstance(data.get(relation), str) and draw(st.booleans()):
                data[relation] = [data[relation]]
        unset = draw(st.sampled_from((None, None, "note", "tags", "limits", "speaker")))
        if unset is not None:
            data.setdefault(unset, None)
    return {name: data[name] for name in draw(st.permutations(list(data)))}


def _spanned(draw: DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    if "span" in data and draw(st.booleans()):
        data["spans"] = [data.pop("span")]
    return data


class _Scribe:
    """Writes YAML as people do."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.comments: list[str] = []

    def write(self, map: ArgumentMap) -> Written:
        written = Written("", self.comments)
        self.comment("")
        meta = head_data(map)
        for name in self.draw(st.permutations([*meta, *SECTIONS])):
            self.comment("")
            if name in meta:
                self.lines += f"{name}: {self.value(meta[name], '  ')}".split("\n")
                continue
            listed = getattr(map, name)
            if not listed:
                self.lines += self.draw(st.sampled_from(([], [f"{name}:"], [f"{name}: []"])))
                continue
            self.lines.append(f"{name}:{self.remark()}")
            indent = self.draw(st.sampled_from(("", "  ", "    ")))
            for row, record in enumerate(listed):
                self.comment(indent)
                start = len(self.lines)
                written.keys |= {
                    (name, row, key): text for key, text in self.record(record, indent).items()
                }
                written.records[name, row] = "\n".join(self.lines[start:])
            self.comment(self.draw(st.sampled_from(("", indent))))
        line_end = self.draw(st.sampled_from(("\n", "\n", "\r\n")))
        written.text = line_end.join("\n".join(self.lines).split("\n"))
        written.text += self.draw(st.sampled_from(("", line_end)))
        written.text = self.draw(st.sampled_from(("", "", "\ufeff"))) + written.text
        return written

    def comment(self, indent: str) -> None:
        for _ in range(self.draw(st.sampled_from((0, 0, 1, 2)))):
            comment = f"# comment {len(self.comments)}: - it's {{kept}}"
            self.comments.append(comment)
            self.lines.append(indent + comment)
        if self.draw(st.integers(0, 5)) == 0:
            self.lines.append("")

    def remark(self) -> str:
        return self.draw(st.sampled_from(("", "", "  # a remark", " #")))

    def record(self, record: Source | Statement, indent: str) -> dict[str, str]:
        data = _styled(self.draw, record)
        if self.draw(st.integers(0, 3)) == 0:
            return self.flow_record(data, indent)
        lead = f"{indent}-{self.draw(st.sampled_from((' ', '   ')))}"
        if self.draw(st.integers(0, 6)) == 0:
            self.lines.append(f"{indent}-{self.remark()}")
            lead = f"{indent}  "
        inner = " " * len(lead)
        keys = {}
        for key, value in data.items():
            if lead == inner:
                self.comment(inner)
            start = len(self.lines)
            self.entry(lead, key, value, inner)
            keys[key] = "\n".join(self.lines[start:]).removeprefix(lead)
            lead = inner
        return keys

    def flow_record(self, data: dict[str, Any], indent: str) -> dict[str, str]:
        keys = {key: f"{key}: {yaml_value(value)}" for key, value in data.items()}
        gap = self.draw(st.sampled_from((", ", ",", f",\n{indent}   ", " , ")))
        closing = "}" if "\n" not in gap else f"\n{indent}  }}"
        self.lines += f"{indent}- {{{gap.join(keys.values())}{closing}{self.remark()}".split("\n")
        return keys

    def entry(self, lead: str, key: str, value: object, indent: str) -> None:
        is_list = key not in ("span", "meta")
        if value is None:
            null = self.draw(st.sampled_from(("null", "~", "Null")))
            self.lines.append(f"{lead}{key}: {null}{self.remark()}")
        elif is_list and isinstance(value, list) and value and self.draw(st.booleans()):
            self.lines.append(f"{lead}{key}:{self.remark()}")
            dash = indent + self.draw(st.sampled_from(("- ", "  - ")))
            for item in value:
                if isinstance(item, dict) and self.draw(st.booleans()):
                    first = dash
                    for name, part in item.items():
                        self.entry(first, name, part, " " * len(dash))
                        first = " " * len(dash)
                else:
                    self.lines.append(f"{dash}{yaml_value(item)}{self.remark()}")
        elif isinstance(value, list):
            self.lines.append(f"{lead}{key}: {yaml_value(value)}{self.remark()}")
        else:
            # A block scalar's lines go past the column of its key.
            self.lines += f"{lead}{key}: {self.value(value, indent + '  ')}".split("\n")

    def value(self, value: object, indent: str) -> str:
        ways = [yaml_line(value), yaml_value(value)]
        if isinstance(value, str):
            ways += [json.dumps(value)] if value.isascii() and "\x7f" not in value else []
            if BLOCK_TEXT.match(value):
                header = "|" if value.endswith("\n") else "|-"
                body = value.removesuffix("\n").replace("\n", f"\n{indent}")
                ways += 2 * [f"{header}\n{indent}{body}"]
                if value.endswith("\n"):
                    ways.append(f"|+\n{indent}{body}")
        written: str = self.draw(st.sampled_from(ways))
        return written
