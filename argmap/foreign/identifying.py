"""Identify a file that argmap does not read, by its content and last by its name.

Nothing is identified by what could as well be something else: whoever asks has looked before for
the formats that argmap reads.
"""

from __future__ import annotations

from argmap.foreign.binary import from_bytes
from argmap.foreign.json_data import from_json
from argmap.foreign.kind import AS_SOURCE, AS_TEXT, SOURCE, WRITTEN, Foreign
from argmap.foreign.markup import from_markup
from argmap.foreign.plain_text import from_lines

_LONGEST_SIGNATURE = 16
_LOOKED_AT = 4000
_BINARY = Foreign("a binary file", "argmap reads text only")
_BY_SUFFIX = {
    ".bib": Foreign("a bibliography (BibTeX)"),
    ".htm": Foreign("a web page (HTML)", AS_SOURCE, SOURCE),
    ".html": Foreign("a web page (HTML)", AS_SOURCE, SOURCE),
    ".markdown": Foreign("Markdown", AS_SOURCE, WRITTEN),
    ".md": Foreign("Markdown", AS_SOURCE, WRITTEN),
    ".mm": Foreign("a mind map"),
    ".mup": Foreign("a MindMup map"),
    ".opml": Foreign("an OPML outline"),
    ".ris": Foreign("a bibliography (RIS)"),
    ".rtf": Foreign("an RTF document", AS_TEXT),
    ".rtnl": Foreign("a Rationale map"),
    ".tex": Foreign("LaTeX", AS_TEXT),
}


def identified(text: str, name: str = "") -> Foreign | None:
    """Return what a text is, None if that is not clear; ``name`` is that of its file.

    >>> identified('<map version="1.0.1"><node TEXT="Buses help"/></map>').what
    'a FreeMind map'
    >>> identified("Buses help. They carry many.") is None
    True
    """
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        return None
    by_signature = identified_bytes(start[:_LONGEST_SIGNATURE].encode("utf-8", "replace"))
    if by_signature is not None:
        return by_signature
    if start.startswith(("{", "[")) and (found := from_json(start, name)) is not None:
        return found
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    found = from_markup(start, suffix) if start.startswith("<") else None
    found = found or from_lines(start) or _BY_SUFFIX.get(suffix)
    # A map in UTF-16 has such characters too, and its reader says where.
    is_binary = "\0" in start[:_LOOKED_AT] and suffix not in (".yaml", ".yml", ".json")
    return found or (_BINARY if is_binary else None)


def identified_bytes(data: bytes) -> Foreign | None:
    """Return what a file is by its signature, None if it has none.

    >>> identified_bytes(b"%PDF-1.7 ...").what
    'a PDF file'
    """
    return from_bytes(data)
