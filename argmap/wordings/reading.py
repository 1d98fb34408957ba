"""A text read for what it says: its words, its clauses, and the phrases that count as one word."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from argmap.wordings.lexicon import Lexicon

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W_]+)*|[^\W_]+|[,;:.!?()\[\]…—\u2013\"“”„«»]|\s-\s"
)
_ENDS_SENTENCE = frozenset('.!?:…"“”„«»([')
_LEAST_CONTENT = 3  # letters of a word that says what a sentence is about


class Token(NamedTuple):
    """A word of a text: ``key`` is what it is compared by.

    ``clause`` numbers the clause that it is in, ``begins`` says that a sentence begins with it, and
    ``heading`` what the phrase is that it begins or, with an empty one, is a later word of.
    """

    key: str
    text: str
    span: Span
    clause: int
    begins: bool
    heading: str | None = None


class TokenisedText(NamedTuple):
    """The words of a text, in a language."""

    text: str
    tokens: tuple[Token, ...]
    lexicon: Lexicon

    def is_content(self, token: Token) -> bool:
        """Tell whether a word says what the sentence is about."""
        return (
            token.heading is None
            and len(token.key) >= _LEAST_CONTENT
            and not token.key[0].isdigit()
            and not self.lexicon.is_function_word(token.key)
        )

    def place(self, offset: int) -> int:
        """Return the number of the first word that begins at an offset or after it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.span.start)

    @property
    def content(self) -> list[str]:
        """The words that say what the text is about."""
        return [token.key for token in self.tokens if self.is_content(token)]


# What breaks a word at the end of a line.
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*(?:\r\n|\n|\r)\s*(?=[^\W\d_])")


@lru_cache(maxsize=256)
def _read(text: str, language: str) -> TokenisedText:
    from argmap.wordings.lexicon import lexicon  # noqa: PLC0415 -- the cache's key is its code

    known = lexicon(language)
    tokens: list[Token] = []
    clause, begins = 0, True
    text = _BROKEN.sub("", text)
    plain = text.replace("’", "'").replace("‘", "'")
    for match in _TOKEN.finditer(plain):
        if not match[0][0].isalnum():
            clause += 1
            begins = begins or match[0] in _ENDS_SENTENCE
            continue
        for part, start in _parts(match[0], known):
            key = part.lower()
            key = known.forms.get(key, key)
            clause += known.has("break", key)
            span = Span(match.start() + start, match.start() + start + len(part))
            tokens.append(Token(key, part, span, clause, begins))
        begins = False
    return TokenisedText(text, tuple(_with_phrases(tokens, known)), known)


def read(text: str, lexicon: Lexicon) -> TokenisedText:
    """Return the words of a text in the language of a lexicon.

    >>> from argmap.wordings.lexicon import lexicon
    >>> [token.key for token in read("Myanmar's army isn't small.", lexicon("en")).tokens]
    ['myanmar', 'army', "isn't", 'small']
    """
    return _read(text, lexicon.language)


def _parts(word: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Return the parts of a word with an apostrophe, each with its place in it."""
    if "'" not in word:
        return [(word, 0)]
    if lexicon.words.get("elision"):
        cut = word.rindex("'") + 1
        return [(word[:cut], 0), (word[cut:], cut)]
    if word[-2:].lower() in lexicon.words.get("possessive", ()):
        return [(word[:-2], 0)]
    return [(word, 0)]


def _with_phrases(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    keys = [token.key for token in tokens]
    place = 0
    while place < len(tokens):
        for phrase, heading in lexicon.phrases.get(keys[place], ()):
            if tuple(keys[place : place + len(phrase)]) == phrase:
                tokens[place] = tokens[place]._replace(heading=heading)
                for later in range(place + 1, place + len(phrase)):
                    tokens[later] = tokens[later]._replace(heading="")
                place += len(phrase) - 1
                break
        place += 1
    return tokens
