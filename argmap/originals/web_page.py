"""The text of a web page: its article, without menus, scripts and what else is around it.

What is the article is said by HTML itself where a page uses its elements (`article`, `main`, `nav`,
`aside`); in other pages it is the smallest element that holds nearly all of the running text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from argmap.errors import SourceError
from argmap.extras import imported
from argmap.originals.extraction import Extraction
from argmap.originals.markup import UNSHOWN, Walker
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
_MOST_WORK = 300_000_000  # tags times levels
_LEFT_OUT = frozenset(("nav", "aside", "footer", "form", "header", "dialog", "search"))
_ROLES = frozenset(
    ("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu")
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|cookies?|consent|advert\w*|ads?|"
    r"promo\w*|sponsor\w*|newsletter|subscri\w+|share|sharing|social|related|recommend\w*|comments?|"
    r"popup|modal|skip-\w+|sr-only|screen-reader-\w+|visually-hidden|mw-editsection|toc|paywall|"
    r"pagination|site-footer|site-header)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RUNNING = 0.5  # of what is no link: a page with less has its text elsewhere than in paragraphs
_MOST_OF_TEXT = 0.85  # of the running text is in the article
_LARGE = 0.35  # of the text: what holds more is no menu, whatever it is called
_MOST_ARTICLES = 1
_PROSE = ("p", "pre", "blockquote", "dd")


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
    tree.strip_tags(["script", "style", "template"])
    body = tree.body
    roots, left_out = _article(body) if body is not None else ([], [])
    walker = Walker({one.mem_id for one in roots}, {one.mem_id for one in left_out})
    composer = walked(walker, tree.root, where)
    if composer.is_empty:
        raise _without_text(walker.pictures, where, is_program=is_program)
    text = composer.text
    passed_over = len(" ".join(one.text(deep=True, separator=" ") for one in left_out).split())
    remarks = (
        (f"left out {passed_over:,} words of menus and other parts around the article",)
        if passed_over
        else ()
    )
    return Extraction(
        text,
        f"argmap markup 1, selectolax {version}",
        elements=tuple(composer.elements),
        apparatus=tuple(span.stripped(text) for span in composer.apparatus),
        remarks=remarks,
    )


def walked(walker: Walker, root: Any, where: str) -> Any:
    """Return what a walker composes of a tree; raise SourceError if that has no end."""
    try:
        return walker.walk(root)
    except OverflowError as error:
        raise SourceError("the page has more than 3,000,000 elements", where=where) from error


def refuse_deep(data: bytes, where: str) -> None:
    """Raise SourceError for markup that is nested so deep that it would take hours to read."""
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


def _article(body: Any) -> tuple[list[Any], list[Any]]:
    """Return the elements that hold the article, and what is left out within them."""
    whole = _length(body)
    root = _marked_up(body, whole) or _densest(body)
    left_out = list(_around(body, root, whole))
    roots = [root]
    heading = body.css_first("h1")
    if heading is not None and root.css_first("h1") is None and not _is_within(heading, left_out):
        roots.insert(0, heading)
    return roots, left_out


def _marked_up(body: Any, whole: int) -> Any | None:
    """Return the element that the page itself calls its article or its main part."""
    for selector in ("article", "main", "[role=main]"):
        found = [one for one in body.css(selector) if _length(one) > 0]
        outermost = [one for one in found if not _is_within(one.parent, found)]
        if len(outermost) == 1 and _length(outermost[0]) > whole * (1 - _MOST_OF_TEXT):
            return outermost[0]
    return None


def _densest(body: Any) -> Any:
    """Return the smallest element that holds nearly all of the running text."""
    lengths: dict[int, int] = {}
    total = 0
    for one in body.css(", ".join(_PROSE)):
        linked = sum(_length(link) for link in one.css("a"))
        length = max(0, _length(one) - 2 * linked)
        total += length
        parent = one.parent
        while length and parent is not None:
            lengths[parent.mem_id] = lengths.get(parent.mem_id, 0) + length
            if parent.mem_id == body.mem_id:
                break
            parent = parent.parent
    root = body
    unlinked = _length(body) - sum(_length(link) for link in body.css("a"))
    if total < _RUNNING * unlinked:
        return body  # its text is in other elements, such as the cells of tables
    while total:
        inner = [
            child
            for child in _children(root)
            if lengths.get(child.mem_id, 0) >= _MOST_OF_TEXT * total
        ]
        if not inner:
            break
        root = inner[0]
    return root


def _around(body: Any, root: Any, whole: int) -> Iterator[Any]:
    """Yield what is no part of the article, the outermost elements of it, in the whole page."""
    todo = [body]
    is_article = root.tag in ("article", "main") or root.attributes.get("role") == "main"
    above = {body.mem_id}
    parent = root
    while parent is not None and parent.mem_id != body.mem_id:
        above.add(parent.mem_id)
        parent = parent.parent
    while todo:
        node = todo.pop()
        for child in _children(node):
            if child.tag in UNSHOWN:
                continue
            if child.mem_id in above:
                todo.append(child)
            elif node.mem_id in above and node.mem_id != root.mem_id:
                yield child  # beside the article
            elif _is_around(child, whole, is_article=is_article):
                yield child
            else:
                todo.append(child)


def _is_around(node: Any, whole: int, *, is_article: bool) -> bool:
    attributes = node.attributes
    role = attributes.get("role") or ""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    if role.startswith("doc-"):
        return False
    is_named = node.tag in _LEFT_OUT and not (is_article and node.tag in ("header", "footer"))
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    is_named = is_named or role in _ROLES or _NAMES.search(named) is not None
    return is_named and _length(node) <= _LARGE * whole


def _without_text(pictures: int, where: str, *, is_program: bool) -> SourceError:
    if is_program:
        help = "a program makes its text when a browser shows it: save the page from the browser"
    elif pictures:
        help = "it only shows pictures: make text of them with OCR first"
    else:
        help = None
    return SourceError("there is no text in the page", where=where, help=help)


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        if not child.tag.startswith("-"):
            yield child
        child = child.next


def _length(node: Any) -> int:
    return len(node.text(deep=True))


def _is_within(node: Any, others: list[Any]) -> bool:
    ids = {one.mem_id for one in others}
    while node is not None:
        if node.mem_id in ids:
            return True
        node = node.parent
    return False
