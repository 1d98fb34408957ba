"""What a format is: its name, its suffixes, its options, and how it is read and written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.formats.document import Document, Output
    from argmap.model import ArgumentMap

Syntax = Literal["json", "xml", "yaml", "text"]


class Option(NamedTuple):
    """Something that one may choose when a format is read or written.

    ``what`` says in a few words what it is for, after ``reading:`` or ``writing:`` if it is only
    for that, ``default`` what holds where nothing is chosen, ``choices`` all the values that there
    are, where they are few, and ``check`` raises UsageError for a value that makes no sense.
    """

    name: str
    what: str
    default: str = ""
    choices: tuple[str, ...] = ()
    check: Callable[[str], object] | None = None

    def is_for(self, use: Literal["reading", "writing"]) -> bool:
        """Tell whether the option is heeded when the format is read, or when it is written."""
        return not self.what.startswith("writing:" if use == "reading" else "reading:")


class Codec(NamedTuple):
    """How a format is read and written.

    ``fits`` says whether a document looks like this format; it never raises. ``load`` returns the
    map that a document says, ``dump`` the text of a map; both tell their losses to the document,
    or the output, that they are given. A format that is only read has no ``dump``, one that is
    only written no ``load``.
    """

    fits: Callable[[Document], bool] | None = None
    load: Callable[[Document], ArgumentMap] | None = None
    dump: Callable[[ArgumentMap, Output], str] | None = None
    options: tuple[Option, ...] = ()


class Format(NamedTuple):
    """A format as the table of all formats has it; how to read and write it is loaded when needed.

    ``title`` is what people call it, ``suffixes`` are the ends of file names that it is known by,
    the one to be preferred first, ``syntax`` is what its text is written in, ``home`` the module
    and the name of its Codec there, or the Codec itself, and ``specification`` an address.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    syntax: Syntax
    home: str | Codec
    specification: str
    reads: bool = True
    writes: bool = True

    @property
    def codec(self) -> Codec:
        """How the format is read and written."""
        if isinstance(self.home, Codec):
            return self.home
        module, _, name = self.home.partition(":")
        codec: Codec = getattr(import_module(f"argmap.formats.{module}"), name)
        return codec
