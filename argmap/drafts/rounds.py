"""Prompt, read, ground, check and feed back, until a map is clean or gets no better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.drafts.feedback_message import feedback
from argmap.drafts.instructions import prompt
from argmap.drafts.long_sources import Passage, join_drafts, passages
from argmap.drafts.reading import DraftReading, read_draft
from argmap.errors import ArgmapError, UsageError
from argmap.grounding.settling import ground
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap

Message = dict[str, str]
"""What a model is told or has said: ``role`` is system, user or assistant, ``content`` the text."""
Model = Callable[[list[Message]], str]

_PASSAGE = 60_000
_OVERLAP = 1_200


@dataclass(frozen=True)
class Round:
    """One question to the model and its reply.

    ``reading`` is None if the reply held no statement; ``feedback`` is what was wrong with it,
    empty if nothing was. ``asked`` and ``answered`` are characters sent and received.
    """

    reply: str
    reading: DraftReading | None
    feedback: str
    asked: int
    answered: int

    @property
    def problems(self) -> int:
        """How many items the feedback has; one if nothing could be read."""
        return sum(line.startswith("- ") for line in self.feedback.splitlines())


@dataclass(frozen=True)
class Mapped:
    """The best map of several rounds, grounded, with what is still wrong with it.

    ``open`` is the last word on that, as the model would be told; empty if the map is clean.
    """

    map: ArgumentMap
    open: str
    rounds: tuple[Round, ...] = field(default=())

    @property
    def is_clean(self) -> bool:
        """True if `check` finds nothing, and nothing of the draft was unclear."""
        return not self.open

    @property
    def asked(self) -> int:
        """How many characters the model was sent."""
        return sum(one.asked for one in self.rounds)

    @property
    def answered(self) -> int:
        """How many characters it sent back."""
        return sum(one.answered for one in self.rounds)


def map_with(
    model: Model,
    source: Source | Sequence[Source],
    *,
    rounds: int = 3,
    passage_size: int = _PASSAGE,
) -> Mapped:
    """Let a model draft the map of a source and fix what is wrong.

    ``model`` takes messages and returns its reply; whatever it raises goes through. It is asked at
    most ``rounds`` times; earlier if nothing is wrong, or if a round is no better than the one
    before. A single source longer than ``passage_size`` code points is mapped passage by passage,
    and the drafts are joined. Raises UsageError if no reply held a statement, and SourceError if a
    source cannot be read.

    >>> reply = '{"claims": [{"id": "c", "quote": "%s", "because": [{"quote": "They are fast"}]}]}'
    >>> replies = iter([reply % "Trams help", reply % "Buses help"])
    >>> source = Source(id="s", text="Buses help. They are fast.")
    >>> mapped = map_with(lambda messages: next(replies), source)
    >>> len(mapped.rounds), mapped.is_clean, mapped.map["c"].anchors[0].spans
    (2, True, (Span(start=0, end=10),))
    """
    if rounds < 1:
        raise UsageError("at least one round is needed")
    given = [source] if isinstance(source, Source) else list(source)
    if len(given) != 1 or len(given[0].text) <= passage_size:
        made, best = _best(model, [(one, one.text) for one in given], rounds)
        return _mapped(made, best)
    done: list[Round] = []
    drafts: list[tuple[Passage, DraftReading]] = []
    overlap = min(_OVERLAP, passage_size // 4)
    for passage in passages(given[0], passage_size, overlap):
        made, best = _best(model, [(given[0], passage.text)], rounds)
        done += made
        if best.reading is not None:
            drafts.append((passage, best.reading))
    joined = join_drafts(drafts)
    if not drafts:
        raise _nothing_read(done[-1])
    left = feedback(joined.map, joined.losses)
    return Mapped(ground(joined.map, git=False).map, left, tuple(done))


def _best(model: Model, texts: list[tuple[Source, str]], rounds: int) -> tuple[list[Round], Round]:
    """Ask a model until nothing is wrong or gets better, and return the rounds and the best one."""
    messages: list[Message] = [
        {"role": "system", "content": prompt()},
        {"role": "user", "content": "\n\n".join(_shown(texts))},
    ]
    done: list[Round] = []
    while len(done) < rounds:
        done.append(_round(model, messages, [source for source, _ in texts]))
        latest = done[-1]
        is_worse = len(done) > 1 and _rank(latest) >= _rank(done[-2])
        if not latest.feedback or is_worse:
            break
        messages += [
            {"role": "assistant", "content": latest.reply},
            {"role": "user", "content": latest.feedback},
        ]
    return done, min(done, key=_rank)


def _rank(one: Round) -> tuple[bool, int]:
    return one.reading is None, one.problems


def _shown(texts: list[tuple[Source, str]]) -> Iterator[str]:
    for source, text in texts:
        yield f'<source id="{source.id}">\n{text}\n</source>'


def _round(model: Model, messages: list[Message], sources: list[Source]) -> Round:
    asked = sum(len(message["content"]) for message in messages)
    reply = model([dict(message) for message in messages])
    try:
        reading = read_draft(reply, sources)
    except UsageError as error:
        again = f"Your answer could not be read.\n\n- {error.what}: {error.help or 'try again'}\n"
        return Round(reply, None, again, asked, len(reply))
    return Round(reply, reading, feedback(reading.map, reading.losses), asked, len(reply))


def _mapped(rounds: list[Round], best: Round) -> Mapped:
    if best.reading is None:
        raise _nothing_read(best)
    map = ground(best.reading.map, git=False).map
    return Mapped(map, best.feedback, tuple(rounds))


def _nothing_read(last: Round) -> ArgmapError:
    return UsageError(
        "no reply of the model contained a readable statement",
        help=f"the last one began: {last.reply[:80]!r}",
    )
