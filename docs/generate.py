"""Write the pages that follow from the code.

These are `api.md` with the folder `api/`, `commands.md`, `formats.md`, `rules.md` and `tables.md`.

python docs/generate.py
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from argmap.checking import FAMILIES, RULES
from argmap.cli import argmap
from argmap.docstrings import field_docstrings
from argmap.formats import FORMATS
from argmap.quotations.rules import QUOTATION_RULES
from argmap.tabular.columns import COLUMNS, Tables, named_tables
from docs.library import library_pages

FOLDER = Path(__file__).parent
WIDTH = 100

FORMATS_HEAD = """\
# Formats

What argmap reads and writes besides its own map files. The sections are made by `docs/generate.py`
from the code.

`argmap convert` and, in Python, `am.read` and `am.write` recognise a format by its content, else by
the extension of the file, and refuse a file if neither is clear. Losses are reported by statement
and field: `argmap convert` writes them to standard error, one line per kind, and
`am.read_with_losses` and `am.write` return them.

| kind of loss | what happens |
| --- | --- |
| dropped | it is not in the output |
| approximated | the nearest equivalent is used |
| encoded | it is stored where only argmap reads it, and is restored |
| repaired | an error in the file was repaired |
| unresolved | an id, a span or a quote leads nowhere, or is ambiguous |
| stale | what was kept of a file no longer matches the map, and is not used |
| risky | it is written unchanged, and a program that opens the file may run it |

`--strict` makes `argmap convert` exit with 1 if anything was dropped or approximated; nothing is
lost by the other kinds.

Ids, types and fields of a foreign file that cannot be stored in a map are kept in `meta`, under the
name of the format, and are restored when the map is written in that format again. The map always
comes first: what was kept of a link is used only as long as that link exists.

Spans in a file are compared exactly with the text. Formats without spans get them if a text is
given (`--source`, or a `.txt` of the same name next to the file): words that appear there once are
anchored, and words that appear several times only if the order of the file leaves one choice. If
that is uncertain, they stay a draft, which is reported.

In Python, a map also becomes data of other libraries, each of which is an extra
(`pip install 'argmap[networkx]'`, `argmap[pandas]`, `argmap[arrow]`):

- `am.to_networkx(m)`, a `MultiDiGraph` with a node for each statement and an edge, named for its
  relation, to what it bears on. No edge of networkx can end at an edge, so joint and undercut steps
  are nodes of their own, and with `inference_nodes="all"` every step is; with `"none"` an undercut
  ends at the premise, and its edge says what it `attacks`.
- `am.to_pandas(m)` and `am.to_arrow(m)`, five [tables](tables.md): statements, relations, spans,
  sources and maps.

Pictures (SVG, PNG, PDF) and the HTML page are made by `argmap render` and `am.render`.
"""

TABLES_HEAD = """\
# Tables

Maps as five tables: `statements`, `relations`, `spans`, `sources` and `maps`. This page is made by
`docs/generate.py` from the code that makes the tables.

`am.to_pandas(maps)` and `am.to_arrow(maps)` take one map or several and return them as DataFrames
of pandas or Tables of Arrow (`pip install 'argmap[pandas]'`, `argmap[arrow]`):

```pycon
>>> import argmap as am
>>> m = am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
>>> tables = am.to_pandas(m)
>>> [len(table) for table in tables]
[45, 46, 50, 1, 1]
>>> said = tables.statements["text"].fillna(tables.statements["quote"])
>>> print(said[0])
Why does Russia openly embrace Myanmar's coup government while the West condemns it?

```

Rows belong together by `map` and an id. Join on both, since other maps use the same ids:

```pycon
>>> targets = tables.statements.rename(columns={"id": "target"})
>>> tables.relations.merge(targets, on=["map", "target"]).groupby("kind").size().to_dict()
{'caveat': 3, 'claim': 21, 'question': 6, 'reason': 16}

```

`argmap corpus` writes the tables of any number of maps to a file or a folder, and `am.write_tables`
does the same in Python:

| output | what it is |
| --- | --- |
| `corpus` (a folder) | a Parquet file per table: `statements.parquet`, `relations.parquet`, … |
| `corpus.parquet` | a row per map, with the rows of the other tables as lists |
| `corpus.jsonl` | the same rows, a line of JSON per map |

The columns of the single files are those of `maps`, and `statements`, `relations`, `spans` and
`sources` for the lists.

An output such as `s3://bucket/corpus.parquet` is written to a bucket or another computer (extra
`remote`), whole or not at all, and is read from there.

The five files of a folder can be queried as they are, and a single file is easy to hand on. With
DuckDB:

```sql
SELECT speaker, count(*) FROM 'corpus/statements.parquet' GROUP BY speaker;
SELECT map, unnest(statements, recursive := true) FROM 'corpus.parquet';
```

With polars and with datasets:

```python
pl.read_parquet("corpus/statements.parquet")
nested = pl.scan_parquet("corpus.parquet").select("map", "statements")
nested.explode("statements").unnest("statements").collect()
load_dataset("parquet", data_files="corpus.parquet", split="train")
```

`argmap convert corpus.parquet -o maps/` writes the maps again, each under its own name, with their
texts where they were; a text from outside the folder is stored in its map. In Python,
`am.read_tables("corpus.parquet")` gives the maps back, one after the other and equal to those that
were written, and `am.corpus` and the other commands take the file or folder as they take maps. The
texts of sources are then those in the tables: no other file is read. The original of a text, such
as a PDF, is named in the tables, but not in them.

Any cell may be missing. Lists and objects are JSON, except `tags`: they are a list of strings in
Arrow and a tuple in pandas, so that every cell of pandas can be hashed. A map whose statements, or
sources, share an id has no tables, and neither have two maps of one name: their rows could not be
told apart.
"""


def tables_page() -> str:
    """Return the columns of every table."""
    types = {"strings": "list of strings"}
    parts = [TABLES_HEAD]
    for name, table, _ in named_tables(COLUMNS):
        purpose = field_docstrings(Tables)[name]
        parts += [
            f"## {name}\n",
            f"{purpose}\n",
            "| column | type | what it is |",
            "| --- | --- | --- |",
            *(
                f"| `{column.name}` | {types.get(column.type, column.type)} | {column.meaning} |"
                for column in table
            ),
            "",
        ]
    return "\n".join(parts)


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
        "## Rules of `argmap quotes`\n",
        "Reported for [quotations in prose](quotes.md); AM508 only with `--scare-quotes`.\n",
        *(
            f"### {rule.code} {rule.name}\n\n{_as_markdown(rule.explanation)}\n"
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
        home = import_module(f"argmap.formats.{str(format.home).partition(':')[0]}")
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


PAGES = {
    "commands.md": commands_page,
    "formats.md": formats_page,
    "rules.md": rules_page,
    "tables.md": tables_page,
    **library_pages(),
}
"""What makes each page, by its path from here."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(page(), encoding="utf-8")
