"""Wordings made false: a number, date, unit, negation, quantifier or name of theirs is changed."""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["number", "date", "unit", "negation added", "negation dropped", "quantifier", "name"]
KINDS: tuple[Kind, ...] = (
    "number",
    "date",
    "unit",
    "negation added",
    "negation dropped",
    "quantifier",
    "name",
)

_CARDINALS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty".split(),
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig".split(),
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze vingt trente".split(),
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta".split(),
}
_ORDINALS = {
    "en": "second third fourth fifth sixth seventh eighth ninth tenth".split(),
    "de": "zweite dritte vierte fünfte sechste siebte".split(),
    "fr": "deuxième troisième quatrième cinquième sixième".split(),
    "es": "segundo tercero quinto sexto".split(),
}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
}
_UNITS = (
    ("metres", "feet"), ("miles", "metres"), ("km", "miles"), ("milligrams", "grams"), ("mg", "g"),
    ("tonnes", "kilograms"), ("tons", "kilograms"), ("pounds", "euros"), ("euros", "dollars"), ("£", "$"), ("€", "£"),
    ("hours", "minutes"), ("weeks", "months"), ("months", "weeks"), ("years", "months"), ("days", "weeks"), ("minutes", "hours"),
    ("dollars", "euros"), ("francs", "dollars"), ("Meter", "Kilometer"), ("Jahre", "Monate"), ("ml", "l"), ("square kilometres", "hectares"),
)
_AUXILIARIES = {
    "en": "is are was were has have had will would can could may might must should does did do".split(),
}
# What is denied with do: a verb as it is written, and with *not*.
_VERBS = dict(
    pair.split(":")
    for pair in (
        "wants:want gives:give buys:buy needs:need differ:- seeks:seek goes:go plays:play plays:play keeps:keep rewards:reward "
        "oppose:- resented:resent provides:provide offers:offer costs:cost lasts:last takes:take employs:employ holds:hold leaves:leave "
        "carries:carry bought:buy signed:sign began:begin burned:burn ran:run built:build repealed:repeal fell:fall rose:rise grew:grow "
        "resigned:resign arrived:arrive agreed:agree closed:close walked:walk walk:- opened:open requires:require left:leave said:say "
        "noticed:notice protect:- means:mean cool:- save:- slows:slow keeps:keep makes:make met:meet sold:sell condemned:condemn warned:warn "
        "blocked:block advises:advise flooded:flood won:win invented:invent visited:visit fear:- says:say lost:lose took:take denies:deny "
        "voted:vote stayed:stay asked:ask spent:spend refused:refuse believed:believe knew:know wrote:write found:find remembered:remember "
        "went:go came:come got:get paid:pay held:hold maintained:maintain proved:prove complained:complain promised:promise reported:report "
        "died:die started:start starts:start expects:expect passed:pass exports:export attract:- remain:- remains:remain stay:- stays:stay "
        "help:- depend:- trade:- want:- support:- dry:- endangers:endanger hit:- learn:- work:- draws:draw turned:turn gained:gain"
    ).split()
)
_DROPPED = {
    "en": (
        (r"\b(is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do) not\b", r"\1"),
        (r"\b(is|are|was|were|has|have|had|would|could|must|should|does|did|do)n['’]t\b", r"\1"),
        (r"\bcannot\b", "can"), (r"\bcan['’]t\b", "can"),
        (r"\bNobody\b", "Everybody"), (r"\bnobody\b", "everybody"), (r"\bNo one\b", "Everyone"), (r"\bno one\b", "everyone"),
        (r"\bnever\b", "always"), (r"\bNo (?=[a-z])", "Some "), (r"\bno (?=[a-z])", "some "), (r"\bnothing\b", "everything"),
        (r"\bwithout\b", "with"), (r"\bnot ", ""),
    ),
    "de": ((r"\bnicht ", ""), (r"\bkein", "ein"), (r"\bNiemand\b", "Jeder"), (r"\bniemand\b", "jeder"), (r"\bKeiner\b", "Jeder"), (r"\bnie\b", "immer"), (r"\bohne\b", "mit")),
    "fr": ((r"\bn(?:e |['’])(\w+) pas\b", r"\1"), (r"\bne (\w+) jamais\b", r"\1 toujours"), (r"\bsans\b", "avec"), (r"\bPersonne n(?:e |['’])", "Chacun ")),
    "es": ((r"\b[Nn]o (?=[a-zé])", ""), (r"\bNadie\b", "Cada uno"), (r"\bsin\b", "con")),
}
_QUANTIFIERS = {
    "en": {
        "all": ("some", "few"), "every": ("hardly any",), "most": ("few", "all"), "some": ("all", "most"), "many": ("few", "all"),
        "few": ("most", "many"), "several": ("all", "most"), "always": ("rarely", "sometimes"), "often": ("rarely", "always"),
        "usually": ("rarely", "always"), "everyone": ("someone",), "each": ("hardly any",), "majority": ("minority",), "seldom": ("often",),
        "numerous": ("few",), "almost all": ("few",), "nearly all": ("few",), "everybody": ("somebody",),
    },
    "de": {
        "alle": ("einige", "wenige"), "jeder": ("kaum ein",), "jedes": ("manches",), "meisten": ("wenigsten",), "einige": ("alle",), "viele": ("wenige",),
        "manche": ("alle",), "zahlreiche": ("wenige",),
    },
    "fr": {"tous": ("quelques",), "chaque": ("rarement un",), "la plupart": ("peu",), "quelques": ("tous les",), "beaucoup": ("peu",), "certains": ("tous les",)},
    "es": {"todos": ("algunos",), "cada": ("algún",), "la mayoría": ("una minoría",), "algunos": ("todos los",), "muchos": ("pocos",), "varios": ("todos los",)},
}
# Where something is denied already, another *not* makes no sense or none at all.
_DENIED = {
    "en": r"\b(?:not|no|never|nobody|nothing|none|neither|cannot|without|hardly|no one|unless)\b|n['’]t\b",
    "de": r"\b(?:nicht|kein\w*|nie|niemand|nichts|ohne|kaum|weder)\b",
    "fr": r"\b(?:ne|pas|jamais|rien|personne|aucune?|sans|nul|ni)\b|\bn['’]",
    "es": r"\b(?:no|nunca|nadie|nada|sin|ningún|ni)\b",
}
_NAMES = (
    "Oslo", "Lagos", "Ramirez", "Okonkwo", "Toyota", "Brandenburg", "Jakarta", "Mongolia", "Fitzgerald", "Honduras", "Kowalski", "Siemens",
    "Tanaka", "Bolivia", "Reykjavik", "Henderson", "Zambia", "Nakamura", "Rotterdam", "Uruguay", "Sorensen", "Cambodia", "Petrobras", "Adeyemi",
)
_CAPITAL = re.compile(r"[^\W\d_a-z][\w’'-]*")


