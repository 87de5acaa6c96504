"""Where an error becomes a sentence on the screen. The traceback goes to the server's log only."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from negotiation.domain.values import Language
from negotiation.errors import HaggleError
from ui.texts import say
from ui.widgets.show import show

__all__ = ["friendly"]

_LOG = logging.getLogger(__name__)


@contextmanager
def friendly(language: Language) -> Iterator[None]:
    """Say on the screen what went wrong inside, and go on after it."""
    try:
        yield
    except HaggleError as exc:
        st.error(say("cannot_show", language), icon=":material/error:")
        show(str(exc))
    except Exception:  # noqa: BLE001 - the boundary of the page: said and logged
        _LOG.exception("the viewer failed")
        st.error(say("unexpected", language), icon=":material/error:")
