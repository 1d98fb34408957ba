"""Later versions of a text, and where every character of the old one has gone."""

from __future__ import annotations

import random
import re
import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from texts import Text, word_spans

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_GONE = -1


@dataclass(frozen=True)
class Version:
    """A text after an edit; ``places`` holds the new offset of every old character, -1 if gone."""

    old: str
    text: str
    places: array[int]

    def moved(self, span: Span) -> Span | None:
        """Return where a span has gone, None where its first or last character is no more."""
        start, last = self.places[span.start], self.places[span.end - 1]
        if _GONE in (start, last) or last < start:
            return None
        return Span(start, last + 1)

    def is_gone(self, span: Span) -> bool:
        """Tell whether nothing is left of a span."""
        return all(place == _GONE for place in self.places[span.start : span.end])

    def then(self, edit: Callable[[str], Version]) -> Version:
        """Return the version after one more edit."""
        later = edit(self.text)
        places = array("q", (p if p == _GONE else later.places[p] for p in self.places))
        return Version(self.old, later.text, places)


def _assemble(old: str, pieces: Iterable[str | Span]) -> Version:
    """Return the version made of new words and of spans of the old text."""
    places = array("q", [_GONE]) * len(old)
    parts: list[str] = []
    length = 0
    for piece in pieces:
        if isinstance(piece, Span):
            for offset in range(piece.length):
                places[piece.start + offset] = length + offset
            parts.append(piece.cut(old))
        else:
            parts.append(piece)
        length += len(parts[-1])
    return Version(old, "".join(parts), places)


def edit_text(text: Text, rate: float, seed: int) -> Version:
    """Replace, drop or insert so large a share of the words of a text."""
    draw = random.Random(f"edit {seed}")  # noqa: S311 -- no secret
    pieces: list[str | Span] = []
    kept = 0
    for span in word_spans(text.text, text.language):
        if draw.random() >= rate:
            continue
        pieces.append(Span(kept, span.start))
        edit = draw.choice(("replaced", "dropped", "inserted"))
        kept = span.start if edit == "inserted" else span.end
        if edit != "dropped":
            blank = " " if edit == "inserted" and text.language != "Chinese" else ""
            pieces.append(draw.choice(text.words) + blank)
    return _assemble(text.text, [*pieces, Span(kept, len(text.text))])


def delete_sentences(text: Text, rate: float, seed: int) -> Version:
    """Leave out so large a share of the sentences."""
    draw = random.Random(f"delete {seed}")  # noqa: S311 -- no secret
    pieces: list[Span] = []
    kept = 0
    for span in text.sentences:
        if draw.random() < rate:
            pieces.append(Span(kept, span.start))
            kept = span.end
    return _assemble(text.text, [*pieces, Span(kept, len(text.text))])


def delete_copies(text: Text) -> Version:
    """Leave out the sentences that recur, but where each stands first."""
    pieces: list[Span] = []
    said: set[str] = set()
    kept = 0
    for span in text.sentences:
        sentence = span.cut(text.flat)
        if sentence in said:
            pieces.append(Span(kept, span.start))
            kept = span.end
        said.add(sentence)
    return _assemble(text.text, [*pieces, Span(kept, len(text.text))])


def move_paragraphs(text: str, rate: float, seed: int) -> Version:
    """Put so large a share of the paragraphs elsewhere."""
    draw = random.Random(f"move {seed}")  # noqa: S311 -- no secret
    spans = [Span(*match.span()) for match in re.finditer(r"(?s).+?(?:\n\n|\Z)", text)]
    moved = [span for span in spans if draw.random() < rate]
    stay = [span for span in spans if span not in set(moved)]
    for span in moved:
        stay.insert(draw.randrange(len(stay) + 1), span)
    return _assemble(text, stay)


def wrap_paragraphs(text: str) -> Version:
    """Write every paragraph in one line."""
    unwrapped = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return Version(text, unwrapped, array("q", range(len(text))))


def end_lines_with_crlf(text: str) -> Version:
    """End every line with CRLF; the old line end goes to the new one's second half."""
    pieces: list[str | Span] = []
    for line in re.finditer(r"([^\n]*)(\n?)", text):
        pieces += [Span(*line.span(1)), "\r" if line[2] else "", Span(*line.span(2))]
    return _assemble(text, pieces)


def decompose(text: str) -> Version:
    """Make every accent a character of its own; a character goes to its base letter."""
    places = array("q")
    parts: list[str] = []
    length = 0
    for character in text:
        parts.append(unicodedata.normalize("NFD", character))
        places.append(length)
        length += len(parts[-1])
    return Version(text, "".join(parts), places)
