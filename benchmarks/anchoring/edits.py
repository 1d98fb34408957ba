"""What happens to words when they are quoted: slips, other typography, other words, other sense.

Whoever looks for an edited quote must be able to tell where it began and ended, so no edit touches
its edges: of characters the first and the last two are left alone, of words the first and the last
one. The truth is then the span the quote was cut from.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from texts import Language, cut_words, vocabulary, word_spans

from argmap.text import Span

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

FLIPS = (
    "negation dropped",
    "negation turned",
    "negation inserted",
    "quantity",
    "number",
    "antonym",
    "any word",
)

_STRAIGHT = str.maketrans("“”„‘’«»", '"""\'\'""')
_POINTS = re.compile("[\u0610-\u061a\u064b-\u0652]")
_HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
_NUMBER = re.compile(r"\d+")


def edit_characters(
    quote: str, rate: float, draw: random.Random, letters: str, *, spared: int = 2
) -> str:
    """Replace, drop or insert so large a share of the characters, but at least one.

    So many characters are spared at each edge; with none spared the edges may go, and no one can
    then always tell where the quote began.
    """
    chosen = _choose(range(spared, len(quote) - spared), rate, draw)
    edited = []
    for place, character in enumerate(quote):
        if place not in chosen:
            edited.append(character)
            continue
        edit = draw.choice(("replaced", "dropped", "inserted"))
        other = draw.choice(letters)
        while other == character:
            other = draw.choice(letters)
        edited.append({"replaced": other, "dropped": "", "inserted": character + other}[edit])
    return "".join(edited)


def edit_words(
    quote: str, rate: float, draw: random.Random, words: Sequence[str], language: Language
) -> str:
    """Replace, drop or insert so large a share of the words, but at least one."""
    spans = word_spans(quote, language)
    chosen = _choose(range(1, len(spans) - 1), rate, draw)
    blank = "" if language == "Chinese" else " "
    for place in sorted(chosen, reverse=True):
        start, end = spans[place]
        start -= quote[start - 1] == "£"
        other = draw.choice(words)
        edit = draw.choice(("replaced", "dropped", "inserted"))
        if edit == "dropped":
            # Its blank goes with it.
            after = re.compile(r"\s*").match(quote, end)
            end = after.end() if after and blank else end
            quote = quote[:start] + quote[end:]
        elif edit == "replaced":
            quote = quote[:start] + other + quote[end:]
        else:
            quote = quote[:start] + other + blank + quote[start:]
    return quote


def _choose(places: Sequence[int], rate: float, draw: random.Random) -> set[int]:
    return set(draw.sample(places, max(1, round(rate * len(places)))))


def slip(quote: str, rate: float, draw: random.Random) -> str:
    """Type so large a share of the letters wrongly, but at least one, as fingers do.

    Two letters change places, one is doubled, left out, or struck beside the right one; digits and
    signs stay as they are, and so do words with a capital: another letter in a name is another
    name, which is to be told.
    """
    names = {
        place
        for word in re.finditer(r"\w+", quote)
        if word[0][0].isupper()
        for place in range(*word.span())
    }
    inner = [
        place
        for place in range(2, len(quote) - 3)
        if quote[place].isalpha() and quote[place + 1].isalpha() and place not in names
    ]
    chosen = _choose(inner, rate, draw)
    typed = list(quote)
    for place in sorted(chosen, reverse=True):
        first, second = typed[place], typed[place + 1]
        ways = {
            "swapped": [second, first],
            "doubled": [first, first, second],
            "left out": [second],
            "beside": [_beside(first, draw), second],
        }
        if first == second:
            del ways["swapped"]
        typed[place : place + 2] = ways[draw.choice(list(ways))]
    return "".join(typed)


def _beside(letter: str, draw: random.Random) -> str:
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm"):
        place = row.find(letter.lower())
        if place >= 0:
            near = [row[i] for i in (place - 1, place + 1) if 0 <= i < len(row)]
            other = draw.choice(near)
            return other.upper() if letter.isupper() else other
    return "x" if letter != "x" else "y"


