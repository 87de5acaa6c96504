"""Which two runs are set side by side."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from negotiation.domain.values import Language
from ui.data.visible import VisibleRuns
from ui.session import keep, recall
from ui.texts import say
from ui.views.compare.choosing import comparable, likely_pair, partner_of
from ui.views.replay.summaries import RunSummary, seats_line
from ui.widgets.boundary import friendly
from ui.widgets.replay.link import write_address
from ui.widgets.replay.run_list import when_of

__all__ = ["Picked", "pick_two"]


_LABELS: Mapping[str, str] = MappingProxyType(
    {"compare-first": "compare_first", "compare-second": "compare_second"}
)


class Picked(NamedTuple):
    """Two runs by name."""

    first: str
    second: str


def pick_two(visible: VisibleRuns, language: Language) -> Picked | None:
    """Ask for two runs; at first those of the address, else a branch and where it came from.

    ``None`` where there are no two of one scenario to be set side by side.
    """
    listed = [run for run in visible.summaries if not run.is_broken]
    runs = {run.name: run for run in (*listed, *_addressed(visible, language))}
    _open(runs)
    left, right, swap = st.columns([9, 9, 2], vertical_alignment="bottom")
    with left:
        first = _ask("compare-first", tuple(runs.values()), language)
    others = comparable(first, tuple(runs.values())) if first is not None else ()
    _choose_partner(first, others)
    with right:
        second = _ask("compare-second", others, language)
    with swap:
        st.button(
            say("compare_swap", language),
            icon=":material/swap_horiz:",
            key="compare-swap",
            on_click=_swap,
            disabled=second is None,
        )
    if first is None or second is None:
        return None
    if recall("compare-opened", ("", "")) != (first.name, second.name):
        keep("compare-opened", (first.name, second.name))
    write_address(first=first.name, second=second.name)
    return Picked(first.name, second.name)


def _addressed(visible: VisibleRuns, language: Language) -> tuple[RunSummary, ...]:
    """Return the runs of the address, which need not be in the list; say which cannot be seen."""
    found: list[RunSummary] = []
    for name in _named():
        if name:
            with friendly(language):
                found.append(visible.summary(name))
    return tuple(found)


def _open(runs: Mapping[str, RunSummary]) -> None:
    """Choose what the address names when it is another than before, or what is likeliest meant."""
    named = _named()
    if any(named) and named != recall("compare-opened", ("", "")):
        keep("compare-opened", named)
        keep("compare-first", named[0] or None)
        keep("compare-second", named[1] or None)
    if recall("compare-first", None) not in runs:
        pair = likely_pair(tuple(runs.values()))
        keep("compare-first", pair[0].name if pair else None)
        keep("compare-second", pair[1].name if pair else None)


def _named() -> tuple[str, str]:
    return st.query_params.get("first", ""), st.query_params.get("second", "")


def _choose_partner(first: RunSummary | None, others: Sequence[RunSummary]) -> None:
    """Leave the second run as it is if it can be set beside the first, else choose one."""
    if recall("compare-second", None) not in {run.name for run in others}:
        partner = partner_of(first, others) if first is not None else None
        keep("compare-second", partner.name if partner is not None else None)


def _ask(key: str, runs: Sequence[RunSummary], language: Language) -> RunSummary | None:
    by_name = {run.name: run for run in runs}
    chosen = st.selectbox(
        say(_LABELS[key], language),
        list(by_name),
        format_func=lambda name: _label(by_name[name], language),
        key=key,
        placeholder=say("compare_choose", language),
        disabled=not runs,
        persist_state="session",
    )
    return by_name.get(chosen)


def _label(run: RunSummary, language: Language) -> str:
    title = run.title.in_language(language) if run.title is not None else ""
    parts = (run.called, title, seats_line(run, language), when_of(run.changed_ns))
    return " · ".join(part for part in parts if part)


def _swap() -> None:
    first, second = recall("compare-first", None), recall("compare-second", None)
    keep("compare-first", second)
    keep("compare-second", first)
