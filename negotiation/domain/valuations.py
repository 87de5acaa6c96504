"""What an outcome is worth, as a scenario file states it.

``points`` is an additive score table, ``price`` is worth minus price, ``economics`` asks the
simulator. The specifications live here; the arithmetic lives in the economics room.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.values import Identifier, Number, Value

__all__ = ["PointsValuation", "PriceValuation", "Valuation"]

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


Valuation: TypeAlias = Annotated[
    PointsValuation | PriceValuation | EconomicsValuation, Field(discriminator="kind")
]
