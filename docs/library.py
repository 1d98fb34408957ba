"""The pages of the library: every public name with its signature, from the docstrings."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import argmap as am
from argmap.docstrings import docstring, field_docstrings
from argmap.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

LONGEST_LINE = 88

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

INDEX_HEAD = """\
# The library

Everything that `import argmap as am` offers, by task. These pages are made by `docs/generate.py`
from `__all__`, the signatures and the docstrings; the examples run as tests. Offsets are half-open
code points of a source exactly as it is in its file.

[Work in Python](work-in-python.md) has recipes, and the
[tour of the library](../examples/tour/tour.ipynb) shows the whole of it on one text.
"""

PAGE_HEAD = """\
# {task}

```pycon
>>> import argmap as am
>>> from argmap import *  # what the examples on this page use

```
"""


def library_pages() -> dict[str, Callable[[], str]]:
    """Return what makes each page of the library, by its path."""
    return {
        "api.md": _index,
        **{f"api/{_slug(task)}.md": partial(_page, task, names) for task, names in API.items()},
    }


def _index() -> str:
    """Return the page that lists every name."""
    parts = [INDEX_HEAD]
    for task, names in API.items():
        address = f"api/{_slug(task)}.md"
        parts += [
            f"## [{task}]({address})",
            "",
            "| name | what it is or does |",
            "| --- | --- |",
            *(
                f"| [`am.{name}`]({address}#am{name.lower()}) | {_summary(getattr(am, name))} |"
                for name in names
            ),
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


def _page(task: str, names: tuple[str, ...]) -> str:
    """Return the page of one task."""
    kinds = Kinds()
    parts = [PAGE_HEAD.format(task=task)]
    parts += [_entry(name, getattr(am, name), kinds) for name in names]
    parts += kinds.section()
    return "\n".join(parts).rstrip() + "\n"


def _slug(task: str) -> str:
    return task.lower().replace(" ", "-")


def _summary(thing: Any) -> str:
    if inspect.ismodule(thing):
        return _flat((thing.__doc__ or "").partition("\n\n")[0])
    return _first_line(thing)


_LIKE_STATEMENT = ("Question", "Claim", "Reason", "Caveat")


def _entry(name: str, thing: Any, kinds: Kinds) -> str:
    """Return the section of one public name."""
    if inspect.ismodule(thing):
        return _module_entry(name, thing, kinds)
    parts = [f"## `am.{name}`", ""]
    if not inspect.isclass(thing):
        return "\n".join((*parts, _call(name, thing, kinds), "", _prose(thing), ""))
    parts += [_prose(thing), ""]
    if name in _LIKE_STATEMENT:
        return "\n".join((*parts, "The fields are those of [`Statement`](#amstatement).", ""))
    parts += _fields(thing, kinds)
    for method, value in _members(thing):
        call = _call(method, value, kinds, thing)
        parts += [f"### `{name}.{method}`", "", call, "", _prose(value), ""]
    return "\n".join(parts)


def _module_entry(name: str, module: ModuleType, kinds: Kinds) -> str:
    """Return the section of a module: what it is, and each class and function in it."""
    parts = [f"## `am.{name}`", "", _markdown(inspect.cleandoc(module.__doc__ or "")), ""]
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
        call = [_call(each, thing, kinds), ""] if inspect.isfunction(thing) else []
        parts += [f"### `{name}.{each}`", "", *call, _prose(thing), ""]
    return "\n".join(parts)


def _fields(kind: type, kinds: Kinds) -> list[str]:
    """Return the fields of a record as a table."""
    types: dict[str, tuple[str, str]] = {}
    for base in reversed(kind.__mro__):
        for name, type in inspect.get_annotations(base).items():
            types[name] = _type(type), base.__module__
    names: Iterable[str] = getattr(kind, "_fields", ()) or getattr(kind, "__dataclass_fields__", ())
    said: dict[str, str] = {}
    if issubclass(kind, Record):
        names, said = tuple(kind.model_fields), field_docstrings(kind)
    shown = [name for name in names if not name.startswith("_")]
    if not shown:
        return []
    for name in shown:
        kinds.note(*types[name])
    if not said:
        rows = (f"| `{name}` | {_cell(types[name][0])} |" for name in shown)
        return ["| field | type |", "| --- | --- |", *rows, ""]
    rows = (
        f"| `{name}` | {_cell(types[name][0])} | {_flat(said.get(name, ''))} |" for name in shown
    )
    return ["| field | type | what it is |", "| --- | --- | --- |", *rows, ""]


def _cell(type: str) -> str:
    return f"`{type}`".replace("|", "\\|")


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


PLAIN = {
    r"SerializeAsAny\[(\w+)\]": r"\1",
    r"\b(?:Identifier|Filled|_Text)\b": "str",
    r"\bReferences\b": "tuple[str, ...]",
    r"\bShare\b": "float",
    r"\bTruth\b": "bool",
    r"\bVersion\b": "int",
    r"\bMeta\b": "dict[str, Any]",
    r"\bPlacedSpan\b": "Span",
    r"\bFolders\b": "Iterable[str | os.PathLike[str]]",
}
"""Names that only say how a field is validated, and the types that readers know."""


def _type(annotation: Any) -> str:
    """Return an annotation as it is written, in types that readers know."""
    text = getattr(annotation, "__forward_arg__", annotation)
    text = text if isinstance(text, str) else getattr(text, "__name__", str(text))
    for name, plain in PLAIN.items():
        text = re.sub(name, plain, text)
    return str(text)


class Kinds:
    """The choices that signatures of a page name, such as *Direction*, and their values."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[Any, ...]] = {}

    def note(self, type: str, module: str) -> None:
        """Keep the choices that a type names where they are literals."""
        for name in re.findall(r"\b[A-Z]\w+", type):
            kind = _named(name, module)
            if get_origin(kind) is Literal:
                self._values[name] = get_args(kind)

    def section(self) -> list[str]:
        """Return the section that lists them, if there are any."""
        if not self._values:
            return []
        rows = (
            f"| `{name}` | {', '.join(f'`{value!r}`' for value in values)} |"
            for name, values in sorted(self._values.items())
        )
        return ["## Choices", "", "| type | values |", "| --- | --- |", *rows, ""]


