"""What one outcome of a table is worth to every party, with everything that it rests on."""

import json
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from pydantic import TypeAdapter, ValidationError

from negotiation.analysis.breaches import breaches
from negotiation.app.realising import Realised, realise
from negotiation.app.worth_rows import (
    AssumptionRow,
    CashPaths,
    ClauseRow,
    PartyWorth,
    ProspectsRow,
)
from negotiation.domain.contracts import ContractSetting, EconomicsValuation, assumptions
from negotiation.domain.outcomes import Indices, OutcomeSpace
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Value
from negotiation.economics.attribution import attribute
from negotiation.economics.model_constants import model_constants
from negotiation.economics.prospects import prospects_of
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
    list_price_cny_per_gpu_month: float | None
    n_futures: int | None
    """On how many futures the simulator has valued the outcome."""
    outcome: dict[str, OptionValue]
    parties: dict[str, PartyWorth]
    clauses: tuple[ClauseRow, ...]
    """The weightiest first."""
    prospects: ProspectsRow | None
    realised: Realised | None
    """After the fact, where a world was named."""
    assumptions: tuple[AssumptionRow, ...]


def value_report(
    scenario: Scenario, table: Table, outcome_json: str, world: int | None = None
) -> ValueReport:
    """Value one outcome, given as a JSON object of issue -> value, and carry it out in ``world``.

    Raises:
        UsageError: the text is not JSON, or not an outcome of the table; a world is named and the
            simulator does not value the table.
    """
    outcome = _read_outcome(table.space, outcome_json)
    valuation = table_valuation(scenario, table)
    simulated, setting = _simulated(table, valuation, outcome), valuation.setting
    return ValueReport(
        scenario=scenario.name,
        table=table.id,
        unit=valuation.unit,
        n_futures=setting and setting.market.draws,
        list_price_cny_per_gpu_month=setting and setting.market.list_price_cny_per_gpu_month,
        outcome=outcome,
        parties=_worths(scenario, valuation, outcome, simulated),
        clauses=simulated.clauses if simulated else (),
        prospects=simulated.prospects if simulated else None,
        realised=_realised(table, setting, outcome, world),
        assumptions=_assumptions(valuation),
    )


class _Simulated(NamedTuple):
    """What the simulator says of one contract, by party."""

    figures: dict[str, dict[str, float]]
    cash: dict[str, CashPaths]
    clauses: tuple[ClauseRow, ...]
    prospects: ProspectsRow


def _simulated(
    table: Table, valuation: TableValuation, outcome: Mapping[str, OptionValue]
) -> _Simulated | None:
    economics, setting = table.valuation, valuation.setting
    if not isinstance(economics, EconomicsValuation) or setting is None:
        return None
    attribution = attribute(setting, outcome, valuation.world)
    prospects = prospects_of(setting, outcome, valuation.world)
    margins, party_of = prospects.margins, economics.roles
    return _Simulated(
        figures={
            party: {
                "expected_npv_cny": float(each.expected_npv_cny[0]),
                "sd_npv_cny": float(each.sd_npv_cny[0]),
                "loss_probability": float(each.loss_probability_fraction[0]),
                "cvar5_npv_cny": float(each.cvar5_npv_cny[0]),
                "cvar10_npv_cny": float(each.cvar10_npv_cny[0]),
            }
            for party, each in valuation.appraisals(_index_of(valuation, outcome)).items()
        },
        cash={
            party_of[role]: CashPaths(
                low_cny=paths[0].tolist(), median_cny=paths[1].tolist(), high_cny=paths[2].tolist()
            )
            for role, paths in prospects.cash_cny.items()
        },
        clauses=tuple(
            ClauseRow(
                clause=row.clause,
                value=row.value,
                instead_of=row.neutral,
                worth_cny={party_of[role]: worth for role, worth in row.worth_cny.items()},
            )
            for row in attribution.clauses
        ),
        prospects=ProspectsRow(
            delivered_fraction=prospects.delivered_fraction,
            model_fraction=prospects.model_fraction,
            model_months=prospects.model_months,
            departure_fraction=prospects.departure_fraction,
            departure_months=prospects.departure_months,
            book_margin_cny_per_gpu_month=margins and margins.book_cny_per_gpu_month,
            replacement_margin_cny_per_gpu_month=margins and margins.replacement_cny_per_gpu_month,
            replacement_margin_in_a_year_cny_per_gpu_month=margins
            and margins.replacement_in_a_year_cny_per_gpu_month,
            carriers_per_gpu=margins and margins.carriers_per_gpu,
        ),
    )


def _realised(
    table: Table,
    setting: ContractSetting | None,
    outcome: Mapping[str, OptionValue],
    world: int | None,
) -> Realised | None:
    if world is None:
        return None
    if setting is None:
        raise UsageError(f"--world: the simulator does not value table {table.id!r}")
    return realise(setting, outcome, world)


def _worths(
    scenario: Scenario,
    valuation: TableValuation,
    outcome: Mapping[str, OptionValue],
    simulated: _Simulated | None,
) -> dict[str, PartyWorth]:
    values = valuation.values(_index_of(valuation, outcome))[:, 0]
    alternatives = [valuation.reservation_values[party] for party in valuation.parties]
    gains = values - np.array(alternatives)
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
            cash=simulated.cash[party] if simulated else None,
            breaches=breaches(mandate, outcome, value=value, reservation_value=reservation),
            **(simulated.figures[party] if simulated else {}),
        )
    return worths


def _index_of(valuation: TableValuation, outcome: Mapping[str, OptionValue]) -> Indices:
    return np.array([valuation.space.index_of(outcome)], dtype=np.int64)


def _assumptions(valuation: TableValuation) -> tuple[AssumptionRow, ...]:
    if valuation.setting is None:
        return ()
    return tuple(
        AssumptionRow(
            name=row.name,
            value=row.value,
            status=row.status,
            source=row.source,
            meaning=row.meaning,
            is_default=row.is_default,
        )
        for row in (
            *assumptions(valuation.setting),
            *model_constants(valuation.setting.template),
        )
    )


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
