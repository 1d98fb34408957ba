"""The page of a map: its sources and its picture side by side, in one HTML file.

Python writes everything that is to be read, so that the page is complete without its script: the
sources with their passages, the picture, the outline. The script in ``web/`` only lights, folds,
searches and moves what is there.
"""

from __future__ import annotations

from argmap.webpage.document import page_html

__all__ = ["page_html"]
