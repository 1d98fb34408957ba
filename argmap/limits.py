"""What is said when a map goes beyond what the computer or Python can hold, or meets a defect."""

from __future__ import annotations

from argmap.errors import ArgmapError


def beyond_limits(error: MemoryError | RecursionError) -> ArgmapError:
    """Return what to tell the user of a limit that was reached.

    >>> str(beyond_limits(MemoryError()))
    'not enough memory'
    """
    if isinstance(error, MemoryError):
        return ArgmapError(
            "not enough memory",
            help="work on fewer or smaller files at a time; `argmap check -j 1` needs the least",
        )
    return ArgmapError(
        "this is nested too deeply, or its parts depend on each other in too long a chain",
        help="look for brackets or elements nested a thousand or more deep",
    )


def defect(error: Exception) -> ArgmapError:
    """Return what to tell the user of an error that argmap should not have raised.

    >>> str(defect(ValueError("no")))
    'this is a bug in argmap, not a problem with your map: ValueError: no'
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (
        f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown location"
    )
    return ArgmapError(
        f"this is a bug in argmap, not a problem with your map: {type(error).__name__}: {error}",
        help=f"report it with this location: {place}",
    )
