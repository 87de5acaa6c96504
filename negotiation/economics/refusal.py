"""Why a vendor refuses liquidated damages in scarcity and grants them in a glut (R6)."""

from typing import NamedTuple

import numpy as np

from negotiation.domain.market import Market
from negotiation.domain.profiles import VendorProfile
from negotiation.economics.discounting import Floats

__all__ = ["Refusal", "appraise_refusal", "sale_through_fraction"]

BACKLOG_MONTHS = (0.0, 3.0, 6.0, 12.0)
RESALE_FRACTIONS = (0.40, 0.70, 0.90, 0.98)
YIELD_FRACTIONS = (0.35, 0.50, 0.70, 0.90)
"""chi and q of R6 by backlog, linear between; calibrated. Three months stands for "balanced"."""


class Refusal(NamedTuple):
    """The two sides of the vendor's choice [CNY per GPU]; premium as a share of the price."""

    accept_cny_per_gpu: float
    refuse_cny_per_gpu: float
    indifferent_premium_fraction: float


def sale_through_fraction(vendor: VendorProfile, market: Market) -> float:
    """Return q + (1 - q)(chi - fric): what is left of the margin if the vendor says no (R6)."""
    chi, q = vendor.queue_resale_fraction, vendor.buyer_yields_fraction
    backlog = market.backlog_months
    chi = float(np.interp(backlog, BACKLOG_MONTHS, RESALE_FRACTIONS)) if chi is None else chi
    q = float(np.interp(backlog, BACKLOG_MONTHS, YIELD_FRACTIONS)) if q is None else q
    return q + (1 - q) * (chi - vendor.resale_friction_fraction)


def appraise_refusal(
    vendor: VendorProfile,
    market: Market,
    *,
    price_cny_per_gpu: float,
    premium_fraction: float,
    ld_share_of_price: Floats,
) -> Refusal:
    """Compare granting a damages clause with refusing it (R6).

    accept = (p - c) + premium p - E[LD] (1 + rho);  refuse = (p - c) (q + (1 - q)(chi - fric)).
    ``ld_share_of_price`` holds what the clause would pay, axis (draw,).
    """
    price = price_cny_per_gpu
    margin = price - vendor.unit_cost_cny_per_gpu
    cost = price * float(ld_share_of_price.mean()) * (1 + vendor.precedent_multiplier)
    refuse = margin * sale_through_fraction(vendor, market)
    return Refusal(
        accept_cny_per_gpu=margin + premium_fraction * price - cost,
        refuse_cny_per_gpu=refuse,
        indifferent_premium_fraction=(refuse - margin + cost) / price,
    )
