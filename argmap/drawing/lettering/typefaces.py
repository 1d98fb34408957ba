"""Which font sets which characters, for the formats that hold the shapes of letters.

argmap brings Liberation Sans, whose widths are those that cards are measured with: Latin, Greek,
Cyrillic. For everything else a font of the machine is looked for, and what none of them has is
told. Formats of font files: https://learn.microsoft.com/typography/opentype/spec/.
"""

from __future__ import annotations

import atexit
import os
import struct
import sys
import unicodedata
from bisect import bisect_left
from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLLECTION = b"ttcf"
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# What the names of fonts end in that do not look like the text of a card.
_UNLIKE = ("bold", "italic", "oblique", "light", "thin", "black", "mono", "serif", "condensed")


class Typeface(NamedTuple):
    """A font file, or one of the fonts in a collection.

    ``is_truetype`` says that its outlines are those of TrueType, which PDF can be given.
    """

    path: str
    number: int
    is_truetype: bool
    characters: bytes

    def has(self, character: str) -> bool:
        """Tell whether it has a glyph for a character."""
        return _has_glyph(self.characters, ord(character))


class Typefaces(NamedTuple):
    """The fonts that a picture needs, in the order in which they are asked for a character.

    ``missing`` are the characters that none of them has.
    """

    regular: Typeface
    bold: Typeface
    others: tuple[Typeface, ...]
    missing: tuple[str, ...]

    def split(self, text: str, *, bold: bool) -> Iterator[tuple[Typeface, str]]:
        """Cut a text into pieces that each have one font."""
        own = self.bold if bold else self.regular
        piece, last = "", own
        for character in text:
            font = last
            if is_seen(character):
                font = next((one for one in (own, *self.others) if one.has(character)), own)
            if piece and font is not last:
                yield last, piece
                piece = ""
            piece += character
            last = font
        if piece:
            yield last, piece


def find_typefaces(texts: Iterable[str], *, truetype_only: bool = False) -> Typefaces:
    """Return the fonts for some text: the two of argmap, and others where they are needed.

    >>> find_typefaces(["Buses help"]).others
    ()
    """
    regular, bold = _bundled("Regular"), _bundled("Bold")
    wanted = {
        character
        for character in set().union(*texts)
        if is_seen(character) and not regular.has(character)
    }
    others: list[Typeface] = []
    fonts = (
        [font for font in _installed() if font.is_truetype or not truetype_only] if wanted else ()
    )
    # Each time the font that has most of what is missing, so that a script keeps to one.
    while wanted and fonts:
        font = max(fonts, key=lambda one: sum(map(one.has, wanted)))
        found = set(filter(font.has, wanted))
        if not found:
            break
        others.append(font)
        wanted -= found
    return Typefaces(regular, bold, tuple(others), tuple(sorted(wanted)))


def is_seen(character: str) -> bool:
    """Tell whether a character has a shape of its own: no blank, no control, no selector."""
    if "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


@cache
def _bundled(style: str) -> Typeface:
    resource = files(__package__) / "fonts" / f"LiberationSans-{style}.ttf"
    # Out of an archive it is unpacked, since what draws with it wants a file.
    unpacked = ExitStack()
    atexit.register(unpacked.close)
    return next(_read(unpacked.enter_context(as_file(resource))))


@cache
def _installed() -> tuple[Typeface, ...]:
    """Return the fonts of the machine, those first that look most like the text of a card."""
    paths = [path for folder in _folders() for path in folder.rglob("*")]
    fonts: list[Typeface] = []
    for path in sorted(paths, key=_unlikeness):
        if path.suffix.lower() in _SUFFIXES:
            try:
                fonts += _read(path)
            except (OSError, struct.error, IndexError):
                continue  # not a font after all: somebody else's file
    return tuple(fonts)


def _unlikeness(path: Path) -> tuple[int, bool, str]:
    name = path.name.lower()
    return sum(word in name for word in _UNLIKE), "sans" not in name, str(path)


def _folders() -> Iterator[Path]:
    """Yield where the system and the user keep their fonts."""
    home = Path.home()
    if sys.platform == "win32":
        folders: Iterable[Path] = (
            Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts",
        )
    elif sys.platform == "darwin":
        folders = (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        # https://specifications.freedesktop.org/basedir-spec/latest/
        places = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        own = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
        folders = (home / ".fonts", *(Path(place, "fonts") for place in (own, *places.split(":"))))
    return (folder for folder in folders if folder.is_dir())


# Font files


def _read(path: Path) -> Iterator[Typeface]:
    """Yield the fonts in a file."""
    with path.open("rb") as file:

        def at(place: int, size: int) -> bytes:
            file.seek(place)
            return file.read(size)

        starts = (0,)
        if at(0, 4) == _COLLECTION:
            (count,) = struct.unpack(">L", at(8, 4))
            starts = struct.unpack(f">{count}L", at(12, 4 * count))
        for number, start in enumerate(starts):
            (count,) = struct.unpack(">H", at(start + 4, 2))
            records = struct.iter_unpack(">4s4xLL", at(start + 12, 16 * count))
            tables = {tag: (place, size) for tag, place, size in records}
            if b"cmap" in tables:
                characters = _best_subtable(at(*tables[b"cmap"]))
                yield Typeface(str(path), number, b"glyf" in tables, characters)


def _best_subtable(cmap: bytes) -> bytes:
    """Return the subtable that maps all of Unicode or, if there is none, its first plane."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    best, best_format = b"", 0
    for number in range(count):
        platform, encoding, place = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        (format,) = struct.unpack_from(">H", cmap, place)
        is_unicode = platform == 0 or (platform, encoding) in ((3, 1), (3, 10))
        if is_unicode and format in (4, 12) and format > best_format:
            best, best_format = cmap[place:], format
    return best


def _has_glyph(subtable: bytes, code: int) -> bool:
    if not subtable:
        return False
    (format,) = struct.unpack_from(">H", subtable)
    return _by_groups(subtable, code) if format == 12 else _by_segments(subtable, code)  # noqa: PLR2004 -- its number


def _by_groups(subtable: bytes, code: int) -> bool:
    (count,) = struct.unpack_from(">L", subtable, 12)

    def group(number: int) -> tuple[int, int, int]:
        first, last, glyph = struct.unpack_from(">LLL", subtable, 16 + 12 * number)
        return first, last, glyph

    number = bisect_left(range(count), code, key=lambda each: group(each)[1])
    if number == count:
        return False
    first, _, glyph = group(number)
    return bool(first <= code and glyph + code - first > 0)


def _by_segments(subtable: bytes, code: int) -> bool:
    (size,) = struct.unpack_from(">H", subtable, 6)
    ends = struct.unpack_from(f">{size // 2}H", subtable, 14)
    place = 16 + size + 2 * bisect_left(ends, code)
    if place >= 16 + 2 * size:
        return False
    first, delta, distance = (
        struct.unpack_from(">H", subtable, place + size * array)[0] for array in range(3)
    )
    if code < first:
        return False
    if not distance:
        return bool((code + delta) % 0x10000)
    (glyph,) = struct.unpack_from(">H", subtable, place + 2 * size + distance + 2 * (code - first))
    return bool(glyph)
