"""Who is answered, and who is not: every request is sent as bytes."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from argmap.editor.guard import LARGEST_BODY
from argmap.editor.server import EditorServer
from argmap.editor.session import Session
from argmap.errors import OutputError
from tests.editor.towns import MAP, Browser, send, served, town, until


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def server(path: Path) -> Iterator[EditorServer]:
    with served(path) as server:
        yield server


@pytest.fixture(scope="module")
def browser(server: EditorServer) -> Browser:
    return Browser.of(server)


@pytest.fixture(autouse=True)
def _nothing_is_written(path: Path) -> Iterator[None]:
    yield
    assert path.read_text() == MAP


CHANGE = {"do": "title", "revision": 1, "value": "Taken over"}


def test_the_page_is_answered_with_a_policy_that_lets_nothing_else_in(browser: Browser) -> None:
    reply = browser.get("/")
    assert reply.status == 200
    assert b"They carry many people" in reply.body
    assert b"default-src 'none'" in reply.body
    assert reply.header("content-security-policy") == "frame-ancestors 'none'"
    assert reply.header("x-content-type-options") == "nosniff"
    assert reply.header("cache-control") == "no-store"
    assert reply.header("server") is None
    assert browser.given.endswith("; HttpOnly; SameSite=Strict; Path=/")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "[::1]:{port}",
        "[::1]",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}@evil.example",
        "127.0.0.1:{port}.evil.example",
        "evil.example#127.0.0.1:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "LOCALHOST.:{port}",
        "",
    ],
)
@pytest.mark.parametrize("line", ["GET / HTTP/1.1", "POST /gesture HTTP/1.1"])
def test_no_other_name_than_that_of_this_computer_is_answered(
    browser: Browser, host: str, line: str
) -> None:
    named = host.format(port=browser.port)
    reply = browser.ask(line, json.dumps(CHANGE).encode(), host=named, origin=f"http://{named}")
    assert reply.status in (400, 403)
    assert b"Buses" not in reply.body


def test_a_host_that_is_given_twice_or_not_at_all_is_refused(browser: Browser) -> None:
    cookie = f"Cookie: {browser.cookie}\r\n"
    twice = f"Host: {browser.host}\r\nHost: evil.example\r\n"
    for hosts in (twice, "", f"Host: {browser.host}, evil.example\r\n"):
        request = f"GET / HTTP/1.1\r\n{hosts}{cookie}Connection: close\r\n\r\n"
        assert send(browser.port, request.encode()).status in (400, 403)


def test_localhost_is_answered_too(browser: Browser) -> None:
    assert browser.get("/parts", host=f"localhost:{browser.port}").status == 200


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "http://127.0.0.1",
        "https://127.0.0.1:{port}",
        "http://localhost:{port}",
        "http://[::1]:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}, http://evil.example",
        "",
    ],
)
def test_no_page_from_elsewhere_can_change_anything(browser: Browser, origin: str | None) -> None:
    given = None if origin is None else origin.format(port=browser.port)
    for path in ("/gesture", "/undo", "/redo"):
        assert browser.post(path, CHANGE, origin=given).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_says_comes_from_another_site_is_refused(
    browser: Browser, site: str
) -> None:
    assert browser.get("/", sec_fetch_site=site).status == 403
    assert browser.post("/gesture", CHANGE, sec_fetch_site=site).status == 403
    assert browser.get("/parts", sec_fetch_site="same-origin").status == 200


@pytest.mark.parametrize("cookie", [None, "", "{name}=", "{name}=x", "other={secret}", "{secret}"])
def test_without_the_cookie_nothing_is_answered(browser: Browser, cookie: str | None) -> None:
    name, _, secret = browser.cookie.partition("=")
    given = None if cookie is None else cookie.format(name=name, secret=secret)
    for path in ("/", "/parts", "/events", "/statement?id=help", "/nothing"):
        reply = browser.get(path, cookie=given)
        assert reply.status == 401
        assert b"Buses" not in reply.body
    assert browser.post("/gesture", CHANGE, cookie=given).status == 401


def test_a_cookie_among_others_is_found(browser: Browser) -> None:
    assert browser.get("/parts", cookie=f"a=b; {browser.cookie}; c=d").status == 200
    assert browser.get("/parts", cookie=f"{browser.cookie}; a=\x80[").status in (200, 401)


@pytest.mark.parametrize(
    "foreign", ['a={"b": 1}', "a[b]=c d", '="x', "a", ";;", 'a="x', "\xe9=\xe9"]
)
def test_no_cookie_of_another_program_hides_that_of_the_editor(
    browser: Browser, foreign: str
) -> None:
    cookie = browser.cookie
    assert browser.get("/parts", cookie=f"{foreign}; {cookie}").status == 200
    assert browser.get("/parts", cookie=f"{cookie}; {foreign}").status == 200
    assert browser.get("/parts", cookie=foreign).status == 401


def test_the_token_is_good_for_one_visit(server: EditorServer, browser: Browser) -> None:
    assert server.address.endswith("token=None")
    for token in ("None", "", "x", "%00"):
        reply = browser.ask(f"GET /?token={token} HTTP/1.1", cookie=None)
        assert (reply.status, reply.header("set-cookie")) == (401, None)


def test_a_wrong_token_does_not_use_up_the_right_one(tmp_path: Path) -> None:
    with served(town(tmp_path)) as server:
        token = server.address.partition("token=")[2]
        host = f"127.0.0.1:{server.port}"

        def enter(given: str, host: str = host) -> int:
            line = f"GET /?token={given} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            return send(server.port, line.encode()).status

        assert enter("wrong") == 401
        assert enter(token, "evil.example") == 403
        assert enter(token) == 303
        assert enter(token) == 401


def test_a_link_on_another_page_leads_in_too_if_it_has_the_token(tmp_path: Path) -> None:
    with served(town(tmp_path)) as server:
        token = server.address.partition("token=")[2]
        host = f"Host: 127.0.0.1:{server.port}\r\nSec-Fetch-Site: cross-site\r\n"
        line = f"GET /?token={token} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
        reply = send(server.port, line.encode())
        # The cookie is not sent along with a redirect that another site began.
        assert (reply.status, reply.header("refresh")) == (200, "0; url=/")
        assert "SameSite=Strict" in (reply.header("set-cookie") or "")
        assert b"Buses" not in reply.body


@pytest.mark.parametrize(
    "target",
    [
        "/../town.argmap.yaml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/note.txt",
        "//etc/passwd",
        "/parts/../../note.txt",
        "/statement/../note.txt",
        "/static/../note.txt",
        "http://evil.example/",
        "http://127.0.0.1:{port}/note.txt",
        "/\\..\\note.txt",
        "/gesture",
        "/%00",
        "*",
    ],
)
def test_there_is_nothing_but_the_addresses_of_the_editor(browser: Browser, target: str) -> None:
    reply = browser.get(target.format(port=browser.port))
    assert reply.status in (400, 404, 405)
    assert b"carry many" not in reply.body


def test_a_statement_is_asked_for_by_an_id_and_not_by_a_path(browser: Browser) -> None:
    assert browser.get("/statement?id=../../etc/passwd").status == 404
    assert browser.get("/statement?id=%2e%2e%2fnote.txt").status == 404
    assert browser.get("/statement").status == 404
    assert browser.get("/statement?id=many").json["wording"] == "They carry many people"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"])
def test_no_other_method_is_answered(browser: Browser, method: str) -> None:
    assert browser.ask(f"{method} / HTTP/1.1").status in (400, 405)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(browser: Browser) -> None:
    reply = browser.post("/gesture", CHANGE, content_length=str(LARGEST_BODY + 1))
    assert reply.status == 413
    assert browser.post("/gesture", CHANGE, content_length="99999999999999999999").status in (
        400,
        413,
    )


def test_a_body_without_a_length_is_refused(browser: Browser) -> None:
    reply = browser.post("/gesture", CHANGE, content_length=None, transfer_encoding="chunked")
    assert reply.status in (400, 411)


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "text/plain; application/json",
        "",
    ],
)
def test_what_a_form_can_send_is_refused(browser: Browser, kind: str | None) -> None:
    assert browser.post("/gesture", CHANGE, content_type=kind).status == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b"{}",
        b'{"revision": "1"}',
        b'{"revision": true}',
        b'{"revision": 1e400}',
        b"[" * 100_000,
        b'{"revision": 1, "do": "state", "kind": "claim", "text": "\\ud800"}',
        b'{"revision": 99, "do": "title", "value": "x"}',
        b'{"revision": -1, "do": "title", "value": "x"}',
        b'{"revision": 1, "do": "__class__"}',
        b'{"revision": 1}',
    ],
)
def test_what_is_no_gesture_is_refused_in_words(browser: Browser, body: bytes) -> None:
    reply = browser.ask("POST /gesture HTTP/1.1", body)
    assert reply.status == 422
    assert reply.json["error"]["message"]
    assert b"Traceback" not in reply.body
    assert b"bug in argmap" not in reply.body


def test_events_tell_of_each_revision(tmp_path: Path) -> None:
    path = town(tmp_path)
    with served(path) as server:
        browser = Browser.of(server)
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            connection.sendall(browser.asks_for_events)
            heard = b""

            def hears(revision: int) -> bool:
                nonlocal heard
                heard += connection.recv(4096)
                return f'data: {{"revision": {revision}}}'.encode() in heard

            until("the first revision is told", lambda: hears(1))
            assert browser.post("/gesture", CHANGE).status == 200
            until("a gesture is told", lambda: hears(2))
            path.write_text(MAP)
            until("a change on disk is told", lambda: hears(3))


def test_the_server_ends_when_no_page_has_been_open_for_long(tmp_path: Path) -> None:
    server = EditorServer(Session(str(town(tmp_path))), alone=3.0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    browser = Browser.of(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(browser.asks_for_events)
        assert connection.recv(100)
        thread.join(5)
        assert thread.is_alive()
    thread.join(60)
    assert not thread.is_alive()


def test_a_port_that_is_taken_is_an_error_in_words(server: EditorServer, path: Path) -> None:
    with pytest.raises(OutputError, match=f"port {server.port} of this computer cannot be used"):
        EditorServer(Session(str(path)), port=server.port)
