"""A server for this computer alone: where it listens, and by which names it may be asked.

A page from elsewhere can make a browser ask a server of this computer under a name of its own
(DNS rebinding), which the server sees in the header ``Host`` and nowhere else.
"""

from __future__ import annotations

HOST = "127.0.0.1"
"""The address that such a server listens on."""
_NAMES = (HOST, "localhost")
_USUAL_PORT = 80


def hosts_of(port: int) -> tuple[str, ...]:
    """Return the values of ``Host`` that name a server of this computer at a port.

    >>> hosts_of(8000)
    ('127.0.0.1:8000', 'localhost:8000')
    """
    named = tuple(f"{name}:{port}" for name in _NAMES)
    return (*named, *_NAMES) if port == _USUAL_PORT else named
