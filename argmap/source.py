"""A source: the text that statements point into, and what one cites of it."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Protocol, Self, TypedDict

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
from argmap.errors import OriginalWarning, OutputError, OutsideError, SourceError, SourceMissing
from argmap.originals.original import Original  # noqa: TC001 -- pydantic needs it
from argmap.record import Record, RecordType
from argmap.text import Lines, Span
from argmap.textfile import decoded, read_text_file

if TYPE_CHECKING:
    from typing import Unpack

    from argmap.access import Folders
    from argmap.anchoring import Finder, Placement
    from argmap.originals.place import Place
    from argmap.originals.places import Places
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
_PLACES = ("recorded_places", "taken_places", "places", "apparatus", "finder")
_READ = frozenset(("_read_text", "digest", "lines", *_PLACES))
_MARKDOWN = (".md", ".markdown")


class Holder(Protocol):
    """What holds the files of sources if it is not a folder here, such as an archive."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, from the place of the map on.

        Raises SourceMissing if there is none, and OutsideError for a path that leads out.
        """


class _Base(NamedTuple):
    """What the path of a source is relative to, and how far it is read from there."""

    folder: Path
    root: str
    """What the folder was relative to, so that a change of the working folder changes nothing."""
    access: Access | None = None
    is_pointed_at: bool = False
    """Whether Python code named the file; else it is read only as far as there is access."""
    holder: Holder | None = None
    """What holds the file, if no folder does."""

    @classmethod
    def here(cls) -> Self:
        return cls(Path(), working_folder())

    def moved(self, folder: str | os.PathLike[str]) -> Self:
        return self._replace(folder=Path(folder), root=working_folder(), holder=None)


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
    original: Original | Mapping[str, Any] | None


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
    original: Original | None = None
    """The PDF, web page, document or recording that the text was taken from."""

    _kept_places: Places | None = PrivateAttr(default=None)
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
        unsigned = cls(id=id or _id_of(path), path=path.as_posix(), **cited)
        unsigned.text  # noqa: B018 -- read it now, so that a missing file is told here
        return unsigned.signed()

    @classmethod
    def from_original(
        cls,
        path: str | os.PathLike[str],
        *,
        id: str | None = None,
        again: bool = False,
        keep: bool = True,
        **cited: Unpack[CitedKeywords],
    ) -> Self:
        """Take the text from a PDF, a web page, a document or subtitles; return a source of it.

        The text is written beside the original as NAME.txt, and where its words are in the
        original as NAME.places.json. A NAME.txt that is there already must be the same text,
        unless the text is to be taken ``again``. Without ``keep``, nothing is written and the
        source holds the text itself. A file that is a text already is read as it is. ``id`` and
        ``cited`` are as for :meth:`read`; ``encoding`` is that of subtitles, or of a page.

        What was left out, or could not be had, is reported in an OriginalWarning. Raises
        SourceError if there is no text in it, it is damaged or needs a password, OutputError if
        the text cannot be written or a file is in its way, and ExtraMissing if the package that
        reads it is not installed.

        >>> taken = Source.from_original("seeds/asia-times-russia-myanmar.txt")
        >>> taken.original is None
        True
        """
        from argmap.originals.taking import (  # noqa: PLC0415 -- most texts are texts already
            kind_of_original,
            places_path,
            take,
            text_path,
        )

        original = Path(path)
        if kind_of_original(original) is None:
            return cls.read(original, id=id, **cited)
        taken = take(original, encoding=cited.get("encoding") or "utf-8")
        cited = {**cited, "original": taken.original}
        cited.pop("encoding", None)  # the text is written in UTF-8
        for remark in taken.remarks:
            warnings.warn(OriginalWarning(f"{original}: {remark}"), stacklevel=2)
        name = id or _id_of(original)
        if not keep:
            made = cls(id=name, text=taken.text, **cited)
            made._kept_places = taken.places
            return made.signed()
        target, table = text_path(original), places_path(original)
        _write_text(target, taken.text, original, again=again)
        _write_table(table, taken.places.dumps())
        kept = taken.original.model_copy(update={"places": table.as_posix()})
        cited["original"] = kept
        cited["sha256"] = taken.places.text_sha256
        return cls(id=name, path=target.as_posix(), **cited)

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
        base = self._base
        if base.holder is not None:
            data = base.holder.read(self.path or "")
            return decoded(data, self.encoding, name=str(self.location))
        return read_text_file(self._readable(self.path or "", "source"), self.encoding)

    @property
    def location(self) -> Path:
        """The file that holds the text, as this process finds it."""
        return self._located(self.path or "")

    def _located(self, path: str) -> Path:
        """Return where a path of the source leads, as this process finds it."""
        place = self._base.folder / path
        return place if self._base.root == working_folder() else Path(self._base.root) / place

    def _readable(self, path: str, named: str) -> Path:
        """Return where a path leads; raise SourceError or OutsideError if it may not be read."""
        location, base = self._located(path), self._base
        if not base.is_pointed_at:
            if base.access is None:
                raise SourceError(
                    "the source was made from data, so there is no folder that its path starts at",
                    where=path,
                    help="give the folder: `loads(text, folder=…)` or `source.placed_in(…)`",
                )
            base.access.check(location, named=named)
        return location

    @property
    def original_location(self) -> Path | None:
        """The file that the text was taken from, as this process finds it; None without one."""
        return self._located(self.original.path) if self.original else None

    def original_bytes(self) -> bytes | None:
        """Return the bytes of the original, None without one.

        Raises SourceMissing or SourceError if they cannot be read, and OutsideError when data
        names a file outside its project.
        """
        if self.original is None:
            return None
        return self._bytes_of(self.original.path, "original")

    def _bytes_of(self, path: str, named: str) -> bytes:
        """Return the bytes of a file that the source names besides its text."""
        if self._base.holder is not None:
            return self._base.holder.read(path)
        from argmap.originals.taking import original_bytes  # noqa: PLC0415 -- few texts have one

        return original_bytes(self._readable(path, named))

    @property
    def original_digest(self) -> str | None:
        """SHA-256 of the original as it is now, None without one; raises as `original_bytes`."""
        data = self.original_bytes()
        return None if data is None else hashlib.sha256(data).hexdigest()

    @cached_property
    def recorded_places(self) -> Places | None:
        """The table of places as it is in its file, None without one, whatever text it is of.

        Raises SourceMissing or SourceError if it cannot be read or is damaged, and OutsideError
        when data names a table outside its project.
        """
        if self._kept_places is not None or self.original is None or not self.original.places:
            return self._kept_places
        from argmap.originals.places import read_places  # noqa: PLC0415 -- few texts have them
        from argmap.originals.taking import original_bytes  # noqa: PLC0415 -- as above

        location = self._readable(self.original.places, "table of places")
        return read_places(original_bytes(location), where=str(location))

    @cached_property
    def taken_places(self) -> Places | None:
        """Where the words are in the file that the text was taken from, None without a table.

        Raises SourceError if the table of places cannot be read, is damaged, or is that of another
        text, because the text was edited since, and OutsideError when data names a table outside
        its project.
        """
        places = self.recorded_places
        if places is None or self.original is None:
            return None
        if places.text_sha256 != self.digest:
            what = f"the text was edited after it was taken from {self.original.path}, so it is not"
            what += " known where its words are in it"
        elif places.original_sha256 != self.original.sha256:
            what = f"the table of places is not that of {self.original.path}"
        else:
            return places
        help = "take the text again: `argmap new --again`"
        raise SourceError(what, where=self.original.places, help=help)

    @cached_property
    def places(self) -> Places | None:
        """Where the words of the text are in its original, None if nothing is known of that.

        A text without a table of places is its own original: the times of a transcript, headings of
        Markdown, and pages that form feeds end are read off it. Raises as :attr:`taken_places`.
        """
        if self.recorded_places is not None:
            return self.taken_places
        from argmap.originals.own import own_places  # noqa: PLC0415 -- only who asks for places

        is_markdown = Path(self.path or "").suffix.lower() in _MARKDOWN
        return own_places(self.text, self.digest, is_markdown=is_markdown)

    def place(self, start: int, end: int) -> Place | None:
        r"""Return where a stretch of the text is in the original that the text was taken from.

        ``start`` and ``end`` are half-open code points. The Place has the pages with a rectangle
        for each line (their numbers alone if form feeds end them), the elements of a web page or
        document, the heading of a Markdown text, or the time at which it is said. None is returned
        if nothing is known of that stretch. Raises as :attr:`places` does.

        >>> talk = Source(id="talk", text="[00:01] Yes.\n[00:04] No.\n[01:00] Why?\n")
        >>> talk.place(8, 12).time
        (1.0, 4.0)
        """
        places = self.places
        return None if places is None else places.at(start, end, self.text)

    @cached_property
    def apparatus(self) -> tuple[Span, ...]:
        """What is none of the words of the text: what it ignores, and the heads and notes of pages.

        An OriginalWarning is issued if the latter should be known and are not, as when the table
        of places is missing.
        """
        if self.original is None:
            return self.ignore
        try:
            places = self.taken_places
        except (SourceError, OutsideError) as error:
            what = f"{error}; running heads and notes are taken for words of the text"
            warnings.warn(OriginalWarning(what), stacklevel=2)
            return self.ignore
        return (*self.ignore, *(places.apparatus if places else ()))

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

        return Finder(self.text, apparatus=self.apparatus, language=self.language)

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

            finder = Finder(self.text, apparatus=(*self.apparatus, *apparatus))
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

    def held_by(self, holder: Holder, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its ``path`` taken in what holds it; ``folder`` names the place.

        A source that has its text in it stays as it is.
        """
        if self.path is None:
            return self
        return self._on(self._base.moved(folder)._replace(is_pointed_at=False, holder=holder))

    def _on(self, base: _Base) -> Self:
        moved = self.model_copy()
        moved._base = base  # noqa: SLF001 -- the copy is ours
        return moved._forgetting()  # noqa: SLF001

    def relative_to(self, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its path rewritten so that it holds from another folder.

        The text of a source that no folder holds is put into it instead.
        """
        changes: dict[str, object] = {}
        if self.path is not None and self._base.holder is not None:
            changes |= {"path": None, "text": self.text}
        elif self.path is not None:
            changes["path"] = self._path_from(folder, self.path)
        if self.original is not None:
            paths = {
                name: self._path_from(folder, path)
                for name in ("path", "places")
                if (path := getattr(self.original, name)) is not None
            }
            changes["original"] = self.original.model_copy(update=paths)
        moved = self.model_copy(update=changes) if changes else self
        return moved._on(self._base.moved(folder))  # noqa: SLF001 -- the copy is ours

    def _path_from(self, folder: str | os.PathLike[str], path: str) -> str:
        """Return a path of the source as it is written in a file of another folder."""
        if Path(path).is_absolute():
            return path
        return Path(os.path.relpath(self._located(path), folder)).as_posix()

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
        if not changed.keys().isdisjoint(("ignore", "original")):
            for name in _PLACES:
                copied.__dict__.pop(name, None)
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
        located = ("path", "text", "original")
        cited = tuple(
            getattr(self, name) for name in type(self).model_fields if name not in located
        )
        original = self.original and (
            self._normal_path(self.original.path),
            self._normal_path(self.original.places),
            self.original.sha256,
            self.original.extractor,
        )
        return (*cited, original, self._given, self._normal_path(self.path))

    def _normal_path(self, path: str | None) -> str | None:
        if path is None:
            return None
        return os.path.normpath(Path(self._base.root) / self._base.folder / path)

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


def _id_of(path: Path) -> str:
    """Return the id that a source has by its file's name."""
    # Without `>` there is no `->` either, however many blanks and hyphens there were.
    return re.sub(f"[{NOT_IN_IDS}>]+", "-", path.stem).strip("-")[:200] or "source"


def _write_text(target: Path, text: str, original: Path, *, again: bool) -> None:
    """Write the text of an original beside it, never over another one unless it is asked for."""
    from argmap.writing import write_file  # noqa: PLC0415 -- most runs write no text

    data = text.encode()
    was = _bytes_of(target)
    if was == data:
        return
    if was is not None and not again:
        raise OutputError(
            f"the file is there already, and it is not the text of {original}",
            where=str(target),
            help="take the text again with `--again` (`again=True` in Python), or move the file",
        )
    write_file(target, data, was=was, is_new=was is None)


def _write_table(target: Path, data: bytes) -> None:
    """Write a table of places, over an older one if there is one."""
    from argmap.originals.places import read_places  # noqa: PLC0415 -- as above
    from argmap.writing import write_file  # noqa: PLC0415 -- as above

    was = _bytes_of(target)
    if was == data:
        return
    if was is not None:
        try:
            read_places(was, where=str(target))
        except SourceError as error:
            raise OutputError(
                "the file is there already, and it is not a table of places",
                where=str(target),
                help="move it, so that one can be written",
            ) from error
    write_file(target, data, was=was, is_new=was is None)


def _bytes_of(target: Path) -> bytes | None:
    """Return the bytes of a file that is to be written, None if there is none."""
    from argmap.originals.taking import original_bytes  # noqa: PLC0415 -- as above

    try:
        return original_bytes(target)
    except SourceMissing:
        return None
