"""The sides of a debate in colours: one for each speaker, whatever the kinds of statements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.theme import Look, Theme
    from argmap.graph import Graph

# The tones of the theme that are easiest to distinguish come first.
_ORDER: tuple[Look, ...] = ("claim", "objection", "reason", "caveat", "question")
OTHERS = "other speakers"
NOBODY = "no speaker"


class Side(NamedTuple):
    """Who says a statement, as the legend names them, and their colours."""

    name: str
    tone: Tone


def find_sides(graph: Graph, theme: Theme) -> Mapping[str, Side]:
    """Return the side of each statement, by id.

    The speakers with most statements have a tone each, in the order in which they first speak;
    those for whom no tone is left share the grey one of statements without a speaker.
    """
    counts = Counter(one.speaker for one in graph.statements.values() if one.speaker)
    heard = {speaker for speaker, _ in counts.most_common(len(_ORDER))}
    speakers = [speaker for speaker in counts if speaker in heard]
    sides = {
        speaker: Side(speaker, theme.tone(look))
        for speaker, look in zip(speakers, _ORDER, strict=False)
    }
    grey = Tone(theme.grey, theme.ground)
    return {
        id: sides.get(one.speaker or "", Side(OTHERS if one.speaker else NOBODY, grey))
        for id, one in graph.statements.items()
    }
