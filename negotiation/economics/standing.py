"""What a campaign may know by a month of what really happens: its contracts, the public figures.

Nothing here hangs on what the world does after that month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from negotiation.domain.market import Regime
from negotiation.economics.courses import course_of
from negotiation.economics.happenings import Happening, HappeningKind, contract_gpus, happenings_of
from negotiation.economics.lines import SignedContract, line_of
from negotiation.economics.portfolio import Book, simulate_book
from negotiation.economics.regimes import SQUEEZE, regime_name
from negotiation.economics.tenancy_rights import terms_end
from negotiation.economics.world import World

__all__ = ["ContractStanding", "ExitReason", "PublicFigures", "Standing", "public_figures"]
__all__ += ["standing_of"]

ExitReason: TypeAlias = HappeningKind | Literal["term over"]

ENDINGS: frozenset[HappeningKind] = frozenset(
    {
        "all delivered",
        "lapsed",
        "replaced by substitutes",
        "cancelled by buyer",
        "terminated for lateness",
        "cancelled by seller",
        "left at the ban",
        "ended by agreement",
        "customer left",
        "customer left short of cards",
    }
)
"""The happenings by which a contract ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractStanding:
    """How a contract stands at the end of a month.

    GPUs are the cumulative cards of a supply contract, or those in use of a rental;
    ``promised_gpus`` is what its dates (an estimate has its grace) promised by now. After an end
    before its time both are what they were in its last month.
    """

    contract: str
    is_in_force: bool
    delivered_gpus: float
    promised_gpus: float
    exit_reason: ExitReason | None
    exit_month: int | None
    happenings: tuple[Happening, ...]
    """Its own, by now."""

    @property
    def delivered_fraction(self) -> float:
        """What came of what was promised by now, 1 at most and where nothing was promised yet."""
        if self.promised_gpus <= 0:
            return 1.0
        return min(1.0, self.delivered_gpus / self.promised_gpus)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """What everybody reads in one month. Prices in CNY per GPU, rents in CNY per GPU-month."""

    month: int
    regime: Regime
    card_price_cny_per_gpu: float
    rent_cny_per_gpu_month: float
    list_price_cny_per_gpu_month: float
    is_banned: bool
    """A ban holds since this month or an earlier one."""
    is_rumoured: bool
    """A rumour of a ban drove the price in this month."""
    is_ban_jump: bool
    """A ban drove the price in this month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known at the end of ``month``."""

    month: int
    contracts: Mapping[str, ContractStanding]
    happenings: tuple[Happening, ...]
    """Of the market and of every contract, earliest first."""
    figures: tuple[PublicFigures, ...]
    """By month, from the world's month 0 to now."""

    @property
    def now(self) -> PublicFigures:
        """The public figures of this month."""
        return self.figures[-1]


def standing_of(portfolio: Sequence[SignedContract], world: World, month: int) -> Standing:
    """Return how everything stands in ``month`` of a realised world.

    Args:
        portfolio: contracts signed in ``month`` or before; later ones are left out.
        world: one draw, at least a month longer than ``month``.
        month: of the world; it is over.

    Returns:
        What has happened by then; it is the same for every world with the same past.
    """
    signed = [contract for contract in portfolio if contract.signed_month <= month]
    book = simulate_book([line_of(contract) for contract in signed], world)
    known = tuple(each for each in happenings_of(signed, book) if each.month <= month)
    return Standing(
        month=month,
        contracts={contract.id: standing_in(contract, book, month, known) for contract in signed},
        happenings=known,
        figures=public_figures(world, month),
    )


def standing_in(
    contract: SignedContract, book: Book, month: int, known: Sequence[Happening]
) -> ContractStanding:
    """Return how one contract stands in ``month``."""
    own = tuple(each for each in known if each.contract == contract.id)
    ended = next((each for each in own if each.kind in ENDINGS), None)
    reason: ExitReason | None = ended.kind if ended else None
    exit_month = ended.month if ended else None
    if ended is None and contract.id in book.tenancies and is_term_over(contract, book, month):
        reason = "term over"
        exit_month = contract.signed_month + int(terms_end(line_of(contract).columns)[0])
    course = course_of(contract, book)
    is_cut_off = exit_month is not None and reason != "all delivered"
    then = exit_month if is_cut_off and exit_month is not None else month
    return ContractStanding(
        contract=contract.id,
        is_in_force=reason is None and contract_gpus(contract) > 0,
        delivered_gpus=float(course.delivered_gpus[then]),
        promised_gpus=float(course.promised_gpus[then]),
        exit_reason=reason,
        exit_month=exit_month,
        happenings=own,
    )


def is_term_over(contract: SignedContract, book: Book, month: int) -> bool:
    """Say whether a rental has run its term by ``month`` and has not been renewed."""
    tenancy, elapsed = book.tenancies[contract.id], month - contract.signed_month
    if elapsed < float(terms_end(line_of(contract).columns)[0]):
        return False
    renewed = tenancy.is_renewal[0, 0]
    return not renewed[: elapsed + 2].any()


def public_figures(world: World, month: int) -> tuple[PublicFigures, ...]:
    """Return what was public in each month up to ``month`` of a realised world."""
    futures = world.futures
    entered = np.diff((futures.regime[0] == SQUEEZE).astype(int), prepend=1) > 0
    return tuple(
        PublicFigures(
            month=when,
            regime=regime_name(int(futures.regime[0, when])),
            card_price_cny_per_gpu=float(futures.card_price_cny_per_gpu[0, when]),
            rent_cny_per_gpu_month=float(futures.rent_cny_per_gpu_month[0, when]),
            list_price_cny_per_gpu_month=float(futures.list_price_cny_per_gpu_month[0, when]),
            is_banned=bool(futures.banned[0, when]),
            is_rumoured=bool(futures.rumoured[0, when]),
            is_ban_jump=bool(entered[when]),
        )
        for when in range(month + 1)
    )
