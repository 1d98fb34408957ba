"""`argmap stats`: what there is in maps, and how much of their sources they cover."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.gathering import gather_maps
from argmap.cli.options import reading_options
from argmap.cli.streams import echo, tell
from argmap.controls import as_line, escaped_json, on_one_line, visible
from argmap.errors import ArgmapError
from argmap.mapfile import read_map
from argmap.statistics import count, coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.model import ArgumentMap
    from argmap.source import Source
    from argmap.statistics import Counts, Coverage

_VERSION = 1  # of the shape of the JSON; a key that is added does not change it
_LONGEST = 60  # characters of a passage that are shown


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap stats interview.argmap.yaml\n"
    "  argmap stats maps/ --output-format json",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "--passages",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How many passages that nothing covers are shown for each source; JSON holds them all.",
)
@reading_options
def stats(
    maps: tuple[str, ...], output_format: str, passages: int, allow_outside: tuple[str, ...]
) -> int:
    """Count what there is in maps, and tell how much of their sources some statement covers.

    A MAP is a file, a folder, a pattern, or `-`, as for `argmap check`. A sentence is covered when
    a span of a statement overlaps it. In scripts that do not mark where sentences end, such as
    Thai, only characters are counted. What a source names under `ignore` is left out.
    """
    names, wrong = gather_maps(maps)
    for error in wrong:
        tell(error)
    failed = bool(wrong)
    listed: list[str] = []
    for name in names:
        try:
            map = read_map(name, allow_outside=allow_outside).whole_map()
            counts, covered = count(map), coverage(map)
        except ArgmapError as error:
            failed = True
            tell(error)
            continue
        if output_format == "json":
            listed.append(_as_json(name, map, counts, covered))
        else:
            echo("\n".join((*_lines(name, map, counts, covered, passages), "", "")))
    if output_format == "json" and (listed or not failed):
        inner = ",".join(listed) + ("\n  " if listed else "")
        echo(f'{{\n  "argmap": {_VERSION},\n  "maps": [{inner}]\n}}\n')
    return 2 if failed else 0


def _lines(
    name: str, map: ArgumentMap, counts: Counts, covered: Iterable[Coverage], most: int
) -> Iterator[str]:
    yield as_line(f"{name}: {map.title}" if map.title else name)
    kinds = [_counted(number, kind) for kind, number in counts.kinds.items() if number]
    said = f": {', '.join(kinds)}" if kinds else ""
    yield f"  {_counted(counts.statements, 'statement')}{said}"
    relations = [f"{number} {name}" for name, number in counts.relations.items() if number]
    yield f"  relations: {', '.join(relations) or 'none'}"
    levels = _counted(counts.depth, "level")
    yield f"  {levels}, {_counted(counts.joint_groups, 'joint group')}, {counts.implicit} implicit"
    drafts = f", {counts.drafts} without a span" if counts.drafts else ""
    yield f"  {_counted(counts.quotes, 'quote')}{drafts}"
    for source, found in zip(map.sources, covered, strict=True):
        yield ""
        yield visible(f"  {source.id}")
        if found.sentences is None or found.covered_sentences is None:
            yield "    sentences are not counted: the script does not mark where they end"
        else:
            yield f"    {_share(found.covered_sentences, found.sentences, 'sentences')} covered"
        yield f"    {_share(found.covered_characters, found.characters, 'characters')} covered"
        if found.uncovered and most:
            yield f"    longest of {_counted(len(found.uncovered), 'passage')} not covered:"
        for span in found.uncovered[:most]:
            words = on_one_line(span.cut(source.text))
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
            yield f"      {source.position(span.start)}  {span.length} characters  “{shown}”"


def _share(part: int, whole: int, name: str) -> str:
    percent = f" ({part / whole:.0%})" if whole else ""
    return f"{part} of {whole} {name}{percent}"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _as_json(name: str, map: ArgumentMap, counts: Counts, covered: Iterable[Coverage]) -> str:
    data = {
        "name": name,
        "title": map.title,
        "statements": counts.statements,
        "kinds": counts.kinds,
        "relations": counts.relations,
        "depth": counts.depth,
        "joint_groups": counts.joint_groups,
        "implicit": counts.implicit,
        "quotes": counts.quotes,
        "drafts": counts.drafts,
        "sources": [
            _source(source, found) for source, found in zip(map.sources, covered, strict=True)
        ],
    }
    text = escaped_json(json.dumps(data, ensure_ascii=False, indent=2))
    return f"\n{text}".replace("\n", "\n    ")


def _source(source: Source, found: Coverage) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": None if source.path is None else os.path.normpath(source.location),
        "sentences": found.sentences,
        "covered_sentences": found.covered_sentences,
        "characters": found.characters,
        "covered_characters": found.covered_characters,
        "uncovered": [
            {
                "span": list(span),
                "start": source.position(span.start)._asdict(),
                "text": span.cut(source.text),
            }
            for span in found.uncovered
        ],
    }
