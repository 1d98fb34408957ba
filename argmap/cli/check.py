"""`argmap check`: find what is wrong with maps."""

from __future__ import annotations

from difflib import unified_diff

import click

from argmap.checking import check_file, fix_file
from argmap.cli.options import colour_option, put
from argmap.mapfile import MapFile, read_map
from argmap.report import FORMATS, report
from argmap.errors import ArgmapError
