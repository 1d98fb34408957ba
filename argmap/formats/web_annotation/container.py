"""What annotations come in: alone, in a list, a page, a collection, or the rows of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.reading import records
from argmap.formats.web_annotation.annotation import types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.reading.records import Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PAGES = ("AnnotationPage", "AnnotationCollection")
_LISTS = ("rows", "annotations")
"""Where Hypothesis lists annotations: in the result of a search, and in what its client exports."""


def fits(data: object) -> bool:
    """Tell whether JSON is annotations."""
    if isinstance(data, list):
        return bool(data) and all(_is_annotation(one) for one in data[:20])
    if not isinstance(data, dict):
        return False
    rows = data.get(_list_in(data) or "")
    if isinstance(rows, list) and not data.keys().isdisjoint(("total", "export_date")):
        return not rows or (isinstance(rows[0], dict) and {"uri", "target"} <= rows[0].keys())
    return _is_annotation(data) or bool(set(types_of(data)) & set(_PAGES))


def _is_annotation(data: object) -> bool:
    return isinstance(data, dict) and (
        "Annotation" in types_of(data)
        or {"uri", "target"} <= data.keys()
        or (data.get("@context") == CONTEXT and "target" in data)
    )


def _list_in(data: Record) -> str | None:
    """Return the key under which a document of Hypothesis has its annotations."""
    if set(types_of(data)) & set(_PAGES):
        return None
    return next((name for name in _LISTS if name in data), None)


def items_of(data: object) -> list[object]:
    """Return the annotations of a document, in their order."""
    return [item for holder, name in _holders(data) for item in records.listed(holder, name)]


def pages_elsewhere(data: object) -> int:
    """Count the pages of a collection that are not in the document."""
    holders = [data, *(holder for holder, _ in _holders(data))]
    return sum(
        isinstance(one.get(name), str)
        for one in holders
        for name in ("first", "next")
        if isinstance(one, dict)
    )


def _holders(data: object) -> Iterator[tuple[object, str]]:
    """Yield what annotations are listed in, and under which key."""
    if isinstance(data, list):
        yield {"items": data}, "items"
    elif isinstance(data, dict) and (name := _list_in(data)):
        yield data, name
    elif isinstance(data, dict) and _is_annotation(data):
        yield {"items": [data]}, "items"
    elif isinstance(data, dict):
        page: object = data.get("first") if "AnnotationCollection" in types_of(data) else data
        while isinstance(page, dict):
            yield page, "items"
            page = page.get("next")


def emptied(data: object) -> object:
    """Return what a document is without its annotations, each page with how many it had."""
    if isinstance(data, list):
        return []
    if not isinstance(data, dict) or _is_annotation(data):
        return None
    if name := _list_in(data):
        return {**data, name: len(records.listed(data, name))}
    if "AnnotationCollection" not in types_of(data):
        return _emptied_page(data)
    pages = []
    page: object = data.get("first")
    while isinstance(page, dict):
        pages.append(_emptied_page(page))
        page = page.get("next")
    return {**data, "first": pages} if pages else data


def _emptied_page(page: Record) -> Record:
    rest = {
        name: value for name, value in page.items() if not isinstance(value, dict) or name != "next"
    }
    return {**rest, "items": len(records.listed(page, "items"))}


def filled(container: object, placed: list[tuple[int | None, object]], block: Record) -> object:
    """Return a document of annotations in a container that was emptied.

    Each comes with the place that it had among all of them, None for a new one, which follows the
    others. ``block`` is what the map itself has to say. Returns None if the container, for one
    that is no longer as it was, cannot hold this.
    """
    ordered = sorted(placed, key=lambda one: (one[0] is None, one[0] or 0))
    items = [item for _, item in ordered]
    if not isinstance(container, dict):
        if block or (container is None and len(items) != 1):
            return None
        return items[0] if container is None else items
    total = {"total": len(items)} if isinstance(container.get("total"), int) else {}
    if name := _list_in(container):
        # A search may find more than it returns.
        is_same = container[name] == len(items)
        return {**container, **({} if is_same else total), name: items, **block}
    if "AnnotationCollection" not in types_of(container):
        return {**container, "items": items, **block}
    pages = container.get("first")
    is_whole = isinstance(pages, list) and all(isinstance(page, dict) for page in pages)
    if not isinstance(pages, list) or not is_whole:
        return None if items else {**container, **block}
    counts = [count if isinstance(count := page.get("items"), int) else 0 for page in pages]
    first = _filled_pages(pages, counts, ordered)
    return {**container, **({} if sum(counts) == len(items) else total), "first": first, **block}


def _filled_pages(
    pages: list[Record], counts: list[int], ordered: list[tuple[int | None, object]]
) -> Record:
    """Return the first page, with all the annotations that it had, and the ones after it in it."""
    following: Record | None = None
    for number, page in reversed(list(enumerate(pages))):
        start = sum(counts[:number])
        end = None if following is None else start + counts[number]
        mine = [item for place, item in ordered if _is_in(place, start, end)]
        after = {} if following is None else {"next": following}
        following = {**page, "items": mine, **after}
    return following or {}


def _is_in(place: int | None, start: int, end: int | None) -> bool:
    return end is None if place is None else place >= start and (end is None or place < end)
