"""What time it is, for whoever looks."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

__all__ = ["now", "stamped_now", "zone"]


def zone() -> tzinfo | None:
    """Return the time zone of the browser; ``None``, this machine's own, where it says none."""
    named = st.context.timezone
    if not named:
        return None
    try:
        return ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError):  # a browser can say anything
        return None


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def stamped_now() -> str:
    """Return the present moment as it is kept."""
    return now().isoformat(timespec="seconds")
