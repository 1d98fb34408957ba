"""Measure how processor time grows with a map: every command, and every format both ways.

    python benchmarks/growth.py [--quick] [--limit SECONDS] [WORD ...]

Each row is a command, run in a process of its own, over maps from 1,000 to 16,000 statements (4,000
with ``--quick``); words choose the rows whose names hold one of them. The *exponent* is the slope
of a line through the logarithms of size and time: 1 is linear, 2 quadratic. It is a ratio within
one run, so it means the same on every machine. What takes longer than the limit is stopped, and so
are the larger sizes of its row. The table is in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import growing_maps as shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap import ArgumentMap

SIZES = (1000, 4000, 16000)
QUICK = (1000, 2000, 4000)
LIMIT = 60.0  # processor seconds of a measurement
ENOUGH = 0.3  # processor seconds; what is faster is measured again
TRIES = 3
NOTICEABLE = 1.2  # an exponent over this is marked


class Row(NamedTuple):
    """A command over maps of one shape; `{map}` and `{folder}` stand for paths."""

    name: str
    shape: Callable[[Path, int], Path]
    arguments: tuple[str, ...] = ()
    work: Callable[[Path], object] | None = None


def rows() -> Iterator[Row]:
    """Yield everything that is measured."""
    yield from _commands()
    yield from _python()
    yield from _formats()


def _commands() -> Iterator[Row]:
    for name in ("full", "concise", "json", "github", "sarif"):
        yield Row(f"check as {name}", shapes.trees, ("check", "{map}", "--output-format", name))
    checked = (
        "drafts", "implicit", "many_sources", "chain", "undercuts", "fan", "joint",
        "broken_references", "unknown_keys", "ignore_comments", "same_ids", "ambiguous_quote",
        "missing_quotes", "shifted_spans",
    )  # fmt: skip
    for name in checked:
        yield Row(f"check {_said(name)}", getattr(shapes, name), ("check", "{map}"))
    old = ("--old", "{folder}/old.txt")
    yield Row("check changed source", shapes.changed_source, ("check", "{map}", *old))
    for name in ("drafts", "shifted_spans"):
        yield Row(f"fix {_said(name)}", getattr(shapes, name), ("check", "{map}", "--diff"))
    for name in ("trees", "drafts", "ambiguous_quote", "missing_quotes", "many_sources"):
        yield Row(f"anchor {_said(name)}", getattr(shapes, name), ("anchor", "{map}", "--diff"))
    report = ("anchor", "{map}", "-o", "{folder}/out.yaml", "--report", "{folder}/report.json")
    yield Row("anchor drafts with a report", shapes.drafts, report)
    yield Row("anchor changed source", shapes.changed_source, ("anchor", "{map}", "--diff", *old))
    for name in ("trees", "many_sources", "chain", "undercuts", "fan", "joint"):
        for format in ("html", "svg", "dot"):
            arguments = ("render", "{map}", "-o", f"{{folder}}/out.{format}")
            yield Row(f"render {_said(name)} as {format}", getattr(shapes, name), arguments)
    for format in ("svg", "pdf"):
        whole = ("render", "{map}", "-o", f"{{folder}}/out.{format}", "--depth", "all")
        yield Row(f"render all of trees as {format}", shapes.trees, whole)
    for name in ("trees", "chain", "undercuts", "fan"):
        yield Row(f"show {_said(name)}", getattr(shapes, name), ("show", "{map}"))
    yield Row("show one statement", shapes.trees, ("show", "{map}", "s7"))
    for format in ("text", "json"):
        arguments = ("stats", "{map}", "--output-format", format)
        yield Row(f"stats as {format}", shapes.trees, arguments)
    yield Row("stats many sources", shapes.many_sources, ("stats", "{map}"))
    yield Row("stats chain", shapes.chain, ("stats", "{map}"))


def _python() -> Iterator[Row]:
    yield Row("load and look up each id", shapes.trees, work=_look_up)
    yield Row("build with m.claim", shapes.trees, work=_build)
    yield Row("build after changes by hand", shapes.trees, work=_build_by_hand)
    yield Row("build from one wording", shapes.trees, work=_build_alike)
    yield Row("save after a change of all", shapes.trees, work=_change)
    yield Row("save after taking half away", shapes.trees, work=_halve)
    yield Row("to_networkx", shapes.trees, work=_networkx)


def _formats() -> Iterator[Row]:
    from argmap.formats import FORMATS  # noqa: PLC0415 -- not in --help

    for format in FORMATS:
        ends = ("-o", f"{{folder}}/out{format.suffixes[0]}", "--force")
        for name in ("trees", "undercuts", "joint") if format.writes else ():
            arguments = ("convert", "{map}", "--to", format.name, *ends)
            yield Row(f"write {_said(name)} as {format.name}", getattr(shapes, name), arguments)
        if format.reads:
            back = ("convert", "{map}", "--from", format.name, "-o", "{folder}/back.argmap.yaml")
            made = shapes.FOREIGN.get(format.name) or _converted(format.name, shapes.trees)
            yield Row(f"read {format.name}", made, (*back, "--force"))
        if format.reads and format.writes:
            made = _converted(format.name, shapes.undercuts)
            yield Row(f"read undercuts from {format.name}", made, (*back, "--force"))


def _said(name: str) -> str:
    return name.replace("_", " ")


def _converted(format: str, shape: Callable[[Path, int], Path]) -> Callable[[Path, int], Path]:
    def made(folder: Path, size: int) -> Path:
        from argmap.formats import named  # noqa: PLC0415 -- as above

        path = folder / f"given{named(format).suffixes[0]}"
        _run("convert", str(shape(folder, size)), "--to", format, "-o", str(path), "--force")
        return path

    return made


# What is done in Python.


def _look_up(path: Path) -> object:
    import argmap as am  # noqa: PLC0415 -- only some rows need it

    m = am.load(path)
    return [(m[statement.id], statement.id in m) for statement in m.statements]


def _build(path: Path) -> ArgumentMap:
    import argmap as am  # noqa: PLC0415 -- as above

    read = am.load(path)
    m = am.ArgumentMap(sources=read.sources)
    for statement in read.statements:
        if statement.anchors:
            m.claim(statement.text, id=statement.id, quote=statement.anchors[0].quote)
    return m


def _build_by_hand(path: Path) -> object:
    m = _build(path)
    m.claims.reverse()
    for statement in list(m.claims):
        m.claims[0] = m.claims[0].model_copy(update={"note": "seen"})
        m.claim(f"Again: {statement.text}", supports=statement)
    return m


def _build_alike(path: Path) -> object:
    import argmap as am  # noqa: PLC0415 -- as above

    m = am.ArgumentMap()
    for _ in am.load(path).statements:
        m.claim("Buses help", implicit=True)
    return m


def _change(path: Path) -> object:
    import argmap as am  # noqa: PLC0415 -- as above

    m = am.load(path)
    for listed in (m.claims, m.reasons, m.caveats):
        listed[:] = [one.model_copy(update={"note": "Seen"}) for one in listed]
    am.save(m, path)
    return m


def _halve(path: Path) -> object:
    import argmap as am  # noqa: PLC0415 -- as above

    m = am.load(path)
    for listed in (m.claims, m.reasons, m.caveats):
        del listed[::2]
    am.save(m, path)
    return m


def _networkx(path: Path) -> object:
    import argmap as am  # noqa: PLC0415 -- as above

    return am.to_networkx(am.load(path))


# One measurement, in a process of its own.


def _run(*arguments: str) -> None:
    from argmap.cli.main import run  # noqa: PLC0415 -- not in --help

    if run(list(arguments)) == 2:
        raise SystemExit(f"argmap {' '.join(arguments)} failed")


def _busy() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def do(row: Row, path: Path, folder: Path) -> None:
    """Do a row's work on a map of its shape."""
    if row.work is not None:
        row.work(path)
    else:
        _run(*[part.format(map=path, folder=folder) for part in row.arguments])


