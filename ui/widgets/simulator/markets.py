"""The deal in other markets: prices, and what it gains everybody in each."""

import streamlit as st

from ui.data.workbench import MarketPaths, market_paths, quick_worth
from ui.texts import fill, say
from ui.views.results import amount
from ui.views.simulator.worlds import MarketCase, market_cases
from ui.widgets.show import show_grid
from ui.widgets.simulator.desk import Desk
from ui.widgets.simulator.world_charts import price_chart, worlds_chart

__all__ = ["show_markets"]


def show_markets(desk: Desk) -> None:
    """Draw the prices of several markets, and the gains of the deal in each."""
    language = desk.language
    if not desk.report.assumptions:
        st.info(say("sim_no_market", language), icon=":material/info:")
        return
    cases = market_cases(desk.given.scenario, desk.assumed) if desk.can_assume else ()
    cases = cases or (MarketCase("sim_world_base", ()),)
    names = [say(case.key, language) for case in cases]
    benches = [desk.bench, *(desk.under(case.assumed) for case in cases[1:])]
    if len(cases) > 1:
        with st.spinner(say("valuing", language)):
            worths = [quick_worth(bench, desk.outcome) for bench in benches]
        st.caption(say("sim_worlds_how", language))
        st.altair_chart(
            worlds_chart(
                [(name, worth.gains) for name, worth in zip(names, worths, strict=True)],
                desk.parties,
                desk.scale,
                language,
            ),
            alt=say("sim_worlds", language),
            key="sim-worlds",
        )
        show_grid(
            [
                say("sim_world", language),
                *(party.name for party in desk.parties),
                *(fill("sim_loss_of", language, party=party.name) for party in desk.parties),
            ],
            [
                (
                    name,
                    *(amount(worth.gains[party.id], desk.scale) for party in desk.parties),
                    *(_share(worth.losses.get(party.id)) for party in desk.parties),
                )
                for name, worth in zip(names, worths, strict=True)
            ],
            key="sim-world-rows",
            alt=say("sim_worlds", language),
        )
    else:
        st.info(say("sim_one_market", language), icon=":material/info:")
    found = [market_paths(bench, desk.outcome) for bench in benches]
    _prices(desk, [(name, paths) for name, paths in zip(names, found, strict=True) if paths])


def _prices(desk: Desk, markets: list[tuple[str, MarketPaths]]) -> None:
    language = desk.language
    if not markets:
        return
    st.caption(say("sim_prices_how", language))
    which = st.segmented_control(
        say("sim_which_price", language),
        ("sim_price_card", "sim_price_rent"),
        format_func=lambda key: say(key, language),
        default="sim_price_card",
        required=True,
        key="sim-which-price",
        label_visibility="collapsed",
    )
    is_rent = which == "sim_price_rent"
    bands = [
        (name, paths.rent_cny_per_gpu_month if is_rent else paths.card_price_cny_per_gpu)
        for name, paths in markets
    ]
    axis = "sim_axis_rent" if is_rent else "sim_axis_card"
    st.altair_chart(
        price_chart(bands, axis, language), alt=say("sim_prices", language), key="sim-prices"
    )


def _share(loss: float | None) -> str:
    return "–" if loss is None else f"{loss:.0%}"
