"""What a run used of its models, and what that cost."""

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.domain.values import Language
from negotiation.errors import HaggleError
from negotiation.llm.profile import Prices
from negotiation.settings import Settings
from ui.data.reading import calls_of
from ui.data.runs import Run
from ui.texts import fill, say
from ui.views.replay.calls import USAGE_HEADER, calls_of_plan, usage_of, usage_rows
from ui.widgets.replay.names import seat_names
from ui.widgets.show import show, show_grid

__all__ = ["show_usage"]


def show_usage(run: Run, settings: Settings, language: Language) -> None:
    """Draw tokens, time and money by model and seat.

    Args:
        run: one that nobody plays any more.
        settings: know today's prices, for calls that were recorded without a cost.
        language: of the page.
    """
    calls = calls_of_plan(run.record.plan, calls_of(run))
    if not calls:
        st.info(say("replay_no_calls", language), icon=":material/smart_toy:")
        return
    usages = usage_of(calls, lambda model: _prices(settings, model))
    show_grid(
        [say(key, language) for key in USAGE_HEADER],
        usage_rows(usages, seat_names(run, language), language),
        key="usage",
        alt=say("replay_view_usage", language),
    )
    st.caption(say("replay_usage_help", language))
    for name, address in run.record.endpoints.items():
        where = address.get("base_url") or address.get("file") or "–"
        show(fill("replay_asked_at", language, model=name, where=where))


def _prices(settings: Settings, model: str) -> Prices | None:
    """Return what a model costs today; ``None`` where that is not known."""
    try:
        return Endpoints(settings).profile(model).prices
    except HaggleError:
        return None
