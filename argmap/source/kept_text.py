"""A text that is given inline or kept in a file, from where its path leads."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from pydantic import ConfigDict, Field, PrivateAttr, model_validator

from argmap.access import Access
from argmap.record import Record, RecordType
from argmap.source.fields import Identifier  # noqa: TC001 -- pydantic needs it
from argmap.source.root import Root
from argmap.text import Lines
from argmap.textfile import decoded, read_text_file

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

    from argmap.access import Folders
    from argmap.source.root import Holder
    from argmap.text import Position


if TYPE_CHECKING:
    KeptTextType = RecordType  # what a call takes is said below, to type checkers
else:

    class KeptTextType(RecordType):
        """Tells a source that Python code calls for from one that is made from data."""

        def __call__(cls, *args: object, **fields: object) -> KeptText:  # noqa: N805 -- a class is called
            """Make a source whose file the caller names."""
            source = super().__call__(*args, **fields)
            source._root = source._root._replace(is_pointed_at=True)  # noqa: SLF001 -- just made
            return source


if TYPE_CHECKING:
    _Text = str  # of a source with a path it is read when it is asked for
else:
    _Text = str | None


class KeptText(Record, metaclass=KeptTextType):
    """A text with an id: it is given inline, or read from its file when it is first needed.

    All that is found out of the text is kept next to the fields, and forgotten once it may be
    another one.
    """

    model_config = ConfigDict(frozen=True)

    id: Identifier
    """A short name, unique among the sources of the map."""
    path: str | None = Field(default=None, min_length=1)
    """The file that contains the text, relative to the folder of the map file."""
    text: _Text = Field(default=None)  # type: ignore[assignment]  # it is kept so when it is in a file
    """The text itself, if it is not kept in a file."""
    sha256: str | None = Field(default=None, pattern="^[0-9a-f]{64}$", max_length=64)
    """SHA-256 of the text in UTF-8, in lower-case hexadecimal. It shows whether the text has
    changed since the spans were made."""
    encoding: str = "utf-8"
    """The encoding of the file."""

    _root: Root = PrivateAttr(default_factory=Root.here)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str,
            path: str | None = None,
            text: str | None = None,
            sha256: str | None = None,
            encoding: str = "utf-8",
        ) -> None: ...

    @model_validator(mode="after")
    def _has_one_text(self) -> Self:
        if (self.path is None) == (self._given is None):
            message = "a source needs either a `path` or a `text`"
            raise ValueError(message)
        return self

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
        if (holder := self._root.holder) is not None:
            data = holder.read(self.path or "")
            return decoded(data, self.encoding, name=self.address)
        return read_text_file(self._root.readable(self.path or "", "source"), self.encoding)

    @property
    def location(self) -> Path:
        """The file that holds the text, as this process finds it."""
        return self._root.located(self.path or "")

    @property
    def address(self) -> str:
        """What messages call the file: its path from here, or its name on another computer.

        >>> from argmap.source.kept_text import KeptText
        >>> KeptText(id="bus", path="texts/bus.txt").address
        'texts/bus.txt'
        """
        return self._root.address(self.path or "")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text as it is now, in UTF-8 and lower-case hexadecimal."""
        return digest(self.text)

    @property
    def is_changed(self) -> bool:
        """True when the text is no longer the one whose ``sha256`` was recorded."""
        return self.sha256 is not None and self.sha256 != self.digest

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset, both from 1."""
        return self.lines.position(offset)

    def placed_in(self, folder: str | os.PathLike[str], *, allow_outside: Folders = ()) -> Self:
        """Return the same source with its ``path`` taken relative to another folder.

        If it was made from data, its file is read only from the project of that folder, and from
        the folders in ``allow_outside``: one folder or several.
        """
        access = Access.of(folder, allow_outside)
        return self._on(self._root.moved(folder)._replace(access=access))

    def named_in(self, folder: str | os.PathLike[str], access: Access | None) -> Self:
        """Return the source as a file in a folder names it: read only as far as there is access."""
        root = self._root.moved(folder)
        return self._on(root._replace(access=access, is_pointed_at=False))

    def placed_like(self, other: KeptText) -> Self:
        """Return the same source with its ``path`` taken as that of another source is."""
        return self._on(other._root)

    def held_by(self, holder: Holder, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its ``path`` taken in what holds it; ``folder`` names the place.

        A source that has its text in it stays as it is.
        """
        if self.path is None:
            return self
        return self._on(self._root.held(holder, folder))

    def _on(self, root: Root) -> Self:
        moved = self.model_copy()
        moved._root = root  # noqa: SLF001 -- the copy is ours
        return moved._forgetting()  # noqa: SLF001

    def relative_to(self, folder: str | os.PathLike[str]) -> Self:
        """Return the source with its path rewritten so that it holds from another folder.

        The text of a source that no folder holds is put into it instead.
        """
        changes = self._seen_from(folder)
        moved = self.model_copy(update=changes) if changes else self
        return moved._on(self._root.moved(folder))  # noqa: SLF001 -- the copy is ours

    def _seen_from(self, folder: str | os.PathLike[str]) -> dict[str, object]:
        """Return the fields that are written otherwise in a file of another folder."""
        if self.path is None:
            return {}
        if self._root.holder is not None:
            return {"path": None, "text": self.text}
        return {"path": self._root.path_from(folder, self.path)}

    def signed(self) -> Self:
        """Return the source with the ``sha256`` that its text has now."""
        return self.model_copy(update={"sha256": self.digest})

    def _forgetting(self, *names: str) -> Self:
        """Forget some of what was found out of the text, or all of it."""
        for name in names or self.__dict__.keys() - type(self).model_fields.keys():
            self.__dict__.pop(name, None)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; it reads its text anew if that may differ."""
        copied = super().model_copy(update=update, deep=deep)
        is_same_text = (update or {}).keys().isdisjoint(("path", "text", "encoding"))
        return copied if is_same_text else copied._forgetting()  # noqa: SLF001 -- the copy is ours

    def __getstate__(self) -> dict[Any, Any]:
        """Leave out what was read, so that a pickled map is no larger than what it says."""
        state = super().__getstate__()
        own = type(self).model_fields
        fields = {key: value for key, value in state["__dict__"].items() if key in own}
        return {**state, "__dict__": fields}

    def __eq__(self, other: object) -> bool:
        """Compare what is cited and where the text lies, not what has been read of it so far."""
        if not isinstance(other, KeptText):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return tuple(self._compared(name) for name in type(self).model_fields)

    def _compared(self, name: str) -> object:
        """Return what of a field makes two sources differ."""
        if name == "path":
            return self._root.normal(self.path)
        return self._given if name == "text" else getattr(self, name)

    def __repr__(self) -> str:
        how = "text=…" if self.path is None else f"path={self.path!r}"
        return f"{type(self).__name__}(id={self.id!r}, {how})"

    __str__ = __repr__


class _GivenOrRead:
    """Gives the text of a source: the one it brings along, or what its file holds.

    Raises KeptTextMissing, KeptTextEncodingError or KeptTextError when it cannot be read, and
    OutsideError when data names a file outside its project.
    """

    def __get__(self, source: KeptText | None, owner: type) -> str:
        if source is None:
            raise AttributeError("text")  # to pydantic it is a field like any other
        given = source._given  # noqa: SLF001 -- this is an attribute of it
        return source._read_text if given is None else given  # noqa: SLF001 -- as above

    def __set__(self, source: KeptText, text: str) -> None:
        raise AttributeError("text")  # so that Python asks here first; pydantic forbids it anyway


# Once pydantic has made the field: it keeps in `__dict__` what was given, and dumps only that.
setattr(KeptText, "text", _GivenOrRead())  # noqa: B010 -- to a type checker it is the field


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
