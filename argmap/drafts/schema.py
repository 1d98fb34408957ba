"""The shape of a draft, small enough for the structured outputs of language models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from argmap.errors import UsageError
from argmap.model import Kind, Relation  # noqa: TC001 -- pydantic reads the annotations

Target = Literal["openai", "anthropic", "gemini", "strict"]
TARGETS: tuple[Target, ...] = ("openai", "anthropic", "gemini", "strict")
"""Whom a schema of drafts is for; ``strict`` is what all of them take."""

Schema = dict[str, Any]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DraftLink(_Part):
    """What a statement bears on, and how."""

    relation: Relation = Field(
        description="supports: is a reason for the target. rebuts: counts against it. undercuts: "
        "accepts the reason named as target, but denies that it supports. limits: narrows it. "
        "restates: says it again. answers: answers that question."
    )
    target: str = Field(description="The id of another statement.")


class DraftStatement(_Part):
    """A statement of a draft."""

    id: str = Field(description="A short unique name without spaces, such as bus-fares.")
    kind: Kind = Field(
        description="question, claim (what the text asserts), reason (given for a claim or reason) "
        "or caveat (what limits, rebuts or undercuts another statement)."
    )
    text: str | None = Field(
        description="The statement in one plain sentence of your own; null if the quote says it."
    )
    quote: str | None = Field(
        description="The passage of the source that the statement is based on, copied exactly; "
        "null only if it is implicit."
    )
    source: str | None = Field(description="The id of the source; null if there is only one.")
    speaker: str | None = Field(description="Who says it, if the source says who.")
    implicit: bool = Field(
        description="true if no source says it but the argument needs it; quote is then null."
    )
    joint: str | None = Field(description="A name shared by reasons that count only together.")
    bears_on: list[DraftLink] = Field(description="What it bears on; empty for a main claim.")


class Draft(_Part):
    """An argument map as a language model writes it: quotes, no offsets.

    Every key is required, and what is absent is null. :func:`argmap.read_draft` reads it back.

    >>> sorted(draft_schema("strict")["properties"])
    ['statements', 'title']
    """

    title: str | None = Field(description="What the source argues about, in a few words.")
    statements: list[DraftStatement] = Field(description="Every statement, in order of the text.")


def draft_schema(target: Target = "strict") -> Schema:
    """Return the JSON Schema of a draft, for the structured outputs of a provider.

    It uses only what the published subsets have in common: objects without other keys, arrays,
    strings, booleans, ``enum`` and null. ``gemini`` writes null as one of several types, the others
    as ``anyOf``; ``anthropic`` has no type next to an ``enum``, as its client writes it.
    Raises UsageError for another target. Sources:
    https://platform.openai.com/docs/guides/structured-outputs,
    https://docs.claude.com/en/docs/build-with-claude/structured-outputs,
    https://ai.google.dev/gemini-api/docs/structured-output.

    >>> draft_schema("gemini")["properties"]["title"]["type"]
    ['string', 'null']
    """
    if target not in TARGETS:
        raise UsageError(
            f"unknown schema target {target!r}", help=f"choose from {', '.join(TARGETS)}"
        )
    schema = Draft.model_json_schema()
    parts = schema.pop("$defs")
    return _plain(schema, parts, target)


def _plain(schema: Schema, parts: Schema, target: Target) -> Schema:
    """Return a schema without references and titles."""
    if "$ref" in schema:
        part = parts[schema["$ref"].rpartition("/")[2]]
        described = {k: v for k, v in schema.items() if k == "description"}
        return {**_plain(part, parts, target), **described}
    plain: Schema = {}
    for key, value in schema.items():
        if key == "properties":
            plain[key] = {name: _plain(each, parts, target) for name, each in value.items()}
        elif key == "items":
            plain[key] = _plain(value, parts, target)
        elif key == "anyOf" and target == "gemini":
            plain["type"] = [each["type"] for each in value]
        elif key == "description" and "properties" in schema:
            continue  # that of a class is for people who read code
        elif key != "title" and not (key == "type" and "enum" in schema and target == "anthropic"):
            plain[key] = value
    return plain
