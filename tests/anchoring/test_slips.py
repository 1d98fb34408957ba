"""A slip of the pen is proven, never presumed: all else that differs is told."""

# ruff: noqa: E501 -- quotes in many scripts, one a line

from __future__ import annotations

import pytest

from argmap.anchoring import Finder, Placement
from argmap.grounding.settling import ground
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source

# The language, the source, and a quote that says something else.
TOLD = [
    (
        "en",
        "Patients with moderate symptoms received 5 mg daily for twelve weeks, and most of them tolerated it well.",
        "Patients with moderate symptoms received 5 kg daily for twelve weeks",
    ),
    (
        "en",
        "Mean outflow changed by +30% in the first group of patients.",
        "Mean outflow changed by -30% in the first group of patients",
    ),
    (
        "en",
        "The difference was clear (p < .05) in both groups of patients.",
        "The difference was clear (p > .05) in both groups of patients",
    ),
    (
        "en",
        "The area was 10^2 square metres in the first survey of the site.",
        "The area was 102 square metres in the first survey of the site",
    ),
    (
        "en",
        "The committee found that patient B had been named in the report before May.",
        "The committee found that patient D had been named in the report before May",
    ),
    (
        "en",
        "Type I errors were named in the report before the end of May.",
        "Type II errors were named in the report before the end of May",
    ),
    (
        "en",
        "The delegation arrived on Tuesday and refused to sign the treaty.",
        "The delegation arrived on Thursday and refused to sign the treaty",
    ),
    (
        "en",
        "The envoy of Nigeria refused to sign the treaty in the end.",
        "The envoy of Algeria refused to sign the treaty in the end",
    ),
    (
        "en",
        "Patients received prednisone daily for twelve weeks, and it was well tolerated.",
        "Patients received prednisolone daily for twelve weeks",
    ),
    (
        "en",
        "The quay is nowhere safe in the whole city after dark, they said.",
        "The quay is now here safe in the whole city after dark",
    ),
    (
        "de",
        "Der Ausschuss stellte fest, dass vierundsiebzig Schulen im Bericht genannt waren.",
        "dass vierundneunzig Schulen im Bericht genannt waren",
    ),
    (
        "ru",
        "Вчера министр сказал, что мой план для города Берёзово возможен.",
        "министр сказал, что мои план для города Берёзово возможен",
    ),
    *(
        ("ru", "Вчера министр сказал, что план для города Берёзово опасен.", quote)
        for quote in (
            "министр сказал, что план для города Бирёзово опасен",
            "министр сказал, что план для голода Берёзово опасен",
            "министр сказал, что клан для города Берёзово опасен",
            "министр сказал, что план для города Берёзово безопасен",
            "министр сказал, что план для города Берёзово неопасен",
            "министр сказала, что план для города Берёзово опасен",
        )
    ),
    (
        "ru",
        "Министр сказал, что повышение налогов в этом году возможно и что ответ нужен скоро.",
        "повышение налогов в этом году невозможно и что ответ нужен скоро",
    ),
    (
        "ko",
        "장관은 올해 세금을 인상할 계획이 있다고 말했고 자리를 떠났다.",
        "올해 세금을 인상할 계획이 없다고 말했고 자리를 떠났다",
    ),
    (
        "tr",
        "Bakan bu yıl vergilerin artırılacağını açıkça söyledi ve toplantıdan ayrıldı.",
        "vergilerin artırılmayacağını açıkça söyledi ve toplantıdan ayrıldı",
    ),
    ("cs", "Rada rozhodnutí neschválila. Nic víc.", "Rada rozhodnutí schválila"),
    (
        "pl",
        "Plan jest niemożliwy w tym roku dla miasta.",
        "Plan jest możliwy w tym roku dla miasta",
    ),
    (
        "nl",
        "Het plan is onmogelijk dit jaar in de stad.",
        "Het plan is mogelijk dit jaar in de stad",
    ),
    (
        "fa",
        "شهرداری امسال طرح را نمی\u200cپذیرد و می\u200cگوید.",
        "شهرداری امسال طرح را می\u200cپذیرد",
    ),
    ("ko", "이번 해에는 계획이 불가능하다고 시장이 말했다.", "계획이 가능하다고 시장이 말했다"),
    ("hu", "A busz ingyenes, a terv megvalósíthatatlan.", "a terv megvalósítható"),
    (
        "en",
        "The dose was 20 mmol of the salt each day for a week.",
        "The dose was 20 mol of the salt each day for a week",
    ),
    (
        "en",
        "The load was 12 kPa on the old wall of the dam.",
        "The load was 12 hPa on the old wall of the dam",
    ),
    (
        "en",
        "It was −5 degrees in the town on that day in winter.",
        "It was 5 degrees in the town on that day in winter",
    ),
    (
        "en",
        "The sum is 12 × 3 in the first table of the report.",
        "The sum is 12 + 3 in the first table of the report",
    ),
    (
        "en",
        "It holds that x ≥ 4 in each of the five towns we saw.",
        "It holds that x ≤ 4 in each of the five towns we saw",
    ),
    (
        "en",
        "Annex C names the towns that will get the money first.",
        "Annex G names the towns that will get the money first",
    ),
    (
        "en",
        "Under Article IV the town may close the road for a week.",
        "Under Article VI the town may close the road for a week",
    ),
    (
        "en",
        "Under Article 21 the town may close the road for a week.",
        "Under Article 12 the town may close the road for a week",
    ),
    (
        "en",
        "The rate was 3.5 in the first of the five towns we saw.",
        "The rate was 35 in the first of the five towns we saw",
    ),
    (
        "en",
        "The hearing was held on 3 March in the old town hall.",
        "The hearing was held on 3 May in the old town hall",
    ),
    (
        "en",
        "The hearing was held in January in the old town hall.",
        "The hearing was held in June in the old town hall",
    ),
    (
        "en",
        "He met Mr Harding of the bank in the old town hall.",
        "He met Mr Hardin of the bank in the old town hall",
    ),
    (
        "en",
        "The mayor of Lomond met with the men of the bank.",
        "The mayor of Lamond met with the men of the bank",
    ),
    (
        "en",
        "The nurse gave him clonidine before the meal was served.",
        "The nurse gave him clonazine before the meal was served",
    ),
    (
        "en",
        "They saw the perineal nerve in the scan of the leg.",
        "They saw the peroneal nerve in the scan of the leg",
    ),
    (
        "en",
        "The men were ill at ease every one of those days.",
        "The men were ill at ease everyone of those days",
    ),
    (
        "en",
        "It is moral to act when the others do not act.",
        "It is amoral to act when the others do not act",
    ),
    (
        "en",
        "The road is safe for those who walk to the school.",
        "The road is unsafe for those who walk to the school",
    ),
    (
        "de",
        "Der Rat hat dreiundzwanzig Schulen im Bezirk geschlossen.",
        "Der Rat hat dreiunddreißig Schulen im Bezirk geschlossen",
    ),
    (
        "de",
        "Das Verfahren ist im Bezirk seit Mai zulässig.",
        "Das Verfahren ist im Bezirk seit Mai unzulässig",
    ),
    (
        "de",
        "Die Gabe von 5 mg am Tag wurde gut vertragen.",
        "Die Gabe von 5 µg am Tag wurde gut vertragen",
    ),
    (
        "de",
        "Die Sitzung war am Dienstag im Rathaus der Stadt.",
        "Die Sitzung war am Donnerstag im Rathaus der Stadt",
    ),
    (
        "de",
        "Der Haushalt stieg auf 1.000 Euro im Monat.",
        "Der Haushalt stieg auf 1,000 Euro im Monat",
    ),
    (
        "fr",
        "Le conseil a fermé soixante-douze écoles dans le canton.",
        "Le conseil a fermé soixante-deux écoles dans le canton",
    ),
    (
        "fr",
        "Le projet est possible dans la ville cette année.",
        "Le projet est impossible dans la ville cette année",
    ),
    (
        "fr",
        "La séance du mardi a été reportée par le maire.",
        "La séance du mercredi a été reportée par le maire",
    ),
    ("fr", "Le pécheur a parlé au maire de la ville.", "Le pêcheur a parlé au maire de la ville"),
    (
        "es",
        "El consejo cerró treinta y dos escuelas en el distrito.",
        "El consejo cerró cuarenta y dos escuelas en el distrito",
    ),
    (
        "es",
        "El plan es posible en la ciudad este año.",
        "El plan es imposible en la ciudad este año",
    ),
    (
        "es",
        "La sesión del martes fue aplazada por el alcalde.",
        "La sesión del jueves fue aplazada por el alcalde",
    ),
    (
        "it",
        "Il consiglio ha chiuso settantaquattro scuole nel distretto.",
        "Il consiglio ha chiuso settantasette scuole nel distretto",
    ),
    (
        "it",
        "Il piano è possibile in città quest'anno.",
        "Il piano è impossibile in città quest'anno",
    ),
    (
        "ru",
        "Совет закрыл двадцать пять школ в этом районе.",
        "Совет закрыл тридцать пять школ в этом районе",
    ),
    (
        "ru",
        "Заседание во вторник было перенесено мэром города.",
        "Заседание в среду было перенесено мэром города",
    ),
    (
        "ru",
        "Доза 5 мг в день хорошо переносилась больными.",
        "Доза 5 кг в день хорошо переносилась больными",
    ),
    ("ru", "Мэр назвал этот план законным и ушёл.", "Мэр назвал этот план незаконным и ушёл"),
    ("cs", "Tento zákon je možný v celé zemi.", "Tento zákon je nemožný v celé zemi"),
    ("cs", "Rada návrh neschválila a odešla.", "Rada návrh schválila a odešla"),
    (
        "pl",
        "Rada uznała plan za legalny w tym mieście.",
        "Rada uznała plan za nielegalny w tym mieście",
    ),
    (
        "nl",
        "De raad vindt het plan wenselijk voor de stad.",
        "De raad vindt het plan onwenselijk voor de stad",
    ),
    (
        "tr",
        "Bakan vergileri artıracağını söyledi ve ayrıldı.",
        "Bakan vergileri artırmayacağını söyledi ve ayrıldı",
    ),
    (
        "tr",
        "Bu plan bizim için yararlı bir plandır dedi.",
        "Bu plan bizim için yararsız bir plandır dedi",
    ),
    ("hu", "A terv a város számára megoldható lett.", "A terv a város számára megoldhatatlan lett"),
    (
        "fa",
        "دولت امسال مالیات را می\u200cگیرد و می\u200cگوید.",
        "دولت امسال مالیات را نمی\u200cگیرد و می\u200cگوید",
    ),
    ("ko", "시장은 이 계획이 합법이라고 말했다.", "시장은 이 계획이 불법이라고 말했다"),
    ("ko", "예산이 충분히 있다고 시장이 말했다.", "예산이 충분히 없다고 시장이 말했다"),
    ("pt", "O plano é possível na cidade este ano.", "O plano é impossível na cidade este ano"),
    ("zh", "市政府关闭了二十三所学校。", "市政府关闭了三十二所学校"),
    ("zh", "会议在星期二举行，市长没有来。", "会议在星期四举行，市长没有来"),
    ("zh", "剂量为5毫克，病人都能耐受。", "剂量为5微克，病人都能耐受"),
    ("ar", "كان المشروع ممكنا في المدينة هذا العام.", "كان المشروع غير ممكن في المدينة هذا العام"),
    ("xx", "Zorbi kalem tuna melti garo senti vipo.", "Zorbi kalen tuna melti garo senti vipo"),
    (
        "en",
        "It cost 1,000 pounds to close the road for a week.",
        "It cost 1.000 pounds to close the road for a week",
    ),
    (
        "en",
        "It rose by 5 per cent in the year before the war.",
        "It rose by 5 per mille in the year before the war",
    ),
    (
        "en",
        "The meeting began at 3 pm in the old town hall there.",
        "The meeting began at 3 am in the old town hall there",
    ),
    (
        "en",
        "They can't close the road that leads to the old school.",
        "They can close the road that leads to the old school",
    ),
    (
        "en",
        "They won't close the road that leads to the old school.",
        "They will close the road that leads to the old school",
    ),
    (
        "en",
        "He isn't the man whom we saw there with the others.",
        "He is the man whom we saw there with the others",
    ),
]

