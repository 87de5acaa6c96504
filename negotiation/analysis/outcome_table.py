"""Every outcome of a table, valued for every party, and the reference points among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.bargaining import SolutionPoints, solutions, zopa
from negotiation.analysis.breaches import within_red_lines
from negotiation.analysis.distances import opposition
from negotiation.analysis.frontier import pareto_frontier
from negotiation.domain.mandates import Mandate
from negotiation.domain.outcomes import Indices, Outcome
from negotiation.domain.tenders import WINNER
from negotiation.domain.valuations import PerBidderValuation, Valuation
from negotiation.economics.lots import Lots
from negotiation.economics.valuation import TableValuation

__all__ = ["BargainingSet", "OutcomeTable", "bargaining_set", "lot_outcomes", "outcome_table"]

MAX_ENUMERATED = {"points": 2_000_000, "price": 2_000_000, "economics": 200_000, "bundle": 500_000}
"""Outcomes that are all valued; a larger space is sampled. By kind of valuation, that of its lots
for a tender."""

MAX_SAMPLED_CELLS = 16_000_000
"""Outcomes of a sample times issues of the table: the more issues, the fewer outcomes, so that
what is worked out for every issue of every outcome takes about 128 MB of memory at most."""

SAMPLE_SEED = 1


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeTable:
    """Outcomes and their values."""

    valuation: TableValuation
    indices: Indices
    """Flat indices, rising, shape (outcome,)."""
    values: NDArray[np.float64]
    """Shape (party, outcome), in the unit of the valuation."""
    is_complete: bool
    """Whether these are all outcomes of the space, and not a sample."""

    def values_of(self, outcome: Outcome) -> NDArray[np.float64]:
        """Return what one outcome is worth to every party, shape (party,)."""
        index = self.valuation.space.index_of(outcome)
        if self.is_complete:
            found: NDArray[np.float64] = self.values[:, index]
            return found
        return self.valuation.values(np.array([index], dtype=np.int64))[:, 0]

    def deal(self, party: str, outcome: Outcome) -> Outcome:
        """Return what an offer of a party would come to: at a tender the bid with its winner."""
        if self.valuation.table.tender is None or WINNER in outcome:
            return outcome
        return {WINNER: party, **outcome}

    def value_of(self, party: str, outcome: Outcome) -> float:
        """Return what one outcome is worth to one party; a bid of its own, if it wins with it."""
        return float(self.values_of(self.deal(party, outcome))[self.valuation.parties.index(party)])


@dataclass(frozen=True, slots=True, eq=False)
class BargainingSet:
    """What the parties could reach: acceptable outcomes, the efficient ones, reference points.

    Outcomes that cross a red line of a ``hard`` mandate cannot be signed and are left out. All
    positions count within ``indices``.
    """

    indices: Indices
    """Flat indices of the outcomes that may be signed, shape (outcome,)."""
    values: NDArray[np.float64]
    """Shape (party, outcome)."""
    zopa: NDArray[np.bool_]
    """Shape (outcome,)."""
    frontier: NDArray[np.intp]
    """Positions of the efficient acceptable outcomes, best for the first party first."""
    solutions: SolutionPoints
    opposition: float | None


def outcome_table(valuation: TableValuation) -> OutcomeTable:
    """Value every outcome of a table, or a seeded uniform sample when there are too many."""
    limit = MAX_ENUMERATED[_kind(valuation.table.valuation)]
    size = valuation.space.size
    n_sampled = min(limit, MAX_SAMPLED_CELLS // len(valuation.space.shape))
    indices = np.arange(size) if size <= limit else _sample(size, n_sampled)
    return OutcomeTable(
        valuation=valuation,
        indices=indices,
        values=valuation.values(indices),
        is_complete=size <= limit,
    )


def lot_outcomes(table: OutcomeTable) -> dict[str, OutcomeTable]:
    """Return the outcomes of a tender by bidder, each as a table for two over the agenda alone.

    What a bidder may search is its own; nothing of the other bidders' stays in it. Where the whole
    tender was too large to list, each lot is listed or sampled for itself.
    """
    source = table.valuation.source
    if not isinstance(source, Lots):
        return {}
    if not table.is_complete:
        return {bidder: outcome_table(lot) for bidder, lot in source.by_bidder.items()}
    parties = table.valuation.parties
    n_terms = table.valuation.space.size // len(source.by_bidder)
    found = {}
    for place, (bidder, lot) in enumerate(source.by_bidder.items()):
        rows = [parties.index(party) for party in lot.parties]
        values = table.values[rows, place * n_terms : (place + 1) * n_terms].copy()
        found[bidder] = OutcomeTable(lot, np.arange(n_terms), values, is_complete=True)
    return found


def bargaining_set(table: OutcomeTable, mandates: Sequence[Mandate]) -> BargainingSet:
    """Find what the parties could reach. ``mandates`` are in the order of the table's parties.

    At a tender the reference points are those between the host and whoever wins: the others gain
    nothing from any deal, and would make every product of gains zero.
    """
    valuation = table.valuation
    lines = [
        line for mandate in mandates if mandate.enforcement == "hard" for line in mandate.red_lines
    ]
    signable = within_red_lines(valuation.space, lines, table.indices)
    indices, values = table.indices[signable], table.values[:, signable]
    rule = valuation.table.agreement
    quorum = rule.quorum if rule else None
    veto = [valuation.parties.index(party) for party in rule.veto] if rule else []
    acceptable = zopa(values, valuation.disagreement_values, quorum=quorum, veto=veto)
    rows = np.flatnonzero(acceptable)
    sides, disagreement = _sides(valuation, indices, values)
    return BargainingSet(
        indices=indices,
        values=values,
        zopa=acceptable,
        frontier=rows[pareto_frontier(values[:, rows])],
        solutions=solutions(sides, disagreement, quorum=quorum, veto=veto),
        opposition=opposition(sides, disagreement, quorum=quorum, veto=veto),
    )


def _sides(
    valuation: TableValuation, indices: Indices, values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return who bargains: the values of everybody, at a tender those of the host and the winner.

    Returns:
        Values, shape (side, outcome), and reservation values, shape (side,). Those of a tender are
        surpluses, so that one winner can be told from another.
    """
    disagreement = valuation.disagreement_values
    if not isinstance(valuation.source, Lots):
        return values, disagreement
    surplus = values - disagreement[:, np.newaxis]
    places = [valuation.parties.index(bidder) for bidder in valuation.source.by_bidder]
    winners = np.array(places, dtype=np.intp)[valuation.space.positions(indices)[0]]
    of_winner = surplus[winners, np.arange(len(indices))]
    of_host = surplus[valuation.parties.index(valuation.source.host)]
    return np.stack([of_host, of_winner]), np.zeros(2)


def _kind(valuation: Valuation) -> str:
    """Return how outcomes are valued; the lots of a tender are all of one kind."""
    if isinstance(valuation, PerBidderValuation):
        return next(iter(valuation.bidders.values())).kind
    return valuation.kind


def _sample(size: int, limit: int) -> Indices:
    """Draw about ``limit`` different indices below ``size``, always the same ones, rising."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(SAMPLE_SEED)))
    return np.unique(rng.integers(size, size=limit, dtype=np.int64))
