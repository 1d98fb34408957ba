"""Other packages add formats and rules, and one that is broken is named and stops nothing else."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap import checking, formats
from argmap.checking import all_rules, check, find_rule, selected_rules
from argmap.checking import plugins as of_rules
from argmap.cli.main import run
from argmap.errors import FormatError, PluginError, PluginWarning, UsageError
from argmap.formats import all_formats, dump, named, read, recognised, write
from argmap.formats import plugins as of_formats
from argmap.mapfile import loads
from tests.plugin_packages import put_package

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
OUTLINE = "Buses help\n  + They carry many\n    - They stink\n  - They run late\n"
SHOUTED = "argmap: 1\nclaims:\n  - {id: help, text: BUSES HELP, implicit: true}\n"

FORMAT = """\
from argmap.formats import Codec, Format
from argmap.model import ArgumentMap

def load(document):
    return ArgumentMap()

def made(name, **fields):
    usual = {"title": "T", "suffixes": (f".{name}",), "syntax": "text", "specification": "x"}
    codec = Codec(load=load, dump=lambda map, output: "")
    return Format(**{"name": name, "home": codec, **usual, **fields})

"""
RULE = """\
from argmap.checking.rule import rule

def made(code, name, severity="warning", examine=None):
    def found(subject):
        "Report it."
        yield from ()
    return rule(code, name, severity)(examine or found)

