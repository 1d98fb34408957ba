"""What can go wrong, as one tree of exceptions.

::

    ArgmapError                everything that argmap raises on purpose
    ├── UsageError             an argument that makes no sense: a wrong name, an unknown id
    │   ├── ConfigurationError   a configuration file that makes no sense
    │   └── FrozenError          a part of a map was to be changed in place
    ├── SourceError            the text of a source cannot be read
    │   ├── SourceMissing      the file of a source does not exist
    │   └── SourceEncodingError  its bytes are not in the declared encoding
    ├── OutsideError           a file names another one that is outside its project
    ├── MapFileError           a map file cannot be read, understood or written
    ├── OutputError            a result cannot be written
    │   └── FileChanged          another program has written to the file in the meantime
    ├── FormatError            a format is not known or cannot hold what it is given
    ├── PluginError            a format or a rule that another package adds does not work
    ├── ExtraMissing           a package that only some calls need is not installed
    └── DrawingError           a picture cannot be made as asked
        └── EngineError        Graphviz is missing, refused the graph, or took too long

What was done, but not quite as one would think, comes with an ``ArgmapWarning``: a
``DrawingWarning`` for a picture, an ``OutputWarning`` for a file that was replaced, a
``HistoryWarning`` if git was not asked to the end, an ``UnplacedWarning`` for a quote that got no
span, a ``TextWarning`` for a text that is missing in a table, a ``MergeWarning`` for ids that were
changed to join two maps, an ``OriginalWarning`` for what of a PDF, a web page or a document is not
in its text, a ``PluginWarning`` for a format or rule of another package that is not used. The types
are stable; their wording is not.
"""

from __future__ import annotations


class ArgmapError(Exception):
    """Say what went wrong, where, and what to do about it.

    ``what`` is one plain sentence without a full stop, ``where`` a place such as
    ``council.argmap.yaml:12:7``, ``help`` what the reader can do next.

    >>> str(ArgmapError("file not found", where="council.argmap.yaml"))
    'council.argmap.yaml: file not found'
    """

    def __init__(self, what: str, *, where: str | None = None, help: str | None = None) -> None:
        super().__init__(what, where, help)
        if help:
            self.add_note(f"help: {help}")  # the last line of its traceback
        self.what = what
        self.where = where
        self.help = help

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.__dict__, self.args))


def _revive(
    kind: type[ArgmapError], state: dict[str, object], args: tuple[object, ...]
) -> ArgmapError:
    """Rebuild a pickled error, so that it crosses from one process to another."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(ArgmapError):
    """An argument makes no sense: a name, an id or a value that does not exist."""


class ConfigurationError(UsageError):
    """A configuration file cannot be read, or asks for something that there is not."""


class FrozenError(UsageError, AttributeError):
    """A part of a map cannot be changed in place; the map has methods that change it."""


class SourceError(ArgmapError):
    """The text of a source cannot be read."""


class SourceMissing(SourceError):
    """There is no file where the source says its text is."""


class SourceEncodingError(SourceError):
    """The bytes of a source are not in the encoding that it declares.

    ``byte`` is the offset of the first byte that does not fit, ``fitting`` the name of an
    encoding in which all the bytes make sense, or None if none was found.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        help: str | None = None,
        byte: int,
        fitting: str | None,
    ) -> None:
        super().__init__(what, where=where, help=help)
        self.byte = byte
        self.fitting = fitting


class OutsideError(ArgmapError):
    """A file names another one that is outside its project, and that nobody allowed to be read.

    It is no SourceError: whoever goes on without a text that is merely missing stops here.
    """


class MapFileError(ArgmapError):
    """A map file cannot be read, understood or written.

    ``problems`` holds everything that is wrong with the file, each as an error with its own
    ``what``, ``where`` and ``help``; the error itself is about the first of them.

    >>> MapFileError("file not found", where="a.yaml").problems[0].where
    'a.yaml'
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        help: str | None = None,
        problems: tuple[MapFileError, ...] = (),
    ) -> None:
        super().__init__(what, where=where, help=help)
        self._problems = problems

    @property
    def problems(self) -> tuple[MapFileError, ...]:
        """Everything that is wrong with the file."""
        return self._problems or (self,)


class OutputError(ArgmapError):
    """A result cannot be written."""


class FileChanged(OutputError):
    """A file is not as it was when it was read, so it was not replaced."""


class FormatError(ArgmapError):
    """A format is not known, or cannot do what was asked of it."""


class PluginError(ArgmapError):
    """A format or a rule that another package adds cannot be loaded, or does not work."""


class ExtraMissing(ArgmapError):
    """A package that only some calls need is not installed."""


class DrawingError(ArgmapError):
    """A picture cannot be made as asked."""


class EngineError(DrawingError):
    """Graphviz is missing, refused the graph, or took too long."""


class ArgmapWarning(UserWarning):
    """Something was done, but not quite as one would think."""


class OutputWarning(ArgmapWarning):
    """A file was replaced, but its owner was lost, or the old text has another name."""


class ResumeWarning(ArgmapWarning):
    """Results that were kept are made again, because what they were made from has changed."""


class HistoryWarning(ArgmapWarning):
    """Git took so long that earlier texts of sources may be missing."""


class UnplacedWarning(ArgmapWarning):
    """The quote of a statement that was added got no span: it is not, or not clearly, there."""


class OriginalWarning(ArgmapWarning):
    """Something of an original is not in its text, or the places of its words are not known."""


class TextWarning(ArgmapWarning):
    """The text of a source could not be read, so it is missing in a table."""


class MergeWarning(ArgmapWarning):
    """Ids of one of two maps were changed, because the other one uses them for something else."""


class PluginWarning(ArgmapWarning):
    """A format or a rule that another package adds cannot be used, and is left out."""


class DrawingWarning(ArgmapWarning):
    """A picture shows less than one would think: letters without a font, folded statements."""


class MissingFontWarning(DrawingWarning):
    """A picture has boxes for characters that no font on this computer has."""
