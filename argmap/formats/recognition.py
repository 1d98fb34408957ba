"""Which format a text is in: its content tells, else the suffix of its file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.errors import FormatError, MapFileError
from argmap.formats.registry import FORMATS, all_formats
from argmap.mapfile.route import SECTIONS
from argmap.nearest import did_you_mean
from argmap.text import shortened

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from argmap.formats.document import Document
    from argmap.formats.format import Format, Syntax

_MOST_KEYS = 12
_SECTION = re.compile(r"^([a-z]+):[ \t]*\r?\n[ \t]*- +[a-z]+:", re.MULTILINE)
_DRAWN = (".svg", ".png", ".pdf", ".html")


def recognised(document: Document) -> Format:
    """Return the format that a document is in, as its content says, else as its suffix does.

    Formats of other packages are asked only if none of argmap's own fits. Where the content fits
    several formats, the suffix decides between them. Raises FormatError, naming what was found and
    the formats that are known, where neither tells, and MapFileError if the text looks like JSON
    or XML and is not well formed.
    """
    readable = [format for format in FORMATS if format.reads]
    fitting, broken = _fitting(document, readable)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        readable = [format for format in all_formats() if format.reads]
        added = readable[sum(format.reads for format in FORMATS) :]
        fitting, _ = _fitting(document, added)
        by_suffix = of_suffix(document.name, fitting or readable)
        if len(by_suffix) == 1 and by_suffix[0] in added:
            return by_suffix[0]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            _refuse_foreign(document)
    by_suffix = of_suffix(document.name, fitting or readable)
    if len(by_suffix) == 1:
        return by_suffix[0]
    if broken is not None:
        raise broken
    undecided = fitting or by_suffix
    if not undecided and _looks_like_sections(document.text):
        # Its reader says what is wrong with the key, and where.
        return next(format for format in FORMATS if format.name == "yaml")
    if undecided:
        what = f"this could be {' or '.join(format.name for format in undecided)}"
    else:
        what = f"format not recognised{_found(document)}"
    raise FormatError(what, where=document.name, help=f"give its format: {listed(readable)}")


def _looks_like_sections(text: str) -> bool:
    """Tell whether a text lists records in YAML under what was meant to be a section of a map."""
    return any(did_you_mean(key, SECTIONS) for key in _SECTION.findall(text))


def _refuse_foreign(document: Document) -> None:
    from argmap.foreign import identified  # noqa: PLC0415 -- most files are in a known format

    if not document.text.strip("\ufeff \t\r\n") and not of_suffix(document.name, FORMATS):
        raise FormatError("the file is empty", where=document.name)
    if found := identified(document.text, document.name):
        raise FormatError(found.message, where=document.name, help=found.help)


def _fitting(
    document: Document, formats: Sequence[Format]
) -> tuple[list[Format], MapFileError | None]:
    """Return the formats that the content fits, and the error that keeps it from fitting any."""
    possible: set[Syntax] = {"yaml", "text"}
    broken = None
    start = document.text.lstrip()[:1]
    try:
        if start in ("{", "["):
            document.json  # noqa: B018 -- read it, to learn whether it can be
            possible.add("json")
        elif start == "<":
            document.xml  # noqa: B018 -- as above
            possible.add("xml")
    except MapFileError as error:
        broken = error
    fitting = [
        format
        for format in formats
        if format.syntax in possible and (fits := format.codec.fits) is not None and fits(document)
    ]
    return fitting, broken


def _found(document: Document) -> str:
    """Name what the text holds at its top, so that one sees what it may be."""
    start = document.text.lstrip()[:1]
    if start == "{":
        try:
            keys = list(document.json)
        except MapFileError:
            return ""
        more = ", …" if len(keys) > _MOST_KEYS else ""
        names = ", ".join(repr(shortened(key)) for key in keys[:_MOST_KEYS]) + more
        return f": its keys are {names}" if keys else ": it is an empty object"
    if start == "<":
        try:
            return f": its root element is <{document.xml.name}>"
        except MapFileError:
            return ""
    return ""


def of_target(path: str | os.PathLike[str]) -> Format:
    """Return the format that the suffix of a file to be written names.

    Formats of other packages are asked only if argmap has none with a suffix as long. Raises
    FormatError if it names none, or several.
    """
    writable = [format for format in FORMATS if format.writes]
    found = of_suffix(path, writable)
    if len(found) != 1 or not Path(path).name.lower().endswith(_whole_suffixes(path, found[0])):
        writable = [format for format in all_formats() if format.writes]
        found = of_suffix(path, writable)
    if len(found) == 1:
        return found[0]
    suffix = Path(path).suffix or "a name without an extension"
    what = "is the extension of several formats" if found else "is not the extension of a format"
    advice = f"give one: {listed(found or writable)}"
    if suffix.lower() in _DRAWN:
        advice = "`argmap render`, or am.render, makes pictures and pages"
    raise FormatError(f"{suffix} {what}", where=str(path), help=advice)


def _whole_suffixes(path: str | os.PathLike[str], format: Format) -> tuple[str, ...]:
    """Return the suffixes of a format before which the name of a file has no other."""
    name = Path(path).name.lower()
    return tuple(one for one in format.suffixes if "." not in name.removesuffix(one).lstrip("."))


def of_suffix(path: str | os.PathLike[str], formats: Sequence[Format]) -> list[Format]:
    """Return the formats that have the longest suffix with which the file's name ends."""
    name = Path(path).name.lower()
    lengths = {
        format.name: max((len(s) for s in format.suffixes if name.endswith(s)), default=0)
        for format in formats
    }
    longest = max(lengths.values(), default=0)
    return [format for format in formats if longest and lengths[format.name] == longest]


def listed(formats: Sequence[Format]) -> str:
    """Name formats with the suffix of each."""
    return ", ".join(
        f"{format.name} ({format.suffixes[0]})" if format.suffixes else format.name
        for format in formats
    )
