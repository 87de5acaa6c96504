"""Which suites of evals play a scenario."""

import streamlit as st

from evals.shelf import load_suite, suite_names
from negotiation.domain.values import Text

__all__ = ["suites_with"]


def suites_with(scenario: str) -> tuple[Text, ...]:
    """Return the titles of the shipped suites that play a scenario."""
    return _suites().get(scenario, ())


@st.cache_data(max_entries=1, show_spinner=False)
def _suites() -> dict[str, tuple[Text, ...]]:
    found: dict[str, tuple[Text, ...]] = {}
    for name in suite_names():
        suite, _ = load_suite(name)
        for scenario in dict.fromkeys(entry.scenario for entry in suite.scenarios):
            found[scenario] = (*found.get(scenario, ()), suite.title)
    return found