# A source and a quote, one of which has a slip of the pen.
SLIPS = [
    (
        "The trial was a sucess in both towns, the report says.",
        "The trial was a success in both towns",
    ),
    (
        "Nobody asked the shopkeepers whether they wanted it so.",
        "Nobody asked the shopkepers whether they wanted it so",
    ),
    (
        "The committee will decide about the new bridge on Monday.",
        "The comittee will decide about the new bridge on Monday",
    ),
    (
        "The goverment said that the plan will help the town.",
        "The government said that the plan will help the town",
    ),
    (
        "It was definitly the best of the plans that we saw.",
        "It was definitely the best of the plans that we saw",
    ),
    (
        "The captain told them that the boat was late again.",
        "The captian told them that the boat was late again",
    ),
    (
        "The meeting on Wednesday was the last one of the year.",
        "The meeting on Wednesdday was the last one of the year",
    ),
    (
        "Nobody asked the shopkeepers whether they wanted it so.",
        "Nobdoy asked the shopkeepers whether they wanted it so",
    ),
    *(
        ("Вчера министр сказал, что новый план для города возможен.", quote)
        for quote in (
            "министр скзаал, что новый план для города возможен",
            "министр сказал, что новыи план для города возможен",
            "министр сказал, что новый планн для города возможен",
            "минстр сказал, что новый план для города возможен",
        )
    ),
]

