"""What a map was read from: the name of its file, or of its part of a file, and the file's path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class HasOrigin:
    """A map that knows what it was read from.

    This is not part of what the map says: maps that differ only in it are equal, and no file
    stores it. Copies, edited and pickled maps keep it.
    """

    @property
    def name(self) -> str | None:
        """What the map was read from, as messages call it, or None if it was made in Python.

        This is the path of its file as it was given. In a file of many maps it has the place in
        that file behind it, such as ``maps.jsonl:3`` or ``maps.zip/bus.argmap.yaml``; standard
        input is ``<stdin>``. It can be set.

        >>> from argmap.mapfile import load
        >>> load("examples/russia-myanmar/russia-myanmar.argmap.yaml").name
        'examples/russia-myanmar/russia-myanmar.argmap.yaml'
        """
        name: str | None = self.__dict__.get("_name")
        return name

    @name.setter
    def name(self, name: str | None) -> None:
        self.__dict__["_name"] = name

    @property
    def path(self) -> Path | None:
        """The file that the map was read from, None for standard input and for no file.

        For one of many maps in a file it is that file. It is None, too, for a file on another
        computer, such as ``s3://bucket/a.argmap.json``: only ``name`` says where that is. It can
        be set.
        """
        path: Path | None = self.__dict__.get("_path")
        return path

    @path.setter
    def path(self, path: Path | None) -> None:
        self.__dict__["_path"] = path
