"""Checking a clean map loads nothing that only findings, drawing or searching need."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """\
import sys
from argmap.checking import check_file
from argmap.mapfile import read_map
from argmap.report import report

file = read_map(sys.argv[1])
print(report([(file, check_file(file))], "concise"), end="")
unneeded = ["rapidfuzz", "wcwidth", "click", "graphviz", "wasmtime", "argmap.drawing"]
print([name for name in unneeded if name in sys.modules])
"""


@pytest.fixture
def clean_map(tmp_path: Path) -> Path:
    """A clean map of 200 statements over a text with typographic quotes and an astral character."""
    words = [f"“Bus{n}’s number {n}” helps — so they say." for n in range(199)]
    text = "\ufeff😀 " + "\r\n".join(words)
    (tmp_path / "talk.txt").write_bytes(text.encode())
    lines = ["sources:", "  - {id: talk, path: talk.txt}", "claims:"]
    lines += ["  - {id: all, text: They help, implicit: true}", "reasons:"]
    for n in range(199):
        quote = f"Bus{n}’s number {n}"
        start = text.index(quote)
        span = [start, start + len(quote)]
        lines.append(f"  - {{id: r{n}, supports: all, quote: {quote}, span: {span}}}")
    path = tmp_path / "talk.argmap.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_clean_map_is_checked_without_what_only_findings_need(clean_map: Path) -> None:
    run = [sys.executable, "-c", PROGRAM, str(clean_map)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert done.stderr == ""
