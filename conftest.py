"""Which tests the quick run leaves out, and what is said when packages are missing."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
# What `--quick` leaves out as a whole: it needs packages of the extra `test-all`, which are named,
# or it takes long. Single tests that do carry the mark `full`; properties, which try many examples,
# are left out, too.
FULL: dict[str, tuple[str, ...]] = {
    "argmap/assistant": ("mcp",),
    "argmap/documents/sphinx.py": ("sphinx",),
    "argmap/notebook/__init__.py": ("anywidget",),
    "argmap/notebook/map_widget.py": ("anywidget",),
    "argmap/tabular": ("pandas", "pyarrow"),
    "tests/assistant": ("mcp",),
    "tests/benchmarks": (),
    "tests/browser": ("playwright", "nbconvert"),
    "tests/cli/test_corpus.py": ("pandas", "pyarrow"),
    "tests/cluster": ("distributed", "moto"),
    "tests/corpora": (),
    "tests/documents": ("mkdocs", "myst_parser", "sphinx", "zensical"),
    "tests/drawing/test_bending.py": (),
    "tests/drawing/test_gallery.py": (),
    "tests/drawing/test_measures.py": (),
    "tests/formats/test_damage.py": (),
    "tests/formats/test_round_trips.py": (),
    "tests/fuzz": (),
    "tests/many/test_remote_tables.py": ("moto", "pyarrow", "s3fs"),
    "tests/notebook/test_shown.py": ("nbconvert",),
    "tests/notebook/test_widget.py": ("anywidget",),
    "tests/originals/test_pdfs.py": ("typst",),
    "tests/peers": (),
    "tests/tabular": ("pandas", "pyarrow"),
    "tests/test_examples.py": ("nbclient",),
    "tests/test_killing.py": (),
    "tests/test_site.py": ("furo", "myst_parser"),
    "tests/typed": ("mypy",),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--quick`."""
    text = "leave out what takes long or needs more than the extra `test`"
    parser.addoption("--quick", action="store_true", help=text)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a folder or file of the table, if the run is quick or its packages are missing."""
    name = collection_path.relative_to(ROOT).as_posix() if ROOT in collection_path.parents else ""
    return True if name in FULL and (config.option.quick or _missing(name)) else None


@pytest.hookimpl(trylast=True)  # when Hypothesis has marked the properties
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave properties, and tests with the mark `full`, out of a quick run."""
    if config.option.quick:
        config.hook.pytest_deselected(items=[item for item in items if _takes_long(item)])
        items[:] = [item for item in items if not _takes_long(item)]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out: workers collect by themselves, so pytest does not count it."""
    if config.option.quick:
        terminalreporter.write_line(
            f"Left out by --quick: {len(FULL)} files and folders that conftest.py lists, the"
            " properties, and the tests marked `full`. To run all tests: nox -s tests"
        )
    elif missing := {name: _missing(name) for name in FULL if _missing(name)}:
        packages = sorted({package for each in missing.values() for package in each})
        terminalreporter.write_line(
            f"Left out: {', '.join(missing)}. Packages are missing: {', '.join(packages)}."
            " To install them: pip install -e '.[test-all]'",
            red=True,
        )


def _takes_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("full", "hypothesis"))


def _missing(name: str) -> list[str]:
    return [package for package in FULL[name] if find_spec(package) is None]
