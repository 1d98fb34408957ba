"""Where nothing differs but blanks, dashes and the marks around a quote, nothing is in doubt."""

from __future__ import annotations

import unicodedata

import pytest

from argmap.anchoring import Finder
from argmap.anchoring.reading.characters import fold_character

SAME = {
    "blanks around dashes": ("He came – late – to the party.", "He came—late—to the party"),
    "one blank beside a dash": ("He came —late to it.", "He came— late to it"),
    "blanks beside signs": ("It fell by 18.3 % (P =.0057) here.", "It fell by 18.3% (P = .0057)"),
    "French spacing": ("« Nous fermerons ; enfin ! »", "«Nous fermerons; enfin!»"),
    "abbreviations": ("Das gilt z. B. für U. S. Bürger.", "z.B. für U.S. Bürger"),
    "brackets of another kind": (
        "The rent [of May] rose {twice}.",
        "The rent (of May) rose [twice]",
    ),
    "quotation marks of another kind": (
        "He said “the rent is late”.",
        "He said 'the rent is late'",
    ),
    "corner brackets": ("“钱从哪里来？”有人这样问。", "「钱从哪里来？」有人这样问"),
    "Chinese stop": ("很多人卖掉了私家车。好。", "很多人卖掉了私家车."),
    "half-width stops": ("很多人卖掉了，私家车！好。", "很多人卖掉了,私家车!"),
    "danda": ("तीस लोग बस से जाते हैं। और", "तीस लोग बस से जाते हैं."),
    "Arabic question mark": ("هل تم إغلاق الجسر؟ نعم", "هل تم إغلاق الجسر?"),
    "Arabic comma": ("أغلق الجسر، ثم فتح", "أغلق الجسر, ثم فتح"),
    "Turkish capitals": ("kar tatilinde ışık kapısını gördü", "KAR TATİLİNDE IŞIK KAPISINI"),
    "Greek capitals": ("το συμβούλιο πρέπει να αποφασίσει", "ΤΟ ΣΥΜΒΟΥΛΙΟ ΠΡΕΠΕΙ ΝΑ ΑΠΟΦΑΣΙΣΕΙ"),
    "Greek capitals in the source": ("ΤΟ ΣΥΜΒΟΥΛΙΟ ΠΡΕΠΕΙ", "Το συμβούλιο πρέπει"),
    "nukta": ("गरीब लोगों को मुफ़्त बस मिले।", "ग़रीब लोगों को मुफ्त बस मिले"),
    "Persian on an Arabic keyboard": ("این کتاب کسی را آزار نمی‌دهد.", "این كتاب كسي را آزار"),
    "final yeh": ("ذهب إلى مصر علي قدميه", "ذهب إلي مصر على قدميه"),
    "decomposed sara am": ("ระบบนี้ทำงานได้ดีมาก", "ระบบนี้ท\u0e4d\u0e32งานได้ดีมาก"),
    "hyphen at a line end and a blank": ("the com-\nmittee met – late", "the committee met—late"),
}


@pytest.mark.parametrize(("text", "quote"), SAME.values(), ids=SAME)
def test_what_is_the_same_but_for_signs_is_normalised(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "corrected"
    assert not [change for change in placement.changes if change.kind != "case"]
    assert placement.similarity == 1.0


@pytest.mark.parametrize(("text", "quote"), SAME.values(), ids=SAME)
def test_it_is_so_in_a_long_text_too(text: str, quote: str) -> None:
    padding = "Nobody asked about any of this, and so it went on. " * 400
    placement = Finder(padding + text + "\n\n" + padding).find(quote)
    assert placement.status == "corrected"
    assert placement.spans[0].start >= len(padding)


UNLIKE = {
    "a blank in a number": ("It cost 3. 5 million in May", "It cost 3.5 million in May"),
    "a list of numbers": ("in 1, 200 and 3 of them all", "in 1,200 and 3 of them all"),
    "a blank in a word": ("it is now here again in town", "it is nowhere again in town"),
    "a hyphen": ("they re-signed the old treaty", "they resigned the old treaty"),
    "a dotless i": ("sınır dışı edildi ve gitti", "sinir dışı edildi ve gitti"),
    "an accent in Greek": ("ο νόμος ισχύει παντού σήμερα", "ο νομός ισχύει παντού σήμερα"),
    "a question": ("The mayor is opposed. We know.", "The mayor is opposed?"),
    "an exclamation": ("The mayor is opposed. We know.", "The mayor is opposed!"),
}


@pytest.mark.parametrize(("text", "quote"), UNLIKE.values(), ids=UNLIKE)
def test_what_is_not_the_same_is_told(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.status not in ("exact", "corrected", "elided")
    assert placement.changes


@pytest.mark.parametrize(
    ("mark", "folded"),
    [("。", "."), ("、", ","), ("؟", "?"), ("।", "."), ("「", '"'), ("【", "["), ("〜", "-")],
)
def test_punctuation_counts_by_its_name_in_unicode(mark: str, folded: str) -> None:
    assert fold_character(mark) == folded


@pytest.mark.parametrize("mark", ["¿", "¡", "‽", "•", "§"])
def test_other_signs_are_kept(mark: str) -> None:
    assert fold_character(mark) == mark


def test_letters_of_two_keyboards_are_the_same_with_a_mark_over_them() -> None:
    text = "خلال 14 أعوام في المئة دائما"
    decomposed = unicodedata.normalize("NFD", "في المئة دائما")
    assert Finder(text).find(decomposed).status == "corrected"
    assert Finder(text).find(decomposed.replace("ي", "ی")).status == "corrected"
