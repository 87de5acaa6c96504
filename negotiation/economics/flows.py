"""Money between parties, month by month, and its fold into present values.

Every entry of the room's ledgers is a flow with two ends, so what one party pays another receives.
An end outside the contract is a word of ``OUTSIDE``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from negotiation.economics.affine import AffineNpv
from negotiation.economics.discounting import Floats

__all__ = ["OUTSIDE", "Flow", "Flows", "fold", "renamed", "sliced", "up_to"]

OUTSIDE = (
    "makers",
    "operators",
    "resale market",
    "other customers",
    "other suppliers",
    "state",
    "standing",
    "own use",
)
"""Who else pays and is paid: makers of servers and cards, operators of halls and staff, the market
for cards, customers and suppliers beyond the contract, the state. ``standing`` is what reputation
and liquidity are worth, ``own use`` what a lab makes of compute: worth, not cash."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow:
    """One kind of payment, axes (combination, draw, month) [CNY].

    With ``per_price`` the amounts are per unit of the contract's price. A flow that is not cash is
    a worth that counts in the value and moves no money.
    """

    account: str
    payer: str
    payee: str
    amount: Floats
    per_price: bool = False
    is_cash: bool = True


Flows = list[Flow]


def sliced(flows: Iterable[Flow], month: int) -> Flows:
    """Return what moves from ``month`` on."""
    if month == 0:
        return list(flows)
    return [replace(flow, amount=flow.amount[..., month:]) for flow in flows]


def up_to(flow: Flow, month: int) -> Flow:
    """Return what moves up to ``month`` and in it."""
    if month >= flow.amount.shape[-1] - 1:
        return flow
    amount = flow.amount.copy()
    amount[..., month + 1 :] = 0
    return replace(flow, amount=amount)


def renamed(flow: Flow, names: Mapping[str, str]) -> Flow:
    """Return a flow between parties instead of roles."""
    return replace(
        flow,
        payer=names.get(flow.payer, flow.payer),
        payee=names.get(flow.payee, flow.payee),
    )


def fold(
    flows: Iterable[Flow], factors: Mapping[str, Floats], shape: tuple[int, int]
) -> dict[str, AffineNpv]:
    """Return the present value for each party of ``factors``, axes (combination, draw).

    ``factors`` are each party's discount factors v^0, v^1, ..., axis (month,); ``shape`` is that of
    the result.
    """
    base = {party: np.zeros(shape) for party in factors}
    slope = {party: np.zeros(shape) for party in factors}
    for flow in flows:
        totals = slope if flow.per_price else base
        for party, sign in ((flow.payee, 1.0), (flow.payer, -1.0)):
            if party in totals:
                totals[party] += sign * (flow.amount @ factors[party])
    return {party: AffineNpv(base[party], slope[party]) for party in factors}
