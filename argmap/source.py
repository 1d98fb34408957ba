"""A source: the text that statements point into, and what one cites of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self, TypedDict

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from argmap.access import Access, working_folder
from argmap.controls import NOT_IN_IDS
from argmap.errors import SourceError
from argmap.record import Record, RecordType
from argmap.text import Lines, Span
from argmap.textfile import read_text_file

if TYPE_CHECKING:
    from typing import Unpack

    from argmap.access import Folders
    from argmap.anchoring import Finder, Placement
    from argmap.text import Position


def _without_arrow(name: str) -> str:
    if "->" in name:
        message = "an id has no `->`, which joins two ids into a link"
        raise ValueError(message)
    return name


# No spaces, so that an id can be typed, no control characters, so that it can be shown, and no
# arrow, which joins two ids into a link.
Identifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=f"^[^{NOT_IN_IDS}]+$"),
    AfterValidator(_without_arrow),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            # Without an anchor: `$` may also match before a line end.
            "not": {"pattern": f"[{NOT_IN_IDS}]|->"},
        }
    ),
]


NO_PAIR = "a span is a pair of whole numbers: start and end"


def _pair(value: object) -> object:
    """Take numbers alone, as the schema does: no text such as `1_2`, and no truth value."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:  # noqa: PLR2004 -- a pair
        return tuple(map(_offset, value))
    raise ValueError(NO_PAIR)


def _offset(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JSON has one kind of number
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise ValueError(NO_PAIR)
    return index(value)


def _checked_span(span: Span) -> Span:
    if span.start < 0:
        message = f"a span starts at 0 or later, not at {span.start}"
        raise ValueError(message)
    if span.end <= span.start:
        message = f"a span ends after it starts, not [{span.start}, {span.end}]"
        raise ValueError(message)
    return span


# That the end comes after the start is more than a schema can say; that it is another one is not.
_PAIR = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "uniqueItems": True,
    "description": "Start and end in code points of the source; the end is exclusive.",
}
PlacedSpan = Annotated[
    Span, BeforeValidator(_pair), AfterValidator(_checked_span), WithJsonSchema(_PAIR)
]

# What is kept of the text once it was read.
_READ = frozenset({"_read_text", "digest", "lines", "finder"})


class _Base(NamedTuple):
    """What the path of a source is relative to, and how far it is read from there."""

    folder: Path
    root: str
    """What the folder was relative to, so that a change of the working folder changes nothing."""
    access: Access | None = None
    is_pointed_at: bool = False
    """Whether Python code named the file; else it is read only as far as there is access."""

    @classmethod
    def here(cls) -> Self:
        return cls(Path(), working_folder())

    def moved(self, folder: str | os.PathLike[str]) -> Self:
        return self._replace(folder=Path(folder), root=working_folder())


class CitedKeywords(TypedDict, total=False):
    """What may be given for a source besides its id and where its text is, for type checkers."""

    sha256: str | None
    encoding: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    ignore: Sequence[Sequence[int]] | None


if TYPE_CHECKING:
    _SourceType = RecordType  # what a call takes is said below, to type checkers
else:

    class _SourceType(RecordType):
        """Tells a source that Python code calls for from one that is made from data."""

        def __call__(cls, *args: object, **fields: object) -> Source:  # noqa: N805 -- a class is called
            source = super().__call__(*args, **fields)
            source._base = source._base._replace(is_pointed_at=True)  # noqa: SLF001 -- just made
            return source


if TYPE_CHECKING:
    _Text = str  # of a source with a path it is read when it is asked for
else:
    _Text = str | None


