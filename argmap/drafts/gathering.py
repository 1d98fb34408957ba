"""The statements of a draft, nested or flat, with what each says that it bears on."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from argmap.drafts.loose_json import LooseReader
from argmap.drafts.values import as_list, is_absent
from argmap.model.kinds import KIND_OF_SECTION, RELATIONS
from argmap.synonyms import folded, is_listed, meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.formats.losses import LossKind
    from argmap.model import Kind, Relation

    Tell = Callable[[LossKind, str | None, str, str], None]

_KIND_OF_MEMBERS: dict[str, Kind] = {
    "supports": "reason",
    "rebuts": "caveat",
    "limits": "caveat",
    "undercuts": "caveat",
    "answers": "claim",
}


@dataclass(eq=False)
class Drafted:
    """A statement of a draft, as it is written.

    ``fields`` are its values by what their keys mean, ``rest`` those of keys that mean nothing.
    ``forward`` holds what it bears on, each with its relation, None if only its kind tells; the
    target is another Drafted, or what the draft calls it. ``backward`` holds what bears on it.
    ``kind`` is what the list that it is in makes of it, and ``kind_word`` the draft's own word.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    rest: dict[str, Any] = field(default_factory=dict)
    forward: list[tuple[Relation | None, Any]] = field(default_factory=list)
    backward: list[tuple[Relation, Any]] = field(default_factory=list)
    kind: Kind | None = None
    kind_word: str | None = None

    @property
    def name(self) -> str | None:
        """What the draft calls it, for messages; None if it has no id."""
        id = self.fields.get("id")
        return None if id is None else str(id)


@dataclass
class Gathered:
    """What a draft holds: its title, its statements in order, and its links on their own."""

    title: str | None = None
    statements: list[Drafted] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)


def gather(value: Any, tell: Tell) -> Gathered:
    """Return the statements of a value that was read from a draft.

    >>> read = {"claim": "Buses help", "because": [{"text": "They carry many"}]}
    >>> [one.fields["text"] for one in gather(read, lambda *told: None).statements]
    ['Buses help', 'They carry many']
    """
    gathering = _Gathering(tell)
    gathering.walk(value, None)
    gathering.take_texts()
    return gathering.found


