"""A map that is changed: its file, every text that it had, and what its page shows."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from argmap.checking import check_as_configured
from argmap.checking.comparisons import Comparisons
from argmap.checking.inputs import folders_of, inputs_of, stamp_of
from argmap.drawing import AUTO
from argmap.editor.changing import Rename
from argmap.editor.conflict import conflict_with
from argmap.editor.describing import described
from argmap.editor.disk import MapOnDisk
from argmap.editor.gestures import read_gesture
from argmap.editor.history import History
from argmap.editor.page import page_of
from argmap.editor.parts import Parts
from argmap.editor.refusing import refusal_of
from argmap.editor.suggesting import Decision, Suggestions
from argmap.errors import ArgmapError, FileChanged, MapFileError, OutputError, UsageError
from argmap.history import History as Kept
from argmap.mapfile import read_map
from argmap.mapfile.tree import Mapping
from argmap.model import ArgumentMap
from argmap.webpage.content import Content
from argmap.writing import is_full

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from argmap.access import Folders
    from argmap.checking.inputs import Stamp
    from argmap.editor.gesture import MapChange
    from argmap.mapfile import MapFile
    from argmap.source import Source

_TRIES = 5  # in which a file may be changed between a look at it and the moment it is written
_ON_DISK = "the file was changed on disk"
_ONE_CHANGE = 2.0  # seconds in which what another program writes is one change


class Answer(NamedTuple):
    """What the page is answered: a status of HTTP, and data for JSON."""

    status: int
    data: dict[str, Any]


class Session:
    """A map file that is shown and changed; every change is in the file before it is confirmed.

    ``draft`` is a function that returns a map whose statements are suggested, for the sources of
    this one. ``on_revision`` is called, in any thread, whenever there is a new revision. Raises
    MapFileError if the file cannot be read as a map, and what the page of a map raises.
    """

    def __init__(
        self,
        name: str,
        *,
        allow_outside: Folders = (),
        draft: Callable[[Sequence[Source]], ArgumentMap] | None = None,
        on_revision: Callable[[], None] = lambda: None,
    ) -> None:
        self._lock = RLock()
        self.on_revision = on_revision
        self._disk = MapOnDisk(name)
        file = read_map(name, allow_outside=allow_outside)
        if not isinstance(file.tree, Mapping):
            file.whole_map()
            raise MapFileError("the file does not contain a map", where=name)
        self._history = History(file.text)
        self._kept = Kept()
        self._comparisons = Comparisons()
        self._parts = Parts()
        self._unread: MapFileError | None = None
        self._trouble: ArgmapError | None = None
        self._texts_since = 1
        self._changed_at = 0.0
        self._file = file
        self._content: Content
        self._stamps = self._stamps_of(file)
        drafted = ArgumentMap() if draft is None else draft(file.map.sources)
        self._suggestions = Suggestions.of(drafted, file.map)
        self._show()
        if self._trouble is not None:
            raise self._trouble

    @property
    def revision(self) -> int:
        """The revision of the newest text."""
        return self._history.revision

    @property
    def folders(self) -> list[str]:
        """The folders of the files that the page depends on."""
        with self._lock:
            return folders_of(inputs_of(self._file))

    @property
    def file(self) -> MapFile:
        """The map file as it was last read or written."""
        return self._file

    # What is asked

    def page(self) -> str:
        """Return the page with everything in it."""
        with self._lock:
            with suppress(MapFileError):  # which the page shows
                self.look()
            return page_of(self._content, self._state())

    def parts(self, since: int | None = None) -> Answer:
        """Return the parts of the page that changed after a revision."""
        with self._lock:
            return Answer(200, self._state(since))

    def statement(self, id: str) -> Answer:
        """Return the fields of a statement."""
        with self._lock:
            found = self._content.map.get(id)
            if found is None:
                return _refused(404, UsageError(f"the map has no statement {id!r}"))
            return Answer(200, described(self._content, found))

    # What is done

    def look(self) -> bool:
        """Take what has changed on disk, if anything has; return whether it has.

        Raises MapFileError if the file cannot be read.
        """
        with self._lock:
            is_same = self._stamps == self._stamps_of(self._file)
            text = self._read()
            if text != self._history.text:
                self._changed_on_disk(text)
            elif not is_same:
                self._history.renew()
            else:
                return False
            self._take(self._file.reread(text), is_elsewhere_the_same=is_same)
            return True

    def _changed_on_disk(self, text: str) -> None:
        """Add a step for a change on disk, unless it is the rest of one that was seen in part.

        Some programs write a file bit by bit; what is there in between is nothing to go back to.
        """
        last, now = self._history.to_undo, time.monotonic()
        if last is not None and not last.is_own and now - self._changed_at < _ONE_CHANGE:
            self._history.amend(text)
        else:
            self._history.add(text, _ON_DISK, is_own=False)
        self._changed_at = now

    def _read(self) -> str:
        """Return what is on disk; whether it can be read is shown on the page."""
        unread = None
        try:
            return self._disk.read()
        except MapFileError as error:
            unread = error
            raise
        finally:
            if str(unread) != str(self._unread):
                self._unread = unread
                self._history.renew()
                self.on_revision()

    def gesture(self, data: Any) -> Answer:
        """Make a gesture, in the file and on the page."""
        with self._lock:
            try:
                gesture = read_gesture(data)
            except UsageError as error:
                return _refused(422, error)
            return self._done(lambda: self._make(gesture), gesture.revision)

    def undo(self, revision: int, *, confirmed: bool = False) -> Answer:
        """Take back what was done last."""
        return self._done(lambda: self._step(revision, confirmed, is_back=True), revision)

    def redo(self, revision: int, *, confirmed: bool = False) -> Answer:
        """Do again what was taken back last."""
        return self._done(lambda: self._step(revision, confirmed, is_back=False), revision)

    def _done(self, work: Callable[[], Answer], seen: int) -> Answer:
        """Do something to the file as it is now, and answer what came of it."""
        with self._lock:
            if not 1 <= seen <= self.revision:
                what = "the page belongs to an earlier run, or to another map"
                return _refused(422, UsageError(what, help="reload the page"))
            for _ in range(_TRIES):
                try:
                    self.look()
                    return work()
                except FileChanged:
                    continue
                except OutputError as error:
                    return _refused(507 if is_full(error) else 500, error)
                except MapFileError as error:
                    return _refused(500, error)
                except (ArgmapError, ValidationError) as error:
                    return _refused(422, error)
            busy = OutputError(
                "another program keeps changing the file", where=self._disk.name, help="try again"
            )
            return _refused(500, busy)

    def _make(self, gesture: MapChange | Decision) -> Answer:
        if gesture.counts_in_source and gesture.revision < self._texts_since:
            what = "the text of the sources has changed since these words were selected"
            return _refused(422, UsageError(what, help="select them again"))
        if not gesture.confirmed and gesture.revision < self.revision:
            seen = self._file.reread(self._history.text_of(gesture.revision)).map
            conflict = conflict_with(gesture, seen, self._file.map)
            if conflict is not None:
                return Answer(409, {"conflict": conflict, **self._state(gesture.revision)})
        map = self._file.map.model_copy()
        before = after = self._suggestions
        if isinstance(gesture, Decision):
            done, after = gesture.decide(map, before)
        else:
            done = gesture.make(map)
        if isinstance(gesture, Rename):
            after = before.renamed(gesture.id, gesture.to)
        try:
            file = self._file.rewritten(map)
        except MapFileError as error:
            return _refused(422, error)
        if file.text != self._history.text or after is not before:
            self._write(file.text)
            beside = (before, after)
            self._history.add(file.text, done.message, is_own=True, beside=beside)
            self._suggestions = after
            self._take(file)
        made = {"made": done.made} if done.made else {}
        return Answer(200, {"message": done.message, **made, **self._state(gesture.revision)})

    def _step(self, revision: int, confirmed: bool, *, is_back: bool) -> Answer:  # noqa: FBT001 -- as sent
        history = self._history
        step = history.to_undo if is_back else history.to_redo
        if step is None:
            what = f"there is nothing to {'undo' if is_back else 'redo'}"
            return _refused(422, UsageError(what))
        if not confirmed and (revision < self.revision or not step.is_own):
            conflict = {
                "what": f"this would {'undo' if is_back else 'redo'}: {step.message}",
                "help": "confirm it, or cancel",
                "yours": "undo" if is_back else "redo",
                "theirs": step.message,
            }
            return Answer(409, {"conflict": conflict, **self._state(revision)})
        change = step.change.reversed if is_back else step.change
        text = change.made_in(history.text)
        self._write(text)
        if is_back:
            history.undo()
        else:
            history.redo()
        beside = step.beside[0 if is_back else 1]
        self._suggestions = self._suggestions if beside is None else beside
        self._take(self._file.reread(text))
        message = f"{'undone' if is_back else 'redone'}: {step.message}"
        return Answer(200, {"message": message, **self._state(revision)})

    def _write(self, text: str) -> None:
        if text != self._history.text:
            self._disk.write(text, self._history.text)

    # What is shown

    def _take(self, file: MapFile, *, is_elsewhere_the_same: bool = True) -> None:
        """Take a file that is now on disk, and show it."""
        before = self._file.map.sources
        # Before anything is read: what changes meanwhile is seen at the next look.
        stamps = self._stamps_of(file)
        if is_elsewhere_the_same:
            # A source that was read before is not read again.
            stamps |= {path: stamp for path, stamp in self._stamps.items() if path in stamps}
            read = {source: source for source in before}
            file.map.sources[:] = [read.get(source, source) for source in file.map.sources]
        if list(map(id, before)) != list(map(id, file.map.sources)):
            self._texts_since = self.revision
        self._file, self._stamps = file, stamps
        self._show()
        self.on_revision()

    def _stamps_of(self, file: MapFile) -> dict[Path, Stamp]:
        """Return what the files besides the map are like on which its page depends."""
        return {path: stamp_of([path]) for path in inputs_of(file) if path != file.path}

    def _show(self) -> None:
        """Check the map, draw it, and find out which parts of the page are others now."""
        try:
            found = check_as_configured(self._file, git=self._kept, comparisons=self._comparisons)
            is_map = isinstance(self._file.tree, Mapping)
            map = self._file.map if is_map else self._content.map
            content = Content(map, AUTO, found, "none", {})
            self._parts.show(content, self._suggestions.data(map), self.revision)
        except ArgmapError as error:
            self._trouble = error
        else:
            self._content, self._trouble = content, None

    def _state(self, since: int | None = None) -> dict[str, Any]:
        error = self._unread or self._trouble
        trouble = None if error is None else refusal_of(error)._asdict()
        return {
            "revision": self.revision,
            "parts": self._parts.since(since),
            "can_undo": self._history.to_undo is not None,
            "can_redo": self._history.to_redo is not None,
            **({"trouble": trouble} if trouble else {}),
        }


def _refused(status: int, error: ArgmapError | ValidationError) -> Answer:
    return Answer(status, {"error": refusal_of(error)._asdict()})
