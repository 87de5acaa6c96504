"""The panels below the workbench: cash, clauses, the deal zone. Only the open one is worked out."""

import streamlit as st

from negotiation.app.frontiers import FrontierReport
from negotiation.app.worth_rows import CashPaths
from negotiation.domain.tenders import WINNER
from ui.data.workbench import reachable
from ui.texts import fill, say
from ui.views.results import amount
from ui.views.simulator.clauses import Bar, additive_bars, bar_rows, clause_bars
from ui.views.simulator.deals import packed
from ui.views.simulator.zone import (
    SOLUTIONS,
    at,
    frontier_spots,
    is_between,
    plane_parties,
    short_of_frontier,
    solution_rows,
)
from ui.views.talks import PartyView
from ui.widgets.show import show, show_grid
from ui.widgets.simulator.charts import bars_chart, cash_chart
from ui.widgets.simulator.desk import Desk
from ui.widgets.simulator.terms import load_deal
from ui.widgets.simulator.zone_chart import zone_chart

__all__ = ["show_cash", "show_clauses", "show_zone"]


def show_cash(desk: Desk) -> None:
    """Draw the cash of each party over the months, as bands of the simulated futures."""
    language, report = desk.language, desk.report
    paths = _cash_of(desk)
    if not paths:
        is_of_campaign = bool(report.assumptions)
        key = "sim_no_cash_in_campaign" if is_of_campaign else "sim_no_cash"
        st.info(say(key, language), icon=":material/info:")
        return
    st.caption(say("sim_cash_how", language, n=report.n_futures or 0))
    pinned = None
    if desk.pinned is not None and desk.beside is not None:
        pinned = {
            party: worth.cash
            for party, worth in desk.beside.parties.items()
            if worth.cash is not None
        }
    st.altair_chart(
        cash_chart(paths, desk.parties, desk.scale, language, pinned=pinned),
        alt=say("sim_cash", language),
        key="sim-cash",
    )
    for party in desk.parties:
        if party.id in paths:
            ends = [
                amount(path[-1], desk.scale)
                for path in (
                    paths[party.id].low_cny,
                    paths[party.id].median_cny,
                    paths[party.id].high_cny,
                )
            ]
            show(
                fill(
                    "sim_cash_says",
                    language,
                    party=party.name,
                    low=ends[0],
                    middle=ends[1],
                    high=ends[2],
                )
            )


def show_clauses(desk: Desk) -> None:
    """Draw what each clause adds for each party."""
    language, report = desk.language, desk.report
    contracts = {name: row.clauses for name, row in report.contracts.items() if row.clauses}
    if report.clauses:
        st.caption(say("sim_clauses_how", language))
        _bars(desk, clause_bars(report.clauses, desk.bench.space, language), key="only")
    elif contracts:
        st.caption(say("sim_clauses_how", language))
        for name, rows in contracts.items():
            show(fill("sim_contract", language, name=name))
            _bars(desk, clause_bars(rows, desk.bench.space, language), key=name)
    else:
        st.caption(say("sim_points_how", language))
        _bars(desk, additive_bars(desk.table, desk.outcome, language), key="only")


def show_zone(desk: Desk) -> None:
    """Draw what the parties could reach, and where the deal lies in it."""
    language, scale = desk.language, desk.scale
    with st.spinner(say("valuing", language)):
        report = reachable(desk.bench)
    numbers = {"n": report.n_acceptable, "total": report.n_outcomes}
    if not report.n_acceptable:
        st.warning(say("no_zopa", language))
    elif report.n_valued < report.n_outcomes:
        st.caption(say("sampled", language, **numbers))
    else:
        st.caption(say("possible", language, **numbers))
    sides = plane_parties(desk.table, desk.parties, _winner(desk))
    if sides is not None:
        _plane(desk, report, sides)
    show_grid(
        [say("sim_deal", language), *(party.name for party in desk.parties)],
        solution_rows(report, desk.parties, scale, language, chosen=desk.gains()),
        key="sim-solutions",
        alt=say("reference", language),
    )
    with st.container(horizontal=True):
        for name in SOLUTIONS:
            if name in report.solutions:
                st.button(
                    say(f"sim_take_{name}", language),
                    key=f"sim-take-{name}",
                    on_click=load_deal,
                    args=(desk.key, packed(desk.bench.space, report.solutions[name].outcome)),
                )


def _plane(desk: Desk, report: FrontierReport, sides: tuple[PartyView, PartyView]) -> None:
    """Draw the gains of two, and say whether both could have more."""
    language, scale = desk.language, desk.scale
    chosen = at(desk.gains(), sides, scale)
    winner = _winner(desk)
    frontier = frontier_spots(report, sides, scale, winner=winner)
    marks = [("sim_this_deal", chosen)]
    if desk.pinned is not None and is_between(desk.pinned, winner):
        marks.append(("sim_pinned_deal", at(desk.gains(desk.pinned), sides, scale)))
    marks += [
        (name, at(report.solutions[name].surplus, sides, scale))
        for name in ("nash", "kalai_smorodinsky")
        if name in report.solutions and is_between(report.solutions[name].outcome, winner)
    ]
    st.altair_chart(
        zone_chart(frontier, marks, sides, scale=scale, language=language),
        alt=say("sim_zone", language),
        key="sim-zone",
    )
    better = short_of_frontier(chosen, frontier)
    if better is None:
        st.caption(say("sim_on_frontier", language))
        return
    show(
        fill(
            "sim_below_frontier",
            language,
            first=sides[0].name,
            more=amount((better.x - chosen.x) * scale.divisor, scale),
            second=sides[1].name,
            other=amount((better.y - chosen.y) * scale.divisor, scale),
        )
    )


def _winner(desk: Desk) -> str | None:
    """Return who wins by the deal, at a tender."""
    winner = desk.outcome.get(WINNER)
    return None if winner is None else str(winner)


def _bars(desk: Desk, bars: tuple[Bar, ...], *, key: str) -> None:
    language = desk.language
    if not bars:
        st.info(say("sim_no_clauses", language))
        return
    parties = [party for party in desk.parties if any(party.id in bar.worth for bar in bars)]
    st.altair_chart(
        bars_chart(bars, parties, desk.scale, language),
        alt=say("sim_clauses", language),
        key=f"sim-bars-{key}",
    )
    show_grid(
        [
            say("sim_clause", language),
            say("sim_value", language),
            say("sim_instead", language),
            *(party.name for party in parties),
        ],
        bar_rows(bars, parties, desk.scale),
        key=f"sim-bar-rows-{key}",
        alt=say("sim_clauses", language),
    )


def _cash_of(desk: Desk) -> dict[str, CashPaths]:
    """Return the cash of whoever has one contract; of several the percentiles do not add up."""
    found = {
        party: worth.cash for party, worth in desk.report.parties.items() if worth.cash is not None
    }
    if found or not desk.report.contracts:
        return found
    contracts = desk.report.contracts
    with_cash = [name for name, row in contracts.items() if row.cash]
    if not with_cash:
        return {}
    chosen = st.selectbox(
        say("sim_contract_of", desk.language), with_cash, key=f"sim-contract-{desk.key}"
    )
    return dict(contracts[chosen].cash)
