"""Formats that maps are read from and written to, each with what it cannot hold."""

from argmap.formats.conversion import (
    FORMATS,
    dumped,
    named,
    read,
    read_with_losses,
    recognise,
    write,
)
from argmap.formats.format import EVERYTHING, Dumped, Format, Loaded, Loss, unheld

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "Dumped",
    "Format",
    "Loaded",
    "Loss",
    "dumped",
    "named",
    "read",
    "read_with_losses",
    "recognise",
    "unheld",
    "write",
]
