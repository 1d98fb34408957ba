"""The `argmap` command: its subcommands, and what every failure of theirs looks like."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from argmap.cli.streams import report_error, say, say_warnings
from argmap.errors import ArgmapError
from argmap.limits import beyond_limits, defect
from argmap.nearest import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SUMMARIES = {
    "new": "Start a map of one or more sources.",
    "anchor": "Find the span of every quote.",
    "check": "Check maps for problems.",
    "quotes": "Check the quotations in any text against its sources.",
    "render": "Draw a map.",
    "show": "Print a map as an outline, or one statement in context.",
    "convert": "Convert a map to another format.",
    "corpus": "Write many maps as tables, to Parquet or JSON Lines.",
    "stats": "Count statements, and how much of the sources they cover.",
    "schema": "Print the JSON Schema of the map file, or of a draft.",
    "prompt": "Print instructions for a language model that drafts a map.",
    "rule": "Explain a rule of `argmap check`.",
    "watch": "Check and draw maps whenever they change.",
    "edit": "Edit a map in the browser.",
    "lsp": "Serve a text editor (Language Server Protocol).",
    "mcp": "Serve a folder to an AI assistant (MCP).",
    "doctor": "Show the versions, Graphviz and fonts that argmap can use.",
}

_DEBUG = "--debug"


class _Commands(click.Group):
    """Loads a command only when it is called, so that none pays for another's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _SUMMARIES:
            return None
        command: click.Command = getattr(import_module(f"argmap.cli.{cmd_name}"), cmd_name)
        return _with_help(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_SUMMARIES.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, without loading any, and the options."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a shell asks

        return [
            *(
                CompletionItem(name, help=summary)
                for name, summary in _SUMMARIES.items()
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _SUMMARIES and not name.startswith("-"):
            near = nearest(name, _SUMMARIES)
            advice = f" Did you mean {near!r}?" if near else ""
            raise click.UsageError(f"No such command {name!r}.{advice}", ctx)
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 -- click's signature
    if not wanted:
        return
    from argmap.drawing.engines import available_engines  # noqa: PLC0415
    from argmap.version import __version__  # noqa: PLC0415 -- only for this option

    engines = [
        f"{engine.name} {engine.version}" for engine in available_engines() if engine.is_usable
    ]
    python = ".".join(str(part) for part in sys.version_info[:3])
    click.echo(f"argmap {__version__} (Python {python}, Graphviz: {', '.join(engines) or 'none'})")
    ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nFor example:\n"
    "  argmap new interview.txt -o interview.argmap.yaml\n"
    "  argmap check interview.argmap.yaml\n"
    "  argmap render interview.argmap.yaml -o interview.svg",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the versions of argmap, Python and Graphviz.",
)
@click.option(
    _DEBUG, is_flag=True, expose_value=False, help="Show a traceback when something fails."
)
def argmap() -> None:
    """Argument maps anchored in their sources.

    `-` means standard input or output. Exit status: 0 success, 1 findings, 2 error.
    """


def main() -> NoReturn:
    """Run the command; every failure ends as one message on standard error and exit status 2."""
    for name, mode, flags in (
        ("stdin", "r", os.O_RDONLY),
        # A result that nobody can get is a failure: what is written here is refused.
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:  # closed by whoever started the command
            file = os.open(os.devnull, flags)
            setattr(sys, name, os.fdopen(file, mode, encoding="utf-8"))
    collect_seldom()
    # Else Pydantic asks every installed package whether it has a plugin that watches validation.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    status = run(sys.argv[1:])
    with suppress(OSError, ValueError):  # whoever reads them may have gone
        sys.stdout.flush()
        sys.stderr.flush()
    if not os.path.isfile(__file__):  # noqa: PTH113 -- quicker, and for every command
        sys.exit(status)  # out of an archive, what was unpacked is cleared away
    # Python would spend longer on taking its modules apart than on checking a map.
    os._exit(status)


def collect_seldom() -> None:
    """Let Python look for garbage in cycles seldom, since a command makes hardly any.

    A map of 16,000 statements is a million objects that stay, and looking through them again and
    again took a third of the time.
    """
    gc.set_threshold(50_000, 10, 10)


def run(arguments: list[str]) -> int:
    """Run the command with these arguments and return its exit status."""
    with warnings.catch_warnings():
        say_warnings()
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    is_debugging = _DEBUG in arguments
    try:
        status = _with_help(argmap).main(arguments, prog_name="argmap", standalone_mode=False)
        sys.stdout.flush()
    except (ArgmapError, click.ClickException, click.Abort, KeyboardInterrupt, OSError) as error:
        if is_debugging and not isinstance(error, click.UsageError):
            raise
        return _report(error)
    except (MemoryError, RecursionError) as error:
        if is_debugging:
            raise
        report_error(beyond_limits(error))
        return 2
    except Exception as error:
        if is_debugging:
            raise
        what = defect(error).what
        report_error(ArgmapError(what, help=f"use `argmap {_DEBUG} …` to see where it happened"))
        return 2
    return status if isinstance(status, int) else 0


def _with_help(command: click.Command) -> click.Command:
    """Return a command with its help, which `python -OO` leaves out of what is compiled."""
    if command.help is None and command.callback is not None:
        from argmap.docstrings import docstring  # noqa: PLC0415 -- as said, hardly ever

        command.help = docstring(command.callback)
    return command


def _report(error: BaseException) -> int:
    """Say in one message what went wrong, and return the exit status."""
    if isinstance(error, ArgmapError):
        report_error(error)
    elif isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
    elif isinstance(error, click.ClickException):
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else None
        advice = f"run `{path} -h` for usage" if path else None
        # Click breaks what it lists into lines.
        message = " ".join(error.format_message().split())
        report_error(ArgmapError(message.rstrip("."), help=advice))
    elif isinstance(error, click.Abort | KeyboardInterrupt):
        say("argmap: error: interrupted")
    else:
        say(f"argmap: error: {error}")
    return 2
