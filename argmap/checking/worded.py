"""The statements with a wording of their own, and what that wording rests on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from argmap.grounding.outcome import RESOLVABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.subject import Located, Subject
    from argmap.grounding.verdict import Verdict
    from argmap.wordings import Basis, Difference
    from argmap.wordings.judge import Context


class Worded:
    """A statement with a `text`, and the quotes that it is held against, all of which hold."""

    def __init__(self, located: Located, verdicts: list[Verdict], subject: Subject) -> None:
        self.located = located
        self.verdicts = verdicts
        self._subject = subject

    @property
    def wording(self) -> str:
        """What the statement says in the analyst's words."""
        return self.located.statement.text or ""

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """The passages that it quotes, in the source's own characters."""
        return tuple(each.resolved.quote for each in self.verdicts)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that its quotes are in, in the order of the quotes."""
        return tuple(sentence for each in self.verdicts for sentence in _sentences(each))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the wording says and its basis does not, and the negations that it leaves out."""
        from argmap.wordings import Basis  # noqa: PLC0415 -- only for maps with wordings

        compare = self._subject.comparisons.compare
        near = Basis(self.quotes, (), self._sources, self._language)
        if not compare(self.wording, near):
            return ()
        return compare(self.wording, self._basis)

    @property
    def _basis(self) -> Basis:
        from argmap.sentences import sentences_of  # noqa: PLC0415 -- as above
        from argmap.wordings import Basis  # noqa: PLC0415 -- as above

        asks = any(
            sentences_of(each.text).is_question(span.start)
            for each in self.verdicts
            for span in each.resolved.spans
        )
        return Basis(
            self.quotes, (*self.sentences, *self._linked), self._sources, self._language, asks
        )

    @cached_property
    def _language(self) -> str | None:
        named = {each.source.language for each in self.verdicts}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        """The texts that it quotes, and what the map says of them and of who speaks."""
        sources = dict.fromkeys(id(each.source) for each in self.verdicts)
        known = {id(each.source): each for each in self.verdicts}
        about = [text for key in sources for text in _about(known[key]) if text]
        speaker = self.located.statement.speaker
        return (*(known[key].text for key in sources), *about, *([speaker] if speaker else []))

    @cached_property
    def _linked(self) -> tuple[str, ...]:
        """What the statements say and quote that it is linked to, in either direction."""
        subject, mine = self._subject, self.located.id
        ids = [link.target for link in subject.graph.outgoing(mine)]
        ids += [link.origin for link in subject.graph.incoming(mine)]
        statements = [subject.by_id[id].statement for id in dict.fromkeys(ids)]
        return tuple(
            said
            for each in statements
            for said in (each.text, *(anchor.quote for anchor in each.anchors))
            if said
        )

    @property
    def context(self) -> Context:
        """What a judge may need besides the wording and the quotes."""
        from argmap.wordings.judge import Context  # noqa: PLC0415 -- only for a judge

        statement, source = self.located.statement, self.verdicts[0].source
        support = [
            self._subject.by_id[link.origin].statement.wording
            for link in self._subject.graph.incoming(statement.id)
            if link.relation == "supports"
        ]
        return Context(
            statement.kind,
            statement.id,
            statement.speaker,
            self.sentences,
            tuple(support),
            source.title or source.id,
            self._language,
        )


def worded(subject: Subject) -> Iterator[Worded]:
    """Yield the statements with a wording and quotes, if all of those hold or can be resolved.

    What quotes its source wrongly is reported as such, and has to be fixed first.
    """
    by_statement: dict[int, list[Verdict]] = {}
    for each in subject.anchored:
        if each.statement.text:
            by_statement.setdefault(id(each.statement), []).append(each)
    for located in subject.statements:
        verdicts = by_statement.get(id(located.statement), [])
        if len(verdicts) == len(located.statement.anchors) > 0 and all(map(_holds, verdicts)):
            yield Worded(located, verdicts, subject)


def _holds(verdict: Verdict) -> bool:
    return verdict.holds or verdict.outcome in ("valid", *RESOLVABLE)


def _sentences(verdict: Verdict) -> Iterator[str]:
    """Yield the sentences that a quote is in, and the quote itself if they cannot be known."""
    from argmap.sentences import sentences_of  # noqa: PLC0415 -- most wordings need none

    text, found = verdict.text, sentences_of(verdict.text)
    for span in verdict.resolved.spans:
        place = span.start
        while place < span.end:
            sentence = found.at(place)
            if sentence is None:
                place += 1
                continue
            yield sentence.cut(text)
            place = sentence.end


def _about(verdict: Verdict) -> tuple[str | None, ...]:
    source = verdict.source
    return source.title, source.author, source.publisher, source.published
