"""The clients of providers take the schemas of drafts as they are.

They are installed with the other peers that are written in Python; see ``test_python_peers.py``.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from argmap.drafts import TARGETS, draft_schema
from tests.peers.test_python_peers import FOLDER, PYTHON


@pytest.fixture(scope="module")
def converted() -> dict[str, Any]:
    if not PYTHON.exists():
        pytest.skip("the clients are not installed in tests/peers/python/.venv")
    schemas = {target: draft_schema(target) for target in TARGETS}
    done = subprocess.run(
        [PYTHON, "clients.py"],
        cwd=FOLDER,
        input=json.dumps(schemas),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("target", ["openai", "anthropic"])
def test_a_client_changes_nothing_in_the_schema(target: Any, converted: dict[str, Any]) -> None:
    assert converted[target] == draft_schema(target)


def test_the_client_of_gemini_loses_nothing_of_the_schema(converted: dict[str, Any]) -> None:
    kept = json.dumps(converted["gemini"])
    statement = draft_schema("gemini")["properties"]["statements"]["items"]
    assert all(each["description"] in kept for each in statement["properties"].values())
    assert sorted(converted["gemini"]["properties"]["statements"]["items"]["required"]) == sorted(
        statement["properties"]
    )
