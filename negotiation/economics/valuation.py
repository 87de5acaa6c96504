"""One interface over every kind of valuation: outcomes in, value per party out.

Values of different kinds never meet: a table has one valuation, in CNY or in points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import PointsValuation, PriceValuation, Valuation
from negotiation.economics.points import additive_values
from negotiation.economics.price import sale_value_cny
from negotiation.economics.simulator import Appraisal, appraise, reservation_values_cny
from negotiation.errors import UsageError

__all__ = ["OwnValue", "TableValuation", "table_valuation"]


FELT_ACROSS: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        ("cloud", "vendor"): {
            "queue_share_fraction": (),
            "history_fraction": (),
            "queue_price_cny_per_gpu": ("mfn",),
        },
        ("vendor", "cloud"): {
            "discount_rate_per_year": ("back_to_back_fraction",),
            "risk_aversion_fraction": ("back_to_back_fraction",),
            "lighthouse_value_cny": ("back_to_back_fraction",),
            "need_gpus": ("back_to_back_fraction",),
            "contracted_rent_list_fraction": ("back_to_back_fraction",),
            "contracted_fraction": ("back_to_back_fraction",),
            "spot_stock_gpus": ("back_to_back_fraction",),
            "downstream_ld_fraction_per_week": ("back_to_back_fraction",),
            "downstream_ld_cap_fraction": ("back_to_back_fraction",),
            "spot_markup_fraction": (
                "back_to_back_fraction",
                "buyer_cancellation_fee_fraction",
                "termination_weeks",
            ),
            "signing_days": (),
        },
        ("lab", "cloud"): {
            "own_stock_gpus": (),
            "order_gpus": (),
            "order_age_months": (),
            "tranche_share_fraction": (),
            "spot_cover_gpus": (),
            "spot_cover_month": (),
            "rival_stock_fraction": (),
            "rival_restock_month": (),
            "rival_restock_fraction": (),
            "rival_list_fraction": (),
        },
        ("cloud", "lab"): {
            "work_gpu_hours": ("take_or_pay_fraction",),
            "compute_value_cny_per_gpu_hour": ("take_or_pay_fraction",),
            "compute_value_decay_per_month": ("take_or_pay_fraction",),
            "funding_calm_fraction": ("take_or_pay_fraction",),
            "funding_glut_fraction": ("take_or_pay_fraction",),
            "alternative_rent_multiplier": ("ld_fraction_per_week",),
            "signing_days": (),
        },
    }
)
"""What of the other role's profile changes the own value, by own and other role, and the clauses
through which it does; none named: through every contract.

It is how soon GPUs come (R4), when the customer leaves (R5), and what the other side does with a
right or claims under a clause. Everything else of the other profile moves only its own side.
"""


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What any outcome is worth to one party, without what only the other side may know.

    Of a simulated table that holds for what the other side is paid, pays, needs and fears, and not
    for its figures in ``FELT_ACROSS``: the own value cannot be worked out without those that a
    clause of this table makes felt.
    """

    party: str
    space: OutcomeSpace
    source: PointsValuation | PriceValuation | ContractSetting
    role: str | None
    """The party's role in a simulated contract."""

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome, in the unit of its table."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        match self.source:
            case PointsValuation(scores=scores):
                values = additive_values(scores[self.party], self.space, index)
            case PriceValuation() as sale:
                values = sale_value_cny(sale, self.party, self.space, index)
            case setting:
                appraisals = appraise(setting, self.space.columns(index))
                values = appraisals[str(self.role)].value_cny
        return float(values[0])


