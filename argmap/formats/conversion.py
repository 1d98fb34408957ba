"""Read and write maps in any format that is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.access import Access
from argmap.errors import FormatError, MapFileError, UsageError
from argmap.formats.document import Document, Output
from argmap.formats.recognition import of_suffix, of_target, recognised
from argmap.formats.registry import chosen_options, named
from argmap.mapfile import save
from argmap.mapfile.opening import read_bytes
from argmap.mapfile.own_kinds import in_own_kinds
from argmap.regularfile import read_regular_file
from argmap.source import Source
from argmap.textfile import ENCODING_HELP, decode
from argmap.writing import write_file

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from argmap.access import Folders
    from argmap.formats.losses import Loss
    from argmap.model import ArgumentMap

    Texts = str | os.PathLike[str] | Source | Sequence[str | os.PathLike[str] | Source]

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LIKELY_ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")


class Loaded(NamedTuple):
    """A map that was read, and what of the file has no place in it."""

    map: ArgumentMap
    losses: tuple[Loss, ...]


class Dumped(NamedTuple):
    """The text that a map is in a format, and what of the map has no place in it.

    ``companions`` are the texts that belong next to it, by the names of their files.
    """

    text: str
    losses: tuple[Loss, ...]
    companions: dict[str, str]


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    source: Texts = (),
    encoding: str = "utf-8",
    options: Mapping[str, str] | None = None,
    allow_outside: Folders = (),
) -> ArgumentMap:
    """Read a map in any format that is known; ``-`` is standard input.

    ``format`` is its name; without it, the format is recognised by its content, else by the
    file's suffix. ``source`` is the text, or are the texts, that the statements are from: quotes
    of formats without offsets are looked up there. ``encoding`` is that of the file and of
    texts that it names, and ``options`` are those of the format. ``allow_outside`` is a folder, or
    are folders, outside the project of the file from which texts that it names may be read as
    well. Use read_with_losses to learn what cannot be stored in a map. Raises FormatError
    when the format is not known, UsageError for an option that it does not have, MapFileError when
    the file cannot be read or is not in that format, SourceError when the text of a source cannot
    be had, and OutsideError when the file names one that is outside its project.

    >>> read("examples/russia-myanmar/russia-myanmar.argmap.yaml").title
    'Russia and Myanmar after the coup'
    """
    return read_with_losses(
        path,
        format=format,
        source=source,
        encoding=encoding,
        options=options,
        allow_outside=allow_outside,
    ).map


def read_with_losses(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    source: Texts = (),
    encoding: str = "utf-8",
    options: Mapping[str, str] | None = None,
    allow_outside: Folders = (),
) -> Loaded:
    """Read a map as read does; return it with what was lost on the way.

    >>> read_with_losses("examples/russia-myanmar/russia-myanmar.argmap.yaml").losses
    ()
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    document = Document(
        name=name,
        path=None if str(path) == "-" else Path(path),
        text=document_text(read_bytes(path), encoding, name),
        sources=given_sources(source, encoding),
        encoding=encoding,
        access=Access.of("" if str(path) == "-" else Path(path).parent, allow_outside),
    )
    return load_document(document, format=format, options=options)


def load_document(
    document: Document, *, format: str | None = None, options: Mapping[str, str] | None = None
) -> Loaded:
    """Return the map that a document says, with what was lost; see read for what is raised."""
    name = document.name
    chosen = recognised(document) if format is None else named(format)
    load = chosen.codec.load
    if load is None:
        raise FormatError(f"the format {chosen.name!r} can be written, but not read", where=name)
    document.options = chosen_options(chosen, options or {})
    try:
        map = load(document)
    except MapFileError as error:
        # argmap's own reader reads a text, and does not know of which file.
        error.where = name if error.where is None else error.where.replace("<text>", name, 1)
        if format is None and chosen.syntax == "text" and not of_suffix(name, [chosen]):
            error.what = f"read as {chosen.title}: {error.what}"
        raise
    map.name, map.path = document.name, document.path
    return Loaded(map, tuple(document.losses))


