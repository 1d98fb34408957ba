"""Who may name which file: Python code any, a file those of its project, data none."""

from __future__ import annotations

import copy
import os
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.access import Access
from argmap.checking import check
from argmap.errors import OutsideError, SourceError
from argmap.formats import FORMATS, Document, dump, read, write
from argmap.mapfile import Edit, apply_edits, loads, read_map
from argmap.model import ArgumentMap, Claim
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from argmap.formats import Format

TEXT = "Buses help. They carry many."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a map whose source is in the project, next to a folder outside."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("project/maps", "project/texts", "outside", "home"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "outside" / "secret.txt").write_text(TEXT)
    (tmp_path / "project" / "texts" / "text.txt").write_text(TEXT)
    return tmp_path / "project"


def outside(folder: Path, path: str, **allowed: str | Path) -> bool:
    access = Access.of(folder / "maps", **allowed)
    try:
        access.check(folder / "maps" / path)
    except OutsideError:
        return True
    return False


# The project


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".git", ""),
        (".git", None),
        ("argmap.toml", ""),
        ("pyproject.toml", "[tool.argmap]\n"),
        ("pyproject.toml", "[project]\nname = 'x'\n[tool]\nargmap.select = []\n"),
    ],
)
def test_a_project_is_what_has_a_configuration_or_a_repository(
    folder: Path, name: str, text: str | None
) -> None:
    assert outside(folder, "../texts/text.txt")
    if text is None:
        (folder / name).mkdir()
    else:
        (folder / name).write_text(text)
    assert not outside(folder, "../texts/text.txt")
    assert not outside(folder, "../texts/no-such-file.txt")
    assert outside(folder, "../../outside/secret.txt")


@pytest.mark.parametrize(
    "text", ["[project]\n", "[tool.argmap", "tool = 1", "[tool.ruff]\n# argmap", "a=" + "[" * 5000]
)
def test_a_pyproject_that_has_nothing_for_argmap_makes_no_project(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text)
    assert outside(folder, "../texts/text.txt")


def test_the_nearest_project_counts(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "maps" / "argmap.toml").touch()
    assert outside(folder, "../texts/text.txt")


@pytest.mark.parametrize("home", [".", "..", "maps"])
def test_no_project_holds_the_home_folder(
    folder: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder / home))
    (folder / ".git").mkdir()
    assert outside(folder, "../texts/text.txt") is (home != "..")
    assert outside(folder, ".hidden.txt") is (home == "maps")
    assert not outside(folder, "text.txt")


def test_a_map_in_the_root_reads_only_what_is_next_to_it() -> None:
    access = Access.of("/")
    for path in ("/etc/passwd", "/proc/self/environ", "/.dockerenv"):
        with pytest.raises(OutsideError):
            access.check(path)
    access.check("/text.txt")


def test_a_folder_that_is_reached_by_a_link_is_the_one_that_it_leads_to(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder.parent / "linked").symlink_to(folder / "maps")
    access = Access.of(folder.parent / "linked")
    access.check(folder.parent / "linked" / "../texts/text.txt")
    access.check(folder.parent / "linked" / "text.txt")


@pytest.mark.parametrize(
    "name",
    [".git", ".GIT", ".Git", ".g\u200cit", ".git ", ".git.", "git~1", "GIT~1", "x/.git/y"],
)
def test_what_git_keeps_is_known_however_it_is_written(folder: Path, name: str) -> None:
    (folder / "argmap.toml").touch()
    assert outside(folder, f"../{name}/config")
    assert not outside(folder, "../x.git.d/.gitignore")


@given(st.lists(st.sampled_from(["..", "a", ".", "texts", "~", "maps", "", "b c"]), max_size=8))
def test_steps_lead_out_only_if_the_path_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    root = tmp_path_factory.getbasetemp() / "steps"
    (root / "maps").mkdir(parents=True, exist_ok=True)
    path = "/".join(["maps", *steps])
    place = os.path.normpath(root / path)
    is_inside = place == str(root / "maps") or place.startswith(f"{root}/maps/")
    assert outside(root, os.path.join(*steps) if steps else ".") is not is_inside  # noqa: PTH118 -- as written


def test_one_folder_is_allowed_or_several(folder: Path) -> None:
    path, allowed = "../../outside/secret.txt", folder.parent / "outside"
    assert not outside(folder, path, allow_outside=allowed)
    assert not outside(folder, path, allow_outside=str(allowed))
    assert not outside(folder, path, allow_outside=[folder, allowed])  # type: ignore[arg-type]
    assert outside(folder, path, allow_outside=folder.parent / "out")
    assert outside(folder, "/etc/passwd", allow_outside=str(allowed))


