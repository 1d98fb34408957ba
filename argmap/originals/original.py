"""What a source says of the file that its text was taken from."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from argmap.record import Record


class Original(Record):
    """The file that the text of a source was taken from, such as a PDF.

    The text stays what statements are anchored in; the original says where its words are on a
    page, in a web page, or in time.
    """

    model_config = ConfigDict(frozen=True)

    path: str = Field(min_length=1)
    """The file, relative to the folder of the map file."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$", max_length=64)
    """SHA-256 of its bytes in lower-case hexadecimal. It shows whether the file has changed since
    the text was taken from it."""
    places: str | None = Field(default=None, min_length=1)
    """The table that says where in the file each word of the text is, relative to the same
    folder."""
    extractor: str = Field(min_length=1)
    """What took the text from it, with its version."""
