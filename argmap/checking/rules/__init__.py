"""The rules, one module for each of their kinds."""

from argmap.checking.rule import Rule
from argmap.checking.rules import (
    altered_quotes,
    anchors,
    argument,
    circles,
    coverage,
    doubtful_quotes,
    file,
    ids,
    lost_quotes,
    originals,
    references,
    sources,
    spans,
    surroundings,
    wordings,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            found
            for module in (
                *(file, ids, sources, originals, spans),
                *(altered_quotes, doubtful_quotes, lost_quotes, surroundings, anchors),
                *(references, circles, argument, coverage, wordings),
            )
            for found in vars(module).values()
            if isinstance(found, Rule)
        ),
        key=lambda found: found.code,
    )
)
"""Every rule, in the order of the codes."""
