"""Which elements of a web page hold its article, and which are around it.

HTML says so itself where a page uses its elements (`article`, `main`, `nav`, `aside`); in other
pages the article is the smallest element that holds nearly all of the running text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.originals.markup import UNSHOWN

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

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
_MOST_OF_TEXT = 0.85  # of the running text is in the article
_RUNNING = 0.5  # of what is no link: a page with less has its text elsewhere than in paragraphs
_LARGE = 0.35  # of the text: what holds more is no menu, whatever it is called
_PROSE = frozenset(("p", "pre", "blockquote", "dd"))


class Article(NamedTuple):
    """The elements that hold an article, in their order, and what is left out in the whole page.

    ``hidden`` are elements inside of it that a browser does not show.
    """

    roots: list[Any]
    left_out: list[Any]
    hidden: list[Any]


def find_article(body: Any, hidden: Container[int]) -> Article:
    """Return where the article of a page is; the page is walked over a fixed number of times.

    ``hidden`` are the elements, by their ``mem_id``, that the styles of the page hide.
    """
    lengths = _Lengths(body)
    root = _marked_up(body, lengths) or _densest(body, lengths)
    is_article = root.tag in ("article", "main") or root.attributes.get("role") == "main"
    roots = [root]
    heading = body.css_first("h1")
    if heading is not None and root.css_first("h1") is None:
        parents = list(_parents(heading, body))
        if not any(
            _is_hidden(one, hidden) or _is_around(one, lengths, is_article=False) for one in parents
        ):
            roots.insert(0, heading)
    around = list(_around(body, roots, hidden, lengths, is_article=is_article))
    return Article(
        roots,
        [node for node, is_unseen in around if not is_unseen],
        [node for node, is_unseen in around if is_unseen],
    )


class _Lengths:
    """How much text is in each element of a page: all of it, and the running text without links."""

    def __init__(self, body: Any) -> None:
        rows: list[tuple[int, int, str]] = []
        self.text: dict[int, int] = {}
        self.running: dict[int, int] = {}
        linked: dict[int, int] = {}
        todo = [(body, 0)]
        while todo:
            node, parent = todo.pop()
            id = node.mem_id
            rows.append((id, parent, node.tag))
            own = 0
            child = node.child
            while child is not None:
                if child.tag == "-text":
                    own += len((child.text_content or "").strip())
                elif not child.tag.startswith("-") and child.tag not in UNSHOWN:
                    todo.append((child, id))
                child = child.next
            self.text[id] = own
        for id, parent, tag in reversed(rows):  # what is inside comes before what it is in
            text = self.text[id]
            if tag == "a":
                linked[id] = text
            if tag in _PROSE:
                self.running[id] = max(0, text - 2 * linked.get(id, 0))
            if parent:
                self.text[parent] += text
                linked[parent] = linked.get(parent, 0) + linked.get(id, 0)
                self.running[parent] = self.running.get(parent, 0) + self.running.get(id, 0)
        self.whole = self.text[body.mem_id]
        self.unlinked = self.whole - linked.get(body.mem_id, 0)

    def of(self, node: Any) -> int:
        """Return how many characters of text are in an element."""
        return self.text.get(node.mem_id, 0)

    def running_in(self, node: Any) -> int:
        """Return how much running text is in an element."""
        return self.running.get(node.mem_id, 0)


def _marked_up(body: Any, lengths: _Lengths) -> Any | None:
    """Return the element that the page itself calls its article or its main part."""
    for selector in ("article", "main", "[role=main]"):
        found = [one for one in body.css(selector) if lengths.of(one)]
        largest = max(found, key=lengths.of, default=None)
        if largest is None or lengths.of(largest) <= lengths.whole * (1 - _MOST_OF_TEXT):
            continue
        # Of several, such as those of a list of articles, none is the article.
        if not any(_is_apart(one, largest) for one in found):
            return largest
    return None


def _is_apart(one: Any, other: Any) -> bool:
    """Tell whether one element is not inside another one, nor that."""
    if one.mem_id == other.mem_id:
        return False
    parent = one.parent
    while parent is not None:
        if parent.mem_id == other.mem_id:
            return False
        parent = parent.parent
    return True


def _densest(body: Any, lengths: _Lengths) -> Any:
    """Return the smallest element that holds nearly all of the running text."""
    total = lengths.running_in(body)
    if total < _RUNNING * lengths.unlinked:
        return body  # its text is in other elements, such as the cells of tables
    root = body
    while total:
        inner = (
            child for child in _children(root) if lengths.running_in(child) >= _MOST_OF_TEXT * total
        )
        found = next(inner, None)
        if found is None or found.tag in _PROSE:
            break
        root = found
    return root


def _around(
    body: Any, roots: list[Any], hidden: Container[int], lengths: _Lengths, *, is_article: bool
) -> Iterator[tuple[Any, bool]]:
    """Yield what is no part of the article, the outermost elements of it, in the whole page.

    With each comes whether it is in the article and not shown.
    """
    inside = {one.mem_id for one in roots}
    above = {body.mem_id, *(parent.mem_id for one in roots for parent in _parents(one, body))}
    todo = [(body, body.mem_id in inside)]
    while todo:
        node, is_inside = todo.pop()
        for child in _children(node):
            if child.tag in UNSHOWN:
                continue
            id = child.mem_id
            if id in inside or id in above:
                todo.append((child, is_inside or id in inside))
            elif is_inside and _is_hidden(child, hidden):
                yield child, True
            elif not is_inside or _is_around(child, lengths, is_article=is_article):
                yield child, False
            else:
                todo.append((child, True))


def _is_hidden(node: Any, hidden: Container[int]) -> bool:
    """Tell whether a browser does not show an element, or keeps it from those who listen."""
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return node.mem_id in hidden


def _is_around(node: Any, lengths: _Lengths, *, is_article: bool) -> bool:
    """Tell whether an element is a menu, an advertisement or the like."""
    attributes = node.attributes
    role = attributes.get("role") or ""
    if role.startswith("doc-"):
        return False
    is_named = node.tag in _LEFT_OUT and not (is_article and node.tag in ("header", "footer"))
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    is_named = is_named or role in _ROLES or _NAMES.search(named) is not None
    return is_named and lengths.of(node) <= _LARGE * lengths.whole


def _parents(node: Any, body: Any) -> Iterator[Any]:
    """Yield the elements that an element is in, up to the body of the page and without it."""
    parent = node.parent
    while parent is not None and body.mem_id not in (node.mem_id, parent.mem_id):
        yield parent
        parent = parent.parent


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        if not child.tag.startswith("-"):
            yield child
        child = child.next
