"""In which language a card is set, as far as that changes the forms of its letters or its voice.

Chinese, Japanese and Korean share code points that each of them draws in its own way, and readers
of the screen need to know how to say a text. A source that names its language decides; without one
the letters do, since kana are only Japanese, hangul only Korean, and some Han characters only
traditional or only simplified.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.graph import Graph
    from argmap.model import Statement

_OF_HAN = ("zh", "ja", "ko")
# Common characters that differ, pair by pair.
_SIMPLIFIED = "们个国学会来时对说这后为实经发现样还进开关问间头见长门东车书买卖让话语谁请"
_TRADITIONAL = "們個國學會來時對說這後為實經發現樣還進開關問間頭見長門東車書買賣讓話語誰請"


def find_languages(graph: Graph) -> dict[str, str]:
    """Return the language of each statement, by id, for those of which it is known.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("バスは役に立つ", id="c"), m.claim("東京", id="d")
    >>> find_languages(Graph(m))
    {'c': 'ja', 'd': 'ja'}
    """
    found: dict[str, str] = {}
    open_ids: list[str] = []
    for id, statement in graph.statements.items():
        named = _of_source(graph, statement)
        wording = statement.wording
        if wording.isascii() or not _cjk().search(wording):
            # Latin and other letters look alike in all languages: only quotes have a language.
            language = named if not statement.text else None
        else:
            language = _of_letters(wording)
            if language is None and _han().search(wording):
                if named and named.partition("-")[0] in _OF_HAN:
                    language = named
                else:
                    open_ids.append(id)
        if language:
            found[id] = language
    if open_ids:
        others = set(found.values()) & {"ja", "ko"}
        texts = [graph.statements[id].wording for id in open_ids]
        chinese = _of_chinese("".join(texts))
        found.update(dict.fromkeys(open_ids, min(others) if others else chinese))
    return {id: found[id] for id in graph.statements if id in found}


def _of_source(graph: Graph, statement: Statement) -> str | None:
    """Return the language that the source of a statement names, if it has one source."""
    sources = {id(one): one for one in map(graph.map.known_source_of, statement.anchors) if one}
    languages = {source.language for source in sources.values()}
    return languages.pop() if len(languages) == 1 else None


def _of_letters(text: str) -> str | None:
    if _kana().search(text):
        return "ja"
    return "ko" if _hangul().search(text) else None


def _of_chinese(text: str) -> str:
    simplified = sum(map(text.count, set(_SIMPLIFIED) - set(_TRADITIONAL)))
    traditional = sum(map(text.count, set(_TRADITIONAL) - set(_SIMPLIFIED)))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
                      "\uff66-\uffdc\U00020000-\U0003ffff]")  # fmt: skip


@cache
def _kana() -> re.Pattern[str]:
    return re.compile("[\u3041-\u309f\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")


@cache
def _hangul() -> re.Pattern[str]:
    return re.compile("[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]")


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
