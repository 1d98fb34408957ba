"""Which records of two lists are the same, and which were removed or added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchoring.revision.patience import Run, align

if TYPE_CHECKING:
    from argmap.model import Statement
    from argmap.source import Source


def aligned(was: list[str], now: list[str]) -> list[tuple[int | None, int | None]]:
    """Pair the items of two lists: (old, None) was removed, (None, new) was added."""
    pairs: list[tuple[int | None, int | None]] = []
    old = new = 0
    for run in (*align(was, now, lengths=(1,), least_leaf=1), Run(len(was), len(now), 0)):
        if run.old - old == run.new - new:
            pairs += zip(range(old, run.old), range(new, run.new), strict=True)
        else:
            pairs += [(row, None) for row in range(old, run.old)]
            pairs += [(None, row) for row in range(new, run.new)]
        old, new = run.old + run.length, run.new + run.length
        pairs += zip(range(run.old, old), range(run.new, new), strict=True)
    return pairs


def paired(
    was: list[Source | Statement], now: list[Source | Statement]
) -> list[tuple[int | None, int | None]]:
    """Pair the records of two lists by their ids; one that got another id and no more is kept."""
    pairs: list[tuple[int | None, int | None]] = []
    for old, new in aligned([record.id for record in was], [record.id for record in now]):
        if old is None or new is None or _is_same(was[old], now[new]):
            pairs.append((old, new))
        else:
            pairs += [(old, None), (None, new)]
    return pairs


def _is_same(was: Source | Statement, now: Source | Statement) -> bool:
    return was.id == now.id or was.model_copy(update={"id": now.id}) == now
