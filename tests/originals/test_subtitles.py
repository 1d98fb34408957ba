"""Subtitles as originals: what is said, when, and by whom."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.errors import OriginalWarning, SourceError
from argmap.originals.subtitles import take_subtitles

SRT = """\
1
00:00:01,000 --> 00:00:02,500
ANN: Buses help
us all.
2
00:00:02,600 --> 00:00:04,000
<i>They</i> carry many.

3
00:00:09,000 --> 00:00:10,250 X1:10 X2:20
- Really?
- Yes. They do.
"""
VTT = """\
\ufeffWEBVTT - a talk

STYLE
::cue { color: red }

NOTE made by hand
over two lines

intro
00:01.000 --> 00:02.500 align:start
<v.loud Ann Berg>Buses &amp; trams <c.yellow>help</c></v>

00:02.500 --> 00:04.000
<v Ann Berg>all of us.

00:04.000 --> 01:00:06.125
<v Bo>Do they?
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def cited(text: str, where: str = "a.srt") -> list[tuple[str, float, float | None, str | None]]:
    taken = take_subtitles(text, where=where)
    return [
        (taken.text[cue.start : cue.end], cue.since, cue.until, cue.speaker) for cue in taken.cues
    ]


def test_the_words_of_cues_are_joined_as_they_are_spoken() -> None:
    taken = take_subtitles(SRT, where="a.srt")
    assert (
        taken.text == "ANN: Buses help us all. They carry many.\n\n- Really?\n\n- Yes. They do.\n"
    )


def test_each_cue_keeps_its_times_to_the_millisecond() -> None:
    assert [row[1:3] for row in cited(SRT)] == [(1.0, 2.5), (2.6, 4.0), (9.0, 10.25), (9.0, 10.25)]


def test_voices_are_speakers_and_are_written_once_for_each_turn() -> None:
    taken = take_subtitles(VTT, where="a.vtt")
    assert taken.text == "Ann Berg: Buses & trams help all of us.\n\nBo: Do they?\n"
    assert cited(VTT)[1] == ("all of us.", 2.5, 4.0, "Ann Berg")
    assert cited(VTT)[2] == ("Do they?", 4.0, 3606.125, "Bo")


def test_notes_styles_and_names_of_cues_are_none_of_the_words() -> None:
    text = take_subtitles(VTT, where="a.vtt").text
    assert not any(word in text for word in ("made", "hand", "color", "intro", "WEBVTT"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert (
        take_subtitles(SRT.replace("\n", end), where="a").text
        == take_subtitles(SRT, where="a").text
    )


def test_a_number_that_is_said_is_kept() -> None:
    text = "1\n00:01:00,000 --> 00:01:01,000\nHow many?\n\n2\n00:01:02,000 --> 00:01:03,000\n42\n"
    assert [row[0] for row in cited(text)] == ["How many?", "42"]


def cue(number: int, *lines: str, seconds: int = 1) -> str:
    start = 2 * number
    times = f"00:00:{start:02},000 --> 00:00:{start + seconds:02},000"
    return "\n".join((f"{number}", times, *lines, "", ""))


def test_two_voices_in_a_line_are_two_turns_and_words_without_a_voice_are_nobodys() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We pay.</v> <v Bob>We do\nnot.</v> Quiet!\n\n"
        "00:02.000 --> 00:03.000\nMusic plays.\n\n00:03.000 --> 00:04.000\n<v Bob>Note: it is late."
    )
    taken = take_subtitles(text, where="a.vtt")
    assert [(row[0], row[3]) for row in cited(text)] == [
        ("We pay.", "Ann"),
        ("We do not.", "Bob"),
        ("Quiet!", None),
        ("Music plays.", None),
        ("Note: it is late.", "Bob"),
    ]
    assert taken.text == (
        "Ann: We pay.\n\nBob: We do not.\n\nQuiet! Music plays.\n\nBob: Note: it is late.\n"
    )
    assert taken.remarks == ("1 turn has no voice, and so no speaker",)


def test_two_signs_before_words_begin_a_turn() -> None:
    text = (
        cue(1, ">> We pay.", ">> ANN: We do not. >> Who does?")
        + cue(2, "&gt;&gt;")
        + cue(3, "I do.")
    )
    taken = take_subtitles(text, where="a.srt")
    assert taken.text == ">> We pay.\n\n>> ANN: We do not.\n\n>> Who does?\n\n>> I do.\n"
    assert [row[3] for row in cited(text)] == [None, "ANN", None, None, None]


def test_a_word_before_a_colon_is_no_speaker_only_because_it_begins_a_cue() -> None:
    text = cue(1, "Remember: the tax is") + cue(2, "Important: not a fee.")
    assert [row[3] for row in cited(text)] == [None, None]
    assert take_subtitles(text, where="a").text == "Remember: the tax is Important: not a fee.\n"


def test_words_that_are_broken_at_the_end_of_a_line_or_cue_are_found_whole() -> None:
    text = (
        cue(1, "The govern-", "ment is well-") + cue(2, "known for twenty-") + cue(3, "five years.")
    )
    source = am.Source(id="talk", text=take_subtitles(text, where="a").text)
    found = source.find("The government is well-known for twenty-five years")
    assert found.status == "corrected"
    assert not found.changes_meaning


def test_a_cue_that_ends_before_it_begins_has_no_known_end_and_that_is_reported() -> None:
    text = cue(5, "Buses help.", seconds=-1) + cue(6, "They do.")
    assert [row[1:3] for row in cited(text)] == [(10.0, None), (12.0, 13.0)]
    remark = "1 cue ends before the beginning: when that is over is not known"
    assert take_subtitles(text, where="a").remarks == (remark,)


def test_captions_that_roll_are_said_once_and_that_is_reported() -> None:
    lines = ["so what we", "want to say", "is that buses", "help", "us all"]
    cues = [
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{lines[n - 1]}\n"
        f"{lines[n]}<00:00:0{n}.500><c> x{n}</c>\n"
        for n in range(1, 4)
    ]
    # Each cue shows the last line of the one before it again.
    rolled = [
        cues[0],
        cues[1].replace(lines[1], f"{lines[1]} x1", 1),
        cues[2].replace(lines[2], f"{lines[2]} x2", 1),
    ]
    rolled.append(f"00:00:04.000 --> 00:00:05.000\n{lines[3]} x3\n{lines[4]}\n")
    taken = take_subtitles("WEBVTT\n\n" + "\n".join(rolled), where="a.vtt")
    assert taken.text == "so what we want to say x1 is that buses x2 help x3 us all\n"
    assert taken.remarks == ("left out 3 lines that the next cue shows again",)


def test_captions_that_roll_are_said_once_without_times_inside_of_cues() -> None:
    lines = ["so what we", "want to say", "is that buses", "help", "us all"]
    cues = [f"00:00:00,000 --> 00:00:00,990\n{lines[0]}\n"]
    for n, (above, new) in enumerate(pairwise(lines)):
        cues += [
            f"00:00:0{n},990 --> 00:00:0{n + 1},000\n{above}\n",
            f"00:00:0{n + 1},000 --> 00:00:0{n + 1},990\n{above}\n{new}\n",
        ]
    text = "\n".join(f"{n}\n{cue}" for n, cue in enumerate(cues, 1))
    taken = take_subtitles(text, where="a.srt")
    assert taken.text == " ".join(lines) + "\n"
    assert taken.remarks == ("left out 8 lines that the next cue shows again",)


def test_two_speakers_who_repeat_each_other_after_a_pause_are_kept() -> None:
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},800\nNo.\nNo.\n" for n in range(1, 6)]
    assert take_subtitles("\n".join(cues), where="a").text.count("No.") == 10


