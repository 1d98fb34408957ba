"""Quotes and sources that the same words are typed in differently: the exact span, or none."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from argmap.anchoring import Finder
from argmap.anchoring.reading.folding import fold_typography

if TYPE_CHECKING:
    from collections.abc import Sequence

NFD_CAFE = unicodedata.normalize("NFD", "café")

# What is typed differently; the source, with the place between ⟦ and ⟧; the quote.
EXACT = [
    ("emoji before", "👨‍👩‍👧 said 😀 that ⟦he would go⟧ home", "he would go"),
    ("byte order mark", "\ufeff⟦The first words⟧ of it", "The first words"),
    ("Chinese", "他说⟦我们必须马上⟧离开这里", "我们必须马上"),
    ("astral characters", "𝐛𝐨𝐥𝐝 and ⟦𝐢𝐭𝐚𝐥𝐢𝐜⟧ 𝐭𝐞𝐱𝐭", "𝐢𝐭𝐚𝐥𝐢𝐜"),
    ("its own line ends", "one\r\n⟦two\r\nthree⟧\r\nfour", "two\r\nthree"),
]

NORMALISED = [
    ("quotation marks and dashes", "He said: ⟦“It’s over”—at last⟧.", '"It\'s over"-at last'),
    ("guillemets", "Il dit ⟦«oui»⟧ enfin", '"oui"'),
    ("primes", "a ⟦6′ 2″ man⟧ came", "6' 2\" man"),
    ("two hyphens for a dash", "it was ⟦late—too late⟧", "late--too late"),
    ("minus sign", "at ⟦−5 degrees⟧", "-5 degrees"),
    ("decomposed source", f"the {NFD_CAFE} ⟦{NFD_CAFE} Central⟧", "café Central"),
    ("composed source", "the bistro ⟦café Central⟧", f"{NFD_CAFE} Central"),
    ("decomposed at the end", f"in the ⟦grand {NFD_CAFE}⟧ there", "grand café"),
    ("blanks and zero width in the quote", "a ⟦clean and quiet⟧ town", "clean\xa0and\u200b quiet"),
    ("zero width in the source", "a ⟦cle\u200ban\u2060 town⟧ here", "clean town"),
    ("line ends and indent", "that ⟦he would\r\n    go⟧ home", "he would go"),
    ("line ends of the quote", "that ⟦he would go⟧ home", "he would\n  go"),
    ("other line ends", "a ⟦b1\x0bb2\x85b3\u2028b4\u2029b5\x0cb6⟧ c", "b1 b2 b3 b4 b5 b6"),
    ("ligature in the source", "the ⟦oﬃce is ﬁne⟧ now", "office is fine"),
    ("ligature in the quote", "the ⟦office is fine⟧ now", "oﬃce is ﬁne"),
    ("soft hyphen at a line end", "the ⟦com\xad\n   mittee met⟧ today", "committee met"),
    ("soft hyphen inside a line", "the ⟦com\xadmittee met⟧ today", "committee met"),
    ("hyphen at a line end", "the ⟦com-\nmittee met⟧ today", "committee met"),
    ("hyphen at a line end, kept", "a ⟦well-\nknown fact⟧ here", "well-known fact"),
    ("both hyphens", "a ⟦well-\nknown com-\r\n  mittee⟧ met", "well-known committee"),
    ("hyphen at a line end, in one line", "the ⟦com-\nmittee met⟧ today", "com- mittee met"),
    ("hyphen at a line end of the quote", "the ⟦committee met⟧ today", "com-\nmittee met"),
    ("hyphen at a line end and case", "The ⟦COM-\nMITTEE MET⟧", "committee met"),
    ("upper case", "we said ⟦never again⟧ then", "NEVER AGAIN"),
    ("mathematical letters", "a ⟦𝐛𝐨𝐥𝐝 claim⟧ it is", "bold claim"),
    ("dotted I, longer in lower case", "to ⟦İstanbul today⟧ we go", "İstanbul today".lower()),
    ("dotted I", "to ⟦İstanbul today⟧ we go", "istanbul today"),
    ("dotted i in the source", f"to ⟦{'İstanbul'.lower()} today⟧ we", "ISTANBUL today"),
    ("sharp s", "in der ⟦Hauptstraße⟧ dort", "HAUPTSTRASSE"),
    ("final sigma", "ο ⟦Ὀδυσσεύς⟧ ἦλθε", "ὈΔΥΣΣΕΎΣ"),
    ("Hebrew points", "אמר ⟦שָׁלוֹם⟧ לכל", "שלום"),
    ("Hebrew presentation forms", "אמר ⟦שׁלום⟧ לכל", "שלום"),
    ("Arabic harakat", "قال ⟦مَرْحَبًا⟧ بكم", "مرحبا"),
    ("tatweel and direction marks", "قال ⟦مرحـ\u200fـبا⟧ بكم", "مرحبا"),
    ("Arabic presentation forms", "قال ⟦ﻣﺮﺣﺒﺎ⟧ بكم", "مرحبا"),
    ("half-width kana", "私は⟦ｶﾞｷﾞｸﾞ⟧です", "ガギグ"),
    ("Hangul jamo", f"그는 ⟦{unicodedata.normalize('NFD', '한국어')}⟧ 말", "한국어"),
    ("full-width letters and digits", "共⟦１０２ＡＢＣ⟧个", "102ABC"),
    ("order of marks", "the ⟦q\u0307\u0323 sign⟧ is", "q\u0323\u0307 sign"),
    ("ellipsis as dots", "and ⟦so on… and on⟧.", "so on... and on"),
    ("dots as ellipsis", "and ⟦so on... and on⟧.", "so on… and on"),
    ("emphasis in the source", "she _⟦really_ did **not⟧** go", "really did not"),
    ("emphasis in the quote", "she ⟦really did not⟧ go", "*really* did __not__"),
    ("emphasised punctuation", "she said *⟦Really?* and went⟧", "Really? and went"),
    ("variation selector", "with ⟦❤️ and joy⟧ they", "❤ and joy"),
    ("variation selector at the end", "with ⟦joy and ❤️⟧ they", "joy and\n❤"),
    ("radicals for Han characters", "这是⟦⼈⽣⟧啊", "人生"),
    ("half a ligature", "the ⟦very oﬃ⟧ce", "very\nof"),
]

# What is not the same: accents, numbers, signs that mean something, other letters.
NOT_NORMALISED = [
    ("superscript", "there are 10² of them", "102 of them"),
    ("fraction", "for ½ of it", "1/2 of it"),
    ("circled digit", "see ① below", "see 1 below"),
    ("sign in a number", "it is 5*6 now", "56 now"),
    ("sign between numbers", "it is 5 * 6 now", "5 6 now"),
    ("sign before a bracket", "it is 5*(6) now", "5(6) now"),
    ("sign before a decimal point", "it is 3*.5 now", "3.5 now"),
    ("sign and minus", "it is 5*-6 now", "5-6 now"),
    ("sign in a name", "call set_of_rules now", "setofrules now"),
    ("accent", "send a résumé today", "resume"),
    ("decomposed accent at the end", f"the {NFD_CAFE} there", "the\ncafe"),
    ("mark that does not compose", "the x\u030c there", "the\nx"),
    ("hyphen inside a line", "they re-sign it", "resign it"),
    ("hyphen inside a line of a source with others", "com-\nmittee to re-sign it", "resign it"),
    ("dash at a line end", "late—\ntoo late", "latetoo late"),
    ("suspended hyphen", "pre- and post-\nwar", "preand post-war"),
    ("half of an ellipsis", "he left… and", "he\nleft."),
    ("look-alike letters", "the сору here", "the copy here"),
    ("short word in another case inside a word", "the house here", "US"),
    ("joined emoji", "the 👨‍👩‍👧 family went home", "the family went home"),
    ("Chinese, one character wrong", "他说我们必须马上离开这里", "我们必需马上"),
    ("Thai, one character wrong", "เขาพูดภาษาไทยได้ดี", "ภาษาไทบได้ดี"),
]  # fmt: skip

# Nearly the same: the exact span, and the kinds of what differs.
APPROXIMATE = [
    ("joined emoji", "the ⟦the 👨‍👩‍👧 family went home⟧ now", "the family went home", {"dropped"}),
    ("Chinese", "他说⟦我们必须马上⟧离开这里", "我们必需马上", {"word"}),
    ("Thai", "เขาพูด⟦ภาษาไทยได้ดี⟧", "ภาษาไทบได้ดี", {"word"}),
    ("look-alike letters", "send ⟦the сору here⟧ today", "the copy here", {"lookalike"}),
    ("accents", "send a ⟦résumé⟧ today", "resume", {"spelling"}),
    ("fraction", "for ⟦½ of it⟧ now", "1/2 of it", {"word"}),
    ("superscript", "there are ⟦10² of them⟧ now", "102 of them", {"word"}),
    ("entity", "the ⟦law & order party⟧ won", "law &amp; order party", {"punctuation"}),
    ("lost letter", "the ⟦café is closed now⟧ again", "caf\ufffd is closed now", {"spelling"}),
    ("byte order mark", "\ufeff⟦The first words of it⟧", "The first wrods of it", {"spelling"}),
    ("astral letters", "and ⟦𝐢𝐭𝐚𝐥𝐢𝐜 letters here⟧ now", "𝐢𝐭𝐚𝐥𝐢𝐜 leters here", {"spelling"}),
    ("Devanagari", "यह ⟦हिन्दी भाषा में लिखा⟧ है", "हिन्दी भाशा में लिखा", {"word"}),
    ("hyphen", "they will ⟦re-sign it at once⟧ so", "resign it at once", {"spelling"}),
]  # fmt: skip


def _cases(table: Sequence[tuple[object, ...]]) -> list[object]:
    return [pytest.param(*case[1:], id=case[0]) for case in table]


def _unmark(marked: str) -> tuple[str, tuple[int, int]]:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), (start, end)


@pytest.mark.parametrize(("marked", "quote"), _cases(EXACT))
def test_a_quote_letter_for_letter_is_exact(marked: str, quote: str) -> None:
    source, span = _unmark(marked)
    placement = Finder(source).find(quote)
    assert (placement.status, placement.spans) == ("exact", (span,))


@pytest.mark.parametrize(("marked", "quote"), _cases(NORMALISED))
def test_a_quote_typed_differently_is_normalised(marked: str, quote: str) -> None:
    source, span = _unmark(marked)
    placement = Finder(source).find(quote)
    assert (placement.status, placement.spans) == ("corrected", (span,))


@pytest.mark.parametrize(("source", "quote"), _cases(NOT_NORMALISED))
def test_what_is_not_the_same_is_not_normalised(source: str, quote: str) -> None:
    assert Finder(source).find(quote).status not in ("exact", "corrected", "elided")


@pytest.mark.parametrize("same", ["10²", "½", "①", "5*6", "5 * 6", "set_of_rules", "résumé", "™"])
def test_a_fold_keeps_what_means_something(same: str) -> None:
    assert fold_typography(same).text == same


@pytest.mark.parametrize("filler", ["", " Other words fill up the page, one after the other." * 40])
@pytest.mark.parametrize(("marked", "quote", "kinds"), _cases(APPROXIMATE))
def test_a_quote_that_looks_much_the_same_is_approximate(
    marked: str, quote: str, kinds: set[str], filler: str
) -> None:
    source, span = _unmark(marked)
    placement = Finder(source + filler).find(quote)
    assert (placement.status, placement.spans) == ("approximate", (span,))
    assert {change.kind for change in placement.changes} == kinds


def test_offsets_survive_many_characters_that_change_their_length() -> None:
    placement = Finder("ﬃ…\r\n" * 50 + "the end").find("the\nend")
    assert placement.spans == ((200, 207),)
