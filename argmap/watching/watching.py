"""Look at maps at each change of a file that they depend on, until it is interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import watch as changes_in

from argmap.checking.inputs import folders_of, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from threading import Event

    from argmap.checking.inputs import Stamp
    from argmap.watching.watched import Look, Watched

# In milliseconds: how long changes are gathered, and after what time files are looked at anyway.
_GATHERED = 200
_STEP = 50
_AT_LEAST = 1000


def watch(
    maps: Sequence[Watched], tell: Callable[[Look], None], *, stop: Event | None = None
) -> None:
    """Look at each map now and at each change, and tell what came of it.

    It ends when ``stop`` is set; an interrupt is a KeyboardInterrupt. A map that is removed is
    reported as such, and looked at again when it is back.
    """
    inputs: dict[Watched, tuple[Path, ...]] = {}
    stamps: dict[Watched, Stamp] = {}

    def look(map: Watched) -> None:
        # Before it is read: what changes meanwhile is looked at again.
        before = stamp_of(map.first_inputs)
        seen = map.look()
        inputs[map] = seen.inputs
        stamps[map] = before + stamp_of(seen.inputs[len(before) :])
        tell(seen)

    for map in maps:
        look(map)
    while stop is None or not stop.is_set():
        folders = _folders(inputs.values())
        # What the system reports only wakes this up: between two watches it may have missed a
        # change, and of a file on another machine it may report none.
        for _ in changes_in(
            *folders,
            watch_filter=None,
            debounce=_GATHERED,
            step=_STEP,
            rust_timeout=_AT_LEAST,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=False,
            ignore_permission_denied=True,
        ):
            for map in maps:
                if stamps[map] != stamp_of(inputs[map]):
                    look(map)
            if _folders(inputs.values()) != folders:
                break  # a source elsewhere was named, or is named no more


def _folders(inputs: Iterable[Iterable[Path]]) -> list[str]:
    return folders_of(path for paths in inputs for path in paths)
