"""The parts of the page, and in which revision each last changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.webpage.content import Content

_WHOLE = "texts"


class Parts:
    """What the page shows, by the names of its parts, each as HTML or JSON.

    ``title``, ``summary``, ``findings``, ``kinds``, ``relations``, ``picture``, ``outline``,
    ``data`` and ``suggestions`` are what :class:`argmap.webpage.content.Content` has. Of source N,
    counted from 0, ``cited.N`` is the inside of its header and ``text.N.P`` paragraph P of its
    text, in place of which comes ``text.N``, all of its text, if paragraphs begin elsewhere.
    ``texts`` replaces all of these if the sources are others.
    """

    def __init__(self) -> None:
        self._content: Content | None = None
        self._frame: object = None
        self._since: dict[str, int] = {}
        self._parts: dict[str, str] = {}
        self._lengths: list[int] = []

    def show(self, content: Content, suggestions: list[Any], revision: int) -> None:
        """Take what is shown from a revision on."""
        frame = [
            (source.id, source.title, source.language, bool(text.sheets))
            for source, text in zip(content.map.sources, content.sources, strict=True)
        ]
        parts = dict(_named(content, suggestions))
        lengths = [len(text.paragraphs) for text in content.sources]
        if self._frame != frame:
            self._since[_WHOLE] = revision
        for number, length in enumerate(lengths):
            if self._lengths[number : number + 1] != [length]:
                self._since[f"text.{number}"] = revision
        for name, part in parts.items():
            if self._parts.get(name) != part:
                self._since[name] = revision
        self._content, self._frame, self._parts, self._lengths = content, frame, parts, lengths

    def since(self, revision: int | None) -> dict[str, str]:
        """Return the parts that changed after a revision, all of them if it is None."""
        if self._content is None:
            return {}
        changed = {
            name: part
            for name, part in self._parts.items()
            if revision is None or self._since[name] > revision
        }
        if revision is None or self._since[_WHOLE] > revision:
            within = ("cited.", "text.")
            changed = {n: part for n, part in changed.items() if not n.startswith(within)}
            return {**changed, _WHOLE: self._content.texts()}
        for number, text in enumerate(self._content.sources):
            name = f"text.{number}"
            if self._since[name] > revision:
                changed = {n: part for n, part in changed.items() if not n.startswith(f"{name}.")}
                changed[name] = "".join(text.paragraphs)
        return changed


def _named(content: Content, suggestions: list[Any]) -> Iterator[tuple[str, str]]:
    yield "title", content.title()
    yield "summary", content.summary()
    yield "findings", content.findings()
    yield "kinds", "".join(content.kinds())
    yield "relations", "".join(content.relations())
    yield "picture", content.picture()
    yield "outline", content.outline()
    yield "data", content.data()
    yield "suggestions", json.dumps(suggestions, ensure_ascii=True).replace("<", "\\u003c")
    for number, text in enumerate(content.sources):
        yield f"cited.{number}", text.citation
        for place, paragraph in enumerate(text.paragraphs):
            yield f"text.{number}.{place}", paragraph
