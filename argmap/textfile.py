"""A text file, read exactly as it is, and only once while it stays the same."""

from __future__ import annotations

import codecs
import os
import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import SourceEncodingError, SourceError, SourceMissing
from argmap.regularfile import RegularFile

if TYPE_CHECKING:
    from pathlib import Path

# The encodings of texts that Python brings along, as it calls them. Not among them are codecs that
# turn bytes into something else, that undo escapes, that are for the names of hosts (and take hours
# for a text of some megabytes), or that others add.
_TEXT_ENCODINGS = frozenset(
    """
    ascii big5 big5hkscs cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857
    cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 euc_jis_2004
    euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk hp-roman8 hz iso2022_jp iso2022_jp_1 iso2022_jp_2
    iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr iso8859-1 iso8859-10 iso8859-11
    iso8859-13 iso8859-14 iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6
    iso8859-7 iso8859-8 iso8859-9 johab koi8-r koi8-t koi8-u kz1048 mac-arabic mac-croatian
    mac-cyrillic mac-farsi mac-greek mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish
    palmos ptcp154 shift_jis shift_jis_2004 shift_jisx0213 tis-620 utf-16 utf-16-be utf-16-le utf-32
    utf-32-be utf-32-le utf-7 utf-8 utf-8-sig
    """.split()
)
ENCODING_HELP = "use one such as utf-8, utf-16, cp1252 or latin-1"
"""What to do about an encoding that is none."""

# Encodings that texts are met in, tried in this order when the declared one does not fit.
_LIKELY_ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")

# Codecs that swallow the byte order mark, and the ones that read the same bytes and keep it.
_KEEPING_THE_MARK = {
    "utf-8-sig": {b"": "utf-8"},
    "utf-16": {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"},
    "utf-32": {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"},
}

_MOST_KEPT = 4_000_000  # code points, so that checking any number of maps takes no more memory
# A file that was written a moment ago may be written again within the same tick of the clock of
# its file system, and then looks as if it had stayed the same.
_SETTLED_AFTER = 3.0  # seconds


class _Stamp(NamedTuple):
    """What says that a file is the one that was read before."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class _Shelf:
    """The texts that were read last, as many as there is room for."""

    def __init__(self) -> None:
        self._texts: OrderedDict[tuple[str, str], tuple[_Stamp, str]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def find(self, key: tuple[str, str], stamp: _Stamp) -> str | None:
        with self._lock:
            known = self._texts.get(key)
            if known is None or known[0] != stamp:
                return None
            self._texts.move_to_end(key)
            return known[1]

    def keep(self, key: tuple[str, str], stamp: _Stamp, text: str) -> None:
        newest = max(stamp.modified, stamp.changed) / 1e9
        if len(text) > _MOST_KEPT or not newest + _SETTLED_AFTER < time.time():
            return
        with self._lock:
            self._size -= len(self._texts.pop(key, (stamp, ""))[1])
            self._texts[key] = stamp, text
            self._size += len(text)
            while self._size > _MOST_KEPT:
                self._size -= len(self._texts.popitem(last=False)[1][1])


_SHELF = _Shelf()


def read_text_file(path: Path, encoding: str = "utf-8") -> str:
    """Return the text of a file: byte order mark, line ends and Unicode form stay as they are.

    A file that many maps cite is read once, as long as it stays the same. Raises SourceMissing,
    SourceEncodingError or SourceError when the text cannot be read.
    """
    try:
        with RegularFile(path) as file:
            stamp = _stamp(file.status)
            key = (os.path.abspath(path), encoding)  # noqa: PTH100 -- resolve() would read the disk
            if (known := _SHELF.find(key, stamp)) is not None:
                return known
            data = file.read()
    except FileNotFoundError as error:
        raise SourceMissing(
            "source file not found",
            where=str(path),
            help="`path` in a map is relative to the map's folder, a path on the command line to "
            "the current folder",
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        reason = f"{reason[:1].lower()}{reason[1:]}"
        raise SourceError(
            f"the source text cannot be read: {reason}",
            where=str(path),
            help=getattr(error, "help", None),
        ) from error
    text = decoded(data, encoding, name=str(path))
    _SHELF.keep(key, stamp, text)
    return text


def decode(data: bytes, encoding: str) -> str:
    r"""Return the text that bytes are in an encoding, with its byte order mark and line ends.

    Raises UnicodeDecodeError if they are not, and LookupError, which says why, for a name that
    is not that of an encoding of texts.

    >>> decode(b"\xef\xbb\xbfso\r\n", "utf-8-sig")
    '\ufeffso\r\n'
    """
    # Decoded from bytes, because text mode would turn every CRLF into LF.
    return data.decode(_keeping_the_mark(encoding, data))


def decoded(data: bytes, encoding: str, *, name: str) -> str:
    """Return the text that the bytes of a source are; ``name`` is what the source is called.

    Raises SourceEncodingError if they are not in that encoding, and SourceError for a name that
    is not that of an encoding of texts.
    """
    try:
        return decode(data, encoding)
    except UnicodeDecodeError as error:
        raise _encoding_error(name, data, encoding, error) from error
    except LookupError as error:
        raise SourceError(str(error), where=name, help=ENCODING_HELP) from error


def _stamp(found: os.stat_result) -> _Stamp:
    return _Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _keeping_the_mark(encoding: str, data: bytes) -> str:
    """Return the codec that reads the same and keeps a byte order mark as the first character."""
    name = _known(encoding)
    keeping = _KEEPING_THE_MARK.get(name, {})
    return next((codec for mark, codec in keeping.items() if data.startswith(mark)), name)


def _known(encoding: str) -> str:
    """Return what Python calls an encoding of texts; raise LookupError for any other."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        message = f"{encoding!r} is not an encoding that Python knows"
        raise LookupError(message) from error
    if name not in _TEXT_ENCODINGS:
        message = f"{encoding!r} is not an encoding of text"
        raise LookupError(message)
    return name


def _encoding_error(
    name: str, data: bytes, encoding: str, error: UnicodeDecodeError
) -> SourceEncodingError:
    fitting = next((name for name in _LIKELY_ENCODINGS if _fits(data, name)), None)
    advice = (
        f"the file is valid {fitting}: add `encoding: {fitting}` to the source, or save it as UTF-8"
        if fitting
        else "it looks like a binary file: save its text as UTF-8"
    )
    return SourceEncodingError(
        f"the text is not {encoding}: byte {error.start} is 0x{data[error.start]:02x}",
        where=name,
        help=advice,
        byte=error.start,
        fitting=fitting,
    )


def _fits(data: bytes, encoding: str) -> bool:
    if b"\0" in data and not encoding.startswith("utf-16"):
        return False
    if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
