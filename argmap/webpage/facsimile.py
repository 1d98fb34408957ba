"""The original of a source: pages as pictures with passages marked, or times of a recording.

To those who do not see it a picture shows only what is marked on it, so the text stays what
is read first; see :mod:`argmap.webpage.passages`.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, get_args

from argmap.errors import ArgmapError, OriginalWarning
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import verdicts
from argmap.originals.place import clock
from argmap.originals.taking import bytes_digest, kind_of_name
from argmap.webpage import markup
from argmap.webpage.passages import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.graph import Graph
    from argmap.originals.pdf.process import PagePicture
    from argmap.originals.place import PagePart, Rectangle
    from argmap.source import Source
    from argmap.webpage.passages import Passage, Piece

_MOST_NAMED = 5
Shown = Literal["cited", "all", "none"]
SHOWN: tuple[Shown, ...] = get_args(Shown)
"""Which pages of an original a page can show."""


def facsimile(
    source: Source, passages: Iterable[Passage], shown: Shown, *, is_numbered: bool = False
) -> list[str]:
    """Return the pages of a source's original as HTML, none if it has no pages.

    ``shown`` is ``cited`` for the pages that passages are on, or ``all``. The words of passages
    are marked as they are in the text: each mark knows the numbers of its statements, and shows
    them if ``is_numbered``. If the pages cannot be shown, an OriginalWarning says why.
    """
    original = source.original
    if shown == "none" or original is None or not _is_paged(source, original.path):
        return []
    try:
        sheets = _sheets(source, passages, original.path, shown, is_numbered=is_numbered)
        return list(sheets)
    except ArgmapError as error:
        help = f"; {error.help}" if error.help and error.help not in str(error) else ""
        _warn(f"the pages of {original.path} are not shown: {error}{help}")
        return []


def _is_paged(source: Source, path: str) -> bool:
    """Tell whether an original has pages: by its name or, if that does not say, by its table."""
    if (kind := kind_of_name(path)) is not None:
        return kind == "PDF"
    try:
        places = source.recorded_places
    except ArgmapError:
        return True  # so that it is reported
    return places is not None and bool(places.pages)


def warn_of_unmarked(graph: Graph, shown: Shown) -> None:
    """Issue an OriginalWarning about quotes that no page can show, since they are not placed."""
    paged = {
        source.id
        for source in graph.map.sources
        if source.original is not None and _is_paged(source, source.original.path)
    }
    if shown == "none" or not paged:
        return
    unplaced = [
        verdict.statement.id
        for verdict in verdicts(graph.map, Sources(graph.map))
        if not verdict.holds and (verdict.cited is None or verdict.source.id in paged)
    ]
    if unplaced:
        names = ", ".join(dict.fromkeys(unplaced[:_MOST_NAMED]))
        others = ", and others" if len(unplaced) > _MOST_NAMED else ""
        _warn(
            f"not marked on pages, since they are not placed: the quotes of {names}{others};"
            " `argmap check` says why"
        )


def cue_times(source: Source) -> list[tuple[int, str]]:
    """Return where the cues of a recording start in its text, and at what time, as it is read.

    A transcript with times in it says them itself, so there are none. If they are not known, an
    OriginalWarning says why.
    """
    original = source.original
    if original is None or kind_of_name(original.path) != "subtitles":
        return []
    try:
        places = source.taken_places
    except ArgmapError as error:
        _warn(f"the times of {original.path} are not shown: {error}")
        return []
    return [(cue.start, clock(cue.since)) for cue in places.cues] if places else []


def _warn(message: str) -> None:
    warnings.warn(OriginalWarning(message), stacklevel=5)


def _sheets(
    source: Source, passages: Iterable[Passage], path: str, shown: Shown, *, is_numbered: bool
) -> Iterator[str]:
    places = source.taken_places
    if places is None:
        _warn(
            f"the pages of {path} are not shown: there is no table of places;"
            " take the text again: `argmap new --again`"
        )
        return
    data = source.original_bytes() or b""
    if source.original is None or bytes_digest(data) != source.original.sha256:
        _warn(
            f"the pages of {path} are not shown: it has changed since its text was taken;"
            " take the text again: `argmap new --again`"
        )
        return
    marks: dict[int, list[tuple[Piece, PagePart, bool]]] = defaultdict(list)
    for piece, start in _pieces(source, passages):
        place = places.at(start, start + len(piece.words))
        for row, part in enumerate(place.pages if place else ()):
            marks[part.number].append((piece, part, row == 0))
    labels = {page.number: page.label for page in places.pages}
    numbers = sorted(marks) if shown == "cited" else sorted(labels)
    if not numbers:
        _warn(f"no page of {path} is shown, since no passage of its text is quoted")
        return
    from argmap.originals.pdf.process import picture_pages  # noqa: PLC0415 -- few sources have pages

    pictures = picture_pages(data, numbers, where=path)
    if lacking := sorted(set(numbers) - {picture.number for picture in pictures}):
        listed = ", ".join(map(str, lacking))
        _warn(f"{path}: page{'s' if len(lacking) > 1 else ''} {listed} cannot be drawn")
    title = source.title or source.id
    for picture in pictures:
        here = "".join(
            _mark(piece, part, picture, is_first=is_first, is_numbered=is_numbered)
            for piece, part, is_first in marks[picture.number]
        )
        yield _sheet(picture, labels[picture.number], title, here)


def _pieces(source: Source, passages: Iterable[Passage]) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a text that belong to passages, and where they start."""
    start = 0
    for paragraph in paragraphs_of(source, passages):
        for piece in paragraph.pieces:
            if piece.here:
                yield piece, start
            start += len(piece.words)


