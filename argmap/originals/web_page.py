"""The text of a web page: its article, without menus, scripts and what else is around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from argmap.errors import SourceError
from argmap.extras import imported
from argmap.originals.article import Article, find_article
from argmap.originals.extraction import Extraction
from argmap.originals.markup import Walker
from argmap.originals.style_sheets import Hidden, hidden_by_style
from argmap.textfile import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FIRST = 4096  # bytes in which a page says how it is encoded; browsers look at 1,024
_LARGEST = 16_000_000  # bytes
# Elements that close themselves nest no deeper. To parse takes as long as tags times levels.
_NESTING = re.compile(
    rb"<(/?)(?!(?:p|li|td|th|tr|dt|dd|option|br|img|hr|meta|link|input|wbr|col)\b)[a-zA-Z]"
)
_TAG = re.compile(rb"<[a-zA-Z]")
_MOST_TAGS = 1_000_000
_MOST_WORK = 300_000_000  # tags times levels


def take_web_page(data: bytes, *, where: str, encoding: str | None = None) -> Extraction:
    """Return the text of a web page's article, with the element of each piece of it.

    ``encoding`` is that of the page, if it is not the one that it declares. Nothing in the page
    runs, and nothing is fetched. Raises SourceError if there is no text in it,
    SourceEncodingError if its bytes are not in the encoding that it declares, and ExtraMissing
    without selectolax.
    """
    lexbor = imported("selectolax.lexbor", extra="html")
    version = imported("selectolax", extra="html").__version__
    if len(data) > _LARGEST:
        size = f"{_LARGEST // 1_000_000} MB"
        raise SourceError(f"the page is larger than {size}", where=where)
    text = _decoded(data, where, encoding or encoding_of(data))
    refuse_deep(data, where)
    tree = lexbor.LexborHTMLParser(text)
    is_program = tree.css_first("script") is not None
    hidden = hidden_by_style(tree, lexbor.SelectolaxError, len(_TAG.findall(data)))
    tree.strip_tags(["script", "style", "template"])
    body = tree.body
    article = find_article(body, hidden.elements) if body is not None else Article([], [], [])
    unread = {one.mem_id for one in (*article.left_out, *article.hidden)}
    walker = Walker({one.mem_id for one in article.roots}, unread)
    composer = walked(walker, tree.root, where)
    if composer.is_empty:
        raise _without_text(walker.pictures, where, is_program=is_program)
    text = composer.text
    return Extraction(
        text,
        f"argmap markup 3, selectolax {version}",
        elements=tuple(composer.elements),
        apparatus=tuple(span.stripped(text) for span in composer.apparatus),
        rewritten=tuple(composer.rewritten),
        remarks=tuple(_remarks(walker, article, hidden)),
    )


def _remarks(walker: Walker, article: Article, hidden: Hidden) -> Iterator[str]:
    """Yield what of the page is not in its text, or not as a browser shows it."""
    around = "of menus and other parts around the article"
    for count, one, several in (
        (_words(article.left_out), f"word {around}", f"words {around}"),
        (_words(article.hidden), "word that is hidden", "words that are hidden"),
        (walker.drawn, "word in a drawing", "words in drawings"),
        (walker.in_fields, "word in a form field or button", "words in form fields and buttons"),
        (walker.readings, "reading next to its characters", "readings next to their characters"),
        (walker.deleted, "word that is struck out", "words that are struck out"),
        (walker.pictures, "picture", "pictures"),
        (walker.embedded, "page that is embedded in it", "pages that are embedded in it"),
    ):
        if count:
            yield f"left out {count:,} {one if count == 1 else several}"
    if not hidden.is_complete:
        yield "its style sheets are too long to tell which words they hide"
    if walker.formulas:
        yield "formulas are plain characters in the text, without superscripts and fractions"


def _words(elements: list[Any]) -> int:
    return len(" ".join(one.text(deep=True, separator=" ") for one in elements).split())


def walked(walker: Walker, root: Any, where: str) -> Any:
    """Return what a walker composes of a tree; raise SourceError if that has no end."""
    try:
        return walker.walk(root)
    except OverflowError as error:
        raise SourceError("it has too many elements", where=where) from error


def refuse_deep(data: bytes, where: str) -> None:
    """Raise SourceError for markup of so many elements or levels that it would take hours."""
    if len(_TAG.findall(data)) > _MOST_TAGS:
        raise SourceError(f"it has more than {_MOST_TAGS:,} elements", where=where)
    tags = level = deepest = 0
    for match in _NESTING.finditer(data):
        tags += 1
        level += -1 if match[1] else 1
        deepest = max(deepest, level)
    if tags * deepest > _MOST_WORK:
        raise SourceError(
            f"its markup is nested {deepest:,} levels deep",
            where=where,
            help="open it in a browser, and save the text of it",
        )


def encoding_of(data: bytes) -> str:
    """Return the encoding that a page declares, UTF-8 if it declares none.

    What calls itself Latin-1 is read as browsers do (https://encoding.spec.whatwg.org/#names).

    >>> encoding_of(b'<meta charset="ISO-8859-1">'), encoding_of(b"<p>Hi")
    ('cp1252', 'utf-8')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    found = _CHARSET.search(data[:_FIRST])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    latin = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252")
    if name in latin:
        return "cp1252"
    return "utf-8" if name.startswith("utf-16") else name


def _decoded(data: bytes, where: str, encoding: str) -> str:
    try:
        return decoded(data, encoding, name=where).lstrip("\ufeff")
    except SourceError as error:
        help = "it declares no `charset` or the wrong one: use `--encoding` (`encoding` in Python)"
        raise SourceError(error.what, where=where, help=help) from error


def _without_text(pictures: int, where: str, *, is_program: bool) -> SourceError:
    if is_program:
        help = "a script makes its text in the browser: save the page from there"
    elif pictures:
        help = "it only shows pictures: make text of them with OCR first"
    else:
        help = None
    return SourceError("the page contains no text", where=where, help=help)
