"""What type checkers refuse: each line that is marked, and no other; it is checked, never run."""

from __future__ import annotations

import argmap as am

m = am.ArgumentMap()
am.Claim(text="Buses help")  # refused
am.Claim(id="c", text="Buses help", colour="red")  # refused
am.Claim(id="c", quote=7)  # refused
am.Claim(id="c", quote="Buses help", span=3)  # refused
am.Reason(id="r", text="They carry many", supports=7)  # refused
am.Anchor(spans=[(0, 5)])  # refused
am.Source(id="note", inline="Buses help.")  # refused
am.Source(id="note", text=7)  # refused
am.Source.read("note.txt", colour="red")  # refused
m.claim(7)  # refused
m.claim("Buses help", colour="red")  # refused
m.reason("They carry many", suports="c")  # refused
m.caveat("Not at night", limits=[3])  # refused
m.question("Why?", strength="strong")  # refused
