"""Iterate over the maps of a corpus, one at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, overload

from argmap.corpora.finding import Listing
from argmap.corpora.kinds import kinds_of
from argmap.corpora.outcome import attempted
from argmap.corpora.reading import ReadOptions, read_item
from argmap.errors import UsageError
from argmap.formats import check_reading_options
from argmap.formats.conversion import given_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.access import Folders
    from argmap.errors import ArgmapError
    from argmap.formats.conversion import Texts
    from argmap.model import ArgumentMap


@overload
def corpus(
    *paths: str | os.PathLike[str],
    format: str | None = ...,
    source: Texts = ...,
    encoding: str = ...,
    options: Mapping[str, str] | None = ...,
    allow_outside: Folders = ...,
    errors: Literal["raise"] = ...,
) -> Iterator[ArgumentMap]: ...
@overload
def corpus(
    *paths: str | os.PathLike[str],
    format: str | None = ...,
    source: Texts = ...,
    encoding: str = ...,
    options: Mapping[str, str] | None = ...,
    allow_outside: Folders = ...,
    errors: Literal["keep"],
) -> Iterator[ArgumentMap | ArgmapError]: ...
def corpus(
    *paths: str | os.PathLike[str],
    format: str | None = None,
    source: Texts = (),
    encoding: str = "utf-8",
    options: Mapping[str, str] | None = None,
    allow_outside: Folders = (),
    errors: Literal["raise", "keep"] = "raise",
) -> Iterator[ArgumentMap] | Iterator[ArgumentMap | ArgmapError]:
    """Return an iterator over maps, in any format that is read; one of them is in memory at a time.

    Each of the ``paths`` is a file, a folder, or a pattern such as ``maps/**/*.json``; ``-`` is
    standard input. A folder means the files in it and its subfolders whose names end like those of
    a format, in the order of their paths; hidden ones are left out, and links to folders are not
    followed. A file of JSON Lines (``.jsonl``, ``.ndjson``) has a document in each line, and a zip
    archive in each entry; texts that a map in an archive names are read from it. Maps know their
    ``name`` and ``path``. The other arguments are those of :func:`argmap.read`.

    With ``errors="raise"``, the first document that cannot be read ends it with its error. With
    ``errors="keep"``, that ArgmapError is an item in the place of the map; its ``where`` names
    the document, and the others are read. Raises UsageError or FormatError, before anything is
    read, for arguments that make no sense, and what :func:`argmap.read` raises.

    >>> [m.title for m in corpus("examples/russia-myanmar")]
    ['Russia and Myanmar after the coup']
    """
    if errors not in ("raise", "keep"):
        raise UsageError(f"`errors` cannot be {errors!r}", help='use "raise" or "keep"')
    check_reading_options(format, options or {})
    given = (allow_outside,) if isinstance(allow_outside, str | os.PathLike) else allow_outside
    reading = ReadOptions(
        format,
        given_sources(source, encoding),
        encoding,
        tuple((options or {}).items()),
        tuple(os.fspath(folder) for folder in given),
    )
    listing = Listing(
        [os.fspath(path) for path in paths],
        kinds=kinds_of(format),
        allow_outside=reading.allow_outside,
    )
    return _maps(listing, reading, keeps_errors=errors == "keep")


def _maps(
    listing: Listing, reading: ReadOptions, *, keeps_errors: bool
) -> Iterator[ArgumentMap | ArgmapError]:
    for item in listing:
        read = attempted(read_item, item, reading)
        if read.result is not None:
            yield read.result.map
        elif keeps_errors:
            yield read.failure
        else:
            raise read.failure
