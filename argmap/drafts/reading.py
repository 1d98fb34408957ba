"""The reply of a language model, read for the map that it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmap.drafts.building import build
from argmap.drafts.gathering import gather
from argmap.drafts.loose_json import LooseReader
from argmap.errors import UsageError
from argmap.formats.losses import Loss
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.drafts.gathering import Gathered
    from argmap.formats.losses import LossKind
    from argmap.model import ArgumentMap

_THOUGHTS = re.compile(r"<(think|thinking|reasoning|scratchpad)>.*?(?:</\1>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*\n", re.MULTILINE)
_OPENING = re.compile(r"[{\[]")
_YAML = re.compile(
    r"^(?:argmap|title|statements|questions|claims|reasons|caveats)[ \t]*:", re.MULTILINE
)
_MOST_TRIES = 200  # brackets in prose that may be where a draft begins
_LONGEST = 20_000_000  # characters of a reply


@dataclass(frozen=True)
class DraftReading:
    """A map that was read from a reply, and what was read otherwise than it is written.

    ``losses`` are the repairs, what was left out, and what is unclear. The quotes of the map have
    no spans yet: :func:`argmap.ground` gives them theirs.
    """

    map: ArgumentMap
    losses: tuple[Loss, ...] = field(default=())

    @property
    def open(self) -> tuple[Loss, ...]:
        """What is unclear, and waits for a decision."""
        return tuple(loss for loss in self.losses if loss.kind == "unresolved")


def read_draft(reply: str, sources: Source | Sequence[Source] = ()) -> DraftReading:
    """Return the map in a model's reply, with what was repaired or dropped or is unclear.

    ``reply`` is text with JSON or YAML in it: bare or in a fence, with prose around it, cut off at
    its end, nested or flat, with other names for keys and kinds. Its statements are kept if they
    are complete; nothing is invented, and what is unclear is reported. ``sources`` are the texts
    that it quotes. Raises UsageError if the reply holds no statement at all.

    >>> reading = read_draft('Here: {"claim": "Buses help", "id": 1, "because": ["It is so"],}')
    >>> reading.map.reasons[0].supports, len(reading.losses), reading.open
    (('1',), 2, ())
    """
    if not isinstance(reply, str):
        raise UsageError("a reply must be text", help="give the text that the model wrote")
    if len(reply) > _LONGEST:
        raise UsageError(f"the reply has more than {_LONGEST:,} characters")
    given = (sources,) if isinstance(sources, Source) else tuple(sources)
    candidates = list(_candidates(reply))
    if not any(candidate.gathered.statements for candidate in candidates):
        raise UsageError(
            "the reply contains no readable statement",
            help="ask the model for JSON as `argmap prompt` describes it",
        )
    # Of two that are alike in size the later one: it is the corrected one, or no example.
    chosen = max(reversed(candidates), key=lambda candidate: len(candidate.gathered.statements))
    losses = list(chosen.losses)

    def tell(kind: LossKind, statement: str | None, name: str, what: str) -> None:
        losses.append(Loss(kind, statement, name, what))

    if _THOUGHTS.search(reply):
        tell("repaired", None, "reply", "what the model wrote while thinking is not used")
    if len(candidates) > 1:
        count = len(candidates) - 1
        what = f"the reply contains {count} other draft{'' if count == 1 else 's'}, not used"
        tell("dropped", None, "reply", what)
    map = build(chosen.gathered, given, tell)
    return DraftReading(map, tuple(losses))


@dataclass
class _Candidate:
    """What may be the draft in a reply."""

    gathered: Gathered
    losses: list[Loss]


def _candidates(reply: str) -> Iterator[_Candidate]:
    """Yield what may be a draft: what is in fences, else what is in the prose."""
    text = _THOUGHTS.sub("", reply)
    fenced = list(_fenced(text))
    has_statements = False
    for inside, is_closed in fenced or [(text, True)]:
        for candidate in _drafts_in(inside, is_closed=is_closed):
            has_statements = has_statements or bool(candidate.gathered.statements)
            yield candidate
    if fenced and not has_statements:
        yield from _drafts_in(text)


def _fenced(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what is in the fences of a text, and whether each is closed; the last may not be."""
    place = 0
    while opening := _FENCE.search(text, place):
        closing = re.compile(rf"^[ \t]*{re.escape(opening[1])}[`~]*[ \t]*$", re.MULTILINE)
        end = closing.search(text, opening.end())
        yield text[opening.end() : end.start() if end else len(text)], end is not None
        if end is None:
            return
        place = end.end()


