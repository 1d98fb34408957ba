"""What is said when a map goes beyond what the computer, or Python, can hold."""

from __future__ import annotations

from argmap.errors import ArgmapError


def beyond_limits(error: MemoryError | RecursionError) -> ArgmapError:
    """Return what to tell the user of a limit that was reached.

    >>> str(beyond_limits(MemoryError()))
    'there is not enough memory for this'
    """
    if isinstance(error, MemoryError):
        return ArgmapError(
            "there is not enough memory for this",
            help="work on fewer or smaller files at a time; `argmap check -j 1` needs the least",
        )
    return ArgmapError(
        "this is nested too deeply, or its parts depend on each other in too long a chain",
        help="look for brackets or elements inside each other, a thousand or more deep",
    )
