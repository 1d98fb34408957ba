"""What the fields of a statement can be, however a model wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.synonyms import is_listed

if TYPE_CHECKING:
    from collections.abc import Callable


def is_absent(value: Any) -> bool:
    """Tell whether a value says that there is none: null, nothing, or a word for it."""
    if isinstance(value, str):
        # `...` is a placeholder.
        return not any(map(str.isalnum, value)) or is_listed("absent", "words", value)
    return value is None or value in ([], {})


def as_list(value: Any) -> list[Any]:
    """Return the values of a list, or what is no list as the only one; what is absent is none."""
    if is_absent(value):
        return []
    return [one for one in value if not is_absent(one)] if isinstance(value, list) else [value]


def _as_words(value: Any) -> str | None:
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() or None if is_plain else None


def _as_share(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def _as_truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "false": False, "no": False}.get(str(value).casefold())


def _as_tags(value: Any) -> tuple[str, ...] | None:
    tags = tuple(map(_as_words, as_list(value)))
    return None if None in tags else tuple(filter(None, tags))


# How the value of each field is taken; what cannot be is kept under `meta`.
TAKEN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("speaker", "joint", "note", "scheme", "qualifier"), _as_words),
    **dict.fromkeys(("credence", "strength"), _as_share),
    "implicit": _as_truth,
    "tags": _as_tags,
}
