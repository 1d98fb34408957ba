"""Edges that cut a word or a number, also one that is written in several words."""

import time

import pytest

from argmap.anchoring import is_term_edge, widened
from argmap.text import Span


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("The bridge cost 3.5 million euros.", "cost 3.5", "cost 3.5 million"),
        ("The bridge cost 3.5\nmillion euros.", "million euros", "3.5\nmillion euros"),
        ("It took twenty-three years to build.", "three years", "twenty-three years"),
        ("It took twenty-three years to build.", "took twenty", "took twenty-three"),
        ("Of them two hundred and five left.", "five left", "two hundred and five left"),
        ("It fell by about 5 percent a year.", "by about 5", "by about 5 percent"),
        ("It fell by about 5 per cent a year.", "by about 5", "by about 5 per cent"),
        ("It fell by about 5\u00a0% a year.", "by about 5", "by about 5\u00a0%"),
        ("Die Brücke kostete 3,5 Millionen Euro.", "kostete 3,5", "kostete 3,5 Millionen"),
        ("Le pont a coûté 3,5 millions d'euros.", "coûté 3,5", "coûté 3,5 millions"),
        ("Мост стоил 3,5 миллиона рублей.", "стоил 3,5", "стоил 3,5 миллиона"),
        ("他们有二十三人反对。", "三人反对", "二十三人反对"),
        ("他们有二十三人反对。", "有二十", "有二十三"),
        ("约3万人反对该计划。", "约3", "约3万"),
        ("占百分之二十三的人反对。", "二十三的人", "百分之二十三的人"),
        ("三千人が賛成しない。", "千人が賛成", "三千人が賛成"),
    ],
)
def test_a_passage_that_cuts_a_number_is_widened_to_the_whole_number(
    text: str, cut: str, whole: str
) -> None:
    start = text.index(cut)
    (wide,) = widened(text, (Span(start, start + len(cut)),))
    assert wide.cut(text) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In 2019 million-year-old rocks were found by ten people.", "were found by ten"),
        ("In 2019 five people came, one by one.", "In 2019"),
        ("In 2019 five people came, one by one.", "five people came, one"),
        ("The half-day and well-known one-armed men.", "half"),
        ("He paid 5 euros and 3 dollars.", "He paid 5"),
        ("It grew on 12 March 1999.", "It grew on 12"),
        ("他们在2019年三月来。", "三月来"),
        ("他们在2019年三月来。", "2019年"),
        ("统一的三国演义。", "统一"),
        ("第三个人和五个人", "五个人"),
    ],
)
def test_a_passage_beside_a_number_of_its_own_is_whole(text: str, words: str) -> None:
    start = text.index(words)
    assert is_term_edge(text, start)
    assert is_term_edge(text, start + len(words))


@pytest.mark.parametrize(
    "text", ["two hundred " * 20_000, "三" * 100_000, "-" * 100_000 + "5 million"]
)
def test_an_edge_is_looked_at_in_bounded_time(text: str) -> None:
    start = time.process_time()
    for offset in range(len(text) // 2, len(text) // 2 + 50):
        is_term_edge(text, offset)
    assert time.process_time() - start < 5