class _Gathering:
    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.found = Gathered()

    def walk(self, value: Any, kind: Kind | None) -> None:
        """Gather from a list of statements, a statement, or what is around them."""
        if isinstance(value, list):
            for item in value:
                self.walk(item, kind)
        elif isinstance(value, str):
            if kind is not None and not is_absent(value):
                self._add({"text": value}, kind)
        elif isinstance(value, dict):
            if _is_statement(value):
                self._add(value, kind)
            else:
                self._walk_around(value, kind)

    def take_texts(self) -> None:
        """Make statements of the texts that a statement lists as what bears on it.

        A single word that is no statement's id is not one.
        """
        names = {_plain(name) for one in self.found.statements if (name := one.name)}
        names |= {_plain(str(one.fields.get("text"))) for one in self.found.statements}
        statements = []
        for parent in self.found.statements:
            statements.append(parent)
            kept = []
            for relation, end in parent.backward:
                is_text = isinstance(end, str) and len(end.split()) > 1
                if not is_text or _plain(end) in names:
                    kept.append((relation, end))
                    continue
                child = Drafted({"text": end}, kind=_KIND_OF_MEMBERS[relation])
                child.forward.append((relation, parent))
                statements.append(child)
            parent.backward = kept
        self.found.statements = statements

    def _walk_around(self, value: dict[str, Any], kind: Kind | None) -> None:
        """Gather from the members of what is no statement itself."""
        for key, member in value.items():
            if is_absent(member):
                continue
            kinds = meaning("lists", key)
            if meaning("links", key) == "keys" and _is_list_of_links(member):
                self.found.links += [one for one in member if isinstance(one, dict)]
            elif kinds is not None and isinstance(member, str) and _is_json(member):
                self._walk_text(key, member)
            elif kinds is not None and isinstance(member, list | dict):
                self.walk(member, None if kinds == "any" else as_kind(kinds) or kind)
            elif meaning("keys", key) == "title" and isinstance(member, str):
                self.found.title = self.found.title or member.strip()
            elif isinstance(member, dict) and (not kinds) and _holds_statement(member):
                # Statements by their ids: {"c1": {"text": …}}.
                self.walk({"id": key, **member} if "id" not in member else member, kind)
            elif not _says_of_itself(key):
                self._tell("dropped", None, key, f"`{key}` of the draft is not used")

    def _walk_text(self, key: str, text: str) -> None:
        """Gather from JSON that is a string in JSON, as in the calls of tools."""
        reader = LooseReader(text, len(text) - len(text.lstrip()))
        try:
            value = reader.value()
        except ValueError:
            self._tell("dropped", None, key, f"`{key}` of the draft is damaged and not used")
            return
        self._tell("repaired", None, key, f"`{key}` contains JSON as a string")
        for repair in reader.repairs:
            self._tell("repaired", None, key, repair)
        if reader.is_cut or reader.damaged:
            what = f"`{key}` is cut off or damaged; its complete statements are kept"
            self._tell("dropped", None, key, what)
        self.walk(value, None)

    def _add(
        self,
        value: dict[str, Any],
        kind: Kind | None,
        parent: tuple[Relation | None, Drafted] | None = None,
    ) -> Drafted | None:
        """Add a statement, and those in it; ``parent`` is what it is in, with its relation."""
        drafted = Drafted(kind=kind)
        if parent is not None:
            drafted.forward.append(parent)
        before = len(self.found.statements)
        self.found.statements.append(drafted)
        key_of_text = _key_of_text(value)
        if key_of_text is not None:
            # {"claim": "Buses help"}: the key is the kind, and its value the text.
            drafted.fields["text"] = value[key_of_text]
            drafted.kind = kind or as_kind(meaning("kinds", key_of_text))
        for key, member in value.items():
            if key != key_of_text and self._is_usable(drafted, key, member):
                self._take(drafted, key, member)
        for repeated in getattr(value, "repeated", ()):
            what = f"the key `{repeated}` appears twice; the first one is used"
            self._tell("dropped", drafted.name, repeated, what)
        has_members = len(self.found.statements) > before + 1
        if getattr(value, "is_whole", True) or has_members:
            if not getattr(value, "is_whole", True):
                what = "the rest of the statement is damaged or missing"
                self._tell("unresolved", drafted.name, "text", what)
            return drafted
        # Who knows what was to follow: a reason without its target is no claim.
        del self.found.statements[before:]
        what = "the statement is damaged or cut off, so it is left out"
        self._tell("dropped", drafted.name, "text", what)
        return None

    def _is_usable(self, drafted: Drafted, key: str, member: Any) -> bool:
        if isinstance(member, float) and not isfinite(member):
            self._tell(
                "dropped", drafted.name, key, f"`{key}` is not a number that a map can store"
            )
            return False
        return not is_absent(member)

    def _take(self, drafted: Drafted, key: str, member: Any) -> None:
        """Take one member of a statement for what its key says."""
        relation = as_relation(meaning("relations", key))
        members = as_relation(meaning("members", key))
        if members and _holds_objects(member):
            self._take_members(drafted, members, member)
        elif meaning("bearing", key) == "pairs":
            self._take_pairs(drafted, member)
        elif folded(key) == "children" and _holds_objects(member):
            self._take_members(drafted, None, member)
        elif relation:
            self._take_targets(drafted, relation, key, member)
        elif meaning("bearing", key) == "target":
            drafted.forward += [(None, target) for target in as_list(member)]
        elif members:
            drafted.backward += [(members, one) for one in as_list(member)]
        elif name := meaning("keys", key):
            self._take_field(drafted, name, key, member)
        elif meaning("kinds", key) and isinstance(member, str):
            drafted.forward.append((None, member))
        elif meaning("offsets", key):
            what = "offsets of a draft are not used: the quote says where it is"
            self._tell("dropped", drafted.name, key, what)
        else:
            drafted.rest[key] = member

    def _take_members(self, drafted: Drafted, relation: Relation | None, member: Any) -> None:
        kind = _KIND_OF_MEMBERS.get(relation or "")
        for one in as_list(member):
            if isinstance(one, dict):
                self._add(one, kind, (relation, drafted))
            elif not is_absent(one):
                self._add({"text": str(one)}, kind, (relation, drafted))

    def _take_targets(self, drafted: Drafted, relation: Relation, key: str, member: Any) -> None:
        """Take what a key such as ``supports`` names; ``support`` may be meant either way."""
        is_plain = folded(key) in ("support", "attack", "counter", "rebut", "limit", "undercut")
        if is_plain and drafted.kind in ("claim", "question"):
            drafted.backward += [(relation, one) for one in as_list(member)]
        else:
            drafted.forward += [(relation, one) for one in as_list(member)]

    def _take_pairs(self, drafted: Drafted, member: Any) -> None:
        for pair in as_list(member):
            if not isinstance(pair, dict):
                drafted.forward.append((None, pair))
                continue
            relation, targets = link_ends(pair)
            word = as_relation(meaning("relations", relation or ""))
            drafted.forward += [(word, one) for one in targets]

    def _take_field(self, drafted: Drafted, name: str, key: str, member: Any) -> None:
        if name == "kind" and isinstance(member, str):
            drafted.kind_word = drafted.kind_word or member
            return
        if name == "title" and "text" in drafted.fields:
            drafted.rest[key] = member
            return
        if name in drafted.fields:
            what = f"`{key}` has the same meaning as another key; the first one is used"
            self._tell("dropped", drafted.name, key, what)
            return
        if name == "quote" and _holds_objects(member):
            self._take_anchors(drafted, key, as_list(member))
            return
        drafted.fields[name] = member

    def _take_anchors(self, drafted: Drafted, key: str, members: list[Any]) -> None:
        """Take quotes that are objects: {"quote": …, "source": …}."""
        quotes, sources = [], []
        for one in members:
            if not isinstance(one, dict):
                quotes.append(one)
                continue
            for name, member in one.items():
                field = meaning("keys", name)
                if field in ("quote", "text") and _has_words(member):
                    quotes += as_list(member)
                elif field == "source" and not is_absent(member):
                    sources.append(member)
                elif not is_absent(member):
                    what = f"`{name}` of a quote is not used"
                    self._tell("dropped", drafted.name, key, what)
        drafted.fields["quote"] = quotes
        if sources and all(one == sources[0] for one in sources):
            drafted.fields.setdefault("source", sources[0])
        elif sources:
            what = "its quotes are from several sources, so its source is unclear"
            self._tell("unresolved", drafted.name, "source", what)


