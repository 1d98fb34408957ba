"""A source: the text that statements point into, and what one cites of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from argmap.text import Lines, Span
from argmap.textfile import read_text_file

if TYPE_CHECKING:
    from argmap.anchoring import Finder, Placement
    from argmap.text import Position


def _without_arrow(name: str) -> str:
    if "->" in name:
        message = "an id has no `->`, which joins two ids into a link"
        raise ValueError(message)
    return name


# No blanks, so that an id can be typed, and no arrow, which joins two ids into a link.
Identifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^\S+$"),
    AfterValidator(_without_arrow),
    Field(json_schema_extra={"not": {"pattern": "->"}}),
]


def _pair(value: object) -> object:
    if isinstance(value, Mapping) or (
        isinstance(value, Sequence) and any(isinstance(offset, bool) for offset in value)
    ):
        message = "a span is a pair of whole numbers: start and end"
        raise ValueError(message)
    return value


def _checked_span(span: Span) -> Span:
    if span.start < 0:
        message = f"a span starts at 0 or later, not at {span.start}"
        raise ValueError(message)
    if span.end <= span.start:
        message = f"a span ends after it starts, not [{span.start}, {span.end}]"
        raise ValueError(message)
    return span


_PAIR = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "items": False,
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end in code points of the source; the end does not belong to it.",
}
PlacedSpan = Annotated[
    Span, BeforeValidator(_pair), AfterValidator(_checked_span), WithJsonSchema(_PAIR)
]

# What is kept of the text once it was read.
_READ = frozenset({"text", "digest", "lines", "finder"})


class Source(BaseModel):
    """A text that statements are anchored in.

    Its text is either given inline (``text``) or kept in a file (``path``), which is read when it
    is first needed: byte order mark, line ends and Unicode form stay as they are.
    """

    # With a least length, even of 0, pydantic refuses lone surrogates, which no file can hold.
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=0)

    id: Identifier
    """A short name, unique among the sources of the map."""
    path: str | None = Field(None, min_length=1)
    """The file that holds the text, relative to the folder of the map file."""
    inline: str | None = Field(None, alias="text")
    """The text itself, where it is not kept in a file."""
    sha256: str | None = Field(None, pattern="^[0-9a-f]{64}$")
    """SHA-256 of the text in UTF-8, in lower-case hexadecimal: tells whether the text still is
    the one that the spans were made for."""
    encoding: str = "utf-8"
    """The encoding of the file."""
    title: str | None = None
    """The title of the text."""
    author: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    published: str | None = None
    """When it was published, as one would cite it."""
    url: str | None = None
    """Where it can be read."""
    language: str | None = None
    """Its language, as a BCP 47 tag such as `en`. It says which words, numbers and spellings are
    the same; if it is not given, the words of the text tell it."""
    ignore: tuple[PlacedSpan, ...] = ()
    """Passages that are rightly left out, such as captions, as half-open code points: no
    statement need cover them."""

    _folder: Path = PrivateAttr(default=Path())
    # What the folder was relative to, so that a change of the working folder changes nothing.
    _root: str = PrivateAttr(default_factory=lambda: _working_folder())  # noqa: PLW0108 -- defined below

    @model_validator(mode="after")
    def _has_one_text(self) -> Self:
        if (self.path is None) == (self.inline is None):
            message = "a source has either a `path` or a `text`"
            raise ValueError(message)
        return self

    @classmethod
    def read(cls, path: str | os.PathLike[str], *, id: str | None = None, **cited: Any) -> Self:
        """Read a text file into a source that knows its own hash.

        ``id`` is taken from the file's name when it is not given; ``cited`` are further fields,
        such as ``title``, ``author`` or ``encoding``. Raises SourceMissing, SourceEncodingError or
        SourceError when the text cannot be had.

        >>> Source.read("seeds/asia-times-russia-myanmar.txt").id
        'asia-times-russia-myanmar'
        """
        path = Path(path)
        # Without `>` there is no `->` either, however many blanks and hyphens there were.
        name = id or re.sub(r"[\s>]+", "-", path.stem).strip("-")[:200] or "source"
        unsigned = cls(id=name, path=path.as_posix(), **cited)
        unsigned.text  # noqa: B018 -- read it now, so that a missing file is told here
        return unsigned.signed()

    @cached_property
    def text(self) -> str:
        """The text, exactly as it stands in the file.

        Raises SourceMissing, SourceEncodingError or SourceError when it cannot be had.
        """
        return (
            self.inline if self.inline is not None else read_text_file(self.location, self.encoding)
        )

    @property
    def location(self) -> Path:
        """The file that holds the text, as this process finds it."""
        place = self._folder / (self.path or "")
        return place if self._root == _working_folder() else Path(self._root) / place

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text as it is now, in UTF-8 and lower-case hexadecimal."""
        return digest(self.text)

    @property
    def is_changed(self) -> bool:
        """True when the text no longer is the one whose ``sha256`` was noted down."""
        return self.sha256 is not None and self.sha256 != self.digest

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def finder(self) -> Finder:
        """The engine that finds quotes in this text."""
        from argmap.anchoring import Finder  # noqa: PLC0415 -- a valid map is checked without it

        return Finder(self.text, language=self.language)

    def find(
        self, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None
    ) -> Placement:
        r"""Find where a quote stands in the text.

        ``prefix`` and ``suffix`` are words before and after it and ``near`` the offset at which it
        is expected, in code points: both serve to tell one of several places. The Placement
        returned says how the quote was found, or why it was not.

        >>> text = Source(id="note", text="It\u2019s a work in progress.")
        >>> text.find("It's a work").status, text.find("It's a work").spans
        ('normalised', (Span(start=0, end=11),))
        """
        return self.finder.find(quote, prefix=prefix, suffix=suffix, near=near)

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset, both from 1."""
        return self.lines.position(offset)

    def placed_in(self, folder: str | os.PathLike[str]) -> Self:
        """Return the same source with its ``path`` taken relative to another folder."""
        moved = self.model_copy()
        moved._folder = Path(folder)  # noqa: SLF001 -- the copy is ours
        moved._root = _working_folder()  # noqa: SLF001
        return moved._forgetting()  # noqa: SLF001

    def relative_to(self, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its path rewritten so that it holds from another folder."""
        if self.path is None or Path(self.path).is_absolute():
            return self.placed_in(folder)
        moved = Path(os.path.relpath(self.location, folder)).as_posix()
        return self.model_copy(update={"path": moved}).placed_in(folder)

    def signed(self) -> Self:
        """Return the source with the ``sha256`` that its text has now."""
        return self.model_copy(update={"sha256": self.digest})

    def _forgetting(self) -> Self:
        for name in _READ:
            self.__dict__.pop(name, None)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; it reads its text anew if that may differ."""
        changed = dict(update or {})
        if "text" in changed:
            changed["inline"] = changed.pop("text")
        copied = super().model_copy(update=changed, deep=deep)
        is_same_text = changed.keys().isdisjoint(("path", "inline", "encoding"))
        return copied if is_same_text else copied._forgetting()  # noqa: SLF001 -- the copy is ours

    def __getstate__(self) -> dict[Any, Any]:
        """Leave out what was read, so that a pickled map is no larger than what it says."""
        state = super().__getstate__()
        fields = {key: value for key, value in state["__dict__"].items() if key not in _READ}
        return {**state, "__dict__": fields}

    def __eq__(self, other: object) -> bool:
        """Compare what is cited and where the text lies, not what has been read of it so far."""
        if not isinstance(other, Source):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        cited = tuple(getattr(self, name) for name in type(self).model_fields if name != "path")
        place = os.path.normpath(Path(self._root) / self._folder / (self.path or ""))
        return (*cited, None if self.path is None else place)

    def __repr__(self) -> str:
        return f"Source(id={self.id!r}, {'text=…' if self.path is None else f'path={self.path!r}'})"

    __str__ = __repr__


def _working_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 -- as text, and for every source of a map
    except OSError:
        return ""  # it was removed, and paths lead nowhere until it changes


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
