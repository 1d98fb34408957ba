"""Read arguebuf's nodes, edges and resources into a map; its graph is read as one of AIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from argmap.formats.interchange.reading import AifGraph
from argmap.formats.losses import listing
from argmap.formats.reading import records as reading
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY, decoded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor
    from argmap.source import Source

RESOURCES = "resources"
"""The key of argmap's own block that says the order of the resources."""
PLACE = "pos"
"""The key of argmap's record of an atom that says which place it has among all of them."""

# By their numbers in version 1 of the schema, whose JSON may have either.
_NAMES = """
DEFAULT POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE
ANALOGY PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS
ALTERNATIVES VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES SACRIFICE
THE_GROUP_AND_ITS_MEMBERS PRACTICAL_REASONING TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS
IGNORANCE EPISTEMIC_IGNORANCE CAUSE_TO_EFFECT CORRELATION_TO_CAUSE SIGN ABDUCTIVE
EVIDENCE_TO_HYPOTHESIS CONSEQUENCES PRAGMATIC_ALTERNATIVES THREAT FEAR_APPEAL DANGER_APPEAL
NEED_FOR_HELP DISTRESS COMMITMENT ETHOTIC GENERIC_AD_HOMINEM PRAGMATIC_INCONSISTENCY
INCONSISTENT_COMMITMENT CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM SLIPPERY_SLOPE
PRECEDENT_SLIPPERY_SLOPE SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE
CONSTITUTIVE_RULE_CLAIMS RULES EXCEPTIONAL_CASE PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
POSITIVE_VALUES NEGATIVE_VALUES POSITIVE_CONSEQUENCES NEGATIVE_CONSEQUENCES
"""
SUPPORTS = tuple(_NAMES.split())
"""The argument schemes that support may have."""

_TYPES = {"support": "RA", "attack": "CA", "rephrase": "MA", "preference": "PA"}


def read_arguebuf(data: Record, document: Document) -> Assembly:
    """Return the map in the making that a file of arguebuf says."""
    nodes = reading.entries(data, "nodes", document.tell)
    records = {key: record for key, node in nodes.items() if (record := _noted(node)) is not None}
    places = {key: record.pop(PLACE, None) for key, record in records.items()}
    block = _noted(data)
    found = decoded(document, block, records=records)
    assembly = Assembly(document, "arguebuf", found)
    is_own = block is not None and bool(block.get("is_own"))
    order = reading.listed(block, RESOURCES)
    anchors = anchors_of(nodes, data, assembly, order, by_words=not is_own)
    ranks = {source.id: rank for rank, source in enumerate(assembly.sources)}
    starts = {
        key: (ranks.get(one[0].source or "", 0), one[0].spans[0].start)
        for key, one in anchors.items()
        if one[0].spans
    }
    edges = reading.entries(data, "edges", document.tell)
    _tell_strangers(nodes, reading.entries(data, "participants"), assembly)
    graph = AifGraph(_as_aif(data, nodes, edges, _ordered(nodes, places, starts)), assembly)
    graph.read((), anchors)
    if not is_own:
        assembly.rest["head"] = reading.without(data, "nodes", "edges")
    return assembly


def either(record: Record, name: str, other: str) -> object:
    """Return a field by its name in camel case or by its other one, in snake case."""
    return record.get(name, record.get(other))


def _noted(holder: Record) -> Record | None:
    """Return what argmap recorded in user data, where numbers would not be safe: as text."""
    noted = reading.field(holder.get("userdata"), KEY)
    if isinstance(noted, str):
        try:
            noted = json.loads(noted)
        except (ValueError, RecursionError):
            return None
    return noted if isinstance(noted, dict) else None


