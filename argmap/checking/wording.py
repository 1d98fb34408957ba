"""Turns of phrase that several rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argmap.anchoring import Change, Place
    from argmap.source import Source

_Thing = TypeVar("_Thing")

_LONGEST = 60
_MOST_NAMED = 4


def shortened(text: str, *, longest: int = _LONGEST) -> str:
    r"""Return a text on one line, its middle left out where it is long.

    >>> shortened("one two  three\nfour", longest=11)
    'one tw … ur'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = longest - 3
    return f"{line[: kept - kept // 3]} … {line[len(line) - kept // 3 :]}"


def listed(
    things: Iterable[_Thing], *, joined: str = "and", say: Callable[[_Thing], str] = str
) -> str:
    """Return things as a sentence lists them, the last ones only counted if they are many.

    ``say`` returns how to name one of those that are shown.

    >>> listed(["a", "b", "c"]), listed("abcdefg")
    ('a, b and c', 'a, b, c and 4 more')
    """
    all_things = list(things)
    if len(all_things) > _MOST_NAMED:
        shown = list(map(say, all_things[: _MOST_NAMED - 1]))
        return f"{', '.join(shown)} {joined} {len(all_things) - len(shown)} more"
    known = list(map(say, all_things))
    return f"{', '.join(known[:-1])} {joined} {known[-1]}" if len(known) > 1 else "".join(known)


def positions(source: Source, places: Iterable[Place]) -> str:
    """Return where in a source places start, as a sentence lists them."""
    return listed(places, say=lambda place: position(source, place[0]))


def differences(changes: Sequence[Change]) -> str:
    """Return in words how a quote differs from what is in its source."""
    return listed(_difference(change) for change in changes)


def _difference(change: Change) -> str:
    if not change.found:
        return f"{shortened(change.quoted)!r} is added"
    if not change.quoted:
        return f"{shortened(change.found)!r} is missing"
    return f"{shortened(change.quoted)!r} instead of {shortened(change.found)!r}"
