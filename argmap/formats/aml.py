"""Araucaria AML: trees of arguments about one text.

Every PROP is a statement. Premises of a convergent argument (CA) support separately, those of a
linked one (LA) are joint, and a REFUTATION rebuts. OWNER is the speaker. A scheme belongs to the
inference whose conclusion and premises refer to it with the same `schid`.

TEXT is the source. An offset that does not fit counts UTF-16 units, or line ends as two characters;
all offsets of the file together decide which. A proposition marked as missing from the text is
implicit, unless its words are in the text after all. The definitions of schemes are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.format import Codec
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import free_id, given_text
from argmap.formats.reading.spans import ForeignSpan, anchored, fitted
from argmap.model import Anchor
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.formats.document import Document
    from argmap.formats.reading.containers import Element
    from argmap.model import ArgumentMap, Relation


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
    source = _source(document, "" if text is None else text.text)
    anchors = _anchors(assembly, propositions, source)
    for key, proposition in propositions.items():
        _state(assembly, key, proposition, anchors.get(key))
    said: dict[str, set[str | None]] = {key: set() for key in propositions}
    for number, step in enumerate(steps, 1):
        scheme = _scheme(propositions, step)
        for end in (*step.premises, step.target):
            said[end].add(scheme)
        assembly.inference(f"i{number}", step.relation, step.premises, step.target, scheme=scheme)
    for key, proposition in propositions.items():
        for one in proposition.named("INSCHEME"):
            if (name := (one.get("scheme") or "").strip()) and name not in said[key]:
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
    return assembly.map(sources=[] if source is None else [source])


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


def _state(assembly: Assembly, key: str, proposition: Element, anchor: Anchor | None) -> None:
    is_missing = proposition.get("missing") == "yes" and anchor is None
    owners = [
        name for one in proposition.named("OWNER") if (name := (one.get("name") or "").strip())
    ]
    meta = {name: value for name, value in proposition.attributes.items() if name != "missing"}
    assembly.statement(
        key,
        _words(proposition),
        anchors=[] if anchor is None else [anchor],
        speaker=", ".join(owners) or None,
        implicit=is_missing or None,
        meta=meta,
    )


def _words(proposition: Element) -> str:
    text = proposition.first("PROPTEXT")
    return "" if text is None else text.text


def _offset(proposition: Element) -> int | None:
    text = proposition.first("PROPTEXT")
    value = None if text is None else text.get("offset")
    is_offset = value is not None and value.isascii() and value.isdigit() and len(value) < 16  # noqa: PLR2004 -- no text is so long
    return int(value) if value is not None and is_offset else None


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


# Words


def _source(document: Document, text: str) -> Source | None:
    """Return the source of the words: what is given, else what the file has."""
    if (given := given_text(document)) is not None:
        return given
    stem = "text" if document.path is None else document.path.stem
    return Source(id=free_id(stem, []), text=text) if text.strip() else document.beside(".txt")


def _anchors(
    assembly: Assembly, propositions: Mapping[str, Element], source: Source | None
) -> dict[str, Anchor]:
    """Return the anchor of every proposition whose words stand in the text."""
    if source is None:
        return {}
    given = {
        key: offset
        for key, one in propositions.items()
        if (offset := _offset(one)) is not None and _words(one).strip()
    }
    spans = _placed(source.text, [(given[key], _words(propositions[key])) for key in given])
    found = {
        key: Anchor(quote=span.cut(source.text), spans=(span,))
        for key, span in zip(given, spans, strict=True)
        if span is not None
    }
    wanted = [key for key in propositions if key not in found]
    anchors, still_open = anchored([source], [(key, _words(propositions[key])) for key in wanted])
    # A draft stands for words that may be in one of several places; what is missing has none.
    listed = [
        (key, one)
        for key, one in zip(wanted, anchors, strict=True)
        if one is not None and (one.spans or propositions[key].get("missing") != "yes")
    ]
    for key in given.keys() - found.keys():
        what = "its words are not at its offset"
        assembly.tell("unresolved", key, "anchors", what)
    told = {
        key for key, one in propositions.items() if one.get("missing") != "yes" and key not in given
    }
    for name, what in still_open:
        if name in told:
            assembly.tell("unresolved", name, "anchors", what)
    return found | dict(listed)


def _placed(text: str, given: Sequence[tuple[int, str]]) -> list[Span | None]:
    """Return where words stand by their offsets, in the unit in which the most of them do."""
    plain = [ForeignSpan(start, start + len(words), words) for start, words in given]
    pairs = [
        ForeignSpan(start, start + len(words.encode("utf-16-le", "surrogatepass")) // 2, words)
        for start, words in given
    ]
    candidates = [
        list(fitted(text, plain, "code points").spans),
        list(fitted(text, pairs, "utf-16").spans),
    ]
    if "\r" not in text:
        doubled = text.replace("\n", "\r\n")
        twice = [(start, words.replace("\n", "\r\n")) for start, words in given]
        doubles = [ForeignSpan(start, start + len(words), words) for start, words in twice]
        spans = fitted(doubled, doubles, "code points").spans
        ends = [found.start() for found in re.finditer("\r\n", doubled)]
        candidates.append([_halved(span, ends) for span in spans])
    return max(candidates, key=lambda spans: sum(span is not None for span in spans))


def _halved(span: Span | None, ends: Sequence[int]) -> Span | None:
    """Return a span of a text whose line ends, at these places, count twice, where they do once."""
    if span is None:
        return None
    return Span(*(offset - bisect_left(ends, offset) for offset in span))


AML = Codec(fits=_fits, load=_load)