def retype(quote: str, draw: random.Random) -> str:
    """Write the quote in one line and with the typography of a keyboard, and change no word.

    Line ends become blanks, quotation marks straight, dashes hyphens, no-break spaces blanks;
    now and then accents come apart, Arabic loses its points, Chinese its full width, or a
    zero-width space is left inside.
    """
    typed = quote.replace("\r\n", "\n").replace("\n", " ")
    if draw.random() < 0.8:
        typed = typed.translate(_STRAIGHT)
    if draw.random() < 0.8:
        typed = typed.replace("—", "--" if draw.random() < 0.5 else "-").replace("–", "-")
    typed = typed.replace("\u202f", " ").replace("\xa0", " ")
    if draw.random() < 0.8:
        typed = _POINTS.sub("", typed).replace("\u0640", "")
    if draw.random() < 0.8:
        typed = typed.translate(_HALF_WIDTH)
    if draw.random() < 0.3:
        typed = unicodedata.normalize("NFD", typed)
    if typed == quote or draw.random() < 0.1:
        place = draw.randrange(2, len(typed) - 2)
        while unicodedata.combining(typed[place]):
            place += 1
        typed = f"{typed[:place]}\u200b{typed[place:]}"
    return typed


def shuffle(quote: str, draw: random.Random, language: Language) -> str:
    """Put the words of the quote in another order."""
    words = cut_words(quote, language)
    draw.shuffle(words)
    return ("" if language == "Chinese" else " ").join(words)


def flip(
    quote: str, kind: str, draw: random.Random, words: Sequence[str], language: Language
) -> str | None:
    """Change one thing that the meaning hangs on; None where there is nothing of the kind.

    Neither the first nor the last word is touched.
    """
    spans = word_spans(quote, language)
    if len(spans) < 5:
        return None
    inner = Span(spans[1].start, spans[-2].end)
    if kind == "number":
        return flip_number(quote, inner, draw)
    if kind == "any word":
        return _flip_word(quote, spans[1:-1], draw, words)
    turns = []
    pairs: list[tuple[str, str]] = vocabulary(language)["flips"][kind]
    for before, after in pairs:
        pattern = re.escape(before).replace("\\ ", r"\s+")
        pattern = pattern if language == "Chinese" else rf"(?<![\w’']){pattern}(?![\w’'])"
        turns += [(match.span(), after) for match in re.compile(pattern).finditer(quote, *inner)]
    if not turns:
        return None
    (start, end), after = draw.choice(turns)
    if after or language == "Chinese":
        return quote[:start] + after + quote[end:]
    return quote[:start] + quote[end:].lstrip()


def flip_number(quote: str, inner: Span, draw: random.Random) -> str | None:
    """Change one digit of a number inside a stretch; None where there is no number."""
    numbers = list(_NUMBER.finditer(quote, *inner))
    if not numbers:
        return None
    number = draw.choice(numbers)
    place = draw.randrange(*number.span())
    zero = ord(quote[place]) - unicodedata.digit(quote[place])
    least = zero + (place == number.start())
    digits = [chr(code) for code in range(least, zero + 10) if chr(code) != quote[place]]
    return quote[:place] + draw.choice(digits) + quote[place + 1 :]


def _flip_word(
    quote: str, spans: Sequence[Span], draw: random.Random, words: Sequence[str]
) -> str | None:
    long = [span for span in spans if span.length >= min(4, *map(len, words))]
    long = [span for span in long if span.cut(quote).isalpha()]
    if not long:
        return None
    span = draw.choice(long)
    other = draw.choice(words)
    while other.casefold()[:4] == span.cut(quote).casefold()[:4]:
        other = draw.choice(words)
    return quote[: span.start] + other + quote[span.end :]
