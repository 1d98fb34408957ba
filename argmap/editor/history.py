"""Every text of a map file that was seen, and which of its changes can be undone."""

from __future__ import annotations

from typing import Any, NamedTuple


class Change(NamedTuple):
    """What turns one text into another: ``now`` takes the place of ``was`` at ``start``."""

    start: int
    was: str
    now: str

    def made_in(self, text: str) -> str:
        """Return the other text."""
        return text[: self.start] + self.now + text[self.start + len(self.was) :]

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.start, self.now, self.was)


def change_between(old: str, new: str) -> Change:
    """Return the one change that turns a text into another, as short as it can be.

    >>> change_between("Buses help.", "Buses can help.")
    Change(start=6, was='', now='can ')
    """
    start = _alike(old, new)
    was, now = old[start:], new[start:]
    end = _alike(was[::-1], now[::-1])
    return Change(start, was[: len(was) - end], now[: len(now) - end])


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike; halves are compared, not letters."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


class Step(NamedTuple):
    """A change that can be undone, a message about it, and whether it was made here or on disk.

    ``beside`` is what was before it, and after it, besides the text.
    """

    change: Change
    message: str
    is_own: bool
    beside: tuple[Any, Any]


class History:
    """The texts of one file, in the order in which they were seen, each with its revision.

    Revisions count from 1, and every text gets one: after a change here, an undo, a change on disk.

    >>> history = History("a")
    >>> history.add("ab", "added b", is_own=True)
    >>> history.undo()
    >>> history.text, history.revision, history.text_of(2)
    ('a', 3, 'ab')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._changes: list[Change] = []
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def revision(self) -> int:
        """The revision of the newest text."""
        return len(self._changes) + 1

    @property
    def to_undo(self) -> Step | None:
        """What would be undone next."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """What would be done again next."""
        return self._undone[-1] if self._undone else None

    def text_of(self, revision: int) -> str:
        """Return the text of a revision that was seen."""
        text = self.text
        for change in reversed(self._changes[revision - 1 :]):
            text = change.reversed.made_in(text)
        return text

    def add(
        self, text: str, message: str, *, is_own: bool, beside: tuple[Any, Any] = (None, None)
    ) -> None:
        """Add the text that a change made; what was undone before cannot be done again then."""
        step = Step(change_between(self.text, text), message, is_own, beside)
        self._take(step.change)
        self._done.append(step)
        self._undone.clear()

    def amend(self, text: str) -> None:
        """Let what was done last have led to another text, which is seen only now."""
        step = self._done.pop()
        before = step.change.reversed.made_in(self.text)
        self._take(change_between(self.text, text))
        self._done.append(step._replace(change=change_between(before, text)))
        self._undone.clear()

    def undo(self) -> None:
        """Take back what was done last."""
        step = self._done.pop()
        self._take(step.change.reversed)
        self._undone.append(step)

    def redo(self) -> None:
        """Do again what was taken back last."""
        step = self._undone.pop()
        self._take(step.change)
        self._done.append(step)

    def renew(self) -> None:
        """Give the same text another revision, when something else that it depends on changed."""
        self._take(Change(0, "", ""))

    def _take(self, change: Change) -> None:
        self.text = change.made_in(self.text)
        self._changes.append(change)
