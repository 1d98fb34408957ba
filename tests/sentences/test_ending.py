"""Which marks end a sentence, as a reader counts, in many scripts."""

from __future__ import annotations

import pytest

from argmap.sentences import Sentences


def cut(text: str) -> list[str]:
    spans = Sentences(text).spans
    assert spans is not None
    return [span.cut(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("यह सच है। वह झूठ है। सब ठीक है।", 3),
        ("यह सच है।वह झूठ है॥", 2),
        ("धर्मक्षेत्रे कुरुक्षेत्रे॥ १ ॥ दृष्ट्वा तु पाण्डवानीकम्॥ २ ॥", 2),
        ("আমি যাই। তুমি কি যাও? হ্যাঁ।", 3),
        ("هل هذا صحيح؟ نعم.", 2),
        ("یہ صحیح ہے۔ نہیں۔ ایم۔اے کیا۔", 3),
        ("آیا درست است؟ بله. خیر!", 3),
        ("ԱԲ։ Գդ։", 2),
        ("Ուր ես: Այստեղ եմ:", 2),
        ("Ժամը 12։30 է։ Լավ։", 2),
        ("က ခ။ ဂ ဃ။", 2),
        ("က၊ ခ၊ ဂ။ ဃ။", 2),
        ("ខ្ញុំទៅ។ អ្នកទៅ។", 2),
        ("བཀྲ་ཤིས།  །བདེ་ལེགས།", 2),
        ("ሰላም ነው። ደህና ነው። ማን ነው፧", 3),
        ("ሰላም ነው፡፡ ደህና ነው፡፡", 2),
        ("ᠮᠣᠩᠭᠣᠯ᠃ ᠬᠡᠯᠡ᠃", 2),
        ("Γιατί; Δεν ξέρω. Ναι.", 3),
        ("Γιατί\u037e Δεν ξέρω.", 2),
        ("Wait; There is more.", 1),
        ("这是第一句。这是第二句！这是第三句？", 3),
        ("这是第一句……这是第二句。", 2),
        ("我……我不知道。", 1),
        ("真的吗?是的!好.", 3),
        ("これは文である．次の文である．", 2),
        ("値は３．５である．次。", 2),
        ("ｶﾅ｡ｶﾅ｡", 2),
        ("그것은 좋다. 나쁘다! 왜?", 3),
        ("ეს ასეა. ის არა. BBC იყო.", 3),
        ("זה נכון. זה לא נכון!", 2),
        ("בראשית ברא׃ והארץ היתה׃", 2),
        ("ꯏꯁꯤꯡ꫰ ꯃꯩ꫱", 2),
        ("ßa. Öl ist da. Ärger auch.", 3),
        ("Это так. Ёлка там. Да.", 3),
        ("¿Por qué? ¡No! «Sí». Bien.", 4),
    ],
)
def test_sentences_end_at_the_marks_of_their_script(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“钱从哪里来？”有人这样问。好。", 2),
        ("他说：“好。”然后他走了。", 2),
        ('他说："好。"然后他走了。', 2),
        ("「行く。」と言った。帰った。", 2),
        ("他看了《你好吗？》这本书。", 1),
        ('"מאין יבוא הכסף?" שואלים אחדים. כן.', 2),
        ("“What?” he said. “Why?” Then he left.", 3),
        ("„Wohin?“ fragte er. „Nach Hause.“ Sie ging.", 3),
        ("»Wohin?« fragte er. »Heim.« Sie ging.", 3),
        ("« Vraiment ? » Il partit. « Oui. » Elle resta.", 4),
        ("”Vad?” frågade han. ”Nej.” Hon gick.", 3),
        ("(He left.) She stayed. It rained (hard!). They came.", 4),
        ("He left (see p. 5 etc.) Monday and she (really?) Tuesday.", 1),
        ("They said […] Nothing more.", 1),
        ("It is **bold.** Then not.", 2),
        ("He came. ’Tis true.", 2),
    ],
)
def test_what_closes_stays_and_a_quote_may_go_on(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bu vb. şeyler. Evet.", 2),
        ("Он т.е. друг. Да.", 2),
        ("В 1990 г. Москва росла. В 1991 г. Он ушёл.", 3),
        ("Er kam ca. ärmer zurück. Ja.", 2),
        ("Am 3. Oktober, z.B. Montag, kam Dr. Müller. Im 19. Jahrhundert nicht.", 2),
        ("Mr. Hall, Prof. J. R. Smith and Sen. Warren agree. MR. SMITH does not.", 2),
        ("It fell by 3.5 per cent in the U.S. and the U.K. Nobody knew why.", 2),
        ("The U.S. Senate met at 5 p.m. Monday. It rose.", 2),
        ("He was in the U.S. The house stood.", 2),
        ("That was Plan B. The next was worse.", 2),
        ("See Fig. 3, p. 12, No. 5 and vol. II. No. That is all.", 3),
        ("Did he? No. The rest knew.", 3),
        ("Apples, pears, etc. The rest is sold by Smith Inc. and Co.", 2),
        ("Smith et al. (2011), Jones et al. Nature, e.g. Paris, i.e. The Hague. Done.", 2),
        ("M. Dupont et Mme. Curie, p.ex. Marie. Oui.", 2),
        ("La Sra. López vive en EE.UU. Nadie sabe.", 2),
        ("डॉ. शर्मा आए। वे गए।", 2),
        ("قال د. أحمد ذلك. نعم.", 2),
        ("Go to example.com or v1.2.3 now. Then stop.", 2),
        ("Wait ... there is more. Well... Then. So . . . The end.", 5),
        ("It was more (P =. 05) by ca. 3 points (P =.02).", 1),
        ("Oh yes.That is so.Why?They say it in Node.JS and java.Util.", 4),
        ("In 1990. Then. We need: 1. Buses. 2. Trams.", 4),
        ("All in small letters. and no capital.", 1),
        ("all in small letters. not one capital? no.", 3),
    ],
)
def test_a_full_stop_may_only_abbreviate(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_marks_of_notes_belong_to_the_sentence_before() -> None:
    text = "Buses help.[1][2] Trams help.¹ “Vans do.”12 Cars do not.3 Why?† Because."
    assert cut(text) == [
        "Buses help.[1][2]",
        "Trams help.¹",
        "“Vans do.”12",
        "Cars do not.3",
        "Why?†",
        "Because.",
    ]
    assert cut("公交车有用。[1]电车也有用。") == ["公交车有用。[1]", "电车也有用。"]


def test_no_mark_is_a_sentence_of_its_own() -> None:
    assert cut("Yes! ! … No. ) —") == ["Yes! !", "… No. ) —"]
    assert cut("… ?") == []
