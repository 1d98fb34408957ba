"""Argdown: argument maps as text, which people write by hand.

A statement `[Title]: …` and an argument `<Title>: …` both become a statement of the map; below it
stand, indented, what supports (`+`), attacks (`-`, `><`) or undercuts (`_`) it. A
premise-conclusion structure becomes joint premises that support a conclusion, its rules their
`scheme`; what is said to bear on an argument that has one bears on the first of its premises.
`><` is `rebuts` both ways. Tags at the end of a text become `tags`. Where a title has several
texts, the last one counts. The text must be what Argdown's own program takes, else it is refused
with line and column of the first thing that is wrong; what that program lets pass, titles that are
nowhere defined, `uses` of premises that there are not, a statement that supports itself, is told.
`@include(FILE)` is replaced by the text of that file, once for each file; the path starts at the
folder of the file that has it, and the file must be inside the folder of the one that is read.
Headings are left out, bold and italic words are words like others, and addresses of links,
further data and descriptions of arguments that have premises are kept in `meta`.

Written, what bears on something is an argument, all else a statement; premises that are joint, and
links with a scheme, are written as premises and conclusion. Other readers take a limit for an
attack. What Argdown cannot say (anchors, sources, questions and answers, speakers, `implicit`,
`strength` and the like) is written as data under the key `argmap`, which they pass over.
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
