"""Rules that a map should keep, what each of them finds, and fixes."""

from argmap.checking.checker import check, check_file, examine_file
from argmap.checking.configuration import Configuration, Configurations
from argmap.checking.configured import Rules, check_as_configured, fix_as_configured, rules_for
from argmap.checking.diagnostic import Diagnostic, Fix, Severity, Silencer, SourcePlace
from argmap.checking.findings import Findings
from argmap.checking.fixing import fix, fix_file
from argmap.checking.rule import FAMILIES, Family, Rule
from argmap.checking.rules import RULES
from argmap.checking.selection import all_rules, find_rule, rules_below, selected_rules

__all__ = [
    "FAMILIES",
    "RULES",
    "Configuration",
    "Configurations",
    "Diagnostic",
    "Family",
    "Findings",
    "Fix",
    "Rule",
    "Rules",
    "Severity",
    "Silencer",
    "SourcePlace",
    "all_rules",
    "check",
    "check_as_configured",
    "check_file",
    "examine_file",
    "find_rule",
    "fix",
    "fix_as_configured",
    "fix_file",
    "rules_below",
    "rules_for",
    "selected_rules",
]
