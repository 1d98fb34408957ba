"""A map from the statements of a draft: ids, kinds, targets and quotes, nothing of it invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from argmap.controls import NOT_IN_IDS
from argmap.drafts.gathering import Drafted, as_kind, as_relation
from argmap.drafts.values import TAKEN, as_list, is_absent
from argmap.model import ARROW, RELATIONS, Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.synonyms import folded, is_listed, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.drafts.gathering import Gathered, Tell
    from argmap.model import Kind, Relation, Statement
    from argmap.source import Source

_CLASSES: dict[Kind, type[Statement]] = {
    "question": Question,
    "claim": Claim,
    "reason": Reason,
    "caveat": Caveat,
}
_OPPOSING: tuple[Relation, ...] = ("limits", "rebuts", "undercuts")
_OUTER_MARKS = re.compile("\\A[\"“„«‘'‚「]\\s*|\\s*[\"”“»’'‘」]\\Z")
_INNER_MARKS = re.compile('["“”«»]')
_LONGEST_ID = 200
_LONGEST_REST = 1_000


class _Unclear:
    """Stands in an index for what two statements are called."""


_UNCLEAR = _Unclear()


def build(gathered: Gathered, sources: Sequence[Source], tell: Tell) -> ArgumentMap:
    """Return the map that the statements of a draft make.

    What is unclear is reported as ``unresolved``, and left out of the map.
    """
    return _Building(gathered, sources, tell).map()


class _Made:
    """A statement in the making."""

    def __init__(self, drafted: Drafted, kind: Kind, text: str | None, quotes: list[str]) -> None:
        self.drafted = drafted
        self.kind = kind
        self.text = text
        self.quotes = quotes
        self.id = ""
        self.relations: dict[Relation, dict[str, None]] = {each: {} for each in RELATIONS}

    @property
    def says(self) -> tuple[object, ...]:
        """What makes it the same as another one."""
        return (self.kind, _plain(self.text or ""), tuple(map(_plain, self.quotes)))

    def has(self, *relations: Relation) -> bool:
        return any(self.relations[each] for each in relations)


class _Building:
    def __init__(self, gathered: Gathered, sources: Sequence[Source], tell: Tell) -> None:
        self._gathered = gathered
        self._sources = list(sources)
        self._tell = tell
        self._made: dict[int, _Made] = {}
        self._by_says: dict[tuple[object, ...], _Made] = {}
        self._by_name: dict[str, _Made | _Unclear] = {}
        self._by_words: dict[str, _Made | _Unclear] = {}

    def map(self) -> ArgumentMap:
        for drafted in self._gathered.statements:
            self._make(drafted)
        made = list(dict.fromkeys(self._made.values()))
        self._give_ids(made)
        self._index()
        for drafted in self._gathered.statements:
            self._relate(drafted)
        for link in self._gathered.links:
            self._link(link)
        map = ArgumentMap(title=self._gathered.title, sources=self._sources)
        for one in made:
            self._fit_kind(one)
            statement = self._statement(one)
            if statement is not None:
                getattr(map, f"{one.kind}s").append(statement)
        return map

    def _make(self, drafted: Drafted) -> None:
        """Make a statement of a drafted one, or take it for one that is there already."""
        fields = drafted.fields
        text = self._words(drafted, "text")
        quotes = [
            words
            for one in as_list(fields.get("quote"))
            if (words := self._quote(drafted, one)) is not None
        ]
        if text is None and not quotes:
            title = fields.get("title")
            if not isinstance(title, str):
                what = "the statement has neither text nor quote"
                self._tell("dropped", drafted.name, "text", what)
                return
            text = title
        made = _Made(drafted, self._kind(drafted), text, quotes)
        first = self._by_says.setdefault(made.says, made)
        if first is not made:
            self._tell("repaired", drafted.name, "text", "the same statement appears twice")
        self._made[id(drafted)] = first

    def _words(self, drafted: Drafted, name: str) -> str | None:
        value = drafted.fields.get(name)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = " ".join(value)
        if value is None or isinstance(value, str):
            return value.strip() or None if value else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self._tell("dropped", drafted.name, name, f"`{name}` is not text")
        return None

    def _quote(self, drafted: Drafted, value: Any) -> str | None:
        if isinstance(value, dict):
            texts = (one for key, one in value.items() if meaning("keys", key) in ("quote", "text"))
            value = next(texts, None)
        if not isinstance(value, str):
            self._tell("dropped", drafted.name, "quote", "a quote is not text")
            return None
        words = value.strip()
        bare = _OUTER_MARKS.sub("", words)
        if len(words) - len(bare) > 1 and bare and not _INNER_MARKS.search(bare):
            what = "quotation marks around a quote were left out"
            self._tell("repaired", drafted.name, "quote", what)
            words = bare
        return None if is_absent(words) else words

    def _kind(self, drafted: Drafted) -> Kind:
        word = drafted.kind_word
        own = as_kind(meaning("kinds", word)) if word else None
        if word and own is None and as_relation(meaning("relations", word)):
            own = "reason" if meaning("relations", word) == "supports" else "caveat"
        if word and own is None:
            what = f"the kind {word!r} is unknown"
            self._tell("dropped", drafted.name, "kind", what)
        if own == "claim" and drafted.kind in ("reason", "caveat") and drafted.forward:
            own = drafted.kind  # in its list; "claim" is any statement there
        kind = own or drafted.kind or self._kind_by_relation(drafted)
        if kind is None:
            what = "no kind is given; it was read as a claim"
            self._tell("repaired", drafted.name, "kind", what)
        return kind or "claim"

    @staticmethod
    def _kind_by_relation(drafted: Drafted) -> Kind | None:
        for relation, _ in drafted.forward:
            if relation == "supports":
                return "reason"
            if relation in _OPPOSING:
                return "caveat"
        return None

    def _give_ids(self, made: list[_Made]) -> None:
        """Give each statement its own id, where it can be had; others get one of their words."""
        free = ArgumentMap()
        taken: set[str] = set()
        for one in made:
            written = one.drafted.name
            wanted = (
                re.sub(f"[{NOT_IN_IDS}]+", "-", written or "").replace(ARROW, "-").strip("-\"'“”")
            )
            wanted = wanted[:_LONGEST_ID]
            if not wanted:
                wanted = free._free_id(one.text or one.quotes[0], one.kind)  # noqa: SLF001 -- the one way to make ids
                self._tell("repaired", wanted, "id", "no id is given; one was made from its words")
            name, number = wanted, 2
            while name in taken:
                name, number = f"{wanted}-{number}", number + 1
            if written and name != written:
                what = "its id was changed, because ids must be unique and cannot contain spaces"
                self._tell("repaired", name, "id", what)
            taken.add(name)
            one.id = name

    def _index(self) -> None:
        for drafted in self._gathered.statements:
            one = self._made.get(id(drafted))
            if one is None:
                continue
            for name in (drafted.name, one.id):
                if name:
                    _put(self._by_name, _plain(name), one)
            for words in (one.text, *one.quotes):
                if words:
                    _put(self._by_words, _plain(words), one)

    def _relate(self, drafted: Drafted) -> None:
        one = self._made.get(id(drafted))
        if one is None:
            return
        for relation, target in drafted.forward:
            end = self._found(one.id, target)
            if end is not None:
                self._bear(one, relation or self._relation_of(one), end)
        for relation, target in drafted.backward:
            end = self._found(one.id, target)
            other = end and self._by_name.get(_plain(end))
            if isinstance(other, _Made):
                self._bear(other, relation, one.id)

    def _bear(self, one: _Made, relation: Relation | None, target: str) -> None:
        if relation is None:
            what = "its relation to its target is not given"
            self._tell("unresolved", one.id, "kind", what)
        elif target == one.id:
            self._tell("dropped", one.id, relation, "a statement cannot bear on itself")
        else:
            one.relations[relation][target] = None

    def _relation_of(self, one: _Made) -> Relation | None:
        """Return how a statement bears on its target, as its kind says."""
        if one.kind == "reason":
            return "supports"
        if one.kind == "caveat" and one.drafted.kind_word:
            return as_relation(meaning("opposing", one.drafted.kind_word))
        return None

    def _link(self, link: dict[str, Any]) -> None:
        """Take a link that is written by itself, from one statement to another."""
        ends: dict[str, Any] = {}
        word = None
        for key, value in link.items():
            for end in ("from", "to"):
                if is_listed("links", end, key) and not is_absent(value):
                    ends.setdefault(end, value)
            if is_listed("links", "relation", key) and isinstance(value, str):
                word = word or value
        names = [self._found(None, ends.get(end)) for end in ("from", "to")]
        relation = as_relation(meaning("relations", word or ""))
        one = names[0] and self._by_name.get(_plain(names[0]))
        if not isinstance(one, _Made) or names[1] is None:
            return
        if relation is None and word is None:
            relation = self._relation_of(one)
        self._bear(one, relation, names[1])

    def _found(self, of: str | None, target: Any) -> str | None:
        """Return the id, or the link, that a target of the draft means; None if that is unclear."""
        if isinstance(target, Drafted):
            made = self._made.get(id(target))
            return made.id if made else None
        if not isinstance(target, str | int | float | dict) or isinstance(target, bool):
            self._tell("unresolved", of, "target", "a target is neither an id nor text")
            return None
        if isinstance(target, dict):
            return self._found_object(of, target)
        name = str(target).strip()
        if ARROW in name:
            ends = [self._found(of, end) for end in name.split(ARROW, 1)]
            return None if None in ends else ARROW.join(map(str, ends))
        found = self._by_name.get(_plain(name)) or self._by_words.get(_plain(name))
        if isinstance(found, _Made):
            return found.id
        reason = "means several statements" if found else "is not a statement of the draft"
        self._tell("unresolved", of, "target", f"the target {_short(name)!r} {reason}")
        return None

    def _found_object(self, of: str | None, target: dict[str, Any]) -> str | None:
        for key, value in target.items():
            if meaning("keys", key) in ("id", "text", "quote") and not is_absent(value):
                return self._found(of, value)
        self._tell("unresolved", of, "target", "a target is neither an id nor text")
        return None

    def _fit_kind(self, one: _Made) -> None:
        """Give a statement a kind that its relations allow."""
        if one.kind == "reason" and not one.has("supports"):
            if one.has(*_OPPOSING):
                one.kind = "caveat"
                self._tell("approximated", one.id, "kind", "a reason against something is a caveat")
            else:
                one.kind = "claim"
                what = "its target is not given, so it is kept as a claim"
                self._tell("unresolved", one.id, "supports", what)
        elif one.kind == "caveat" and not one.has(*_OPPOSING):
            if one.has("supports"):
                one.kind = "reason"
                self._tell("approximated", one.id, "kind", "a caveat for something is a reason")
            else:
                one.kind = "claim"
                what = "its target is not given, so it is kept as a claim"
                self._tell("unresolved", one.id, "limits", what)

    def _statement(self, one: _Made) -> Statement | None:
        fields: dict[str, Any] = {
            "id": one.id,
            "text": one.text,
            **{relation: tuple(targets) for relation, targets in one.relations.items() if targets},
            **self._plain_fields(one),
        }
        kept = dict(fields.pop("meta", {}))
        if one.quotes:
            fields["anchors"] = [self._anchor(one, quote) for quote in one.quotes]
        if kept:
            fields["meta"] = {"draft": kept}
        try:
            return _CLASSES[one.kind](**fields)
        except ValidationError as error:
            what = f"the statement is not well formed: {error.errors()[0]['msg']}"
            self._tell("dropped", one.id, "text", what)
            return None

    def _anchor(self, one: _Made, quote: str) -> Anchor:
        fields = one.drafted.fields
        is_only = len(one.quotes) == 1
        prefix, suffix = (
            self._words(one.drafted, side) if is_only else None for side in ("prefix", "suffix")
        )
        source = self._source(one, fields.get("source"))
        return Anchor(source=source, quote=quote, prefix=prefix, suffix=suffix)

    def _source(self, one: _Made, named: Any) -> str | None:
        if is_absent(named) or (len(self._sources) <= 1 and not isinstance(named, str)):
            return None
        for source in self._sources:
            known = (source.id, source.title, source.path, source.url)
            if any(name and folded(str(named)) == folded(name) for name in known):
                return source.id if len(self._sources) > 1 else None
        what = f"the source {_short(str(named))!r} was not given"
        self._tell("unresolved", one.id, "source", what)
        return None

    def _plain_fields(self, one: _Made) -> dict[str, Any]:
        """Return what is said of a statement besides its words and relations."""
        fields: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for name, take in TAKEN.items():
            value = one.drafted.fields.get(name)
            if value is None:
                continue
            taken = take(value)
            if taken is None:
                kept[name] = value
            elif taken is not False:
                fields[name] = taken
        title = one.drafted.fields.get("title")
        if title is not None and title != one.text:
            kept["title"] = title
        kept |= one.drafted.rest
        for key in [*kept]:
            what = f"`{key}` is kept under `meta`, because a map has no key for it"
            if len(repr(kept[key])) > _LONGEST_REST:
                what = f"`{key}` is not used"
                del kept[key]
            self._tell("approximated", one.id, key, what)
        return {**fields, "meta": kept}


def _put(index: dict[str, _Made | _Unclear], name: str, one: _Made) -> None:
    known = index.setdefault(name, one)
    if known is not one:
        index[name] = _UNCLEAR


def _plain(words: str) -> str:
    """Return words as they are compared: in small letters, without marks around them."""
    return re.sub(r"\s+", " ", words).strip(" .,;:!?\"'“”„«»‘’").casefold()


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= 60 else f"{line[:57]}…"  # noqa: PLR2004 -- as findings shorten
