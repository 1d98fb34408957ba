"""What to tell a language model that is to draft a map."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from argmap.drafts.schema import Draft, DraftLink, DraftStatement, draft_schema

if TYPE_CHECKING:
    from argmap.drafts.schema import Target

VERSION = 1
"""The version of the schema of drafts and of the prompt that goes with it."""

_EXAMPLE = Draft(
    title=None,
    statements=[
        DraftStatement(
            id="r1",
            kind="reason",
            text=None,
            quote="They carry many people",
            source=None,
            speaker=None,
            implicit=False,
            joint=None,
            bears_on=[DraftLink(relation="supports", target="c1")],
        )
    ],
)


def prompt(target: Target | None = None) -> str:
    """Return the instructions for a model that drafts an argument map.

    Without a ``target`` they describe the keys of the answer; with one they leave that to the
    schema of :func:`draft_schema`, which is given to the provider. The source is not part of them.
    Raises UsageError for an unknown target.

    >>> prompt().splitlines()[0]
    'Write down what the source argues, as an argument map.'
    """
    text = (files("argmap.drafts") / "prompt.md").read_text("utf-8")
    if target is not None:
        draft_schema(target)  # refuses one that there is not
        head, _, _ = text.rpartition("\n\n")
        return f"{head}\n"
    keys = [
        f"- `{name}`: {field.description}" for name, field in DraftStatement.model_fields.items()
    ]
    relation = DraftLink.model_fields["relation"].description
    keys.append(f"  Each has a `relation` and a `target`, the id of a statement. {relation}")
    example = json.dumps(_EXAMPLE.model_dump()["statements"][0], ensure_ascii=False)
    return "".join((text, *(f"{line}\n" for line in keys), f"\nFor example: {example}\n"))
