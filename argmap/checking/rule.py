"""A rule: a function that yields diagnostics, its stable code, and what its docstring says."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmap.checking.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.checking.diagnostic import Severity
    from argmap.checking.subject import Subject
    from argmap.mapfile import Route

Family = Literal["file", "anchors", "structure", "argument", "wording"]
FAMILIES: tuple[Family, ...] = ("file", "anchors", "structure", "argument", "wording")

_EXAMPLE = re.compile(r"^(Bad|Good)::\n\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)


class Rule(NamedTuple):
    """A rule of ``argmap check``.

    ``code`` is ``AM`` (other letters, if another package adds the rule) and three digits, of which
    the first is the family, and is never given to another rule; ``name`` is the faulty pattern, so
    that "allow missing-quote" reads. A rule that is not ``is_default`` runs only when its whole
    code or name is selected. One that ``needs_whole_map`` tells of something that is not there, and
    holds its tongue about a file of which some records could not be read.
    """

    code: str
    name: str
    severity: Severity
    examine: Callable[[Subject], Iterator[Diagnostic]]
    is_default: bool = True
    needs_whole_map: bool = False

    def __call__(self, subject: Subject) -> Iterator[Diagnostic]:
        """Yield what the rule finds in a map."""
        if subject.is_whole or not self.needs_whole_map:
            yield from self.examine(subject)

    def finding(self, route: Route, message: str, **fields: Any) -> Diagnostic:
        """Return a diagnostic of this rule; ``fields`` are further ones of Diagnostic."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=self.severity,
            route=route,
            message=message,
            **fields,
        )

    @property
    def family(self) -> Family:
        """What the rule is about: the file, its anchors, its structure or its argument."""
        return FAMILIES[int(self.code[-3])]

    @property
    def explanation(self) -> str:
        """The whole docstring of the rule, without indentation."""
        from argmap.docstrings import docstring  # noqa: PLC0415 -- most runs explain no rule

        return docstring(self.examine)

    @property
    def summary(self) -> str:
        """What the rule reports, in one line."""
        return self.explanation.partition("\n")[0]

    @property
    def bad(self) -> str:
        """A small map, as YAML, that the rule finds fault with."""
        return self._examples["Bad"]

    @property
    def good(self) -> str:
        """The same map put right."""
        return self._examples["Good"]

    @property
    def _examples(self) -> dict[str, str]:
        return {
            found[1]: inspect.cleandoc(found[2]) + "\n"
            for found in _EXAMPLE.finditer(self.explanation + "\n")
        }


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    is_default: bool = True,
    needs_whole_map: bool = False,
) -> Callable[[Callable[[Subject], Iterator[Diagnostic]]], Rule]:
    """Turn a function that yields diagnostics into the rule of that code and name."""

    def made(examine: Callable[[Subject], Iterator[Diagnostic]]) -> Rule:
        return Rule(code, name, severity, examine, is_default, needs_whole_map)

    return made
