"""Formats that maps are read from and written to, each with what it cannot hold."""

from argmap.formats.conversion import (
    Dumped,
    Loaded,
    dump,
    read,
    read_with_losses,
    write,
    write_companions,
)
from argmap.formats.document import Document, Output
from argmap.formats.format import Codec, Format, Option
from argmap.formats.losses import EVERYTHING, STRICT, Loss, LossKind, summed_up, unheld
from argmap.formats.recognition import recognised
from argmap.formats.registry import (
    FORMATS,
    all_formats,
    check_reading_options,
    chosen_options,
    named,
)

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "STRICT",
    "Codec",
    "Document",
    "Dumped",
    "Format",
    "Loaded",
    "Loss",
    "LossKind",
    "Option",
    "Output",
    "all_formats",
    "check_reading_options",
    "chosen_options",
    "dump",
    "named",
    "read",
    "read_with_losses",
    "recognised",
    "summed_up",
    "unheld",
    "write",
    "write_companions",
]
