"""A picture that shows itself in a notebook, saves itself, and is the text or bytes of its file."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Self

from argmap.errors import UsageError
from argmap.writing import write_file

if TYPE_CHECKING:
    import os

_MIME_TYPES = {"png": "image/png", "pdf": "application/pdf", "jpg": "image/jpeg"}
_CELL = '<div class="argmap-cell">{}</div>'


class Picture:
    """A picture of a map in some format.

    As the last line of a notebook cell it is shown. What :func:`argmap.draw` returns is a string as
    well, and what :func:`argmap.render` returns is bytes: the content of the file.

    >>> from argmap import ArgumentMap, draw
    >>> picture = draw(ArgumentMap(title="Buses"))
    >>> picture.file_format, picture.map_title, picture[:4]
    ('svg', 'Buses', '<svg')
    """

    file_format: str = "svg"
    """The format, such as ``svg``."""
    map_title: str | None = None
    """The title of the map."""

    @property
    def content(self) -> bytes:
        """The content of its file."""
        raise NotImplementedError

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file, whole or not at all.

        Raises UsageError if the extension of the file is that of another format, and OutputError if
        the file cannot be written.
        """
        own, suffix = self.file_format, Path(path).suffix.removeprefix(".").lower()
        if suffix != own:
            raise UsageError(
                f"this picture is {own}, not {suffix or 'a file without an extension'}",
                where=str(path),
                help=f"call it *.{own}, or draw it again: `am.render(m, {str(path)!r})`",
            )
        write_file(path, self.content, is_remade=True)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return what a notebook shows of it."""
        shown = {"text/plain": repr(self)}
        if self.file_format == "svg":
            svg = self.content.decode()
            return {**shown, "image/svg+xml": svg, "text/html": _CELL.format(svg)}
        if self.file_format == "html":
            from argmap.notebook.frame import Frame  # noqa: PLC0415 -- above: see the contract

            title = self.map_title or "Argument map"
            page = self.content.decode()
            return Frame(page, repr(self), title=title, height=640)._repr_mimebundle_()
        if self.file_format in _MIME_TYPES:
            shown[_MIME_TYPES[self.file_format]] = b64encode(self.content).decode()
        return shown

    def __repr__(self) -> str:
        named = f"{self.map_title!r}, " if self.map_title else ""
        return f"Picture({named}{self.file_format}, {len(self.content):,} bytes)"


class TextPicture(Picture, str):  # noqa: SLOT000 -- it keeps what it is of
    """A picture that is the text of its file."""

    def __new__(cls, text: str, format: str = "svg", title: str | None = None) -> Self:
        """Return a picture of that text."""
        made = super().__new__(cls, text)
        made.file_format, made.map_title = format, title
        return made

    @property
    def content(self) -> bytes:
        """The content of its file."""
        return self.encode()

    __repr__ = Picture.__repr__


class BytesPicture(Picture, bytes):
    """A picture that is the bytes of its file."""

    def __new__(cls, content: bytes, format: str = "svg", title: str | None = None) -> Self:
        """Return a picture of those bytes."""
        made = super().__new__(cls, content)
        made.file_format, made.map_title = format, title
        return made

    @property
    def content(self) -> bytes:
        """The content of its file."""
        return bytes(self)

    __repr__ = Picture.__repr__
