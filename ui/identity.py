"""Who looks at the page: somebody who signed in, or simply a browser."""

from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

import streamlit as st

from negotiation.settings import Settings
from ui.headers import VISITOR_COOKIE
from ui.session import keep, recall

__all__ = ["Visitor", "can_sign_in", "visitor"]


class Visitor(NamedTuple):
    """Somebody at the page."""

    key: str
    """Owns attempts. It is no secret that opens anything, but it is shown to nobody either."""
    name: str
    """As the sign-in has it; empty for a browser."""
    is_signed_in: bool
    is_coach: bool
    """Whether they may set assignments, read what was submitted, and set up a model."""


def can_sign_in() -> bool:
    """Whether a provider of identities is set up: ``[auth]`` in Streamlit's secrets."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def visitor(settings: Settings) -> Visitor | None:
    """Return who looks; ``None`` where one must sign in and has not.

    Without a sign-in everybody who reaches this server may coach: it listens to this machine only.
    """
    if can_sign_in():
        return _account(settings)
    cookie: object = st.context.cookies.get(VISITOR_COOKIE)
    if not isinstance(cookie, str):  # without cookies the tab is who it is
        cookie = recall("visitor-of-tab", "") or uuid4().hex
        keep("visitor-of-tab", cookie)
    return Visitor(key=_key("browser", str(cookie)), name="", is_signed_in=False, is_coach=True)


def _account(settings: Settings) -> Visitor | None:
    if not st.user.is_logged_in:
        return None
    issuer, subject = str(st.user.get("iss", "")), str(st.user.get("sub", ""))
    email = str(st.user.get("email") or "").casefold()
    is_verified = st.user.get("email_verified") is not False
    return Visitor(
        key=_key("account", f"{issuer}\0{subject}"),
        name=str(st.user.get("name") or email),
        is_signed_in=True,
        is_coach=is_verified and email in settings.coaches,
    )


def _key(kind: str, secret: str) -> str:
    return f"{kind}-{sha256(secret.encode()).hexdigest()[:32]}"
