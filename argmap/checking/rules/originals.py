"""AM13: the files that texts were taken from, and where quotes are in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.rule import rule
from argmap.errors import OutsideError, SourceError, SourceMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.model import Statement
    from argmap.originals.place import Place
    from argmap.source import Source

_AGAIN = "take the text again with `argmap new {} --again -o MAP`"
_PAGE_KEYS = ("page", "pages", "pinpoint")
_NUMBER = r"(?:\d{1,5}|[ivxlcdm]{1,10})"
# Pages at the beginning of a note: further on they may be those of another work.
_STATED = re.compile(
    r"\s*(?:[(\[]\s*)?(?:pp?\.?|pages?|S\.|Seiten?|págs?\.?|стр\.?)\s*"
    rf"(?P<first>{_NUMBER})\b(?:\s*[-–—]\s*(?P<last>{_NUMBER})\b)?",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*(?P<first>{_NUMBER})(?:\s*[-–—]\s*(?P<last>{_NUMBER}))?\s*", re.IGNORECASE)


@rule("AM135", "changed-original", "warning")
def changed_original(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose original has changed since its text was taken from it.

    The quotes are checked against the text, which may not be what the original says now. Nothing
    is reported if the original is not available: the quotes are from its text.

    Bad::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: 0000000000000000000000000000000000000000000000000000000000000000
              extractor: by hand

    Good::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              extractor: by hand

    To fix it, take the text again with `argmap new ORIGINAL --again -o MAP`: the quotes are carried
    over to the new text.
    """
    for cited in subject.cited:
        source = cited.source
        if source.original is None:
            continue
        try:
            digest = source.original_digest
        except (SourceError, OutsideError):
            continue
        if digest is not None and digest != source.original.sha256:
            path = source.original.path
            yield changed_original.finding(
                (*cited.route, "original", "sha256"),
                f"{path} has changed since the text of source {source.id!r} was taken from it",
                label="hash of a different file",
                help=_AGAIN.format(path),
                details={"sha256": digest},
            )


@rule("AM136", "edited-text", "warning")
def edited_text(subject: Subject) -> Iterator[Diagnostic]:
    """Report a text that was edited after it was taken from its original.

    It is no longer known where its words are in the original, and it may say what the original does
    not say.

    Bad::

        argmap: 1
        sources:
          - id: paper
            text: Buses help us.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: paper.places.json
              extractor: by hand

    Good::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: paper.places.json
              extractor: by hand

    To fix it, take the text again with `argmap new ORIGINAL --again -o MAP`, or remove `original`
    if the text is to differ from it.
    """
    for cited in subject.cited:
        source = cited.source
        if source.original is None or cited.text is None:
            continue
        try:
            table = source.recorded_places
        except (SourceError, OutsideError):
            continue
        if table is not None and table.text_sha256 != source.digest:
            path = source.original.path
            yield edited_text.finding(
                (*cited.route, "original"),
                f"the text of source {source.id!r} was edited after it was taken from {path}",
                label="the places of its words are not known",
                help=f"{_AGAIN.format(path)}, or remove `original`",
                details={"sha256": table.text_sha256},
            )


