"""Answer, one line of JSON for another, what arguebuf and xaif make of a text."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

with suppress(ImportError):  # pytest looks for examples here, where there is neither
    import arguebuf
    import xaif


def graph_of(graph: arguebuf.Graph) -> dict[str, Any]:
    """Return the atoms, schemes and edges of a graph, and all of it as arguebuf's own JSON."""
    return {
        "atoms": {id: atom.plain_text for id, atom in graph.atom_nodes.items()},
        "schemes": {
            id: [type(node.scheme).__name__, node.scheme.value if node.scheme else None]
            for id, node in graph.scheme_nodes.items()
        },
        "edges": [[edge.source.id, edge.target.id] for edge in graph.edges.values()],
        "speakers": {
            id: atom.participant.name for id, atom in graph.atom_nodes.items() if atom.participant
        },
        "references": {
            id: [atom.reference.offset, atom.reference.plain_text]
            for id, atom in graph.atom_nodes.items()
            if atom.reference
        },
        "major_claim": graph.major_claim.id if graph.major_claim else None,
        "dumped": arguebuf.dump.dict(graph),
    }


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a question: which program, what it is to do, and the file."""
    data = question["data"]
    if question["program"] == "arguebuf":
        load = {
            "aif": arguebuf.load.aif,
            "xaif": arguebuf.load.xaif,
            "sadface": arguebuf.load.sadface,
            "arguebuf": arguebuf.load.dict,
        }
        return graph_of(load[question["format"]](data))
    file = xaif.AIF(data)
    found = {"is_valid": file.is_valid_json_aif(), "is_dialogue": file.is_json_aif_dialog()}
    if question.get("link"):
        relation, premise, target = question["link"]
        file.add_component(
            "argument_relation", relation_type=relation, iNode_ID1=premise, iNode_ID2=target
        )
    return {**found, "data": file.xaif}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(f"answer {json.dumps(answer(json.loads(line)))}\n")
        sys.stdout.flush()
