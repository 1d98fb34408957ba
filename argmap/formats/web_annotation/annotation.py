"""What an annotation says: its parts in whichever of the shapes that the model allows.

The model: https://www.w3.org/TR/annotation-model/ and, for rows of Hypothesis, https://h.readthedocs.io
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from argmap.formats.reading.records import as_list, as_offset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.formats.reading.records import Record

_SOURCE = re.compile(r"urn:argmap:[^:]*:source:(.*)")
_OURS = re.compile(r"urn:argmap:[^:]*:([^:]*)")
_GROUPS = ("Choice", "Composite", "List", "Independents")


class Selection(NamedTuple):
    """A stretch of a text: by its position, by its words, or by both.

    ``outer`` is the stretch that it is a part of; positions then count from where that begins.
    ``is_within`` is True for a part of something that is no stretch of a text, such as an element.
    """

    position: tuple[int, int] | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    outer: Selection | None = None
    is_within: bool = False


class Target(NamedTuple):
    """What an annotation is about: a resource, or a stretch of its text."""

    source: str | None
    selection: Selection | None = None
    has_selector: bool = False


class Body(NamedTuple):
    """What an annotation says: words, or another resource."""

    words: str | None
    source: str | None
    purposes: tuple[str, ...]


def words(value: object) -> list[str]:
    """Return the texts among the values of a property."""
    return [one for one in as_list(value) if isinstance(one, str)]


def id_of(resource: object) -> str | None:
    """Return the IRI of a resource, which may be written as just that.

    >>> id_of("http://example.org/1"), id_of({"id": "http://example.org/1"}), id_of({})
    ('http://example.org/1', 'http://example.org/1', None)
    """
    if isinstance(resource, dict):
        resource = resource.get("id", resource.get("@id"))
    return resource if isinstance(resource, str) else None


def key_of(iri: str) -> str:
    """Return the key of an annotation: the id of the statement, for one that argmap wrote.

    >>> key_of("urn:argmap:bridge:c%201"), key_of("http://example.org/1")
    ('c 1', 'http://example.org/1')
    """
    found = _OURS.fullmatch(iri)
    return unquote(found[1]) if found else iri


def source_id(iri: str) -> str:
    """Return the id of a source that argmap wrote no other address of."""
    found = _SOURCE.fullmatch(iri)
    return unquote(found[1]) if found else ""


def types_of(resource: Record) -> list[str]:
    """Return the types of a resource, without the prefix of the vocabulary."""
    return [name.removeprefix("oa:") for name in words(resource.get("type", resource.get("@type")))]


def targets_of(annotation: Record) -> list[Target]:
    """Return what an annotation is about.

    >>> quote = {"type": "TextQuoteSelector", "exact": "so"}
    >>> targets_of({"target": {"source": "a.txt", "selector": quote}})[0].selection.exact
    'so'
    """
    return [_target(one) for one in _flat(annotation.get("target"))]


def _flat(value: object) -> Iterator[object]:
    """Yield resources, those of a group one by one."""
    for one in as_list(value):
        if isinstance(one, dict) and set(types_of(one)) & set(_GROUPS):
            yield from as_list(one.get("items"))
        else:
            yield one


def _target(resource: object) -> Target:
    if not isinstance(resource, dict):
        return Target(id_of(resource))
    source = id_of(resource.get("source"))
    selectors = as_list(resource.get("selector"))
    return Target(
        id_of(resource) if source is None else source,
        _selection(selectors),
        has_selector=bool(selectors),
    )


def _selection(selectors: list[object]) -> Selection | None:
    """Return the stretch that selectors name, each of which does so in its own way."""
    found = [one for selector in selectors if (one := _selected(selector)) is not None]
    if not found:
        return None
    whole = [one for one in found if not one.is_within and one.outer is None]
    if not whole:
        return found[0]
    quote = next((one for one in whole if one.exact is not None), Selection())
    position = next((one.position for one in whole if one.position is not None), None)
    return quote._replace(position=position)


def _selected(selector: object) -> Selection | None:
    """Return the stretch that one selector names, refined as often as it says."""
    found: Selection | None = None
    is_within = False
    while isinstance(selector, dict):
        here = _own(selector)
        inner = selector.get("refinedBy")
        if inner is None:
            return None if here is None else here._replace(outer=found, is_within=is_within)
        if here is None:
            is_within, found = True, None
        else:
            found = here._replace(outer=found, is_within=is_within)
        selector = inner[0] if isinstance(inner, list) and inner else inner
    return None


def _own(selector: Record) -> Selection | None:
    types = types_of(selector)
    if "TextPositionSelector" in types:
        start, end = (as_offset(selector.get(name)) for name in ("start", "end"))
        return None if start is None or end is None else Selection(position=(start, end))
    exact = selector.get("exact")
    if "TextQuoteSelector" in types and isinstance(exact, str) and exact.strip():
        around = (selector.get("prefix"), selector.get("suffix"))
        prefix, suffix = (one if isinstance(one, str) and one else None for one in around)
        return Selection(exact=exact, prefix=prefix, suffix=suffix)
    return None


def bodies_of(annotation: Record) -> list[Body]:
    """Return what an annotation says; of a choice, only what comes first.

    >>> bodies_of({"bodyValue": "So?"})
    [Body(words='So?', source=None, purposes=())]
    """
    found = [Body(text, None, ()) for text in words(annotation.get("bodyValue"))]
    for resource in as_list(annotation.get("body")):
        if isinstance(resource, dict) and "Choice" in types_of(resource):
            found += [_body(one) for one in as_list(resource.get("items"))[:1]]
        else:
            found += [_body(one) for one in _flat(resource)]
    if "uri" in annotation:  # a row of Hypothesis
        found += [Body(text, None, ()) for text in words(annotation.get("text"))]
        found += [Body(tag, None, ("tagging",)) for tag in words(annotation.get("tags"))]
    return found


def _body(resource: object) -> Body:
    if not isinstance(resource, dict):
        return Body(None, id_of(resource), ())
    purposes = tuple(words(resource.get("purpose")))
    value = resource.get("value")
    if isinstance(value, str):
        return Body(value, None, purposes)
    source = id_of(resource.get("source"))
    return Body(None, id_of(resource) if source is None else source, purposes)


def with_purpose(bodies: Sequence[Body], purpose: str) -> list[str]:
    """Return the words of the bodies that have a purpose."""
    return [body.words for body in bodies if body.words and purpose in body.purposes]


def labels_of(bodies: Sequence[Body]) -> list[str]:
    """Return the words that say what an annotation is: classes, then tags."""
    return [*with_purpose(bodies, "classifying"), *with_purpose(bodies, "tagging")]


def remarks_of(bodies: Sequence[Body]) -> list[str]:
    """Return the words that are neither the statement's own nor labels."""
    labels = {"tagging", "classifying", "describing", "linking"}
    found = [body.words for body in bodies if body.words and not labels & set(body.purposes)]
    return [one for one in found if one.strip()]
