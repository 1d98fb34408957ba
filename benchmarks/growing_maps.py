"""Maps of any size and of many shapes, whose reading and writing `growth.py` measures.

Each function writes a map of so many statements into a folder and returns its path.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORDS = (
    "council", "night", "buses", "help", "people", "home", "safely",
    "roads", "open", "traffic", "money", "parking", "river", "bridge",
    "market", "winter", "school", "summer", "station", "harbour", "garden",
    "letters", "answer", "promise", "budget", "meeting",
)  # fmt: skip


def sentence(number: int) -> str:
    """Return a sentence that no other number has."""
    chosen = " ".join(WORDS[(number * step + step) % len(WORDS)] for step in (1, 3, 7, 11, 13))
    return f"Point {number} holds that {chosen}."


def _text(size: int) -> str:
    return "\n".join(map(sentence, range(size))) + "\n"


def _spans(size: int) -> Iterator[tuple[int, int]]:
    start = 0
    for number in range(size):
        yield start, start + len(sentence(number))
        start += len(sentence(number)) + 1


def _target(number: int) -> str:
    """Return what a statement of a tree bears on, as a line; nothing for the claim on top."""
    if number % 10 == 0:
        return "answers: q" if number % 100 == 0 else ""
    parent = number - number % 10 + (number % 10 - 1) // 3
    return f"supports: s{parent}" if number % 10 < 8 else f"rebuts: s{parent}"


def _tree(size: int, *, placed: bool = True, quoted: bool = True) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {"claims": [], "reasons": [], "caveats": []}
    for number, (start, end) in enumerate(_spans(size)):
        target = _target(number)
        section = {"s": "reasons", "r": "caveats"}.get(target[:1], "claims")
        lines = [f"  - id: s{number}", f"    text: In short, point {number} says it well"]
        lines += [f"    {target}"] if target else []
        lines += [f"    quote: {sentence(number)}"] if quoted else ["    implicit: true"]
        lines += [f"    span: [{start}, {end}]"] if placed else []
        sections[section] += lines
    return sections


def _write(folder: Path, sections: dict[str, list[str]], head: str = "") -> Path:
    lines = [
        "argmap: 1",
        *head.splitlines(),
        "questions:",
        "  - {id: q, text: Why, implicit: true}",
    ]
    for name, records in sections.items():
        lines += [f"{name}:", *records] if records else []
    path = folder / "map.argmap.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


TOP = ["  - {id: s0, text: Top, implicit: true}"]
ONE_TEXT = "sources:\n  - {id: report, path: report.txt}"


def trees(folder: Path, size: int) -> Path:
    """Trees of ten statements, each anchored in its own sentence of one text."""
    (folder / "report.txt").write_text(_text(size), encoding="utf-8")
    return _write(folder, _tree(size), ONE_TEXT)


def drafts(folder: Path, size: int) -> Path:
    """Write those trees, with quotes that have no spans yet."""
    (folder / "report.txt").write_text(_text(size), encoding="utf-8")
    return _write(folder, _tree(size, placed=False), ONE_TEXT)


def implicit(folder: Path, size: int) -> Path:
    """Write those trees without a source."""
    return _write(folder, _tree(size, placed=False, quoted=False))


def many_sources(folder: Path, size: int) -> Path:
    """Write a source for every ten statements, in the map itself."""
    sources = [
        f"  - id: t{number}\n    text: {json.dumps(_text(10))}" for number in range(size // 10)
    ]
    spans = list(_spans(10))
    claims = []
    for number in range(size):
        start, end = spans[number % 10]
        claims += [f"  - id: s{number}", f"    source: t{number // 10}"]
        claims += [f"    quote: {sentence(number % 10)}", f"    span: [{start}, {end}]"]
    return _write(folder, {"claims": claims}, "\n".join(["sources:", *sources]))


def chain(folder: Path, size: int) -> Path:
    """Reasons that support one another, one below the other."""
    reasons = []
    for number in range(1, size):
        reasons += [f"  - {{id: s{number}, text: Link {number}, implicit: true,"]
        reasons += [f"     supports: s{number - 1}}}"]
    return _write(
        folder, {"claims": ["  - {id: s0, text: Top, implicit: true}"], "reasons": reasons}
    )


def undercuts(folder: Path, size: int) -> Path:
    """Undercuts of undercuts, one below the other."""
    caveats = [
        f"  - {{id: s{number}, text: Undercut {number}, implicit: true, undercuts: s{number - 1}}}"
        for number in range(2, size)
    ]
    return _write(
        folder,
        {
            "claims": TOP,
            "reasons": ["  - {id: s1, text: Reason, implicit: true, supports: s0}"],
            "caveats": caveats,
        },
    )


def fan(folder: Path, size: int) -> Path:
    """Reasons that all support one claim."""
    reasons = [
        f"  - {{id: s{number}, text: Reason {number}, implicit: true, supports: s0}}"
        for number in range(1, size)
    ]
    return _write(
        folder, {"claims": ["  - {id: s0, text: Top, implicit: true}"], "reasons": reasons}
    )


def joint(folder: Path, size: int) -> Path:
    """Premises that count only together, all of them."""
    reasons = [
        f"  - {{id: s{number}, text: Reason {number}, implicit: true, supports: s0, joint: j}}"
        for number in range(1, size)
    ]
    return _write(
        folder, {"claims": ["  - {id: s0, text: Top, implicit: true}"], "reasons": reasons}
    )


def broken_references(folder: Path, size: int) -> Path:
    """Reasons whose targets are misspelt."""
    reasons = [
        f"  - {{id: s{number}, text: Reason {number}, implicit: true, supports: t{number}}}"
        for number in range(1, size)
    ]
    return _write(
        folder, {"claims": ["  - {id: s0, text: Top, implicit: true}"], "reasons": reasons}
    )


def unknown_keys(folder: Path, size: int) -> Path:
    """Write one record with many keys that argmap does not know."""
    keys = "\n".join(f"    txet{number}: x" for number in range(size))
    return _write(folder, {"claims": [f"  - id: s0\n    text: Top\n    implicit: true\n{keys}"]})


def ignore_comments(folder: Path, size: int) -> Path:
    """Write a comment above every claim that silences a rule."""
    claims = [
        f"  # argmap: ignore[AM131]\n  - {{id: s{number}, text: Claim {number}}}"
        for number in range(size)
    ]
    (folder / "report.txt").write_text(_text(10), encoding="utf-8")
    return _write(folder, {"claims": claims}, ONE_TEXT)


def same_ids(folder: Path, size: int) -> Path:
    """Claims that all have one id."""
    claims = [f"  - {{id: s, text: Claim {number}, implicit: true}}" for number in range(size)]
    return _write(folder, {"claims": claims})


def ambiguous_quote(folder: Path, size: int) -> Path:
    """Drafts with one quote, which occurs as many times in the text."""
    (folder / "report.txt").write_text(_repeated(size), encoding="utf-8")
    claims = [f"  - {{id: s{number}, quote: The buses help}}" for number in range(size)]
    return _write(folder, {"claims": claims}, ONE_TEXT)


def _repeated(size: int) -> str:
    return "\n".join(f"{WORDS[n % len(WORDS)]} {n}. The buses help." for n in range(size)) + "\n"


def missing_quotes(folder: Path, size: int) -> Path:
    """Drafts whose quotes are not in their text."""
    (folder / "report.txt").write_text(_text(1000), encoding="utf-8")
    claims = [
        f"  - {{id: s{number}, quote: Zebra {number} was never seen near that}}"
        for number in range(size)
    ]
    return _write(folder, {"claims": claims}, ONE_TEXT)


def shifted_spans(folder: Path, size: int) -> Path:
    """Write trees whose spans are all wrong."""
    path = trees(folder, size)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("span: [", "span: [1"), encoding="utf-8")
    return path


def changed_source(folder: Path, size: int) -> Path:
    """Write trees whose source was changed in every tenth sentence; `old.txt` is the old one."""
    path = trees(folder, size)
    old = (folder / "report.txt").read_text(encoding="utf-8")
    (folder / "old.txt").write_text(old, encoding="utf-8")
    lines = old.splitlines(keepends=True)
    lines[::10] = [f"Well, {line}" for line in lines[::10]]
    (folder / "report.txt").write_text("".join(lines), encoding="utf-8")
    return path


# Files of formats that argmap reads and does not write.


def aml(folder: Path, size: int) -> Path:
    """Araucaria's file: one claim with reasons that are in its text."""
    units = [
        f'<AU><PROP identifier="s{number}" missing="no"><PROPTEXT offset="{start}">'
        f"{sentence(number)}</PROPTEXT></PROP>"
        for number, (start, _) in enumerate(_spans(size))
    ]
    inside = "".join(f"<CA>{unit}</AU></CA>" for unit in units[1:])
    path = folder / "map.aml"
    path.write_text(
        f"<ARG><TEXT>{_text(size)}</TEXT>{units[0]}{inside}</AU></ARG>", encoding="utf-8"
    )
    return path