def measure(row: Row, size: int) -> float:
    """Return the processor seconds of a row's work on a map, start-up and imports left out."""
    best = math.inf
    for number, each in enumerate((20, *[size] * TRIES)):  # the first one only warms up
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            path = row.shape(folder, each)
            gc.collect()
            before = _busy()
            do(row, path, folder)
            spent = _busy() - before
        best = min(best, spent) if number else best
        if number and spent > ENOUGH:
            break
    return best


def measured_apart(row: Row, size: int, limit: float) -> float | None:
    """Return what :func:`measure` returns in a process of its own; None where it takes too long."""
    program = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({math.ceil(limit * 1.5)},) * 2)\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import growth\n"
        "growth.report(sys.argv[2], int(sys.argv[3]))\n"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", program, here, row.name, str(size)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode < 0:  # stopped at the limit
        return None
    if done.returncode:
        raise SystemExit(f"{row.name}, {size}:\n{done.stderr[-2000:]}")
    seconds = float(done.stdout)
    return seconds if seconds <= limit else None


def report(name: str, size: int) -> None:
    """Print the processor seconds of one row, and nothing that the command itself prints."""
    from argmap.cli.main import collect_seldom  # noqa: PLC0415 -- not in --help

    collect_seldom()  # as the program does
    row = next(row for row in rows() if row.name == name)
    out = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        with contextlib.redirect_stderr(nowhere):
            seconds = measure(row, size)
    sys.stdout.flush()
    os.write(out, f"{seconds}\n".encode())


def exponent(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """Return the slope of the straight line that lies closest to the logarithms."""
    xs, ys = [*map(math.log, sizes)], [*map(math.log, seconds)]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - middle_x) ** 2 for x in xs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("words", nargs="*", help="measure only rows whose names contain one")
    parser.add_argument("--quick", action="store_true", help="1,000 to 4,000 statements")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds of a measurement")
    given = parser.parse_args()
    sizes = QUICK if given.quick else SIZES
    print("| what | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent |")
    print("| --- " * (len(sizes) + 2) + "|")
    for row in rows():
        if given.words and not any(word in row.name for word in given.words):
            continue
        seconds: list[float] = []
        for size in sizes:
            found = measured_apart(row, size, given.limit)
            if found is None:
                break
            seconds.append(found)
        cells = [f"{one:.2f} s" for one in seconds]
        cells += [f"> {given.limit:.0f} s"] * (len(sizes) - len(seconds) > 0)
        cells += ["-"] * (len(sizes) - len(cells))
        slope = exponent(sizes[: len(seconds)], seconds) if len(seconds) > 1 else math.inf
        is_noticeable = slope > NOTICEABLE or len(seconds) < len(sizes)
        shown = f"**{slope:.2f}**" if is_noticeable else f"{slope:.2f}"
        print(f"| {row.name} | " + " | ".join(cells) + f" | {shown} |", flush=True)


if __name__ == "__main__":
    main()
