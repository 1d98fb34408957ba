"""Make the filter of the known words of a language.

    python benchmarks/anchoring/known_words.py en /usr/share/dict/scowl
    python benchmarks/anchoring/known_words.py ru /usr/share/hunspell

The folders are those of Debian's packages ``scowl`` and ``hunspell-ru``. English are the words of
all dialects up to level 80, and the names of every level as they are written; abbreviations are
left out. Russian are all forms that the affixes of A. I. Lebedev's dictionary make, as
``hunspell(5)`` describes, with and without the dots of ё.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring.meaning.known import KnownWords

if TYPE_CHECKING:
    from collections.abc import Iterator

FILTERS = Path("argmap/anchoring/meaning/words/common")
_HIGHEST = 80
_LEFT_OUT = ("special", "abbreviations", "contractions")
_FIELDS = 5  # of a line that says what an affix does


class Affix(NamedTuple):
    """What one affix does to a word that its condition fits."""

    is_prefix: bool
    stripped: str
    added: str
    condition: re.Pattern[str]

    def applied(self, word: str) -> str | None:
        """Return the word with the affix, None if it does not take it."""
        if not self.condition.search(word):
            return None
        if self.is_prefix:
            return self.added + word.removeprefix(self.stripped)
        return word.removesuffix(self.stripped) + self.added


def english(folder: Path) -> set[str]:
    """Return the words of the lists of SCOWL in a folder."""
    words: set[str] = set()
    for file in sorted(folder.iterdir()):
        kind, _, level = file.name.rpartition(".")
        is_words = kind.endswith("words")
        if any(each in kind for each in _LEFT_OUT) or (is_words and int(level) > _HIGHEST):
            continue
        for word in file.read_text(encoding="latin-1").split():
            if word.isalpha() and len(word) > 1 and not (is_words and word != word.lower()):
                words.add(word)
    return words


def russian(folder: Path) -> set[str]:
    """Return all forms of the words of a dictionary for hunspell in a folder."""
    affixes = _affixes((folder / "ru_RU.aff").read_text(encoding="utf-8"))
    words: set[str] = set()
    for line in (folder / "ru_RU.dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        words.update(_forms(word, [each for flag in flags for each in affixes.get(flag, ())]))
    words = {word for word in words if len(word) > 1}
    return words | {word.replace("ё", "е") for word in words}


def _affixes(rules: str) -> dict[str, list[Affix]]:
    affixes: dict[str, list[Affix]] = {}
    for line in rules.splitlines():
        fields = line.split()
        if len(fields) < _FIELDS or fields[0] not in ("PFX", "SFX"):
            continue
        kind, flag, stripped, added, condition = fields[:_FIELDS]
        is_prefix = kind == "PFX"
        stripped, added = ("" if each == "0" else each for each in (stripped, added))
        pattern = re.compile(f"^{condition}" if is_prefix else f"{condition}$")
        affixes.setdefault(flag, []).append(Affix(is_prefix, stripped, added, pattern))
    return affixes


def _forms(word: str, affixes: list[Affix]) -> Iterator[str]:
    forms = [word, *(each.applied(word) for each in affixes if not each.is_prefix)]
    for form in filter(None, forms):
        yield form
        yield from filter(None, (each.applied(form) for each in affixes if each.is_prefix))


LANGUAGES = {"en": english, "ru": russian}

if __name__ == "__main__":
    language, folder = sys.argv[1:]
    known = KnownWords.of(LANGUAGES[language](Path(folder)))
    (FILTERS / f"{language}.bloom").write_bytes(known.packed)
