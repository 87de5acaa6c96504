"""Supply risk and damages: where the agreed terms stand between the party's worst and best."""

from collections.abc import Iterable

from negotiation.analysis.debrief.records import Check, Spot
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.parts import check
from negotiation.domain.events import OfferMade
from negotiation.domain.outcomes import Outcome

__all__ = ["DAMAGES_TERMS", "SUPPLY_TERMS", "damages_checks", "supply_checks"]

SUPPLY_TERMS = frozenset(
    {
        "allocation_priority",
        "ban_risk",
        "channel",
        "dates",
        "delivery_firmness",
        "delivery_schedule",
        "first",
        "quote_validity_days",
        "ramp",
        "repair_hours",
        "right_of_first_refusal",
        "sla",
        "spare_pool_fraction",
        "start_months",
        "termination_weeks",
    }
)
"""Terms that say who bears it when cards come late, fail or do not come."""

DAMAGES_TERMS = frozenset(
    {
        "anti_poach_fee_months",
        "back_to_back_fraction",
        "exit_fee_months",
        "goodput_credit_multiplier",
        "goodput_target_fraction",
        "ld_cap_fraction",
        "ld_fraction_per_week",
        "liability_cap_fraction",
        "seller_cancellation_fee_fraction",
        "uptime_tier",
    }
)
"""Terms that say what is paid when a promise is broken: rate, cap, trigger and who bears it."""

LEAST_WEIGHT = 0.005
"""A term that moves less than this share of the best within reach is left out."""


def supply_checks(sight: Sight) -> list[Check]:
    """Judge every agreed term about supply."""
    return list(_checks(sight, "supply_term", SUPPLY_TERMS))


def damages_checks(sight: Sight) -> list[Check]:
    """Judge every agreed term about damages and fees."""
    return list(_checks(sight, "damages_term", DAMAGES_TERMS))


def _checks(sight: Sight, name: str, terms: frozenset[str]) -> Iterable[Check]:
    deal, ideal = sight.agreement, sight.ideal
    if deal is None or ideal <= 0:
        return
    for issue in sight.table.valuation.table.agenda:
        if issue.id not in terms:
            continue
        worths = [sight.gain({**deal, issue.id: value}).own for value in issue.values]
        low, high = min(worths), max(worths)
        if high - low < LEAST_WEIGHT * ideal:
            continue
        now = sight.gain(deal).own
        yield check(
            name,
            (now - low) / (high - low),
            _spots(sight, issue.id, deal),
            about=issue,
            short_value=high - now,
            place_fraction=(now - low) / (high - low),
        )


def _spots(sight: Sight, issue: str, deal: Outcome) -> list[Spot]:
    """Return the turn in which the agreed option was first put forward, and so settled."""
    first: OfferMade | None = next(
        (offer for offer in sight.offers() if offer.outcome.get(issue) == deal[issue]), None
    )
    return [sight.last_spot if first is None else sight.spot(first)]