def uima(folder: Path, size: int) -> Path:
    """XMI of claims and premises with a relation for each."""
    types = "http:///de/tudarmstadt/ukp/dkpro/argumentation/types.ecore"
    parts = "".join(
        f'<t:{"Premise" if number else "Claim"} xmi:id="{number + 10}" sofa="6" begin="{start}"'
        f' end="{end}"/>'
        for number, (start, end) in enumerate(_spans(size))
    )
    relations = "".join(
        f'<t:ArgumentRelation xmi:id="{number + size + 10}" sofa="6" begin="0" end="0"'
        f' source="{number + 10}" target="10"/>'
        for number in range(1, size)
    )
    sofa = _text(size).replace("\n", "&#10;")
    path = folder / "map.xmi"
    path.write_text(
        f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        f' xmlns:t="{types}" xmi:version="2.0"><cas:NULL xmi:id="0"/>{parts}{relations}<cas:Sofa'
        f' xmi:id="6" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{sofa}"/>'
        '<cas:View sofa="6" members=""/></xmi:XMI>',
        encoding="utf-8",
    )
    return path


def ova2(folder: Path, size: int) -> Path:
    """OVA2's graph of a claim and its reasons, marked in a text."""
    marks = [
        f'<span class="highlighted" id="node{number}">{sentence(number)}</span>'
        for number in range(size)
    ]
    nodes = [{"id": number, "type": "I", "text": sentence(number)} for number in range(size)]
    steps = [{"id": size + number, "type": "RA", "text": "Inference"} for number in range(1, size)]
    edges = []
    for number in range(1, size):
        step = {"node": steps[number - 1]}
        edges.append({"from": {"node": nodes[number]}, "to": step})
        edges.append({"from": step, "to": {"node": nodes[0]}})
    data = {"nodes": nodes + steps, "edges": edges, "analysis": {"txt": "<br>".join(marks)}}
    path = folder / "map.ova2.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def cdcp(folder: Path, size: int) -> Path:
    """Propositions of a comment, each a reason for the first, and the comment beside them."""
    data = {
        "prop_offsets": list(map(list, _spans(size))),
        "prop_labels": ["fact"] * size,
        "reasons": [[[number, number], 0] for number in range(1, size)],
        "evidences": [],
        "url": {},
    }
    path = folder / "map.ann.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    path.with_name("map.txt").write_text(_text(size), encoding="utf-8")
    return path


def argdown_json(folder: Path, size: int) -> Path:
    """Write what Argdown's program writes for a claim with reasons."""
    statements = {
        f"s{number}": {
            "type": "equivalence-class", "title": f"s{number}",
            "members": [{"type": "statement", "role": "top-level-statement",
                         "text": sentence(number), "title": f"s{number}"}],
        }
        for number in range(size)
    }  # fmt: skip
    relations = [
        {
            "type": "relation", "relationType": "support", "from": f"s{number}",
            "fromType": "equivalence-class", "to": "s0", "toType": "equivalence-class",
        }
        for number in range(1, size)
    ]  # fmt: skip
    path = folder / "map.argdown.json"
    data = {"statements": statements, "arguments": {}, "relations": relations}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


FOREIGN: dict[str, Callable[[Path, int], Path]] = {
    "aml": aml,
    "cdcp": cdcp,
    "uima": uima,
    "ova2": ova2,
    "argdown-json": argdown_json,
}
