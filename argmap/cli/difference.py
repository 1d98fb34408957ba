"""What a command would change in a file, as a unified diff that `patch` can apply."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from argmap.anchoring.revision.patience import Run, align
from argmap.controls import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Tag = Literal["replace", "delete", "insert", "equal"]
    _Opcode = tuple[_Tag, int, int, int, int]

_NO_END = "\\ No newline at end of file\n"


def difference(before: str, after: str, name: str) -> str:
    r"""Return what turns one text of a file into another, empty when they are the same.

    >>> print(difference("a\nb", "a\nc\n", "m.yaml"), end="")
    --- m.yaml
    +++ m.yaml
    @@ -1,2 +1,2 @@
     a
    -b
    \ No newline at end of file
    +c
    """
    old, new = _lines(before), _lines(after)
    hunks = [
        line
        for group in _Aligned(old, new).get_grouped_opcodes()
        for line in _hunk(old, new, group)
    ]
    lines = [f"--- {visible(name)}\n", f"+++ {visible(name)}\n", *hunks] if hunks else []
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


class _Aligned(SequenceMatcher[str]):
    """Lines matched as in patience diff: difflib takes quadratic time for many small changes."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, old, new)
        self.runs = [*align(old, new, lengths=(1,), least_leaf=1), Run(len(old), len(new), 0)]

    def get_opcodes(self) -> list[_Opcode]:
        codes: list[_Opcode] = []
        old = new = 0
        for run in self.runs:
            if (old, new) != run[:2]:
                tag: _Tag = "replace"
                if old == run.old or new == run.new:
                    tag = "insert" if old == run.old else "delete"
                codes.append((tag, old, run.old, new, run.new))
            old, new = run.old + run.length, run.new + run.length
            if run.length:
                codes.append(("equal", run.old, old, run.new, new))
        return codes


def _hunk(
    old: list[str], new: list[str], group: list[tuple[str, int, int, int, int]]
) -> Iterator[str]:
    (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = group[0], group[-1]
    yield f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n"
    for tag, start, end, other_start, other_end in group:
        if tag == "equal":
            yield from (f" {line}" for line in old[start:end])
        else:
            yield from (f"-{line}" for line in old[start:end])
            yield from (f"+{line}" for line in new[other_start:other_end])


def _range(start: int, end: int) -> str:
    """Return a range of lines as diffs have it: nothing lies behind the line named."""
    length = end - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"


def _lines(text: str) -> list[str]:
    """Return the lines as `patch` counts them: every other line end is a character of a line."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