"""


def forget() -> None:
    """Forget which packages there are, as a new process would."""
    for module in (of_formats, of_rules):
        for known in vars(module).values():
            if hasattr(known, "cache_clear"):
                known.cache_clear()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the example package."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--target", str(folder), str(ROOT / "examples/plugin")]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture
def example(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(installed))
    forget()
    yield installed
    forget()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the path for packages that tests make up; their modules are forgotten after."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    forget()
    yield folder
    forget()
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "").is_relative_to(folder):
            del sys.modules[name]


# The example package


@pytest.mark.usefixtures("example")
def test_a_format_of_another_package_is_read_written_and_recognised(tmp_path: Path) -> None:
    path = tmp_path / "talk.indented"
    path.write_text(OUTLINE, encoding="utf-8")
    map = read(path)
    assert [(one.kind, one.wording) for one in map.statements] == [
        ("claim", "Buses help"),
        ("reason", "They carry many"),
        ("caveat", "They stink"),
        ("caveat", "They run late"),
    ]
    write(map, tmp_path / "again.indented")
    assert (tmp_path / "again.indented").read_text(encoding="utf-8") == OUTLINE
    assert dump(map, "-", format="indented", options={"indent": "4"}).text.startswith(
        "Buses help\n    + They carry"
    )
    with pytest.raises(UsageError, match="unknown option 'width'"):
        dump(map, "-", format="indented", options={"width": "4"})
    assert recognised(formats.Document(text=OUTLINE)).name == "indented"
    assert "indented" in [format.name for format in all_formats()]


@pytest.mark.usefixtures("example")
def test_the_command_line_converts_and_lists_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text(OUTLINE, encoding="utf-8")
    assert run(["convert", "talk.txt", "--from", "indented", "-o", "talk.argmap.yaml"]) == 0
    assert run(["convert", "talk.argmap.yaml", "-o", "a.indented", "-O", "indent=4"]) == 0
    assert Path("a.indented").read_text(encoding="utf-8") == OUTLINE.replace("  ", "    ")
    capsys.readouterr()
    assert run(["convert", "--help"]) == 0
    assert capsys.readouterr().out.replace("\n", "").replace(" ", "").count("|indented") == 2
    Path("bad.indented").write_text("  + They carry many\n", encoding="utf-8")
    assert run(["convert", "bad.indented"]) == 2
    assert "bad.indented:1:1: nothing is above this" in capsys.readouterr().err


@pytest.mark.usefixtures("example")
def test_a_rule_of_another_package_runs_when_it_is_selected() -> None:
    map = loads(SHOUTED)
    assert "IND401" not in {one.code for one in check(map)}
    for selectors in (["IND401"], ["ind4"], ["IND"], ["shouted-wording"]):
        assert [one.code for one in check(map, select=selectors)] == ["IND401"]
    both = {one.code for one in check(map, select=["AM", "IND"])}
    assert both == {"IND401", *(one.code for one in check(map))}
    assert check(map, select=["IND"], ignore=["IND401"]) == []
    assert check(map, ignore=["IND401"]) == check(map)
    assert find_rule("IND401").family == "wording"


@pytest.mark.usefixtures("example")
def test_comments_and_configurations_silence_it_and_every_report_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.argmap.yaml").write_text(SHOUTED, encoding="utf-8")
    for format in ("full", "concise", "json", "github", "sarif"):
        arguments = ["check", "m.argmap.yaml", "--select", "IND", "--output-format", format]
        assert run(arguments) == 1
        assert "IND401" in capsys.readouterr().out
    Path("argmap.toml").write_text('select = ["IND"]\n', encoding="utf-8")
    assert run(["check", "m.argmap.yaml", "--output-format", "concise"]) == 1
    assert "IND401" in capsys.readouterr().out
    Path("argmap.toml").write_text('select = ["IND"]\nignore = ["shouted-wording"]\n', "utf-8")
    assert run(["check", "m.argmap.yaml"]) == 0
    Path("argmap.toml").unlink()
    commented = SHOUTED.replace("true}", "true}  # argmap: ignore[IND401]")
    Path("m.argmap.yaml").write_text(commented, encoding="utf-8")
    assert run(["check", "m.argmap.yaml", "--select", "IND"]) == 0
    capsys.readouterr()
    assert run(["check", "m.argmap.yaml", "--select", "IND", "--no-ignore"]) == 1


@pytest.mark.usefixtures("example")
def test_rule_shows_and_lists_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "ind401"]) == 0
    assert "Report a wording that is all in capitals." in capsys.readouterr().out
    assert run(["rule"]) == 0
    assert "IND401  warning  shouted-wording\n" in capsys.readouterr().out


@pytest.mark.usefixtures("example")
def test_the_maps_in_its_docstring_are_bad_and_good() -> None:
    rule = find_rule("IND401")
    assert [one.code for one in check(loads(rule.bad), select=["IND"])] == ["IND401"]
    assert check(loads(rule.good), select=["IND"]) == []


# Packages that do not work

BROKEN_FORMATS = {
    "aif = m:THING": FORMAT + "THING = made('aif')\n",
    "raises = m:made": "raise OSError('no disk')\n",
    "exits = m:made": "raise SystemExit(3)\n",
    "missing = m:absent": FORMAT,
    "wrong-type = m:THING": FORMAT + "THING = 3\n",
    "other-name = m:THING": FORMAT + "THING = made('mind-map')\n",
    "Upper = m:THING": FORMAT + "THING = made('Upper')\n",
    "no-suffix = m:THING": FORMAT + "THING = made('no-suffix', suffixes=())\n",
    "odd-suffix = m:THING": FORMAT + "THING = made('odd-suffix', suffixes=(3,))\n",
    "odd-syntax = m:THING": FORMAT + "THING = made('odd-syntax', syntax='binary')\n",
    "odd-codec = m:THING": FORMAT + "THING = made('odd-codec', home=3)\n",
    "lost-codec = m:THING": FORMAT + "THING = made('lost-codec', home='no.such:X')\n",
    "no-load = m:THING": FORMAT + "THING = made('no-load', home=Codec(dump=load))\n",
}


@pytest.mark.parametrize("entry", BROKEN_FORMATS)
def test_a_broken_format_is_refused_by_package_and_entry_point(packages: Path, entry: str) -> None:
    name = entry.partition(" ")[0]
    put_package(packages, "m", BROKEN_FORMATS[entry], {"argmap.formats": entry})
    if name == "aif":
        assert named("aif").title == "AIF JSON"
    else:
        with pytest.raises(PluginError) as caught:
            named(name)
        assert caught.value.what.startswith(
            f"the entry point '{name}' (argmap.formats) of the package 'm' "
        )
        assert caught.value.help
    with pytest.warns(PluginWarning, match=f"{name}.*of the package 'm' .*; it is not used"):
        assert all_formats() == formats.FORMATS


BROKEN_RULES = {
    "missing-quote = m:THING": "THING = made('XY101', 'missing-quote')\n",
    "raises-this = m:made": "raise OSError('no disk')\n",
    "other-name = m:THING": "THING = made('XY101', 'good-name')\n",
    "own-code = m:THING": "THING = made('AM120', 'own-code')\n",
    "no-family = m:THING": "THING = made('XY901', 'no-family')\n",
    "odd-code = m:THING": "THING = made(7, 'odd-code')\n",
    "odd-severity = m:THING": "THING = made('XY101', 'odd-severity', 'fatal')\n",
    "not-rule = m:made": "",
    "no-words = m:THING": "THING = made('XY101', 'no-words', examine=lambda subject: iter(()))\n",
}


@pytest.mark.parametrize("entry", BROKEN_RULES)
def test_a_broken_rule_is_refused_by_package_and_entry_point(packages: Path, entry: str) -> None:
    name = entry.partition(" ")[0]
    put_package(packages, "m", RULE + BROKEN_RULES[entry], {"argmap.rules": entry})
    if name == "missing-quote":
        assert find_rule(name).code == "AM120"
    else:
        with pytest.raises(PluginError) as caught:
            find_rule(name)
        assert "of the package 'm' " in caught.value.what
    with pytest.warns(PluginWarning, match=f"{name}.*of the package 'm' .*; it is not used"):
        assert all_rules() == checking.RULES
    # What is argmap's own goes on as before.
    assert selected_rules(select=["AM120"])[0].name == "missing-quote"


def test_two_packages_with_one_name_are_both_refused(packages: Path) -> None:
    entry = "mind = {}:THING"
    for package in ("first", "second"):
        code = FORMAT + "THING = made('mind')\n"
        put_package(packages, package, code, {"argmap.formats": entry.format(package)})
    with pytest.raises(PluginError, match="has the same name as one of 'second': neither is used"):
        named("mind")


def test_two_rules_with_one_code_are_told_apart(packages: Path) -> None:
    for package in ("first", "second"):
        code = RULE + f"THING = made('XY101', '{package}-rule')\n"
        put_package(packages, package, code, {"argmap.rules": f"{package}-rule = {package}:THING"})
    with pytest.warns(PluginWarning, match="has the code XY101 of the rule 'first-rule'"):
        assert find_rule("XY101").name == "first-rule"


def test_what_fails_in_use_is_named_and_is_no_traceback(
    packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = FORMAT + "THING = made('mind', home=Codec(load=lambda document: 1 / 0, "
    code += "dump=lambda map, output: None, fits=lambda document: 'mind' in document.text))\n"
    put_package(packages, "m", code, {"argmap.formats": "mind = m:THING"})
    fails = "def fails(subject):\n    'Report it.'\n    raise KeyError('x')\n    yield\n"
    code = RULE + fails + "THING = made('XY101', 'bad-rule', examine=fails)\n"
    put_package(packages, "r", code, {"argmap.rules": "bad-rule = r:THING"})
    path = tmp_path / "a.mind"
    path.write_text("a mind", encoding="utf-8")
    with pytest.raises(PluginError, match="failed: ZeroDivisionError: division by zero"):
        read(path)
    with pytest.raises(PluginError, match="gave NoneType, not str"):
        dump(loads(SHOUTED), "-", format="mind")
    assert run(["convert", str(path)]) == 2
    assert "of the package 'm' failed: ZeroDivisionError" in capsys.readouterr().err
    (tmp_path / "m.argmap.yaml").write_text(SHOUTED, encoding="utf-8")
    assert run(["check", str(tmp_path / "m.argmap.yaml"), "--select", "XY"]) == 2
    said = capsys.readouterr().err
    assert "the entry point 'bad-rule' (argmap.rules) of the package 'r' failed: KeyError" in said
    assert "Traceback" not in said


def test_a_plugin_that_reads_what_argmap_names_and_refuses_comes_first(
    packages: Path, tmp_path: Path
) -> None:
    code = FORMAT + "THING = made('free-mind', suffixes=('.mm',))\n"
    put_package(packages, "m", code, {"argmap.formats": "free-mind = m:THING"})
    path = tmp_path / "a.mm"
    path.write_text('<map><node TEXT="a"/></map>', encoding="utf-8")
    assert len(read(path)) == 0


# What is argmap's own never looks for packages


PROGRAM = """\
import sys
from argmap.cli.main import run
status = run(sys.argv[1:])
print([name for name in ("argmap.plugins", "argmap.checking.plugins",
                         "argmap.formats.plugins", "argmap.foreign") if name in sys.modules])
"""


@pytest.mark.parametrize(
    "command",
    [
        ["check", "m.argmap.yaml"],
        ["check", "m.argmap.yaml", "--select", "AM1,missing-quote", "--ignore", "AM3"],
        ["render", "m.argmap.yaml", "-o", "m.svg"],
        ["convert", "m.argmap.yaml", "-o", "m.aif.json"],
        ["convert", "m.argmap.yaml", "--to", "argdown", "-o", "m.argdown"],
    ],
)
def test_commands_that_name_only_what_is_argmaps_own_look_for_no_packages(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "m.argmap.yaml").write_text(SHOUTED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_unknown_names_are_refused_as_before() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(FormatError, match="unknown format 'yml'"):
            named("yml")
        with pytest.raises(UsageError, match="unknown rule 'XX999'"):
            find_rule("XX999")