def alterations(
    kind: Kind, wording: str, language: str, source: str, draw: Random
) -> Iterator[str]:
    """Yield a wording with one thing of a kind changed, in one way for each place of it."""
    made = {
        "number": _numbers,
        "date": _dates,
        "unit": _units,
        "negation added": _negated,
        "negation dropped": _affirmed,
        "quantifier": _quantified,
        "name": _renamed,
    }[kind]
    for changed in dict.fromkeys(made(wording, language, source, draw)):
        if changed != wording:
            yield changed


def _numbers(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    for match in re.finditer(r"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w.,]*\d)", wording):
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0]):
            continue
        yield _put(wording, match, _other_number(match[0], source, draw))
    for listed in (_CARDINALS[language], _ORDINALS[language]):
        for match in re.finditer(r"\b[^\W\d_]+\b", wording):
            if match[0].lower() in listed:
                others = [each for each in listed if not re.search(rf"\b{each}\b", source, re.I)]
                word = draw.choice(others)
                yield _put(wording, match, word.capitalize() if match[0][0].isupper() else word)


def _other_number(digits: str, source: str, draw: Random) -> str:
    for _ in range(100):
        place = draw.choice([n for n, each in enumerate(digits) if each.isdigit()])
        figures = "123456789" if place == 0 else "0123456789"
        made = digits[:place] + draw.choice(figures) + digits[place + 1 :]
        is_there = re.search(rf"(?<![\d.,]){re.escape(made)}(?![.,]?\d)", source)
        if made != digits and not is_there and made.strip("0.,"):
            return made
    return digits


