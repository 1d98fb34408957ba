"""Read and write maps in any format that is known."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.errors import FormatError, MapFileError
from argmap.formats.native import JSON, YAML
from argmap.mapfile import save
from argmap.mapfile.opening import read_text
from argmap.writing import write_file

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from argmap.formats.format import Dumped, Format, Loaded, Loss
    from argmap.model import ArgumentMap

FORMATS: tuple[Format, ...] = (YAML, JSON)
"""Every format that is known, argmap's own first."""


def named(name: str) -> Format:
    """Return the format of that name; raise FormatError, naming all, if there is none.

    >>> named("yaml").suffixes[0]
    '.argmap.yaml'
    """
    known = [format.name for format in FORMATS]
    if name in known:
        return FORMATS[known.index(name)]
    near = get_close_matches(name, known, n=1)
    advice = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
    raise FormatError(f"there is no format {name!r}", help=advice)


def recognise(path: str | os.PathLike[str], text: str) -> Format:
    """Return the format that a text is in, as its content says, else as its file's suffix does.

    Where the content fits several formats, the suffix decides between them. Raises FormatError,
    naming the formats that are known, where neither tells.

    >>> recognise("-", "argmap: 1").name
    'yaml'
    """
    readable = [format for format in FORMATS if format.load is not None]
    fitting = [format for format in readable if format.fits(text)]
    if len(fitting) == 1:
        return fitting[0]
    by_suffix = _of_suffix(path, fitting or readable)
    if len(by_suffix) == 1:
        return by_suffix[0]
    undecided = fitting or by_suffix
    if undecided:
        what = f"this could be {' or '.join(format.name for format in undecided)}"
    else:
        what = "this is in no format that is known"
    raise FormatError(what, where=str(path), help=f"name its format: {_listed(readable)}")


def read(path: str | os.PathLike[str], *, format: str | None = None) -> ArgumentMap:
    """Read a map in any format that is known; ``-`` is standard input.

    ``format`` is its name; without it, the format is recognised. Use read_with_losses to learn
    what of the file has no place in a map. Raises FormatError when the format is not known, and
    MapFileError when the file cannot be read or is not in that format.
    """
    return read_with_losses(path, format=format)[0]


def read_with_losses(path: str | os.PathLike[str], *, format: str | None = None) -> Loaded:
    """Read a map as read does; return it with what was lost on the way."""
    text = read_text(path)
    chosen = recognise(path, text) if format is None else named(format)
    if chosen.load is None:
        raise FormatError(f"the format {chosen.name!r} can be written, not read", where=str(path))
    try:
        return chosen.load(text, _folder(path))
    except MapFileError as error:
        # A format reads a text, and does not know of which file.
        where = (error.where or "").replace("<text>", str(path))
        raise MapFileError(error.what, where=where or str(path), help=error.help) from error


def write(
    map: ArgumentMap, path: str | os.PathLike[str], *, format: str | None = None
) -> tuple[Loss, ...]:
    """Write a map in any format that is known; ``-`` is standard output.

    ``format`` is its name; without it, the file's suffix names it. Returns what of the map has no
    place in that format. A map file of argmap's own that is there already keeps its comments, as
    with ``save``. Raises FormatError when the format is not known or cannot be written, and
    OutputError when the file cannot be.
    """
    chosen = _of_target(path) if format is None else named(format)
    if chosen in (YAML, JSON) and chosen in _of_suffix(path, (YAML, JSON)):
        save(map, path)
        return ()
    text, losses = dumped(map, path, format=chosen.name)
    write_file(path, text.encode())
    return losses


def dumped(map: ArgumentMap, path: str | os.PathLike[str], *, format: str | None = None) -> Dumped:
    """Return the text that a map is in a format, for a file of that name, and what is lost.

    ``format`` is its name; without it, the file's suffix names it. Raises FormatError when the
    format is not known or cannot be written.
    """
    chosen = _of_target(path) if format is None else named(format)
    if chosen.dump is None:
        raise FormatError(f"the format {chosen.name!r} can be read, not written", where=str(path))
    return chosen.dump(map, _folder(path))


def _of_target(path: str | os.PathLike[str]) -> Format:
    writable = [format for format in FORMATS if format.dump is not None]
    found = _of_suffix(path, writable)
    if len(found) == 1:
        return found[0]
    suffix = Path(path).suffix or "a name without a suffix"
    what = "is the suffix of several formats" if found else "names no format"
    raise FormatError(
        f"{suffix} {what}", where=str(path), help=f"name one: {_listed(found or writable)}"
    )


def _of_suffix(path: str | os.PathLike[str], formats: Sequence[Format]) -> list[Format]:
    """Return the formats that have the longest suffix with which the file's name ends."""
    name = Path(path).name.lower()
    lengths = {
        format.name: max((len(s) for s in format.suffixes if name.endswith(s)), default=0)
        for format in formats
    }
    longest = max(lengths.values(), default=0)
    return [format for format in formats if longest and lengths[format.name] == longest]


def _folder(path: str | os.PathLike[str]) -> Path:
    return Path() if str(path) == "-" else Path(path).parent


def _listed(formats: list[Format]) -> str:
    return ", ".join(
        f"{format.name} ({format.suffixes[0]})" if format.suffixes else format.name
        for format in formats
    )
