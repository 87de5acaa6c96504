"""Who looks at the page: somebody who signed in, or simply a browser."""

import logging
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from negotiation.domain.values import without_control
from negotiation.errors import SettingsError
from negotiation.settings import Settings
from ui.headers import VISITOR_COOKIE, is_visitor_token
from ui.session import keep, recall

__all__ = ["MAX_NAME", "Visitor", "can_sign_in", "clean_name", "visitor"]

MAX_NAME = 80
"""Characters of a name at most."""

_LOG = logging.getLogger(__name__)


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
    """Whether a provider of identities is set up: ``[auth]`` in Streamlit's secrets.

    Raises:
        SettingsError: there are secrets, but they cannot be read. Then nobody is let in: who is
            meant to sign in must not become a coach by a slip of the pen.
    """
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError as exc:
        if exc.error_id == "no-secrets-found":
            return False
        _LOG.exception("the secrets cannot be read")
        raise SettingsError(
            "the secrets of this server cannot be read, so nobody can sign in: its log says why"
        ) from exc


def visitor(settings: Settings) -> Visitor | None:
    """Return who looks; ``None`` where one must sign in and has not.

    Without a sign-in everybody who reaches this server may coach: it listens to this machine only.
    """
    if can_sign_in():
        return _account(settings)
    cookie = str(st.context.cookies.get(VISITOR_COOKIE, ""))
    if not is_visitor_token(cookie):  # without cookies the tab is who it is
        cookie = recall("visitor-of-tab", "") or uuid4().hex
        keep("visitor-of-tab", cookie)
    return Visitor(key=_key("browser", cookie), name="", is_signed_in=False, is_coach=True)


def _account(settings: Settings) -> Visitor | None:
    if not st.user.is_logged_in:
        return None
    issuer, subject = str(st.user.get("iss") or ""), str(st.user.get("sub") or "")
    if not subject:
        raise SettingsError("the sign-in names no account (it has no 'sub'), so none can be kept")
    email = str(st.user.get("email") or "").casefold()
    return Visitor(
        key=_key("account", f"{issuer}\0{subject}"),
        name=clean_name(str(st.user.get("name") or email)),
        is_signed_in=True,
        is_coach=_is_verified() and email in settings.coaches,
    )


def clean_name(told: str) -> str:
    """Return a name as it is kept: a provider may tell anything."""
    return " ".join(without_control(told).split())[:MAX_NAME]


def _is_verified() -> bool:
    """Whether the provider vouches for the e-mail address.

    Where it says nothing, anybody may have written the address of a coach into their account.
    Entra says it in a claim of its own, which an administrator switches on.
    """
    claims = (st.user.get("email_verified"), st.user.get("xms_edov"))
    return any(str(claim).casefold() in {"true", "1"} for claim in claims)


def _key(kind: str, secret: str) -> str:
    return f"{kind}-{sha256(secret.encode()).hexdigest()[:32]}"
