"""What kind of file an original is, by its bytes, and what is replaced beside it."""

import io
import warnings
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

import argmap as am
from argmap.errors import OriginalWarning, OutputError, SourceEncodingError, SourceError
from argmap.originals.pdf.process import picture_pages, take_pdf
from argmap.originals.taking import kind_of_original
from argmap.webpage import page_html


def pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, "Buses help us all.")
    canvas.save()
    return file.getvalue()


def word() -> bytes:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Buses help us all.")
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["2301.12345v2", "paper", "paper.dat", "paper.txt", "paper.html"])
@pytest.mark.parametrize(("made", "kind"), [(pdf, "PDF"), (word, "document")])
def test_a_pdf_or_word_document_is_known_whatever_it_is_called(
    tmp_path: Path, name: str, made: object, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(pdf() if made is pdf else word())
    assert kind_of_original(path) == kind
    source = am.Source.from_original(path)
    assert source.text.strip() == "Buses help us all."
    assert source.original is not None
    assert source.path != source.original.path
    assert source.id == Path(source.path or "").stem


def test_a_map_shows_the_pages_of_a_pdf_without_a_suffix(tmp_path: Path) -> None:
    (tmp_path / "2301.12345v2").write_bytes(pdf())
    m = am.ArgumentMap(sources=[am.Source.from_original(tmp_path / "2301.12345v2")])
    m.claim(quote="Buses help", id="help")
    assert page_html(am.ground(m).map).count('<figure class="sheet') == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 Buses}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\xff", "an old Office file"),
        (b"\x89PNG\r\n\x1a\n\xff", "a PNG picture"),
        (b"\x1f\x8b\xff", "a gzip archive"),
    ],
)
def test_what_holds_no_text_is_named_and_not_read_in_another_encoding(
    tmp_path: Path, data: bytes, what: str
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(SourceError, match=f"this is {what}"):
        am.Source.from_original(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["ID3 is a tag.", "BZh, said he.", "MZ", "OggS and others", ""])
def test_a_text_that_begins_as_other_files_do_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert am.Source.from_original(tmp_path / "a.txt").text == text


def test_a_text_in_another_encoding_is_still_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Überlandbus".encode("cp1252"))
    with pytest.raises(SourceEncodingError, match="not utf-8"):
        am.Source.from_original(tmp_path / "a.txt")


def talk(folder: Path, name: str, seconds: int) -> Path:
    path = folder / name
    header = "WEBVTT\n\n" if name.endswith(".vtt") else ""
    path.write_text(f"{header}00:00:0{seconds}.000 --> 00:00:09.000\nBuses help.\n")
    return path


def test_the_table_of_another_original_is_not_replaced_unasked(tmp_path: Path) -> None:
    srt, vtt = talk(tmp_path, "talk.srt", 1), talk(tmp_path, "talk.vtt", 2)
    first = am.Source.from_original(srt)
    with pytest.raises(OutputError, match=r"the table of places of .*talk\.srt"):
        am.Source.from_original(vtt)  # whose text is the same
    assert first.place(0, 5)
    with pytest.warns(OriginalWarning, match=r"was the table of places of .*talk\.srt, and was"):
        am.Source.from_original(vtt, again=True)


def test_the_table_of_what_the_original_was_is_replaced_and_reported(tmp_path: Path) -> None:
    path = talk(tmp_path, "talk.srt", 1)
    am.Source.from_original(path)
    talk(tmp_path, "talk.srt", 2)
    with pytest.warns(OriginalWarning, match=r"or of .*talk\.srt before it changed"):
        am.Source.from_original(path)
    talk(tmp_path, "talk.srt", 3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = am.Source.from_original(path, again=True)
    place = again.place(0, 5)
    assert place is not None
    assert place.time == (3, 9)


def test_nothing_is_written_if_one_of_the_two_files_is_in_the_way(tmp_path: Path) -> None:
    path = talk(tmp_path, "talk.srt", 1)
    (tmp_path / "talk.places.json").write_text("{}")
    with pytest.raises(OutputError, match="not a table of places"):
        am.Source.from_original(path)
    assert not (tmp_path / "talk.txt").exists()


def test_a_page_that_takes_too_long_is_not_read_or_not_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("argmap.originals.pdf.process._SECONDS", 0)
    with pytest.raises(SourceError, match="too much time or memory to read") as error:
        take_pdf(pdf(), where="a.pdf")
    assert error.value.help
    assert "take the text from that" in error.value.help
    with pytest.raises(SourceError, match="too much time or memory to draw") as error:
        picture_pages(pdf(), [1], where="a.pdf")
    assert error.value.help is None
