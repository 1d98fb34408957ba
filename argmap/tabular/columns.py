"""The five tables that maps become: every column with its type and its meaning, said once.

Arrow, pandas, Parquet, JSON Lines and ``docs/tables.md`` are all made from this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from argmap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

Type = Literal["string", "boolean", "number", "integer", "strings"]
"""What a cell holds; any cell may be missing. A list of strings is a tuple in pandas."""

Row = dict[str, Any]
Rows = list[Row]


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: Type
    meaning: str


class Tables(NamedTuple, Generic[T]):
    """The five tables of maps: rows, DataFrames of pandas, or Tables of Arrow.

    The columns of each are listed in ``docs/tables.md``. Every table has a column ``map``, so that
    tables of several maps can be joined and put together.
    """

    statements: T
    """A row for each statement."""
    relations: T
    """A row for each reference from a statement to a statement, or to a link."""
    spans: T
    """A row for each fragment of each anchor, and one for an anchor without a span."""
    sources: T
    """A row for each source, with its text."""
    maps: T
    """A row for each map."""


def _columns(*columns: tuple[str, Type, str]) -> tuple[Column, ...]:
    key = Column("map", "string", "The map: its `map` in the table of maps.")
    return (key, *(Column(*column) for column in columns))


COLUMNS: Tables[tuple[Column, ...]] = Tables(
    statements=_columns(
        ("order", "integer", "Its position among the statements of the map, from 0."),
        ("id", "string", "Its id, unique in the map."),
        ("kind", "string", "`question`, `claim`, `reason` or `caveat`."),
        ("text", "string", "What it says in the analyst's words, if the map has a text for it."),
        (
            "quote",
            "string",
            (
                "Its quotes in the source's words, joined by a space; reference marks, "
                "page heads and the like are left out. Without a `text`, this is what it says."
            ),
        ),
        ("depth", "integer", "How many statements are above it in the outline of the map."),
        ("joint", "string", "The name shared by joint premises."),
        ("scheme", "string", "The argument scheme of its inference."),
        ("speaker", "string", "Who says it."),
        ("qualifier", "string", "How certain the speaker is, in the speaker's words."),
        ("strength", "number", "How strongly it bears on its target, from 0 to 1."),
        ("credence", "number", "How strongly it is believed, from 0 to 1."),
        ("implicit", "boolean", "True if it is not stated in any source, but assumed."),
        ("tags", "strings", "Its tags."),
        ("note", "string", "A remark by the analyst."),
        ("meta", "string", "Anything else, as a JSON object."),
    ),
    relations=_columns(
        ("order", "integer", "Its position among the references of the map, from 0."),
        ("statement", "string", "The id of the statement that has the relation."),
        (
            "relation",
            "string",
            ("`supports`, `rebuts`, `undercuts`, `limits`, `restates` or `answers`."),
        ),
        ("reference", "string", "The target as the map refers to it: an id, or `premise->target`."),
        (
            "target",
            "string",
            (
                "The id of the statement that it leads to; an undercut leads to the "
                "premise of the link that it attacks. Missing if that is unclear."
            ),
        ),
        ("attacks", "string", "The link that an undercut attacks, as `premise->target`."),
        (
            "inference",
            "integer",
            ("The number of its inference in the map, from 0; joint premises share one."),
        ),
        ("joint", "string", "The name of the joint premises, if the inference has several."),
        (
            "problem",
            "string",
            ("Why it leads nowhere: `unknown statement`, `no link` or `ambiguous link`."),
        ),
    ),
    spans=_columns(
        ("statement", "string", "The id of the statement."),
        ("anchor", "integer", "The number of the anchor in the statement, from 0."),
        ("fragment", "integer", "The number of the fragment of its quote, from 0."),
        ("source", "string", "The id of the source, even if the map omits it."),
        ("names_source", "boolean", "False if the map omits the source."),
        (
            "start",
            "integer",
            (
                "Where the fragment begins, in code points of the source; missing if "
                "the anchor has no span."
            ),
        ),
        ("end", "integer", "Where it ends, exclusive."),
        ("passage", "string", "The source's words from `start` to `end`."),
        ("quote", "string", "The whole quote of the anchor, as the map has it."),
        ("prefix", "string", "The words just before the quote, if the map has them."),
        ("suffix", "string", "The words just after it."),
    ),
    sources=_columns(
        ("order", "integer", "Its position among the sources of the map, from 0."),
        ("id", "string", "Its id, unique among the sources of the map."),
        (
            "path",
            "string",
            (
                "The file that the text was read from, relative to the folder of the "
                "map. Missing if the map holds the text itself."
            ),
        ),
        (
            "text",
            "string",
            (
                "The text, exactly as it is in its file. Missing if it could not be "
                "read, which is reported."
            ),
        ),
        ("sha256", "string", "The SHA-256 that the map has recorded."),
        ("encoding", "string", "The encoding of the file."),
        ("title", "string", "The title of the text."),
        ("author", "string", "Who wrote it."),
        ("publisher", "string", "Who published it."),
        ("published", "string", "When it was published."),
        ("url", "string", "Where it can be read."),
        ("language", "string", "Its language, as a BCP 47 tag."),
        (
            "ignore",
            "string",
            "Passages that are rightly left out, as a JSON list of `[start, end]`.",
        ),
        (
            "original",
            "string",
            (
                "The PDF, page, document or recording that the text was taken from, as a JSON "
                "object with `path`, `sha256`, `extractor` and `places`."
            ),
        ),
    ),
    maps=(
        Column(
            "map",
            "string",
            "The key of the map in every table: its `name`, or, if it has "
            "none, `sha256:` and a part of the hash of what it says.",
        ),
        Column("name", "string", "What the map was read from, as messages call it."),
        Column(
            "path",
            "string",
            "The file that it was read from; missing if that is on another computer.",
        ),
        Column("version", "integer", "The version of the format of map files."),
        Column("title", "string", "Its title."),
        Column("meta", "string", "Anything else, as a JSON object."),
    ),
)
"""The columns of each table, in their order."""

PARTS = ("statements", "relations", "spans", "sources")
"""The tables that have rows for the parts of a map, in the order of :class:`Tables`."""


def named_tables(tables: Tables[T]) -> Iterator[tuple[str, T, tuple[Column, ...]]]:
    """Yield the name of each table, the table, and its columns."""
    yield from zip(Tables._fields, tables, COLUMNS, strict=True)


class Keys:
    """The keys of maps that go to one set of tables: each belongs to one map."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def add(self, key: str) -> None:
        """Take note of the key of one more map; raise UsageError if another map has it."""
        if key in self._taken:
            raise UsageError(
                "two maps have the same name, so their rows could not be distinguished",
                where=key,
                help="set the `name` of one of them to another one",
            )
        self._taken.add(key)
