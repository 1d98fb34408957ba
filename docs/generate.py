"""Write the pages that follow from the code: `docs/commands.md` and `docs/rules.md`.

python docs/generate.py
"""

from __future__ import annotations

from pathlib import Path

import click

from argmap.checking import FAMILIES, RULES
from argmap.cli import argmap

FOLDER = Path(__file__).parent
WIDTH = 100


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


def rules_page() -> str:
    """Return what every rule means."""
    parts = [
        "# Rules\n",
        "What `argmap check` finds, as `argmap rule CODE` tells it. Made by `docs/generate.py`.\n",
        "| code | name | severity | what it tells of |",
        "| --- | --- | --- | --- |",
        *(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity}"
            f"{'' if rule.is_default else ', off unless selected'} | {rule.summary} |"
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
    return "\n".join(parts)


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


PAGES = {"commands.md": commands_page, "rules.md": rules_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
