"""Rules that other packages add: read from the entry points ``argmap.rules``, and checked."""

from __future__ import annotations

import re
import warnings
from functools import cache, wraps
from typing import TYPE_CHECKING, get_args

from argmap.checking.diagnostic import Diagnostic, Severity
from argmap.checking.rule import Rule
from argmap.checking.rules import RULES
from argmap.errors import PluginError, PluginWarning
from argmap.plugins import clashing, plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.checking.subject import Subject
    from argmap.plugins import Plugin

_GROUP = "argmap.rules"
_CODE = re.compile(r"(?!AM)[A-Z]{2,8}[0-4][0-9]{2}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


@cache
def plugin_rules() -> tuple[Rule, ...]:
    """Return the rules of other packages by their codes; warn of each that cannot be used."""
    by_code: dict[str, Rule] = {}
    for plugin in plugins(_GROUP):
        try:
            rule = _loaded(plugin)
            if rule.code in by_code:
                what = f"has the code {rule.code} of the rule {by_code[rule.code].name!r}"
                raise plugin.error(what)
        except PluginError as error:
            warnings.warn(f"{error}; it is not used", PluginWarning, stacklevel=2)
        else:
            by_code[rule.code] = rule
    return tuple(by_code[code] for code in sorted(by_code))


def refuse_broken(name: str) -> None:
    """Raise PluginError if there is a rule of that name of another package, and it is broken."""
    for plugin in plugins(_GROUP):
        if plugin.name == name.lower():
            _loaded(plugin)


@cache
def _loaded(plugin: Plugin) -> Rule:
    if plugin.name in {rule.name for rule in RULES}:
        raise plugin.error(f"has the name of the built-in rule {plugin.name!r}")
    if problem := clashing(plugin):
        raise problem
    rule = plugin.load()
    if not isinstance(rule, Rule):
        raise plugin.error(f"refers to {type(rule).__name__}, not to an argmap.checking.Rule")
    if rule.name != plugin.name or not _NAME.fullmatch(rule.name):
        what = f"refers to a rule named {rule.name!r}"
        raise plugin.error(what, help="both must have the same name, of several words: vague-claim")
    if not _CODE.fullmatch(str(rule.code)):
        what = f"has a rule with the code {rule.code!r}"
        advice = (
            "a code must be two to eight capitals, not AM, then 0 to 4 and two more digits: XY301"
        )
        raise plugin.error(what, help=advice)
    if rule.severity not in get_args(Severity):
        raise plugin.error(f"has a rule with the severity {rule.severity!r}")
    if not (rule.examine.__doc__ or "").strip():
        raise plugin.error("has a rule without a docstring, which `argmap rule` would show")
    return rule._replace(examine=_guarded(plugin, rule))


def _guarded(plugin: Plugin, rule: Rule) -> Callable[[Subject], Iterator[Diagnostic]]:
    """Return what examines a map, with PluginError for whatever else it raises or yields."""

    @wraps(rule.examine)
    def examine(subject: Subject) -> Iterator[Diagnostic]:
        reported = plugin.guarded(lambda: list(rule.examine(subject)), list)()
        for one in reported:
            if not isinstance(one, Diagnostic) or one.code != rule.code:
                raise plugin.error(f"reported something that is not a finding of {rule.code}")
            yield one

    return examine
