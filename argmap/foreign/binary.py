"""Files that are not text, known by their signatures.

The signatures: https://www.garykessler.net/library/file_sigs.html and, of ZIP archives, the names
of the files in them, which are written there uncompressed.
"""

from __future__ import annotations

from argmap.foreign.kind import AS_OTHER, AS_SOURCE, AS_TEXT, MANY, SOURCE, Foreign

_UNPACK = "unpack it first"
_TABLE = "save the table as CSV, which argmap reads"
_PICTURE = "argmap reads text only"
_ZIP = b"PK\x03\x04"
_MEDIA = Foreign("a recording", "a transcript as plain text can be a source of a map")

PDF = Foreign("a PDF file", AS_SOURCE, SOURCE)
RTF = Foreign("an RTF document", AS_TEXT)
WORD = Foreign("a Word document (.docx)", AS_SOURCE, SOURCE)

_SIGNATURES: tuple[tuple[int, bytes, Foreign], ...] = (
    (0, b"%PDF-", PDF),
    (0, b"{\\rtf", RTF),
    (0, b"\x89PNG\r\n\x1a\n", Foreign("a PNG picture", _PICTURE)),
    (0, b"\xff\xd8\xff", Foreign("a JPEG picture", _PICTURE)),
    (0, b"GIF87a", Foreign("a GIF picture", _PICTURE)),
    (0, b"GIF89a", Foreign("a GIF picture", _PICTURE)),
    (0, b"II*\0", Foreign("a TIFF picture", _PICTURE)),
    (0, b"MM\0*", Foreign("a TIFF picture", _PICTURE)),
    (8, b"WEBP", Foreign("a WebP picture", _PICTURE)),
    (
        0,
        b"PAR1",
        Foreign("a Parquet table", "`argmap convert -o DIR` converts a corpus of maps", MANY),
    ),
    (0, b"ARROW1", Foreign("an Arrow table", _TABLE)),
    (0, b"SQLite format 3\0", Foreign("an SQLite database", _TABLE)),
    (0, b"\x89HDF\r\n\x1a\n", Foreign("an HDF5 file", _TABLE)),
    (0, b"\x93NUMPY", Foreign("a NumPy array", _TABLE)),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign("an old Office file (.doc, .xls)", AS_TEXT)),
    (0, b"\x1f\x8b", Foreign("a gzip archive", _UNPACK)),
    (0, b"BZh", Foreign("a bzip2 archive", _UNPACK)),
    (0, b"\xfd7zXZ\0", Foreign("an xz archive", _UNPACK)),
    (0, b"\x28\xb5\x2f\xfd", Foreign("a Zstandard archive", _UNPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Foreign("a 7-Zip archive", _UNPACK)),
    (0, b"Rar!\x1a\x07", Foreign("a RAR archive", _UNPACK)),
    (257, b"ustar", Foreign("a tar archive", _UNPACK)),
    (0, b"ID3", _MEDIA),
    (0, b"\xff\xfb", _MEDIA),
    (0, b"\xff\xf3", _MEDIA),
    (0, b"OggS", _MEDIA),
    (0, b"fLaC", _MEDIA),
    (8, b"WAVE", _MEDIA),
    (4, b"ftyp", _MEDIA),
    (0, b"\x1a\x45\xdf\xa3", _MEDIA),
    (0, b"\x7fELF", Foreign("a program", AS_OTHER)),
    (0, b"MZ\x90\0", Foreign("a program", AS_OTHER)),
)
_IN_ZIP: tuple[tuple[tuple[bytes, ...], Foreign], ...] = (
    ((b"word/document",), WORD),
    ((b"xl/workbook",), Foreign("an Excel workbook (.xlsx)", _TABLE)),
    ((b"ppt/presentation.xml",), Foreign("a PowerPoint presentation (.pptx)", AS_TEXT)),
    ((b"application/epub+zip",), Foreign("an e-book (EPUB)", AS_TEXT)),
    ((b"opendocument.spreadsheet",), Foreign("an OpenDocument table (.ods)", _TABLE)),
    ((b"application/vnd.oasis.opendocument",), Foreign("an OpenDocument file (.odt)", AS_TEXT)),
    ((b"content.json", b"metadata.json"), Foreign("an XMind mind map")),
    ((b"content.xml", b"meta.xml"), Foreign("an XMind mind map")),
    ((b"Document.xml", b"[Content_Types].xml"), Foreign("a MindManager mind map")),
)


def from_bytes(data: bytes) -> Foreign | None:
    """Return what a file is by its signature, None if it has none."""
    if data.startswith(_ZIP):
        for names, found in _IN_ZIP:
            if all(name in data for name in names):
                return found
        return Foreign("a ZIP archive", "`argmap convert -o DIR` converts the maps in it", MANY)
    for offset, signature, found in _SIGNATURES:
        if data.startswith(signature, offset):
            return found
    return None
