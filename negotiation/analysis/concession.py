"""How a party moved: the value of its own offers, to itself and to the other side."""

from collections.abc import Sequence
from itertools import pairwise

from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.domain.events import OfferMade, round_of
from negotiation.domain.values import Value

__all__ = ["ConcessionPath", "OfferPoint", "concession_path"]


class OfferPoint(Value):
    """One own offer."""

    offer_id: str
    round: int
    value: float
    """To the party that made it, in the unit of the valuation."""
    surplus: dict[str, float]
    """To every party, over its reservation value."""


class ConcessionPath(Value):
    """A party's offers in order. Undefined figures are ``None``, never 0."""

    offers: tuple[OfferPoint, ...]
    first_offer_value: float | None
    total_concession: float | None
    """Fall in own value from the first offer to the last."""
    concession_rate: float | None
    """The same per round between the two."""
    is_monotonic: bool | None
    """Whether no offer was worth more to the party than the one before."""


def concession_path(
    table: OutcomeTable, party: str, offers: Sequence[OfferMade], *, n_parties: int
) -> ConcessionPath:
    """Return the path of one party's ``offers``."""
    points = tuple(_point(table, party, offer, n_parties=n_parties) for offer in offers)
    if not points:
        return ConcessionPath(
            offers=(),
            first_offer_value=None,
            total_concession=None,
            concession_rate=None,
            is_monotonic=None,
        )
    values = [point.value for point in points]
    total = values[0] - values[-1]
    n_rounds = points[-1].round - points[0].round
    falls = [later <= earlier for earlier, later in pairwise(values)]
    return ConcessionPath(
        offers=points,
        first_offer_value=values[0],
        total_concession=total,
        concession_rate=total / n_rounds if n_rounds else None,
        is_monotonic=all(falls) if falls else None,
    )


def _point(table: OutcomeTable, party: str, offer: OfferMade, *, n_parties: int) -> OfferPoint:
    valuation = table.valuation
    values = dict(
        zip(
            valuation.parties,
            map(float, table.values_of(table.deal(party, offer.outcome))),
            strict=True,
        )
    )
    return OfferPoint(
        offer_id=offer.offer_id,
        round=round_of(offer.turn, n_parties),
        value=values[party],
        surplus={
            each: value - valuation.reservation_values[each] for each, value in values.items()
        },
    )
