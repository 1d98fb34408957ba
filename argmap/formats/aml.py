"""Araucaria AML: trees of arguments about one text.

Every PROP is a statement. Premises of a convergent argument (CA) support separately, those of a
linked one (LA) are joint, and a REFUTATION rebuts. OWNER is the speaker. A scheme belongs to the
inference whose conclusion and premises refer to it with the same `schid`.

TEXT is the source. An offset that does not fit counts UTF-16 units, or line ends as two characters;
all offsets of the file together decide which. A proposition marked as missing from the text is
implicit, unless its words are in the text after all. The definitions of schemes are dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.format import Codec
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import given_text
from argmap.formats.reading.records import as_offset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.formats.document import Document
    from argmap.formats.reading.containers import Element
    from argmap.model import Anchor, ArgumentMap, Relation
    from argmap.source import Source


_INFERENCES = ("CA", "LA", "REFUTATION")


def _fits(document: Document) -> bool:
    return document.xml.name == "ARG"


def _load(document: Document) -> ArgumentMap:
    root = document.xml
    if not _fits(document):
        what = (
            f"this is not a complete AML file: its root element is <{root.local_name}>, not <ARG>"
        )
        raise document.error(what, help="a PROP outside an argument has no relation")
    assembly = Assembly(document, "aml")
    _tell_strange(root, ("AU", "TEXT", "SCHEMESET", "EDATA"), assembly)
    propositions, steps = _read_trees(root, assembly)
    text = root.first("TEXT")
    source = _source(assembly, "" if text is None else text.text)
    anchors = _anchors(assembly, propositions, source)
    for key, proposition in propositions.items():
        _state(assembly, key, proposition, anchors.get(key, []))
    schemes_at: dict[str, set[str | None]] = {key: set() for key in propositions}
    for number, step in enumerate(steps, 1):
        scheme = _scheme(propositions, step)
        for end in (*step.premises, step.target):
            schemes_at[end].add(scheme)
        assembly.inference(f"i{number}", step.relation, step.premises, step.target, scheme=scheme)
    for key, proposition in propositions.items():
        for one in proposition.named("INSCHEME"):
            if (name := (one.get("scheme") or "").strip()) and name not in schemes_at[key]:
                what = f"a scheme that no inference has as a whole is left out: {name!r}"
                assembly.tell("dropped", key, "scheme", what)
    schemes = root.first("SCHEMESET")
    if schemes is not None and schemes.children:
        what = f"definitions of schemes cannot be stored in a map: {len(schemes.children)}"
        assembly.tell("dropped", None, "scheme", what)
    edited = root.first("EDATA")
    about = {} if edited is None else {one.name: one.text for one in edited.children if one.text}
    if about:
        assembly.rest["edata"] = about
    return assembly.map()


class _Step(NamedTuple):
    """An inference of a tree."""

    relation: Relation
    premises: list[str]
    target: str


def _read_trees(root: Element, assembly: Assembly) -> tuple[dict[str, Element], list[_Step]]:
    """Return the propositions, by their keys, and the inferences between them."""
    propositions: dict[str, Element] = {}
    steps: list[_Step] = []
    # Each argument unit with the step that its proposition is a premise of; the tree may be deep.
    stack: list[tuple[Element, _Step | None]] = [(one, None) for one in reversed(root.named("AU"))]
    while stack:
        unit, above = stack.pop()
        proposition = unit.first("PROP")
        if proposition is None:
            what = "an argument unit without a proposition is left out, and all that is under it"
            assembly.tell("dropped", None, "AU", what)
            continue
        key = proposition.get("identifier") or f"p{len(propositions) + 1}"
        if not proposition.get("identifier"):
            what = "a proposition without an identifier was given a number"
            assembly.tell("repaired", key, "id", what)
        if key in propositions:
            what = f"the file has the identifier {key!r} more than once"
            key = next(
                free
                for n in range(2, len(propositions) + 3)
                if (free := f"{key}-{n}") not in propositions
            )
            assembly.tell("repaired", key, "id", what)
        propositions[key] = proposition
        if above is not None:
            above.premises.append(key)
        if len(unit.named("PROP")) > 1:
            what = "a further proposition of an argument unit is left out"
            assembly.tell("dropped", key, "PROP", what)
        _tell_strange(unit, ("PROP", *_INFERENCES), assembly)
        below: list[tuple[Element, _Step | None]] = []
        for child in unit.children:
            if child.name in _INFERENCES:
                _tell_strange(child, ("AU",), assembly)
                relation: Relation = "rebuts" if child.name == "REFUTATION" else "supports"
                units = child.named("AU")
                # Only the premises of a linked argument are one inference.
                groups = [units] if child.name == "LA" else [[one] for one in units]
                for group in groups:
                    step = _Step(relation, [], key)
                    steps.append(step)
                    below += [(one, step) for one in group]
        stack += reversed(below)
    return propositions, steps


def _tell_strange(element: Element, known: Sequence[str], assembly: Assembly) -> None:
    """Report the elements of an element that AML does not have there."""
    for child in element.children:
        if child.name not in known:
            what = f"<{child.local_name}> elements in <{element.local_name}> are left out"
            assembly.tell("dropped", None, "AU", what)


def _is_missing(proposition: Element) -> bool:
    return proposition.get("missing") == "yes"


def _state(assembly: Assembly, key: str, proposition: Element, anchors: Sequence[Anchor]) -> None:
    owners = [
        name for one in proposition.named("OWNER") if (name := (one.get("name") or "").strip())
    ]
    meta = {name: value for name, value in proposition.attributes.items() if name != "missing"}
    assembly.statement(
        key,
        _words(proposition),
        anchors=anchors,
        speaker=", ".join(owners) or None,
        implicit=(_is_missing(proposition) and not anchors) or None,
        meta=meta,
    )


def _words(proposition: Element) -> str:
    text = proposition.first("PROPTEXT")
    return "" if text is None else text.text


def _offset(proposition: Element) -> int | None:
    text = proposition.first("PROPTEXT")
    return None if text is None else as_offset(text.get("offset"))


def _scheme(propositions: Mapping[str, Element], step: _Step) -> str | None:
    """Return the name of the scheme that a conclusion and its premises share."""
    ends = {one.get("schid") for one in propositions[step.target].named("INSCHEME")}
    names = [
        name
        for premise in step.premises
        for one in propositions[premise].named("INSCHEME")
        if one.get("schid") in ends and (name := (one.get("scheme") or "").strip())
    ]
    return names[0] if names else None


def _source(assembly: Assembly, text: str) -> Source | None:
    """Return the source of the words: what is given, else what the file has."""
    document = assembly.document
    if (given := given_text(document)) is not None:
        return given
    stem = "text" if document.path is None else document.path.stem
    return assembly.source(stem, text) if text.strip() else document.beside(".txt")


def _anchors(
    assembly: Assembly, propositions: Mapping[str, Element], source: Source | None
) -> dict[str, list[Anchor]]:
    """Return the anchors of every proposition whose words are in the text."""
    assembly.sources = [] if source is None else [source]
    for key, one in propositions.items():
        offset, words = _offset(one), _words(one)
        if source is not None and offset is not None and words.strip():
            assembly.span(key, source, words, offset, None)
    found = {key: anchors for key, anchors in assembly.placed().items() if anchors[0].spans}
    wanted = [(key, _words(one)) for key, one in propositions.items() if key not in found]
    missing = {key for key, one in propositions.items() if _is_missing(one)}
    anchors = assembly.words(wanted, assembly.sources, implicit=missing)
    return found | {
        key: [one] for (key, _), one in zip(wanted, anchors, strict=True) if one is not None
    }


AML = Codec(fits=_fits, load=_load)
