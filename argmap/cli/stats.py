"""`argmap stats`: what there is in maps, and how much of their sources they cover."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.batch import each_done
from argmap.cli.options import reading_options
from argmap.cli.streams import echo, tell
from argmap.controls import as_line, escaped_json, on_one_line, visible
from argmap.corpora import Listing, attempted, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.corpora import Counted, Covered, Item, Outcome

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
    most = None if output_format == "json" else passages
    work = partial(_count_one, passages=most, allow_outside=allow_outside)
    failed = False
    listed: list[str] = []
    tasks = ((item, None) for item in Listing(maps, allow_outside=allow_outside))
    for done in each_done(work, tasks):
        if done.result is None:
            failed = True
            tell(done.failure)
        elif output_format == "json":
            listed.append(_as_json(done.result))
        else:
            echo("\n".join((*_lines(done.result), "", "")))
    if output_format == "json" and (listed or not failed):
        inner = ",".join(listed) + ("\n  " if listed else "")
        echo(f'{{\n  "argmap": {_VERSION},\n  "maps": [{inner}]\n}}\n')
    return 2 if failed else 0


def _count_one(
    task: tuple[Item, None], *, passages: int | None, allow_outside: tuple[str, ...]
) -> Outcome[Counted]:
    """Count one map; this runs in a process of its own where there are many."""
    return attempted(counted, task[0], passages=passages, allow_outside=allow_outside)


def _lines(counted: Counted) -> Iterator[str]:
    name, title, counts = counted.name, counted.title, counted.counts
    yield as_line(f"{name}: {title}" if title else name)
    kinds = [_counted(number, kind) for kind, number in counts.kinds.items() if number]
    said = f": {', '.join(kinds)}" if kinds else ""
    yield f"  {_counted(counts.statements, 'statement')}{said}"
    relations = [f"{number} {name}" for name, number in counts.relations.items() if number]
    yield f"  relations: {', '.join(relations) or 'none'}"
    levels = _counted(counts.depth, "level")
    yield f"  {levels}, {_counted(counts.joint_groups, 'joint group')}, {counts.implicit} implicit"
    drafts = f", {counts.drafts} without a span" if counts.drafts else ""
    yield f"  {_counted(counts.quotes, 'quote')}{drafts}"
    for source in counted.sources:
        found = source.coverage
        yield ""
        yield visible(f"  {source.source}")
        if found.sentences is None or found.covered_sentences is None:
            yield "    sentences are not counted: the script does not mark where they end"
        else:
            yield f"    {_share(found.covered_sentences, found.sentences, 'sentences')} covered"
        yield f"    {_share(found.covered_characters, found.characters, 'characters')} covered"
        if source.passages:
            yield f"    longest of {_counted(len(found.uncovered), 'passage')} not covered:"
        for passage in source.passages:
            words = on_one_line(passage.text)
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
            yield f"      {passage.position}  {passage.span.length} characters  “{shown}”"


def _share(part: int, whole: int, name: str) -> str:
    percent = f" ({part / whole:.0%})" if whole else ""
    return f"{part} of {whole} {name}{percent}"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _as_json(counted: Counted) -> str:
    counts = counted.counts
    data = {
        "name": counted.name,
        "title": counted.title,
        "statements": counts.statements,
        "kinds": counts.kinds,
        "relations": counts.relations,
        "depth": counts.depth,
        "joint_groups": counts.joint_groups,
        "implicit": counts.implicit,
        "quotes": counts.quotes,
        "drafts": counts.drafts,
        "sources": [_source(source) for source in counted.sources],
    }
    text = escaped_json(json.dumps(data, ensure_ascii=False, indent=2))
    return f"\n{text}".replace("\n", "\n    ")


def _source(source: Covered) -> dict[str, Any]:
    found = source.coverage
    return {
        "id": source.source,
        "path": source.path,
        "sentences": found.sentences,
        "covered_sentences": found.covered_sentences,
        "characters": found.characters,
        "covered_characters": found.covered_characters,
        "uncovered": [
            {
                "span": list(passage.span),
                "start": passage.position._asdict(),
                "text": passage.text,
            }
            for passage in source.passages
        ],
    }