def _named(name: str, module: str) -> Any:
    """Return what a name means in a module, also if only type checkers import it there."""
    home = import_module(module)
    if hasattr(home, name):
        return getattr(home, name)
    for node in ast.walk(ast.parse(inspect.getsource(home))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                if (each.asname or each.name) == name and node.module.startswith("argmap"):
                    return getattr(import_module(node.module), each.name, None)
    return None


def _call(name: str, thing: Any, kinds: Kinds, owner: type | None = None) -> str:
    """Return how a function, method or property is written, in a fence."""
    is_property = isinstance(thing, property) or (owner is not None and _is_cached(owner, name))
    function: Any = thing.fget if isinstance(thing, property) else thing
    signature = inspect.signature(function)
    module = function.__module__
    kinds.note(_type(signature.return_annotation), module)
    result = _type(signature.return_annotation)
    if is_property:
        return f"```python\n{name}: {result}\n```"
    listed: list[str] = []
    is_keyword = False
    for one in signature.parameters.values():
        if one.name in ("self", "cls") and not listed:
            continue
        if one.kind is one.KEYWORD_ONLY and not is_keyword:
            is_keyword = True
            if not any(each.startswith("*") for each in listed):
                listed.append("*")
        stars = "*" if one.kind is one.VAR_POSITIONAL else "**" * (one.kind is one.VAR_KEYWORD)
        type = "" if one.annotation is one.empty else f": {_type(one.annotation)}"
        kinds.note(type, module)
        given = "" if one.default is one.empty else f"{' = ' if type else '='}{one.default!r}"
        listed.append(f"{stars}{one.name}{type}{given}")
    line = f"{name}({', '.join(listed)}) -> {result}"
    if len(line) > LONGEST_LINE:
        line = "\n".join((f"{name}(", *(f"    {each}," for each in listed), f") -> {result}"))
    return f"```python\n{line}\n```"


def _is_cached(owner: type, name: str) -> bool:
    return any(isinstance(vars(base).get(name), cached_property) for base in owner.__mro__)


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
