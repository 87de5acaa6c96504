"""The server of the app: ``streamlit run ui/app.py -- --runs DIR``, or ``haggle ui``.

It answers with what ``ui.headers`` adds; the page itself is ``ui/main.py``.
"""

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.headers import Headers

__all__ = ["MAIN", "app"]

MAIN = Path(__file__).with_name("main.py")

FIRST_NEEDED = ("ui.screens.home", "negotiation.llm.openai_chat")
"""What the first page needs, and then what the first model needs: a second each."""

_LOG = logging.getLogger(__name__)


def _kept_to_the_log(exc: Exception) -> bool:
    """Write an error that no screen has caught to the log; the visitor sees no traceback."""
    _LOG.critical("a page failed", exc_info=exc)
    return True


@asynccontextmanager
async def _warming_up(_: st.App) -> AsyncIterator[None]:
    """Load what will be needed while the first visitor is on the way."""
    threading.Thread(target=_load, daemon=True).start()
    yield


def _load() -> None:
    """Load it, and leave it out of every search for garbage: Streamlit asks for one a script run.

    Among the quarter of a million objects that stay it takes longer than most runs, and nobody else
    gets to work meanwhile.
    """
    for module in FIRST_NEEDED:
        import_module(module)
    gc.freeze()


app = st.App(
    MAIN,
    middleware=[Middleware(Headers)],
    lifespan=_warming_up,
    on_script_error=_kept_to_the_log,
)
