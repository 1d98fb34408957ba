"""What a file is that argmap does not read: named by its first bytes, its root or its keys."""

from argmap.foreign.identifying import identified, identified_bytes
from argmap.foreign.kind import Foreign

__all__ = ["Foreign", "identified", "identified_bytes"]
