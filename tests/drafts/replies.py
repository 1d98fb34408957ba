"""Replies as language models write them, each with the map that it means.

Each statement is ``kind id: text “quote” relation target …``; `-` stands for no text.
"""

SOURCE = (
    "The council met on Monday. Buses help the town. They carry many people, and they are cheap. "
    'But they run seldom. The mayor said "no" twice.'
)

GOOD = """{"title": "Buses", "statements": [
  {"id": "c", "kind": "claim", "text": null, "quote": "Buses help the town", "source": null,
   "speaker": null, "implicit": false, "joint": null, "bears_on": []},
  {"id": "many", "kind": "reason", "text": "They carry many", "quote": "They carry many people",
   "source": null, "speaker": null, "implicit": false, "joint": null,
   "bears_on": [{"relation": "supports", "target": "c"}]},
  {"id": "seldom", "kind": "caveat", "text": null, "quote": "they run seldom", "source": null,
   "speaker": null, "implicit": false, "joint": null,
   "bears_on": [{"relation": "limits", "target": "c"}]}]}"""
MEANS = [
    "claim c: - “Buses help the town”",
    "reason many: They carry many “They carry many people” supports c",
    "caveat seldom: - “they run seldom” limits c",
]
_FLAT = (
    '{"id": "c", "type": "thesis", "statement": "Buses help", "evidence": "Buses help the town"}',
    '{"id": "r", "type": "premise", "statement": "Many", "supports": "c", "quote": "many people"}',
)

REPLIES: dict[str, tuple[str, list[str]]] = {
    "as the schema has it": (GOOD, MEANS),
    "in a fence with prose around it": (
        f"Sure! Here is the map:\n\n```json\n{GOOD}\n```\n\nLet me know {{if}} it helps.",
        MEANS,
    ),
    "in a fence that is never closed": (f"```json\n{GOOD}", MEANS),
    "in prose without a fence": (f"The map [as asked]: {GOOD} Done.", MEANS),
    "after thoughts that hold a draft, too": (
        f'<think>Maybe {{"claim": "No", "id": "no"}}?</think>\n{GOOD}',
        MEANS,
    ),
    "after an example out of its instructions": (
        f'As in {{"id": "r1", "kind": "reason", "quote": "Vans"}}:\n{GOOD}',
        MEANS,
    ),
    "wrapped": (f'{{"argument_map": {GOOD}}}', MEANS),
    "wrapped twice, in a list": (f'{{"result": [{{"draft": {GOOD}}}]}}', MEANS),
    "cut off in the last statement": (GOOD[: GOOD.index("they run")], MEANS[:2]),
    "cut off between statements": (GOOD[: GOOD.index('{"id": "seldom"')], MEANS[:2]),
    "with commas too many and comments": (
        GOOD.replace("]}]}", "],},]} // done").replace('"title"', '/* a map */ "title"'),
        MEANS,
    ),
    "without commas between members": (GOOD.replace('",\n', '"\n').replace("},\n", "}\n"), MEANS),
    "in Python's way": (
        GOOD.replace('"', "'").replace("null", "None").replace("false", "False"),
        MEANS,
    ),
    "with keys without marks": (
        '{statements: [{id: "c", kind: "claim", quote: "Buses help the town"}]}',
        MEANS[:1],
    ),
    "with typographic marks": (
        "{“statements”: [{“id”: “c”, “kind”: “claim”, “quote”: “Buses help the town”}]}",
        MEANS[:1],
    ),
    "with marks in a quote that are not escaped": (
        '{"claims": [{"id": "no", "quote": "The mayor said "no" twice", "text": ""}]}',
        ['claim no: - “The mayor said "no" twice”'],
    ),
    "as a map file": (
        (
            '{"argmap": 1, "claims": [{"id": "c", "quote": "Buses help the town", "span": [0, 9]}],'
            ' "reasons": [{"id": "many", "text": "They carry many", "supports": "c",'
            ' "quote": "They carry many people"}]}'
        ),
        MEANS[:2],
    ),
    "as YAML": (
        (
            "```yaml\nclaims:\n  - id: c\n    quote: Buses help the town\nreasons:\n  - id: many\n"
            "    text: They carry many\n    quote: They carry many people\n    supports: c\n```"
        ),
        MEANS[:2],
    ),
    "with reasons in their claim": (
        (
            '{"claims": [{"claim": "Buses help", "id": "c", "reasons": [{"text": "Many", "id": "r",'
            ' "quote": "many people", "objections": [{"id": "o", "text": "Seldom"}]}]}]}'
        ),
        [
            "claim c: Buses help",
            "reason r: Many “many people” supports c",
            "caveat o: Seldom rebuts r",
        ],
    ),
    "as one flat list with types": (
        f"[{', '.join(_FLAT)}]",
        [
            "claim c: Buses help “Buses help the town”",
            "reason r: Many “many people” supports c",
        ],
    ),
    "as JSON Lines": (
        "\n".join(_FLAT),
        [
            "claim c: Buses help “Buses help the town”",
            "reason r: Many “many people” supports c",
        ],
    ),
    "as nodes and edges": (
        (
            '{"nodes": [{"id": 1, "label": "claim", "text": "Buses help"},'
            ' {"id": 2, "label": "pro", "text": "Many"}],'
            ' "edges": [{"source": 2, "target": 1, "type": "support"}]}'
        ),
        ["claim 1: Buses help", "reason 2: Many supports 1"],
    ),
    "with relations by text, and absent in words": (
        (
            '{"claims": [{"id": "c", "text": "Buses help", "quote": "N/A", "speaker": "none"}],'
            ' "reasons": [{"id": "r", "text": "Many", "supports": "Buses help.", "quote": ""}],'
            ' "caveats": [{"id": "o", "type": "objection", "text": "Seldom", "target": "c"}]}'
        ),
        ["claim c: Buses help", "reason r: Many supports c", "caveat o: Seldom rebuts c"],
    ),
    "with equal duplicates": (
        (
            '[{"id": "c", "claim": "Buses help"}, {"id": "c2", "claim": "Buses help."},'
            ' {"id": "r", "reason": "Many", "supports": "c2"}]'
        ),
        ["claim c: Buses help", "reason r: Many supports c"],
    ),
    "without ids, with reasons as texts": (
        '{"claim": "Buses help", "because": ["They are cheap", "They carry many"]}',
        [
            "claim buses-help: Buses help",
            "reason they-are-cheap: They are cheap supports buses-help",
            "reason they-carry-many: They carry many supports buses-help",
        ],
    ),
    "with a reason for nothing": (
        (
            '{"claims": [{"id": "c", "text": "Buses help"}], "reasons": [{"id": "r",'
            ' "text": "Many", "supports": "d"}]}'
        ),
        ["claim c: Buses help", "claim r: Many"],
    ),
    "with an undercut of a link": (
        (
            '{"claims": [{"id": "c", "text": "Buses help"}], "reasons": [{"id": "r",'
            ' "text": "Many", "supports": ["c"]}],'
            ' "caveats": [{"id": "u", "text": "Not so", "undercuts": "r->c"}]}'
        ),
        ["claim c: Buses help", "reason r: Many supports c", "caveat u: Not so undercuts r->c"],
    ),
}
