"""A campaign over its months, as the rows of charts and a sentence for each. Pure.

Months are dates, so that an axis writes them in its own way; money is in millions or 10,000s of
yuan, as the language counts.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from negotiation.app.campaign_course import CampaignCourse, ContractCourse
from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.quantities import Scale, Unit, format_value, scale_of
from negotiation.domain.values import Language
from ui.texts import fill, say

__all__ = ["Line", "Point", "card_line", "cash_lines", "cash_scale", "delivery_lines"]
__all__ += ["price_lines", "sum_of_cash", "sum_of_deliveries", "sum_of_prices", "use_lines"]

Point: TypeAlias = tuple[int, float]
"""Month of the world, and what was then."""


class Line(NamedTuple):
    """One line of a chart."""

    name: str
    kind: str
    """What is drawn, where a party has two lines: ``promised`` or ``delivered``."""
    points: tuple[Point, ...]


def card_line(course: CampaignCourse, language: Language) -> Line:
    """Return the price of a card [CNY per GPU]."""
    prices = (each.card_price_cny_per_gpu for each in course.figures)
    return Line(say("watch_card_price", language), "card", tuple(enumerate(prices)))


def price_lines(course: CampaignCourse, language: Language) -> tuple[Line, ...]:
    """Return the rent at the market and at list price [CNY per GPU-month]."""
    return tuple(
        Line(say(f"watch_price_{name}", language), name, tuple(enumerate(values)))
        for name, values in (
            ("rent", [each.rent_cny_per_gpu_month for each in course.figures]),
            ("list", [each.list_price_cny_per_gpu_month for each in course.figures]),
        )
    )


def delivery_lines(course: CampaignCourse, names: CampaignNames) -> tuple[Line, ...]:
    """Return, by buyer of cards, what was promised to it and what came, cumulated [GPUs]."""
    return _both([each for each in course.contracts if not each.is_rental], "buyer", names)


def use_lines(course: CampaignCourse, names: CampaignNames) -> tuple[Line, ...]:
    """Return, by seller of compute, what it promised its customers and what ran [GPUs]."""
    return _both([each for each in course.contracts if each.is_rental], "seller", names)


def cash_scale(course: CampaignCourse, language: Language) -> Scale:
    """Return how amounts of cash are written."""
    return scale_of([x for each in course.cash_cny.values() for x in each], "cny", language)


def cash_lines(course: CampaignCourse, names: CampaignNames, scale: Scale) -> tuple[Line, ...]:
    """Return what contracts have brought each party in cash, in the unit of ``scale``."""
    return tuple(
        Line(names.party(party), "cash", tuple(enumerate(x / scale.divisor for x in values)))
        for party, values in course.cash_cny.items()
    )


def sum_of_prices(course: CampaignCourse, language: Language) -> str:
    """Say what cards and rents cost now, against the start."""
    first, now = course.figures[0], course.figures[-1]
    return fill(
        "watch_sum_prices",
        language,
        card=format_value(round(now.card_price_cny_per_gpu), Unit.CNY_PER_GPU, language),
        card_change=_change(first.card_price_cny_per_gpu, now.card_price_cny_per_gpu),
        rent=format_value(round(now.rent_cny_per_gpu_month), Unit.CNY_PER_GPU_MONTH, language),
        rent_change=_change(first.rent_cny_per_gpu_month, now.rent_cny_per_gpu_month),
        regime=say(f"regime_{now.regime}", language),
    )


def sum_of_deliveries(course: CampaignCourse, language: Language) -> str:
    """Say how many of the cards that were promised by now have come."""
    supplies = [each for each in course.contracts if not each.is_rental]
    promised = sum(each.promised_gpus[-1] for each in supplies)
    delivered = sum(each.delivered_gpus[-1] for each in supplies)
    if not promised:
        return say("watch_sum_no_deliveries", language)
    return say(
        "watch_sum_deliveries",
        language,
        promised=promised,
        delivered=delivered,
        share=delivered / promised,
    )


def sum_of_cash(
    course: CampaignCourse, names: CampaignNames, scale: Scale, language: Language
) -> str:
    """Say who is best and worst off in cash."""
    by_cash = sorted(course.cash_cny, key=lambda party: course.cash_cny[party][-1])
    if not by_cash:
        return say("watch_sum_no_cash", language)
    worst, best = by_cash[0], by_cash[-1]
    return fill(
        "watch_sum_cash",
        language,
        best=names.party(best),
        most=f"{scale.show(course.cash_cny[best][-1])} {scale.unit}",
        worst=names.party(worst),
        least=f"{scale.show(course.cash_cny[worst][-1])} {scale.unit}",
    )


def _both(contracts: Sequence[ContractCourse], side: str, names: CampaignNames) -> tuple[Line, ...]:
    """Return two lines by party of one side, its contracts added up."""
    parties = dict.fromkeys(getattr(each, side) for each in contracts)
    found: list[Line] = []
    for party in parties:
        own = [each for each in contracts if getattr(each, side) == party]
        series: Mapping[str, list[tuple[float, ...]]] = {
            "promised": [each.promised_gpus for each in own],
            "delivered": [each.delivered_gpus for each in own],
        }
        for kind, values in series.items():
            totals = (sum(month) for month in zip(*values, strict=True))
            found.append(Line(names.party(party), kind, tuple(enumerate(totals))))
    return tuple(found)


def _change(first: float, now: float) -> str:
    return f"{round(now / first - 1, 2) + 0.0:+.0%}" if first else "–"  # no -0%