# Who names the file


def test_python_code_reads_any_file_that_it_names(folder: Path) -> None:
    path = str(folder.parent / "outside" / "secret.txt")
    for source in (
        Source(id="s", path=path),
        Source.read(path),
        Source(id="s", path="secret.txt").placed_in(folder.parent / "outside"),
        Source(id="s", path="../../outside/secret.txt").placed_in(folder / "maps"),
    ):
        for again in (
            source,
            copy.deepcopy(source),
            pickle.loads(pickle.dumps(source)),  # noqa: S301 -- our own
            source.relative_to(folder),
            source.model_copy(update={"title": "T"}),
            ArgumentMap(sources=[source]).sources[0],
            ArgumentMap.model_validate({"sources": [source]}).sources[0],
        ):
            assert again._forgetting().text == TEXT  # noqa: SLF001


def made_from_data(path: str) -> dict[str, Source]:
    record = {"id": "s", "path": path}
    whole = ArgumentMap.model_validate({"sources": [record]})
    return {
        "record": Source.model_validate(record),
        "json": Source.model_validate_json(f'{{"id": "s", "path": "{path}"}}'),
        "map": whole.sources[0],
        "called": ArgumentMap(sources=[record]).sources[0],
        "loads": loads(f"sources: [{{id: s, path: '{path}'}}]").sources[0],
        "text": am.loads(f'{{"sources": [{{"id": "s", "path": "{path}"}}]}}').sources[0],
        "constructed": Source.model_construct(id="s", path=path),
    }


@pytest.mark.parametrize("how", list(made_from_data("x")))
def test_data_without_a_folder_reads_no_file(
    folder: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "texts")
    for path in ("text.txt", str(folder / "texts" / "text.txt")):
        source = made_from_data(path)[how]
        for again in (source, copy.copy(source), source.relative_to("."), source.model_copy()):
            with pytest.raises(SourceError, match="made from data"):
                _ = again.text
        assert source.placed_in(folder / "texts").text == TEXT
        with pytest.raises(OutsideError):
            _ = source.model_copy(update={"path": "/etc/passwd"}).placed_in(folder).text


def test_a_folder_that_is_given_for_data_opens_its_project(folder: Path) -> None:
    inside, out = (
        f"sources: [{{id: s, path: {path}}}]"
        for path in ("../texts/text.txt", "../../outside/secret.txt")
    )
    with pytest.raises(OutsideError):
        _ = loads(inside, folder=folder / "maps").sources[0].text
    (folder / ".git").mkdir()
    assert loads(inside, folder=folder / "maps").sources[0].text == TEXT
    with pytest.raises(OutsideError):
        _ = loads(out, folder=folder / "maps").sources[0].text
    allowed = folder.parent / "outside"
    assert loads(out, folder=folder / "maps", allow_outside=allowed).sources[0].text == TEXT


