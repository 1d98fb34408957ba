"""What a project's configuration says, where it is found, and how it is told that it is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from argmap.checking import Configuration, Configurations
from argmap.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
select = ["AM1", "AM3"]
ignore = ["unsupported-claim"]
minimum-coverage = 0.25

[per-file-ignores]
"drafts/*" = ["AM3", "AM114"]
"old-*.yaml" = ["cut-word"]
"""
IN_PROJECT = '[project]\nname = "x"\n\n[tool.argmap]\nignore = ["AM301"]\n'


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(WHOLE, encoding="utf-8")
    found = Configurations().of(tmp_path)
    assert found.select == ("AM1", "AM3")
    assert found.ignore == ("unsupported-claim",)
    assert found.minimum_coverage == 0.25
    assert found.ignored_in(tmp_path / "drafts" / "a.yaml") == ("AM3", "AM114")
    assert found.ignored_in(tmp_path / "deep" / "old-a.yaml") == ("cut-word",)
    assert found.ignored_in(tmp_path / "a.yaml") == ()


def test_it_is_found_above_the_map(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(IN_PROJECT, encoding="utf-8")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    found = Configurations()
    assert found.of(deep).ignore == ("AM301",)
    assert found.of(deep) is found.of(deep)


def test_the_nearest_one_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(IN_PROJECT, encoding="utf-8")
    near = tmp_path / "a"
    near.mkdir()
    (near / "argmap.toml").write_text('select = ["AM1"]\n', encoding="utf-8")
    assert Configurations().of(near) == Configuration(near, select=("AM1",))


def test_of_one_folder_argmap_toml_counts_before_pyproject_toml(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(IN_PROJECT, encoding="utf-8")
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    assert Configurations().of(tmp_path).ignore == ()


def test_a_pyproject_without_a_table_for_argmap_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(IN_PROJECT, encoding="utf-8")
    near = tmp_path / "a"
    near.mkdir()
    (near / "pyproject.toml").write_text('[project]\nname = "argmap-x"\n', encoding="utf-8")
    assert Configurations().of(near).ignore == ("AM301",)


def test_a_file_that_is_named_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text('select = ["AM1"]\n', encoding="utf-8")
    other = tmp_path / "strict.toml"
    other.write_text('select = ["AM2"]\n', encoding="utf-8")
    assert Configurations(only=other).of(tmp_path).select == ("AM2",)
    assert Configurations(is_used=False).of(tmp_path) == Configuration()
    with pytest.raises(UsageError, match="`is_used` is False"):
        Configurations(only=other, is_used=False)


@pytest.mark.parametrize(
    ("text", "place", "what", "help"),
    [
        ("select = [", "1:11", "this is not valid TOML", None),
        ("\nselect = 'AM1'", "2:1", "`select` must be a list of rule codes or names", "such as"),
        ("select = [1]", "1:1", "`select` must be a list", "such as"),
        ('ignore = ["AM1",\n  "AM999"]', "2:3", "unknown rule 'AM999'", None),
        ('ignore = ["missing-qoute"]', "1:11", "unknown rule", "did you mean 'missing-quote'?"),
        ("selct = []", "1:1", "the configuration has no key `selct`", "did you mean 'select'?"),
        ("x = 1\nminimum-coverage = 3", "1:1", "has no key `x`", "its keys are select, ignore"),
        ("minimum-coverage = 80", "1:1", "must be between 0 and 1", "half of"),
        ("minimum-coverage = true", "1:1", "must be between 0 and 1", "half of"),
        ("per-file-ignores = []", "1:1", "`per-file-ignores` must be a table", "such as"),
        ('[per-file-ignores]\n"a/*" = "AM1"', "2:2", "`a/*` must be a list", "such as"),
        ("select = []", "1:1", "`select` is empty", "remove the key"),
        ('select = [""]', "1:11", "unknown rule ''", None),
        ('[tool.argmap]\nselect = ["AM1"]', "1:2", "has no key `tool`", "remove this header"),
        ('[per-file-ignores]\n"" = ["AM1"]', "1:2", "is empty, so no file matches", "drafts/*"),
        ('[per-file-ignores]\n"a/*" = ["XX"]', "2:10", "unknown rule 'XX'", None),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(
    text: str, place: str, what: str, help: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "argmap.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        Configurations().of(tmp_path)
    assert refused.value.where == f"{path}:{place}"
    assert what in refused.value.what
    assert help is None or help in str(refused.value.help)


def test_the_place_in_a_pyproject_is_that_in_argmaps_own_table(tmp_path: Path) -> None:
    text = '[tool.other]\nselect = ["E"]\n\n[tool.argmap]\nselect = ["E"]\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        Configurations().of(tmp_path)
    assert str(refused.value.where).endswith("pyproject.toml:5:11")


def test_a_file_that_is_not_text_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        Configurations().of(tmp_path)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("# for argmap\ntool = 3\n", ":2:1", "`tool` must be a table"),
        ("[tool]\nargmap = 3\n", ":1:1", "`tool.argmap` must be a table"),
        ('[argmap]\nselect = ["AM1"]\n', ":1:2", "cannot have a table `[argmap]`"),
    ],
)
def test_a_pyproject_that_means_argmap_in_another_way_is_refused(
    text: str, place: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=re.escape(what)) as refused:
        Configurations().of(tmp_path)
    assert str(refused.value.where).endswith(f"pyproject.toml{place}")


def test_a_pyproject_that_is_named_must_have_something_for_argmap(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"no table `\[tool.argmap\]`"):
        Configurations(only=path)
    assert Configurations().of(tmp_path).select == ()
