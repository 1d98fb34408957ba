"""A source: the text that statements point into, and what one cites of it."""

from __future__ import annotations

import hashlib
import re
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypedDict

from pydantic import PrivateAttr

from argmap.controls import NOT_IN_IDS
from argmap.errors import OriginalWarning, OutsideError, SourceEncodingError, SourceError
from argmap.originals.original import Original  # noqa: TC001 -- pydantic needs it
from argmap.source.fields import PlacedSpan  # noqa: TC001 -- as above
from argmap.source.kept_text import KeptText

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from argmap.anchoring import Finder, Placement
    from argmap.originals.place import Place
    from argmap.originals.places import Places
    from argmap.text import Span

_PLACES = ("recorded_places", "taken_places", "places", "apparatus", "finder")
_MARKDOWN = (".md", ".markdown")


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


class Source(KeptText):
    """A text that statements are anchored in.

    Its text is either given inline (``text``) or kept in a file (``path``), which is read when it
    is first needed: byte order mark, line ends and Unicode form stay as they are.

    Which files are read depends on who names them. In ``Source(path=…)`` and ``Source.read(…)`` it
    is the one who calls, and any file is. A source that is made from data, as by
    ``model_validate`` or in a map file, is read only from the project of the folder that it was
    placed in, or from folders that are allowed besides; without a folder it is not read at all.
    """

    title: str | None = None
    """The title of the text."""
    author: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    published: str | None = None
    """When it was published, as written in a citation."""
    url: str | None = None
    """Where it can be read."""
    language: str | None = None
    """Its language, as a BCP 47 tag such as `en`. It says which words, numbers and spellings are
    the same. If it is not given, it is recognised from the words of the text."""
    ignore: tuple[PlacedSpan, ...] = ()
    """Passages that are not part of the argument, such as captions, as start and end in code
    points: no statement needs to cover them, and a quote may continue after them."""
    original: Original | None = None
    """The PDF, web page, document or recording that the text was taken from."""

    _kept_places: Places | None = PrivateAttr(default=None)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str,
            path: str | None = None,
            text: str | None = None,
            **cited: Unpack[CitedKeywords],
        ) -> None: ...

    @classmethod
    def read(
        cls, path: str | os.PathLike[str], *, id: str | None = None, **cited: Unpack[CitedKeywords]
    ) -> Self:
        """Read a text file into a source that knows its own hash.

        ``id`` is taken from the file's name when it is not given; ``cited`` are further fields,
        such as ``title``, ``author`` or ``encoding``. Raises SourceMissing, SourceEncodingError or
        SourceError when the text cannot be read.

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

        The text is written next to the original as NAME.txt, and where its words are in the
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
        from argmap.originals.taking import (  # noqa: PLC0415 -- most texts are read as they are
            kind_of_original,
            refuse_foreign,
            take,
            text_path,
        )

        original = Path(path)
        if kind_of_original(original) is None:
            refuse_foreign(original)
            try:
                return cls.read(original, id=id, **cited)
            except SourceEncodingError:
                refuse_foreign(original, is_text=False)
                raise
        taken = take(original, encoding=cited.get("encoding") or "utf-8")
        cited = {**cited, "original": taken.original}
        cited.pop("encoding", None)  # the text is written in UTF-8
        for remark in taken.remarks:
            warnings.warn(OriginalWarning(f"{original}: {remark}"), stacklevel=2)
        name = id or _id_of(text_path(original))
        if not keep:
            made = cls(id=name, text=taken.text, **cited)
            made._kept_places = taken.places
            return made.signed()
        from argmap.originals.writing import write_taken  # noqa: PLC0415 -- as above

        target, cited["original"] = write_taken(taken, original, again=again)
        cited["sha256"] = taken.places.text_sha256
        return cls(id=name, path=target.as_posix(), **cited)

    @property
    def original_location(self) -> Path | None:
        """The file that the text was taken from, as this process finds it; None without one."""
        return self._root.located(self.original.path) if self.original else None

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
        if self._root.holder is not None:
            return self._root.holder.read(path)
        from argmap.originals.taking import original_bytes  # noqa: PLC0415 -- few texts have one

        return original_bytes(self._root.readable(path, named))

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

        location = self._root.readable(self.original.places, "table of places")
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
            what = (
                f"the text was edited after it was taken from {self.original.path}, so the places"
            )
            what += " of its words are not known"
        elif places.original_sha256 != self.original.sha256:
            what = f"the table of places was not made for {self.original.path}"
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
        """What is not a word of the text: what it ignores, and the heads and notes of pages.

        An OriginalWarning is issued if the latter should be known and are not, as when the table
        of places is missing.
        """
        if self.original is None:
            return self.ignore
        try:
            places = self.taken_places
        except (SourceError, OutsideError) as error:
            what = f"{error}; running heads and notes are treated as text"
            warnings.warn(OriginalWarning(what), stacklevel=2)
            return self.ignore
        return (*self.ignore, *(places.apparatus if places else ()))

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
        r"""Find where a quote is in the text.

        ``prefix`` and ``suffix`` are words before and after it and ``near`` the offset at which it
        is expected, in code points: both help to choose one of several places. ``apparatus`` are
        spans of the text that are not words of it, such as page headings; so are those to
        ``ignore``. The Placement returned says how the quote was found, or why it was not.

        >>> text = Source(id="note", text="It\u2019s a work in progress.")
        >>> text.find("It's a work").status, text.find("It's a work").spans
        ('corrected', (Span(start=0, end=11),))
        """
        finder = self.finder
        if apparatus:
            from argmap.anchoring import Finder  # noqa: PLC0415 -- as above

            finder = Finder(self.text, apparatus=(*self.apparatus, *apparatus))
        return finder.find(quote, prefix=prefix, suffix=suffix, near=near)

    def _seen_from(self, folder: str | os.PathLike[str]) -> dict[str, object]:
        changes = super()._seen_from(folder)
        if self.original is not None:
            paths = {
                name: self._root.path_from(folder, path)
                for name in ("path", "places")
                if (path := getattr(self.original, name)) is not None
            }
            changes["original"] = self.original.model_copy(update=paths)
        return changes

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; it reads its text anew if that may differ."""
        copied = super().model_copy(update=update, deep=deep)
        is_placed_as_before = (update or {}).keys().isdisjoint(("ignore", "original"))
        return copied if is_placed_as_before else copied._forgetting(*_PLACES)  # noqa: SLF001 -- the copy is ours

    def _compared(self, name: str) -> object:
        if name != "original" or self.original is None:
            return super()._compared(name)
        original = self.original
        paths = (self._root.normal(original.path), self._root.normal(original.places))
        return (*paths, original.sha256, original.extractor)


def _id_of(path: Path) -> str:
    """Return the id that a source has by its file's name."""
    # Without `>` there is no `->` either, however many blanks and hyphens there were.
    return re.sub(f"[{NOT_IN_IDS}>]+", "-", path.stem).strip("-")[:200] or "source"
