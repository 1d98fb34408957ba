"""Docstrings that are data: what a rule, a command and a field mean is said in them alone.

``python -OO`` takes them away from what was compiled, so there they are read in the source.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Iterator

_Documented = ast.ClassDef | ast.FunctionDef


def docstring(thing: Any) -> str:
    """Return the docstring of a function or class of argmap, without indentation.

    Raises ArgmapError if Python has dropped it and the source is not there to be read.

    >>> docstring(docstring).partition(",")[0]
    'Return the docstring of a function or class of argmap'
    """
    if thing.__doc__ is not None:
        return inspect.cleandoc(thing.__doc__)
    return inspect.cleandoc(_docstrings(thing.__module__).get(thing.__qualname__) or "")


def field_docstrings(model: type) -> dict[str, str]:
    """Return what the docstrings below the fields of a class say, those of its bases included.

    Raises ArgmapError if the source is not there to be read.
    """
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not kind.__module__.startswith("argmap."):
            continue
        body = _definitions(kind.__module__)[kind.__qualname__].body
        for field, following in pairwise(body):
            match field, following:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found


@cache
def _docstrings(module: str) -> dict[str, str | None]:
    return {name: ast.get_docstring(node) for name, node in _definitions(module).items()}


@cache
def _definitions(module: str) -> dict[str, _Documented]:
    """Return the functions and classes of a module by their qualified names."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError) as error:
        raise ArgmapError(
            f"the source code of {module}, which contains this text, is not installed",
            help="install argmap with its source files, or run Python without `-OO`",
        ) from error
    return dict(_below(tree, ""))


def _below(node: ast.AST, path: str) -> Iterator[tuple[str, _Documented]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Documented):
            yield f"{path}{child.name}", child
            yield from _below(child, f"{path}{child.name}.")
