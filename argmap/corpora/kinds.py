"""Which files of a folder or an archive belong to a corpus, by how their names end."""

from __future__ import annotations

from typing import NamedTuple

LINES = (".jsonl", ".ndjson")
"""How files of JSON Lines are called: https://jsonlines.org."""
ARCHIVES = (".zip",)

_OF_SYNTAX = {"json": (".json",), "xml": (".xml",), "yaml": (".yaml", ".yml"), "text": (".txt",)}
_TEXT_BESIDE = ("brat",)
"""Formats written as text whose documents have the text that they annotate in a .txt next to them,
so that no .txt is a document."""


class Kinds(NamedTuple):
    """Which files belong to a corpus: ``maps`` with one map each, ``many`` with several.

    Both are ends of names in lower case. A file that is named itself, or found by a pattern,
    belongs to a corpus in any case.
    """

    maps: tuple[str, ...] = (".argmap.yaml", ".argmap.yml", ".argmap.json")
    many: tuple[str, ...] = (".argmap.jsonl", ".argmap.ndjson", ".argmap.zip")

    def have(self, name: str) -> bool:
        """Tell whether a file of that name belongs to the corpus."""
        return name.lower().endswith((*self.maps, *self.many))

    def __str__(self) -> str:
        return ", ".join(f"NAME{suffix}" for suffix in self.maps)


OWN = Kinds()
"""argmap's own map files."""


def kinds_of(format: str | None = None) -> Kinds:
    """Return the files of a corpus in a format that is read, or in any: None.

    With a format, these are the files with a suffix of it or with that of its syntax, but not the
    texts that belong next to them. Raises FormatError if there is no such format, or if it is only
    written.

    >>> kinds_of("aif").maps, kinds_of("brat").maps
    (('.aif.json', '.json'), ('.ann',))
    """
    from argmap.errors import FormatError  # noqa: PLC0415 -- argmap's own files need no formats
    from argmap.formats.registry import FORMATS, named  # noqa: PLC0415 -- as above

    read = [one for one in FORMATS if one.reads] if format is None else [named(format)]
    if not read[0].reads:
        raise FormatError(f"the format {format!r} can be written, but not read")
    maps = [suffix for one in read for suffix in one.suffixes]
    maps += [
        suffix
        for one in read
        if one.syntax != "text" or (format is not None and one.name not in _TEXT_BESIDE)
        for suffix in _OF_SYNTAX[one.syntax]
    ]
    return Kinds(tuple(dict.fromkeys(maps)), (*LINES, *ARCHIVES))
