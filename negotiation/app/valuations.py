"""What one outcome of a table is worth to every party, with everything that it rests on."""

import json
from collections.abc import Mapping

import numpy as np
from pydantic import Field, TypeAdapter, ValidationError

from negotiation.analysis.breaches import breaches
from negotiation.app.contract_worths import (
    ContractRow,
    FilledContract,
    assumption_rows,
    figures_of,
    filled_contracts,
)
from negotiation.app.realising import Realised, realise
from negotiation.app.situated_contracts import situated_contracts
from negotiation.app.stages import Basis, Stage
from negotiation.app.worth_rows import (
    AssumptionRow,
    CashPaths,
    ClauseRow,
    PartyWorth,
    ProspectsRow,
)
from negotiation.domain.outcomes import Indices, OutcomeSpace
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Value
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.economics.valuation import TableValuation, table_valuation
from negotiation.errors import UsageError

__all__ = ["ValueReport", "value_report"]

_OUTCOME: TypeAdapter[dict[str, OptionValue]] = TypeAdapter(dict[str, OptionValue])


class ValueReport(Value):
    """What one outcome is worth to every party."""

    scenario: str
    table: str
    unit: ValueUnit
    simulator_version: str = SIMULATOR_VERSION
    basis: Basis | None = None
    """Of a campaign's table, where it stood. Then values are those of all that a party has; what
    is expected and at risk is what the contract adds to it."""
    list_price_cny_per_gpu_month: float | None
    n_futures: int | None
    """On how many futures the simulator has valued the outcome."""
    outcome: dict[str, OptionValue]
    """At a tender with the winner."""
    parties: dict[str, PartyWorth]
    clauses: tuple[ClauseRow, ...]
    """Of the one contract that is signed, the weightiest first; of several see ``contracts``."""
    prospects: ProspectsRow | None
    """Of the one contract that is signed."""
    contracts: dict[str, ContractRow] = Field(default_factory=dict)
    """The contracts that a table of several signs, by name."""
    realised: Realised | None
    """After the fact, where a world was named."""
    assumptions: tuple[AssumptionRow, ...]


def value_report(
    stage: Stage,
    outcome_json: str,
    world: int | None = None,
    *,
    valuation: TableValuation | None = None,
) -> ValueReport:
    """Value one outcome, given as a JSON object of issue -> value, and carry it out in ``world``.

    ``valuation`` is that of the stage, where it is at hand already.

    Raises:
        UsageError: the text is not JSON, or not an outcome of the table; a world is named and the
            simulator does not value the table.
    """
    scenario, table, situation = stage.scenario, stage.table, stage.situation
    valuation = valuation or table_valuation(scenario, table, situation)
    outcome = _read_outcome(valuation.space, outcome_json)
    if situation is None:
        contracts = filled_contracts(valuation, outcome)
    else:
        contracts = situated_contracts(scenario, table, situation, outcome)
    rows = {name: contract.row() for name, contract in contracts.items()}
    is_bundle = table.valuation.kind == "bundle"
    only = None if is_bundle else next(iter(rows.values()), None)
    market = situation.market if situation is not None else scenario.market
    market = market if contracts else None
    return ValueReport(
        scenario=scenario.name,
        table=table.id,
        unit=valuation.unit,
        basis=stage.basis,
        n_futures=market and market.draws,
        list_price_cny_per_gpu_month=market and market.list_price_cny_per_gpu_month,
        outcome=outcome,
        parties=_worths(scenario, valuation, outcome, contracts=contracts, rows=rows),
        clauses=only.clauses if only else (),
        prospects=only.prospects if only else None,
        contracts=rows if is_bundle else {},
        realised=_realised(table, contracts, world),
        assumptions=assumption_rows(contracts),
    )


def _realised(
    table: Table, contracts: Mapping[str, FilledContract], world: int | None
) -> Realised | None:
    if world is None:
        return None
    if not contracts:
        raise UsageError(f"--world: the simulator does not value table {table.id!r}")
    return realise(
        {name: (contract.setting, contract.clauses) for name, contract in contracts.items()}, world
    )


def _worths(
    scenario: Scenario,
    valuation: TableValuation,
    outcome: Mapping[str, OptionValue],
    *,
    contracts: Mapping[str, FilledContract],
    rows: Mapping[str, ContractRow],
) -> dict[str, PartyWorth]:
    values = valuation.values(_index_of(valuation, outcome))[:, 0]
    figures = figures_of(valuation, outcome, contracts)
    gains = values - valuation.disagreement_values
    shares = gains / gains.sum() if (gains >= 0).all() and gains.sum() > 0 else [None] * len(gains)
    worths: dict[str, PartyWorth] = {}
    for party, value, share in zip(valuation.parties, map(float, values), shares, strict=True):
        reservation = valuation.reservation_values[party]
        mandate = scenario.party(party).mandate
        worths[party] = PartyWorth(
            value=value,
            reservation_value=reservation,
            surplus=value - reservation,
            surplus_share=share,
            cash=_cash(rows, party),
            breaches=breaches(mandate, outcome, value=value, reservation_value=reservation),
            **figures.get(party, {}),
        )
    return worths


def _cash(rows: Mapping[str, ContractRow], party: str) -> CashPaths | None:
    """Return a party's cash; percentiles of several contracts do not add up, so they have none."""
    found = [row.cash[party] for row in rows.values() if party in row.cash]
    return found[0] if len(found) == 1 else None


def _index_of(valuation: TableValuation, outcome: Mapping[str, OptionValue]) -> Indices:
    return np.array([valuation.space.index_of(outcome)], dtype=np.int64)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an issue that is given twice; JSON itself would quietly take the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UsageError("--outcome names an issue twice")
    return found


def _read_outcome(space: OutcomeSpace, text: str) -> dict[str, OptionValue]:
    try:
        given = _OUTCOME.validate_python(json.loads(text, object_pairs_hook=_once_each))
    except json.JSONDecodeError as exc:
        raise UsageError(f"--outcome is not JSON: {exc}") from exc
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"][:1])) or "--outcome"
        raise UsageError(
            f"--outcome must be a JSON object of issue -> value; {where}: {first['msg']}"
        ) from exc
    if problems := space.problems(given):
        raise UsageError(f"--outcome: {'; '.join(problems)}")
    return space.canonical(given)
