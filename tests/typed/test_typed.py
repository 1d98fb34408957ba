"""Type checkers accept what the pages show, and refuse what cannot be meant."""

from __future__ import annotations

import doctest
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions import ROOT, blocks

HERE = Path(__file__).parent
# The examples of docstrings are programs of their own, which name things as suits each.
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "api.md"),
]
NOTEBOOKS = sorted((ROOT / "examples").glob("*/*.ipynb"))
PLUGIN = "[tool.mypy]\nplugins = ['pydantic.mypy']\n"
_PYRIGHT = ROOT / "node_modules" / ".bin" / "pyright"


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what is checked: the two files here, each session, each notebook."""
    folder = tmp_path_factory.mktemp("typed")
    for name in ("accepted.py", "refused.py"):
        shutil.copy(HERE / name, folder)
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        name = path.stem.lower().replace("-", "_")
        (folder / f"notebook_{name}.py").write_text("\n".join(sources) + "\n", encoding="utf-8")
    parser = doctest.DocTestParser()
    for page in PAGES:
        examples = [
            example.source
            for block in blocks(page, "pycon")
            for example in parser.get_examples(block.text)
        ]
        if examples:
            name = page.stem.lower().replace("-", "_")
            (folder / f"page_{name}.py").write_text("".join(examples), encoding="utf-8")
    return folder


def differing(said: list[tuple[str, int, str]], folder: Path) -> list[str]:
    """Return each line that a type checker refuses and should not, or accepts and should not."""
    found: list[str] = []
    for path in sorted(folder.glob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        wanted = {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}
        got = {line: what for name, line, what in said if Path(name).name == path.name}
        found += [
            f"{path.name}:{line}: {lines[line - 1]}: {got.get(line, 'accepted')}"
            for line in sorted(wanted ^ got.keys())
        ]
    return found


def mypy(folder: Path, configuration: str) -> list[tuple[str, int, str]]:
    (folder / "pyproject.toml").write_text(configuration, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "pyproject.toml"]
    done = subprocess.run(
        [
            *command,
            "--no-error-summary",
            "--show-error-codes",
            *sorted(map(str, folder.glob("*.py"))),
        ],
        cwd=folder,
        env={"MYPYPATH": str(ROOT), "PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found = re.findall(r"^(.*?):(\d+): error: (.*)$", done.stdout, re.MULTILINE)
    return [(name, int(line), what) for name, line, what in found]


@pytest.mark.parametrize("configuration", ["", PLUGIN], ids=["bare", "with pydantic's plugin"])
def test_mypy_accepts_and_refuses_what_it_should(code: Path, configuration: str) -> None:
    assert not differing(mypy(code, configuration), code)


@pytest.mark.skipif(not _PYRIGHT.exists(), reason="pyright is not installed: npm ci")
def test_pyright_accepts_and_refuses_what_it_should(code: Path) -> None:
    settings = {
        "include": ["."],
        "extraPaths": [str(ROOT)],
        "reportUnusedExpression": False,  # sessions show values
    }
    (code / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [_PYRIGHT, "--outputjson", "--pythonpath", sys.executable, "-p", code],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [
        (one["file"], one["range"]["start"]["line"] + 1, one["message"])
        for one in json.loads(done.stdout)["generalDiagnostics"]
        if one["severity"] == "error"
    ]
    assert not differing(said, code)