def _dates(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    for listed in (_MONTHS[language], _DAYS[language]):
        for match in re.finditer(r"\b[^\W\d_]+\b", wording):
            if match[0] in listed:
                yield _put(wording, match, draw.choice([each for each in listed if each not in source]))
    for match in re.finditer(r"\b(?:1[5-9]\d\d|20\d\d)\b(?!,\d)", wording):
        year = int(match[0]) + draw.choice((-30, -11, -3, -2, -1, 1, 2, 4, 9, 20))
        if str(year) not in source:
            yield _put(wording, match, str(year))


def _units(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    for unit, other in _UNITS:
        sign = re.escape(unit) if not unit[0].isalpha() else rf"\b{re.escape(unit)}\b"
        for match in re.finditer(sign, wording):
            near = wording[max(0, match.start() - 12) : match.end() + 3]
            if re.search(r"\d|\b(?:" + "|".join(_CARDINALS["en"]) + r")\b", near):
                yield _put(wording, match, other)


def _negated(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    if "?" in wording or wording.startswith("It is said") or re.search(_DENIED[language], wording, re.I):
        return
    if language != "en":
        yield from _negated_elsewhere(wording, language)
        return
    for match in re.finditer(r"\b[a-z]+\b", wording):
        if match[0] in _AUXILIARIES["en"] and not re.match(r" (?:not|no|never|n't)\b", wording[match.end() :]):
            yield _put(wording, match, f"{match[0]} not")
            return
        if base := _VERBS.get(match[0]):
            do = "do" if base == "-" else "does" if match[0].endswith("s") else "did"
            yield _put(wording, match, f"{do} not {match[0] if base == '-' else base}")
            return


def _negated_elsewhere(wording: str, language: str) -> Iterator[str]:
    patterns = {
        "de": (r"\b(ist|sind|war|waren|hat|haben|wird|wurde|wurden|können|muss|darf|kann|geht|gehen)\b", r"\1 nicht"),
        "fr": (r"(?<!['’])\b(est|sont|était|fut|a|ont|sera|faut|sait|peut|dépensa|vota)\b", r"n'\1 pas"),
        "es": (r"\b(es|son|está|ha|han|compró|viajó|puede|sabe|saben|fue|fueron|va)\b", r"no \1"),
    }
    pattern, negated = patterns[language]
    yield re.sub(pattern, negated, wording, count=1)


def _affirmed(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    for pattern, positive in _DROPPED[language]:
        if re.search(pattern, wording):
            yield re.sub(pattern, positive, wording, count=1)
            return


def _quantified(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    for word, others in _QUANTIFIERS[language].items():
        match = re.search(rf"(?<!\w)(?<!the )(?<!at ){word}\b(?! than)", wording, re.I)
        if match is None or (match[0].lower() == "all" and re.match(" of| the", wording[match.end() :]) and match.start()):
            continue
        other = draw.choice(others)
        yield _put(wording, match, other.capitalize() if match[0][0].isupper() else other)


def _renamed(wording: str, language: str, source: str, draw: Random) -> Iterator[str]:
    """Yield the wording with a name by another: a word with a capital that the source has, too."""
    if language == "de":
        return
    source = " ".join(source.split())
    for match in _CAPITAL.finditer(wording):
        name = match[0].removesuffix("'s").removesuffix("’s")
        is_known = re.search(rf"(?<![.?!“«] )(?<!^)\b{re.escape(name)}\b", source)
        if len(name) < 3 or not is_known or re.search(rf"\b{re.escape(name.lower())}\b", source):
            continue
        if name in (*_MONTHS["en"], *_DAYS["en"]) or unicodedata.category(name[0]) != "Lu":
            continue
        other = draw.choice([each for each in _NAMES if each not in source])
        yield wording[: match.start()] + other + wording[match.start() + len(name) :]


def _put(wording: str, match: re.Match[str], other: str) -> str:
    return wording[: match.start()] + other + wording[match.end() :]