@rule("AM137", "wrong-page", "warning")
def wrong_page(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that gives a page on which its quote is not.

    A page is given by a note that begins with it (`p. 12`), or as `page` under `meta`. Both the
    number printed on the page and its place in the file count. Pages of quotes are known if the
    text was taken from a PDF.

    Bad::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: paper.places.json
              extractor: by hand
        claims:
          - {id: help, quote: Buses help, span: [0, 10], note: p. 12}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: paper.places.json
              extractor: by hand
        claims:
          - {id: help, quote: Buses help, span: [0, 10], note: p. 345}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, correct the page, or quote the passage that is on it.
    """
    for anchored in subject.anchored:
        if anchored.source.original is None or not anchored.is_valid:
            continue
        located = subject.by_id.get(anchored.statement.id)
        stated = _stated(anchored.statement)
        if stated is None or located is None:
            continue
        spans = anchored.anchor.spans
        try:
            # Of pages that form feeds end, the printed numbers are not known.
            places = anchored.source.taken_places
        except (SourceError, OutsideError):
            continue
        place = places.at(spans[0].start, spans[-1].end) if places else None
        if place is None or not place.pages or stated.is_at(place):
            continue
        yield wrong_page.finding(
            (*located.route, stated.key),
            f"{anchored} is said to be on {stated}, but its quote is on {_shown(place)}",
            label="another page",
            statement=located.id,
            source=SourcePlace(anchored.source.id, spans[0], f"on {_shown(place)}"),
            help="correct the page, or quote the passage that is on it",
            details={"pages": [part.number for part in place.pages]},
        )


@rule("AM138", "unknown-places", "warning")
def unknown_places(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose table of places cannot be used.

    The table says where in the original the words of the text are, and what of them are running
    heads and notes. It is missing, damaged, outside the project, or made for another file; or the
    original itself is outside the project, so that it is not known whether it has changed.

    Bad::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: no-such-folder/paper.places.json
              extractor: by hand

    Good::

        argmap: 1
        sources:
          - id: paper
            text: Buses help.
            original:
              path: paper.pdf
              sha256: bcd02a7199b184e5fa590f89eb26adac9256d494b1d816812cc157960a291e1d
              places: paper.places.json
              extractor: by hand

    To fix it, correct the path, or take the text again with `argmap new ORIGINAL --again -o MAP`.
    """
    for cited in subject.cited:
        source = cited.source
        if source.original is None:
            continue
        for key, problem in _problems(cited.source):
            yield unknown_places.finding(
                (*cited.route, "original", key),
                f"source {source.id!r}: {problem.what}",
                label="cannot be used",
                help=problem.help or _AGAIN.format(source.original.path),
            )


def _problems(source: Source) -> Iterator[tuple[str, SourceError | OutsideError]]:
    """Yield what keeps the table of a source, or its original, from being used."""
    try:
        table = source.recorded_places
        if (
            table is not None
            and source.original
            and (table.original_sha256 != source.original.sha256)
        ):
            what = f"the table of places was not made for {source.original.path}"
            yield "places", SourceError(what)
    except SourceMissing as error:
        yield "places", SourceError(f"there is no table of places at {error.where!r}")
    except (SourceError, OutsideError) as error:
        yield "places", error
    try:
        source.original_digest  # noqa: B018 -- to see whether it may be read
    except SourceMissing:
        pass  # the text is what the map cites
    except (SourceError, OutsideError) as error:
        yield "path", error


class _Stated(NamedTuple):
    """The pages that a statement gives, and under which key it does."""

    key: str
    first: str
    last: str

    def is_at(self, place: Place) -> bool:
        """Tell whether a place is on one of the pages, however they are counted."""
        names = {name for part in place.pages for name in (str(part.number), part.label) if name}
        if {self.first.lower(), self.last.lower()} & {name.lower() for name in names}:
            return True
        if not (self.first.isdecimal() and self.last.isdecimal()):
            return False
        numbers = [int(name) for name in names if name.isdecimal()]
        return any(int(self.first) <= number <= int(self.last) for number in numbers)

    def __str__(self) -> str:
        return f"p. {self.first}" if self.first == self.last else f"pp. {self.first}–{self.last}"


def _stated(statement: Statement) -> _Stated | None:
    """Return the pages that a statement gives in its note or under `meta`, if it does."""
    for key in _PAGE_KEYS:
        value = statement.meta.get(key)
        if isinstance(value, int | str) and not isinstance(value, bool):
            match = _STATED.match(str(value)) or _BARE.fullmatch(str(value))
            if match:
                return _Stated("meta", match["first"], _last(match))
    match = _STATED.match(statement.note or "")
    return _Stated("note", match["first"], _last(match)) if match else None


def _last(match: re.Match[str]) -> str:
    """Return the last page of a range, in full: 123-7 is 123 to 127."""
    first, last = match["first"], match["last"] or match["first"]
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _shown(place: Place) -> str:
    """Return the page of a place, and its place in the file if that is another number."""
    part = place.pages[0]
    if len(place.pages) > 1 or part.label in (None, str(part.number)):
        return str(place)
    return f"{place} (page {part.number} of the file)"
