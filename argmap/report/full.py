"""Diagnostics for people: both places with their words, and what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from argmap.controls import visible
from argmap.report.colour import SEVERITIES, Paint
from argmap.report.excerpt import Excerpt, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking import Diagnostic
    from argmap.report.colour import Style
    from argmap.report.located import Located, Place
    from argmap.report.parts import Tally


_TOGETHER = {
    "AM112": "spans count something other than code points",
    "AM113": "quotes have moved in their source",
    "AM114": "quotes have no span yet",
    "AM115": "quotes differ from their source in typography or case",
}
"""What `argmap anchor` resolves, which a new map or an edited source has by the dozen."""
_FEW = 3  # of which each is shown


def full(findings: Sequence[Located], *, colour: bool = False) -> str:
    """Return diagnostics as a compiler shows them, each with an empty line after it.

    More than a few of a kind that `argmap anchor` resolves share one line before the rest.
    """
    paint = Paint(is_on=colour)
    counts = Counter(code for one in findings if (code := _resolvable(one)))
    many = {code for code, count in counts.items() if count > _FEW}
    lines = [_together(code, findings, paint) for code in _TOGETHER if code in many]
    rest = (located for located in findings if _resolvable(located) not in many)
    return "".join(
        (*lines, *("\n".join((*_with_excerpts(located, paint), "", "")) for located in rest))
    )


def _resolvable(located: Located) -> str | None:
    """Return the code of a finding that `argmap anchor` resolves, None for all others."""
    finding = located.diagnostic
    return finding.code if finding.code in _TOGETHER and finding.is_fixable else None


def _together(code: str, findings: Sequence[Located], paint: Paint) -> str:
    """Return one line for all findings of a code that `argmap anchor` resolves."""
    alike = [located for located in findings if _resolvable(located) == code]
    message = f"{alike[0].name}: {len(alike)} {_TOGETHER[code]}: run `argmap anchor`"
    return _head(alike[0].diagnostic, message, paint) + "\n\n"


def _head(diagnostic: Diagnostic, message: str, paint: Paint) -> str:
    style = SEVERITIES[diagnostic.severity]
    head = paint(f"{diagnostic.severity}[{diagnostic.code} {diagnostic.name}]", style)
    return f"{head}{' [*]' if diagnostic.is_fixable else ''}: {paint(visible(message), 'bold')}"


def summary(tally: Tally) -> str:
    """Return how many findings of which severity there are, and how many can be fixed."""
    silenced = _silenced(tally)
    if not tally.found:
        return f"No findings in {_counted(tally.maps, 'map')}.{silenced}"
    counts = [
        count_in_words
        for count, count_in_words in (
            (tally.errors, _counted(tally.errors, "error")),
            (tally.warnings, _counted(tally.warnings, "warning")),
            (tally.hints, f"{tally.hints} info"),
        )
        if count
    ]
    line = f"{_counted(tally.found, 'finding')}: {', '.join(counts)}."
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


def _with_excerpts(located: Located, paint: Paint) -> Iterator[str]:
    diagnostic = located.diagnostic
    style = SEVERITIES[diagnostic.severity]
    places = [place for place in (located.in_map, located.in_source) if place]
    excerpts = [excerpt(place) for place in places]
    gutter = max((len(str(shown.line)) for shown in excerpts), default=1)
    blank = f"{' ' * gutter} {paint('|', 'blue')}"
    yield _head(diagnostic, diagnostic.message, paint)
    if not located.in_map:
        whereabouts = f"{located.name}: {located.about}" if located.about else located.name
        yield f"{' ' * gutter}{paint('-->', 'blue')} {visible(whereabouts)}"
    for place, shown in zip(places, excerpts, strict=True):
        is_first = place is places[0]
        arrow = "-->" if place is located.in_map else ":::"
        about = located.about if place is located.in_map else place.in_original
        note = f" ({about})" if about else ""
        yield f"{' ' * gutter}{paint(arrow, 'blue')} {_named(place)}{visible(note)}"
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
