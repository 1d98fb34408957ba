"""What an editor puts in brackets: endings are harmless, additions told, other names changes."""

# ruff: noqa: E501 -- quotes in many scripts, one a line

from __future__ import annotations

import pytest

from argmap.anchoring import Finder

# A source, a quote, and what is told of it: kind, what is quoted, what is found, what it touches.
CASES = [
    ("Russia, on the other hand, is a relatively problem-free ally.", "[China], on the other hand, is a relatively problem-free ally", ("China", "Russia", "word")),
    ("The mayor said that they would come to the old pier.", "[The bishop] said that they would come to the old pier", ("bishop", "mayor", "word")),
    ("The wage of the dockers rose in the year of the flood.", "The [price] of the dockers rose in the year of the flood", ("price", "wage", "word")),
    ("Der Bürgermeister kam mit dem Zug in die Stadt.", "Der [Bischof] kam mit dem Zug in die Stadt", ("Bischof", "Bürgermeister", "word")),
    ("The flow of weapons to the town has grown.", "The flow of [illegal] weapons to the town has grown", ("illegal", "", None)),
    ("The boats land at the old pier in the town.", "The boats land [sic] at the old pier in the town", ("sic", "", None)),
    ("The boats may land at the old pier in the town.", "The boats may [not] land at the old pier in the town", ("not", "", "negation")),
    ("The boats land at the old pier in the town.", "The boats [must] land at the old pier in the town", ("must", "", "modality")),
    ("The boats land at the old pier in the town.", "The boats land at the [five] old pier in the town", ("five", "", "number")),
    ("The boats land at the old pier in the town.", "Of the boats [most] land at the old pier in the town", ("most", "", "quantity")),
    ("市政府关闭了三千所学校，市长没有来。", "市政府关闭了[全部]三千所学校，市长没有来", ("全部", "", "quantity")),
    ("市政府关闭了三千所学校，市长没有来。", "市政府关闭了[那]三千所学校，市长没有来", ("那", "", None)),
    ("He said that it was late. The dog ran home.", "[T]he dog ran home", ("T]he", "The", None)),
    ("They allow the boats to land at the old pier.", "They allow[ed] the boats to land at the old pier", ("allow[ed", "allow", None)),
    ("They say the boats land at the old pier.", "They say the boat[s] land at the old pier", ("boat[s", "boats", None)),
    ("The law is helpful to the boats at the old pier.", "The law is help[less] to the boats at the old pier", ("help[less", "helpful", "negation")),
    ("We said that they would come to the old pier.", "[They] said that they would come to the old pier", ("They", "", None)),
    ("The law is good for the boats at the old pier.", "The law [was] good for the boats at the old pier", ("was", "is", None)),
]  # fmt: skip

# A quote behind which its editor says what was done to it.
REMARKS = [
    ("The dog ran home at nine.", "The dog ran home [to the farm] at nine (emphasis added)", ["to the farm", "emphasis added"]),
    ("Der Hund lief um neun Uhr nach Hause.", "Der Hund lief um neun Uhr nach Hause (Hervorhebung von mir)", ["Hervorhebung von mir"]),
    ("Le chien est rentré chez lui dans la ville.", "Le chien est rentré chez lui [à la ferme] dans la ville (c'est moi qui souligne)", ["à la ferme", "c'est moi qui souligne"]),
    ("El perro volvió a su casa en la ciudad.", "El perro volvió a su casa [de campo] en la ciudad (énfasis añadido)", ["de campo", "énfasis añadido"]),
    ("Собака вернулась домой в девять часов и легла.", "Собака вернулась домой [на ферму] в девять часов и легла (курсив мой)", ["на ферму", "курсив мой"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "quote", "told"), CASES)
def test_what_stands_in_brackets_is_told_for_what_it_is(
    source: str, quote: str, told: tuple[str, str, str | None]
) -> None:
    placement = Finder(source).find(quote)
    assert placement.is_placed
    changes = [change for change in placement.changes if change.kind == "bracket"]
    assert told in [(change.quoted, change.found, change.meaning) for change in changes]


@pytest.mark.parametrize(("source", "quote", "added"), REMARKS)
def test_what_an_editor_adds_is_told_and_the_passage_found(
    source: str, quote: str, added: list[str]
) -> None:
    placement = Finder(source).find(quote)
    (span,) = placement.spans
    assert span.cut(source) in (source, source[:-1])
    kinds = ("bracket", "apparatus")
    told = [change.quoted.strip("()") for change in placement.changes if change.kind in kinds]
    assert told == added
    assert not placement.changes_meaning
