"""What a command would change in a file, as a unified diff that `patch` can apply."""

from __future__ import annotations

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

    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)
