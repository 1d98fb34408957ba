"""The words that the id of a statement is made from."""

from __future__ import annotations

import re
import unicodedata


def words_for_id(text: str) -> list[str]:
    """Return the words of a text in lower case, with the marks that belong to their letters.

    >>> words_for_id("Buses don't help!")
    ['buses', 'dont', 'help']
    """
    plain = re.sub("['\u2019]", "", text.lower())
    if plain.isascii():
        return re.findall("[a-z0-9]+", plain)
    kept = (
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in unicodedata.normalize("NFC", plain)
    )
    return "".join(kept).split()
