"""Damages for late delivery between accrual and court (R11)."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.clauses import Columns, rows
from negotiation.economics.courts import settled_fraction
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flows, fold
from negotiation.economics.lateness import Lateness

__all__ = ["Claim", "join_claims", "make_claim", "settle"]


class Claim(NamedTuple):
    """What the clause says for every unit of price, and what a court compares it with.

    ``value_per_price`` (combination,) is the contract's value; ``owed_per_price`` and ``loss_cny``
    are totals of a path, axes (combination, draw); ``worth_per_price`` is their present value to
    each party [CNY per unit of price].
    """

    columns: Columns
    value_per_price: Floats
    owed_per_price: Floats
    loss_cny: Floats
    expected_loss_cny: Floats
    worth_per_price: Mapping[str, Floats]


def make_claim(
    columns: Columns,
    lateness: Lateness,
    flows: Flows,
    *,
    value_per_price: Floats,
    loss_cny_per_gpu_month: Floats,
    expected_loss_cny: Floats,
    factors: Mapping[str, Floats],
) -> Claim:
    """Return the claim behind ``flows``, all of them damages per unit of price."""
    owed = lateness.owed_fraction.sum(axis=-1) * value_per_price[:, None]
    loss = (lateness.loss_gpu_months * loss_cny_per_gpu_month).sum(axis=-1)
    kept = ("liability_cap_fraction", "law", "ld_remedy")
    return Claim(
        columns={name: columns[name] for name in kept},
        value_per_price=value_per_price,
        owed_per_price=owed,
        loss_cny=loss,
        expected_loss_cny=expected_loss_cny,
        worth_per_price={
            party: npv.slope
            for party, npv in fold(flows, factors, owed.shape).items()
            if npv.slope is not None
        },
    )


def settle(
    market: Market,
    claim: Claim,
    *,
    price: Floats,
    position: NDArray[np.intp],
    petition: Floats,
) -> Floats:
    """Return what is paid as a share of what the clause says, axes (row, draw).

    ``price`` and ``position`` (the claim's combination) have axis (row,).
    """
    return settled_fraction(
        market.rules,
        rows(claim.columns, position),
        owed_cny=price[:, None] * claim.owed_per_price[position],
        loss_cny=claim.loss_cny[position],
        expected_loss_cny=claim.expected_loss_cny[position][:, None],
        value_cny=price * claim.value_per_price[position],
        petition=petition,
    )


def join_claims(parts: list[Claim]) -> Claim:
    """Return the combinations of ``parts`` one after the other."""
    first = parts[0]
    return Claim(
        columns={
            name: np.concatenate([part.columns[name] for part in parts]) for name in first.columns
        },
        value_per_price=np.concatenate([part.value_per_price for part in parts]),
        owed_per_price=np.concatenate([part.owed_per_price for part in parts]),
        loss_cny=np.concatenate([part.loss_cny for part in parts]),
        expected_loss_cny=np.concatenate([part.expected_loss_cny for part in parts]),
        worth_per_price={
            party: np.concatenate([part.worth_per_price[party] for part in parts])
            for party in first.worth_per_price
        },
    )
