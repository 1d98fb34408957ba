"""What is made to take a reader's time or memory is refused, or read, in bounds of both."""

from __future__ import annotations

import subprocess
import sys

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, named

XML = ["aml", "microtext", "uima"]
ROOTS = {
    "aml": "ARG",
    "microtext": "arggraph",
    "uima": 'xmi:XMI xmlns:xmi="http://www.omg.org/XMI"',
}

LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><ROOT>&l11;</END>',
    "external entity": '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><ROOT>&e;</END>',
    "parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><ROOT/>',
    "depth": "<ROOT>" + "<AU>" * 10_000,
}


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_xml_is_refused_in_bounded_memory(name: str, kind: str) -> None:
    root = ROOTS[name]
    text = HOSTILE[kind].replace("ROOT", root).replace("END", root.split()[0])
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
        "from argmap.errors import MapFileError\n"
        "from argmap.formats import Document, named\n"
        "try: named(sys.argv[1]).codec.load(Document(text=sys.stdin.read()))\n"
        "except MapFileError as error: print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, name],
        input=text,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert run.stderr == ""
    assert run.stdout.startswith("<text>:1:")


def test_an_argument_as_deep_as_xml_may_be_is_read() -> None:
    depth = 300
    start = "".join(
        f'<AU><PROP identifier="{n}" missing="yes"><PROPTEXT offset="-1">w{n}</PROPTEXT></PROP><CA>'
        for n in range(depth)
    )
    text = f"<ARG><TEXT/>{start}{'</CA></AU>' * depth}</ARG>"
    load = named("aml").codec.load
    assert load is not None
    map = load(Document(text=text))
    assert len(map.reasons) == depth - 1


@pytest.mark.parametrize("inner", ['{"refinedBy":', "["])
def test_json_without_end_is_refused(inner: str) -> None:
    text = '{"type": "Annotation", "target": {"source": "x", "selector": ' + inner * 10_000
    load = named("web-annotation").codec.load
    assert load is not None
    with pytest.raises(MapFileError, match="nested more than 100 levels deep"):
        load(Document(text=text))
