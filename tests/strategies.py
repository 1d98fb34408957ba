"""What tests draw at random: texts, sources, wordings, and whole maps that are valid.

None of it holds lone surrogates, which no file can hold either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from argmap.model import ARROW, Anchor, ArgumentMap, Caveat, Claim, Question, Reason, Statement
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from argmap.model import Relation

T = TypeVar("T")

LINE_ENDS = ("\n", "\r\n", "\r")

# What breaks naive handling of texts: astral characters, clusters of several code points, other
# directions, blanks and line ends that only some programs take for such.
AWKWARD = (
    "😀", "👨‍👩‍👧", "🇲🇲", "𝐛", "e\u0301", "\u0301", "क्षि", "ﬁ", "ß", "İ", "שָׁלוֹם", "عَرَبِيّ",
    "\u200f", "\u00ad", "\u200b", "\ufeff", "ไทย", "漢字", "한국", "’", "“", "…", "-", "—",
    "\t", " ", "\u00a0", "\u3000", "\x85", "\u2028", "\x0b", "\x0c", "\x00", *LINE_ENDS,
)  # fmt: skip

# What breaks languages that a wording is written into: HTML, DOT, YAML, Markdown, terminals.
HOSTILE = (
    "<b>", "</script>", "&amp;", "&", "<", "<!--", "-->", "]]>", r"\N", r"\l", "\\", '"', "'", "`",
    "{", "}", "|", "[x](y)", "# ", "- ", ": ", "%", "null", "yes", "~", "@", "*a*",
    "\x1b[31m", "\x7f",
)  # fmt: skip

BEARING: tuple[Relation, ...] = ("supports", "supports", "rebuts", "limits", "undercuts")

ANY_CHARACTER = st.characters(exclude_categories=["Cs"])

# The words that sources of maps are made of: none has a blank in it, so that each can be quoted.
TOKENS = (
    "Buses", "help", "the", "city’s", "well-kept", "roads,", "because", "“clean", "air”", "counts.",
    "Why?", "not", "10²", "cafe\u0301", "naïve", "😀", "👨‍👩‍👧", "𝐛old", "שָׁלוֹם", "عَرَبِيّ", "ไทยแลนด์",
    "漢字かな", "한국어", "ﬁnal", "Straße", "<b>", "&amp;", r"\N", '"so"', "—",
)  # fmt: skip
WORDS = tuple(
    token + blank
    for token in TOKENS
    for blank in (" ", " ", " ", "  ", "\t", "\u00a0", "\n\n", *LINE_ENDS)
)
TOKEN = re.compile(r"[^\s\ufeff]+")


@cache
def texts(*, min_size: int = 0, max_size: int = 60) -> SearchStrategy[str]:
    """Any text that a UTF-8 file can hold, rich in what breaks naive handling of texts.

    The sizes count pieces of up to three characters.
    """
    pieces = st.sampled_from(("a", "b", "Xyz", " ", ". ", "0", *AWKWARD))
    mixed = st.lists(
        pieces | st.text(ANY_CHARACTER, max_size=3), min_size=min_size, max_size=max_size
    )
    return st.tuples(st.sampled_from(("", "", "", "\ufeff")), mixed.map("".join)).map("".join)


@cache
def wordings(*, max_size: int = 20) -> SearchStrategy[str]:
    """Any statement text: not blank, else whatever a person or a program may hand over."""
    pieces = st.sampled_from((*HOSTILE, *AWKWARD, *TOKENS))
    characters = st.text(ANY_CHARACTER, min_size=1, max_size=max_size)
    mixed = st.lists(pieces | characters, min_size=1, max_size=max(1, max_size // 4))
    return (characters | mixed.map("".join)).filter(str.strip)


@cache
def identifiers() -> SearchStrategy[str]:
    """Ids of statements and sources: plain ones, and ones that a file format may trip over."""
    plain = st.text("abcxyz019_-", min_size=1, max_size=6)
    odd = st.sampled_from(("yes", "null", "1.0", "#x", "a:b", "é", "😀", "<b>", '"', "-", "%"))
    any_letters = st.text(
        st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8
    ).filter(lambda name: ARROW not in name)
    return plain | odd | any_letters


@cache
def json_values() -> SearchStrategy[Any]:
    """Anything that JSON can say."""
    numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    words = texts(max_size=8)
    return st.recursive(
        st.none() | st.booleans() | numbers | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    )


@cache
def metas() -> SearchStrategy[dict[str, Any]]:
    """What the `meta` of a statement or a map may hold; mostly nothing."""
    return optional(st.dictionaries(texts(max_size=8), json_values(), max_size=3)).map(
        lambda meta: meta or {}
    )


def optional(values: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """Mostly None, else one of the values."""
    return st.one_of(st.none(), st.none(), values)


@cache
def details() -> SearchStrategy[dict[str, Any]]:
    """Fields of a statement that say nothing of its place in the map; mostly none."""
    shares = st.sampled_from((0.0, 0.5, 1.0)) | st.floats(0, 1)
    short = wordings(max_size=4)
    fields: dict[str, SearchStrategy[Any]] = {
        **dict.fromkeys(("speaker", "scheme", "qualifier", "note"), short),
        "strength": shares,
        "credence": shares,
        "tags": st.lists(short, max_size=2),
        "meta": metas(),
    }
    return optional(st.fixed_dictionaries({}, optional=fields)).map(lambda found: found or {})


@cache
def sources() -> SearchStrategy[Source]:
    """Inline sources over any text."""
    return st.builds(
        Source,
        id=identifiers(),
        text=texts(),
        title=optional(wordings()),
        language=optional(st.sampled_from(("en", "my", "de-CH"))),
    )


@cache
def prose(*, min_size: int = 8, max_size: int = 24) -> SearchStrategy[str]:
    """Texts of words with blanks between, in which every word can be quoted."""
    words = st.lists(st.sampled_from(WORDS), min_size=min_size, max_size=max_size).map("".join)
    return st.tuples(st.sampled_from(("", "", "", "\ufeff")), words).map("".join)


@st.composite
def anchors(draw: DrawFn, texts: list[Source]) -> Anchor:
    """A valid anchor in one of the sources: one to three fragments, cut where words end."""
    source = draw(st.sampled_from(texts))
    tokens = [match.span() for match in TOKEN.finditer(source.text)]
    fragments = draw(st.sampled_from((1, 1, 2, 3)))
    edges = sorted(
        draw(
            st.lists(
                st.integers(0, len(tokens)),
                min_size=2 * fragments,
                max_size=2 * fragments,
                unique=True,
            )
        )
    )
    spans = tuple(
        Span(tokens[first][0], tokens[after - 1][1])
        for first, after in zip(edges[::2], edges[1::2], strict=True)
    )
    quote = " … ".join(span.cut(source.text) for span in spans)
    if source.finder.left_out(quote, spans):
        # What is left out would turn what is said, and then the anchor is no valid one.
        spans = spans[:1]
        quote = spans[0].cut(source.text)
    has_context = draw(st.booleans())
    return Anchor(
        source=source.id if len(texts) > 1 or draw(st.booleans()) else None,
        quote=quote,
        prefix=(source.text[: spans[0].start][-8:] or None) if has_context else None,
        suffix=(source.text[spans[-1].end :][:8] or None) if has_context else None,
        spans=spans,
    )


@st.composite
def maps(draw: DrawFn, *, min_size: int = 0, max_size: int = 12) -> ArgumentMap:
    """A valid map: every reference names one thing, nothing loops, every span is true.

    Statements bear only on ones made before them. There are joint groups, undercuts of links and
    of undercuts, statements with several relations and several anchors, implicit ones, and
    statements whose quote is their text. The sizes count statements; the last one may bring
    joint partners with it.
    """
    texts = draw(
        st.lists(
            st.builds(Source, id=identifiers(), text=prose()),
            min_size=1,
            max_size=3,
            unique_by=lambda source: source.id,
        )
    )
    growing = _Growing(draw, texts)
    size = draw(st.integers(min_size, max_size))
    while len(growing.made) < size:
        growing.grow()
    made = growing.made
    return ArgumentMap(
        title=draw(optional(wordings())),
        sources=texts,
        questions=_of_kind(made, Question),
        claims=_of_kind(made, Claim),
        reasons=_of_kind(made, Reason),
        caveats=_of_kind(made, Caveat),
        meta=draw(metas()),
    )


@st.composite
def trees(draw: DrawFn, size: int = 12) -> ArgumentMap:
    """A claim and ``size - 1`` reasons and caveats below it, each bearing on one made before it.

    All are implicit, so there is no source: for tests of layout, which need many shapes fast.
    """
    claims = [Claim(id="s0", text=draw(wordings()), implicit=True)]
    reasons, caveats = [], []
    for rank in range(1, size):
        target = f"s{draw(st.integers(0, rank - 1))}"
        relation = draw(st.sampled_from(("supports", "supports", "rebuts", "limits", "undercuts")))
        fields: dict[str, Any] = {
            "id": f"s{rank}",
            "text": draw(wordings()),
            "implicit": True,
            # The claim has no link of its own that could be undercut.
            ("rebuts" if relation == "undercuts" and target == "s0" else relation): target,
        }
        if relation == "supports":
            reasons.append(Reason(**fields))
        else:
            caveats.append(Caveat(**fields))
    return ArgumentMap(claims=claims, reasons=reasons, caveats=caveats)


def _of_kind(statements: Iterable[Statement], kind: type[T]) -> list[T]:
    return [statement for statement in statements if isinstance(statement, kind)]


class _Growing:
    """A map in the making, to which statements are added one after the other."""

    def __init__(self, draw: DrawFn, texts: list[Source]) -> None:
        self.draw = draw
        self.texts = texts
        self.made: list[Statement] = []
        # By which relation, and what it ends at, each statement bears on others.
        self.links: dict[str, list[tuple[Relation, str]]] = {}

    def grow(self) -> None:
        """Add one statement, or several that are joint."""
        if not self._targets():
            self._add(self.draw(st.sampled_from((Question, Claim))), [])
        elif self.draw(st.integers(0, 4)) == 0:
            link = self._link(set())
            joint = f"{self.draw(wordings(max_size=3))}{len(self.made)}"
            for _ in range(self.draw(st.sampled_from((2, 2, 3)))):
                self._add(self._kind_for([link]), [link], joint=joint)
        else:
            links: list[tuple[Relation, str]] = []
            for _ in range(self.draw(st.sampled_from((0, 1, 1, 1, 2, 3)))):
                ends = {self._end(*link) for link in links}
                if set(self._targets()) - ends:
                    links.append(self._link(ends))
            self._add(self._kind_for(links), links)

    def _targets(self) -> list[str]:
        return [one.id for one in self.made if not isinstance(one, Question)]

    def _link(self, taken: set[str]) -> tuple[Relation, str]:
        """Draw a relation to a statement, or to a link, that was made before."""
        target = self.draw(st.sampled_from([id for id in self._targets() if id not in taken]))
        links = self.links[target]
        relations = BEARING if links else BEARING[:-1]
        relation = self.draw(st.sampled_from(relations))
        if relation != "undercuts":
            return relation, target
        end = self._end(*self.draw(st.sampled_from(links)))
        is_clear = len(links) == 1
        return relation, target if is_clear and self.draw(st.booleans()) else target + ARROW + end

    @staticmethod
    def _end(relation: Relation, reference: str) -> str:
        return reference.partition(ARROW)[0] if relation == "undercuts" else reference

    def _kind_for(self, links: list[tuple[Relation, str]]) -> type[Statement]:
        relations = {relation for relation, _ in links}
        kinds: list[type[Statement]] = [Claim] if links else [Claim, Question]
        if "supports" in relations:
            kinds += [Reason, Reason, Reason]
        if relations - {"supports"}:
            kinds += [Caveat, Caveat, Caveat]
        return self.draw(st.sampled_from(kinds))

    def _add(
        self, kind: type[Statement], links: list[tuple[Relation, str]], joint: str | None = None
    ) -> None:
        draw = self.draw
        named: dict[str, list[str]] = {}
        for relation, reference in links:
            named.setdefault(relation, []).append(reference)
        others = [one.id for one in self.made if isinstance(one, kind)]
        questions = [one.id for one in self.made if isinstance(one, Question)]
        if others and kind is not Question:
            named["restates"] = draw(_few(others))
        if questions and kind is not Question:
            named["answers"] = draw(_few(questions))
        placed = draw(st.lists(anchors(self.texts), max_size=2, unique_by=lambda a: a.quote))
        statement = kind(
            id=draw(identifiers().filter(lambda name: name not in self.links)),
            text=draw(optional(wordings())) if placed else draw(wordings()),
            anchors=placed,
            implicit=not placed,
            joint=joint,
            **named,
            **draw(details()),
        )
        self.made.append(statement)
        self.links[statement.id] = links


def _few(values: list[str]) -> SearchStrategy[list[str]]:
    """Mostly none of the values, else one or two."""
    return st.one_of(
        st.just([]), st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    )
