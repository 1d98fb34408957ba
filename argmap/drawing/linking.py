"""Where the cards of a picture link to: to the words of the source that make the statement.

A picture knows nothing of the page that it will be on, so its author says how addresses are
made: by a template, filled in for each statement, or one by one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.errors import DrawingWarning, UsageError
from argmap.originals.fragments import escaped, text_directive
from argmap.text import Span
from argmap.whereabouts import original_address, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap, Statement

FIELDS = ("id", "source", "start", "end", "url", "text", "original", "place")
"""What a template may name, in braces."""
_FIELD = re.compile(r"\{(\w*)\}")
# Everything else, such as ``javascript:``, could run or open what nobody asked for.
_ALLOWED = re.compile(r"#|https?://", re.IGNORECASE)


def find_links(map: ArgumentMap, links: Mapping[str, str] | str | None) -> dict[str, str]:
    """Return the address that each statement links to, by its id.

    ``links`` holds addresses by id, or it is a template in which ``{id}`` stands for the id of the
    statement and, of its first anchor with a span, ``{source}`` for the id of the source,
    ``{start}`` and ``{end}`` for the span, in code points, ``{url}`` for where the source can be
    read and ``{text}`` for its words as a text fragment has them. ``{original}`` is the file that
    the text was taken from, relative to the folder of the map, and ``{place}`` is what its address
    ends in to lead to the words: ``{original}#{place}`` gives ``paper.pdf#page=12``, and
    ``{url}#{place}`` a web page at the words or a recording at the time. All but ``{url}`` are
    escaped. Statements that lack what the template names have no link; if none has one, that is a
    DrawingWarning. Raises UsageError for an unknown statement or field, and for an address that
    does not begin with ``#``, ``http:``, ``https:`` or the original.

    Source of the format: https://wicg.github.io/scroll-to-text-fragment/

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> find_links(m, "https://example.org/buses#{id}")
    {'help': 'https://example.org/buses#help'}
    """
    if links is None:
        return {}
    begins_with_original = False
    if isinstance(links, Mapping):
        found = {map[id].id: address for id, address in links.items()}
    else:
        begins_with_original = links.startswith("{original}")
        found = dict(_filled(map, links))
        if not found and next(iter(map.statements), None):
            warnings.warn(
                f"no card has a link, because no statement has all fields of {links!r}",
                DrawingWarning,
                stacklevel=3,
            )
    for id, address in found.items():
        if not (begins_with_original or _ALLOWED.match(address)):
            raise UsageError(
                f"{id!r} cannot link to {address!r}",
                help="links must begin with `#`, `http://`, `https://` or `{original}`",
            )
    return found


def _filled(map: ArgumentMap, template: str) -> Iterator[tuple[str, str]]:
    wanted = _fields(template)
    for statement in map.statements:
        values = _values(statement, map, wanted)
        if wanted <= values.keys():
            yield (
                statement.id,
                "".join(
                    values[part] if number % 2 else part
                    for number, part in enumerate(_FIELD.split(template))
                ),
            )


def _fields(template: str) -> set[str]:
    wanted = _FIELD.findall(template)
    for name in wanted:
        if name not in FIELDS:
            raise UsageError(
                f"a link has no field {{{name}}}",
                help=f"choose from {', '.join(f'{{{field}}}' for field in FIELDS)}",
            )
    return set(wanted)


def _values(statement: Statement, map: ArgumentMap, wanted: set[str]) -> dict[str, str]:
    values = {"id": escaped(statement.id)}
    anchor = next((anchor for anchor in statement.anchors if anchor.spans), None)
    if anchor is None:
        return values
    if (source := map.known_source_of(anchor)) is not None:
        values["source"] = escaped(source.id)
        # A source is asked for no more than the template names.
        url = source.url if "url" in wanted else None
        if url is not None:
            values["url"] = url.partition("#")[0]
        if "original" in wanted and (address := original_address(source)):
            values["original"] = address
        if "place" in wanted:
            place = place_of(source, Span(anchor.spans[0].start, anchor.spans[-1].end))
            if place is not None and place.fragment:
                values["place"] = place.fragment
    values["start"], values["end"] = str(anchor.spans[0].start), str(anchor.spans[-1].end)
    values["text"] = text_directive(anchor.quote)
    return values
