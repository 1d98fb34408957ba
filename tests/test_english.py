"""What users read is plain English: a few idioms that no native reader would write stay out.

The list holds only what cannot be meant in another way; CONTRIBUTING.md has the glossary.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM = ROOT / "argmap"

IDIOMS = {
    r"\bletter for letter\b": "write: exactly",
    r"(?<!there )(?<!There )(?<!it )\b(?:is|are) no (?!longer\b|more\b)": "write: is not a",
    r"\bstands? (?:here|nowhere|twice|in|at its|right (?:before|after))\b": "write: is, appears",
    r"\b(?:tell|tells|told) of\b": "write: report",
    r"\b(?:is|are|was|were) told\b": "write: is reported",
    r"\bpassed over\b": "write: ignored",
    r"\bput (?:it )?right\b": "write: fix",
    r"\bnoted down\b": "write: saved, recorded",
    r"\bturned round\b": "write: reversed",
    r"\belse than\b": "write: other than",
    r"\b(?:has|have) no place in (?!the map\b)": "write: is not supported by, cannot be stored in",
    r"\bnothing but\b": "write: only",
    r"\bfor want of\b": "write: out of, for lack of",
    r"\banew\b": "write: again",
    r"\b(?:is|are|was|were) called like\b": "write: has the name of",
    r"\bsays? no (?:column|relation|kind|places?)\b": "write: has no",
    r"\bgot a number\b": "write: was given a number",
    r"\bthere is no (?:format|option|relation|rule|syntax|report format) $": "write: unknown",
    r"\b(?:took back|did again)\b": "write: undone, redone",
    r"\b(?:is|are|must be) none of (?:argmap|brat|Argdown)'s\b": "write: is not one of",
}


def read_by_users(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each text of a module that users read, with its line.

    These are all texts in the code, and the docstrings of rules and commands; other docstrings, and
    those of attributes, are for programmers.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            unread.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(is_shown, node.decorator_list)):
            unread.discard(id(getattr(node.body[0], "value", None)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in unread:
            yield node.lineno, str(node.value)


def is_shown(decorator: ast.expr) -> bool:
    """Tell whether a decorator makes a rule or a command, whose docstring is its help."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(called, "attr", getattr(called, "id", "")) in ("rule", "command", "group")


def idioms_in(text: str) -> list[str]:
    return [advice for idiom, advice in IDIOMS.items() if re.search(idiom, text)]


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: str(path.name))
def test_what_users_read_has_none_of_these_idioms(path: Path) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r} ({advice})"
        for line, text in read_by_users(path)
        for advice in idioms_in(text)
    ]
    assert not found


@pytest.mark.parametrize(
    "path",
    [ROOM / "drafts/prompt.md", *sorted(ROOM.rglob("*.html"))]
    + [ROOT / "docs" / f"{name}.md" for name in ("commands", "formats", "rules", "tables")],
    ids=lambda path: str(path.name),
)
def test_pages_the_prompt_and_generated_docs_have_none_of_them_either(path: Path) -> None:
    assert not idioms_in(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(ROOM.rglob("web/*.js")), ids=lambda path: str(path.name))
def test_what_scripts_say_has_none_of_them_either(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    shown = [line for line in lines if not line.lstrip().startswith(("//", "/*", "*"))]
    assert not idioms_in("\n".join(shown))


@pytest.mark.parametrize(
    "text",
    [
        "the quote stands nowhere in the source",
        "the theme is no TOML",
        "a broken map is told everything in one go",
        "`nodes` is no list, and is passed over",
        "quote the passage letter for letter",
        "workers were lost, perhaps for want of memory",
        "a row without an id got a number",
    ],
)
def test_each_of_these_is_noticed(text: str) -> None:
    assert idioms_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "there is no file here",
        "the finding is no longer reported",
        "it is no secret that",
        "remove the blank line above",
        "the edit has no place in the map",
    ],
)
def test_plain_english_is_left_alone(text: str) -> None:
    assert not idioms_in(text)
