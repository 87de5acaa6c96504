"""What the server adds to its answers: a name for the browser, and what a page may load.

The cookie is a random number that no script of a page can read. It tells one browser's practice
from another's where nobody signs in, and outlives the page, the tab and the server. Browsers send
it to every port of a machine, so it is no secret from other servers on this one. A cookie that
cannot be ours is replaced, so that nobody is given a name that somebody else has thought of.
"""

import re
from secrets import token_urlsafe

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["VISITOR_COOKIE", "Headers", "is_visitor_token"]

VISITOR_COOKIE = "haggle_visitor"

YEAR_SECONDS = 365 * 24 * 3600

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

_HOST = re.compile(rb"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?", re.IGNORECASE)

POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; "  # charts compile their expressions
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' {sockets} data:; "
    "worker-src 'self' blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Nothing is loaded from anywhere else, and no other page may frame this one.

Not every browser takes a web socket of the same host for ``self``, so it is named.
"""


def is_visitor_token(value: str) -> bool:
    """Whether a cookie can be one that we have given."""
    return _TOKEN.fullmatch(value) is not None


class Headers:
    """Middleware that adds them to every answer.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_new = scope["method"] == "GET" and not is_visitor_token(_visitor_in(scope))
        policy = POLICY.format(sockets=_sockets(scope))

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                if headers.get("content-type", "").startswith("text/html"):
                    # A page out of a cache brings no cookie, or somebody else's.
                    headers["cache-control"] = "no-store"
                    if is_new:
                        headers.append("set-cookie", _cookie(is_secure=_is_secure(scope)))
            await send(message)

        await self._app(scope, receive, sent)


def _visitor_in(scope: Scope) -> str:
    """Return the cookie of a request; empty where there is none.

    Read as the page reads it: whatever another server of this host keeps beside it is no matter.
    """
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            found |= cookie_parser(value.decode("latin-1"))
    return found.get(VISITOR_COOKIE, "")


def _is_secure(scope: Scope) -> bool:
    """Whether the browser speaks TLS, to us or to what stands before us.

    Whoever only claims so gets a cookie that their browser does not send back.
    """
    if scope["scheme"] == "https":
        return True
    told = [value for name, value in scope["headers"] if name == b"x-forwarded-proto"]
    return any(value.split(b",")[0].strip().lower() == b"https" for value in told)


def _sockets(scope: Scope) -> str:
    """Return the web sockets of the host that was asked; of none where it is no host's name."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        return ""
    host = hosts[0].decode("ascii")
    return f"ws://{host} wss://{host}"


def _cookie(*, is_secure: bool) -> str:
    secure = "; Secure" if is_secure else ""
    return (
        f"{VISITOR_COOKIE}={token_urlsafe(32)}; Max-Age={YEAR_SECONDS}; Path=/; HttpOnly; "
        f"SameSite=Lax{secure}"
    )
