"""AM10: the sources of a map and what points into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix
from argmap.checking.rule import rule
from argmap.checking.wording import listed
from argmap.controls import is_web_address
from argmap.errors import OutsideError, SourceEncodingError, SourceError, SourceMissing
from argmap.mapfile import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject


@rule("AM101", "missing-source", "error")
def missing_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose file does not exist.

    No quote of that source can be checked.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: no-such-folder/council.txt}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Nobody asked the shopkeepers.}

    To fix it, correct the `path`, which is taken relative to the folder of the map file.
    """
    for cited in subject.cited:
        if isinstance(cited.error, SourceMissing):
            yield missing_source.finding(
                (*cited.route, "path"),
                f"the file {cited.source.address!r} of source {cited.source.id!r} does not exist",
                label="file not found",
                help=cited.error.help,
            )


@rule("AM102", "unreadable-source", "error")
def unreadable_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose file exists but cannot be read.

    It is a folder, it may not be read, or Python does not know its `encoding`.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: .}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Nobody asked the shopkeepers.}

    To fix it, give a text file that can be read, and an encoding such as `utf-8`.
    """
    for cited in subject.cited:
        is_other = isinstance(cited.error, SourceMissing | SourceEncodingError)
        if isinstance(cited.error, SourceError) and not is_other:
            key = "encoding" if isinstance(cited.error.__cause__, LookupError) else "path"
            yield unreadable_source.finding(
                (*cited.route, key),
                f"source {cited.source.id!r}: {cited.error.what}",
                help=cited.error.help or "give a text file that can be read",
            )


@rule("AM103", "misencoded-source", "error")
def misencoded_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose bytes are not in its encoding.

    A text that is decoded wrongly has other characters at other offsets, so it is not read at
    all. If the bytes make sense in another encoding, it is suggested.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: latin-1.txt}

    Good::

        argmap: 1
        sources:
          - {id: council, path: latin-1.txt, encoding: latin-1}

    To fix it, set `encoding` to that of the file, or save the file as UTF-8.
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
    """Report a source whose text has changed since its hash was recorded.

    Quotes may have moved or gone; each of them is reported separately. Until they are fixed, the
    old hash is kept, because it says which text the map was made for.

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

    To fix it, fix the quotes that have moved or gone, then update the hash.
    """
    for cited in subject.cited:
        source = cited.source
        if cited.text is None or not source.is_changed:
            continue
        broken = sum(each.is_broken and each.cited is cited for each in subject.anchored)
        route = (*cited.route, "sha256")
        have = "1 of its quotes has" if broken == 1 else f"{broken} of its quotes have"
        yield changed_source.finding(
            route,
            f"the text of source {source.id!r} has changed since its hash was recorded",
            label="hash of a different text",
            help=f"{have} moved or gone: fix them first"
            if broken
            else "every quote is still at its span: update the hash",
            fix=None if broken else Fix("update the hash", (Edit(route, source.digest),)),
            details={"sha256": source.digest},
        )


@rule("AM105", "unknown-source", "error")
def unknown_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report an anchor whose source is not in the map.

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

    To fix it, use the id of one of the `sources`, or add the one that is missing.
    """
    known = {cited.source.id for cited in subject.cited}
    for located, route, anchor in subject.anchors:
        if anchor.source is None or anchor.source in known | subject.broken_ids:
            continue
        near = subject.nearest(anchor.source, "sources")
        yield unknown_source.finding(
            (*route, "source"),
            f"{located} quotes unknown source {anchor.source!r}",
            label="no such source",
            statement=located.id,
            help=f"did you mean {near!r}?" if near else f"its sources are {_names(known)}",
            details={"nearest": near},
        )


@rule("AM106", "unnamed-source", "error", needs_whole_map=True)
def unnamed_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report an anchor without `source` in a map that does not have exactly one source.

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

    To fix it, set `source`. A map with quotes but no sources is reported once.
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
            else f"{located} quotes a source, but the map has none",
            label="from which source?",
            statement=located.id,
            help=f"set `source` to {_names(cited.source.id for cited in subject.cited)}"
            if subject.cited
            else "list the text under `sources`",
        )
        if not subject.cited:
            return


@rule("AM107", "out-of-range-ignore", "warning")
def out_of_range_ignore(subject: Subject) -> Iterator[Diagnostic]:
    """Report a passage to ignore that reaches past the end of its source.

    There is no text there, so the passage was meant for another text.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help., ignore: [[90, 100]]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Photo by the mayor. Buses help., ignore: [[0, 19]]}

    To fix it, give the span of the passage in the text as it is now, or remove it.
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
                    label="outside the text",
                    help="give its span in the text as it is now, or remove it",
                    details={"length": len(cited.text)},
                )


@rule("AM108", "outside-source", "error")
def outside_source(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose file is outside the project of the map.

    A map may come from somebody else, so it must not decide which of your files are read. It may
    refer to files in its own project: the folder of the map, or the nearest one above it with an
    argmap.toml, a pyproject.toml with `[tool.argmap]`, or a `.git`. Links are followed first.
    Nothing inside `.git` is read, and the home folder is never a project. The file is not opened,
    and its quotes are not checked.

    Bad::

        argmap: 1
        sources:
          - {id: council, path: ../../../council.txt}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Nobody asked the shopkeepers.}

    To fix it, move the file into the project, or allow its folder with `--allow-outside DIR`.
    """
    for cited in subject.cited:
        if isinstance(cited.error, OutsideError):
            yield outside_source.finding(
                (*cited.route, "path"),
                f"source {cited.source.id!r}: {cited.error.what}",
                label="outside the project",
                help=cited.error.help,
            )


@rule("AM109", "unsafe-url", "warning")
def unsafe_url(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source whose `url` is not a web address.

    An address such as `javascript:` or `data:` can run a program, and `file:` opens a file on the
    reader's computer. The page of a map links only to `https://` and `http://`.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help., url: "javascript:alert(1)"}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help., url: "https://example.org/council"}

    To fix it, write the whole address, with `https://` or `http://`, or remove it.
    """
    for cited in subject.cited:
        url = cited.source.url
        if url is None or is_web_address(url):
            continue
        yield unsafe_url.finding(
            (*cited.route, "url"),
            f"the url of source {cited.source.id!r} does not begin with `https://` or `http://`",
            label="not a web address",
            help="write the whole address, or remove it",
        )


def _names(ids: Iterator[str] | set[str]) -> str:
    return listed((repr(id) for id in sorted(ids)), joined="or") or "none"
