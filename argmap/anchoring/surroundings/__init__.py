"""What is left out of a quote or just outside it, and must be known to whoever reads it alone."""

from argmap.anchoring.surroundings.cautions import cautions_at, may_be_parted, parting

__all__ = ["cautions_at", "may_be_parted", "parting"]
