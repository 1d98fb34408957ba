"""What a command would change in a file, as a unified diff that `patch` can apply."""

from __future__ import annotations

from argmap.controls import visible

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
    from difflib import unified_diff  # noqa: PLC0415 -- only for who asks for it

    lines = unified_diff(_lines(before), _lines(after), visible(name), visible(name))
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines as `patch` counts them: every other line end is a character of a line."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
