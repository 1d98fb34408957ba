"""The rules, one module for each of their kinds."""

from argmap.checking.rule import Rule
from argmap.checking.rules import (
    anchors,
    argument,
    file,
    ids,
    quotes,
    sources,
    spans,
    structure,
    surroundings,
    wordings,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            found
            for module in (
                *(file, ids, sources, spans, quotes, surroundings, anchors),
                *(structure, argument, wordings),
            )
            for found in vars(module).values()
            if isinstance(found, Rule)
        ),
        key=lambda found: found.code,
    )
)
"""Every rule, in the order of the codes."""
