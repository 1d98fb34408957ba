"""Make the fixes that the rules propose, again and again, until there is none left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.checker import check, check_file
from argmap.history import shared_history
from argmap.mapfile import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.checking.diagnostic import Diagnostic
    from argmap.history import History
    from argmap.mapfile import Edit, MapFile
    from argmap.model import ArgumentMap


def fix(
    map: ArgumentMap,
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
) -> ArgumentMap:
    """Return the map with every safe fix made; the map given stays as it was.

    With ``unsafe``, fixes that may change what the map says are made as well. ``select`` and
    ``ignore`` choose the rules, ``old`` holds old texts and ``git`` is whether git is asked, as for
    :func:`check`. Fixing twice is the same as fixing once.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> note = Source(id="note", text="It’s clear. Buses help.")
    >>> m = ArgumentMap(sources=[note], claims=[Claim(quote="It's clear", id="c")])
    >>> fix(m)["c"].anchors[0].quote
    'It’s clear'
    """
    chosen = tuple(select), tuple(ignore)
    seen: list[ArgumentMap] = [map]
    history = shared_history(git) or False
    while edits := _edits(
        check(map, select=chosen[0], ignore=chosen[1], old=old, git=history), unsafe=unsafe
    ):
        map = apply_edits(map, edits)
        if map in seen:
            break
        seen.append(map)
    return map


def fix_file(
    file: MapFile,
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
    heed_comments: bool = True,
) -> MapFile:
    """Return the map file with every safe fix made in its text; nothing is written to disk.

    Comments and layout stay; what a comment silences is fixed only if ``heed_comments`` is False.
    Otherwise as :func:`fix`. Raises MapFileError when an element that
    is to be changed has no place in the text.
    """
    chosen = tuple(select), tuple(ignore)
    seen = {file.text}
    history = shared_history(git) or False

    def findings() -> list[Diagnostic]:
        return check_file(
            file,
            select=chosen[0],
            ignore=chosen[1],
            old=old,
            git=history,
            heed_comments=heed_comments,
        )

    while edits := _edits(findings(), unsafe=unsafe):
        file = file.reread(file.edited(edits))
        if file.text in seen:
            break
        seen.add(file.text)
    return file


def _edits(findings: Iterable[Diagnostic], *, unsafe: bool) -> list[Edit]:
    """Return the edits of one round: of the fixes for one record only the first.

    Two fixes of one record may get in each other's way; the second one waits for the next round,
    when it is worked out anew. They are taken in the order of the rules, so that a map and its
    file are fixed alike.
    """
    edits: list[Edit] = []
    touched: set[tuple[object, ...]] = set()
    for diagnostic in sorted(findings, key=lambda one: one.code):
        fix = diagnostic.fix
        if fix is None or not (fix.is_safe or unsafe):
            continue
        records = {edit.route[:2] for edit in fix.edits}
        if not records & touched:
            touched |= records
            edits += fix.edits
    return edits
