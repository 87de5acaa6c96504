"""What contracts are worth to one party alone, without what only the other side may know.

Of a table that is simulated this leaves out what the other side is paid, pays, needs and fears, and
keeps its figures in ``FELT_ACROSS``: the own value cannot be worked out without those that a clause
of the table makes felt.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Column, Indices, Outcome, OutcomeSpace
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.valuations import PointsValuation, PriceValuation
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.ledgers import profile_of
from negotiation.economics.points import additive_values
from negotiation.economics.price import sale_value_cny
from negotiation.economics.risk import Appraisal, appraise_draws
from negotiation.economics.simulator import values_of
from negotiation.economics.world import World

__all__ = ["ContractTerms", "OwnAtRisk", "OwnContract", "OwnRisk", "OwnScore", "OwnValue"]
__all__ += ["RiskOf", "own_contract", "own_score", "own_setting", "risk_of"]

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


class OwnRisk(NamedTuple):
    """What a contract may come to for one party, over the simulated futures."""

    expected_npv_cny: float
    loss_probability_fraction: float
    """Share of the futures in which the contract loses money."""
    cvar5_npv_cny: float
    """Mean of the worst 5 % of the futures."""


RiskOf: TypeAlias = Callable[[Outcome], OwnRisk]

OwnValue: TypeAlias = Callable[[Outcome], float]
"""What any outcome is worth to one party alone."""


@runtime_checkable
class OwnAtRisk(Protocol):
    """What outcomes hold for one party alone where the simulator values them."""

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome [CNY]."""

    def risk(self, outcome: Outcome) -> OwnRisk:
        """Return the risk of one outcome."""


class ContractTerms(Protocol):
    """Outcomes as the clauses of one contract: an agenda of clauses, or one that decides them."""

    def index_of(self, outcome: Outcome) -> int:
        """Return the flat index of an outcome."""

    def columns(self, indices: Indices) -> Mapping[str, Column]:
        """Return the clauses of outcomes, one array (outcome,) for every clause."""


@dataclass(frozen=True, slots=True)
class OwnScore:
    """What any outcome of a table without futures is worth to one party."""

    party: str
    space: OutcomeSpace
    source: PointsValuation | PriceValuation

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome, in the unit of its table."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        if isinstance(self.source, PointsValuation):
            return float(additive_values(self.source.scores[self.party], self.space, index)[0])
        return float(sale_value_cny(self.source, self.party, self.space, index)[0])


@dataclass(frozen=True, slots=True)
class OwnContract:
    """What any outcome of a simulated table holds for one role, on futures simulated once."""

    space: ContractTerms
    setting: ContractSetting
    """The own profile, and of the other only what is felt across the table."""
    role: str
    world: World

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome [CNY]."""
        return float(self._scored(outcome).value_cny[0])

    def risk(self, outcome: Outcome) -> OwnRisk:
        """Return the risk of one outcome: the role's own account, as ``haggle value`` has it."""
        return risk_of(self._scored(outcome))

    def draws_cny(self, outcome: Outcome) -> Floats:
        """Return the NPV of one outcome on every draw [CNY], axes (1, draw)."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        columns = fill_columns(self.setting, self.space.columns(index))
        return values_of(self.setting, columns, self.world).draws_cny(self.role, slice(None))

    def _scored(self, outcome: Outcome) -> Appraisal:
        aversion = profile_of(self.setting, self.role).risk_aversion_fraction
        return appraise_draws(self.draws_cny(outcome), aversion)


def risk_of(appraisal: Appraisal) -> OwnRisk:
    """Return the risk of the one outcome that was appraised."""
    return OwnRisk(
        expected_npv_cny=float(appraisal.expected_npv_cny[0]),
        loss_probability_fraction=float(appraisal.loss_probability_fraction[0]),
        cvar5_npv_cny=float(appraisal.cvar5_npv_cny[0]),
    )


def own_score(
    valuation: PointsValuation | PriceValuation, space: OutcomeSpace, party: str
) -> OwnScore:
    """Return one party's values out of a specification; nothing of the others' stays in it."""
    if isinstance(valuation, PointsValuation):
        scores = {party: valuation.scores[party]}
        return OwnScore(party, space, PointsValuation(kind="points", scores=scores))
    adjustments = valuation.adjustments_cny
    own = {
        "worth_cny": valuation.worth_cny if party == valuation.buyer else 0.0,
        "cost_cny": valuation.cost_cny if party == valuation.seller else 0.0,
        "adjustments_cny": {party: adjustments[party]} if party in adjustments else {},
    }
    return OwnScore(party, space, valuation.model_copy(update=own))


def own_contract(
    setting: ContractSetting, terms: ContractTerms, role: str, world: World
) -> OwnContract:
    """Return what contracts hold for one role, the other profiles at their defaults.

    What is felt across the table through the clauses in play stays.
    """
    negotiated = terms.columns(np.zeros(1, dtype=np.int64))
    return OwnContract(terms, own_setting(setting, negotiated, role), role, world)


def own_setting(setting: ContractSetting, negotiated: Iterable[str], role: str) -> ContractSetting:
    """Return a setting without what only the other side may know.

    Args:
        setting: what both sides know together.
        negotiated: the clauses that outcomes decide.
        role: whose own setting it is.
    """
    in_play = {*negotiated, *setting.fixed}

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
