"""What the server adds to its answers, asked directly."""

import asyncio
from http.cookies import SimpleCookie
from typing import Any

import pytest
from starlette.datastructures import Headers as Found
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message

from ui.headers import VISITOR_COOKIE, Headers, is_visitor_token

TOKEN = "a" * 43


def asked(
    app: ASGIApp | None = None,
    *,
    method: str = "GET",
    scheme: str = "http",
    **headers: str,
) -> Found:
    """Return the headers of an answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    given = {"host": "127.0.0.1:8501"} | headers
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "scheme": scheme,
        "path": "/play",
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in given.items()
        ],
    }
    asyncio.run(Headers(app or HTMLResponse("page"))(scope, receive, send))
    return Found(raw=sent[0]["headers"])


def given(headers: Found) -> SimpleCookie:
    return SimpleCookie(headers.get("set-cookie", ""))


def test_a_new_browser_gets_a_name_that_no_script_reads() -> None:
    cookie = given(asked())[VISITOR_COOKIE]
    assert is_visitor_token(cookie.value)
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/")
    assert int(cookie["max-age"]) >= 180 * 24 * 3600
    assert not cookie["secure"]


def test_no_two_browsers_get_the_same() -> None:
    names = {given(asked())[VISITOR_COOKIE].value for _ in range(20)}
    assert len(names) == 20


@pytest.mark.parametrize(
    ("scheme", "told", "is_secure"),
    [("https", "", True), ("http", "https, http", True), ("http", "http", False)],
)
def test_over_tls_the_cookie_stays_there(*, scheme: str, told: str, is_secure: bool) -> None:
    cookie = given(asked(scheme=scheme, x_forwarded_proto=told))[VISITOR_COOKIE]
    assert bool(cookie["secure"]) is is_secure


@pytest.mark.parametrize(
    "others", ["theme=dark; other=1", 'seen={"a": 1, "b": 2}', "odd[name]=1", "bare", "x=a b"]
)
def test_a_known_browser_keeps_its_name_whatever_else_it_brings(others: str) -> None:
    """Browsers send the cookies of every server of a host, and some servers write odd ones."""
    assert not given(asked(cookie=f"{others}; {VISITOR_COOKIE}={TOKEN}"))
    assert not given(asked(cookie=f"{VISITOR_COOKIE}={TOKEN}; {others}"))


@pytest.mark.parametrize(
    "cookie",
    [
        f"{VISITOR_COOKIE}=",
        f"{VISITOR_COOKIE}=known-to-an-attacker",
        f"{VISITOR_COOKIE}={TOKEN}!",
        f"{VISITOR_COOKIE}=\xff\xfe",
        "broken[cookie=;;=\x01",
    ],
)
def test_a_name_that_is_none_of_ours_is_replaced(cookie: str) -> None:
    assert is_visitor_token(given(asked(cookie=cookie))[VISITOR_COOKIE].value)


@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_only_a_page_that_is_opened_gives_a_name(method: str) -> None:
    """What another site posts here comes without the cookie, which must not cost it."""
    assert not given(asked(method=method))
    assert not given(asked(PlainTextResponse("ok")))
    assert not given(asked(Response(status_code=304)))


def test_a_page_is_never_taken_out_of_a_cache() -> None:
    cached = HTMLResponse("page", headers={"cache-control": "max-age=3600"})
    assert asked(cached)["cache-control"] == "no-store"
    script = PlainTextResponse("ok", headers={"cache-control": "max-age=3600"})
    assert asked(script)["cache-control"] == "max-age=3600"


def test_a_page_loads_from_here_only() -> None:
    headers = asked(host="class.example:8443")
    policy = {part.split()[0]: part.split()[1:] for part in headers[CSP].split(";")}
    hosts = {"ws://class.example:8443", "wss://class.example:8443"}
    allowed = {source for sources in policy.values() for source in sources}
    assert allowed - hosts <= {
        "'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:",
    }  # fmt: skip
    assert set(policy["connect-src"]) == {"'self'", "data:", *hosts}
    assert policy["frame-ancestors"] == policy["object-src"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", "", "[::1]:x", "é"])
def test_a_host_that_is_none_widens_nothing(host: str) -> None:
    assert "connect-src 'self'  data:;" in asked(host=host)[CSP]


def test_what_is_no_page_passes() -> None:
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI's signature
        seen.append(scope["type"])

    async def work() -> None:
        async def never(*_: Any) -> Any:
            raise AssertionError("nothing is received or sent")

        await Headers(app)({"type": "websocket", "headers": []}, never, never)

    asyncio.run(work())
    assert seen == ["websocket"]


CSP = "content-security-policy"
