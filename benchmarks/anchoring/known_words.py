"""Make the filter of known English words from the word lists of SCOWL.

    python benchmarks/anchoring/known_words.py /usr/share/dict/scowl

The folder is that of Debian's package ``scowl``. The words are those of all dialects up to level
80, and the names of every level as they are written; abbreviations are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from argmap.anchoring.meaning.known import KnownWords

ENGLISH = Path("argmap/anchoring/meaning/words/common/en.bloom")
_HIGHEST = 80
_LEFT_OUT = ("special", "abbreviations", "contractions")


def read_words(folder: Path) -> set[str]:
    """Return the words of the lists in a folder."""
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


if __name__ == "__main__":
    ENGLISH.write_bytes(KnownWords.of(read_words(Path(sys.argv[1]))).packed)
