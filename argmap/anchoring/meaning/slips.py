"""Whether one word is proven to be a slip of the pen for another one: proven, never presumed.

For that there must be a list of the words of the language. One of the two is on it, the other is
no word at all: not on the list, not a unit, not a name, not used elsewhere in the source. And
hardly a letter differs, by none of the syllables with which words are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring.reading.loosening import fold_loosely

if TYPE_CHECKING:
    from argmap.anchoring.meaning.concordance import Concordance
    from argmap.anchoring.meaning.vocabulary import Vocabulary

_LEAST_LETTERS = 4
_LEAST_FORM = 3
_LONG_WORD = 8  # letters of a common word, in which two may be wrong
_MOST_EDITS = 2


class Forms(NamedTuple):
    """What is known of the forms of words: a language, and the source around a place."""

    vocabulary: Vocabulary
    source: Concordance
    near: int


def is_slip(quoted: str, found: str, forms: Forms) -> bool:
    """Tell whether a quote's word, or the source's, is a slip for the other; in lower case.

    >>> from argmap.anchoring.meaning.concordance import Concordance
    >>> from argmap.anchoring.meaning.vocabulary import vocabulary
    >>> source = Concordance("the shopkeepers took prednisone and a sucess was seen")
    >>> forms = Forms(vocabulary("en"), source, 0)
    >>> is_slip("shopkepers", "shopkeepers", forms), is_slip("success", "sucess", forms)
    (True, True)
    >>> is_slip("prednisolone", "prednisone", forms)
    False
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- an exact quote needs it not

    known = forms.vocabulary
    if not known.has_list:
        return False
    if not (_is_of_letters(quoted) and _is_of_letters(found)):
        return False
    if (quoted + found).isascii() and OSA.distance(quoted, found) > _MOST_EDITS:
        return False
    if (known.turns(quoted, found) or known.are_opposed(quoted, found)) and not _is_doubled(
        quoted, found
    ):
        return False
    # Who leaves out accents writes resume for résumé: that this is a word, too, says nothing.
    # That й is и with a sign over it is no accent.
    if _without_accents(quoted) == _without_accents(found) and (
        quoted.count("й") == found.count("й")
    ):
        return not known.is_listed(quoted)
    return _is_slip_of_quote(quoted, found, forms) or _is_slip_of_source(quoted, found, forms)


def _is_slip_of_quote(quoted: str, found: str, forms: Forms) -> bool:
    known, plain = forms.vocabulary, _without_accents(found)
    return (
        _is_close(quoted, found, forms)
        and (known.is_word(found) or known.is_word(plain))
        and not known.is_word(quoted)
        and not forms.source.knows(quoted, forms.near)
    )


def _is_slip_of_source(quoted: str, found: str, forms: Forms) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- an exact quote needs it not

    known = forms.vocabulary
    return (
        min(len(quoted), len(found)) >= _LEAST_LETTERS
        and OSA.distance(quoted, found) == 1
        and known.is_common(quoted)
        and not known.is_word(found)
        and not forms.source.recurs(found, forms.near)
    )


def _without_accents(word: str) -> str:
    return word if word.isascii() else fold_loosely(word).text


def _is_close(form: str, word: str, forms: Forms) -> bool:
    """Tell whether so few letters differ that the one is typed for the other."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- as above

    distance = OSA.distance(form, word)
    if len(word) < _LEAST_LETTERS:
        # Of so few letters only common words are mistyped and still known for sure.
        by_hand = sorted(form) == sorted(word) or _is_doubled(form, word)
        if by_hand and forms.vocabulary.is_common(word):
            return True
        return distance == 1 and len(form) >= _LEAST_FORM and forms.vocabulary.is_frequent(word)
    is_long = len(word) >= _LONG_WORD and forms.vocabulary.is_common(word)
    return distance <= (_MOST_EDITS if is_long else 1)


def _is_doubled(form: str, word: str) -> bool:
    """Tell whether a letter of a word was typed twice."""
    return any(form == word[: place + 1] + word[place:] for place in range(len(word)))


def is_mistyped_name(quoted: str, found: str) -> bool:
    """Tell whether a name has its capital where only a slip of the hand puts it.

    >>> is_mistyped_name("eKloton", "Keloton"), is_mistyped_name("Mayer", "Meyer")
    (True, False)
    """
    swapped = quoted[1:2] + quoted[:1] + quoted[2:]
    return (swapped == found and not quoted[0].isupper()) or (
        quoted[1:] == found and quoted[0] == quoted[1]
    )


def _is_of_letters(word: str) -> bool:
    return all(each.isalpha() or each in "'\u0301" for each in word)


def only_letters(word: str) -> str:
    """Return the letters and digits of a word."""
    return "".join(each for each in word if each.isalnum())
