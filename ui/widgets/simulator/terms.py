"""The controls of a deal, one a clause."""

import streamlit as st

from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Language
from ui.session import keep, keep_first, recall
from ui.texts import say
from ui.views.simulator.deals import Control, controls, middle, packed, unpacked
from ui.widgets.show import show

__all__ = ["load_deal", "pin", "pinned_deal", "set_terms", "unpin"]

_WRITTEN = "sim-deal-written"
"""Key of the deal that stands in the address because of us."""


def set_terms(
    key: str, space: OutcomeSpace, language: Language, *, start: Outcome | None
) -> dict[str, OptionValue]:
    """Draw a control for every clause and return the deal that they are set to.

    Args:
        key: of the table on the workbench.
        space: of its deals.
        language: of the words.
        start: the deal that they are set to at first.
    """
    _follow_link(key, space)
    _follow_language(key, language)
    keep_first(_seed(key), packed(space, start or middle(space)))
    seed = unpacked(space, recall(_seed(key), "")) or middle(space)
    generation = recall(_generation(key), 0)
    chosen = {
        control.issue.id: _set(
            control, seed[control.issue.id], key=f"sim-term-{key}-{generation}", place=place
        )
        for place, control in enumerate(controls(space, language), start=1)
    }
    written = packed(space, chosen)
    keep(_WRITTEN, written)
    keep(_last(key), written)
    st.query_params["deal"] = written
    return chosen


def load_deal(key: str, written: str) -> None:
    """Set the controls to another deal: for callbacks, before they are drawn."""
    keep(_seed(key), written)
    keep(_generation(key), recall(_generation(key), 0) + 1)
    st.query_params.pop("deal", None)


def pin(key: str, written: str) -> None:
    """Keep a deal to compare others with."""
    keep(f"sim-pin-{key}", written)


def unpin(key: str) -> None:
    """Compare with nothing."""
    keep(f"sim-pin-{key}", "")


def pinned_deal(key: str, space: OutcomeSpace) -> dict[str, OptionValue] | None:
    """Return the deal to compare with, if one is pinned."""
    return unpacked(space, recall(f"sim-pin-{key}", ""))


def _set(control: Control, seed: OptionValue, *, key: str, place: int) -> OptionValue:
    language, values = control.language, control.issue.values
    name = f"{key}-{control.issue.id}"
    if len(values) == 1:
        show(f"{control.title}: {control.shown(values[0])}")
        return values[0]
    show(control.title)
    chosen: OptionValue
    if control.is_slider:
        chosen = st.select_slider(
            say("sim_term", language, n=place),
            values,
            value=seed,
            format_func=control.figure,
            key=name,
            persist_state="session",
            label_visibility="collapsed",
        )
    else:
        chosen = st.selectbox(
            say("sim_term", language, n=place),
            values,
            index=control.issue.positions[seed],
            format_func=control.shown,
            key=name,
            persist_state="session",
            label_visibility="collapsed",
        )
    return chosen


def _follow_link(key: str, space: OutcomeSpace) -> None:
    """Set the controls to the deal of a new address, once; not to one that we wrote ourselves."""
    asked = st.query_params.get("deal")
    if asked is None or asked == recall(_WRITTEN, ""):
        return
    deal = unpacked(space, asked)
    if deal is not None:
        load_deal(key, packed(space, deal))


def _follow_language(key: str, language: Language) -> None:
    """Draw the controls anew in another language: a menu keeps the words it was drawn with."""
    before = recall(_language(key), language)
    keep(_language(key), language)
    last = recall(_last(key), "")
    if before != language and last:
        keep(_seed(key), last)
        keep(_generation(key), recall(_generation(key), 0) + 1)


def _language(key: str) -> str:
    return f"sim-deal-language-{key}"


def _last(key: str) -> str:
    return f"sim-deal-last-{key}"


def _seed(key: str) -> str:
    return f"sim-deal-{key}"


def _generation(key: str) -> str:
    return f"sim-deal-generation-{key}"
