"""Write the pages that follow from the code: `commands.md`, `formats.md` and `rules.md`.

python docs/generate.py
"""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import click

from argmap.checking import FAMILIES, RULES
from argmap.cli import argmap
from argmap.formats import FORMATS
from argmap.quotations.rules import QUOTATION_RULES

FOLDER = Path(__file__).parent
WIDTH = 100

FORMATS_HEAD = """\
# Formats

What argmap reads and writes besides its own map files. The sections are made by `docs/generate.py`
from the code.

`argmap convert` and, in Python, `am.read` and `am.write` recognise a format by its content, else by
the suffix of the file, and refuse where neither tells. What could not be carried over is told, by
statement and field: `argmap convert` says it on standard error, one line for each sort, and
`am.read_with_losses` and `am.write` return it.

| kind of loss | what became of it |
| --- | --- |
| dropped | it is not in the output |
| approximated | it is written, or read, as something near |
| encoded | it is written where only argmap looks, and comes back |
| repaired | a defect of the file was mended |
| unresolved | an id, a span or a quote leads nowhere, or to several places |
| stale | what was kept of a file no longer fits the map, and is not used |
| risky | it is written letter for letter, and a program that opens the file may run it |

`--strict` makes `argmap convert` exit with 1 when anything was dropped or approximated; the other
kinds take nothing away.

Ids, types and fields of a foreign file that a map has no place for are kept in `meta`, under the
format's name, and come back when the map is written in that format again. The map always comes
first: what was kept of a link is used only while that link is there.

Spans of a file are checked letter for letter against the text. Formats without spans get theirs
when a text is given (`--source`, or a `.txt` of the same name beside the file): words that stand
there once are anchored, words that stand there several times only where the order of the file
leaves one choice. What is not certain stays a draft, and is told.

In Python, a map also becomes data of other libraries, each of which is an extra
(`pip install 'argmap[networkx]'`, `argmap[pandas]`, `argmap[arrow]`):

- `am.to_networkx(m)`, a `MultiDiGraph` with a node for each statement and an edge, named for its
  relation, to what it bears on. No edge of networkx can end at an edge, so joint and undercut steps
  are nodes of their own, and with `inference_nodes="all"` every step is; with `"none"` an undercut
  ends at the premise, and its edge says what it `attacks`.
- `am.to_pandas(m)` and `am.to_arrow(m)`, three tables: `statements`, `relations` and `spans`.
  Columns of pandas have its nullable types; Arrow's tables go to polars, DuckDB, Parquet and R as
  they are.

Pictures (SVG, PNG, PDF) and the HTML page are made by `argmap render` and `am.render`.
"""


def commands_page() -> str:
    """Return the help of every command."""
    parts = [
        "# Commands\n",
        "What `argmap` and its commands say for `-h`. This page is made by `docs/generate.py`.\n",
        _help(argmap, "argmap"),
    ]
    context = click.Context(argmap, info_name="argmap")
    for name in argmap.list_commands(context):
        command = argmap.get_command(context, name)
        if command is not None:
            parts.append(f"## {name}\n\n{_help(command, f'argmap {name}')}")
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    return f"```text\n{command.get_help(context)}\n```\n"


def _reported(summary: str) -> str:
    """Return what a rule reports, without the verb that begins every summary."""
    reported = summary.removeprefix("Report ")
    return reported[0].upper() + reported[1:]


def rules_page() -> str:
    """Return what every rule means."""
    parts = [
        "# Rules\n",
        "What `argmap check` finds, as `argmap rule CODE` shows it. Made by `docs/generate.py`.\n",
        "| code | name | severity | what it reports |",
        "| --- | --- | --- | --- |",
        *(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity}"
            f"{'' if rule.is_default else ', off unless selected'} | {_reported(rule.summary)} |"
            for rule in RULES
        ),
        "",
    ]
    for family in FAMILIES:
        parts += [
            f"## {rule.code} {rule.name}\n\n{_as_markdown(rule.explanation)}\n"
            for rule in RULES
            if rule.family == family
        ]
    parts += [
        "# Rules of `argmap quotes`\n",
        "Reported for [quotations in prose](quotes.md); AM508 only with `--scare-quotes`.\n",
        *(
            f"## {rule.code} {rule.name}\n\n{_as_markdown(rule.explanation)}\n"
            for rule in QUOTATION_RULES
        ),
    ]
    return "\n".join(parts)


def formats_page() -> str:
    """Return what every format is and what it cannot hold."""
    parts = [
        FORMATS_HEAD,
        "| name | format | suffix | read | written |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| [`{format.name}`](#{format.name}) | {format.title} "
            f"| {', '.join(f'`{suffix}`' for suffix in format.suffixes)} "
            f"| {'yes' if format.reads else '-'} | {'yes' if format.writes else '-'} |"
            for format in FORMATS
        ),
        "",
    ]
    for format in FORMATS:
        home = import_module(f"argmap.formats.{format.home.partition(':')[0]}")
        parts += [f"## {format.name}", "", inspect.cleandoc(home.__doc__ or ""), ""]
        if format.codec.options:
            parts += ["| option | what it is for | default |", "| --- | --- | --- |"]
            parts += [
                f"| `{option.name}` | {option.what}"
                f"{f' ({_either(option.choices)})' if option.choices else ''} "
                f"| {f'`{option.default}`' if option.default else ''} |"
                for option in format.codec.options
            ]
            parts.append("")
        parts += [f"Specification: {_address(format.specification)}", ""]
    return "\n".join(parts)


def _either(choices: tuple[str, ...]) -> str:
    return " or ".join(f"`{choice}`" for choice in choices)


def _address(specification: str) -> str:
    if specification.startswith("http"):
        return f"<{specification}>"
    return f"[{specification.removeprefix('docs/')}]({specification.removeprefix('docs/')})"


def _as_markdown(explanation: str) -> str:
    """Turn the literal blocks of a docstring into fenced ones."""
    lines: list[str] = []
    is_inside = False
    for line in explanation.splitlines():
        if not is_inside and line.endswith("::"):
            lines += [line[:-1], "", "```yaml"]
            is_inside = True
        elif is_inside and line and not line.startswith(" "):
            while not lines[-1]:
                lines.pop()
            lines += ["```", "", line]
            is_inside = False
        elif is_inside and lines[-1] == "```yaml" and not line:
            continue
        else:
            lines.append(line.removeprefix("    ") if is_inside else line)
    if is_inside:
        lines.append("```")
    return "\n".join(lines)


PAGES = {"commands.md": commands_page, "formats.md": formats_page, "rules.md": rules_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
