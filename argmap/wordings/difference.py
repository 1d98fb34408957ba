"""What a wording says and the passage that it rests on does not, or the other way round."""

from __future__ import annotations

from typing import Literal, NamedTuple

DifferenceKind = Literal["number", "unit", "name", "negation", "quantifier"]


class Difference(NamedTuple):
    """One thing in which a wording and what it rests on differ.

    ``said`` is what the wording says, empty if it leaves out a negation; ``quoted`` what the
    quote says instead, empty if it says nothing of the kind.
    """

    kind: DifferenceKind
    said: str
    quoted: str = ""


class Basis(NamedTuple):
    """What a wording may rest on.

    ``quotes`` are the passages that the statement quotes, ``context`` the sentences that they are
    in and what is said and quoted by the statements that it is linked to. ``sources`` are the whole
    texts, and what else may have a name, such as their titles; ``language`` is that of the source,
    as a BCP 47 tag, if it is known. ``is_question`` says that a quote is from a question, whose
    negations say nothing.
    """

    quotes: tuple[str, ...]
    context: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str | None = None
    is_question: bool = False
