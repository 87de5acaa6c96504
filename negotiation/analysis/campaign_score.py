"""The scorecard of a campaign: every signature before and after the fact, and who earned what.

Money is in CNY. *Before* is what the simulator said when the contract was signed, beside everything
signed until then and on futures that were open; *after* is what the signature changed in the world
that really happened, found by carrying everything out with it and without it.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.values import Value, is_absent

__all__ = [
    "Amplification",
    "CampaignScore",
    "Curse",
    "Exposure",
    "Foresight",
    "Leak",
    "PartyLedger",
    "Promise",
    "SignatureScore",
    "Verdict",
    "verdict_of",
]

Verdict: TypeAlias = Literal["sound", "bad luck", "good luck", "mistake"]
"""A decision that was worth its while or not when it was made, and turned out well or not."""


class Foresight(Value):
    """What one party could know of a contract when it signed."""

    surplus_cny: float
    """Value over signing nothing, risk taken off."""
    expected_npv_cny: float
    """What the contract adds to what the party has; so are the risks."""
    loss_probability_fraction: float
    cvar5_npv_cny: float


class SignatureScore(Value):
    """One contract, judged twice."""

    contract: str
    table: str
    month: int
    parties: tuple[str, ...]
    before: Mapping[str, Foresight]
    """By party."""
    after_cny: Mapping[str, float]
    """What the signature changed for each party of it, as of its month; of third parties too."""
    verdicts: Mapping[str, Verdict]
    """Of those who wanted it."""
    outvoted: tuple[str, ...] = Field(default=(), exclude_if=is_absent)
    """Parties whom a round table bound against their vote."""
    delivered_fraction: float
    """Of what was promised, over the months that it was promised for, until the contract ended."""
    ending: str | None
    """How it ended; ``None`` where it ran on to the end of the campaign's accounts."""
    ending_month: int | None


class PartyLedger(Value):
    """What the campaign brought one party."""

    party: str
    profit_cny: float
    """Realised worth of everything that it signed, against signing nothing, at month 0."""
    by_contract_cny: Mapping[str, float]
    """What each signature changed for it, as of month 0. Signatures that hang on each other each
    count the whole, so that these need not add up to the profit."""
    expected_surplus_cny: float
    """Sum of what it expected to gain when it signed."""
    n_signed: int


class Promise(Value):
    """What a seller promised a customer, against what it had and what came."""

    contract: str
    seller: str
    promised_gpus: float
    covered_gpus: float
    """Cards of its own, cards that it buys for this customer, its share of those on order, all that
    it ordered by then, less what it owed to others by rentals in force."""
    worst_shortfall_fraction: float
    months_short: int
    is_over_promised: bool
    """Promised more than was covered, and did not deliver."""


class Exposure(Value):
    """Damages that a seller may owe downstream and can hand on to nobody."""

    contract: str
    seller: str
    most_owed_cny: float
    passed_on_fraction: float
    unhedged_cny: float


class Curse(Value):
    """What the winner of a tender has won."""

    table: str
    winner: str
    price: float
    runner_up: str | None
    runner_up_price: float | None
    expected_surplus_cny: float
    realised_cny: float
    is_cursed: bool
    """Whether it expected to gain and would have been better off without the contract."""


class Leak(Value):
    """A figure said at one table that its speaker knew from another, where the listener was not."""

    party: str
    table: str
    turn: int
    heard_at: str
    of: str
    """Whose offer it was."""
    issue: str
    quote: str


class Amplification(Value):
    """How orders grew on their way up the chain (the bullwhip, F29)."""

    rented_gpus: float
    """Signed for by customers."""
    ordered_gpus: float
    """Signed for with makers and dealers of cards."""
    delivered_gpus: float
    ratio: float | None
    """Ordered over rented; ``None`` where nobody rented."""


class CampaignScore(Value):
    """What came of a campaign."""

    months: int
    signatures: tuple[SignatureScore, ...]
    parties: tuple[PartyLedger, ...]
    """The richest first."""
    promises: tuple[Promise, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    curses: tuple[Curse, ...] = ()
    leaks: tuple[Leak, ...] = ()
    amplification: Amplification
    regimes: tuple[str, ...] = ()
    """Of the world that happened, by month."""


def verdict_of(before_cny: float, after_cny: float) -> Verdict:
    """Tell a good decision from good luck.

    >>> verdict_of(5.0, -3.0), verdict_of(-1.0, 4.0)
    ('bad luck', 'good luck')
    """
    if before_cny >= 0:
        return "sound" if after_cny >= 0 else "bad luck"
    return "good luck" if after_cny >= 0 else "mistake"
