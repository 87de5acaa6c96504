"""What a clause may be, and the clauses that both contract templates have."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

__all__ = ["SHARED_CLAUSES", "ClauseSpec", "label", "number", "switch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSpec:
    """One clause: a number within ``bounds``, or one of ``labels``. ``unit`` reads as text.

    ``neutral`` is what leaves the contract without it; ``None`` for what no contract can lack.
    """

    kind: Literal["number", "label"]
    default: float | str
    meaning: str
    unit: str = ""
    bounds: tuple[float, float] = (0.0, 0.0)
    labels: tuple[str, ...] = ()
    neutral: float | str | None = None


def number(  # noqa: PLR0917  a table of clauses reads best in columns
    default: float,
    bounds: tuple[float, float],
    unit: str,
    meaning: str,
    neutral: float | None = None,
) -> ClauseSpec:
    """Return a numeric clause."""
    return ClauseSpec(
        kind="number", default=default, bounds=bounds, unit=unit, meaning=meaning, neutral=neutral
    )


def label(labels: tuple[str, ...], meaning: str, default: str | None = None) -> ClauseSpec:
    """Return a clause of words; unless told otherwise the first is the default. It is neutral."""
    usual = default or labels[0]
    return ClauseSpec(kind="label", default=usual, labels=labels, meaning=meaning, neutral=usual)


def switch(meaning: str) -> ClauseSpec:
    """Return a clause that is there or not."""
    return label(("off", "on"), meaning)


SHARED_CLAUSES: Mapping[str, ClauseSpec] = MappingProxyType(
    {
        "sku": label(("a800", "h800", "h20", "ascend_910b"), "which card"),
        "form_factor": label(("sxm", "pcie"), "how cards are built in"),
        "quote_validity_days": number(
            30, (1, 30), "days", "how long the quoted price holds while the buyer signs", 30
        ),
        "start_months": number(0, (0, 24), "months", "nothing is due before", 0),
        "grace_weeks": number(0, (0, 26), "weeks", "late without consequence", 0),
        "option_gpus_fraction": number(
            0, (0, 1), "of the GPUs", "the buyer may take these on top after six months", 0
        ),
        "ld_fraction_per_week": number(
            0, (0, 0.05), "of the late part per week", "liquidated damages for late GPUs", 0
        ),
        "ld_base": label(("late_part", "whole"), "what the weekly damages are a share of"),
        "ld_remedy": label(("cash", "credit"), "damages in money or in vouchers"),
        "termination_weeks": number(
            0, (0, 104), "weeks late", "when the buyer may end the contract; 0: never", 0
        ),
        "law": label(("prc", "us"), "which law the damages clause stands under"),
        "liability_cap_fraction": number(
            1, (0.05, 1), "of the contract value", "most that a seller ever pays for being late", 1
        ),
        "prepayment_fraction": number(
            0, (0, 1), "of the contract value", "paid at signing, no interest", 0
        ),
        "deposit_fraction": number(
            0, (0, 0.5), "of the contract value", "paid at signing, returned at the end", 0
        ),
        "payment_days": number(0, (0, 180), "days", "time to pay an invoice", 0),
        "buyer_cancellation_fee_fraction": number(
            1, (0, 1), "of what is cancelled", "for which the buyer may cancel; 1: it may not", 1
        ),
        "seller_cancellation_fee_fraction": number(
            1, (0, 1), "of what is cancelled", "for which the seller may cancel; 1: it may not", 1
        ),
        "index_beta": number(0, (0, 1), "share", "pass-through of the index", 0),
        "index_input": label(("card_price", "rent"), "which price the index follows"),
        "index_floor": number(0.5, (0, 1), "of the price", "least that the index makes of it", 0.5),
        "index_cap": number(2, (1, 5), "of the price", "most that the index makes of it", 2),
        "index_period_months": number(1, (1, 24), "months", "how often the index is read", 1),
        "mfn": switch("never dearer than the best price of a like customer"),
        "benchmark": switch("the price re-opens when the market falls far below it"),
        "ban_refund_fraction": number(
            1, (0, 1), "of the prepayment", "returned for what a ban keeps away", 1
        ),
        "ban_exit": switch("the buyer is free when a ban strikes what it waits for"),
        "substitute_ratio": number(
            0, (0, 4), "cards for one", "substitutes for what a ban keeps away", 0
        ),
        "force_majeure": label(("narrow", "broad"), "broad excuses late suppliers as well"),
        "force_majeure_months": number(
            3, (0, 6), "months", "how much delay broad force majeure excuses at most", 3
        ),
    }
)
"""Sections 7.3 and R9, R11; defaults leave the clause out wherever a contract can do without."""
