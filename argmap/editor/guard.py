"""Who is answered: nobody but the browser that was given the address of the editor.

Everything is decided on the raw headers, before anything of a request is used: the names by which
it may be asked (DNS rebinding), the page that a request comes from (forged requests), and the
cookie, which only the address with the token gives, once.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from argmap.loopback import hosts_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
LARGEST_BODY = 1_000_000
"""How many bytes the body of a request may have."""
_JSON = b"application/json"


class Guard:
    """Lets requests through to an application, or answers them itself with a bare status.

    ``port`` is where it is asked. The token is good for one visit; whoever made it has a cookie
    then, whose name has the port in it, since cookies of all ports are sent to each of them.
    """

    def __init__(self, app: App, port: int) -> None:
        self._app = app
        self._hosts = {host.encode() for host in hosts_of(port)}
        self.token: str | None = secrets.token_urlsafe(32)
        self._name = f"argmap-edit-{port}"
        self._secret = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        if (token := self._token_in(scope)) is not None and self._is_named_rightly(headers):
            await self._enter(token, send, is_elsewhere=not _is_from_here(headers))
            return
        status = self._refused(scope, headers)
        if status is not None:
            await _answer(send, status)
            return

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _refused(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> HTTPStatus | None:
        """Return why a request is not let through, None if it is."""
        if not self._is_named_rightly(headers) or not _is_from_here(headers):
            return HTTPStatus.FORBIDDEN
        if not self._has_cookie(headers):
            return HTTPStatus.UNAUTHORIZED
        if scope["method"] == "POST":
            return _refused_post(headers)
        return None if scope["method"] == "GET" else HTTPStatus.METHOD_NOT_ALLOWED

    def _is_named_rightly(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Tell whether a request names this computer."""
        hosts = _values(headers, b"host")
        return len(hosts) == 1 and hosts[0] in self._hosts

    def _has_cookie(self, headers: list[tuple[bytes, bytes]]) -> bool:
        # Programs on other ports have their cookies sent here too, and some break every rule of
        # how one is written; they must not hide this one.
        secret = self._secret.encode()
        cookies = (pair for value in _values(headers, b"cookie") for pair in value.split(b";"))
        given = (pair.strip().partition(b"=") for pair in cookies)
        return any(
            name == self._name.encode() and secrets.compare_digest(value, secret)
            for name, _, value in given
        )

    def _token_in(self, scope: Scope) -> str | None:
        """Return the token of the address that is opened first, None for any other request."""
        query: bytes = scope["query_string"]
        if scope["method"] != "GET" or scope["path"] != "/" or not query.startswith(b"token="):
            return None
        return query.removeprefix(b"token=").decode("latin-1")

    async def _enter(self, token: str, send: Send, *, is_elsewhere: bool) -> None:
        """Give whoever has the token the cookie, once.

        A browser that comes by a link of a page from elsewhere, such as a terminal in a notebook,
        sends no strict cookie where it is redirected to, so a page of ours leads it on.
        """
        known, self.token = self.token, None
        if known is None or not secrets.compare_digest(token.encode(), known.encode()):
            # A wrong guess does not use it up.
            self.token = known
            await _answer(send, HTTPStatus.UNAUTHORIZED)
            return
        cookie = f"{self._name}={self._secret}; HttpOnly; SameSite=Strict; Path=/"
        given = (b"set-cookie", cookie.encode())
        if is_elsewhere:
            await _answer(send, HTTPStatus.OK, [given, (b"refresh", b"0; url=/")])
        else:
            await _answer(send, HTTPStatus.SEE_OTHER, [given, (b"location", b"/")])


def _refused_post(headers: list[tuple[bytes, bytes]]) -> HTTPStatus | None:
    """Return why nothing is done that is asked for, None if it may be done."""
    # Only a page of this server says where it comes from in just this way, and only a script can
    # send JSON, for which a browser asks first if the script is from elsewhere.
    (host,) = _values(headers, b"host")
    if _values(headers, b"origin") != [b"http://" + host]:
        return HTTPStatus.FORBIDDEN
    kinds = _values(headers, b"content-type")
    if len(kinds) != 1 or kinds[0].partition(b";")[0].strip().lower() != _JSON:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    lengths = _values(headers, b"content-length")
    if len(lengths) != 1 or not lengths[0].isdigit():
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(lengths[0]) > LARGEST_BODY else None


def _is_from_here(headers: list[tuple[bytes, bytes]]) -> bool:
    """Tell whether a request is of a page of this server, or of none, as far as a browser says."""
    sites = _values(headers, b"sec-fetch-site")
    return not sites or sites in ([b"same-origin"], [b"none"])


def _values(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


async def _answer(
    send: Send, status: HTTPStatus, more: list[tuple[bytes, bytes]] | None = None
) -> None:
    body = f"{status.value} {status.phrase}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *_HEADERS,
        *(more or ()),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