def _ordered(
    nodes: Iterable[str], places: Mapping[str, object], starts: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Return the ids in the order that argmap recorded, else that of their words, else by id.

    The order of the file says nothing: programs write it as it comes.
    """

    def rank(key: str) -> tuple[int, int, int, str]:
        place = str(places.get(key))
        if place.isdecimal():
            return (0, int(place[:18]), 0, key)
        return (1, *starts[key], key) if key in starts else (2, 0, 0, key)

    return sorted(nodes, key=rank)


def _tell_strangers(
    nodes: Mapping[str, Record], people: Container[str], assembly: Assembly
) -> None:
    """Report participants of atoms that the file does not have."""
    speakers = {key: reading.key(node.get("atom"), "participant") for key, node in nodes.items()}
    lost = [f"{who!r} (of {key!r})" for key, who in speakers.items() if who and who not in people]
    if lost:
        what = f"participants are not in the file: {listing(lost)}"
        assembly.tell("unresolved", None, "speaker", what)


# As nodes and edges of AIF, which keep the ones of the file under `raw`


def _as_aif(
    data: Record, nodes: Mapping[str, Record], edges: Mapping[str, Record], order: Sequence[str]
) -> Record:
    people = {key: one.get("name") for key, one in reading.entries(data, "participants").items()}
    speakers = {key: reading.key(node.get("atom"), "participant") for key, node in nodes.items()}
    return {
        "nodes": [aif_node(key, nodes[key]) for key in order],
        "edges": [
            {
                "fromID": edge.get("source"),
                "toID": edge.get("target"),
                "raw": {"id": key, "edge": edge},
            }
            for key, edge in edges.items()
        ],
        "participants": [{"participantID": key, "firstname": name} for key, name in people.items()],
        "locutions": [
            {"nodeID": key, "personID": who} for key, who in speakers.items() if who in people
        ],
    }


def aif_node(key: str, node: Record) -> Record:
    """Return a node as AIF has it, with the node itself under `raw`."""
    found: Record = {"nodeID": key, "type": "", "raw": node}
    atom, scheme = node.get("atom"), node.get("scheme")
    if isinstance(atom, dict):
        found |= {"type": "I", "text": atom.get("text")}
        if reading.words(atom, "text"):
            found["raw"] = {**node, "atom": reading.without(atom, "text")}
    elif isinstance(scheme, dict):
        name = next((name for name in _TYPES if name in scheme), "")
        found["type"] = _TYPES.get(name, "")
        words = _scheme(scheme.get("support"))
        if name == "support" and words is not None:
            found["scheme"] = words
    return found


def _scheme(value: object) -> str | None:
    """Return the words of a scheme that is given by name or number, None for the default one."""
    if isinstance(value, int) and 0 <= value < len(SUPPORTS):
        value = SUPPORTS[value]
    if not isinstance(value, str):
        return None
    name = value.removeprefix("SUPPORT_")
    return None if name == "DEFAULT" else name.replace("_", " ").lower()


# Resources


def anchors_of(
    nodes: Mapping[str, Record],
    data: Record,
    assembly: Assembly,
    order: Iterable[object] = (),
    *,
    by_words: bool,
) -> dict[str, list[Anchor]]:
    """Return the anchors that references make; what does not fit is reported.

    An offset of 0 may be left out, so if there is none, words that the resource starts with are
    there, and other words where they are once. With ``by_words``, atoms without a reference are
    looked for by their words alone. ``order`` is that of the resources, as in ``_resources``.
    """
    resources = _resources(data, order, assembly)
    for key, node in nodes.items():
        reference = reading.field(node.get("atom"), "reference")
        if not isinstance(reference, dict):
            continue
        source = resources.get(reading.key(reference, "resource") or "")
        words = reading.words(reference, "text")
        if source is None or words is None:
            assembly.tell_lost(key, reference.get("resource"), is_there=source is not None)
            continue
        offset = reference.get("offset")
        if isinstance(offset, str) and offset.isdecimal():
            offset = int(offset[:18])
        if not isinstance(offset, int):
            offset = _only_place(source.text, words)
        assembly.span(key, source, words, offset, None)
    found = assembly.placed()
    if by_words:
        texts = [
            (key, text)
            for key, node in nodes.items()
            if key not in found and (text := reading.text(node.get("atom"), "text")) is not None
        ]
        anchors = assembly.words(texts, assembly.sources, in_order=False)
        pairs = zip(texts, anchors, strict=True)
        found |= {key: [anchor] for (key, _), anchor in pairs if anchor is not None}
    return found


def _resources(data: Record, order: Iterable[object], assembly: Assembly) -> dict[str, Source]:
    """Return which source each resource of the file is.

    ``order`` are ids of resources in the order that they had, before others put them in any.
    """
    ranks = {key: rank for rank, key in enumerate(map(str, order))}
    resources = reading.entries(data, "resources", assembly.tell)
    found: dict[str, Source] = {}
    for key in sorted(resources, key=lambda one: ranks.get(one, len(ranks))):
        if text := reading.text(resources[key], "text"):
            title, url = (reading.text(resources[key], one) or None for one in ("title", "source"))
            found[key] = assembly.source(key, text, id=key, title=title, url=url)
    return found


def _only_place(text: str, words: str) -> int:
    """Return where words are, if they are at the start or only once; else -1."""
    if text.startswith(words):
        return 0
    start = text.find(words)
    return start if start >= 0 and text.find(words, start + 1) < 0 else -1
