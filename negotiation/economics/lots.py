"""The deals of a tender as one space: who wins, and on what terms.

A deal is worth to its winner and to the host what it is worth to the two as a table of their own.
Whoever does not win has its reservation value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.tenders import WINNER, lot_terms
from negotiation.economics.discounting import Floats
from negotiation.economics.own import OwnAtRisk, OwnRisk, OwnValue
from negotiation.economics.table_values import TableValuation

__all__ = ["HostLots", "Lots", "OwnLots"]


@dataclass(frozen=True, slots=True)
class Lots:
    """A tender. Its own values hold, beside the host's, only those of the party that asks."""

    space: OutcomeSpace
    """With the winner as its first issue."""
    by_bidder: Mapping[str, TableValuation]
    """In the order of the options of the winner."""
    host: str
    reservation_values: Mapping[str, float]

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of deals by party, each of shape (outcome,)."""
        indices = np.asarray(indices, dtype=np.int64)
        rows = {party: np.full(len(indices), worth) for party, worth in self._reservations()}
        n_terms = self.space.size // max(len(self.by_bidder), 1)
        winners, terms = np.divmod(indices, n_terms)
        for place, (bidder, lot) in enumerate(self.by_bidder.items()):
            (won,) = np.nonzero(winners == place)
            if not len(won):
                continue
            worths = dict(zip(lot.parties, lot.values(terms[won]), strict=True))
            for party in (self.host, bidder):
                rows[party][won] = worths[party]
        return rows

    def own(self, party: str) -> "OwnLots":
        """Return one party's values: a bidder's of its own lot, the host's of every lot.

        The risk of a bidder is that of its own lot alone; this one knows only the host's.
        """
        otherwise = self.reservation_values[party]
        if party != self.host:
            return OwnLots({party: self.by_bidder[party].own_value_function(party)}, otherwise)
        lots = {bidder: lot.own_value_function(party) for bidder, lot in self.by_bidder.items()}
        at_risk = {bidder: lot for bidder, lot in lots.items() if isinstance(lot, OwnAtRisk)}
        return HostLots(at_risk, otherwise) if at_risk else OwnLots(lots, otherwise)

    def _reservations(self) -> list[tuple[str, float]]:
        return [(party, self.reservation_values[party]) for party in (self.host, *self.by_bidder)]


@dataclass(frozen=True, slots=True)
class OwnLots:
    """What any deal of a tender is worth to one party."""

    by_winner: Mapping[str, OwnValue]
    otherwise: float
    """When somebody else wins."""

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one deal, in the unit of its table."""
        own = self.by_winner.get(str(outcome[WINNER]))
        return self.otherwise if own is None else own(lot_terms(outcome))


@dataclass(frozen=True, slots=True)
class HostLots(OwnLots):
    """The same for a host whose lots the simulator values."""

    by_winner: Mapping[str, OwnAtRisk]

    def risk(self, outcome: Outcome) -> OwnRisk:
        """Return the risk of one deal."""
        return self.by_winner[str(outcome[WINNER])].risk(lot_terms(outcome))
