"""Questions about a map as a whole; see :class:`Graph`."""

from argmap.graph.graph import BEARING, Band, Graph, Inference, Link, Unresolved

__all__ = ["BEARING", "Band", "Graph", "Inference", "Link", "Unresolved"]
