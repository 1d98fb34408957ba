"""Turn the inferences of a foreign file into links between statements, and name each link.

A foreign inference has premises and a target, which may be another inference; a map has links,
one from each premise, and an undercut names the premise whose link it attacks. Nothing recurses
over data: files hold cycles, and chains of any length.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.graph import BEARING
from argmap.graph.components import topmost
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from argmap.formats.losses import LossKind
    from argmap.model import Relation

    Tell = Callable[[LossKind, str | None, str, str], None]


@dataclass(eq=False)
class Inference:
    """A step of a file from premises to a target, all named by their foreign keys."""

    key: str
    relation: Relation
    premises: tuple[str, ...]
    target: str
    scheme: str | None = None
    strength: float | None = None
    meta: Mapping[str, object] | None = None
    premise_meta: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    links: list[PremiseLink] = field(default_factory=list)


@dataclass(eq=False)
class PremiseLink:
    """One premise's part in an inference; ``attacked`` is the link that an undercut attacks."""

    relation: Relation
    origin: str
    target: str
    inference: Inference
    attacked: PremiseLink | None = None
    reference: str = ""


def link(inferences: list[Inference], ids: Mapping[str, str], tell: Tell) -> list[PremiseLink]:
    """Return the links that the inferences make, in their order, each with its reference.

    ``ids`` are the ids of the statements by their keys, in document order. What makes no link is
    told.
    """
    _link_statements(inferences, ids, tell)
    undercuts = _link_inferences(inferences, ids, tell)
    links = [link for inference in inferences for link in inference.links]
    outgoing: dict[str, list[PremiseLink]] = defaultdict(list)
    for one in links:
        outgoing[one.origin].append(one)
        one.reference = ids[one.target]
    for undercut in undercuts:
        _spell(undercut, outgoing, ids)
    return links


def _link_statements(inferences: Iterable[Inference], ids: Mapping[str, str], tell: Tell) -> None:
    seen: set[tuple[str, str, str]] = set()
    for inference in inferences:
        if inference.target not in ids:
            continue
        relation = inference.relation
        for origin in _premises(inference, ids, tell):
            if relation == "undercuts":
                # There is no link to be attacked, so it is the statement that is.
                what = "an attack on the link of a statement that has none is read as `rebuts`"
                tell("approximated", origin, relation, what)
                inference.relation = "rebuts"
            name = (inference.relation, origin, inference.target)
            if name in seen:
                what = f"`{inference.relation}` that is given twice for one target is kept once"
                tell("dropped", origin, inference.relation, what)
                continue
            seen.add(name)
            made = PremiseLink(inference.relation, origin, inference.target, inference)
            inference.links.append(made)


def _link_inferences(
    inferences: list[Inference], ids: Mapping[str, str], tell: Tell
) -> list[PremiseLink]:
    """Make the links that attack links, each once what it attacks is there."""
    rank = {key: number for number, key in enumerate(ids)}
    steps = {inference.key for inference in inferences}
    attackers: dict[str, list[Inference]] = defaultdict(list)
    for inference in inferences:
        if inference.target not in ids and inference.relation == "undercuts":
            attackers[inference.target].append(inference)
    made: list[PremiseLink] = []
    seen: set[tuple[str, PremiseLink]] = set()
    # The queue grows while it is worked off.
    queue = [inference for inference in inferences if inference.links]
    for attacked in queue:
        first = min(attacked.links, key=lambda one: rank[one.origin])
        for attacker in attackers.get(attacked.key, ()):
            is_new = not attacker.links
            for origin in _premises(attacker, ids, tell if is_new else _silent):
                if (origin, first) in seen:
                    what = "`undercuts` that is given twice for one link is kept once"
                    tell("dropped", origin, "undercuts", what)
                    continue
                seen.add((origin, first))
                undercut = PremiseLink("undercuts", origin, first.origin, attacker, attacked=first)
                attacker.links.append(undercut)
                made.append(undercut)
            if is_new and attacker.links:
                queue.append(attacker)
    for inference in inferences:
        if inference.target in ids or inference.links:
            continue
        _tell_unlinked(inference, ids, tell, is_there=inference.target in steps)
    return made


def _premises(inference: Inference, ids: Mapping[str, str], tell: Tell) -> list[str]:
    for key in inference.premises:
        if key not in ids:
            what = f"a premise is not in the file: {key!r}, used by {inference.key!r}"
            tell("unresolved", None, inference.relation, what)
    return [key for key in inference.premises if key in ids]


def _silent(*_: object) -> None:
    """Tell nothing a second time."""


def _tell_unlinked(
    inference: Inference, ids: Mapping[str, str], tell: Tell, *, is_there: bool
) -> None:
    if not is_there:
        what = f"a target is not in the file: {inference.target!r}, used by {inference.key!r}"
    elif inference.relation == "undercuts":
        what = "an attack on a link that could not be read is left out"
    else:
        what = f"`{inference.relation}` of a link cannot be stored in a map"
    for key in inference.premises:
        kind: LossKind = "dropped" if is_there else "unresolved"
        tell(kind, key if key in ids else None, inference.relation, what)


def _spell(
    undercut: PremiseLink, outgoing: Mapping[str, list[PremiseLink]], ids: Mapping[str, str]
) -> None:
    """Name the link that an undercut attacks: by its premise alone where that has no other."""
    attacked = undercut.attacked
    if attacked is None:  # pragma: no cover -- only undercuts are spelled
        return
    options = [
        one for one in outgoing[attacked.origin] if one.relation in BEARING and one is not undercut
    ]
    undercut.reference = ids[attacked.origin]
    if len(options) > 1:
        alike = [one for one in options if one.target == attacked.target]
        end = ids[attacked.target] if len(alike) == 1 else attacked.reference
        undercut.reference += ARROW + end


def joint_names(
    inferences: Iterable[Inference], explicit: Mapping[str, str], tell: Tell
) -> dict[str, str]:
    """Return the joint name of every premise that shares an inference with another.

    ``explicit`` are the names that the file gives itself. Premises of inferences that overlap share
    one name, since a statement has only one; where that joins what the file has apart, it is
    reported.
    """
    above: dict[str, str] = {}
    names: dict[str, str] = {}
    inferences = list(inferences)
    joined = [one for one in inferences if len(one.links) > 1 and one.relation in BEARING]
    for inference in joined:
        tops = [topmost(above, link.origin) for link in inference.links]
        for top in tops[1:]:
            if (other := topmost(above, top)) != tops[0]:
                above[other] = tops[0]
    for inference in joined:
        names.setdefault(topmost(above, inference.links[0].origin), _cleaned(inference.key))
    for origin, name in explicit.items():
        if origin in above:
            names[topmost(above, origin)] = name
    found = {origin: names[topmost(above, origin)] for origin in above}
    _tell_joined(inferences, found, tell)
    return found


def _tell_joined(inferences: Iterable[Inference], joints: Mapping[str, str], tell: Tell) -> None:
    groups: dict[tuple[object, ...], Inference] = {}
    for inference in inferences:
        for one in inference.links:
            if one.origin not in joints or one.relation not in BEARING:
                continue
            name = (joints[one.origin], one.relation, one.target, one.attacked)
            if groups.setdefault(name, inference) is not inference:
                what = "premises of overlapping inferences count as joint, though they are separate"
                tell("approximated", one.origin, "joint", what)


def _cleaned(key: str) -> str:
    return key or "joint"
