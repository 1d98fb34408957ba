"""Write the pages that follow from the code.

These are `api.md`, `commands.md`, `formats.md`, `rules.md` and `tables.md`.

python docs/generate.py
"""

from __future__ import annotations

import inspect
import re
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import argmap as am
from argmap.checking import FAMILIES, RULES
from argmap.cli import argmap
from argmap.docstrings import docstring, field_docstrings
from argmap.formats import FORMATS
from argmap.quotations.rules import QUOTATION_RULES
from argmap.record import Record
from argmap.tabular.columns import COLUMNS, Tables, named_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

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


API = {
    "Maps": (
        "ArgumentMap", "Statement", "Question", "Claim", "Reason", "Caveat", "Anchor", "Source",
        "Span", "Position", "Original", "Place",
    ),
    "Map files": ("load", "loads", "save", "dumps", "schema", "file_size_limit"),
    "Where a quote is": ("Placement", "Change", "ground", "Grounding"),
    "Checking": ("check", "Findings", "Diagnostic", "fix"),
    "Pictures": ("draw", "render", "Picture", "to_dot", "to_graphviz", "to_outline"),
    "Notebooks": ("page", "widget", "pdf_in_notebooks"),
    "Structure and counts": ("Graph", "coverage", "statistics"),
    "Many maps": ("corpus",),
    "Other formats": ("read", "read_with_losses", "write", "Loss"),
    "Other libraries": ("to_networkx", "to_pandas", "to_arrow", "write_tables", "read_tables"),
    "Maps from language models": (
        "prompt", "draft_schema", "Draft", "read_draft", "DraftReading", "feedback", "map_with",
        "passages",
    ),
    "Quotations in prose": ("find_quotes", "Quotation"),
    "Errors and warnings": ("errors", "ArgmapError"),
}  # fmt: skip
"""The public names by what they are for."""

API_HEAD = """\
# The library

Everything that `import argmap as am` offers, by task. This page is made by `docs/generate.py` from
`__all__` and the docstrings; the examples run as tests. Offsets are half-open code points of a
source exactly as it is in its file. The examples take the names from here:

```pycon
>>> import argmap as am
>>> from argmap import *

```
"""


def api_page() -> str:
    """Return what every public name is, by task."""
    parts = [API_HEAD]
    parts += [f"- [{task}](#{_anchor(task)}): {_names(names)}" for task, names in API.items()]
    for task, names in API.items():
        parts += ["", f"## {task}", ""]
        parts += [_entry(name, getattr(am, name)) for name in names]
    return "\n".join(parts).rstrip() + "\n"


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _entry(name: str, thing: Any) -> str:
    """Return the section of one public name."""
    if inspect.ismodule(thing):
        return _module_entry(name, thing)
    if not inspect.isclass(thing):
        return f"### `am.{name}{_signature(thing)}`\n\n{_prose(thing)}\n"
    parts = [f"### `am.{name}`", "", _prose(thing), ""]
    own = [] if name in _LIKE_STATEMENT else _fields(thing)
    parts += [*own, ""] if own else []
    parts += [
        f"#### `{name}.{method}{_signature(value) if callable(value) else ''}`\n\n{_prose(value)}\n"
        for method, value in _members(thing)
        if name not in _LIKE_STATEMENT
    ]
    return "\n".join(parts)


_LIKE_STATEMENT = ("Question", "Claim", "Reason", "Caveat")


def _module_entry(name: str, module: ModuleType) -> str:
    """Return the section of a module: what it is, and each class and function in it."""
    parts = [f"### `am.{name}`", "", _markdown(inspect.cleandoc(module.__doc__ or "")), ""]
    own = [
        each
        for each, kind in vars(module).items()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
    ]
    listed = getattr(module, "__all__", own)
    if name == "errors":
        parts += ["| type | what it says |", "| --- | --- |"]
        parts += [f"| `{each}` | {_first_line(getattr(module, each))} |" for each in listed]
        return "\n".join((*parts, ""))
    parts += [f"```pycon\n>>> from argmap.{name} import *\n\n```", ""]
    for each in listed:
        thing = getattr(module, each)
        call = _signature(thing) if inspect.isfunction(thing) else ""
        parts += [f"#### `{name}.{each}{call}`", "", _prose(thing), ""]
    return "\n".join(parts)


