"""Words that govern a quote from outside it, and phrases of the same words that only assert it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder
from argmap.anchoring.meaning.governing import governing_around, keys, tokens
from argmap.text import Span


def outside(text: str, quote: str) -> list[str]:
    """Return what is said of the surroundings of a quote that must be found as it is."""
    placement = Finder(text).find(quote)
    assert [span.cut(text) for span in placement.spans] == [quote]
    return [caution.kind for caution in placement.cautions]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He said that if prices rise, the state will pay. Later it rained.", "the state will pay"),
        (
            "She told me that, unless the rent falls, the shop will close. It did.",
            "the shop will close",
        ),
        (
            "The council has long promised that if the money is there, the bridge will be built.",
            "the bridge will be built",
        ),
        ("Perhaps the drug causes pain. Nobody says so.", "the drug causes pain"),
        ("Maybe, the drug causes pain. Nobody says so.", "the drug causes pain"),
        ("He is perhaps the best mayor of all. Nobody says so.", "the best mayor of all"),
        ("It is possible that the drug causes harm. Nobody says so.", "the drug causes harm"),
        ("It may be that the road is open. Nobody says so.", "the road is open"),
        ("Vielleicht hilft der Bus der Stadt. Niemand sagt es.", "hilft der Bus der Stadt"),
        ("Es kann sein, dass der Bus hilft. Niemand sagt es.", "der Bus hilft"),
        ("Il se peut que le plan marche. Personne ne le dit.", "le plan marche"),
        ("Peut-être que le plan marche. Personne ne le dit.", "le plan marche"),
        ("Tal vez el plan funciona. Nadie lo dice.", "el plan funciona"),
        ("Возможно, план работает. Никто так не говорит.", "план работает"),
        ("也许计划是好的。没有人这样说。", "计划是好的"),
        ("ربما تنجح الخطة في المدينة. لا أحد يقول ذلك.", "تنجح الخطة في المدينة"),
        ("The earth is flat, which is untrue. Nobody says so.", "The earth is flat"),
        ("The earth is flat, which is not true. Nobody says so.", "The earth is flat"),
        ("The bridge is safe, he claimed falsely. Nobody says so.", "The bridge is safe"),
        ("The bridge is safe, he falsely claimed. Nobody says so.", "The bridge is safe"),
        ("The bridge is safe, she wrongly believed. Nobody says so.", "The bridge is safe"),
        (
            "The bridge is safe, a claim that has been debunked. Nobody says so.",
            "The bridge is safe",
        ),
        ("The bridge is safe (this is false). Nobody says so.", "The bridge is safe"),
        ("The bridge is safe – a lie. Nobody says so.", "The bridge is safe"),
        (
            "There is zero evidence that the vaccine causes harm. Nobody says so.",
            "the vaccine causes harm",
        ),
        (
            "Few studies show that the vaccine causes harm. Nobody says so.",
            "the vaccine causes harm",
        ),
        ("Few of the buses run on time. Nobody says so.", "the buses run on time"),
        ("The old buses rarely run on time here. Nobody says so.", "run on time here"),
        ("The old buses hardly ever run on time here. Nobody says so.", "run on time here"),
        ("The old buses seldom run on time here. Nobody says so.", "run on time here"),
        ("I used to think that the earth is flat. Nobody says so.", "the earth is flat"),
        (
            "I once believed that the tunnel would help the town. Nobody says so.",
            "the tunnel would help the town",
        ),
        ("He falsely claimed that the bridge is safe. Nobody says so.", "the bridge is safe"),
        (
            "It is simply not the case that the bridge is safe. Nobody says so.",
            "the bridge is safe",
        ),
        ("It is far from clear that the bridge is safe. Nobody says so.", "the bridge is safe"),
        (
            "Had the bridge been safe, the town would have grown. Nobody says so.",
            "the town would have grown",
        ),
        ("Very little suggests that the bridge is safe. Nobody says so.", "the bridge is safe"),
        ("The notion that the bridge is safe is laughable. Nobody says so.", "the bridge is safe"),
        (
            "The idea that the bridge is safe has been thoroughly debunked. Nobody says so.",
            "the bridge is safe",
        ),
        (
            "The claim that the bridge is safe turned out to be false. Nobody says so.",
            "the bridge is safe",
        ),
        ("I'm not saying that the bridge is safe. Nobody says so.", "the bridge is safe"),
        (
            "I do not for a moment think that the bridge is safe. Nobody says so.",
            "the bridge is safe",
        ),
        (
            "The mayor failed to convince anyone that the bridge is safe. Nobody says so.",
            "the bridge is safe",
        ),
        ("The bridge is safe only if the river is low. Nobody says so.", "The bridge is safe"),
        ("The bridge is safe as long as the river is low. Nobody says so.", "The bridge is safe"),
        (
            "Nobody in the whole of the town thinks that the bridge is safe. Nobody says so.",
            "the bridge is safe",
        ),
        (
            "Contrary to the belief that the bridge is safe, it fell. Nobody says so.",
            "the bridge is safe",
        ),
        (
            "Er sagte, dass, wenn die Preise steigen, der Staat zahlen wird. Später regnete es.",
            "der Staat zahlen wird",
        ),
        (
            "Es regnete, und wenn die Preise steigen, zahlt der Staat. Später regnete es.",
            "zahlt der Staat",
        ),
        ("Die Erde ist flach, was nicht stimmt. Niemand sagt das.", "Die Erde ist flach"),
        ("Die Erde ist flach, was falsch ist. Niemand sagt das.", "Die Erde ist flach"),
        (
            "Die Brücke ist sicher, behauptete er fälschlich. Das sagt man so.",
            "Die Brücke ist sicher",
        ),
        (
            "Die Brücke ist sicher, wie er fälschlicherweise behauptete. Das sagt man so.",
            "Die Brücke ist sicher",
        ),
        (
            "Die Behauptung, dass die Brücke sicher ist, ist längst widerlegt. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Wenige Studien zeigen, dass die Impfung schadet. Das sagt man so.",
            "die Impfung schadet",
        ),
        ("Die alten Busse fahren selten nach dem Plan. Das sagt man so.", "nach dem Plan"),
        ("Früher dachte ich, dass die Erde flach ist. Das sagt man so.", "die Erde flach ist"),
        (
            "Er behauptete fälschlich, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Hätte der Rat gezahlt, wäre die Brücke jetzt sicher. Das sagt man so.",
            "wäre die Brücke jetzt sicher",
        ),
        (
            "Niemand in der ganzen Stadt am Rhein glaubt, dass die Brücke hält. Das sagt man so.",
            "die Brücke hält",
        ),
        (
            "Il a dit que si les prix montent, l'État paiera. Il pleut dans la ville.",
            "l'État paiera",
        ),
        ("La terre est plate, ce qui est faux. Il pleut dans la ville.", "La terre est plate"),
        ("Le pont est sûr, a-t-il affirmé à tort. Il pleut dans la ville.", "Le pont est sûr"),
        (
            "L'idée que le pont est sûr est tout à fait fausse. Il pleut dans la ville.",
            "le pont est sûr",
        ),
        (
            "Peu d'études montrent que le vaccin est nocif. Il pleut dans la ville.",
            "le vaccin est nocif",
        ),
        (
            "Je croyais autrefois que la terre est plate. Il pleut dans la ville.",
            "la terre est plate",
        ),
        (
            "Dijo que si los precios suben, el Estado pagará. Llueve en la ciudad.",
            "el Estado pagará",
        ),
        ("La tierra es plana, lo cual es falso. Llueve en la ciudad.", "La tierra es plana"),
        ("El puente es seguro, afirmó falsamente. Llueve en la ciudad.", "El puente es seguro"),
        (
            "La idea de que el puente es seguro es totalmente falsa. Llueve en la ciudad.",
            "el puente es seguro",
        ),
        (
            "Pocos estudios muestran que la vacuna es dañina. Llueve en la ciudad.",
            "la vacuna es dañina",
        ),
        ("Antes creía que la tierra es plana. Llueve en la ciudad.", "la tierra es plana"),
        (
            "Он сказал, что если цены вырастут, государство заплатит. Потом пошёл дождь.",
            "государство заплатит",
        ),
        ("Земля плоская, что неверно. Потом пошёл дождь.", "Земля плоская"),
        ("Мост безопасен, ложно утверждал он. Потом пошёл дождь.", "Мост безопасен"),
        (
            "Утверждение, что мост безопасен, давно опровергнуто. Потом пошёл дождь.",
            "мост безопасен",
        ),
        ("Мало кто считает, что мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("Раньше я думал, что земля плоская. Потом пошёл дождь.", "земля плоская"),
        ("Автобусы редко ходят по расписанию. Потом пошёл дождь.", "ходят по расписанию"),
        ("他说如果价格上涨，国家将会支付。后来下雨了。", "国家将会支付"),
        ("地球是平的，这是错误的。后来下雨了。", "地球是平的"),
        ("地球是平的，这不是真的。后来下雨了。", "地球是平的"),
        ("他错误地认为这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("很少有研究表明这种疫苗有害。后来下雨了。", "这种疫苗有害"),
        ("我曾经以为地球是平的。后来下雨了。", "地球是平的"),
        ("公交车很少准时到站。后来下雨了。", "准时到站"),
    ],
)
def test_what_governs_a_quote_in_its_sentence_is_told(text: str, quote: str) -> None:
    assert set(outside(text, quote)) == {"outside"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("As soon as possible the plan was dropped. Nobody says so.", "the plan was dropped"),
        ("Perhaps not. The plan is good. Nobody says so.", "The plan is good"),
        ("Perhaps they know, but the plan is good. Nobody says so.", "the plan is good"),
        ("Perhaps he left, and nobody saw him. It rained.", "nobody saw him"),
        ("It is no secret that the bridge is safe. The town says so.", "the bridge is safe"),
        ("There is no doubt that the bridge is safe. The town says so.", "the bridge is safe"),
        ("There can be no doubt that the bridge is safe. The town says so.", "the bridge is safe"),
        ("There is little doubt that the bridge is safe. The town says so.", "the bridge is safe"),
        ("There is no denying that the bridge is safe. The town says so.", "the bridge is safe"),
        ("If nothing else, the bridge is safe. The town says so.", "the bridge is safe"),
        ("If anything, the bridge is safe. The town says so.", "the bridge is safe"),
        ("The bridge is safe, if anything. The town says so.", "The bridge is safe"),
        (
            "The bridge is not only safe for cars but it is also pretty. The town says so.",
            "safe for cars",
        ),
        (
            "Not only is the bridge safe for cars, it is pretty. The town says so.",
            "the bridge safe for cars",
        ),
        ("It goes without saying that the bridge is safe. The town says so.", "the bridge is safe"),
        ("It is not surprising that the bridge is safe. The town says so.", "the bridge is safe"),
        (
            "It comes as no surprise that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        ("It is no accident that the bridge is safe. The town says so.", "the bridge is safe"),
        ("It is no coincidence that the bridge is safe. The town says so.", "the bridge is safe"),
        (
            "It is no exaggeration to say that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        (
            "I have no doubt whatsoever that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        (
            "It cannot be overstated that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        ("Nobody can deny that the bridge is safe. The town says so.", "the bridge is safe"),
        ("It is undeniable that the bridge is safe. The town says so.", "the bridge is safe"),
        ("We must not forget that the bridge is safe. The town says so.", "the bridge is safe"),
        ("Make no mistake, the bridge is safe. The town says so.", "the bridge is safe"),
        ("Make no mistake: the bridge is safe. The town says so.", "the bridge is safe"),
        ("If you ask me, the bridge is safe. The town says so.", "the bridge is safe"),
        ("If I may say so, the bridge is safe. The town says so.", "the bridge is safe"),
        ("If truth be told, the bridge is safe. The town says so.", "the bridge is safe"),
        ("Not surprisingly, the bridge is safe. The town says so.", "the bridge is safe"),
        ("Last but not least, the bridge is safe. The town says so.", "the bridge is safe"),
        ("No wonder the bridge is safe. The town says so.", "the bridge is safe"),
        ("The bridge is safe, no doubt. The town says so.", "The bridge is safe"),
        ("The bridge is safe, which is not bad. The town says so.", "The bridge is safe"),
        ("Needless to say, the bridge is safe. The town says so.", "the bridge is safe"),
        ("Without question the bridge is safe. The town says so.", "the bridge is safe"),
        (
            "No one seriously doubts that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        ("It is not wrong to say that the bridge is safe. The town says so.", "the bridge is safe"),
        (
            "They could not stop the news that the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        ("A few of the old buses run on time. Nobody says so.", "the old buses run on time"),
        ("Quite a few studies show that the vaccine works. Nobody says so.", "the vaccine works"),
        (
            "When he said that the rent is high, he meant the bridge is safe. The town says so.",
            "the bridge is safe",
        ),
        (
            "Es ist kein Geheimnis, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Es besteht kein Zweifel, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Es besteht kein Zweifel daran, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Niemand kann leugnen, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Es ist nicht zu leugnen, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Es überrascht nicht, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Es ist kein Zufall, dass die Brücke sicher ist. Das sagt man so.",
            "die Brücke sicher ist",
        ),
        (
            "Wenn man so will, ist die Brücke jetzt sicher. Das sagt man so.",
            "ist die Brücke jetzt sicher",
        ),
        ("Nicht nur die Brücke ist sicher. Das sagt man so.", "die Brücke ist sicher"),
        (
            "Ce n'est un secret pour personne que le pont est sûr. Il pleut dans la ville.",
            "le pont est sûr",
        ),
        ("Il ne fait aucun doute que le pont est sûr. Il pleut dans la ville.", "le pont est sûr"),
        (
            "Il n'est pas surprenant que le pont soit sûr. Il pleut dans la ville.",
            "le pont soit sûr",
        ),
        ("Il n'y a pas de doute que le pont est sûr. Il pleut dans la ville.", "le pont est sûr"),
        ("Nul ne peut nier que le pont est sûr. Il pleut dans la ville.", "le pont est sûr"),
        ("Si l'on veut, le pont est sûr. Il pleut dans la ville.", "le pont est sûr"),
        (
            "No es ningún secreto que el puente es seguro. Llueve en la ciudad.",
            "el puente es seguro",
        ),
        ("No cabe duda de que el puente es seguro. Llueve en la ciudad.", "el puente es seguro"),
        (
            "No hay duda alguna de que el puente es seguro. Llueve en la ciudad.",
            "el puente es seguro",
        ),
        ("Nadie puede negar que el puente es seguro. Llueve en la ciudad.", "el puente es seguro"),
        (
            "No es de extrañar que el puente sea seguro. Llueve en la ciudad.",
            "el puente sea seguro",
        ),
        ("Не секрет, что мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("Нет никаких сомнений в том, что мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("Никто не может отрицать, что мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("Неудивительно, что мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("Если угодно, мост безопасен. Потом пошёл дождь.", "мост безопасен"),
        ("毫无疑问，这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("众所周知，这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("不言而喻，这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("不可否认的是这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("没有人能否认这座桥很安全。后来下雨了。", "这座桥很安全"),
        ("如果说有什么的话，这座桥很安全。后来下雨了。", "这座桥很安全"),
    ],
)
def test_what_only_asserts_a_quote_is_not_told(text: str, quote: str) -> None:
    assert outside(text, quote) == []


@given(st.text(alphabet="ab' ’\u0301\u064b\u0652كمא中あ<>", max_size=12))
def test_every_word_has_a_letter_and_a_mark_alone_is_none(text: str) -> None:
    found = keys(text, 0, len(text))
    assert all(key[:1].isalpha() for key in found)
    assert len(found) == len(tokens(text, Span(0, len(text))))


@given(st.text(alphabet="ab' ’\u0301\u064b\u0652كمא中あ<>", max_size=12))
def test_the_language_around_a_place_can_be_asked_for_in_any_text(text: str) -> None:
    governing_around(text, Span(0, len(text)))
