"""The kind of a statement: the one that a file gives it, if its links allow that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model import Caveat, Claim, Question, Reason, Statement

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.model import Kind

CLASSES: dict[Kind, type[Statement]] = {one.kind: one for one in (Question, Claim, Reason, Caveat)}
"""The class of a statement by its kind; a map has a list of each, by its name with an ``s``."""

_OPPOSING = frozenset({"limits", "rebuts", "undercuts"})


def kind_by_links(relations: Collection[str]) -> Kind:
    """Return the kind of a statement that has links of some relations, if nothing gives it one.

    >>> kind_by_links(["rebuts"]), kind_by_links(["rebuts", "supports"]), kind_by_links([])
    ('caveat', 'reason', 'claim')
    """
    if "supports" in relations:
        return "reason"
    return "claim" if _OPPOSING.isdisjoint(relations) else "caveat"


def fitting_kind(given: Kind | None, relations: Collection[str]) -> Kind:
    """Return the kind that a file gives a statement, or that of its links if it cannot be that.

    >>> fitting_kind("caveat", ["rebuts", "supports"]), fitting_kind("reason", ["rebuts"])
    ('caveat', 'caveat')
    """
    is_possible = (
        given in ("question", "claim")
        or (given == "reason" and "supports" in relations)
        or (given == "caveat" and not _OPPOSING.isdisjoint(relations))
    )
    return given if given and is_possible else kind_by_links(relations)
