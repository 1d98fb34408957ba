"""Ids are looked up with the answers that going through the lists would give."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Claim
from argmap.model.id_index import IdIndex

IDS = st.sampled_from("abcdef")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("append", "insert", "delete", "look up")),
        st.integers(0, 1),
        st.integers(0, 5),
        IDS,
    ),
    max_size=40,
)


@given(CHANGES)
def test_an_id_is_found_whatever_was_added_and_removed(
    changes: list[tuple[str, int, int, str]],
) -> None:
    lists: tuple[list[SimpleNamespace], ...] = ([], [])
    index: IdIndex[SimpleNamespace] = IdIndex(*lists)
    for change, rank, row, id in changes:
        listed = lists[rank]
        if change == "append":
            listed.append(SimpleNamespace(id=id))
        elif change == "insert":
            listed.insert(row, SimpleNamespace(id=id))
        elif change == "delete":
            del listed[row : row + 1]
        else:
            known = [one.id for one in (*lists[0], *lists[1])]
            found = index.find(id)
            assert (None if found is None else found.id) == (id if id in known else None)
            free = index.free_id(id)
            assert free == next(
                name for name in (id, *(f"{id}-{n}" for n in range(2, 50))) if name not in known
            )


def test_of_two_records_with_one_id_the_first_list_counts() -> None:
    first, second = [SimpleNamespace(id="x")], [SimpleNamespace(id="a")]
    index: IdIndex[SimpleNamespace] = IdIndex(first, second)
    assert index.find("a") is second[0]
    first.append(SimpleNamespace(id="a"))
    assert index.find("x") is first[0]
    assert index.find("nothing") is None
    assert index.find("a") is first[1]


def test_a_map_finds_statements_in_lists_that_were_replaced() -> None:
    m = ArgumentMap()
    made = m.claim("Buses help", id="help", implicit=True)
    assert m["help"] is made
    m.claims[0] = made.model_copy(update={"id": "other"})
    assert "help" not in m
    assert m["other"].text == "Buses help"
    m.claims = [Claim(id="new", text="Trams help", implicit=True)]
    assert "other" not in m
    assert m["new"].text == "Trams help"
    copy = m.model_copy(deep=True)
    copy.claim("More", id="more", implicit=True)
    assert "more" in copy
    assert "more" not in m