def _fields(kind: type) -> list[str]:
    """Return the fields of a record as a table, or those of a small record as a line."""
    if issubclass(kind, Record):
        said = field_docstrings(kind)
        rows = [
            f"| `{name}` | {_flat(said.get(name, ''))} |"
            for name in kind.model_fields
            if not name.startswith("_")
        ]
        return ["| field | what it is |", "| --- | --- |", *rows]
    names = getattr(kind, "_fields", None) or getattr(kind, "__dataclass_fields__", ())
    return [f"Fields: {_names(tuple(names))}."] if names else []


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties that argmap gives a class, in their order."""
    room = kind.__module__.rpartition(".")[0]
    named = {name for names in API.values() for name in names}
    members: dict[str, Any] = {}
    for one in kind.__mro__:
        # What a class is made of, in modules beside its own, has no section.
        is_part = one.__module__.rpartition(".")[0] == room and one.__name__ not in named
        if one is kind or is_part:
            members |= {name: value for name, value in vars(one).items() if name not in members}
    for name, value in members.items():
        if name.startswith("_") or name in ("model_post_init", "model_copy", "placed_like"):
            continue
        member = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if inspect.isfunction(member) or isinstance(value, property | cached_property):
            yield name, getattr(value, "func", member)


def _signature(function: Any) -> str:
    """Return what a function takes and returns, as it is written."""
    if isinstance(function, property):
        return ""
    listed = []
    is_keyword = False
    for name, one in inspect.signature(function).parameters.items():
        if name in ("self", "cls") and not listed:
            continue
        if one.kind is one.KEYWORD_ONLY and not is_keyword:
            is_keyword = True
            listed.append("*")
        stars = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        given = "" if one.default is one.empty else f"={one.default!r}"
        listed.append(f"{stars}{name}{given}")
    return f"({', '.join(listed)})"


def _prose(thing: Any) -> str:
    return _markdown(docstring(thing.fget if isinstance(thing, property) else thing))


def _first_line(thing: Any) -> str:
    return _flat(docstring(thing).partition("\n\n")[0])


def _flat(text: str) -> str:
    return _marked(" ".join(text.split())).replace("|", "\\|")


def _marked(text: str) -> str:
    """Return what a docstring says with its names as code of Markdown."""
    text = re.sub(r":\w+:`~?(?:argmap\.)?([^`]+)`", r"``\1``", text)
    return text.replace("``", "`")


def _markdown(said: str) -> str:
    """Return a docstring as Markdown: examples and literal blocks in fences."""
    lines: list[str] = []
    fence = ""
    for line in said.splitlines():
        if not fence and line.startswith(">>> "):
            fence = "pycon"
            lines.append("```pycon")
        elif not fence and line == "::":
            fence = "text"
            lines.append("```text")
            continue
        elif fence == "pycon" and not line:
            fence = ""
            lines += ["", "```"]
        elif fence == "text" and line and not line.startswith(" "):
            fence = ""
            lines[-1:] = ["```", ""]
        if fence == "text" and lines[-1] == "```text" and not line:
            continue
        lines.append(
            line if fence == "pycon" else line.removeprefix("    ") if fence else _marked(line)
        )
    if fence:
        lines += ["", "```"] if fence == "pycon" else ["```"]
    return "\n".join(lines)


PAGES = {
    "api.md": api_page,
    "commands.md": commands_page,
    "formats.md": formats_page,
    "rules.md": rules_page,
    "tables.md": tables_page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
