"""What the words of a project for kinds and relations mean: those of a format, and those given.

The options `labels` and `relations` of a format add words, or give words another meaning. Case,
spaces, hyphens and the like make no difference.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, get_args

from argmap.errors import UsageError
from argmap.formats.format import Option
from argmap.model import RELATIONS
from argmap.model.kinds import Kind
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.formats.reading.records import Tell
    from argmap.model import Relation

Word = TypeVar("Word", bound=str)


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return a word without what makes no difference.

    >>> plain("Partial-Attack"), plain("partial_attack"), plain("-")
    ('partialattack', 'partialattack', '-')
    """
    folded = word.casefold()
    return re.sub(r"[\W_]", "", folded) or folded.strip()


def meanings(given: str, known: Iterable[Word], what: str) -> dict[str, Word | None]:
    """Return what each word means in a text such as ``Pro=supports,None=``; None is nothing.

    ``known`` is all that a word can mean, ``what`` what that is called. A meaning alone is that of
    the empty word. Raises UsageError for what is not known.

    >>> meanings("Pro=supports, O=", ["supports"], "relation")
    {'Pro': 'supports', 'O': None}
    """
    listed = {str(one): one for one in known}
    found: dict[str, Word | None] = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        word, equals, meant = (part.strip() for part in pair.rpartition("="))
        if meant not in listed and (meant or not equals):
            raise UsageError(f"unknown {what} {meant!r}", help=f"choose from {', '.join(listed)}")
        _mean(found, word, listed.get(meant))
    return found


class Vocabulary:
    """The words of a document: those that its format has, and those that its reader gave.

    ``kinds`` and ``relations`` are the format's, by their plain words; a kind that is None is told
    by links. ``options`` are what was chosen: see OPTIONS.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kind | None],
        relations: Mapping[str, Relation | None],
        options: Mapping[str, object],
    ) -> None:
        texts = {name: options.get(name) for name in _KNOWN}
        self.options = {
            name: text for name, text in texts.items() if isinstance(text, str) and text
        }
        # The words that were asked about, which are those of the document, by option.
        self._met: dict[str, dict[str, str]] = {name: {} for name in _KNOWN}
        labels = _kinds(self.options.get(LABELS.name, ""))
        self._left_out = {word for word, kind in labels.items() if kind is None}
        self._given = labels.keys()
        self._kinds = {plain(word): kind for word, kind in kinds.items()} | labels
        given = relations_of(self.options.get(MEANINGS.name, ""))
        self._relations = {plain(word): one for word, one in relations.items()} | given

    def is_given(self, label: str) -> bool:
        """Tell whether the reader said what a label means."""
        return self._label(label) in self._given

    def knows(self, label: str) -> bool:
        """Tell whether a label means a kind, or that links tell it."""
        return self._label(label) in self._kinds and not self.leaves_out(label)

    def leaves_out(self, label: str) -> bool:
        """Tell whether what has a label is to be left out."""
        return self._label(label) in self._left_out

    def kind(self, label: str) -> Kind | None:
        """Return the kind that a label means, None if links tell, or it means none."""
        return self._kinds.get(self._label(label))

    def has_relation(self, name: str) -> bool:
        """Tell whether a name of a relation is known, be it that it means none."""
        return self._relation(name) in self._relations

    def relation(self, name: str) -> Relation | None:
        """Return the relation that a name means, None if it means none."""
        return self._relations.get(self._relation(name))

    def report_unmet(self, tell: Tell) -> None:
        """Report the words that the reader gave a meaning and the document does not have."""
        for name, known in _KNOWN.items():
            given = meanings(self.options.get(name, ""), known, name)
            report_unmet(name, given, self._met[name], tell)

    def _label(self, word: str) -> str:
        return self._met[LABELS.name].setdefault(word, plain(word))

    def _relation(self, word: str) -> str:
        return self._met[MEANINGS.name].setdefault(word, plain(word))


def report_unmet(option: str, given: Iterable[str], met: Iterable[str], tell: Tell) -> None:
    """Report words given with an option that are not among those that a document has.

    >>> report_unmet("labels", ["Evidnce"], ["Evidence"], lambda *loss: print(loss[-1]))
    the option `labels` has 'Evidnce', which is not in the file; did you mean 'Evidence'?
    """
    words = list(met)
    plain_words = set(map(plain, words))
    for word in given:
        if word and plain(word) not in plain_words:
            meant = did_you_mean(word, words)
            what = f"the option `{option}` has {word!r}, which is not in the file"
            tell("unresolved", None, option, f"{what}; {meant}" if meant else what)


def kept_options(kept: object) -> dict[str, str]:
    """Return what a reader chose, by what was kept of it in a map, as far as it makes sense."""
    try:
        return Vocabulary({}, {}, kept if isinstance(kept, dict) else {}).options
    except UsageError:  # somebody changed it in the map
        return {}


def _plainly(text: str, known: Iterable[Word], what: str) -> dict[str, Word | None]:
    """Return what words mean, as ``meanings`` does, by their plain words."""
    found: dict[str, Word | None] = {}
    for word, meant in meanings(text, known, what).items():
        _mean(found, plain(word), meant)
    return found


def _refuse_wordless(given: Mapping[str, object]) -> None:
    """Raise UsageError for a meaning without a word."""
    if "" in given:
        meant = given[""]
        raise UsageError(f"{meant!r} is given for no word", help=f"write WORD={meant}, …")


def _mean(found: dict[str, Word | None], word: str, meant: Word | None) -> None:
    """Note what a word means; raise UsageError if that is something else already."""
    if found.setdefault(word, meant) != meant:
        raise UsageError(
            f"{word!r} is given two meanings: {found[word] or 'none'} and {meant or 'none'}",
            help="give each word one meaning",
        )


KINDS: tuple[Kind, ...] = get_args(Kind)


def _kinds(text: str) -> dict[str, Kind | None]:
    found: dict[str, Kind | None] = _plainly(text, KINDS, "kind")
    _refuse_wordless(found)
    return found


def relations_of(text: str) -> dict[str, Relation | None]:
    """Return the relations that names mean; a relation alone is what no name at all means."""
    return _plainly(text, RELATIONS, "relation")


def _relations(text: str) -> None:
    _refuse_wordless(relations_of(text))


LABELS = Option(
    "labels", "reading: the kinds that labels mean, as in Evidence=reason,City=", check=_kinds
)
MEANINGS = Option(
    "relations",
    "reading: what names of relations mean, as in Pro=supports,None=",
    check=_relations,
)
OPTIONS = (LABELS, MEANINGS)
"""The options that a format has whose words differ from project to project."""

_KNOWN: dict[str, tuple[str, ...]] = {LABELS.name: KINDS, MEANINGS.name: RELATIONS}
