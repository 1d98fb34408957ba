"""Whether what a gesture touches has changed since the one who makes it saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.editor.gesture import Gesture, Touched
    from argmap.model import ArgumentMap, Statement


def conflict_with(gesture: Gesture, seen: ArgumentMap, now: ArgumentMap) -> dict[str, str] | None:
    """Return what speaks against a gesture, for somebody who decides; None if nothing does.

    ``seen`` is the map as it was when the gesture was made on its page, and ``now`` as it is.
    """
    for touched in dict.fromkeys((*gesture.touches(seen), *gesture.touches(now))):
        changed = _changed(touched, seen, now)
        if changed is not None:
            what, theirs = changed
            return {
                "what": f"{what} since you saw it",
                "help": "keep that, or make your change anyway",
                "yours": gesture.wanted,
                "theirs": theirs,
            }
    return None


def _changed(touched: Touched, seen: ArgumentMap, now: ArgumentMap) -> tuple[str, str] | None:
    if not touched.id:
        is_same = seen.title == now.title
        return None if is_same else ("the title has been changed", now.title or "no title")
    was, one = seen.get(touched.id), now.get(touched.id)
    if was is None:
        return None
    if one is None:
        return f"{touched.id!r} has been removed or renamed", "removed"
    if _is_another(was, one, seen, now):
        return f"{touched.id!r} has become the id of another statement", one.wording
    names = touched.fields or ("kind", *type(one).model_fields)
    for name in names:
        if getattr(was, name) != getattr(one, name):
            return f"`{name}` of {touched.id!r} has been changed", _in_words(getattr(one, name))
    return None


def _is_another(was: Statement, one: Statement, seen: ArgumentMap, now: ArgumentMap) -> bool:
    """Tell whether the id of a statement is that of another one now, and the statement renamed."""
    if was.wording == one.wording:
        return False
    return any(each.wording == was.wording and each.id not in seen for each in now)


def _in_words(value: Any) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(str(getattr(one, "quote", one)) for one in value)
    return str(value)
