"""Argdown: argument maps as text, which people write by hand.

A statement `[Title]: …` and an argument `<Title>: …` both become a statement of the map. Indented
below it are those that support (`+`), attack (`-`, `><`) or undercut (`_`) it. A premise-conclusion
structure becomes joint premises that support a conclusion, and its rules become their `scheme`; a
relation to an argument with such a structure is read as one to the first of its premises. `><` is
`rebuts` in both directions. Tags at the end of a text become `tags`. If a title has several texts,
the last one is used. The text must be valid for Argdown's own program; otherwise it is refused with
the line and column of the first error. Titles without a definition, `uses` of premises that do not
exist and statements that support themselves, which that program accepts, are reported.

`@include(FILE)` is replaced by the text of that file, once per file. The path is relative to the
folder of the file that contains it, and the file must be inside the folder of the one that is read.

Headings are left out, bold and italic words are read as plain words, and addresses of links, other
data, and descriptions of arguments with premises are kept in `meta`.

When written, a statement that bears on another one becomes an argument, any other a statement;
joint premises, and links with a scheme, become premises and a conclusion. Other programs read a
limit as an attack. What Argdown cannot express (anchors, sources, questions and answers, speakers,
`implicit`, `strength` and the like) is written as data under the key `argmap`, which they ignore.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.argdown.dumping import dump
from argmap.formats.argdown.including import included
from argmap.formats.argdown.interpreting import interpret
from argmap.formats.argdown.loading import to_map
from argmap.formats.argdown.parser import parse
from argmap.formats.format import Codec

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.model import ArgumentMap

# Front matter, or a title at the left edge of a line that ends its block or defines something.
_FRONT_MATTER = re.compile(r"\s*={3,}[ \t]*\r?\n(?:.*\r?\n)*?={3,}")
# An address after it makes it a reference of Markdown, and an equals sign below it settings.
_MEMBER = re.compile(r"^(?:\[[^\]\n]+\]|<[^>\n]+>):(?![ \t]*<?\w+://\S*\s)[ \t\r\n{]", re.MULTILINE)
_BLOCK = re.compile(r"\s*(?:\[[^\]\n]+\]|<[^>\n/?!]+>)[ \t]*\r?\n(?!\s*[\w.-]+[ \t]*=)")
# One element from beginning to end, which looks as if arguments were in it.
_XML = re.compile(r"\s*<([A-Za-z][\w:.-]*)[^<>]*>[\s\S]*</\1\s*>\s*\Z")


def _fits(document: Document) -> bool:
    text = document.text
    if _XML.match(text):
        return False
    return bool(_FRONT_MATTER.match(text) or _MEMBER.search(text) or _BLOCK.match(text))


def _load(document: Document) -> ArgumentMap:
    document = included(document)
    return to_map(document, interpret(document, parse(document))).map()


ARGDOWN = Codec(fits=_fits, load=_load, dump=dump)
