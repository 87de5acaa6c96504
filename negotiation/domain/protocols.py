"""How a table with more than two sides is run: the rules of a tender and of a round table."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Identifier, Number, Value, WholeNumber

__all__ = ["AwardWeights", "DeliveryWeight", "RoundtableRules", "StockWeight", "TenderRules"]
__all__ += ["TrustWeight"]

_SHARE_TOLERANCE = 1e-9


class StockWeight(Value):
    """Cards that a bidder says it has, against what is needed within three months (R7)."""

    weight: Number = Field(ge=0)
    claim: Identifier
    """The fact in a bidder's claims that says how many; no claim counts as none."""
    need: Number = Field(gt=0)


class DeliveryWeight(Value):
    """What each option of an issue about delivery is worth, from 0 to 1."""

    weight: Number = Field(ge=0)
    issue: Identifier
    scores: Annotated[tuple[Number, ...], Field(min_length=1)]
    """In the order of the options."""


class TrustWeight(Value):
    """How far the host trusts each bidder, from 0 to 1."""

    weight: Number = Field(ge=0)
    scores: dict[Identifier, Number]


class AwardWeights(Value):
    """How a bid is scored (R7): minus price weight x price, plus stock, delivery and trust.

    Only the host knows them. ``price`` weighs the price as a share of the agenda's dearest option.
    """

    price: Number = Field(ge=0)
    stock: StockWeight | None = None
    delivery: DeliveryWeight | None = None
    trust: TrustWeight | None = None


class TenderRules(Value):
    """One host, several bidders: who calls for bids, how they are made, and who wins.

    ``open``: bidders move one after another and see every bid; a new one must beat the best by
    ``min_step``. ``sealed``: one round, all bids at once, opened together. ``batched``: in every
    round all bid at once, and the bids are then shown together in random order (RFQ).
    """

    host: Identifier
    """Who calls for bids: the buyer, or a seller who lets buyers bid."""
    bidding: Literal["open", "sealed", "batched"]
    price_issue: Identifier
    direction: Literal["falling", "rising"] = "falling"
    """Which way bids improve for the host: a buyer's tender falls, a seller's auction rises."""
    min_step: Number = Field(default=0, ge=0)
    """By how much a bid must beat the best one (open) or the bidder's own last (batched)."""
    last_call_rounds: WholeNumber = Field(default=1, ge=1, le=10)
    """Rounds without a new bid after which the bidding is closed; the last of them are called."""
    award: Literal["price", "weights", "choice"] = "price"
    """The best price; the best score by the host's weights; or whom the host chooses."""
    weights: AwardWeights | None = None
    """The host's own; nobody else is told."""
    has_presentation: bool = False
    """Whether the first round is for presentations. They pay nothing by themselves."""
    split_fractions: tuple[Number, ...] | None = Field(default=None, min_length=2, max_length=4)
    """Shares of the lot for the best bidders, the largest first; they sum to 1."""

    @model_validator(mode="after")
    def _check(self) -> "TenderRules":
        if self.weights is not None and self.award != "weights":
            raise ValueError("'weights' need the award 'weights'")
        if self.split_fractions is not None:
            if abs(sum(self.split_fractions) - 1) > _SHARE_TOLERANCE:
                raise ValueError("'split_fractions' must sum to 1")
            if self.award == "choice":
                raise ValueError("a split award is made by price or by weights")
        return self

    def is_better(self, price: OptionValue, than: OptionValue) -> bool:
        """Whether a price is better for the host than another."""
        if isinstance(price, str) or isinstance(than, str):
            raise TypeError("the price of a tender is a number")
        return price < than if self.direction == "falling" else price > than


class RoundtableRules(Value):
    """Who puts proposals forward at a round table.

    Each round one party proposes and the others answer in turn: they assent, dissent, put forward
    what they would rather have, or talk. A proposal that satisfies the table's agreement rule binds
    everybody. In the last round everybody votes.
    """

    proposer: Identifier | Literal["rotating"] = "rotating"
