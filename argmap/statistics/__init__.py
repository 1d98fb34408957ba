"""What can be counted of a map: its statements, and how much of its sources they cover."""

from argmap.statistics.counts import Counts, count
from argmap.statistics.coverage import Coverage, cover, coverage, uncovered_sentences

__all__ = [
    "Counts",
    "Coverage",
    "count",
    "cover",
    "coverage",
    "uncovered_sentences",
]