def write(
    map: ArgumentMap,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    options: Mapping[str, str] | None = None,
    replace: bool = False,
) -> tuple[Loss, ...]:
    """Write a map in any format that is known; ``-`` is standard output.

    ``format`` is its name; without it, the file's suffix names it. ``options`` are those of the
    format. Returns what cannot be stored in that format. An existing map file of argmap's own keeps
    its comments, as with ``save``. Some formats keep texts in files next to them (mostly those of
    the sources): such a file is not replaced by another text unless ``replace`` is true, and on
    standard output they are left out. Raises FormatError when the format is not known or cannot be
    written, UsageError for an option that it does not have or such a file that already exists, and
    OutputError when a file cannot be written; nothing is written then.
    """
    chosen = of_target(path) if format is None else named(format)
    own = [named("yaml"), named("json")]
    if chosen in own and chosen in of_suffix(path, own):
        save(map, path)
        return ()
    dumped = dump(map, path, format=chosen.name, options=options)
    write_companions(dumped, path, replace=replace)
    write_file(path, dumped.text.encode())
    return dumped.losses


def dump(
    map: ArgumentMap,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Dumped:
    """Return the text that a map is in a format, for a file of that name, and what is lost.

    ``format`` is its name; without it, the file's suffix names it. Raises as write does.
    """
    chosen = of_target(path) if format is None else named(format)
    dumping = chosen.codec.dump
    if dumping is None:
        raise FormatError(
            f"the format {chosen.name!r} can be read, but not written", where=str(path)
        )
    output = Output(
        path=None if str(path) == "-" else Path(path),
        options=chosen_options(chosen, options or {}),
    )
    text = _writable(dumping(in_own_kinds(map), output), output)
    return Dumped(text, tuple(output.losses), output.companions)


def write_companions(
    dumped: Dumped, path: str | os.PathLike[str], *, replace: bool = False
) -> tuple[str, ...]:
    """Write the texts that belong next to a file; return the names of those written.

    Raises UsageError, before anything is written, where another text is there already and
    must not be replaced. Beside standard output nothing is written.
    """
    if str(path) == "-":
        return ()
    folder = Path(path).parent
    news = {
        folder / name: text.encode()
        for name, text in dumped.companions.items()
        if not _stands(folder / name, text.encode())
    }
    for place in news:
        if place.exists() and not replace:
            raise UsageError(
                "a different file already exists where the map's text would be written",
                where=str(place),
                help="write the map to another folder, or replace that file",
            )
    for place, data in news.items():
        write_file(place, data, is_new=not replace)
    return tuple(str(place) for place in news)


def _stands(place: Path, data: bytes) -> bool:
    try:
        return read_regular_file(place) == data
    except OSError:
        return False


def _writable(text: str, output: Output) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        output.tell("repaired", None, "text", "half a surrogate pair became U+FFFD")
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def given_sources(given: Texts, encoding: str) -> tuple[Source, ...]:
    """Return the sources that were given by path or as they are, each under an id of its own."""
    listed = (
        [given] if isinstance(given, str | Path | Source) or hasattr(given, "__fspath__") else given
    )
    sources: dict[str, Source] = {}
    for one in listed:
        source = one if isinstance(one, Source) else Source.read(one, encoding=encoding)
        if source.id in sources:
            free = next(n for n in range(2, len(sources) + 3) if f"{source.id}-{n}" not in sources)
            source = source.model_copy(update={"id": f"{source.id}-{free}"})
        sources[source.id] = source
    return tuple(sources.values())


def document_text(data: bytes, encoding: str, name: str) -> str:
    """Return the text of a document of that name, without a byte order mark at its start.

    Raises MapFileError if the bytes are not in that encoding, and UsageError if there is none.
    """
    try:
        return decode(data, encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        from argmap.foreign import identified_bytes  # noqa: PLC0415 -- most files are text

        if found := identified_bytes(data):
            raise MapFileError(found.message, where=name, help=found.help) from error
        what = f"not {encoding.upper()}: byte {error.start} is 0x{data[error.start]:02x}"
        if data.startswith(_UTF_16) and encoding.lower() == "utf-8":
            what = "UTF-16, not UTF-8"
        elif b"\0" in data:
            what = "a binary file"
        raise MapFileError(f"this is {what}", where=name, help=_advice(data)) from error
    except LookupError as error:
        raise UsageError(str(error), help=ENCODING_HELP) from error


def _advice(data: bytes) -> str:
    for encoding in _LIKELY_ENCODINGS:
        if b"\0" in data and encoding != "utf-16":
            continue
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-16" or data.startswith(_UTF_16):
            return f"the file is valid {encoding}: give that as the encoding"
    return "save it as text in UTF-8"
