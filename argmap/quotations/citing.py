"""Which source a quotation names: by a reference mark, a link, or the name of a file."""

from __future__ import annotations

import re
from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from argmap.quotations.markdown_blocks import definitions
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.quotations.prose import Block, Prose
    from argmap.source import Source

_REACH = 160  # characters after a quotation in which it is cited
# With the page, as in `[3, p. 12]`. A raised number is one of a note only behind a mark or a stop.
_LABELS = re.compile(
    r"\[\^?((?:\w{1,20}|\d{1,4}(?:\s*[,;–-]\s*\d{1,4})+))(?:\s*[,:]\s*(?:pp?|S|s|c|fol)\.\s*[\d\s–-]{1,12}f{0,2}\.?)?\]"
    r"|(?<!\w)([⁰¹²³⁴-⁹]+)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FILE = re.compile(
    r"(?<![\w/@.-])[\w][\w .-]{0,79}?\.(?:txt|md|markdown|html?|pdf|docx|odt|rtf|epub|srt|vtt)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:\[\^?(\w{1,20})\]|(\d{1,4})[.)])\s+(\S.*)", re.DOTALL)
_END = re.compile(r"[.!?](?=[”\"»’)\]]*\s+[\[“\"„«‘(]*[^\W\da-z]|\s*\Z)|[。！？]")
_PARENTHESIS = re.compile(r"\s*[(\[（][^()\[\]（）]{0,120}[)\]）]")
_FIRST_YEAR = 1000  # a number in brackets that may be one counts no sources
_WORDS_BEFORE_NAME = re.compile(r"\A(?:[^\W\dA-Z_]+[ ,]+)+(?=\S)")
_SHORTEST_NAME = 4  # letters of a name that is looked for in a reference


class Citation(NamedTuple):
    """What a quotation names: in the words of the prose, and the sources that it may mean.

    ``sources`` is empty if none of those that were given is recognised; ``is_vague`` is True if
    one may be meant all the same, by a note that gives neither an address nor a file.
    """

    words: str
    sources: tuple[Source, ...]
    is_vague: bool = False


class Citations:
    """The sources that the quotations of a prose name.

    A reference mark such as `[2]` is looked up in the list of references of the prose; in prose
    that has no such list it is the second of the sources that were given.
    """

    def __init__(self, prose: Prose, sources: Sequence[Source]) -> None:
        self._prose = prose
        self._sources = tuple(sources)

    @cached_property
    def _references(self) -> dict[str, str]:
        """What each label of the list of references says."""
        found = {} if self._prose.syntax == "html" else definitions(self._prose.text)
        listed = {}
        for block in self._prose.blocks:
            if match := _LISTED.match(block.words):
                parts = [match[3], *(link.target for link in block.links)]
                if match[1]:
                    listed[match[1].casefold()] = " ".join(parts)
        return {**listed, **found}

    def of(self, number: int, outer: Span, until: int | None = None) -> Citation | None:
        """Return what a quotation of a block names, None if it names nothing.

        ``number`` is that of the block and ``outer`` the quotation in its words, with its marks;
        what is ``until`` there, where the next quotation begins, may name its source.
        """
        block = self._prose.blocks[number]
        if block.cites:
            return self._target(block.cites)
        for link in block.links:
            if link.span.start <= outer.start and outer.end <= link.span.end:
                return self._target(link.target)
        after = self._after(block, outer)
        if until is not None:
            after = Span(after.start, min(after.end, max(after.start, until)))
        return self._linked(block, after) or self.named_in(after.cut(block.words))

    def named_in(self, words: str) -> Citation | None:
        """Return what words name by a reference mark or the name of a file."""
        return self._labelled(words) or self._filed(words)

    def beside(self, number: int) -> Citation | None:
        """Return what a block names of itself: the attribution above or below a quotation."""
        if not 0 <= number < len(self._prose.blocks):
            return None
        block = self._prose.blocks[number]
        for link in block.links:
            return self._target(link.target)
        return self.named_in(block.words)

    def _after(self, block: Block, outer: Span) -> Span:
        """Return what follows a quotation up to the end of its sentence, and a note behind that."""
        end = min(len(block.words), outer.end + _REACH)
        stop = _END.search(block.words, outer.end, end)
        if stop:
            end = stop.end()
            while note := _PARENTHESIS.match(block.words, end):
                end = note.end()
        return Span(outer.end, end)

    def _linked(self, block: Block, after: Span) -> Citation | None:
        for link in block.links:
            if after.start <= link.span.start <= after.end:
                return self._target(link.target)
        return None

    def _target(self, target: str) -> Citation | None:
        """Return what the target of a link means; None for one within the prose."""
        if target.startswith("#"):
            return self._label(target.lstrip("#"))
        found = tuple(source for source in self._sources if _is_target(source, target))
        return Citation(target, found)

    def _labelled(self, words: str) -> Citation | None:
        for match in _LABELS.finditer(words):
            labels = re.split(r"\s*[,;–-]\s*", match[1]) if match[1] else [match[2]]
            if match[2] and not self._references:
                continue  # it counts the notes
            cited = [self._label(label.translate(_SUPERSCRIPTS)) for label in labels]
            known = [each for each in cited if each is not None]
            if known:
                sources = dict.fromkeys(source for each in known for source in each.sources)
                is_vague = not sources and any(each.is_vague for each in known)
                return Citation(match[0], tuple(sources), is_vague)
        return None

    def _label(self, label: str) -> Citation | None:
        reference = self._references.get(label.casefold())
        if reference is not None:
            found = tuple(s for s in self._sources if _is_named(s, reference))
            is_vague = not found and not ("://" in reference or _FILE.search(reference))
            return Citation(f"[{label}]", found, is_vague)
        if self._references or not label.isdecimal():
            return None
        number = int(label)
        if not 0 < number < _FIRST_YEAR:
            return None
        return Citation(f"[{label}]", self._sources[number - 1 : number])

    def _filed(self, words: str) -> Citation | None:
        for match in _FILE.finditer(words):
            # Words before a name may belong to it, as they do in *annual report.pdf*.
            parts = match[0].split(" ")
            for first in range(len(parts)):
                name = " ".join(parts[first:])
                if found := tuple(source for source in self._sources if _is_file(source, name)):
                    return Citation(name, found)
            return Citation(_WORDS_BEFORE_NAME.sub("", match[0]), ())
        return None


def _is_target(source: Source, target: str) -> bool:
    if source.url and _bare(source.url) == _bare(target):
        return True
    return _is_file(source, unquote(basename(urlsplit(target).path)))


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".casefold()


def _is_file(source: Source, name: str) -> bool:
    """Tell whether a name is that of a source's file, or of what its text was taken from."""
    stem = basename(name.strip()).rpartition(".")[0].casefold()
    if not stem:
        return False
    own = source.original.path if source.original else source.path or source.id
    own_stem = basename(own.replace("\\", "/")).casefold()
    return stem in (own_stem, own_stem.rpartition(".")[0], source.id.casefold())


def _is_named(source: Source, reference: str) -> bool:
    """Tell whether a reference names a source: by its address, file, title, author or id."""
    folded = reference.casefold()
    if source.url and _bare(source.url).rstrip("?") in folded:
        return True
    if source.title and len(source.title) >= _SHORTEST_NAME and source.title.casefold() in folded:
        return True
    names = {source.id, basename(source.path or "").rpartition(".")[0]}
    return any(
        len(name) >= _SHORTEST_NAME
        and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded)
        for name in names
    )
