"""A map with all that is hard to say in other formats."""

from __future__ import annotations

from argmap.model import ArgumentMap


def bridge() -> ArgumentMap:
    """Joint premises, an undercut, an undercut of the undercut, a question."""
    m = ArgumentMap(title="Bridge")
    m.question("Should it close?", id="q")
    m.claim("It must close", id="c", answers="q")
    m.reason("Its cables rust", id="r1", supports="c", joint="j")
    m.reason("Rust weakens steel", id="r2", supports="c", joint="j")
    m.reason("Weak bridges kill", id="r3", supports="c", speaker="Ann", strength=0.5)
    m.caveat("The rust is shallow", id="k1", undercuts="r1")
    m.caveat("Nobody measured it", id="k2", undercuts="k1")
    m.caveat("Not at once", id="k3", limits="c")
    return m
