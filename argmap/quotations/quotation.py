"""A quotation in prose, and what became of it when it was held against the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from argmap.anchoring import Placement
    from argmap.source import Source
    from argmap.text import Span

Outcome = Literal[
    "holds",
    "approximate",
    "changed",
    "misleading",
    "spliced",
    "misattributed",
    "missing",
    "not checked",
    "title",
    "short",
    "unclosed",
]

OUTCOMES: dict[Outcome, str] = {
    "holds": "is in the source",
    "approximate": "does not quite match the source",
    "changed": "differs in meaning from the source",
    "misleading": "is in the source, but what it omits or what is next to it changes its meaning",
    "spliced": "is only partly in the source",
    "misattributed": "is in another source than the one it cites",
    "missing": "is in none of the sources",
    "not checked": "cites a source that was not given",
    "title": "is a title, a name or a word as such, and in none of the sources",
    "short": "has one or two words, and is in none of the sources",
    "unclosed": "begins with a quotation mark that is not closed",
}
"""Every outcome with what is said of the quotation.

Only the first holds; ``not checked``, ``title`` and ``short`` are counted apart, and all others
are faults.
"""

_APART = frozenset({"not checked", "title", "short"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a text: its words, and the result of the check.

    ``text`` are the words as a reader sees them, ``span`` where they are in the file of the prose,
    in half-open code points. ``source`` is the one that they were found in, or nearly; ``cited``
    is how the prose names a source. ``placement`` says where in the source the words are and what
    differs, None if no source was asked.

    >>> from argmap.text import Span
    >>> quotation = Quotation("We will not pay", Span(12, 27), "missing")
    >>> quotation.holds, quotation.is_fault
    (False, True)
    """

    text: str
    span: Span
    outcome: Outcome
    source: Source | None = None
    placement: Placement | None = None
    cited: str | None = None

    @property
    def holds(self) -> bool:
        """True if the words are in a source: exactly, typed otherwise, or shortened."""
        return self.outcome == "holds"

    @property
    def is_fault(self) -> bool:
        """True if something is wrong with the quotation."""
        return not self.holds and self.outcome not in _APART
