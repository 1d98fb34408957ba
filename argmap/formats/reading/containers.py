"""Read JSON, XML and YAML that anybody may have written, in bounded time and memory.

What a file of argument data never needs, and what is how small files are made to unfold into
huge ones, is refused: entities of a DTD, aliases of YAML, nesting without end. Nothing is loaded
from elsewhere.
"""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn

from argmap.mapfile.json_text import parse_json
from argmap.mapfile.tree import MAXIMAL_DEPTH, BadSyntax, Mapping, Sequence, to_plain
from argmap.mapfile.yaml_text import parse_yaml, resolve_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.document import Document
    from argmap.mapfile.tree import Node

DEEPEST_ELEMENT = 1000
"""How deep elements of XML may nest; an argument is nested as deep as it has steps."""

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


# JSON, as RFC 8259 has it


def read_json(document: Document) -> Any:
    """Return a document's text as JSON.

    Half a surrogate pair becomes U+FFFD, which is reported. Raises MapFileError, with line and
    column, for what is not JSON, for NaN and infinity, for a key that is twice in one object, and
    for nesting deeper than a map file may have.
    """
    try:
        value = json.loads(
            document.text, object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite
        )
        is_deep = _is_deeper(value, MAXIMAL_DEPTH)
    except (ValueError, RecursionError):
        is_deep = True
    if is_deep:
        _explain(document)
    if _SURROGATE_ESCAPE.search(document.text):
        value = _without_halves(document, value)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _finite(digits: str) -> float:
    if not isfinite(number := float(digits)):
        raise ValueError
    return number


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit + 2):
        if not level:
            return False
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return True


def _explain(document: Document) -> None:
    """Read once more, slowly, to say what is wrong and where."""
    try:
        _refuse_duplicates(document, parse_json(document.text))
    except BadSyntax as error:
        raise document.error(error.what, error.span.start, help=error.help) from error
    raise document.error("this is not valid JSON")


def _without_halves(document: Document, value: Any) -> Any:
    """Return the value with U+FFFD for every half of a surrogate pair."""
    # An escape in the text need not be half a pair: most are whole characters.
    text = json.dumps(value, ensure_ascii=False)
    if not _SURROGATE.search(text):
        return value
    document.tell("repaired", None, "text", "half a surrogate pair became U+FFFD")
    return json.loads(_SURROGATE.sub("\ufffd", text))


# YAML, as version 1.2.2 has it


def read_yaml(document: Document) -> Any:
    """Return a document's text as YAML, with numbers and truth values distinguished from texts.

    Raises MapFileError, with line and column, for what is not YAML, for aliases and tags, for a
    key that is twice in one mapping, and for nesting deeper than a map file may have.
    """
    try:
        tree = parse_yaml(document.text)
        _refuse_duplicates(document, tree)
        return to_plain(tree, resolve_yaml, typed=True, strict=True)
    except BadSyntax as error:
        raise document.error(error.what, error.span.start, help=error.help) from error


def _refuse_duplicates(document: Document, root: Node) -> None:
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Sequence):
            nodes += node.items
        elif isinstance(node, Mapping):
            seen: set[str] = set()
            for entry in node.entries:
                if entry.name in seen:
                    raise document.error(
                        f"duplicate key `{entry.name}`",
                        entry.key.span.start,
                        help="keep one of the two",
                    )
                seen.add(entry.name)
            nodes += [entry.value for entry in node.entries]


# XML, as version 1.0 has it


class Element:
    """An element of XML.

    ``text`` is what is in it itself, without its children's; ``tail`` what is after it,
    before the next. A name in a namespace is written ``{address}name``.
    """

    __slots__ = ("attributes", "children", "line", "name", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.children: list[Element] = []
        self.text = ""
        self.tail = ""

    @property
    def local_name(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, None where it is not there."""
        return self.attributes.get(name)

    def named(self, name: str) -> list[Element]:
        """Return the children of that name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """Return the first child of that name, None if there is none."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)


def read_xml(document: Document) -> Element:
    """Return the root element of a document's text as XML.

    Raises MapFileError, with line and column, for what is not well formed, for a DTD that defines
    entities, for an entity that is not defined, and for elements nested too deep.
    """
    from xml.parsers import expat  # noqa: PLC0415 -- few formats are XML

    try:
        return _Builder(document).root
    except expat.ExpatError as error:
        # No line break is folded before expat counts lines, so a lone CR is none to it.
        what = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
        raise _xml_error(document, what, error.lineno, error.offset) from error


def _xml_error(document: Document, what: str, line: int, column: int) -> Exception:
    error = document.error(what)
    error.where = f"{document.name}:{line}:{column + 1}"
    return error


class _Builder:
    """Puts elements together as expat meets them."""

    def __init__(self, document: Document) -> None:
        from xml.parsers import expat  # noqa: PLC0415 -- as above

        self.document = document
        self.open: list[Element] = []
        self.found: Element | None = None
        self.pieces: list[str] = []
        # Decoded already, whatever the file says of itself.
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.pieces.append
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.SkippedEntityHandler = self._refuse_unknown
        self.parser.Parse(document.text.encode("utf-8", "surrogatepass"), True)  # noqa: FBT003 -- its signature

    @property
    def root(self) -> Element:
        if self.found is None:  # pragma: no cover -- expat refuses a text without an element
            raise self.document.error("this is not well-formed XML: no element")
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._put_text()
        named = {_bracketed(key): value for key, value in attributes.items()}
        element = Element(_bracketed(name), named, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(element)
        elif self.found is None:
            self.found = element
        self.open.append(element)
        if len(self.open) > DEEPEST_ELEMENT:
            raise self._here(f"nested more than {DEEPEST_ELEMENT} levels deep")

    def _end(self, _: str) -> None:
        self._put_text()
        self.open.pop()

    def _put_text(self) -> None:
        if self.open and self.pieces:
            text = "".join(self.pieces)
            element = self.open[-1]
            if element.children:
                element.children[-1].tail += text
            else:
                element.text += text
        self.pieces.clear()

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._here(f"the entity `{name}` is defined in the file, which is not allowed")

    def _refuse_unknown(self, name: str, *_: object) -> None:
        raise self._here(f"the entity `{name}` is not defined")

    def _here(self, what: str) -> Exception:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        return _xml_error(self.document, what, line, column)


def _bracketed(name: str) -> str:
    return f"{{{name}" if "}" in name else name