def test_what_is_really_said_twice_is_kept() -> None:
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nNo.\n\n" for n in range(1, 5))
    assert take_subtitles(text, where="a").text == "No. No. No. No.\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the file contains no subtitles"),
        ("Dear reader,\nthis is prose.\n", "the file contains no subtitles"),
        ("1\n00:00:xx --> 00:01:00,000\nHi\n", "the times of this cue cannot be read"),
        ("Hello\n\n1\n00:00:01,000 --> 00:00:02,000\nHi\n", "there are words before the first cue"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", "none of its cues has words"),
    ],
)
def test_what_are_no_subtitles_is_refused_with_a_reason(text: str, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        take_subtitles(text, where="a.srt")


HEAD = '{"argmap-places":1,"original":{"sha256":"x"},"text":{"sha256":"x"},"extractor":"x",'

words = st.lists(st.sampled_from(["buses", "help", "many", ";", "12"]), min_size=1, max_size=9)


@given(st.lists(st.tuples(st.integers(0, 10**7), words), min_size=1, max_size=12))
def test_whatever_is_said_comes_back_in_order_with_exact_times(
    said: list[tuple[int, list[str]]],
) -> None:
    def clock(ms: int) -> str:
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"

    said.sort()
    text = "\n".join(
        f"{n}\n{clock(ms)} --> {clock(ms + 999)}\nSo {' '.join(some)}\n"
        for n, (ms, some) in enumerate(said, 1)
    )
    assert [(row[0], row[1], row[2]) for row in cited(text)] == [
        (f"So {' '.join(some)}", ms / 1000, (ms + 999) / 1000) for ms, some in said
    ]


def test_a_source_from_subtitles_knows_its_original_and_the_time_of_its_words(
    tmp_path: Path,
) -> None:
    source = am.Source.from_original(write(tmp_path, "talk.srt", SRT))
    assert source.text == (tmp_path / "talk.txt").read_text()
    assert source.original is not None
    assert source.original.path.endswith("talk.srt")
    start = source.text.index("They carry")
    place = source.place(start, start + 10)
    assert place is not None
    assert (place.time, place.speaker, str(place), place.fragment) == (
        (2.6, 4.0),
        "ANN",
        "0:00:02",
        "t=2.6,4",
    )


def test_a_map_names_text_and_original_and_finds_both_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "talk.srt", SRT)
    monkeypatch.chdir(tmp_path)
    source = am.Source.from_original("talk.srt")
    m = am.ArgumentMap(sources=[source])
    m.claim(quote="They carry many", id="many")
    am.save(m, tmp_path / "talk.argmap.yaml")
    again = am.load(tmp_path / "talk.argmap.yaml")
    assert again == m
    original = again.sources[0].original
    assert original is not None
    assert (original.path, original.places) == ("talk.srt", "talk.places.json")
    assert again.sources[0].place(*again["many"].anchors[0].spans[0])
    assert list(am.check(again, select=["AM1"])) == []
    assert am.loads(am.dumps(again, syntax="json"), folder=tmp_path) == again


