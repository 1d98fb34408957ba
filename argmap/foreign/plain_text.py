"""Text in a notation of its own, known by its first lines."""

from __future__ import annotations

import re

from argmap.foreign.kind import AS_SOURCE, AS_TEXT, SOURCE, WRITTEN, Foreign

_LOOKED_AT = 4000
_BEGINNINGS: tuple[tuple[re.Pattern[str], Foreign], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), found)
    for pattern, found in (
        (r"(?:%[^\n]*\n\s*)*@[a-z]+\s*\{[^\n]*,", Foreign("a bibliography (BibTeX)")),
        (r"TY  - ", Foreign("a bibliography (RIS)")),
        (r"@prefix\s|@base\s", Foreign("RDF (Turtle)")),
        (r"<[a-z][a-z0-9+.-]*:[^<>\s]*>\s+<[a-z][^<>\s]*>\s+\S", Foreign("RDF (N-Triples)")),
        (r"Prefix\(|Ontology\(|Prefix:\s*\S*\s*<", Foreign("an OWL ontology")),
        (
            r"(?:strict\s+)?(?:di)?graph\b[^\n{]*\{\s*?(?:\n|[^}\n]*(?:->|--|=|;)|\}\s*\Z)",
            Foreign("DOT", but=WRITTEN),
        ),
        (
            r"(?:%%[^\n]*\n\s*)*(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b",
            Foreign("Mermaid", but=WRITTEN),
        ),
        (r"(?:%%[^\n]*\n\s*)*mindmap\s*\n", Foreign("a Mermaid mind map")),
        (r"graph\s*\[\s*\n", Foreign("a GML graph")),
        (r"\*Vertices\s+\d+", Foreign("a Pajek graph")),
        (r"(?:#[^\n]*\n)*\d+(?:-\d+)?(?:\t[^\t\n]*){9}\n", Foreign("CoNLL-U")),
        (
            r"(?:(?:[#;].*)?\n)*\[[\w. -]+\][ \t\r]*\n\s*[\w.-]+\s*=",
            Foreign("settings (TOML, INI)"),
        ),
        (r"@start(?:uml|mindmap)\b", Foreign("PlantUML")),
        (r"\\documentclass\b|\\begin\{", Foreign("LaTeX", AS_TEXT)),
        (r"WEBVTT\b", Foreign("subtitles (WebVTT)", AS_SOURCE, SOURCE)),
        (r"\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> ", Foreign("subtitles (SRT)", AS_SOURCE, SOURCE)),
        (r"p af \d+\s*\n", Foreign("an argumentation framework (ICCMA)")),
        (
            r"(?:arg|att)\([^()\n]*\)\s*\.",
            Foreign("an argumentation framework (ASPARTIX)"),
        ),
    )
)
_TAGGED = re.compile(r"(?:\S+[ \t]+)+(?:O|[BIESLU]-\S+)\s*")
_BEGUN = re.compile(r"[ \t][BSU]-\S+\s*\Z")


def from_lines(text: str) -> Foreign | None:
    """Return what a text is by its first lines, None if that is not clear."""
    near = text[:_LOOKED_AT]
    for beginning, found in _BEGINNINGS:
        if beginning.match(near):
            return found
    if _is_tagged(near if len(text) <= _LOOKED_AT else near[: near.rfind("\n") + 1]):
        return Foreign("words with labels, one in each line (CoNLL, BIO)")
    return None


def _is_tagged(text: str) -> bool:
    """Tell whether each line is a token with its label, as CoNLL has them."""
    lines = [
        line
        for line in text.split("\n")
        if line.strip() and not line.startswith(("#", "-DOCSTART-"))
    ]
    return any(map(_BEGUN.search, lines)) and all(map(_TAGGED.fullmatch, lines))
