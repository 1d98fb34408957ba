"""A map file checked as its project asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.checking.checker import examine_file
from argmap.checking.configuration import Configurations
from argmap.checking.fixing import fix_file
from argmap.checking.selection import selected_rules

if TYPE_CHECKING:
    import os

    from argmap.checking.comparisons import Comparisons
    from argmap.checking.configuration import Configuration
    from argmap.checking.diagnostic import Diagnostic
    from argmap.history import History
    from argmap.mapfile import MapFile


class Rules(NamedTuple):
    """Which rules run over a file: selectors of those that do, and the codes of silenced ones."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    silenced: frozenset[str]


def rules_for(
    path: str | os.PathLike[str],
    configuration: Configuration,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Rules:
    """Return which rules run over a file, and which of them its configuration silences.

    ``select`` and ``ignore`` are what somebody asks for now; they win over the configuration.

    >>> from argmap.checking.configuration import Configuration
    >>> rules_for("a.argmap.yaml", Configuration(ignore=("AM301",))).silenced
    frozenset({'AM301'})
    """
    in_file = configuration.ignored_in(path)
    if select:
        kept, dropped = select, in_file
    else:
        kept, dropped = configuration.select, (*configuration.ignore, *in_file)
        # What the configuration adds to the rules that run unasked is not silenced.
        select = ("AM", *kept) if kept else ()
    if not (dropped or kept != select):
        return Rules(select, ignore, frozenset())
    all = {rule.code for rule in selected_rules(select=select, ignore=ignore)}
    heard = {rule.code for rule in selected_rules(select=kept, ignore=(*ignore, *dropped))}
    return Rules(select, ignore, frozenset(all - heard))


def check_as_configured(
    file: MapFile,
    folder: str | os.PathLike[str] | None = None,
    *,
    git: History | bool = True,
    comparisons: Comparisons | None = None,
) -> list[Diagnostic]:
    """Return what `argmap check` finds in a map file, with the configuration that holds for it.

    ``folder`` is where a text without a file is said to be; ``git`` is as for
    :func:`argmap.checking.check`, and ``comparisons`` as for :func:`examine_file`. Raises
    ConfigurationError for a configuration that makes no sense.

    >>> from argmap.mapfile import parse_map
    >>> file = parse_map("{argmap: 1, claims: [{id: help, text: Buses help, implicit: true}]}")
    >>> [one.name for one in check_as_configured(file)]
    ['disconnected-statement']
    """
    configuration, rules = _asked_for(file, folder)
    found = examine_file(
        file,
        select=rules.select,
        ignore=rules.ignore,
        silenced=rules.silenced,
        minimum_coverage=configuration.minimum_coverage,
        git=git,
        comparisons=comparisons,
    )
    return [one for one in found if one.silenced_by is None]


def fix_as_configured(file: MapFile, *, git: History | bool = True) -> MapFile:
    """Return a map file as `argmap check --fix` makes it, with the configuration that holds.

    Otherwise as :func:`argmap.checking.fix_file` and :func:`check_as_configured`.
    """
    _, rules = _asked_for(file, None)
    return fix_file(file, select=rules.select, ignore=(*rules.ignore, *rules.silenced), git=git)


def _asked_for(file: MapFile, folder: str | os.PathLike[str] | None) -> tuple[Configuration, Rules]:
    place = file.path.parent if file.path else Path(folder or "")
    configuration = Configurations().of(place)
    return configuration, rules_for(file.path or "-", configuration)
