"""Put the tokens of an Argdown text together, or say where it is not Argdown.

The grammar is that of @argdown/core 1.7: what its program refuses is refused here, at the first
token that it cannot take. Only a text without any block, which it refuses, is an empty map here.
Relations nest by indentation, as deep as one likes: nothing recurses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.argdown.data import read_data, read_front_matter
from argmap.formats.argdown.lexer import Kind, Token, tokenize
from argmap.formats.argdown.shortcodes import SHORTCODES
from argmap.formats.argdown.tree import (
    Block,
    Heading,
    Inference,
    Items,
    Member,
    Relation,
    Step,
    Structure,
    Tag,
    Tree,
    Words,
)

if TYPE_CHECKING:
    from argmap.errors import MapFileError
    from argmap.formats.document import Document

_TEXT = frozenset({Kind.PLAIN, Kind.ESCAPED, Kind.SHORTCODE})
_CONTENT = _TEXT | {Kind.LINK, Kind.TAG, Kind.MENTION, Kind.NEW_LINE, Kind.FORMAT_START}
_STATEMENT = _CONTENT | {Kind.STATEMENT_DEFINITION, Kind.STATEMENT_REFERENCE}
_ARGUMENT = frozenset({Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE})
_REFERENCE = frozenset({Kind.STATEMENT_REFERENCE, Kind.ARGUMENT_REFERENCE})
_UNDERCUTS = ("_", "<_")
_LINK = re.compile(r"\[([^\n\r\u2028\u2029]+)\]\(([^\n\r\u2028\u2029]+)\)")

_CALLED = {
    Kind.FRONT_MATTER: "front matter",
    Kind.DATA: "data in braces",
    Kind.EMPTY_LINE: "a blank line",
    Kind.NEW_LINE: "the end of the line",
    Kind.RELATION: "a relation",
    Kind.INFERENCE_START: "an inference line",
    Kind.INFERENCE_END: "the end of an inference line",
    Kind.COMMA: "a comma",
    Kind.HEADING_START: "a heading",
    Kind.STATEMENT_NUMBER: "a numbered statement",
    Kind.LIST_ITEM: "an item of a list",
    Kind.LINK: "a link",
    Kind.STATEMENT_DEFINITION: "the definition of a statement",
    Kind.STATEMENT_REFERENCE: "a statement's title",
    Kind.ARGUMENT_DEFINITION: "the definition of an argument",
    Kind.ARGUMENT_REFERENCE: "an argument's title",
    Kind.END: "the end of the text",
}

_MENTION = "to only mention it, write `@` before the title; else put a blank line before it"
_STRUCTURE = "write premises as `(1) …`, then a line `----`, then the conclusion as `(2) …`"


def parse(document: Document) -> Tree:
    r"""Return the syntax tree of a text; raise MapFileError at the first place that is none.

    >>> from argmap.formats.document import Document
    >>> tree = parse(Document(text="[Ban]: Ban cars.\n  + <Air>: The air is bad."))
    >>> [(member.title, len(member.relations)) for member in tree.blocks]
    [('Ban', 1)]
    """
    return _Parser(document).tree()


class _Parser:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = tokenize(document)
        self.place = 0

    def ahead(self) -> Kind:
        return self.tokens[self.place].kind

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def take_if(self, *kinds: Kind) -> Token | None:
        return self.take() if self.ahead() in kinds else None

    def unexpected(self, expected: str, help: str | None = None) -> MapFileError:
        place = self.place
        while self.tokens[place].kind in (Kind.INDENT, Kind.DEDENT):
            place += 1
        token = self.tokens[place]
        found = _CALLED.get(token.kind, "text")
        start = token.start
        if token.kind is Kind.RELATION:
            start += len(token.image) - len(token.value)
            found = f"the relation `{token.value}`"
        return self.document.error(f"expected {expected}, not {found}", start, help=help)

    # The text as a whole

    def tree(self) -> Tree:
        self.take_if(Kind.NEW_LINE)
        self.take_if(Kind.EMPTY_LINE)
        front = {}
        if token := self.take_if(Kind.FRONT_MATTER):
            front = read_front_matter(self.document, token)
            self.take_if(Kind.NEW_LINE)
            if self.ahead() is not Kind.END and not self.take_if(Kind.EMPTY_LINE):
                raise self.unexpected("a blank line after the front matter")
        blocks: list[Block] = []
        while self.ahead() is not Kind.END:
            blocks.append(self.block())
            if self.ahead() is Kind.END:
                break
            if not self.take_if(Kind.EMPTY_LINE):
                raise self.unexpected("a blank line before the next block", self._advice())
            if self.ahead() is Kind.END:
                raise self.unexpected("a block")
        return Tree(front, blocks)

    def _advice(self) -> str | None:
        if self.ahead() in _ARGUMENT or self.ahead() in _STATEMENT - _CONTENT:
            return _MENTION
        if self.ahead() in (Kind.STATEMENT_NUMBER, Kind.INFERENCE_START):
            return _STRUCTURE
        if self.ahead() is Kind.RELATION:
            return "indent a relation below its statement"
        return None

    def block(self) -> Block:
        kind = self.ahead()
        if kind is Kind.HEADING_START:
            return self.heading()
        if kind is Kind.STATEMENT_NUMBER:
            return self.structure()
        if kind is Kind.INDENT and self.tokens[self.place + 1].kind is Kind.LIST_ITEM:
            return self.items()
        if kind in _STATEMENT or kind in _ARGUMENT:
            return self.member_with_relations()
        raise self.unexpected(
            "a statement, an argument, a heading or a list",
            "a paragraph cannot begin with this: remove the blank line above, or write `\\` "
            "before a sign that belongs to the text",
        )

    def heading(self) -> Heading:
        token = self.take()
        words = self.content()
        self.data()
        return Heading(token.start, len(token.image) - 1, words)

    def items(self) -> Items:
        self.take()
        sign = self.tokens[self.place].value
        members = []
        while self.ahead() is Kind.LIST_ITEM and self.tokens[self.place].value == sign:
            self.take()
            members.append(self.member_with_relations())
        if not self.take_if(Kind.DEDENT):
            raise self.unexpected("a further item, or the end of the list")
        return Items(members)

    # Premises and conclusions

    def structure(self) -> Structure:
        start = self.tokens[self.place].start
        steps = [self.step(None)]
        while True:
            while self.ahead() is Kind.STATEMENT_NUMBER:
                steps.append(self.step(None))
            if self.ahead() is not Kind.INFERENCE_START:
                raise self.unexpected("a further premise, or an inference line", _STRUCTURE)
            inference = self.inference()
            if self.ahead() is not Kind.STATEMENT_NUMBER:
                raise self.unexpected("the conclusion, a numbered statement", _STRUCTURE)
            steps.append(self.step(inference))
            if self.ahead() not in (Kind.STATEMENT_NUMBER, Kind.INFERENCE_START):
                return Structure(start, steps)

    def step(self, inference: Inference | None) -> Step:
        token = self.take()
        if self.ahead() not in _STATEMENT:
            raise self.unexpected(
                "a statement", "premises and conclusions are statements: write `[title]`"
            )
        return Step(int(token.value[-9:]), self.member_with_relations(), inference)

    def inference(self) -> Inference:
        inference = Inference(self.take().start)
        after = self.tokens[self.place + 1].kind if self.ahead() is Kind.NEW_LINE else self.ahead()
        if after in _TEXT:
            self.take_if(Kind.NEW_LINE)
            inference.rules = self.rules()
        self.take_if(Kind.NEW_LINE)
        inference.data = self.data()
        if not self.take_if(Kind.INFERENCE_END):
            raise self.unexpected("the end of the inference line, `--`")
        if not self.take_if(Kind.NEW_LINE):
            raise self.unexpected("the end of the line after `--`, and then the conclusion")
        self.relations(inference)
        return inference

    def rules(self) -> list[str]:
        found = []
        while True:
            text = ""
            while self.ahead() in _TEXT:
                text += _unescaped(self.take())
            found.append(text.strip())
            if not self.take_if(Kind.COMMA):
                return found
            if self.ahead() not in _TEXT:
                raise self.unexpected("a further inference rule after the comma")

    # Statements, arguments and their relations

    def member_with_relations(self) -> Member:
        member = self.member()
        self.relations(member)
        return member

    def member(self) -> Member:
        start, kind = self.tokens[self.place].start, self.ahead()
        title = None
        if kind in _STATEMENT or kind in _ARGUMENT:
            if kind not in _CONTENT:
                title = self.take().value
        else:
            raise self.unexpected("a statement or an argument")
        token = self.tokens[self.place]
        if title is None and token.kind is Kind.PLAIN and token.image.startswith(("[", "<")):
            what = "a title that is not closed is read as words"
            self.document.tell("unresolved", None, "text", what)
        is_reference = kind in _REFERENCE
        words = self.tags() if is_reference else self.content()
        return Member(start, kind in _ARGUMENT, title, is_reference, words, self.data())

    def data(self) -> dict[str, object] | None:
        token = self.take_if(Kind.DATA)
        if token is None:
            return None
        self.take_if(Kind.NEW_LINE)
        return read_data(self.document, token)

    def tags(self) -> Words:
        words = Words()
        while token := self.take_if(Kind.TAG):
            _add_tag(words, token)
        self.take_if(Kind.NEW_LINE)
        return words

    def relations(self, parent: Member | Inference) -> None:
        """Read all that is indented below a member or an inference line."""
        if not self.take_if(Kind.INDENT):
            return
        open = [parent.relations]
        while open:
            if self.take_if(Kind.DEDENT):
                open.pop()
                continue
            token = self.tokens[self.place]
            is_undercut = token.value in _UNDERCUTS
            if token.kind is not Kind.RELATION:
                raise self.unexpected("a relation, such as `+` or `-`", self._advice())
            if isinstance(parent, Inference) and len(open) == 1 and not is_undercut:
                raise self.unexpected("an undercut", "only `_` may follow an inference line")
            self.take()
            if token.value == "><" and self.ahead() in _ARGUMENT:
                raise self.unexpected(
                    "a statement", "only statements contradict: attack an argument with `-`"
                )
            member = self.member()
            open[-1].append(Relation(token.value, member))
            if self.take_if(Kind.INDENT):
                open.append(member.relations)

    # Words

    def content(self) -> Words:
        """Read the words of a statement or heading, up to what is none."""
        words = Words()
        first = self.place
        pieces: list[str] = []
        length = 0
        formats: list[Token] = []
        while self.ahead() in _CONTENT or (formats and self.ahead() is Kind.FORMAT_END):
            token = self.take()
            piece = self.piece(token, pieces)
            if token.kind is Kind.TAG:
                words.tags.append(Tag(token.value, length, length + len(piece)))
            elif token.kind is Kind.LINK:
                words.addresses.append(self.link(token)[2])
            elif token.kind is Kind.FORMAT_START:
                formats.append(token)
            elif token.kind is Kind.FORMAT_END:
                formats.pop()
                words.is_formatted = True
            if piece:
                pieces.append(piece)
                length += len(piece)
        if formats:
            sign = formats[-1].value
            raise self.unexpected(
                f"`{sign}` to end what `{sign}` began",
                f"it began at {self.document.lines.position(formats[-1].start)}: "
                f"write `\\{sign[0]}` if the sign belongs to the text",
            )
        if self.place == first:
            raise self.unexpected("text")
        words.text = "".join(pieces)
        return words

    def piece(self, token: Token, pieces: list[str]) -> str:
        """Return what a token adds to the words before it."""
        if token.kind is Kind.NEW_LINE:
            # The end of a line is a blank, unless nothing follows or there is one already.
            is_last = self.ahead() not in _CONTENT
            return "" if is_last or (pieces and pieces[-1].endswith(" ")) else " "
        if token.kind is Kind.FORMAT_START:
            return ""
        if token.kind is Kind.FORMAT_END:
            return _blank_after(token)
        if token.kind is Kind.LINK:
            return self.link(token)[1] + _blank_after(token)
        return _unescaped(token)

    def link(self, token: Token) -> re.Match[str]:
        """Return a link's words and its address."""
        found = _LINK.search(token.image)
        if found is None:
            what = "the words of a link and its address must be on one line"
            raise self.document.error(what, token.start)
        return found


def _unescaped(token: Token) -> str:
    """Return what a piece of text says, without its escapes and shortcodes."""
    if token.kind is Kind.ESCAPED:
        return token.image[1:]
    if token.kind is Kind.SHORTCODE and (sign := SHORTCODES.get(token.image.rstrip(" \t"))):
        return sign + _blank_after(token)
    return token.image


def _blank_after(token: Token) -> str:
    return " " if token.image.endswith(" ") else ""


def _add_tag(words: Words, token: Token) -> None:
    start = len(words.text)
    words.text += token.image
    words.tags.append(Tag(token.value, start, len(words.text)))