def _drafts_in(text: str, *, is_closed: bool = True) -> Iterator[_Candidate]:
    if _YAML.search(text) and not _looks_like_json(text):
        yield from _yaml_drafts(text, is_closed=is_closed)
        return
    place = 0
    for _ in range(_MOST_TRIES):
        opening = _OPENING.search(text, place)
        if opening is None:
            return
        reader = LooseReader(text, opening.start())
        values = _values(reader, text)
        place = max(reader.place, opening.end())
        losses: list[Loss] = []
        gathered = gather(values[0] if len(values) == 1 else values, _teller(losses))
        if gathered.statements or losses:
            yield _Candidate(gathered, _repairs(reader) + losses)


def _values(reader: LooseReader, text: str) -> list[Any]:
    """Return a value, and those that follow it at once, as in JSON Lines."""
    values: list[Any] = []
    while True:
        try:
            values.append(reader.value())
        except ValueError:
            return values
        end = reader.place
        reader.skip_space()
        if not reader.at_end and text[reader.place] == ",":
            reader.place += 1
            reader.skip_space()
        if reader.at_end or text[reader.place] not in "{[":
            if not reader.at_end and "\n" not in text[end : reader.place]:
                # It may go on with what was a member of it, and have been closed too early.
                reader.doubt(values[-1])
            reader.place = end
            return values


def _repairs(reader: LooseReader) -> list[Loss]:
    losses = [Loss("repaired", None, "reply", repair) for repair in reader.repairs]
    if reader.is_cut or reader.damaged:
        how = "cut off" if reader.is_cut else "damaged"
        what = f"the reply is {how}; its complete statements are kept"
        losses.append(Loss("dropped", None, "reply", what))
    return losses


def _teller(losses: list[Loss]) -> Any:
    return lambda *loss: losses.append(Loss(*loss))


def _looks_like_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def _yaml_drafts(text: str, *, is_closed: bool) -> Iterator[_Candidate]:
    """Yield the draft in YAML, without its last item if that is cut off.

    In a fence that nothing closes it is: half a quote without quotation marks is YAML, too.
    """
    start = _YAML.search(text)
    if start is None:
        return
    rest = text[start.start() :]
    losses: list[Loss] = []
    for end in _ends(rest):
        value = _yaml_value(rest[:end]) if is_closed or end < len(rest) else None
        if value is not None:
            if end < len(rest):
                what = "the reply is cut off or damaged; its complete statements are kept"
                losses.append(Loss("dropped", None, "reply", what))
            yield _Candidate(gather(value, _teller(losses)), losses)
            return


def _ends(text: str) -> Iterator[int]:
    """Yield where YAML may end: at its end, and before each of its last items."""
    yield len(text)
    items = [match.start() for match in re.finditer(r"^[ \t]*- ", text, re.MULTILINE)]
    yield from reversed(items[-20:])


def _yaml_value(text: str) -> Any:
    from argmap.mapfile.tree import BadSyntax, to_plain  # noqa: PLC0415 -- most replies are JSON
    from argmap.mapfile.yaml_text import parse_yaml, resolve_yaml  # noqa: PLC0415

    try:
        return to_plain(parse_yaml(text), resolve_yaml)
    except BadSyntax:
        return None