def _sheet(picture: PagePicture, label: str | None, title: str, marks: str) -> str:
    """Return a page: its picture, what is marked on it, and what it is called."""
    name = f"Page {label or picture.number}"
    description = markup.attribute(f"{name} of {title}; its words are under Text")
    colours = "" if picture.is_grey else " coloured"
    (width, height), (wide, high) = picture.size, _shown_size(picture)
    return (
        f'<figure class="sheet{colours}"><div><img src="data:image/webp;base64,{picture.webp}"'
        f' width="{width}" height="{height}" alt="{description}">'
        f'<svg viewBox="0 0 {wide:.1f} {high:.1f}" preserveAspectRatio="none" role="group"'
        f' aria-label="Passages on {markup.attribute(name.lower())}">{marks}</svg></div>'
        f"<figcaption>{markup.text(name)}</figcaption></figure>"
    )


def _mark(
    piece: Piece, part: PagePart, picture: PagePicture, *, is_first: bool, is_numbered: bool
) -> str:
    """Return the marks of a piece on one page, which are one; what continues it is only lit."""
    numbers = dict.fromkeys(passage.number for passage in piece.here)
    places = [on_picture(each, picture) for each in part.rectangles]
    shapes = "".join(
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{low - top:.1f}"/>'
        for left, top, right, low in places
    )
    button = ""
    if piece.begun and is_first:
        words = markup.attribute(" ".join(piece.words.split()))
        begun = ", ".join(map(str, piece.begun))
        button = (
            ' role="button" tabindex="-1" aria-pressed="false"'
            f' data-n="{begun}" aria-label="{words}"'
        )
        if is_numbered:
            left, top, *_ = places[0]
            shapes += f'<text x="{left - 1:.1f}" y="{top + 5:.1f}">{begun}</text>'
    listed = " ".join(map(str, numbers))
    return f'<g class="{piece.look} place" data-s="{listed}"{button}>{shapes}</g>'


def _shown_size(picture: PagePicture) -> tuple[float, float]:
    """Return how wide and high in points a page is as it is shown."""
    box = picture.box
    width, height = box.right - box.left, box.top - box.bottom
    return (height, width) if picture.rotation in (90, 270) else (width, height)


def on_picture(place: Rectangle, picture: PagePicture) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of a place on the picture of its page.

    They are points from the upper left corner of the picture, after the page is turned; see ISO
    32000-2, 14.11.2 and 7.7.3.3, ``Rotate``.
    """
    left, low = place.left - picture.box.left, place.bottom - picture.box.bottom
    right, high = place.right - picture.box.left, place.top - picture.box.bottom
    wide, tall = _shown_size(picture)
    if picture.rotation == 90:  # noqa: PLR2004 -- degrees
        return low, left, high, right
    if picture.rotation == 180:  # noqa: PLR2004
        return wide - right, low, wide - left, high
    if picture.rotation == 270:  # noqa: PLR2004
        return wide - high, tall - right, wide - low, tall - left
    return left, tall - high, right, tall - low
