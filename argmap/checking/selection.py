"""Which rules to run: by code, by the beginning of a code, or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from argmap.checking.diagnostic import Severity
from argmap.checking.rules import RULES
from argmap.errors import UsageError
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.checking.rule import Rule


def find_rule(code_or_name: str) -> Rule:
    """Return the rule of a code or a name.

    Raises UsageError, naming the nearest one, if there is none.

    >>> find_rule("AM120").name, find_rule("missing-quote").code
    ('missing-quote', 'AM120')
    """
    for rule in _rules_for([code_or_name]):
        if _is_named(rule.code, rule.name, code_or_name):
            return rule
    raise _unknown(code_or_name)


def all_rules() -> tuple[Rule, ...]:
    """Return argmap's own rules and those that other packages add.

    Looking for the latter takes time: only what lists all rules, or knows no other way, asks.
    """
    from argmap.checking.plugins import plugin_rules  # noqa: PLC0415 -- seldom met

    return (*RULES, *plugin_rules())


def rules_below(severity: Severity) -> tuple[str, ...]:
    """Return the codes of the rules whose findings are less severe.

    Raises UsageError for a word that is no severity.

    >>> "AM120" in rules_below("error"), "AM114" in rules_below("error"), rules_below("info")
    (False, True, ())
    """
    severities = get_args(Severity)
    if severity not in severities:
        raise UsageError(
            f"unknown severity {severity!r}", help=f"choose from {', '.join(severities)}"
        )
    milder = severities[severities.index(severity) + 1 :]
    return tuple(rule.code for rule in all_rules() if rule.severity in milder) if milder else ()


def selected_rules(*, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that are selected and not ignored, in the order of their codes.

    Each selector is a code such as ``AM120``, the beginning of one such as ``AM1``, or a name such
    as ``missing-quote``. Nothing selected means all rules that are on by default; a rule that is
    off by default must be named in full, one of another package by its code, the beginning of that,
    or its name. Raises UsageError, naming the nearest one, for a selector that fits no rule, and
    PluginError for a rule of another package that does not work.

    >>> [rule.code for rule in selected_rules(select=["AM00"], ignore=["duplicate-id"])]
    ['AM001', 'AM002', 'AM004', 'AM005', 'AM006', 'AM007']
    """
    chosen = (select,) if isinstance(select, str) else tuple(select)
    dropped = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    for selector in (*chosen, *dropped):
        if problem := unknown_selector(selector):
            raise problem
    return tuple(
        rule
        for rule in _rules_for((*chosen, *dropped))
        if any(
            _is_named(rule.code, rule.name, selector)
            or (rule.is_default and fits(selector, rule.code, rule.name))
            for selector in chosen or ("AM",)
        )
        and not any(fits(selector, rule.code, rule.name) for selector in dropped)
    )


def unknown_selector(selector: str) -> UsageError | None:
    """Return what is wrong with a selector that fits no rule, None for one that does."""
    if any(fits(selector, rule.code, rule.name) for rule in _rules_for([selector])):
        return None
    return _unknown(selector)


def _rules_for(selectors: Iterable[str]) -> tuple[Rule, ...]:
    """Return argmap's own rules, and those of other packages if any selector fits none of them."""
    others = [
        one for one in selectors if not any(fits(one, rule.code, rule.name) for rule in RULES)
    ]
    if not others:
        return RULES
    from argmap.checking.plugins import refuse_broken  # noqa: PLC0415 -- seldom met

    for selector in others:
        refuse_broken(selector)
    return all_rules()


def fits(selector: str, code: str, name: str) -> bool:
    """Tell whether a selector stands for the rule of a code and a name.

    >>> fits("AM1", "AM120", "missing-quote"), fits("AM2", "AM120", "missing-quote")
    (True, False)
    """
    is_prefix = len(selector) > 1 and code.startswith(selector.upper())
    return is_prefix or _is_named(code, name, selector)


def _is_named(code: str, name: str, selector: str) -> bool:
    return selector.upper() == code or selector.lower() == name


def _unknown(selector: str) -> UsageError:
    rules = all_rules()
    names = [rule.name for rule in rules] + [rule.code for rule in rules]
    folded = selector.upper() if selector[:2].upper() == "AM" else selector.lower()
    if selector.lower() in get_args(Severity):
        return UsageError(
            f"{selector!r} is a severity, not a rule",
            help=f"use `--severity {selector.lower()}`; in Python `severity={selector.lower()!r}`",
        )
    return UsageError(
        f"unknown rule {selector!r}",
        help=did_you_mean(folded, names) or "`argmap rule` lists them all",
    )
