"""Words that distinguish apparatus from what is said, in the languages of texts."""

from __future__ import annotations

_SOUNDS = """
    applause cheers cheering laughter laughs laughing chuckles crosstalk coughs sighs
    beifall applaus heiterkeit lachen zwischenruf applaudissements rires aplausos risas
    applausi risate аплодисменты смех 掌声 笑声 鼓掌 تصفيق ضحك तालियाँ हँसी
"""
SOUNDS = tuple(_SOUNDS.split())
"""What is heard next to the words, as transcripts say it in square or round brackets."""

_NOTED = "sic music pause musik musique música музыка 音乐"
NOTED = tuple(_NOTED.split())
"""What is so only in square brackets: in round ones it may be what the text is about."""

_TIMES_OF_YEAR = """
    january february march april may june july august september october november december
    spring summer autumn fall winter
    januar februar märz mai juni juli oktober dezember frühjahr frühling sommer herbst
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
TIMES_OF_YEAR = tuple(_TIMES_OF_YEAR.split())
"""Before a year in brackets these say when, not who."""

_BEFORE_NUMBER = """
    of in on by at to for from with than about over under nearly only some around until since no
    between and or least most every last next another exactly almost roughly
    de des du en à par entre por con hasta casi
    von vom bis seit auf um mit nur etwa über unter fast rund mindestens
    из за до от около более менее
"""
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())
"""What is before a number and seldom ends a line of its own."""

_BEHIND_NUMBER = """
    million millions billion billions thousand hundred dozen percent per % ‰ degrees years days
    millionen milliarden tausend prozent mio. mrd. jahre tage
    milliards mille pour ans millones miles años
    миллионов миллиона тысяч процентов процента лет
"""
BEHIND_NUMBER = frozenset(_BEHIND_NUMBER.split())
"""What is behind a number and is nothing without it."""

_PARTICLES = "of the de da di del van von der den und and y et al bin"
PARTICLES = frozenset(_PARTICLES.split())
"""What is written small within the name of a speaker."""
