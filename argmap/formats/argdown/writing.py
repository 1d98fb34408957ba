"""Write a syntax tree as Argdown text that every reader of Argdown reads back the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from argmap.formats.argdown.including import SIGN
from argmap.formats.argdown.lexer import SPACE
from argmap.formats.argdown.shortcodes import SHORTCODES
from argmap.formats.argdown.tree import Heading, Member, Structure
from argmap.mapfile.yaml_value import yaml_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.formats.argdown.tree import Inference, Relation, Tree

_INDENT = "  "
_LINE_ENDS = re.compile("[\r\n]+")
# Signs that would begin something at this place; what they would end is never begun. The official
# program drops blanks after a sign, but for the first, and none after a sign that is escaped.
_SIGN = re.compile(
    rf"[\\\[<{{\t]|#(?=[^{SPACE}])|[*_](?! )|/(?=[/*])|=(?===)|(?<==)=(?==)|(?<===)="
    r"|[\]@#*_>,;()/}-](?= {2})|(?<=@include)\("
)
_RULE_SIGN = re.compile(r"[\\{<,]|/(?=[/*])|-(?=-)|(?<=@include)\(")
_PAIRED = re.compile(rf"\\.|([.:])(?=[^{SPACE}]+?\1)|[.:](?= {{2}})", re.DOTALL)
_PLAIN_TAG = re.compile(r"[A-Za-z0-9_-]+\Z")
_TAG_IN_BRACKETS = re.compile("[^)\n\r\u2028\u2029]+\\Z")
# No brace may be in a string, since it ends the data if a space follows, nor what includes a file.
_BRACES = re.compile("[{}\r\u2028\u2029]|===+|@include\\(")


def write_tree(tree: Tree) -> str:
    """Return the text of a tree; its words are written on one line each."""
    blocks = []
    if tree.front:
        lines = (f"{_key(name)}: {flow(value)}\n" for name, value in tree.front.items())
        blocks.append(f"===\n{''.join(lines)}===\n")
    for block in tree.blocks:
        if isinstance(block, Structure):
            blocks.append("".join(f"{line}\n" for line in _structure(block)))
        elif isinstance(block, Member):
            blocks.append("".join(f"{line}\n" for line in _member(block, "", "")))
        elif isinstance(block, Heading):
            blocks.append(f"{'#' * block.level} {escaped(block.words.text)}\n")
    return "\n".join(blocks)


def _structure(structure: Structure) -> Iterator[str]:
    for step in structure.steps:
        if step.inference is not None:
            yield _inference_line(step.inference)
            yield from _relations(step.inference.relations, _INDENT)
        yield from _member(step.member, f"({step.number}) ", "")


def _inference_line(inference: Inference) -> str:
    rules = (_RULE_SIGN.sub(r"\\\g<0>", _one_line(rule)) for rule in inference.rules)
    parts = [", ".join(map(_unpaired, rules))] if inference.rules else []
    if inference.data:
        parts.append(flow(inference.data))
    return f"-- {' '.join(parts)} --" if parts else "----"


def _member(member: Member, lead: str, indent: str) -> Iterator[str]:
    opening, closing = "<>" if member.is_argument else "[]"
    parts = [f"{opening}{member.title}{closing}"]
    if not member.is_reference:
        parts[0] += ":"
        parts.append(escaped(member.words.text))
    parts += [written_tag(tag.name) or "" for tag in member.words.tags]
    if member.data:
        parts.append(flow(member.data))
    yield indent + lead + " ".join(parts)
    yield from _relations(member.relations, indent + _INDENT)


def _relations(relations: Iterable[Relation], indent: str) -> Iterator[str]:
    for relation in relations:
        yield from _member(relation.member, f"{relation.symbol} ", indent)


def written_tag(name: str) -> str | None:
    """Return a tag with its sign, None if Argdown cannot say it.

    >>> written_tag("pro"), written_tag("for trade"), written_tag("a) b")
    ('#pro', '#(for trade)', None)
    """
    if SIGN in name:
        return None
    if _PLAIN_TAG.match(name):
        return f"#{name}"
    return f"#({name})" if _TAG_IN_BRACKETS.match(name) else None


def escaped(text: str) -> str:
    r"""Return a text as words of Argdown: on one line, with ``\`` before signs that mean something.

    >>> escaped("A *bold* idea (2 * 3): see https://example.org/a_b")
    'A \\*bold* idea (2 * 3): see https:\\//example.org/a\\_b'
    """
    return _unpaired(_SIGN.sub(r"\\\g<0>", _one_line(text)))


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text)


def _unpaired(text: str) -> str:
    """Escape dots and colons that would make what is between them one sign, where that matters."""
    pieces = []
    place = 0
    while found := _PAIRED.search(text, place):
        pieces.append(text[place : found.start()])
        place = found.end()
        sign = found[1]
        if found[0].startswith("\\"):
            pieces.append(found[0])
        elif sign is None:
            pieces.append(f"\\{found[0]}")
        else:
            end = text.index(sign, found.start() + 2) + 1
            image = text[found.start() : end]
            if "\\" in image or image in SHORTCODES:
                pieces.append(f"\\{sign}")
            else:
                pieces.append(image)
                place = end
    pieces.append(text[place:])
    return "".join(pieces)


def flow(value: object) -> str:
    """Write a value as YAML on one line, without signs that Argdown takes for the data's end."""
    if isinstance(value, str):
        written = yaml_value(value)
        return written if not _BRACES.search(value) else _in_double_quotes(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {flow(part)}' for key, part in value.items())}}}"
    return yaml_value(value)


def _key(name: str) -> str:
    written = flow(name)
    return written if len(written) < _LONGEST_KEY else f"? {written} "


def _in_double_quotes(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _QUOTED_SIGN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


_QUOTED_SIGN = re.compile("(?<=@include)\\(|[{}=\\x7f-\\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_LONGEST_KEY = 1000
