"""The tree of exceptions."""

from __future__ import annotations

import copy
import pickle

import pytest

from argmap import errors
from argmap.errors import ArgmapError, SourceEncodingError, UsageError

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ArgmapError) and kind is not SourceEncodingError
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_what_where_and_what_to_do(kind: type[ArgmapError]) -> None:
    error = kind("no such thing", where="a.yaml:1:2", help="look again")
    assert (error.what, error.where, error.help) == ("no such thing", "a.yaml:1:2", "look again")
    assert str(error) == "a.yaml:1:2: no such thing"


def test_an_error_without_a_place_only_says_what() -> None:
    assert str(UsageError("no such thing")) == "no such thing"


def test_every_kind_of_error_stands_in_the_tree_of_the_docstring() -> None:
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in KINDS)


@pytest.mark.parametrize("through", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])  # noqa: S301 -- our own
def test_an_error_crosses_from_one_process_to_another(through) -> None:  # noqa: ANN001 -- a lambda
    error = SourceEncodingError("bad", where="x.txt", help="do", byte=3, fitting="cp1252")
    again = through(error)
    assert type(again) is SourceEncodingError
    assert str(again) == str(error)
    assert vars(again) == vars(error)
