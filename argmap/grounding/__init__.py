"""An anchor held against its text: the one verdict, and what follows from it.

What became of an anchor is decided here and nowhere else: `argmap check`, `argmap anchor`, the
library, reports, pictures and pages ask a :class:`~argmap.grounding.verdict.Verdict`.
"""