READERS: dict[str, Callable[..., ArgumentMap]] = {
    "load": am.load,
    "read": am.read,
    "read_map": lambda path, **allowed: read_map(path, **allowed).map,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_every_reader_of_maps_asks(
    folder: Path, reader: Callable[..., ArgumentMap], syntax: str
) -> None:
    path = folder / "maps" / f"m.argmap.{syntax}"
    path.write_text('{"sources": [{"id": "s", "path": "../../outside/secret.txt"}]}')
    if syntax == "yaml":
        path.write_text("sources:\n  - {id: s, path: ../../outside/secret.txt}\n")
    with pytest.raises(OutsideError):
        _ = reader(path).sources[0].text
    with pytest.raises(OutsideError):
        _ = reader(path).sources[0].find("Buses help")
    assert reader(path, allow_outside=folder.parent / "outside").sources[0].text == TEXT


def test_an_edit_reads_no_more_than_the_map_did(folder: Path) -> None:
    path = folder / "maps" / "m.argmap.yaml"
    path.write_text("sources: [{id: s, path: text.txt}]")
    edited = apply_edits(am.load(path), [Edit(("sources", 0, "path"), "/etc/passwd")])
    with pytest.raises(OutsideError):
        _ = edited.sources[0].text
    read_again = read_map(path).reread("sources: [{id: s, path: ../../outside/secret.txt}]")
    with pytest.raises(OutsideError):
        _ = read_again.map.sources[0].text


def test_a_map_that_is_saved_elsewhere_still_has_its_texts(folder: Path) -> None:
    path = folder / "texts" / "m.argmap.yaml"
    path.write_text("sources: [{id: s, path: text.txt}]")
    map = am.load(path)
    am.save(map, folder / "maps" / "m.argmap.yaml")
    assert map.sources[0].relative_to(folder / "maps").text == TEXT
    with pytest.raises(OutsideError):
        _ = am.load(folder / "maps" / "m.argmap.yaml").sources[0].text


# Formats


def cites(folder: Path, path: str) -> ArgumentMap:
    source = Source(id="s", path=path).placed_in(folder / "maps")
    claim = Claim(id="c", source="s", quote="Buses help", span=(0, 10))
    return ArgumentMap(sources=[source, Source(id="t", text="Trams.")], claims=[claim])


BOTH_WAYS = [format for format in FORMATS if format.reads and format.writes]


@pytest.mark.parametrize("format", BOTH_WAYS, ids=lambda one: one.name)
def test_no_format_reads_a_text_outside_its_project(folder: Path, format: Format) -> None:
    path = folder / "maps" / f"m{format.suffixes[0]}"
    write(cites(folder, "../../outside/secret.txt"), path, format=format.name)
    (folder.parent / "outside" / "secret.txt").write_text("Buses help. SECRET")
    try:
        sources = read(path, format=format.name).sources
    except OutsideError:
        return
    for source in sources:
        try:
            assert "SECRET" not in source.text
        except OutsideError:
            continue


@pytest.mark.parametrize("format", BOTH_WAYS, ids=lambda one: one.name)
def test_every_format_reads_a_text_outside_that_is_allowed(folder: Path, format: Format) -> None:
    path = folder / "maps" / f"m{format.suffixes[0]}"
    write(cites(folder, "../../outside/secret.txt"), path, format=format.name)
    map = read(path, format=format.name, allow_outside=folder.parent / "outside")
    assert all(source.text for source in map.sources)


@pytest.mark.parametrize("format", BOTH_WAYS, ids=lambda one: one.name)
@pytest.mark.parametrize("target", ["project/maps/m", "outside/m", "-"])
def test_a_map_is_written_wherever_its_texts_are(
    folder: Path, format: Format, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent / "home")
    path = "-" if target == "-" else str(folder.parent / f"{target}{format.suffixes[0]}")
    (folder / "maps" / "text.txt").write_text(TEXT)
    (folder / "maps" / "m.argmap.yaml").write_text("sources: [{id: s, path: text.txt}]")
    (source,) = am.load(folder / "maps" / "m.argmap.yaml").sources
    map = cites(folder, "text.txt").model_copy(update={"sources": [source]})
    assert dump(map, path, format=format.name).text


@pytest.mark.parametrize("suffix", [".ann", ".arggraph.xml", ".aml", ".xaif.json"])
def test_a_text_beside_a_file_is_read_only_if_it_is_there(folder: Path, suffix: str) -> None:
    path = folder / "maps" / f"m{suffix}"
    (folder / "maps" / "m.txt").symlink_to(folder.parent / "outside" / "secret.txt")
    document = Document(path=path)
    with pytest.raises(OutsideError):
        document.beside(".txt")
    if suffix == ".ann":
        path.write_text("T1\tClaim 0 10\tBuses help\n")
        with pytest.raises(OutsideError):
            read(path)


def test_a_link_of_an_annotation_leads_nowhere_else(folder: Path) -> None:
    path = folder / "maps" / "m.jsonld"
    (folder / "maps" / "text").symlink_to(folder.parent / "outside")
    path.write_text(
        '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "urn:a", '
        '"body": {"type": "TextualBody", "value": "claim"}, "target": '
        '{"source": "text/secret.txt", '
        '"selector": {"type": "TextQuoteSelector", "exact": "Buses help"}}}'
    )
    with pytest.raises(OutsideError):
        read(path, format="web-annotation")


# Findings


def test_check_reports_and_all_else_raises(folder: Path) -> None:
    map = loads(
        "sources: [{id: s, path: ../../outside/secret.txt}]\n"
        "claims: [{id: c, quote: Buses help, span: [0, 10]}]\n",
        folder=folder / "maps",
    )
    assert [(one.code, one.route) for one in check(map, select=["AM1"])] == [
        ("AM108", ("sources", 0, "path"))
    ]
    for use in (am.ground, lambda one: am.render(one, format="svg"), am.page):
        with pytest.raises(OutsideError):
            use(map)


def test_data_without_a_folder_is_a_finding_and_may_be_drawn(folder: Path) -> None:
    map = loads(
        "sources: [{id: s, path: text.txt}]\nclaims: [{id: c, quote: Buses help, span: [0, 10]}]\n"
    )
    (finding,) = check(map, select=["AM1"])
    assert finding.code == "AM102"
    assert "loads(text, folder=…)" in (finding.help or "")
    assert am.render(map, format="svg")
    assert folder.is_dir()
