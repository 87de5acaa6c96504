"""What the simulator says of each contract that an outcome of a table fills in."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from negotiation.app.worth_rows import AssumptionRow, CashPaths, ClauseRow, ProspectsRow
from negotiation.domain.contracts import ContractSetting, assumptions
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.tenders import WINNER, lot_terms
from negotiation.domain.values import Value
from negotiation.economics.attribution import Attribution, attribute, attribute_in
from negotiation.economics.bundles import Bundle
from negotiation.economics.lots import Lots
from negotiation.economics.model_constants import model_constants
from negotiation.economics.prospects import Prospects, prospects_of
from negotiation.economics.risk import Appraisal, appraise_draws
from negotiation.economics.simulator import appraise
from negotiation.economics.situated import SituatedBundle
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.table_values import Contract, TableValuation
from negotiation.economics.world import World

__all__ = ["ContractRow", "FilledContract", "assumption_rows", "figures_of", "filled_contracts"]


class ContractRow(Value):
    """What one of several contracts is worth, and why."""

    value_cny: dict[str, float]
    """By party; what the contract is worth to it by itself."""
    reservation_value_cny: dict[str, float]
    """What no such contract is worth to it."""
    cash: dict[str, CashPaths]
    clauses: tuple[ClauseRow, ...]
    prospects: ProspectsRow | None = None
    """``None`` in the middle of a campaign, where deliveries hang on other contracts too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledContract:
    """A contract with its clauses filled in."""

    setting: ContractSetting
    world: World
    clauses: Mapping[str, OptionValue]
    reservation_values: Mapping[str, float]
    situation: Situation | None = None
    """Where a campaign stands; without one the contract stands alone."""

    def row(self) -> ContractRow:
        """Work out what the contract is worth, what its clauses add and what to expect of it."""
        if self.situation is not None:
            return self._row(attribute_in(self.situation, self.setting, self.clauses))
        attribution = attribute(self.setting, self.clauses, self.world)
        prospects = prospects_of(self.setting, self.clauses, self.world)
        party_of = self.setting.parties
        cash = {
            party_of[role]: CashPaths(
                low_cny=paths[0].tolist(),
                median_cny=paths[1].tolist(),
                high_cny=paths[2].tolist(),
            )
            for role, paths in prospects.cash_cny.items()
        }
        row = self._row(attribution, party_of)
        return row.model_copy(update={"cash": cash, "prospects": _prospects_row(prospects)})

    def _row(
        self, attribution: Attribution, party_of: Mapping[str, str] | None = None
    ) -> ContractRow:
        """Return the worth of the contract and its clauses by party."""

        def by_party(amounts: Mapping[str, float]) -> dict[str, float]:
            return {party_of[each] if party_of else each: worth for each, worth in amounts.items()}

        return ContractRow(
            value_cny=by_party(
                {whose: float(each.value_cny[0]) for whose, each in attribution.appraisals.items()}
            ),
            reservation_value_cny=dict(self.reservation_values),
            cash={},
            clauses=tuple(
                ClauseRow(
                    clause=row.clause,
                    value=row.value,
                    instead_of=row.neutral,
                    worth_cny=by_party(row.worth_cny),
                )
                for row in attribution.clauses
            ),
        )

    def appraisals(self) -> dict[str, Appraisal]:
        """Return what the simulator says of the contract, by party; in a campaign what it adds."""
        clauses = {name: np.array([value]) for name, value in self.clauses.items()}
        if self.situation is not None:
            return dict(appraise_in(self.situation, self.setting, clauses).gains)
        by_role = appraise(self.setting, clauses, self.world)
        return {self.setting.parties[role]: each for role, each in by_role.items()}


def _prospects_row(found: Prospects) -> ProspectsRow:
    margins = found.margins
    return ProspectsRow(
        delivered_fraction=found.delivered_fraction,
        model_fraction=found.model_fraction,
        model_months=found.model_months,
        departure_fraction=found.departure_fraction,
        departure_months=found.departure_months,
        book_margin_cny_per_gpu_month=margins and margins.book_cny_per_gpu_month,
        replacement_margin_cny_per_gpu_month=margins and margins.replacement_cny_per_gpu_month,
        replacement_margin_in_a_year_cny_per_gpu_month=margins
        and margins.replacement_in_a_year_cny_per_gpu_month,
        carriers_per_gpu=margins and margins.carriers_per_gpu,
    )


def filled_contracts(valuation: TableValuation, outcome: Outcome) -> dict[str, FilledContract]:
    """Return the contracts that an outcome signs, by name; none where nothing is simulated.

    A table of one contract names it as the table, a bundle as its file does; a contract of no GPUs
    is not signed.
    """
    match valuation.source:
        case Contract() as source:
            return {
                valuation.table.id: FilledContract(
                    setting=source.setting,
                    world=source.world,
                    clauses=outcome,
                    reservation_values=valuation.reservation_values,
                )
            }
        case Lots() as source:
            return filled_contracts(source.by_bidder[str(outcome[WINNER])], lot_terms(outcome))
        case Bundle() as source:
            index = np.array([valuation.space.index_of(outcome)], dtype=np.int64)
            return {
                name: FilledContract(
                    setting=part.setting,
                    world=part.world,
                    clauses={
                        clause: column[0].item()
                        for clause, column in part.terms.columns(index).items()
                    },
                    reservation_values=part.reservation_values,
                )
                for name, part in source.contracts.items()
                if not part.is_none(index)[0]
            }
        case _:
            return {}


def figures_of(
    valuation: TableValuation, outcome: Outcome, contracts: Mapping[str, FilledContract]
) -> dict[str, dict[str, float]]:
    """Return mean, spread and tails by party; of several contracts together, future by future.

    Whoever signs nothing has none; nobody has at a table of several contracts in a campaign, where
    only their values are kept.
    """
    if isinstance(valuation.source, SituatedBundle):
        return {}
    if isinstance(valuation.source, Bundle):
        signs = {party for each in contracts.values() for party in each.setting.parties.values()}
        found = {
            party: appraise_draws(valuation.source.own(party).draws_cny(outcome), 0.0)
            for party in valuation.parties
            if party in signs
        }
    else:
        found = {
            party: each
            for contract in contracts.values()
            for party, each in contract.appraisals().items()
        }
    return {
        party: {
            "expected_npv_cny": float(each.expected_npv_cny[0]),
            "sd_npv_cny": float(each.sd_npv_cny[0]),
            "loss_probability": float(each.loss_probability_fraction[0]),
            "cvar5_npv_cny": float(each.cvar5_npv_cny[0]),
            "cvar10_npv_cny": float(each.cvar10_npv_cny[0]),
        }
        for party, each in found.items()
    }


def assumption_rows(contracts: Mapping[str, FilledContract]) -> tuple[AssumptionRow, ...]:
    """Return every number that contracts rest on; of several, each profile under its contract."""
    rows: dict[str, AssumptionRow] = {}
    for contract_name, contract in contracts.items():
        for row in (*assumptions(contract.setting), *model_constants(contract.setting.template)):
            is_own = "." in row.name and row.name.partition(".")[0] in contract.setting.parties
            name = f"{contract_name}.{row.name}" if is_own and len(contracts) > 1 else row.name
            rows[name] = AssumptionRow(
                name=name,
                value=row.value,
                status=row.status,
                source=row.source,
                meaning=row.meaning,
                is_default=row.is_default,
            )
    return tuple(rows.values())
