"""The rules of `argmap quotes`, and the finding that each of them makes of a quotation."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, NamedTuple

from argmap.checking.diagnostic import Diagnostic, SourcePlace
from argmap.checking.wording import differences, listed, shortened
from argmap.grounding.description import describe_placement
from argmap.quotations.cutting import cut_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import JsonValue

    from argmap.anchoring import Placement
    from argmap.checking.diagnostic import Severity
    from argmap.quotations.quotation import Outcome, Quotation
    from argmap.source import Source

_MOST_CANDIDATES = 20
_FEW_CHANGES = 4  # that are worth naming, of a quotation that is not in its source


class QuotationRule(NamedTuple):
    """A rule about one outcome of a quotation; codes and names are as those of `argmap check`."""

    code: str
    name: str
    severity: Severity
    outcome: Outcome
    text: str
    is_default: bool = True

    @property
    def explanation(self) -> str:
        """What the rule reports and how to fix it."""
        return inspect.cleandoc(self.text)

    @property
    def summary(self) -> str:
        """What the rule reports, in one line."""
        return self.explanation.partition("\n")[0]


QUOTATION_RULES: tuple[QuotationRule, ...] = (
    QuotationRule(
        "AM501",
        "invented-quotation",
        "error",
        "missing",
        """Report a quotation that is in none of the sources.

        The text credits its sources with words that they do not contain. To fix it, quote the
        passage exactly, or say it without quotation marks.
        """,
    ),
    QuotationRule(
        "AM502",
        "changed-quotation",
        "error",
        "changed",
        """Report a quotation that nearly matches a source, if that may change its meaning.

        A word is dropped, added or replaced, and that was not shown to be harmless; or ` … ` omits
        words such as `not`. To fix it, quote the passage exactly.
        """,
    ),
    QuotationRule(
        "AM503",
        "spliced-quotation",
        "error",
        "spliced",
        """Report a quotation of which only parts are in a source.

        Passages from several places were joined without saying so, ` … ` joins halves of different
        sentences or different speakers, or part of the quotation is invented. To fix it, quote each
        passage separately.
        """,
    ),
    QuotationRule(
        "AM504",
        "misleading-quotation",
        "warning",
        "misleading",
        """Report a quotation that is cut so that words outside it change what it says.

        They negate it ("no evidence that"), deny it, attribute it to others ("some say that"), only
        suppose it ("perhaps"), make it conditional, or ask it; or they are the rest of a word or
        number ("able" of "unable", "3.5" of "3.5 million"). Nothing is reported if the text itself
        says so before the quotation, as in: he denied that "buses help". To fix it, quote these
        words, too.
        """,
    ),
    QuotationRule(
        "AM505",
        "approximate-quotation",
        "warning",
        "approximate",
        """Report a quotation that nearly matches a source, with a harmless difference.

        A slip of the pen or an article differs. To fix it, quote the passage exactly.
        """,
    ),
    QuotationRule(
        "AM506",
        "misattributed-quotation",
        "error",
        "misattributed",
        """Report a quotation that is in another source than the one that it cites.

        To fix it, cite the source that has these words.
        """,
    ),
    QuotationRule(
        "AM507",
        "unclosed-quotation",
        "warning",
        "unclosed",
        """Report a quotation mark that is not closed, so that its quotation was not checked.

        A quotation over several paragraphs opens in each of them and closes in the last one. To fix
        it, close the quotation.
        """,
    ),
    QuotationRule(
        "AM508",
        "scare-quotes",
        "info",
        "short",
        """Report quotation marks around a word or two that are in none of the sources.

        Such words are seldom quoted: they are scare quotes, or words as such. To fix it, quote
        words of a source, or remove the quotation marks.
        """,
        is_default=False,
    ),
)
"""Every rule, in the order of the codes."""


def findings(
    quotations: Iterable[Quotation], rules: Iterable[QuotationRule] = QUOTATION_RULES
) -> Iterator[Diagnostic]:
    """Yield what the rules find in the quotations of a prose.

    ``written_at`` of each is where the quotation is in the prose, and ``source`` where its words
    are in a source, or nearly.
    """
    by_outcome = {rule.outcome: rule for rule in rules}
    for quotation in quotations:
        if rule := by_outcome.get(quotation.outcome):
            yield _finding(rule, quotation)


def _finding(rule: QuotationRule, quotation: Quotation) -> Diagnostic:
    source, placement = quotation.source, quotation.placement
    report = _report(quotation)
    details: dict[str, JsonValue] = {"quotation": quotation.text, "cited": quotation.cited}
    if source is not None and placement is not None:
        details |= {
            "source": source.id,
            **describe_placement(placement, quotation.text, source, most=_MOST_CANDIDATES),
        }
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=report.message,
        label=report.label,
        source=_place(source, placement),
        help=report.help,
        details=details,
        written_at=quotation.span,
    )


class _Report(NamedTuple):
    """What is said of a quotation, at its place in the prose, and what to do."""

    message: str
    label: str
    help: str


def _report(quotation: Quotation) -> _Report:
    name = f"source {quotation.source.id!r}" if quotation.source else "the sources"
    changes = quotation.placement.changes if quotation.placement else ()
    by_outcome = {"spliced": _spliced, "misleading": _misleading, "missing": _missing}
    if reported_as := by_outcome.get(quotation.outcome):
        return reported_as(quotation, name)
    telling = [change for change in changes if change.meaning]
    return {
        "changed": _Report(
            f"the quotation differs in meaning from {name}",
            differences(telling),
            _exactly(quotation),
        ),
        "approximate": _Report(
            f"the quotation does not quite match {name}",
            differences(changes),
            _exactly(quotation),
        ),
        "misattributed": _Report(
            f"the quotation is in {name}, but not in the source that it cites, {quotation.cited}",
            "cites another source",
            f"cite {name}",
        ),
        "unclosed": _Report(
            "this quotation mark is not closed",
            "not checked",
            "close the quotation; if it goes on in another paragraph, open it there again",
        ),
        "short": _Report(
            f"{quotation.text!r} is in quotation marks, but in none of the sources",
            "not a quotation",
            "quote words of a source, or remove the quotation marks",
        ),
    }[quotation.outcome]


def _missing(quotation: Quotation, _name: str) -> _Report:
    changes = quotation.placement.changes if quotation.placement else ()
    what = "the source that it cites" if quotation.cited else "any of the sources"
    few = 0 < len(changes) <= _FEW_CHANGES
    return _Report(
        f"the quotation is not in {what}",
        f"not in the sources: {differences(changes)}" if few else "not in the sources",
        "quote the passage exactly, or remove the quotation marks",
    )


def _exactly(quotation: Quotation) -> str:
    source, placement = quotation.source, quotation.placement
    place = placement and (placement.spans_in_full or next(iter(placement.candidates), ()))
    if source is None or not place:
        return "quote the passage exactly"
    from argmap.anchoring import cut_fragments  # noqa: PLC0415 -- for findings only

    return f"quote the passage exactly: {shortened(cut_fragments(source.text, place), longest=200)}"


def _spliced(quotation: Quotation, name: str) -> _Report:
    parts = quotation.placement.parts if quotation.placement else ()
    cautions = quotation.placement.cautions if quotation.placement else ()
    help = "quote each passage separately"
    lost = [part.quoted_span.cut(quotation.text) for part in parts if part.found_span is None]
    if lost:
        label = listed(repr(shortened(words)) for words in lost)
        message = f"only part of the quotation is in {name}"
        return _Report(message, f"not in the source: {label}", help)
    message = f"the quotation joins words that are not together in {name}"
    if not cautions:
        return _Report(message, "joined without a ` … `", help)
    what = "different speakers" if cautions[0].kind == "speakers" else "different sentences"
    words = f"{cautions[0].words} words omitted between them"
    return _Report(message, f"joins {what}, with {words}", help)


_MISLEADS = {
    "question": ("the quotation states what {name} asks", "quote the question"),
    "limit": ("the quotation omits words that limit it in {name}", "include these words"),
}


def _misleading(quotation: Quotation, name: str) -> _Report:
    cautions = quotation.placement.cautions if quotation.placement else ()
    if not cautions:
        return _cut(quotation, name)
    caution = cautions[0]
    message, help = _MISLEADS.get(
        caution.kind,
        (
            "words next to the quotation in {name} change what it says",
            "include these words, or say so in the text",
        ),
    )
    return _Report(message.format(name=name), f"without {shortened(caution.found)!r}", help)


def _cut(quotation: Quotation, name: str) -> _Report:
    source, placement = quotation.source, quotation.placement
    whole = cut_term(placement, source.text) if source and placement else None
    words = shortened(whole.cut(source.text)) if source and whole else ""
    return _Report(
        f"the quotation starts or ends inside a word or a number of {name}",
        f"the source has {words!r}",
        "quote whole words",
    )


def _place(source: Source | None, placement: Placement | None) -> SourcePlace | None:
    if source is None or placement is None:
        return None
    if placement.cautions and placement.spans:
        return SourcePlace(source.id, placement.cautions[0].found_span, "this is not quoted")
    place = placement.spans or (placement.candidates[0] if placement.candidates else ())
    if place:
        is_far = placement.status == "missing"
        label = "closest passage" if is_far else "the source says this"
        return SourcePlace(source.id, place[0], label)
    part = next((part.found_span for part in placement.parts if part.found_span), None)
    return SourcePlace(source.id, part, "this part of it is here") if part else None
