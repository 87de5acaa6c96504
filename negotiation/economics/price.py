"""Worth minus price: the textbook bilateral sale, with a quantity and money for other clauses."""

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.outcomes import Indices, OutcomeSpace
from negotiation.domain.valuations import PriceValuation
from negotiation.economics.points import additive_values

__all__ = ["sale_value_cny"]


def sale_value_cny(
    valuation: PriceValuation, party: str, space: OutcomeSpace, indices: Indices
) -> NDArray[np.float64]:
    """Return what outcomes are worth to one party of a sale.

    The buyer gets ``(worth - price) * quantity``, the seller ``(price - cost) * quantity``, anybody
    else nothing; adjustments are added. No sale is worth 0.

    Returns:
        Money [CNY], shape (outcome,), positive when the party gains.
    """
    positions = dict(zip(space.by_id, space.positions(indices), strict=True))
    price_cny = _numbers(space, valuation.price_issue)[positions[valuation.price_issue]]
    quantity: NDArray[np.float64] = np.ones(len(indices))
    if valuation.quantity_issue is not None:
        quantity = _numbers(space, valuation.quantity_issue)[positions[valuation.quantity_issue]]
    value_cny = np.zeros(len(indices))
    if party == valuation.buyer:
        value_cny = (valuation.worth_cny - price_cny) * quantity
    elif party == valuation.seller:
        value_cny = (price_cny - valuation.cost_cny) * quantity
    return value_cny + additive_values(valuation.adjustments_cny.get(party, {}), space, indices)


def _numbers(space: OutcomeSpace, issue_id: str) -> NDArray[np.float64]:
    """Return the option values of a numeric issue, shape (option,)."""
    return np.asarray(space.by_id[issue_id].values, dtype=np.float64)
