"""Argdown that includes other files: put in their places, and never from outside the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, dump, named, read, read_with_losses
from argmap.formats.argdown.including import SIGN, included
from argmap.model import ArgumentMap, Claim, Reason
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "@include(more.argdown)\n\n[A]: Buses help.\n  + <B>\n"
MORE = "<B>: They carry many.\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    (tmp_path / "more.argdown").write_text(MORE, encoding="utf-8")
    path = tmp_path / "main.argdown"
    path.write_text(MAIN, encoding="utf-8")
    return path


def test_a_file_that_is_included_is_read_in_its_place(main: Path) -> None:
    map, losses = read_with_losses(main)
    assert losses == ()
    assert [(one.id, one.text) for one in map.statements] == [
        ("A", "Buses help."),
        ("B", "They carry many."),
    ]
    assert map["B"].supports == ("A",)


def test_underscores_in_the_name_of_a_file_are_no_marks(main: Path) -> None:
    (main.parent / "_x_y.argdown").write_text("\ufeff[C]: more.\r\n", encoding="utf-8")
    main.write_text("[A]: Buses help.\n\n@include(_x_y.argdown)\n", encoding="utf-8")
    assert [one.id for one in read(main).claims] == ["A", "C"]


def test_files_include_others_from_their_own_folders(main: Path) -> None:
    folder = main.parent / "parts"
    folder.mkdir()
    (folder / "one.argdown").write_text("@include(two.argdown)\n\n@include(../more.argdown)\n")
    (folder / "two.argdown").write_text("[C]: Trams help.\n")
    main.write_text("[A]: Buses help.\n  + <B>\n\n@include(parts/one.argdown)\n")
    assert {one.id for one in read(main).statements} == {"A", "B", "C"}


def test_a_file_that_includes_itself_counts_once_and_is_told(main: Path) -> None:
    (main.parent / "more.argdown").write_text(f"{MORE}\n@include(main.argdown)\n")
    main.write_text(f"{MAIN}\n@include(more.argdown)\n\n[D]: Once.\n")
    map, losses = read_with_losses(main)
    assert [one.id for one in map.statements] == ["A", "D", "B"]
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("repaired", "'main.argdown' is included again: each file is included once"),
        ("repaired", "'more.argdown' is included again: each file is included once"),
    ]


def error(path: Path) -> tuple[str, str, str]:
    with pytest.raises(MapFileError) as caught:
        read(path)
    where = str(caught.value.where).replace(str(path.parent), "")
    return where, caught.value.what, str(caught.value.help).replace(str(path.parent.resolve()), "…")


def test_a_file_that_is_missing_is_told_with_its_place(main: Path) -> None:
    main.write_text("[A]: Buses help.\n\n  @include(less.argdown)\n")
    where, what, advice = error(main)
    assert where.endswith("main.argdown:3:3")
    assert what == (
        "the file that is included here cannot be read: 'less.argdown': source file not found"
    )
    assert advice == "the path is relative to the folder of this file: …/less.argdown"


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "link", "round", "\0", "x/../../y"])
def test_no_file_outside_the_folder_is_read(main: Path, name: str) -> None:
    folder = main.parent / "map"
    folder.mkdir()
    (main.parent / "secret").write_text("[S]: secret\n")
    (folder / "link").symlink_to(main.parent / "secret")
    (folder / "round").symlink_to(folder / "round")
    path = folder / "main.argdown"
    path.write_text(f"[A]: Buses help.\n\n@include({name})\n")
    where, what, _ = error(path)
    assert where.endswith("main.argdown:3:1")
    other = {"round": "cannot be read", "\0": "no file can have that name"}
    assert other.get(name, "outside the project of the map") in what


def test_a_part_in_a_folder_below_may_not_lead_out_either(main: Path) -> None:
    folder = main.parent / "map"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "part.argdown").write_text("@include(../../more.argdown)\n")
    path = folder / "main.argdown"
    path.write_text("[A]: Buses help.\n\n@include(below/part.argdown)\n")
    assert error(path)[:2] == (
        "/below/part.argdown:1:1",
        (
            "'../../more.argdown': the file that is included is outside the project of the map, "
            "so it is not read"
        ),
    )


def test_a_text_that_is_in_no_file_includes_none() -> None:
    load = named("argdown").codec.load
    assert load is not None
    with pytest.raises(MapFileError, match="has no folder") as caught:
        load(Document(text=MAIN))
    assert caught.value.where == "<text>:1:1"


def test_files_that_include_each_other_too_deep_are_refused(main: Path) -> None:
    for number in range(60):
        text = f"[S{number}]: s\n\n@include({number + 1}.argdown)\n"
        (main.parent / f"{number}.argdown").write_text(text)
    where, what, _ = error(main.parent / "0.argdown")
    assert (where, what) == (
        "/50.argdown:3:1",
        "files include each other more than 50 levels deep",
    )


def test_what_is_wrong_in_a_file_is_told_of_that_file(main: Path) -> None:
    for text, where in (
        ("[B]: They carry many.\n\n  + <C>\n", "more.argdown:3:3"),
        ("[B]: They carry many.\n\n[C]: x {a: [}\n", "more.argdown:3:13"),
    ):
        (main.parent / "more.argdown").write_text(text)
        assert error(main)[0].endswith(where)
    (main.parent / "more.argdown").write_text(MORE)
    main.write_text(f"{MAIN}\n  + <C>\n")
    assert error(main)[0].endswith("main.argdown:6:3")


@pytest.mark.parametrize(
    "text",
    [
        "[A]: Buses help. // @include(x)\n",
        "<!-- @include(x)\n-->\n[A]: Buses help.\n",
        "/* @include(x) */\n[A]: Buses help.\n",
        "[A]: Buses help. \\@include(x)\n",
    ],
)
def test_what_is_in_a_comment_or_escaped_includes_nothing(text: str) -> None:
    assert included(Document(text=text)).text == text


def test_what_argmap_writes_includes_nothing() -> None:
    sign = "@include(x.argdown)"
    m = ArgumentMap(
        title=sign,
        sources=[Source(id="s", text=f"see {sign}")],
        claims=[
            Claim(id=sign, text=f"so {sign}", tags=(sign, "@include(x"), note=sign),
            Claim(id="d", quote=sign, span=(4, 23), meta={sign: sign}),
        ],
        reasons=[
            Reason(id="r", text=sign, supports=sign, joint=sign, scheme=sign),
            Reason(id="q", text=sign, supports=sign, joint=sign, scheme=sign),
        ],
    )
    text = dump(m, "-", format="argdown").text
    assert SIGN not in text
    load = named("argdown").codec.load
    assert load is not None
    assert load(Document(text=text)) == m
