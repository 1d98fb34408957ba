"""A wording held against what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.wordings.language import shared_lexicon
from argmap.wordings.names import compare_names
from argmap.wordings.negations import compare_negations
from argmap.wordings.quantifiers import compare_quantifiers
from argmap.wordings.quantities import compare_numbers
from argmap.wordings.reading import read

if TYPE_CHECKING:
    from argmap.wordings.difference import Basis, Difference

_BETWEEN = "\n. "
_ASKS = ("?", "？", "؟", ";")  # noqa: RUF001 -- marks of a question


def compare(wording: str, basis: Basis) -> tuple[Difference, ...]:
    """Return what a wording says that its basis does not, and the negations that it leaves out.

    Nothing is returned for a wording in another language than its basis.

    >>> from argmap.wordings import Basis
    >>> basis = Basis(("Some of the 12 shops in Leeds did not open",))
    >>> [(each.kind, each.said) for each in compare("All 15 shops in York opened", basis)]
    [('number', '15'), ('negation', ''), ('quantifier', 'All'), ('name', 'York')]
    """
    quotes = _BETWEEN.join(basis.quotes)
    known = shared_lexicon(wording, quotes, basis.language)
    if known is None:
        return ()
    said, quoted = read(wording, known), read(quotes, known)
    is_answer = basis.is_question and not wording.rstrip().endswith(_ASKS)
    context = read(_BETWEEN.join(basis.context), known)
    found = [
        *compare_numbers(said, quoted, context),
        *(() if is_answer else compare_negations(said, quoted, context)),
        *compare_quantifiers(said, quoted, context),
        *compare_names(said, quoted, (*basis.quotes, *basis.context, *basis.sources)),
    ]
    return tuple(found)
