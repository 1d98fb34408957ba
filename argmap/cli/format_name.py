"""The name of a format on the command line."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

import click

from argmap.errors import FormatError
from argmap.formats import FORMATS, all_formats, named

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class FormatName(click.Choice[str]):
    """The name of a format that argmap ``reads`` or ``writes``.

    Those of other packages are looked for only when one is named, or all are listed.
    """

    def __init__(self, use: Literal["reads", "writes"]) -> None:
        super().__init__([format.name for format in FORMATS if getattr(format, use)])
        self._use = use

    def _list_all(self) -> None:
        self.choices = tuple(one.name for one in all_formats() if getattr(one, self._use))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the names as help shows them."""
        self._list_all()
        return super().get_metavar(param, ctx)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name that was given; raise PluginError if its format does not work."""
        if value not in self.choices:
            with suppress(FormatError):  # said below, with all names
                named(value)
            self._list_all()
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin so."""
        self._list_all()
        return super().shell_complete(ctx, param, incomplete)
