"""Who may sign what (R12): the ladder of discounts, and the review of what was signed.

Numbers are assumptions except the marks of 60, 50 and 30 % of list (F10, F71).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negotiation.economics.portfolio import SignedContract

__all__ = ["LADDER", "Refused", "Signer", "approval_probability_fraction", "review", "signer_of"]


class Signer(NamedTuple):
    """A step of the ladder: signs at this share of list and above, after so many days at most."""

    title: str
    list_price_fraction: float
    delay_days: int


LADDER = (
    Signer("sales", 0.60, 0),
    Signer("sales director", 0.50, 1),
    Signer("business-line head", 0.45, 2),
    Signer("cloud finance and vice-president", 0.30, 5),
    Signer("chief executive", 0.0, 10),
)
"""From the desk upwards; each may sign what those before may."""

CHIEF = len(LADDER) - 1
SCARCE, HEADQUARTERS_FRACTION = 0.8, 0.02


class Refused(NamedTuple):
    """A contract that its signer had no authority for."""

    contract: str
    signed_by: str
    needed: str


def signer_of(list_price_fraction: float) -> Signer:
    """Return the lowest rank that may sign this share of list.

    >>> signer_of(0.45).title
    'business-line head'
    """
    return next(step for step in LADDER if list_price_fraction >= step.list_price_fraction)


def approval_probability_fraction(list_price_fraction: float, lighthouse_value_cny: float) -> float:
    """Return the chance that the signer agrees (R12): certain, but for the chief executive.

    P = 0.2 + 0.6 x LV / 100 M RMB, 0.9 at most.
    """
    if signer_of(list_price_fraction) is not LADDER[CHIEF]:
        return 1.0
    return min(0.9, 0.2 + 0.6 * lighthouse_value_cny / 100e6)


def damages_approval_fraction(scarcity_fraction: float) -> float:
    """Return the chance that a vendor's headquarters agrees to damages (R12)."""
    return HEADQUARTERS_FRACTION if scarcity_fraction > SCARCE else 1.0


def review(
    portfolio: Sequence[SignedContract], approvals: Mapping[str, str]
) -> tuple[Refused, ...]:
    """Return the rentals whose discount is beyond the rank of whoever signed them (F14, F15).

    ``approvals`` is contract id -> title on the ladder; without an entry the desk has signed.
    """
    ranks = {step.title: rank for rank, step in enumerate(LADDER)}
    refused = []
    for contract in portfolio:
        price = contract.clauses.get("list_price_fraction")
        if not isinstance(price, int | float):
            continue
        title, needed = approvals.get(contract.id, LADDER[0].title), signer_of(float(price))
        if ranks.get(title, 0) < ranks[needed.title]:
            refused.append(Refused(contract.id, title, needed.title))
    return tuple(refused)