# Look-alike words of a trade, in languages with a list and without.
TRADE = [
    ("perineal", "peroneal"), ("ileum", "ilium"), ("hypotension", "hypertension"),
    ("afferent", "efferent"), ("abduction", "adduction"), ("arthritis", "arteritis"),
    ("dysphagia", "dysphasia"), ("hydralazine", "hydroxyzine"), ("tramadol", "trazodone"),
    ("vinblastine", "vincristine"), ("glipizide", "glyburide"), ("causal", "casual"),
    ("prescribed", "proscribed"), ("hyperkalemia", "hypokalemia"), ("systole", "diastole"),
    ("mitosis", "meiosis"), ("lessor", "lessee"), ("mucus", "mucous"), ("palate", "palette"),
    ("perfusion", "profusion"), ("clonidine", "clonazepam"), ("benzine", "benzene"),
    ("chlorate", "chloride"), ("nitrite", "nitrate"), ("sulfide", "sulfite"),
]  # fmt: skip


def _meanings(placement: Placement) -> list[str]:
    return [change.meaning for change in placement.changes if change.meaning]


@pytest.mark.parametrize("told", [True, False], ids=["language told", "language recognised"])
@pytest.mark.parametrize(("language", "source", "quote"), TOLD)
def test_what_is_no_slip_is_told(language: str, source: str, quote: str, told: bool) -> None:  # noqa: FBT001 -- a row
    placement = Finder(source, language=language if told else None).find(quote)
    assert not placement.is_placed or placement.changes_meaning


