"""What one outcome of a table is worth to every party, with everything that it rests on."""

import json
from collections.abc import Mapping

import numpy as np
from pydantic import TypeAdapter, ValidationError

from negotiation.analysis.breaches import Breach, breaches
from negotiation.domain.contracts import assumptions
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Value
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.economics.valuation import TableValuation, table_valuation
from negotiation.errors import UsageError

__all__ = ["AssumptionRow", "PartyWorth", "ValueReport", "value_report"]

_OUTCOME: TypeAdapter[dict[str, OptionValue]] = TypeAdapter(dict[str, OptionValue])


class PartyWorth(Value):
    """What one outcome is worth to one party."""

    value: float
    reservation_value: float
    surplus: float
    expected_npv_cny: float | None
    sd_npv_cny: float | None
    loss_probability: float | None
    cvar10_npv_cny: float | None
    """Mean of the worst tenth. These four only where the simulator values the table."""
    breaches: tuple[Breach, ...]


class AssumptionRow(Value):
    """One number that the simulator rests on. Status: P public, S case, C calibrated, A assumed."""

    name: str
    value: float | str | None
    status: str
    source: str
    is_default: bool


class ValueReport(Value):
    """What one outcome is worth to every party."""

    scenario: str
    table: str
    unit: ValueUnit
    simulator_version: str = SIMULATOR_VERSION
    outcome: dict[str, OptionValue]
    parties: dict[str, PartyWorth]
    assumptions: tuple[AssumptionRow, ...]


def value_report(scenario: Scenario, table: Table, outcome_json: str) -> ValueReport:
    """Value one outcome, given as a JSON object of issue -> value.

    Raises:
        UsageError: the text is not JSON, or not an outcome of the table.
    """
    outcome = _read_outcome(table.space, outcome_json)
    valuation = table_valuation(scenario, table)
    return ValueReport(
        scenario=scenario.name,
        table=table.id,
        unit=valuation.unit,
        outcome=outcome,
        parties=_worths(scenario, valuation, outcome),
        assumptions=_assumptions(valuation),
    )


def _worths(
    scenario: Scenario, valuation: TableValuation, outcome: Mapping[str, OptionValue]
) -> dict[str, PartyWorth]:
    index = np.array([valuation.space.index_of(outcome)], dtype=np.int64)
    values = valuation.values(index)[:, 0]
    appraisals = valuation.appraisals(index) if valuation.setting is not None else {}
    worths: dict[str, PartyWorth] = {}
    for party, value in zip(valuation.parties, map(float, values), strict=True):
        reservation = valuation.reservation_values[party]
        mandate = scenario.party(party).mandate
        appraisal = appraisals.get(party)
        worths[party] = PartyWorth(
            value=value,
            reservation_value=reservation,
            surplus=value - reservation,
            expected_npv_cny=float(appraisal.expected_npv_cny[0]) if appraisal else None,
            sd_npv_cny=float(appraisal.sd_npv_cny[0]) if appraisal else None,
            loss_probability=float(appraisal.loss_probability_fraction[0]) if appraisal else None,
            cvar10_npv_cny=float(appraisal.cvar10_npv_cny[0]) if appraisal else None,
            breaches=breaches(mandate, outcome, value=value, reservation_value=reservation),
        )
    return worths


def _assumptions(valuation: TableValuation) -> tuple[AssumptionRow, ...]:
    if valuation.setting is None:
        return ()
    return tuple(
        AssumptionRow(
            name=row.name,
            value=row.value,
            status=row.status,
            source=row.source,
            is_default=row.is_default,
        )
        for row in assumptions(valuation.setting)
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