@dataclass(frozen=True, slots=True)
class TableValuation:
    """What the outcomes of one table are worth to its parties."""

    table: Table
    space: OutcomeSpace
    unit: ValueUnit
    reservation_values: Mapping[str, float]
    """Worth of each party's alternative, in ``unit``."""
    setting: ContractSetting | None
    """What the simulator works with; ``None`` for valuations that need none."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order of the value rows."""
        return self.table.parties

    @property
    def disagreement_values(self) -> NDArray[np.float64]:
        """The reservation values, shape (party,)."""
        return np.array([self.reservation_values[party] for party in self.parties])

    def values(self, indices: Indices) -> NDArray[np.float64]:
        """Return the value of outcomes, shape (party, outcome), in ``unit``."""
        match self.table.valuation:
            case PointsValuation(scores=scores):
                rows = [
                    additive_values(scores[party], self.space, indices) for party in self.parties
                ]
            case PriceValuation() as sale:
                rows = [sale_value_cny(sale, party, self.space, indices) for party in self.parties]
            case _:
                appraisals = self.appraisals(indices)
                rows = [appraisals[party].value_cny for party in self.parties]
        return np.stack(rows)

    def appraisals(self, indices: Indices) -> dict[str, Appraisal]:
        """Return what the simulator says of outcomes, by party.

        Raises:
            UsageError: the table is not valued by the simulator.
        """
        economics = self.table.valuation
        if not isinstance(economics, EconomicsValuation) or self.setting is None:
            raise UsageError(f"table {self.table.id!r} is not valued by the simulator")
        by_role = appraise(self.setting, self.space.columns(indices))
        return {economics.roles[role]: appraisal for role, appraisal in by_role.items()}

    def value_of(self, party: str, outcome: Outcome) -> float:
        """Return what one outcome is worth to one party, in ``unit``."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        return float(self.values(index)[self.parties.index(party), 0])

    def own_value_function(self, party: str) -> OwnValue:
        """Return what ``value_of`` says for one party, free of the other side's secrets."""
        valuation = self.table.valuation
        if isinstance(valuation, EconomicsValuation) and self.setting is not None:
            (role,) = [role for role, each in valuation.roles.items() if each == party]
            return OwnValue(party, self.space, _own_setting(self.setting, self.space, role), role)
        return OwnValue(party, self.space, _own_specification(valuation, party), None)


def table_valuation(scenario: Scenario, table: Table) -> TableValuation:
    """Return the valuation of a table, its simulated reservation values worked out."""
    simulated: Mapping[str, float] = {}
    setting: ContractSetting | None = None
    if isinstance(table.valuation, EconomicsValuation):
        setting = contract_setting(table.valuation, scenario.market or Market())
        by_role = reservation_values_cny(setting)
        simulated = {table.valuation.roles[role]: value for role, value in by_role.items()}
    given = {party: scenario.party(party).mandate.reservation_value for party in table.parties}
    return TableValuation(
        table=table,
        space=table.space,
        unit="points" if table.valuation.kind == "points" else "cny",
        reservation_values={
            party: simulated[party] if value == "simulated" else value
            for party, value in given.items()
        },
        setting=setting,
    )


def _own_specification(valuation: Valuation, party: str) -> PointsValuation | PriceValuation:
    """Return a specification that gives one party's values and holds nothing of the others'."""
    match valuation:
        case PointsValuation(scores=scores):
            return PointsValuation(kind="points", scores={party: scores[party]})
        case PriceValuation(adjustments_cny=adjustments):
            own = {party: adjustments[party]} if party in adjustments else {}
            return valuation.model_copy(
                update={
                    "worth_cny": valuation.worth_cny if party == valuation.buyer else 0.0,
                    "cost_cny": valuation.cost_cny if party == valuation.seller else 0.0,
                    "adjustments_cny": own,
                }
            )
        case _:
            raise UsageError("a simulated value needs a setting")


def _own_setting(setting: ContractSetting, space: OutcomeSpace, role: str) -> ContractSetting:
    """Return a setting that gives one role's values, the other profiles at their defaults.

    What is felt across the table through the clauses in play stays.
    """
    in_play = {issue.id for issue in space.issues} | set(setting.fixed)

    def kept(other: str) -> dict[str, Any]:
        profile = getattr(setting, other)
        felt = FELT_ACROSS.get((role, other), {})
        return {
            name: getattr(profile, name)
            for name, clauses in felt.items()
            if not clauses or in_play.intersection(clauses)
        }

    return replace(
        setting,
        cloud=setting.cloud if role == "cloud" else CloudProfile(**kept("cloud")),
        vendor=setting.vendor if role == "vendor" else VendorProfile(**kept("vendor")),
        lab=setting.lab if role == "lab" else LabProfile(**kept("lab")),
    )
