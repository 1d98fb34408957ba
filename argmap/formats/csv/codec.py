"""Tables: argmap's own with everything in a map, and any other whose columns are given.

A row is a statement: ``id``, ``kind``, ``text``, the relations as ids separated by spaces,
``joint``, ``scheme``, ``qualifier``, ``strength``, ``credence``, ``implicit``, ``speaker``,
``tags`` (JSON) and ``note``. ``source``, ``start``, ``end`` and ``quote`` are the first anchor, in
half-open code points; what does not fit there is JSON in ``anchors`` and ``meta``. The first rows
are one of the kind ``map`` (its title as ``text``) and one of the kind ``source`` for each source,
so that nothing is lost except empty texts, which a table cannot express. ``rows=statements`` leaves
those rows out, and reports it.

Columns are found in any order and case, separated by commas, semicolons or tabs. Unknown columns
are kept in ``meta.csv``, and become columns again when the map is written. A row with more cells
than there are columns is refused, because a cell was cut in two, and so are two columns for one
field. An id that several rows have, and a relation to an unknown id, are reported. In a table that
was exported from Hypothesis, ``text`` is the note, and ``quote`` the statement. Cells are written
unchanged, and those that a spreadsheet would run as a formula are reported; ``excel=yes`` puts an
apostrophe before them, and removes it when reading.

Other tables are read if ``columns`` gives the column of each field, by name or number:

- ``-O columns=text=Sentence,kind=Label,source=Doc,start=From,end=To``: offsets are read in the unit
  that fits the words of the text given with ``--source``; words without offsets are looked up
  there;
- ``-O columns=id=ID,text=ADU,related=RELATED,relation=TYPE``: a row relates to the ids in
  ``related`` as the word in ``relation`` says. Both can be given several times, in pairs. argmap's
  own words and AIF's RA, CA and MA are known; ``-O relations=Pro=supports,None=`` adds others, and
  rows whose word has an empty meaning are left out. Case makes no difference;
- ``-O header=no -O columns=text=3,target=2,relation=1``: ``target`` contains the words of the
  statement that a row bears on, which becomes a claim.

An unknown relation makes no link, and is reported by its name.
"""

from __future__ import annotations

from functools import partial

from argmap.formats.csv.delimited import DELIMITERS
from argmap.formats.csv.reading import fits, load
from argmap.formats.csv.writing import dump
from argmap.formats.format import Codec, Option
from argmap.formats.reading.vocabulary import MEANINGS, relations_of

_YES_NO = ("no", "yes")


def _codec(delimiter: str, delimiters: str) -> Codec:
    return Codec(
        fits=partial(fits, delimiters=delimiters),
        load=load,
        dump=partial(dump, delimiter=delimiter),
        options=(
            Option("columns", "reading: the columns of another table, as in text=Sentence,id=1"),
            MEANINGS._replace(check=relations_of),  # a cell may be empty
            Option("header", "reading: the first row contains column names", "yes", _YES_NO),
            Option("quotes", "reading: quotation marks enclose cells", "yes", _YES_NO),
            Option("delimiter", "separator between cells", "usual", ("usual", *DELIMITERS)),
            Option("rows", "writing: what has rows", "all", ("all", "statements")),
            Option("excel", "escape cells that a spreadsheet would run as formulas", "no", _YES_NO),
        ),
    )


CSV = _codec("comma", ",;")
TSV = _codec("tab", "\t")
