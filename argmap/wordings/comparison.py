"""A wording held against what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.wordings.language import shared_lexicon
from argmap.wordings.quick_look import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.wordings.difference import Basis, Difference
    from argmap.wordings.lexicon import Lexicon
    from argmap.wordings.quick_look import Suspicion

_LONGEST = 5_000  # characters of a wording, as each of its words is held against all of the quotes
_SAMPLE = 2_000  # characters by which a language is told
_BETWEEN = "\n. "
_ASKS = ("?", "？", "؟", ";")


def compare(wording: str, basis: Basis) -> tuple[Difference, ...]:
    """Return what a wording says that its basis does not, and the negations that it leaves out.

    Nothing is returned for a wording in another language than its basis, nor for one of more than
    5,000 characters, which is a text rather than a wording.

    >>> from argmap.wordings import Basis
    >>> basis = Basis(("Some of the 12 shops in Leeds did not open",))
    >>> [(each.kind, each.said) for each in compare("All 15 shops in York opened", basis)]
    [('number', '15'), ('negation', ''), ('quantifier', 'All'), ('name', 'York')]
    """
    if len(wording) > _LONGEST:
        return ()
    quotes = _BETWEEN.join(basis.quotes)
    sample = " ".join((quotes, *basis.sources))[:_SAMPLE]
    known = shared_lexicon(wording, sample, basis.language)
    if known is None:
        return ()
    suspected = look(wording, basis, known.language)
    return tuple(_closer_look(wording, basis, known, suspected)) if any(suspected) else ()


def _closer_look(
    wording: str, basis: Basis, known: Lexicon, suspected: Suspicion
) -> Iterator[Difference]:
    """Yield what is found of the kinds of difference that there may be."""
    from argmap.wordings.reading import read  # noqa: PLC0415 -- most wordings need no closer look

    said, quoted = read(wording, known), read(_BETWEEN.join(basis.quotes), known)
    context = read(_BETWEEN.join(basis.context), known)
    if suspected.numbers:
        from argmap.wordings.quantities import compare_numbers  # noqa: PLC0415 -- as above

        yield from compare_numbers(said, quoted, context)
    is_answer = basis.is_question and not wording.rstrip().endswith(_ASKS)
    if suspected.negations and not is_answer:
        from argmap.wordings.negations import compare_negations  # noqa: PLC0415 -- as above

        yield from compare_negations(said, quoted, context)
    if suspected.quantifiers:
        from argmap.wordings.quantifiers import compare_quantifiers  # noqa: PLC0415 -- as above

        yield from compare_quantifiers(said, quoted, context)
    if suspected.names:
        from argmap.wordings.names import compare_names  # noqa: PLC0415 -- as above

        yield from compare_names(said, quoted, (*basis.quotes, *basis.context, *basis.sources))
