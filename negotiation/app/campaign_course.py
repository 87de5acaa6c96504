"""How a campaign has gone so far, month by month: prices, deliveries, and who has how much cash.

It is worked out from the plan and the log. Nothing of it hangs on what has not happened yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.app.plan import RunPlan
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import CampaignClosed, LogEvent, PhaseOpened
from negotiation.domain.contracts import BUYERS, ROLES
from negotiation.economics.courses import course_of
from negotiation.economics.execution import accounts
from negotiation.economics.happenings import happenings_of
from negotiation.economics.ledgers import parties_of
from negotiation.economics.lines import SignedContract, line_of
from negotiation.economics.portfolio import Book, simulate_book
from negotiation.economics.standing import (
    ContractStanding,
    PublicFigures,
    public_figures,
    standing_in,
)

__all__ = ["CampaignCourse", "ContractCourse", "course_so_far", "month_reached"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCourse:
    """How one contract has gone, by month of the world from 0 on.

    GPUs are the cumulative cards of a supply contract, or those in use of a rental.
    """

    contract: str
    """The table it was signed at, or as ``CampaignNames.contract`` knows it."""
    is_rental: bool
    seller: str
    buyer: str
    promised_gpus: tuple[float, ...]
    delivered_gpus: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCourse:
    """What has happened by the end of ``month``, which counts from 0, the market's start."""

    month: int
    phase_months: tuple[int, ...]
    """When the phases opened that have."""
    figures: tuple[PublicFigures, ...]
    """By month, public."""
    contracts: tuple[ContractCourse, ...]
    cash_cny: Mapping[str, tuple[float, ...]]
    """By party, what all contracts have brought and cost it in cash up to each month; only the
    parties of contracts."""


def month_reached(campaign: Campaign, log: Sequence[LogEvent]) -> int | None:
    """Return the month that a campaign has come to; ``None`` before its first phase.

    When it is over, that is the last one in which its contracts are carried out.
    """
    if any(isinstance(event, CampaignClosed) for event in log):
        return campaign.phases[-1].month + campaign.months_after - 1
    months = [event.month for event in log if isinstance(event, PhaseOpened)]
    return months[-1] if months else None


def course_so_far(
    plan: RunPlan, campaign: Campaign, log: Sequence[LogEvent]
) -> CampaignCourse | None:
    """Return how a campaign has gone as far as its log goes; ``None`` before its first phase."""
    month = month_reached(campaign, log)
    if month is None:
        return None
    world = CampaignWorld(plan.scenario, campaign, plan.seed)
    signed = [each for each in world.contracts(log) if each.signed_month <= month]
    book = simulate_book([line_of(contract) for contract in signed], world.truth)
    known = [each for each in happenings_of(signed, book) if each.month <= month]
    courses = (_course(each, book, standing_in(each, book, month, known), month) for each in signed)
    return CampaignCourse(
        month=month,
        phase_months=tuple(event.month for event in log if isinstance(event, PhaseOpened)),
        figures=public_figures(world.truth, month),
        contracts=tuple(each for each in courses if any(each.promised_gpus)),
        cash_cny={
            party: _cash(book, party, month)
            for party in parties_of([contract.setting for contract in signed])
        },
    )


def _course(
    contract: SignedContract, book: Book, standing: ContractStanding, month: int
) -> ContractCourse:
    """Return a contract's course; cut off before its time, cards stay as they are then."""
    course, setting = course_of(contract, book), contract.setting
    is_rental = setting.template == "compute_rental"
    series = [course.promised_gpus[: month + 1].copy(), course.delivered_gpus[: month + 1].copy()]
    if standing.exit_month is not None and standing.exit_reason != "all delivered":
        for values in series:
            values[standing.exit_month :] = 0.0 if is_rental else values[standing.exit_month]
    buyer = BUYERS[setting.template]
    (seller,) = ROLES[setting.template] - {buyer}
    return ContractCourse(
        contract=contract.id,
        is_rental=is_rental,
        seller=setting.parties[seller],
        buyer=setting.parties[buyer],
        promised_gpus=tuple(series[0].tolist()),
        delivered_gpus=tuple(series[1].tolist()),
    )


def _cash(book: Book, party: str, month: int) -> tuple[float, ...]:
    """Return what a party has had in cash up to each month, in all."""
    moved = np.zeros(book.world.months + 1)
    for account in accounts(book.all_flows, party, is_cash=True).values():
        moved[: len(account)] += account
    return tuple(np.cumsum(moved)[: month + 1].tolist())
