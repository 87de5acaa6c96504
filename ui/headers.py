"""What the server adds to its answers: a name for the browser, and what a page may load.

The cookie is a random number that only this server reads. It tells one browser's practice from
another's where nobody signs in, and outlives the page, the tab and the server.
"""

from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["VISITOR_COOKIE", "Headers"]

VISITOR_COOKIE = "haggle_visitor"

YEAR_SECONDS = 365 * 24 * 3600

POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; "  # charts compile their expressions
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' ws: wss: data:; "
    "worker-src 'self' blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Nothing is loaded from anywhere else, and no other page may frame this one."""


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
        is_new = VISITOR_COOKIE not in _cookies(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = POLICY
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                if is_new and headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(is_secure=scope["scheme"] == "https"))
            await send(message)

        await self._app(scope, receive, sent)


def _cookies(scope: Scope) -> SimpleCookie:
    found: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found.load(value.decode("latin-1"))
            except CookieError:
                continue
    return found


def _cookie(*, is_secure: bool) -> str:
    secure = "; Secure" if is_secure else ""
    return (
        f"{VISITOR_COOKIE}={token_urlsafe(32)}; Max-Age={YEAR_SECONDS}; Path=/; HttpOnly; "
        f"SameSite=Lax{secure}"
    )
