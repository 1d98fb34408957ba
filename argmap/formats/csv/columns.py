"""The columns of argmap's tables, and which columns of other tables stand for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import UsageError
from argmap.model import RELATIONS
from argmap.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argmap.model import Relation

TEXTS = ("text", "joint", "scheme", "qualifier", "speaker", "note")
PLACE = ("source", "start", "end", "quote")
COLUMNS = (
    "id", "kind", "text", *RELATIONS, "joint", "scheme", "qualifier", "strength", "credence",
    "implicit", "speaker", "tags", "note", *PLACE, "anchors", "meta",
)  # fmt: skip
"""What argmap writes, in this order."""

RELATED = ("related", "relation", "target")
"""What only other tables have: ids that a row relates to, by which relation, and the words of the
statement that it relates to."""

FORMULA = re.compile(r"'*[=+@\t\r＝＋＠－-]")  # noqa: RUF001 -- some spreadsheets take wide signs, too
"""What a spreadsheet runs as a formula, however many apostrophes already are before it
(https://owasp.org/www-community/attacks/CSV_Injection)."""

WORDS: dict[str, Relation | None] = {
    **{name: name for name in RELATIONS},
    "RA": "supports",
    "CA": "rebuts",
    "MA": "restates",
}
"""What words in a column of relations mean: argmap's own, and those of AIF."""


class Columns(NamedTuple):
    """Which columns of a table stand for what, by number from 0.

    ``fields`` has those of a statement; ``related``, ``relation`` and ``target`` may stand for
    several columns each, of which the first ones belong together, the second ones, and so on.
    ``others`` are the names of the columns that stand for nothing, by number, and ``names`` those
    of all.
    """

    fields: dict[str, int]
    related: list[int]
    relation: list[int]
    target: list[int]
    others: dict[int, str]
    names: Sequence[str]


_HYPOTHESIS = frozenset(("url", "user", "group", "quote", "text", "tags"))
"""Columns by which a table of Hypothesis is known; its `text` is a comment on the `quote`."""


def own_columns(names: Sequence[str]) -> Columns:
    """Return the columns of a table that are called as argmap calls them, in any case.

    In a table that Hypothesis exported, the column `text` has the notes. Raises UsageError if
    two columns have the name of one field.
    """
    plain = [name.strip().casefold() for name in names]
    fields: dict[str, int] = {}
    for number, field in enumerate(plain):
        if field in fields:
            raise UsageError(
                f"the table has two columns named {field!r}",
                help=f"rename one of them: columns {fields[field] + 1} and {number + 1}",
            )
        if field in COLUMNS:
            fields[field] = number
    if plain and set(plain) >= _HYPOTHESIS:
        fields["note"] = fields.pop("text")
    return Columns(fields, [], [], [], _others(names, fields.values()), names)


def mapped_columns(given: str, names: Sequence[str]) -> Columns:
    """Return the columns that a person named, as in ``text=Sentence, related=5``.

    A column is named by its name or its number from 1. Raises UsageError for a field that there is
    not, or a column that the table does not have.

    >>> mapped_columns("text=Sentence, kind=1", ["Label", "Sentence"]).fields
    {'text': 1, 'kind': 0}
    """
    fields: dict[str, int] = {}
    lists: dict[str, list[int]] = {name: [] for name in RELATED}
    for pair in given.split(","):
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not equals:
            raise UsageError(
                f"{pair.strip()!r} has no column", help="write FIELD=COLUMN, as in text=Sentence"
            )
        number = _number(column, names)
        if field in RELATED:
            lists[field].append(number)
        elif field in COLUMNS:
            fields[field] = number
        else:
            known = (*COLUMNS, *RELATED)
            advice = did_you_mean(field, known) or f"there are {', '.join(known)}"
            raise UsageError(f"a statement has no field {field!r}", help=advice)
    used = [*fields.values(), *(number for listed in lists.values() for number in listed)]
    return Columns(fields, **lists, others=_others(names, used), names=names)


def _number(column: str, names: Sequence[str]) -> int:
    plain = [" ".join(name.split()).casefold() for name in names]
    wanted = " ".join(column.split()).casefold()
    if plain.count(wanted) > 1:
        places = [str(place) for place, name in enumerate(plain, 1) if name == wanted]
        raise UsageError(
            f"the table has several columns named {column!r}",
            help=f"choose one by its number: {', '.join(places)}",
        )
    if wanted in plain:
        return plain.index(wanted)
    if column.isascii() and column.isdigit() and 0 < int(column) <= len(names):
        return int(column) - 1
    near = nearest(wanted, plain)
    listed = ", ".join(map(repr, names))
    advice = f"did you mean {names[plain.index(near)]!r}?" if near else f"there are {listed}"
    raise UsageError(f"the table has no column {column!r}", help=advice)


def _others(names: Sequence[str], used: Iterable[int]) -> dict[int, str]:
    taken = set(used)
    return {number: name for number, name in enumerate(names) if number not in taken}


def split_references(cell: str, known: Mapping[str, object]) -> list[str]:
    """Return the ids in a cell: those between blanks, or else between commas and semicolons.

    >>> split_references("a;b c,d", {"c,d": 1})
    ['a', 'b', 'c,d']
    """
    found: list[str] = []
    for word in cell.split():
        premise, _, end = word.partition("->")
        is_whole = premise in known and (not end or end in known)
        found += [word] if is_whole else [part for part in re.split("[;,]", word) if part]
    return found
