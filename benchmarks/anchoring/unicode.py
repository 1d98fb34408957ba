"""Quotes that are written with other characters than the text, and where each of them stands.

Each has a text of its own, so that a peer that cannot take one alphabet still answers for others.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from draws import Item
from loads import Load

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NFD = unicodedata.normalize("NFD", "the café Émile and the résumé")
_NFC = unicodedata.normalize("NFC", _NFD)
_BEFORE, _AFTER = "It was said in the town hall that ", ", and nobody in the street had an answer."

# What differs; the passage as it stands; the quote. The passage stands between other words unless
# it is marked by ⟦ and ⟧ in a text of its own.
CASES = (
    ("emoji before it", "👨‍👩‍👧 said 😀 that ⟦he would go there⟧ at once", "he would go there"),
    ("quotation marks, dashes", "“it’s over”—so he said", "\"it's over\"-so he said"),
    ("composed quote", _NFD, _NFC),
    ("decomposed quote", _NFC, _NFD),
    ("no-break and zero-width blanks", "a clean and quiet town", "a\xa0clean and\u200b quiet town"),
    ("CRLF and indent", "that he would\r\n    go home", "that he would go home"),
    ("byte order mark", "\ufeffAt last ⟦the first words of it⟧ were said", "the first words of it"),
    ("ligatures", "the oﬃce is ﬁne now", "the office is fine now"),
    ("soft hyphen at a line end", "the com\xad\nmittee met today", "the committee met today"),
    ("hyphen at a line end", "the com-\nmittee met today", "the committee met today"),
    ("upper case", "we shall never again say so", "WE SHALL NEVER AGAIN SAY SO"),
    ("Chinese", "他说⟦我们必须马上⟧离开这里", "我们必须马上"),
    ("Chinese, one character wrong", "他说⟦我们必须马上离开⟧这里", "我们必需马上离开"),
    ("family emoji in it", "the 👨‍👩‍👧 family went home", "the family went home"),
    ("mathematical letters", "a 𝐛𝐨𝐥𝐝 claim it is", "a bold claim it is"),
    ("dotted capital I", "to İstanbul today we go", "to İstanbul today we go".lower()),
    ("sharp s in capitals", "in der Hauptstraße dort", "IN DER HAUPTSTRASSE DORT"),
    ("Hebrew points", "אמר ⟦שָׁלוֹם לְכֻלָּם⟧ היום", "שלום לכלם"),
    ("tatweel, right-to-left mark", "قال ⟦مرحـ\u200fـبا بكم⟧ اليوم", "مرحبا بكم"),
    ("half-width kana", "私は⟦ｶﾞｷﾞｸﾞｹﾞｺﾞ⟧です", "ガギグゲゴ"),
    ("Hangul jamo", f"그는 ⟦{unicodedata.normalize('NFD', '한국어 문장')}⟧ 말", "한국어 문장"),
    ("other line ends", "one\x0btwo\x85three\u2028four", "one two three four"),
    ("Thai, one character wrong", "เขาพูด⟦ภาษาไทยได้ดีมาก⟧เลย", "ภาษาไทบได้ดีมาก"),
)  # fmt: skip


def loads() -> Iterator[Load]:
    """Yield one quote a load, each with its text."""
    for name, marked, quote in CASES:
        text = marked if "⟦" in marked else f"{_BEFORE}⟦{marked}⟧{_AFTER}"
        before, passage, after = text.replace("⟧", "⟦").split("⟦")
        truth = Span(len(before), len(before) + len(passage))
        yield Load("Unicode", name, "edges", before + passage + after, (Item(quote, (truth,)),))