def test_a_text_that_is_there_already_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = write(tmp_path, "talk.srt", SRT)
    (tmp_path / "talk.txt").write_text("my notes")
    with pytest.raises(am.errors.OutputError, match="not the text of"):
        am.Source.from_original(path)
    assert (tmp_path / "talk.txt").read_text() == "my notes"
    am.Source.from_original(path, again=True)
    assert am.Source.from_original(path).text.startswith("ANN")


def test_a_file_that_is_no_table_of_places_is_not_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, "talk.srt", SRT)
    (tmp_path / "talk.places.json").write_text('{"mine": 1}')
    with pytest.raises(am.errors.OutputError, match="not a table of places"):
        am.Source.from_original(path)


def test_nothing_is_written_when_the_text_is_not_to_be_kept(tmp_path: Path) -> None:
    source = am.Source.from_original(write(tmp_path, "talk.srt", SRT), keep=False)
    assert source.place(0, 9) is not None
    assert [path.name for path in tmp_path.iterdir()] == ["talk.srt"]


@pytest.mark.parametrize(
    "damage",
    [
        "nothing",
        "[]",
        '{"argmap-places": 1}',
        '{"argmap-places": 9}',
        "[" * 100_000,
        HEAD + '"cues":[[0,9,"a",null,null]]}',
        HEAD + '"pages":[{"start":0,"end":9,"number":1,"label":null,"box":[0,0,9,9],"rotation":0,'
        '"words":[1,2,3]}]}',
        HEAD + '"apparatus":[[5,1e99]]}',
    ],
)
def test_a_damaged_table_is_reported_and_not_believed(tmp_path: Path, damage: str) -> None:
    source = am.Source.from_original(write(tmp_path, "talk.srt", SRT))
    (tmp_path / "talk.places.json").write_text(damage)
    with pytest.raises(SourceError, match="table of places"):
        source.place(0, 9)
    with pytest.warns(OriginalWarning, match="table of places"):
        assert source.apparatus == ()


def test_places_are_not_believed_once_the_text_was_edited(tmp_path: Path) -> None:
    path = write(tmp_path, "talk.srt", SRT)
    source = am.Source.from_original(path)
    (tmp_path / "talk.txt").write_text("Edited. " + source.text)
    edited = source.placed_in(".")
    with pytest.raises(SourceError, match="edited after it was taken"):
        edited.place(0, 9)


def test_a_map_from_a_stranger_reads_no_table_outside_its_project(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "argmap.toml").write_text("")
    write(folder, "talk.txt", "Buses help.")
    write(tmp_path, "secret.json", json.dumps({"argmap-places": 1}))
    text = (
        "argmap: 1\nsources:\n  - id: talk\n    path: talk.txt\n    original:\n"
        f"      {{path: ../talk.srt, sha256: {'0' * 64}, places: ../secret.json, extractor: x}}\n"
    )
    source = am.loads(text, folder=folder).sources[0]
    with pytest.raises(am.errors.OutsideError):
        source.place(0, 3)
    with pytest.raises(am.errors.OutsideError):
        source.original_bytes()


def test_an_unknown_key_of_an_original_is_explained() -> None:
    original = f"{{path: a, sha256: {'0' * 64}, extractr: x}}"
    text = f"argmap: 1\nsources:\n  - id: a\n    text: b\n    original: {original}\n"
    with pytest.raises(am.errors.MapFileError) as caught:
        am.loads(text)
    told = [(problem.what, problem.help) for problem in caught.value.problems]
    assert ("an original has no key `extractr`", "did you mean `extractor`?") in told
    assert ("the original has no `extractor`", None) in told


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\n" + "<c " * 200_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "A" * 300_000 + "\n",
        "1\n00:00:01,000 --> 00:00:02,000\n" + "Ann Berg " * 50_000 + ": x\n",
        "1\n00:00:01,000 --> 00:00:02,000\n" + "{\\" * 200_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 200_000,
        "00:00:01,000 --> 00:00:02,000\nx\n" * 30_000,
    ],
    ids=lambda text: text[-9:],
)
@pytest.mark.full
def test_hostile_subtitles_end_in_bounded_time(text: str) -> None:
    start = time.process_time()
    assert take_subtitles(text, where="a").text
    assert time.process_time() - start < 10
