"""Tables as text: rows of cells, as RFC 4180 has them (https://www.rfc-editor.org/rfc/rfc4180)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.formats.document import Document

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class Row(NamedTuple):
    """The cells of a row, and the offset at which it starts."""

    cells: list[str]
    offset: int

    def cell(self, number: int) -> str:
        """Return the cell of a column, which is empty past the end of the row."""
        return self.cells[number] if number < len(self.cells) else ""


def read_rows(document: Document, delimiter: str, *, quoted: bool = True) -> list[Row]:
    r"""Return the rows of a document that are not empty.

    A cell in quotation marks may hold delimiters, line ends and doubled quotation marks; with
    ``quoted`` False these are letters as any other. Raises MapFileError, with the place, for a
    quotation mark that is not closed or that words follow.

    >>> from argmap.formats.document import Document
    >>> [row.cells for row in read_rows(Document(text='a,"b ""c"" d"\n\n1,\n'), ",")]
    [['a', 'b "c" d'], ['1', '']]
    """
    text = document.text
    plain = rf"[^{delimiter}\r\n]*"
    inside = r'"([^"]*(?:""[^"]*)*)"' if quoted else "((?!))"
    cell = re.compile(rf"(?:{inside}|({plain}))({delimiter}|\r\n|\r|\n|\Z)")
    rows: list[Row] = []
    cells: list[str] = []
    start = offset = 0
    while offset < len(text) or cells:
        match = cell.match(text, offset)
        if match is None or (quoted and match[2] and match[2].startswith('"')):
            what = "a quotation mark opens a cell here, but none closes it at the end of the cell"
            advice = "double the quotation marks in it, or read the file without: quotes=no"
            raise document.error(what, offset, help=advice)
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        offset = match.end()
        if match[3] != delimiter:
            if cells != [""]:
                rows.append(Row(cells, start))
            cells, start = [], offset
    return rows


def write_rows(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    r"""Return rows as text, cells in quotation marks only if they need them.

    >>> write_rows([["a", 'b "c" d'], ["1", ""]], ",")
    'a,"b ""c"" d"\n1,\n'
    """
    special = re.compile(rf'[{delimiter}"\r\n]|^\s|\s$')
    return "".join(
        delimiter.join(
            '"' + cell.replace('"', '""') + '"' if special.search(cell) else cell for cell in row
        )
        + "\n"
        for row in rows
    )