@pytest.mark.parametrize(("source", "quote"), SLIPS)
def test_a_form_that_is_no_word_is_a_slip_on_either_side(source: str, quote: str) -> None:
    placement = Finder(source).find(quote)
    assert {change.kind for change in placement.changes} == {"spelling"}
    assert placement.is_placed
    assert not placement.changes_meaning


@pytest.mark.parametrize("pair", TRADE, ids="-".join)
def test_words_that_are_hardly_unlike_are_told_from_each_other(pair: tuple[str, str]) -> None:
    for found, quoted in (pair, pair[::-1]):
        source = f"They said of the {found} that it was seen in the first of the cases."
        assert Finder(source).find(source.replace(found, quoted)).changes_meaning


def test_a_form_that_the_source_repeats_is_a_word_of_it() -> None:
    once = "The trial was a sucess in both towns, the report of the year says."
    quote = "The trial was a success in both towns"
    assert not Finder(once).find(quote).changes_meaning
    assert Finder(once + " It was called a sucess.").find(quote).changes_meaning


@pytest.mark.parametrize(
    ("source", "quote", "meaning"),
    [
        ("Er zählte vierundsiebzig Häuser in der Stadt.", "Er zählte vierundneunzig Häuser in der Stadt", "number"),
        ("Это возможно в этом году для всех нас.", "Это невозможно в этом году для всех нас", "negation"),
        ("He took 5 mg of it in the morning of the day.", "He took 5 kg of it in the morning of the day", "quantity"),
        ("It was < 5 in the first of the towns that we saw.", "It was > 5 in the first of the towns that we saw", "comparison"),
        ("It was +5 in the first of the towns that we saw.", "It was -5 in the first of the towns that we saw", "number"),
    ],
)  # fmt: skip
def test_what_is_no_slip_is_called_what_it_is(source: str, quote: str, meaning: str) -> None:
    assert _meanings(Finder(source).find(quote)) == [meaning]


@pytest.mark.parametrize("language", ["cs", "de", "el", "fr", "xx", "zh-Hant"])
def test_without_a_list_of_words_no_letter_is_harmless_and_none_is_accepted(language: str) -> None:
    text = "The council asked the shopkeepers whether they wanted the new bridge. It did."
    quote = "The council asked the shopkepers whether they wanted the new bridge"
    map = ArgumentMap(
        sources=[Source(id="s", text=text, language=language)],
        claims=[Claim(id="c", text="T", anchors=(Anchor(quote=quote),))],
    )
    (anchor,) = ground(map, accept_approximate=True).anchors
    assert (anchor.outcome, anchor.anchor.quote) == ("changed", quote)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", None])
def test_the_language_of_a_source_is_that_of_its_tag(language: str | None) -> None:
    text = "The council asked the shopkeepers whether they wanted the new bridge. It did."
    source = Source(id="s", text=text, language=language)
    placement = source.find("The council asked the shopkepers whether they wanted")
    assert [change.kind for change in placement.changes] == ["spelling"]
    assert not placement.changes_meaning


def test_numbers_are_read_as_the_language_of_the_source_writes_them() -> None:
    text, quote = "Rome 1.000 anno; urbs 25 milia.", "Rome 1000 anno; urbs 25 milia."
    same = {
        language: not Source(id="s", text=text, language=language).find(quote).changes_meaning
        for language in ("de", "en", "fr", "zh", "xx")
    }
    assert same == {"de": True, "en": False, "fr": True, "zh": False, "xx": False}