def link_ends(pair: dict[str, Any]) -> tuple[str | None, list[Any]]:
    """Return the word for a relation and the targets of a link that is written by itself."""
    relation, targets = None, []
    for key, value in pair.items():
        if is_absent(value):
            continue
        if meaning("relations", key) and not is_listed("links", "to", key):
            return key, as_list(value)
        if is_listed("links", "relation", key) and isinstance(value, str):
            relation = value
        elif is_listed("links", "to", key):
            targets += as_list(value)
    return relation, targets


def _holds_objects(value: Any) -> bool:
    """Tell whether a value is a statement, or a list in which at least one is."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _is_statement(value: dict[str, Any]) -> bool:
    """Tell whether an object says something itself: it has a text, a quote or a kind as a key.

    One that holds a list of all statements does not.
    """
    if any(meaning("lists", key) == "any" and _holds_objects(one) for key, one in value.items()):
        return False
    for key, member in value.items():
        name = meaning("keys", key)
        if name in ("text", "quote") and _has_words(member):
            return True
        if name == "quote" and _holds_objects(member) and all(map(_is_anchor, as_list(member))):
            return True
        if meaning("kinds", key) and isinstance(member, str):
            return True
    # One that was damaged before it said anything.
    has_id = any(meaning("keys", key) == "id" for key in value)
    return has_id and not any(isinstance(member, list | dict) for member in value.values())


def _key_of_text(value: dict[str, Any]) -> str | None:
    """Return the key that is a kind and whose value is the text, if there is no other text."""
    names = {meaning("keys", key) for key, member in value.items() if not is_absent(member)}
    if "text" in names:
        return None
    named = [
        key
        for key, member in value.items()
        if meaning("kinds", key) and isinstance(member, str) and not is_absent(member)
    ]
    plain = [key for key in named if not meaning("relations", key) and not meaning("keys", key)]
    return next(iter(plain or (named if "quote" not in names else [])), None)


def _plain(name: str) -> str:
    return " ".join(name.split()).strip(".").casefold()


def _has_words(member: Any) -> bool:
    return isinstance(member, str) or (
        isinstance(member, list) and bool(member) and all(isinstance(one, str) for one in member)
    )


def _is_anchor(value: Any) -> bool:
    """Tell whether a value is a quote, or an object that has one and no id."""
    return isinstance(value, str) or (
        isinstance(value, dict)
        and any(meaning("keys", key) in ("quote", "text") for key in value)
        and not any(meaning("keys", key) == "id" for key in value)
    )


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _holds_statement(value: dict[str, Any]) -> bool:
    return _is_statement(value) or any(_holds_objects(member) for member in value.values())


def _is_list_of_links(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and any(is_listed("links", "from", key) for key in one)
        and any(is_listed("links", "to", key) for key in one)
        for one in value
    )


def _says_of_itself(key: str) -> bool:
    return folded(key) in ("argmap", "version", "$schema", "schema", "meta", "metadata", "sources")


def as_kind(word: str | None) -> Kind | None:
    """Return the kind that a table of names says, None if it says none."""
    return next((kind for kind in KIND_OF_SECTION.values() if kind == word), None)


def as_relation(word: str | None) -> Relation | None:
    """Return the relation that a table of names says, None if it says none."""
    return next((relation for relation in RELATIONS if relation == word), None)
