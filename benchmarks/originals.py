"""Measure `argmap new` over a PDF as a whole process, and its memory over long ones.

    python benchmarks/originals.py

A paper of 45 pages is compared with a process that takes its text with pypdfium2 alone, in turn:
A B A B …, so that the ratios hold when the speed of the machine drifts. The tables stand in
``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from tests.originals.papers import Writer, typst_paper  # noqa: E402 -- found by the path above

ROUNDS = 9
GOAL = 2.0
PARAGRAPHS = 310
LENGTHS = (125, 250, 500, 1000)
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
ALONE = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_range()
"""


def run(*arguments: str) -> tuple[float, float]:
    """Return the processor time and the time of a whole process and those that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=_ROOT, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def long_paper(folder: Path, pages: int) -> Path:
    """Draw a text of so many pages, 50 full lines each."""
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    write = Writer(pages)
    path = folder / f"long{pages}.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(pages):
        lines: list[str] = []
        while len(lines) < 50:
            lines += simpleSplit(" ".join(write.paragraph()), "Times-Roman", 10, 470)
        canvas.setFont("Times-Roman", 10)
        for row, line in enumerate(lines[:50]):
            canvas.drawString(60, 780 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return path


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| pages | seconds | largest process | size of the table |")
        print("| --- | --- | --- | --- |")
        for pages in LENGTHS:
            path = long_paper(folder, pages)
            _, seconds = run("-m", "argmap", "new", str(path), "-o", str(folder / f"{pages}.yaml"))
            largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
            size = path.with_suffix(".places.json").stat().st_size / 1e6
            print(f"| {pages:,} | {seconds:.1f} s | {largest:.0f} MB | {size:.1f} MB |")
        print()
        paper = typst_paper(folder, columns=1, paragraphs=PARAGRAPHS).path
        new = ("-m", "argmap", "new", str(paper), "--force", "-o", str(folder / "paper.yaml"))
        alone = ("-c", ALONE, str(paper))
        for command in (new, alone):
            run(*command)
        pairs = [(run(*new)[0], run(*alone)[0]) for _ in range(ROUNDS)]
        ratios = sorted(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
        print("| original | goal | median ratio | range | processor time | pypdfium2 alone |")
        print("| --- | --- | --- | --- | --- | --- |")
        print(
            f"| a paper of 45 pages | ≤ {GOAL} | {statistics.median(ratios):.1f} |"
            f" {ratios[0]:.1f}–{ratios[-1]:.1f} | {1000 * ours:.0f} ms | {1000 * theirs:.0f} ms |"
        )


if __name__ == "__main__":
    main()
