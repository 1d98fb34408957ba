"""Which heading of a Markdown text a stretch of it is under."""

from __future__ import annotations

import re

from argmap.originals.places import Element

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?=[ \t]|$)")
_CLOSING = re.compile(r"(?<![^ \t])#+$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_DROPPED = re.compile(r"[^\w\- ]")


def headings(text: str) -> tuple[Element, ...]:
    r"""Return the sections of a Markdown text, each with the address of its heading.

    Addresses are made as GitHub makes them: small letters, hyphens for spaces, a number for
    headings that recur. What is before the first heading is under none.

    >>> headings("Intro\n# Why *buses*?\nThey help.\n")
    (Element(start=6, end=32, path='#why-buses'),)
    """
    found: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    fence = ""
    before = ""
    before_start = 0
    for match in _LINE.finditer(text):
        line = match[1]
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            before = ""
            continue
        if opened := _FENCE.match(line):
            fence, before = opened[1], ""
            continue
        words = None
        start = match.start()
        if heading := _HEADING.match(line):
            words = _CLOSING.sub("", line[heading.end() :].strip())
        elif _UNDERLINE.match(line) and before.strip() and before.lstrip()[0] not in "->|":
            words, start = before, before_start
        if words is not None:
            slug = _slug(words)
            number = seen.get(slug, 0)
            seen[slug] = number + 1
            found.append((start, f"#{slug}-{number}" if number else f"#{slug}"))
        before, before_start = ("" if words is not None else line), match.start()
    ends = [*(start for start, _ in found[1:]), len(text)] if found else []  # no heading at all
    return tuple(Element(start, end, path) for (start, path), end in zip(found, ends, strict=True))


def _slug(words: str) -> str:
    plain = _LINK.sub(r"\1", words).strip().lower()
    return _DROPPED.sub("", plain).replace(" ", "-")
