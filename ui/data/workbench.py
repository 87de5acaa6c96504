"""What a table's outcomes are worth under assumptions: worked out once for the same question.

Every answer is kept by the content of what it hangs on, so pages of everybody share it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import streamlit as st

from negotiation.analysis.outcome_table import outcome_table
from negotiation.app.assuming import assuming
from negotiation.app.contract_worths import FilledContract, filled_contracts
from negotiation.app.frontiers import FrontierReport, frontier_report
from negotiation.app.realising import Realised, realise
from negotiation.app.situated_contracts import situated_contracts
from negotiation.app.stages import Stage, stage_in_run, stage_of
from negotiation.app.tables import named_parties
from negotiation.app.valuations import ValueReport, value_report
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.scenarios import Scenario
from negotiation.domain.tenders import deal_space
from negotiation.economics.prospects import CASH_PERCENTILES
from negotiation.economics.situation import Situation
from negotiation.economics.valuation import TableValuation, table_valuation
from negotiation.store.folder import RunFolder
from ui.data.runs import Run, stamp

__all__ = ["Bench", "MarketPaths", "Worth", "bench_in_run", "bench_of", "carried_out"]
__all__ += ["market_paths"]
__all__ += ["prepare", "quick_worth", "reachable", "worth_report"]


@dataclass(frozen=True, slots=True)
class Bench:
    """A table on the workbench."""

    key: str
    """Tells everything that values at it hang on."""
    stage: Stage
    run: str | None = None
    """The run that it stands in, where assumptions cannot be changed."""

    @property
    def scenario(self) -> Scenario:
        """The scenario, under the assumptions that were asked for."""
        return self.stage.scenario

    @property
    def space(self) -> OutcomeSpace:
        """The deals that the table can bring, at a tender with the winner."""
        return deal_space(self.stage.scenario, self.stage.table)


class Worth(NamedTuple):
    """What a deal gains each party over its alternative, and its chance of a loss if simulated."""

    gains: Mapping[str, float]
    losses: Mapping[str, float]


class MarketPaths(NamedTuple):
    """The card price and the market rent over months, 5, 50 and 95 % of the futures below."""

    card_price_cny_per_gpu: tuple[tuple[float, ...], ...]
    rent_cny_per_gpu_month: tuple[tuple[float, ...], ...]


def bench_of(
    scenario: Scenario, table: str, names: tuple[str, ...] = (), assumed: tuple[str, ...] = ()
) -> Bench:
    """Return a table before anything is played.

    Args:
        scenario: of the table.
        table: its id.
        names: who stands behind names that a campaign settles, each ``NAME=PARTY``.
        assumed: other figures than the scenario's, as ``assuming`` takes them.

    Raises:
        UsageError: a table, a name or a figure that does not exist or is out of bounds.
    """
    content = json.dumps([scenario.model_dump_json(), table, names, assumed])
    key = sha256(content.encode()).hexdigest()
    return _bench(key, table, names, assumed, scenario)


def bench_in_run(run: Run, table: str) -> Bench:
    """Return a table as it stood when it ended in a run.

    Raises:
        UsageError: the table has not opened in it, or a person still plays.
    """
    plan = run.record.plan
    if plan.scenario.campaign is None:
        made = bench_of(plan.scenario, table)
        return Bench(made.key, made.stage)
    return _bench_in_run(run.path, stamp(run.path), table, plan.scenario.name)


def prepare(bench: Bench) -> None:
    """Work out what every deal at a table shares; in a campaign it takes seconds."""
    _valuation(bench.key, bench)


def worth_report(bench: Bench, outcome: Outcome) -> ValueReport:
    """Return what a deal is worth to everybody, and what that rests on."""
    return _report(bench.key, json.dumps(dict(outcome)), bench)


def reachable(bench: Bench) -> FrontierReport:
    """Return what the parties of the table could reach; it takes up to seconds."""
    return _frontier(bench.key, bench)


def quick_worth(bench: Bench, outcome: Outcome) -> Worth:
    """Return the figures of a deal that a comparison needs, without what they are made of."""
    return _worth(bench.key, json.dumps(dict(outcome)), bench)


def market_paths(bench: Bench, outcome: Outcome) -> MarketPaths | None:
    """Return the prices of the futures that a deal is valued on; ``None`` without a simulation."""
    return _paths(bench.key, json.dumps(dict(outcome)), bench)


def carried_out(bench: Bench, outcome: Outcome, world: int) -> Realised | None:
    """Return what becomes of a deal in one future; ``None`` where nothing is simulated alone."""
    return _carried_out(bench.key, json.dumps(dict(outcome)), world, bench)


@st.cache_resource(max_entries=64, show_spinner=False)
def _bench(
    key: str, table: str, names: tuple[str, ...], assumed: tuple[str, ...], _scenario: Scenario
) -> Bench:
    scenario = assuming(_scenario, table, assumed)
    named = named_parties(scenario, scenario.table(table), names)
    return Bench(key, stage_of(scenario, named))


@st.cache_resource(max_entries=16, show_spinner=False)
def _bench_in_run(path: Path, stamp: tuple[tuple[int, int], ...], table: str, name: str) -> Bench:
    key = sha256(json.dumps([str(path), stamp, table]).encode()).hexdigest()
    return Bench(key, stage_in_run(RunFolder.open(path), name, table), run=path.name)


@st.cache_resource(max_entries=32, show_spinner=False)
def _valuation(key: str, _bench: Bench) -> TableValuation:  # noqa: ARG001 - the cache's key
    stage = _bench.stage
    return table_valuation(stage.scenario, stage.table, stage.situation)


@st.cache_data(max_entries=256, show_spinner=False)
def _report(key: str, outcome: str, _bench: Bench) -> ValueReport:
    return value_report(_bench.stage, outcome, valuation=_valuation(key, _bench))


@st.cache_data(max_entries=32, show_spinner=False)
def _frontier(key: str, _bench: Bench) -> FrontierReport:
    stage = _bench.stage
    outcomes = outcome_table(_valuation(key, _bench))
    report = frontier_report(stage.scenario, stage.table, outcomes=outcomes)
    return report.model_copy(update={"basis": stage.basis})


@st.cache_data(max_entries=512, show_spinner=False)
def _worth(key: str, outcome: str, _bench: Bench) -> Worth:
    stage, deal = _bench.stage, json.loads(outcome)
    if stage.situation is not None and stage.table.valuation.kind == "economics":
        return _worth_in(stage, stage.situation, deal)
    valuation = _valuation(key, _bench)
    at = np.array([valuation.space.index_of(deal)], dtype=np.int64)
    gains = valuation.values(at)[:, 0] - valuation.disagreement_values
    contracts = (
        filled_contracts(valuation, deal)
        if stage.situation is None
        else situated_contracts(stage.scenario, stage.table, stage.situation, deal)
    )
    return Worth(dict(zip(valuation.parties, gains.tolist(), strict=True)), _losses(contracts))


def _worth_in(stage: Stage, situation: Situation, deal: Outcome) -> Worth:
    """Value one contract in a campaign without valuing all others of its table."""
    contracts = situated_contracts(stage.scenario, stage.table, situation, deal)
    gains = dict.fromkeys(stage.table.parties, 0.0)
    for contract in contracts.values():
        row = contract.row()
        for party, value in row.value_cny.items():
            given = stage.scenario.party(party).mandate.reservation_value
            alone = row.reservation_value_cny[party] if given == "simulated" else given
            gains[party] = value - alone
    return Worth(gains, _losses(contracts))


def _losses(contracts: Mapping[str, FilledContract]) -> dict[str, float]:
    """Return the chance of a loss by party; of several contracts together nobody can tell."""
    if len(contracts) != 1:
        return {}
    (contract,) = contracts.values()
    return {
        party: float(each.loss_probability_fraction[0])
        for party, each in contract.appraisals().items()
    }


@st.cache_data(max_entries=64, show_spinner=False)
def _carried_out(key: str, outcome: str, world: int, _bench: Bench) -> Realised | None:
    valuation = _valuation(key, _bench)
    if _bench.stage.situation is not None:
        return None
    contracts = filled_contracts(valuation, json.loads(outcome))
    named = {name: (each.setting, each.clauses) for name, each in contracts.items()}
    return realise(named, world) if named else None


@st.cache_data(max_entries=128, show_spinner=False)
def _paths(key: str, outcome: str, _bench: Bench) -> MarketPaths | None:
    stage = _bench.stage
    if stage.situation is not None:
        world = stage.situation.world
    else:
        valuation = _valuation(key, _bench)
        contract = next(iter(filled_contracts(valuation, json.loads(outcome)).values()), None)
        if contract is None:
            return None
        world = contract.world
    futures = world.futures
    card, rent = (
        tuple(map(tuple, np.percentile(paths, CASH_PERCENTILES, axis=0).tolist()))
        for paths in (futures.card_price_cny_per_gpu, futures.rent_cny_per_gpu_month)
    )
    return MarketPaths(card, rent)
