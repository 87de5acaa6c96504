"""What an outcome is worth, as a scenario file states it.

``points`` is an additive score table, ``price`` is worth minus price, ``economics`` asks the
simulator. The specifications live here; the arithmetic lives in the economics room.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Identifier, Number, Value

__all__ = ["BundleValuation", "BundledContract", "IssueClause", "LotValuation"]
__all__ += ["PerBidderValuation", "PointsValuation", "PriceValuation", "Valuation"]

OptionPoints: TypeAlias = tuple[Number, ...]
"""Points of every option of an issue, in the order of the options."""


class PointsValuation(Value):
    """Additive scores: party -> issue -> points of each option, in the order of the options."""

    kind: Literal["points"]
    scores: dict[Identifier, dict[Identifier, OptionPoints]]


class PriceValuation(Value):
    """Worth minus price for who pays, price minus cost for who is paid, times a quantity.

    ``adjustments_cny`` adds money to one party for an option of another issue: party -> issue ->
    amount of each option, in the order of the options.
    """

    kind: Literal["price"]
    price_issue: Identifier
    quantity_issue: Identifier | None = None
    buyer: Identifier
    seller: Identifier
    worth_cny: Number
    cost_cny: Number
    adjustments_cny: dict[Identifier, dict[Identifier, OptionPoints]] = Field(default_factory=dict)


LotValuation: TypeAlias = Annotated[
    PointsValuation | PriceValuation | EconomicsValuation, Field(discriminator="kind")
]
"""What two parties may sign together."""


class PerBidderValuation(Value):
    """A tender: what the lot is worth to the host and each bidder if that bidder wins."""

    kind: Literal["per_bidder"] = "per_bidder"
    bidders: dict[Identifier, LotValuation]
    """By bidder. All are of the same kind."""


class IssueClause(Value):
    """A clause that an issue decides, each option with a value of the clause."""

    issue: Identifier
    values: Annotated[tuple[OptionValue, ...], Field(min_length=1)]
    """In the order of the options."""


class BundledContract(EconomicsValuation):
    """One of several contracts that an outcome fills in together."""

    clauses: dict[Identifier, Identifier | IssueClause]
    """Clause -> the issue that gives its value."""


class BundleValuation(Value):
    """Several contracts between pairs of the parties, decided at one table.

    A party's value is the sum over its contracts, each valued by the simulator on the same futures.
    """

    kind: Literal["bundle"] = "bundle"
    contracts: dict[Identifier, BundledContract]


Valuation: TypeAlias = Annotated[
    PointsValuation | PriceValuation | EconomicsValuation | PerBidderValuation | BundleValuation,
    Field(discriminator="kind"),
]
