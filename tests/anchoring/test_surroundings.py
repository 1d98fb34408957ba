"""What an omission joins or leaves out, and what governs a quote from just outside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder, Placement, cautions_at
from argmap.anchoring.meaning.governing import governing, languages
from argmap.sentences import sentences_of
from argmap.text import Span, words

TRAMS = (
    "Under the mayor, Ward North has been able to restore some, though not all, of its old trams. "
    "Nobody doubts that. If the council does not get what it wants, the depot will get more "
    "weapons."
)
DEBATE = (
    "RUIZ: I think the tunnel is a mistake. Not one study shows a gain.\n\n"
    "FORD: Well, that's just not true. The gain is there for all to see.\n\n"
    "RUIZ: I doubt it. We shall close it."
)


def kinds(text: str, quote: str) -> list[str]:
    """Return the kinds of the cautions about a quote that must have a place."""
    placement = Finder(text).find(quote)
    assert placement.is_placed, placement
    return [caution.kind for caution in placement.cautions]


def refused(text: str, quote: str) -> str:
    """Return the kind of the caution for which a quote has no place, though its parts have."""
    placement: Placement = Finder(text).find(quote)
    assert not placement.is_placed
    assert placement.is_spliced
    assert all(part.found_span for part in placement.parts)
    return placement.cautions[0].kind


# Halves of different sentences, and different speakers


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (TRAMS, "Under the mayor, Ward North … will get more weapons"),
        (TRAMS, "restore some [...] will get more weapons"),
        (TRAMS, "Under the mayor, Ward North … If the council does not get"),
        (TRAMS, "of its old trams … If the council does not get"),
        (TRAMS, "Nobody doubts that … the depot will get more weapons"),
        (
            "Der Rat schließt die Schule im Mai. Niemand fragte die Leute nach dem Bad am See.",
            "Der Rat schließt … dem Bad am See",
        ),
        (
            "Le conseil ferme l'école en mai. Personne n'a vu le vieux pont de la ville.",
            "Le conseil ferme … le vieux pont de la ville",
        ),
        (
            "El concejo cierra la escuela en mayo. Nadie ha visto el viejo puente de la villa.",
            "El concejo cierra … el viejo puente de la villa",
        ),
        (
            "Совет закрывает школу в мае. Никто не видел старый мост у реки.",
            "Совет закрывает <…> старый мост у реки",
        ),
        ("市议会五月关闭那所学校。没有人看见河边的旧桥。", "市议会五月关闭……看见河边的旧桥"),
    ],
)
def test_halves_of_different_sentences_have_no_place(text: str, quote: str) -> None:
    assert refused(text, quote) == "sentences"


def test_what_is_left_out_between_halves_is_counted() -> None:
    placement = Finder(TRAMS).find("Under the mayor, Ward North … will get more weapons")
    assert placement.cautions[0].words == 27
    assert placement.cautions[0].found.startswith("has been able")


@pytest.mark.parametrize(
    "quote",
    [
        "the tunnel is a mistake … that's just not true",
        "I think the tunnel is a mistake. … The gain is there for all to see.",
    ],
)
def test_what_different_people_say_has_no_place_together(quote: str) -> None:
    assert refused(DEBATE, quote) == "speakers"


def test_a_clause_before_a_colon_is_no_speaker() -> None:
    text = (
        "船夫都回来了。\n\n这里的证据比较弱：他们没有说话。\n\n这里的证据比较弱：没有人看见旧桥。"
    )
    assert kinds(text, "船夫都回来了。……没有人看见旧桥。") == []
    text = "王明：隧道是一个错误。\n\n李华：那根本不是真的。\n\n王明：我不相信你说的话。"
    assert refused(text, "隧道是一个错误。……那根本不是真的。") == "speakers"


def test_what_one_person_says_before_and_after_another_may_be_joined() -> None:
    assert kinds(DEBATE, "Not one study shows a gain. … We shall close it.") == []


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody doubts that. … the depot will get more weapons",  # 'if' governs it
        "Ward North … Nobody doubts that",
    ],
)
def test_one_half_may_be_cut_only_where_nothing_governs_it(quote: str) -> None:
    assert refused(TRAMS, quote) == "sentences"


TRUTHS = (
    "They discover new truths, and point out when what were once truths are true no longer, but "
    "also begin new practices."
)
CAME = "We came at noon. We saw it all. We went home at ten."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "It fell by half in the north. Nobody had expected it.",
            "It fell by half … Nobody had expected it",
        ),
        (CAME, "We came at noon. … We went home at ten."),
        (CAME, "We came at noon […] We went home at ten"),
        (CAME, "came at noon. … We went home at ten."),
        (
            "He left the town early. However, nobody saw him go.",
            "He left the town early. … nobody saw him go.",
        ),
        (
            "1. He left the town early.\n2. Nobody saw him go.",
            "He left the town early. … Nobody saw him go.",
        ),
        (
            "He left early [12]. It was late.¹⁵ Nobody saw him go.",
            "He left early … Nobody saw him go.",
        ),
        (
            "Er kam am Mittag. Er sah alles. Er ging nach Hause.",
            "Er kam am Mittag. … Er ging nach Hause.",
        ),
        (
            "他来到了这个城市。他什么都看见了。他最后回家去了。",
            "他来到了这个城市。……他最后回家去了。",
        ),
    ],
)
def test_whole_sentences_and_one_cut_beside_a_whole_one_may_be_joined(
    text: str, quote: str
) -> None:
    assert kinds(text, quote) == []


def test_thai_sets_no_marks_so_nothing_is_said_of_its_sentences() -> None:
    text = "รถเมล์ช่วยเมืองได้มาก มันบรรทุกคนได้มากทุกวัน"
    assert kinds(text, text[:12] + " … " + text[25:]) == []


def test_of_two_chains_the_one_that_holds_together_is_taken() -> None:
    text = "The council met at nine. The council of the town met and it voted in favour of it."
    placement = Finder(text).find("The council … voted in favour")
    assert placement.spans[0].start == 25


# What an omission leaves out of one sentence


@pytest.mark.parametrize(
    ("text", "quote", "left_out"),
    [
        (
            "The ward has been able to restore some, though not all, of its former glory.",
            "The ward has been able to restore … its former glory",
            "though not all",
        ),
        (
            "The depot will, if the council agrees, get more weapons.",
            "The depot will … get more weapons",
            "if the council agrees",
        ),
        (
            "All the schools, except the one at the quay, are safe.",
            "All the schools … are safe.",
            "except the one at the quay",
        ),
        (
            "The tenants may stay (but not the shops) for a year.",
            "The tenants may stay … for a year",
            "but not the shops",
        ),
        (
            "Der Rat kann, wenn auch nicht sofort, die Schule öffnen.",
            "Der Rat kann … die Schule öffnen",
            "wenn auch nicht sofort",
        ),
        (
            "Le conseil peut, sauf en hiver, fermer la route du port.",
            "Le conseil peut … fermer la route",
            "sauf en hiver",
        ),
        (
            "El concejo puede, salvo en invierno, cerrar la calle.",
            "El concejo puede … cerrar la calle",
            "salvo en invierno",
        ),
        (
            "Совет может, если хватит денег, закрыть эту дорогу.",
            "Совет может … закрыть эту дорогу",
            "если хватит денег",
        ),
        (
            "市议会可以，除非下大雨，在周末关闭这条马路。",
            "市议会可以……在周末关闭这条马路",
            "除非下大雨",
        ),
    ],
)
def test_a_limit_left_out_is_a_caution(text: str, quote: str, left_out: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.status == "elided"
    (caution,) = placement.cautions
    assert (caution.kind, caution.found) == ("limit", left_out)
    assert caution.words == len(words(left_out)) or not left_out.isascii()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            TRUTHS,
            "discover new truths, … but also begin new practices",
        ),
        (
            "The council, which had met on Monday, closed the school.",
            "The council … closed the school.",
        ),
        ("The buses of the town and its trams help the poor.", "The buses … help the poor."),
        (
            "Der alte Rat, der am Montag tagte, schloss die Schule.",
            "Der alte Rat … schloss die Schule.",
        ),
        (
            "He did not only close the school in May but the bath.",
            "He did not only close … but the bath.",
        ),
    ],
)
def test_an_honest_omission_within_a_sentence_is_no_caution(text: str, quote: str) -> None:
    assert kinds(text, quote) == []
    assert not Finder(text).find(quote).changes_meaning


@pytest.mark.parametrize(
    "mark",
    [
        "…",
        " … ",
        "...",
        "....",
        " .... ",
        ". . .",
        ". . . .",
        "[…]",
        "[...]",
        "(…)",
        "(. . .)",
        "<…>",
        "……",
        "⋯⋯",
        ", … ",
        " …, ",
        "; ... ",
        ". […] ",
    ],
)
def test_every_mark_of_omission_means_the_same(mark: str) -> None:
    text = "The ties that were frayed long ago came back through arms deals and trade."
    placement = Finder(text).find(f"The ties that were frayed{mark}through arms deals")
    assert placement.status == "elided"
    assert [span.cut(text) for span in placement.spans] == [
        "The ties that were frayed",
        "through arms deals",
    ]
    assert not placement.changes_meaning


# Questions

WORKING = (
    "Are the two towns working in concert or do they have divergent interests? Both are opposed."
)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (WORKING, "the two towns … have divergent interests"),
        (
            "So they asked: Do the two towns have other interests? No.",
            "the two towns have other interests",
        ),
        ("Wollen die Orte die neue Brücke bauen? Niemand weiß es.", "die Orte … neue Brücke bauen"),
        (
            "Вы закрываете старую школу у моста? Никто не ответил.",
            "Вы закрываете старую школу у моста",
        ),
        ("你们要关闭河边的学校？没有人回答。", "你们要关闭河边的学校"),
        (
            "¿Los dos pueblos tienen otros intereses? Nadie lo sabe.",
            "Los dos pueblos tienen otros intereses",
        ),
    ],
)
def test_a_question_that_becomes_a_statement_is_a_caution(text: str, quote: str) -> None:
    assert "question" in kinds(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (WORKING, "Are the two towns working in concert"),
        (WORKING, "working in concert"),
        (WORKING, WORKING.partition(" Both")[0]),
        (WORKING, "Both are opposed."),
        ("你们要关闭河边的学校吗？没有人回答。", "你们要关闭河边的学校吗"),
        (
            "Wollen die Orte die neue Brücke bauen? Niemand weiß es.",
            "Wollen die Orte die neue Brücke bauen",
        ),
    ],
)
def test_what_still_asks_or_states_nothing_is_no_caution(text: str, quote: str) -> None:
    assert kinds(text, quote) == []


# What is just outside


@pytest.mark.parametrize(
    ("text", "quote", "outside"),
    [
        (
            "There is no evidence that the vaccine causes harm. So we went on.",
            "the vaccine causes harm",
            "no evidence that",
        ),
        (
            "The tenant is not permitted to terminate this lease before May.",
            "permitted to terminate this lease",
            "not",
        ),
        ("The mayor denied that the school would close.", "the school would close", "denied that"),
        ("It is false that the trams are late.", "the trams are late", "false that"),
        ("The council refused to close the school.", "close the school", "refused to"),
        ("Some say that the trams are late.", "the trams are late", "Some say that"),
        ("The depot will close if the council pays.", "the council pays", "if"),
        (
            "Unless the council pays, the depot closes in May.",
            "the depot closes in May",
            "Unless the council pays,",
        ),
        (
            "The depot closes in May unless the council pays.",
            "The depot closes in May",
            "unless the council pays",
        ),
        ("The idea that the trams are late is false.", "the trams are late", "is false"),
        (
            "He did not say at the time that the school would close.",
            "the school would close",
            "not say at the time that",
        ),
        ("They denied “the school is closed” again.", "the school is closed", "denied “"),
        (
            "Es gibt keinen Beweis dafür, dass die Impfung schadet.",
            "die Impfung schadet",
            "keinen Beweis dafür, dass",
        ),
        (
            "Der Rat schließt die Schule im Mai nicht.",
            "Der Rat schließt die Schule",
            "im Mai nicht",
        ),
        (
            "Wenn der Rat zahlt, schließt das Depot im Mai.",
            "schließt das Depot im Mai",
            "Wenn der Rat zahlt,",
        ),
        (
            "Il n'y a aucune preuve que le vaccin soit nocif.",
            "le vaccin soit nocif",
            "aucune preuve que",
        ),
        ("Le maire nie que l'école ferme en mai.", "l'école ferme en mai", "nie que"),
        (
            "No hay pruebas de que la vacuna cause daño.",
            "la vacuna cause daño",
            "No hay pruebas de que",
        ),
        (
            "El alcalde negó que la escuela cerrara en mayo.",
            "la escuela cerrara en mayo",
            "negó que",
        ),
        (
            "Нет доказательств того, что вакцина вредна для людей.",
            "вакцина вредна для людей",
            "Нет доказательств того, что",
        ),
        ("Мэр не разрешил закрыть эту школу.", "разрешил закрыть эту школу", "не"),
        ("没有证据表明疫苗对人有害。", "疫苗对人有害", "没有证据表明"),
        ("市长否认学校将在五月关闭。", "学校将在五月关闭", "否认"),
        ("لا يوجد دليل على أن اللقاح ضار بالناس.", "اللقاح ضار بالناس", "لا يوجد دليل على أن"),
    ],
)
def test_what_governs_a_quote_from_outside_is_a_caution(
    text: str, quote: str, outside: str
) -> None:
    placement = Finder(text).find(quote)
    assert [span.cut(text) for span in placement.spans] == [quote]
    assert not placement.changes
    assert [(each.kind, each.found) for each in placement.cautions] == [("outside", outside)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("There is no doubt that the trams are late.", "the trams are late"),
        ("It was not only the trams that were late.", "the trams that were late"),
        ("The mayor said that the school would close.", "the school would close"),
        ("I do not know him. The school would close.", "The school would close"),
        ("I do not know him, but the school would close.", "the school would close"),
        ("Even if it rains, the school opens at nine.", "the school opens at nine"),
        ("Mr. Hall did not come. Mrs. Hall did.", "Mrs. Hall did"),
        ("Es gibt keinen Zweifel, dass die Schule schließt.", "die Schule schließt"),
        ("Nobody denies that the trams are late.", "the trams are late"),
        ("毫无疑问，学校将在五月关闭。", "学校将在五月关闭"),
        ("No cabe duda de que la escuela cierra en mayo.", "la escuela cierra en mayo"),
    ],
)
def test_what_only_stands_near_a_quote_is_no_caution(text: str, quote: str) -> None:
    assert kinds(text, quote) == []


# What holds for every text

SUBJECTS = ["The mayor", "Nobody here", "Mrs. Hall of Ward North", "The old council", "Some people"]
VERBS = [
    "would not pay for",
    "has never seen",
    "will close",
    "may restore some, though not all, of",
    "denied that she knew",
]
OBJECTS = [
    "the trams by the river",
    "a school at the quay",
    "10.5 miles of the wall",
    "what the depot needs",
]
TAILS = ["", " before May", ", if the money lasts", ", as the minutes say", ' ("and soon")']


@st.composite
def prose(draw: st.DrawFn) -> str:
    """Sentences with negations, limits and abbreviations, wrapped as texts are."""
    parts = st.tuples(
        *map(st.sampled_from, (SUBJECTS, VERBS, OBJECTS, TAILS, (".", ".", "!", "?")))
    )
    sentences = [
        f"{subject} {verb} {object}{tail}{mark}"
        for subject, verb, object, tail, mark in draw(st.lists(parts, min_size=3, max_size=9))
    ]
    return draw(st.sampled_from([" ", "  ", "\n", "\r\n"])).join(sentences)


@given(prose(), st.data())
def test_a_whole_sentence_is_never_warned_of(text: str, data: st.DataObject) -> None:
    span = data.draw(st.sampled_from(sentences_of(text).spans))
    assert cautions_at(text, (span,)) == ()


@given(prose(), st.data())
def test_whole_sentences_may_always_be_joined(text: str, data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.permutations(sentences_of(text).spans))[:2])
    assert not any(caution.parts for caution in cautions_at(text, (one, other)))


@given(prose(), st.data())
def test_halves_of_two_sentences_are_always_reported(text: str, data: st.DataObject) -> None:
    pair = sorted(data.draw(st.permutations(sentences_of(text).spans))[:2])
    halves = []
    for sentence in pair:
        inner = words(sentence.cut(text))
        middle = inner[len(inner) // 2].start + sentence.start
        is_first = data.draw(st.booleans())
        halves.append(Span(sentence.start, middle - 1) if is_first else Span(middle, sentence.end))
    found = cautions_at(text, tuple(halves))
    assert any(caution.kind == "sentences" for caution in found)


@given(prose(), st.data())
def test_words_left_out_of_one_sentence_join_no_halves(text: str, data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(sentences_of(text).spans))
    inner = [span.shifted(sentence.start) for span in words(sentence.cut(text))]
    first = data.draw(st.integers(0, len(inner) - 3))
    last = data.draw(st.integers(first + 2, len(inner) - 1))
    place = Span(sentence.start, inner[first].end), Span(inner[last].start, sentence.end)
    assert not any(caution.parts for caution in cautions_at(text, place))


@given(st.text(max_size=60), st.data())
def test_any_place_in_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    place = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b)
    if place:
        for caution in cautions_at(text, place):
            assert caution.found == caution.found_span.cut(text)
            assert 0 <= caution.found_span.start <= caution.found_span.end <= len(text)


@pytest.mark.parametrize("language", languages())
def test_every_language_lists_what_negates_denies_and_conditions(language: str) -> None:
    known = governing(language)
    for heading in ("negates", "denies", "hearsay", "condition", "concedes", "harmless", "asks"):
        assert known.lists(heading)
        assert all(phrase and all(phrase) for phrase in known.lists(heading))