class Source(Record, metaclass=_SourceType):
    """A text that statements are anchored in.

    Its text is either given inline (``text``) or kept in a file (``path``), which is read when it
    is first needed: byte order mark, line ends and Unicode form stay as they are.

    Which files are read depends on who names them. In ``Source(path=…)`` and ``Source.read(…)`` it
    is the one who calls, and any file is. A source that is made from data, as by
    ``model_validate`` or in a map file, is read only from the project of the folder that it was
    placed in, or from folders that are allowed besides; without a folder it is not read at all.
    """

    model_config = ConfigDict(frozen=True)

    id: Identifier
    """A short name, unique among the sources of the map."""
    path: str | None = Field(default=None, min_length=1)
    """The file that holds the text, relative to the folder of the map file."""
    text: _Text = Field(default=None)  # type: ignore[assignment]  # it is kept so when it is in a file
    """The text itself, if it is not kept in a file."""
    sha256: str | None = Field(default=None, pattern="^[0-9a-f]{64}$", max_length=64)
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
    statement need cover them, and a quote may go on behind them."""

    _base: _Base = PrivateAttr(default_factory=_Base.here)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str,
            path: str | None = None,
            text: str | None = None,
            **cited: Unpack[CitedKeywords],
        ) -> None: ...

    @model_validator(mode="after")
    def _has_one_text(self) -> Self:
        if (self.path is None) == (self._given is None):
            message = "a source has either a `path` or a `text`"
            raise ValueError(message)
        return self

    @classmethod
    def read(
        cls, path: str | os.PathLike[str], *, id: str | None = None, **cited: Unpack[CitedKeywords]
    ) -> Self:
        """Read a text file into a source that knows its own hash.

        ``id`` is taken from the file's name when it is not given; ``cited`` are further fields,
        such as ``title``, ``author`` or ``encoding``. Raises SourceMissing, SourceEncodingError or
        SourceError when the text cannot be had.

        >>> Source.read("seeds/asia-times-russia-myanmar.txt").id
        'asia-times-russia-myanmar'
        """
        path = Path(path)
        # Without `>` there is no `->` either, however many blanks and hyphens there were.
        name = id or re.sub(f"[{NOT_IN_IDS}>]+", "-", path.stem).strip("-")[:200] or "source"
        unsigned = cls(id=name, path=path.as_posix(), **cited)
        unsigned.text  # noqa: B018 -- read it now, so that a missing file is told here
        return unsigned.signed()

    @classmethod
    def _complete_schema(cls, schema: dict[str, Any]) -> None:
        from argmap.describing import either  # noqa: PLC0415 -- only schemas need it

        schema["oneOf"] = either("text", "path", "string")

    @property
    def _given(self) -> str | None:
        """The text if the source brings it along; None if it is to be read from a file."""
        given: str | None = self.__dict__.get("text")
        return given

    @cached_property
    def _read_text(self) -> str:
        location = self.location
        base = self._base
        if not base.is_pointed_at:
            if base.access is None:
                raise SourceError(
                    "the source was made from data, so there is no folder that its path starts at",
                    where=self.path,
                    help="give the folder: `loads(text, folder=…)` or `source.placed_in(…)`",
                )
            base.access.check(location, named="source")
        return read_text_file(location, self.encoding)

    @property
    def location(self) -> Path:
        """The file that holds the text, as this process finds it."""
        place = self._base.folder / (self.path or "")
        return place if self._base.root == working_folder() else Path(self._base.root) / place

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

        return Finder(self.text, apparatus=self.ignore, language=self.language)

    def find(
        self,
        quote: str,
        *,
        prefix: str = "",
        suffix: str = "",
        near: int | None = None,
        apparatus: Sequence[Span] = (),
    ) -> Placement:
        r"""Find where a quote stands in the text.

        ``prefix`` and ``suffix`` are words before and after it and ``near`` the offset at which it
        is expected, in code points: both serve to tell one of several places. ``apparatus`` are
        spans of the text that are known to be none of its words, such as page headings; so are
        those to ``ignore``. The Placement returned says how the quote was found, or why it was
        not.

        >>> text = Source(id="note", text="It\u2019s a work in progress.")
        >>> text.find("It's a work").status, text.find("It's a work").spans
        ('normalised', (Span(start=0, end=11),))
        """
        finder = self.finder
        if apparatus:
            from argmap.anchoring import Finder  # noqa: PLC0415 -- as above

            finder = Finder(self.text, apparatus=(*self.ignore, *apparatus))
        return finder.find(quote, prefix=prefix, suffix=suffix, near=near)

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset, both from 1."""
        return self.lines.position(offset)

    def placed_in(self, folder: str | os.PathLike[str], *, allow_outside: Folders = ()) -> Self:
        """Return the same source with its ``path`` taken relative to another folder.

        If it was made from data, its file is read only from the project of that folder, and from
        the folders in ``allow_outside``: one folder or several.
        """
        access = Access.of(folder, allow_outside)
        return self._on(self._base.moved(folder)._replace(access=access))

    def named_in(self, folder: str | os.PathLike[str], access: Access | None) -> Self:
        """Return the source as a file in a folder names it: read only as far as there is access."""
        base = self._base.moved(folder)
        return self._on(base._replace(access=access, is_pointed_at=False))

    def placed_like(self, other: Source) -> Self:
        """Return the same source with its ``path`` taken as that of another source is."""
        return self._on(other._base)

    def _on(self, base: _Base) -> Self:
        moved = self.model_copy()
        moved._base = base  # noqa: SLF001 -- the copy is ours
        return moved._forgetting()  # noqa: SLF001

    def relative_to(self, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its path rewritten so that it holds from another folder."""
        if self.path is None or Path(self.path).is_absolute():
            return self._on(self._base.moved(folder))
        moved = Path(os.path.relpath(self.location, folder)).as_posix()
        return self.model_copy(update={"path": moved})._on(self._base.moved(folder))  # noqa: SLF001 -- the copy is ours

    def signed(self) -> Self:
        """Return the source with the ``sha256`` that its text has now."""
        return self.model_copy(update={"sha256": self.digest})

    def _forgetting(self) -> Self:
        for name in _READ:
            self.__dict__.pop(name, None)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; it reads its text anew if that may differ."""
        changed = update or {}
        copied = super().model_copy(update=update, deep=deep)
        if "ignore" in changed:
            copied.__dict__.pop("finder", None)
        is_same_text = changed.keys().isdisjoint(("path", "text", "encoding"))
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
        located = ("path", "text")
        cited = tuple(
            getattr(self, name) for name in type(self).model_fields if name not in located
        )
        place = os.path.normpath(Path(self._base.root) / self._base.folder / (self.path or ""))
        return (*cited, self._given, None if self.path is None else place)

    def __repr__(self) -> str:
        return f"Source(id={self.id!r}, {'text=…' if self.path is None else f'path={self.path!r}'})"

    __str__ = __repr__


class _TextOfSource:
    """Gives the text of a source: the one it brings along, or what its file holds.

    Raises SourceMissing, SourceEncodingError or SourceError when it cannot be had, and
    OutsideError when data names a file outside its project.
    """

    def __get__(self, source: Source | None, owner: type) -> str:
        if source is None:
            raise AttributeError("text")  # to pydantic it is a field like any other
        given = source._given  # noqa: SLF001 -- this is an attribute of it
        return source._read_text if given is None else given  # noqa: SLF001 -- as above

    def __set__(self, source: Source, text: str) -> None:
        raise AttributeError("text")  # so that Python asks here first; pydantic forbids it anyway


# Once pydantic has made the field: it keeps in `__dict__` what was given, and dumps only that.
setattr(Source, "text", _TextOfSource())  # noqa: B010 -- to a type checker it is the field


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
