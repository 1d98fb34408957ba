"""Tables of other people's, read by the names of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats import read_with_losses
from argmap.formats.losses import summed_up
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = (
    "id=ID (Chronological),text=ADU_CAT,related=RELATED ID,relation=ARGUMENTAL RELATION  TYPE,"
    "related=RELATED ID.1,relation=ARGUMENTAL RELATION  TYPE.1"
)


def test_a_debate_in_which_rows_relate_to_rows(corpora: Path) -> None:
    path = corpora / "csv" / "VivesDebate_Debate5_head60.csv"
    map, losses = read_with_losses(path, format="csv", options={"columns": DEBATE})
    found = counted(map)
    assert sum(found[kind] for kind in ("claim", "reason", "caveat")) == 60
    # RA 30 rows, some with several related ids; one leads beyond the rows that are there.
    assert sum(bool(one.supports) for one in map.statements) == 30
    assert (found["supports"], found["rebuts"], found["restates"]) == (41, 3, 3)
    assert summed_up(losses) == [
        "unresolved: it supports '61', which is not a row of the table (59)"
    ]
    assert map["22"].supports == ("17", "18", "19", "20")
    assert map["1"].meta["csv"]["TEAM STANCE"] == "AGAINST"  # type: ignore[index, call-overload]


def test_pairs_of_a_claim_and_a_sentence(corpora: Path) -> None:
    map, losses = read_with_losses(
        corpora / "csv" / "IAM_evidence_head40.tsv",
        format="tsv",
        options={
            "header": "no",
            "columns": "relation=1,target=2,text=3",
            "relations": "E=supports,O=",
        },
    )
    found = counted(map)
    assert (found["claim"], found["reason"], found["supports"]) == (2, 6, 6)
    assert summed_up(losses) == ["dropped: rows whose relation is 'O' are left out (33 times)"]
    assert map.reasons[0].meta == {"csv": {"4": "1_5"}}
