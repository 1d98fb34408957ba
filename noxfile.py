"""The tasks of whoever works on argmap: `nox -l` lists them, `nox -s check quick` runs two.

They run in the environment that nox is installed in, so nothing is set up again; only `pythons`
makes environments, one for each Python that is found.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from runpy import run_path

import nox

ROOT = Path(__file__).parent
BESIDE = Path(sys.executable).parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["check", "quick"]


def python(session: nox.Session, *arguments: str, **environment: str) -> None:
    """Run Python with the packages of this environment."""
    session.run(sys.executable, *arguments, env=environment or None)


@nox.session
def check(session: nox.Session) -> None:
    """Lint, types, layers, and the scripts of the page; needs the extra `test-all` and `npm ci`."""
    python(session, "-m", "ruff", "check", ".")
    python(session, "-m", "ruff", "format", "--check", ".")
    python(session, "-m", "mypy")
    session.run(str(BESIDE / "lint-imports"))
    session.run(shutil.which("npm") or "npm", "run", "--silent", "check")


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests that need no more than the extra `test`, in some three minutes."""
    python(session, "-m", "pytest", "--quick", "--numprocesses", "auto", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test; needs the extra `test-all`."""
    python(session, "-m", "pytest", "--numprocesses", "auto", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run every test, and fail if they reach less of the code than pyproject.toml demands."""
    python(session, "-m", "coverage", "erase")
    every = ("pytest", "--numprocesses", "auto", *session.posargs)
    python(session, "-m", "coverage", "run", "-m", *every)
    python(session, "-m", "coverage", "combine", "--quiet")
    python(session, "-m", "coverage", "report", "--skip-covered")


@nox.session(python=PYTHONS, venv_backend="virtualenv")
def pythons(session: nox.Session) -> None:
    """Run the quick tests under each Python that is found, each in an environment made for it."""
    session.install("--editable", ".[test]")
    session.run("python", "-m", "pytest", "--quick", "--numprocesses", "auto", *session.posargs)


@nox.session
def snapshots(session: nox.Session) -> None:
    """Take what people read anew; look at the difference before you commit it."""
    of = (ROOT / "tests").rglob("__snapshots__/*.ambr")
    files = sorted(str(path.parents[1] / f"{path.stem}.py") for path in of)
    python(session, "-m", "pytest", "--snapshot-update", *(session.posargs or files))


@nox.session
def docs(session: nox.Session) -> None:
    """Make the pages and pictures that are generated; needs the extra `test-all`."""
    for script in ("docs/generate.py", "examples/generate.py", "docs/gallery/generate.py"):
        python(session, script)


@nox.session
def site(session: nox.Session) -> None:
    """Build the documentation in `build/site`; a warning is an error."""
    where = ("-c", "docs", "-d", "build/read", ".", "build/site")
    python(session, "-m", "sphinx", "-W", "--keep-going", *where)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure starting, checking and growing, or the scripts that are named."""
    for script in session.posargs or ("startup.py", "checking.py", "growth.py"):
        python(session, str(Path("benchmarks", script)))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Damage inputs at random for ten minutes, or as `-- --minutes 1` says."""
    python(session, "-m", "tests.fuzz", *(session.posargs or ("--minutes", "10")))


@nox.session
def build(session: nox.Session) -> None:
    """Make what is released in `dist`, with its notes; `nox -s build -- v1.2.0` checks the tag."""
    version = run_path(str(ROOT / "argmap" / "version.py"))["__version__"]
    for tag in session.posargs:
        if tag != f"v{version}":
            session.error(f"the tag is {tag}, but argmap/version.py says {version}")
    notes = _notes(version)
    if session.posargs and not notes:
        session.error(f"CHANGELOG.md has no section for {version}: rename the one for Unreleased")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    python(session, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel")
    (ROOT / "dist" / "notes.md").write_text(notes, encoding="utf-8")


def _notes(version: str) -> str:
    """Return what the changelog says of a version, empty if it has no section."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = rf"^## {re.escape(version)}, \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)"
    found = re.search(section, text, re.MULTILINE | re.DOTALL)
    return f"{found[1].strip()}\n" if found else ""
