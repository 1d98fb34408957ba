"""Names of files that are on another computer: they begin with a protocol, as s3://bucket/a.yaml.

A Path cannot hold such a name: it makes one slash of two. So they are text throughout.
"""

from __future__ import annotations

import os
import posixpath
import re

_PROTOCOL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # a drive of Windows has one letter


def is_remote(name: str) -> bool:
    """Tell whether a file is on another computer: its name has a protocol.

    >>> is_remote("s3://bucket/maps"), is_remote("maps/a.json"), is_remote("C://maps")
    (True, False, False)
    """
    return _PROTOCOL.match(name) is not None


def normalised(name: str) -> str:
    """Return the path or the remote name of a file without steps that lead nowhere or back.

    >>> normalised("s3://bucket/maps/../texts/bus.txt")
    's3://bucket/texts/bus.txt'
    """
    if not is_remote(name):
        return os.path.normpath(name)
    protocol, _, place = name.partition("://")
    return f"{protocol}://{posixpath.normpath(place)}"
