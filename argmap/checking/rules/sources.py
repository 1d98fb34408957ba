"""AM10: the sources of a map and what points into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix
from argmap.checking.rule import rule
from argmap.checking.wording import listed
from argmap.errors import SourceEncodingError, SourceMissing
from argmap.mapfile import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject


@rule("AM101", "missing-source", "error")
def missing_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a source whose file is not there.

    No quote of that source can be checked.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: no-such-folder/council.txt}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Nobody asked the shopkeepers.}

    To put it right, correct the `path`, which is taken relative to the folder of the map file.
    """
    for cited in subject.cited:
        if isinstance(cited.error, SourceMissing):
            yield missing_source.finding(
                (*cited.route, "path"),
                f"source {cited.source.id!r} has no file {str(cited.source.location)!r}",
                label="there is no such file",
                help=cited.error.help,
            )


@rule("AM102", "unreadable-source", "error")
def unreadable_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a source whose file is there and cannot be read.

    It is a folder, reading it is not allowed, or its `encoding` is none that Python knows.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: .}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Nobody asked the shopkeepers.}

    To put it right, name a text file that can be read, and an encoding such as `utf-8`.
    """
    for cited in subject.cited:
        if cited.error and not isinstance(cited.error, SourceMissing | SourceEncodingError):
            key = "encoding" if isinstance(cited.error.__cause__, LookupError) else "path"
            yield unreadable_source.finding(
                (*cited.route, key),
                f"source {cited.source.id!r}: {cited.error.what}",
                help=cited.error.help or "name a text file that can be read",
            )


@rule("AM103", "misencoded-source", "error")
def misencoded_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a source whose bytes are not in its encoding.

    A text that is decoded wrongly has other characters at other offsets, so it is not read at
    all. Where the bytes make sense in another encoding, that one is proposed.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: latin-1.txt}

    Good::

        argmap: 1
        sources:
          - {id: council, path: latin-1.txt, encoding: latin-1}

    To put it right, say the `encoding` of the file, or save the file as UTF-8.
    """
    for cited in subject.cited:
        if isinstance(cited.error, SourceEncodingError):
            fitting = cited.error.fitting
            route = (*cited.route, "encoding")
            yield misencoded_source.finding(
                route,
                f"source {cited.source.id!r}: {cited.error.what}",
                help=cited.error.help,
                # Many encodings make some sense of any bytes: only a reader can tell.
                fix=Fix(f"read it as {fitting}", (Edit(route, fitting),), is_safe=False)
                if fitting
                else None,
                details={"byte": cited.error.byte, "fitting": fitting},
            )


@rule("AM104", "changed-source", "warning")
def changed_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a source whose text is not the one whose hash was noted.

    Quotes may have moved or gone; each one that has is told of by itself. While some have, the
    old hash is kept, because it tells which text the map was made for.

    Bad::

        argmap: 1
        sources:
          - id: council
            text: Nobody asked the shopkeepers.
            sha256: 0000000000000000000000000000000000000000000000000000000000000000

    Good::

        argmap: 1
        sources:
          - id: council
            text: Nobody asked the shopkeepers.
            sha256: 1dc7c027d94feda5a32931c13ea030e075bc1b37a545890663d0b722c01f5d47

    To put it right, look at the quotes that no longer stand where the map says, then note the
    new hash.
    """
    for cited in subject.cited:
        source = cited.source
        if cited.text is None or not source.is_changed:
            continue
        lost = [anchored for anchored in subject.misplaced if anchored.source is source]
        route = (*cited.route, "sha256")
        yield changed_source.finding(
            route,
            f"the text of source {source.id!r} has changed since its hash was noted",
            label="the hash of another text",
            help=f"{len(lost)} of its quotes no longer stand where the map says: see to them first"
            if lost
            else "every quote still stands where the map says: note the new hash",
            fix=None if lost else Fix("note the new hash", (Edit(route, source.digest),)),
            details={"sha256": source.digest},
        )


@rule("AM105", "unknown-source", "error")
def unknown_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of an anchor that names a source which the map does not have.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, source: counsil, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, source: council, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To put it right, name one of the `sources`, or add the one that is missing.
    """
    known = {cited.source.id for cited in subject.cited}
    for located, route, anchor in subject.anchors:
        if anchor.source is None or anchor.source in known | subject.broken_ids:
            continue
        near = subject.nearest(anchor.source, "sources")
        yield unknown_source.finding(
            (*route, "source"),
            f"{located} quotes a source {anchor.source!r} that the map does not have",
            label="no such source",
            statement=located.id,
            help=f"did you mean {near!r}?" if near else f"its sources are {_names(known)}",
            details={"nearest": near},
        )


@rule("AM106", "unnamed-source", "error", needs_whole_map=True)
def unnamed_source(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of an anchor that does not say which source it is from, and there is not just one.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
          - {id: paper, text: Trams help.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, source: council, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
          - {id: paper, text: Trams help.}
        claims:
          - {id: help, source: council, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, source: council, supports: help, quote: They carry many, span: [12, 27]}

    To put it right, name the source with `source`. A map that quotes and has no source at all is
    told of once.
    """
    if len(subject.cited) == 1:
        return
    for located, route, anchor in subject.anchors:
        if anchor.source is not None:
            continue
        yield unnamed_source.finding(
            (*route, "quote"),
            f"{located} does not say which source it quotes"
            if subject.cited
            else f"{located} quotes a source, and the map has none",
            label="from which source?",
            statement=located.id,
            help=f"name one with `source`: {_names(cited.source.id for cited in subject.cited)}"
            if subject.cited
            else "list the text under `sources`",
        )
        if not subject.cited:
            return


@rule("AM107", "out-of-range-ignore", "warning")
def out_of_range_ignore(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a passage that a source is to ignore and that reaches past the end of its text.

    No words stand there, so the passage was named for another text.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help., ignore: [[90, 100]]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Photo by the mayor. Buses help., ignore: [[0, 19]]}

    To put it right, name the passage as it stands in the text now, or take it away.
    """
    for cited in subject.cited:
        if cited.text is None:
            continue
        for row, span in enumerate(cited.source.ignore):
            if span.end > len(cited.text):
                yield out_of_range_ignore.finding(
                    (*cited.route, "ignore", row),
                    f"a passage that source {cited.source.id!r} ignores ends at {span.end}, past "
                    f"the end of its text at {len(cited.text)}",
                    label="nothing stands there",
                    help="name the passage as it stands in the text now, or take it away",
                    details={"length": len(cited.text)},
                )


def _names(ids: Iterator[str] | set[str]) -> str:
    return listed((repr(id) for id in sorted(ids)), joined="or") or "none"
