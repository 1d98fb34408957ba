"""Diagnostics for people: both places with their words, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.controls import visible
from argmap.report.colour import SEVERITIES, Paint
from argmap.report.excerpt import Excerpt, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.report.colour import Style
    from argmap.report.located import Located, Place
    from argmap.report.parts import Tally


def full(found: Sequence[Located], *, colour: bool = False) -> str:
    """Return diagnostics as a compiler shows them, each with an empty line after it."""
    paint = Paint(is_on=colour)
    return "".join("\n".join((*_told(located, paint), "", "")) for located in found)


def summary(tally: Tally) -> str:
    """Return how many diagnostics of which severity there are, and how many can be fixed."""
    silenced = _silenced(tally)
    if not tally.found:
        return f"No problems in {_counted(tally.maps, 'map')}.{silenced}"
    counts = [
        _counted(count, name)
        for count, name in (
            (tally.errors, "error"),
            (tally.warnings, "warning"),
            (tally.hints, "hint"),
        )
        if count
    ]
    line = f"Found {_counted(tally.found, 'problem')} ({', '.join(counts)})."
    fixable = f" [*] {tally.fixable} fixable with `--fix`." if tally.fixable else ""
    return f"{line}{fixable}{silenced}"


def _silenced(tally: Tally) -> str:
    if not tally.silenced:
        return ""
    by = [
        f"{count} by {name}"
        for count, name in (
            (tally.by_comment, "comments"),
            (tally.by_configuration, "the configuration"),
        )
        if count
    ]
    return f" Silenced: {', '.join(by)}; `--no-ignore` shows them."


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _told(located: Located, paint: Paint) -> Iterator[str]:
    diagnostic = located.diagnostic
    style = SEVERITIES[diagnostic.severity]
    places = [place for place in (located.in_map, located.in_source) if place]
    excerpts = [excerpt(place) for place in places]
    gutter = max((len(str(shown.line)) for shown in excerpts), default=1)
    blank = f"{' ' * gutter} {paint('|', 'blue')}"
    mark = " [*]" if diagnostic.is_fixable else ""
    head = paint(f"{diagnostic.severity}[{diagnostic.code} {diagnostic.name}]", style)
    yield f"{head}{mark}: {paint(visible(diagnostic.message), 'bold')}"
    if not located.in_map:
        said = f"{located.name}: {located.said}" if located.said else located.name
        yield f"{' ' * gutter}{paint('-->', 'blue')} {visible(said)}"
    for place, shown in zip(places, excerpts, strict=True):
        is_first = place is places[0]
        arrow = "-->" if place is located.in_map else ":::"
        about = located.said if place is located.in_map else place.in_original
        said = f" ({about})" if about else ""
        yield f"{' ' * gutter}{paint(arrow, 'blue')} {_named(place)}{visible(said)}"
        yield from _drawn(
            shown, gutter, "^" if is_first else "-", paint, style if is_first else "blue"
        )
    if not places:
        yield blank
    if diagnostic.help:
        yield f"{' ' * gutter} {paint('=', 'blue')} {paint('help', 'bold')}: " + visible(
            diagnostic.help
        )


def _named(place: Place) -> str:
    return f"{visible(place.name)}:{place.start}"


def _drawn(shown: Excerpt, gutter: int, sign: str, paint: Paint, style: Style) -> Iterator[str]:
    blank = f"{' ' * gutter} {paint('|', 'blue')}"
    underline = paint(f"{sign * shown.underlined} {shown.label}".rstrip(), style)
    yield blank
    number = paint(str(shown.line).rjust(gutter) + " |", "blue")
    yield f"{number} {shown.shown}".rstrip()
    yield f"{blank} {' ' * shown.indent}{underline}"
    yield blank
