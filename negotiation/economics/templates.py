"""The contract templates: their roles and clauses.

The issue ids of an agenda are clause names from here; a clause that is neither negotiated nor
fixed takes its default, which is "no such clause" wherever the template allows that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

__all__ = ["TEMPLATES", "ClauseSpec", "Template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSpec:
    """One clause: a number within ``bounds``, or one of ``labels``. ``unit`` reads as text."""

    kind: Literal["number", "label"]
    default: float | str
    meaning: str
    unit: str = ""
    bounds: tuple[float, float] = (0.0, 0.0)
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of contract: buyer and seller role, and what it settles."""

    buyer: str
    seller: str
    clauses: Mapping[str, ClauseSpec] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[str, str]:
        """Buyer and seller."""
        return self.buyer, self.seller


def number(default: float, bounds: tuple[float, float], unit: str, meaning: str) -> ClauseSpec:
    """Return a numeric clause."""
    return ClauseSpec(kind="number", default=default, bounds=bounds, unit=unit, meaning=meaning)


def label(labels: tuple[str, ...], meaning: str) -> ClauseSpec:
    """Return a clause of words; the first is the default."""
    return ClauseSpec(kind="label", default=labels[0], labels=labels, meaning=meaning)


LD_RATE = number(0.0, (0, 0.05), "of the late part per week", "liquidated damages for late GPUs")
LD_CAP = "most that liquidated damages can come to"

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "card_supply": Template(
            buyer="cloud",
            seller="vendor",
            clauses={
                "price_cny_per_gpu": number(
                    72_000, (1_000, 500_000), "CNY per GPU", "price of a card"
                ),
                "gpus": number(1_024, (0, 200_000), "GPUs", "cards ordered"),
                "delivery_schedule": label(
                    ("best_efforts", "monthly_batches", "front_loaded"),
                    "estimated dates; even dated batches; early dated batches",
                ),
                "ld_fraction_per_week": LD_RATE,
                "ld_cap_fraction": number(0.05, (0, 1), "of the contract value", LD_CAP),
                "prepayment_fraction": number(
                    0.0, (0, 1), "of the contract value", "paid at signing, no interest"
                ),
                "allocation_priority": label(
                    ("standard", "preferred", "first"), "place in the vendor's queue"
                ),
            },
        ),
        "compute_rental": Template(
            buyer="lab",
            seller="cloud",
            clauses={
                "list_price_fraction": number(0.5, (0, 2), "of list price", "rent, share of list"),
                "gpus": number(1_024, (0, 200_000), "GPUs", "GPUs rented"),
                "ramp": label(
                    ("immediate", "three_months", "six_months"), "promised handover, even steps"
                ),
                "term_months": number(36, (1, 36), "months", "length of the contract"),
                "sla": label(
                    ("standard", "enhanced", "goodput"),
                    "no credits; uptime credits and hot spares; cluster-goodput credits as well",
                ),
                "ld_fraction_per_week": LD_RATE,
                "ld_cap_fraction": number(0.10, (0, 1), "of the contract value", LD_CAP),
                "prepayment_fraction": number(
                    0.0, (0, 1), "of the contract value", "paid at signing, drawn down pro rata"
                ),
                "index_beta": number(0.0, (0, 1), "share", "pass-through of the card price"),
            },
        ),
    }
)
"""Every template by name."""
