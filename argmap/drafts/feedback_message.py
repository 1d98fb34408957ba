"""What a language model has to mend in its draft, in one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking import check
from argmap.controls import on_one_line
from argmap.grounding.settling import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.checking import Diagnostic
    from argmap.formats.losses import Loss
    from argmap.model import ArgumentMap

_LONGEST_PASSAGE = 400


def feedback(map: ArgumentMap, losses: Iterable[Loss] = ()) -> str:
    """Return a message that says what to fix in a drafted map; empty if there is nothing.

    The quotes of the map are grounded first, so what that resolves is not mentioned. Each finding
    of :func:`argmap.check` is one item, with the nearest passage where a quote is not in its
    source. ``losses`` are those of reading the draft; those that are unresolved are items, too.

    >>> from argmap.model import ArgumentMap, Reason
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="s", text="Buses are slow. They carry many people.")])
    >>> _ = m.claim("Buses help", id="help", quote="Buses are slow")
    >>> m.reasons.append(Reason(id="many", quote="They carry few people", supports="help"))
    >>> print(feedback(m).splitlines()[2])
    - the quote of reason 'many' differs in meaning from its source: 'few' instead of 'many'
    """
    grounded = ground(map, git=False).map
    items = [
        *_unresolved(losses),
        *(finding_item(grounded, one) for one in check(grounded, git=False)),
    ]
    if not items:
        return ""
    what = "1 problem. Correct it" if len(items) == 1 else f"{len(items)} problems. Correct them"
    head = f"Your map has {what}, change nothing else, and send the whole map again."
    return "\n".join((head, "", *items)) + "\n"


def _unresolved(losses: Iterable[Loss]) -> Iterator[str]:
    for loss in losses:
        if loss.kind in ("unresolved", "dropped"):
            yield f"- {on_one_line(str(loss))}"


def finding_item(map: ArgumentMap, found: Diagnostic) -> str:
    """Return a finding as an item of a list, with the passage that it is about."""
    message = f"{found.message}: {found.label}" if found.label else found.message
    lines = [f"- {on_one_line(message)}"]
    place = found.source
    source = map.known_source_of(place) if place else None
    if place is not None and source is not None:
        words = on_one_line(place.span.cut(source.text))[:_LONGEST_PASSAGE]
        lines.append(f"  {place.label or 'the source'}: “{words}”")
    if found.help:
        lines.append(f"  {on_one_line(found.help)}")
    return "\n".join(lines)
