"""What became of the passages of a text when it was edited."""

from argmap.anchoring.revision.passages import Moved, Revision

__all__ = ["Moved", "Revision"]
