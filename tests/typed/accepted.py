"""What type checkers accept, as whoever uses argmap would write it; it is checked and never run."""

from __future__ import annotations

from typing import assert_type

from pydantic import BaseModel

import argmap as am

source = am.Source(id="note", text="Buses help. They carry many.", title="A note", language="en")
filed = am.Source(id="file", path="note.txt", ignore=[(0, 5), [7, 9]], encoding=None)
read = am.Source.read("note.txt", id="read", title="A note", author="The council")
assert_type(source.text, str)
assert_type(read, am.Source)

claim = am.Claim(id="c", quote="Buses help", span=(0, 10))
drafted = am.Claim(id="d", text="Buses help", quote="Buses help", source="note", prefix=None)
reason = am.Reason(id="r", text="They carry many", supports="c", strength=0.5)
joined = am.Reason(id="j", text="They carry many", supports=claim, joint="both", tags=["traffic"])
caveat = am.Caveat(id="k", text="Not at night", limits=["c", claim], rebuts=("r",))
question = am.Question(id="q", quote="Why?", spans=[[0, 2], am.Span(3, 4)])
placed = am.Anchor(quote="a big buyer … of hardware", spans=[(3, 14), (22, 33)], source="note")
anchored = am.Claim(id="a", anchors=[placed, {"quote": "They carry", "span": [12, 22]}])
assert_type(claim.anchors[0].spans, tuple[am.Span, ...])
assert_type(reason.supports, tuple[str, ...])

m = am.ArgumentMap(title="Buses", sources=[source], claims=[claim], meta={"by": "us"})
help = m.claim("Buses help", id="help", quote="Buses help", credence=1)
why = m.question("Why do they help?")
many = m.reason("They carry many", supports=help, quote="They carry many", answers=[why])
night = m.caveat("Not at night", limits=[help, "c"], speaker=None, implicit=True)
assert_type(help, am.Claim)
assert_type(why, am.Question)
assert_type(many, am.Reason)
assert_type(night, am.Caveat)
assert_type(m["help"], am.Statement)


class Essay(BaseModel):
    """Somebody's own model with a map in it."""

    title: str
    map: am.ArgumentMap


class Weighed(am.Claim):
    """Somebody's own statement."""

    weight: int = 0


essay = Essay(title="Buses", map=am.ArgumentMap.model_validate(m.model_dump()))
weighed = Weighed(id="w", text="Buses help", weight=3)
assert_type(Essay.model_validate_json(essay.model_dump_json()).map, am.ArgumentMap)
