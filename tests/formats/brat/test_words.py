"""The words of a project for kinds and relations are read as its reader says, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import run
from argmap.errors import UsageError
from argmap.formats import read, read_with_losses, write

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Loaded
    from argmap.model import ArgumentMap

TEXT = "Buses help. They carry many. They stink."
LOWER = """\
T1	claim 0 10	Buses help
T2	evidence 12 27	They carry many
T3	City 29 39	They stink
R1	support Arg1:T2 Arg2:T1
R2	Lives-in Arg1:T3 Arg2:T1
R3	Near Arg1:T3 Arg2:T2
A1	Speaker T3 Ann
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_bytes(TEXT.encode())
    (tmp_path / "talk.ann").write_bytes(LOWER.encode())
    return tmp_path / "talk.ann"


def links(map: ArgumentMap) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (one.id, relation, found)
        for one in map.statements
        for relation in ("supports", "rebuts", "limits", "undercuts", "restates", "answers")
        if (found := getattr(one, relation, ()))
    ]


def loaded(path: Path, **options: str) -> Loaded:
    return read_with_losses(path, options=options)


def test_case_makes_no_difference_to_the_usual_words(path: Path) -> None:
    map = read(path)
    assert links(map) == [("T2", "supports", ("T1",))]
    path.write_text("T1\tMAJORCLAIM 0 10\tBuses help\nT2\tpremise 12 27\tThey carry many\n"
                    "R1\tpartial_attack Arg1:T2 Arg2:T1\n", encoding="utf-8")  # fmt: skip
    map, losses = read_with_losses(path)
    assert links(map) == [("T2", "limits", ("T1",))]
    assert losses == ()


def test_words_of_a_project_mean_what_its_reader_says(path: Path) -> None:
    labels = "EVIDENCE=reason, city=caveat"
    map, losses = loaded(path, labels=labels, relations="lives_in=rebuts,Near=limits")
    assert losses == ()
    kinds = {one.id: one.kind for one in map.statements}
    assert kinds == {"T1": "claim", "T2": "reason", "T3": "caveat"}
    assert links(map) == [
        ("T2", "supports", ("T1",)),
        ("T3", "rebuts", ("T1",)),
        ("T3", "limits", ("T2",)),
    ]


def test_what_is_said_to_mean_nothing_is_left_out_and_reported(path: Path) -> None:
    map, losses = loaded(path, labels="City=,evidence=reason", relations="Near=")
    assert [one.id for one in map.statements] == ["T1", "T2"]
    assert [loss.what for loss in losses] == [
        "spans that are left out, as requested: City 1",
        "relations that are left out, as requested: Lives-in 1, Near 1",
        "attributes that cannot be stored in a map: Speaker 1",
    ]


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"labels": "evidence=reason,City=caveat", "relations": "Lives-in=rebuts,Near=limits"},
        {"labels": "City=", "relations": "Near="},
    ],
)
def test_a_file_with_words_of_its_own_is_written_back_line_for_line(
    path: Path, words: dict[str, str]
) -> None:
    map = read(path, options=words)
    there = path.parent / "there"
    there.mkdir()
    write(map, there / "talk.ann")
    lines = (there / "talk.ann").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "ArgmapData" not in line] == LOWER.splitlines()
    again = read(there / "talk.ann", options=words)
    assert links(again) == links(map)


def test_words_kept_in_a_map_that_mean_nothing_any_more_do_no_harm(path: Path) -> None:
    map = read(path, options={"labels": "evidence=reason"})
    map.meta["brat"]["rest"]["words"] = {"labels": "evidence=nonsense", "relations": 3}
    write(map, path.parent / "again.ann")
    assert "T2\tevidence 12 27" in (path.parent / "again.ann").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("labels", "City=town", "unknown kind 'town'"),
        ("labels", "claim", "'claim' is given for no word"),
        ("labels", "City", "unknown kind 'City'"),
        ("relations", "Near=nearby", "unknown relation 'nearby'"),
        ("relations", "supports", "'supports' is given for no word"),
        ("label", "City=claim", "unknown option 'label'"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    path: Path, option: str, value: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        loaded(path, **{option: value})
    assert caught.value.help


@pytest.mark.parametrize(
    "roles",
    ["Arg1:T2 Arg2:T1", "Arg2:T1 Arg1:T2", "Premise:T2 Conclusion:T1", "Conclusion:T1 Premise:T2",
     "From:T2 To:T1", "target:T1 source:T2", "A:T2 B:T1"],
)  # fmt: skip
def test_roles_say_which_end_is_which_in_either_order(path: Path, roles: str) -> None:
    lines = f"T1\tClaim 0 10\tBuses help\nT2\tPremise 12 27\tThey carry many\nR1\tSupport {roles}\n"
    path.write_text(lines, encoding="utf-8")
    map, losses = read_with_losses(path)
    assert links(map) == [("T2", "supports", ("T1",))]
    assert losses == ()
    write(map, path.parent / "again.ann")
    assert (path.parent / "again.ann").read_text(encoding="utf-8") == lines


def test_a_choice_for_reading_reaches_the_reader_if_both_formats_have_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = path.parent / "talk.jsonld"
    arguments = ["convert", str(path), "-O", "labels=City=", "-o", str(output)]
    assert run(arguments) == 0
    assert "left out, as requested: City 1" in capsys.readouterr().err
    again = path.parent / "again.ann"
    assert run(["convert", str(path), "-O", "labels=City=", "-o", str(again)]) == 0
    assert "left out, as requested: City 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    "labels", ["city=claim,City=reason", "city=claim,city=", "city=,CITY=claim"]
)
def test_a_word_with_two_meanings_is_refused(tmp_path: Path, labels: str) -> None:
    (tmp_path / "a.txt").write_text("Rome", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tCity 0 4\tRome\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is given two meanings"):
        read(tmp_path / "a.ann", options={"labels": labels})


def test_a_word_that_is_nowhere_in_the_file_is_reported(path: Path) -> None:
    map, losses = loaded(path, labels="evidnce=reason,CLAIM=claim", relations="Suport=supports")
    assert [loss.what for loss in losses if loss.kind == "unresolved"] == [
        "the option `labels` has 'evidnce', which is not in the file; did you mean 'evidence'?",
        "the option `relations` has 'Suport', which is not in the file; did you mean 'support'?",
    ]
    assert links(map) == [("T2", "supports", ("T1",))]
    write(map, path.with_name("again.ann"))
    assert path.with_name("again.ann").read_text(encoding="utf-8") == LOWER
