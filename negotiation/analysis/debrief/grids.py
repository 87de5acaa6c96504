"""Every signable outcome of a table, as two sides see it: a party, and who is across from it."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.breaches import within_red_lines
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable
from negotiation.domain.mandates import Mandate
from negotiation.economics.valuation import TableValuation

__all__ = ["Grid", "grid_of"]

_Floats: TypeAlias = NDArray[np.float64]
_Mask: TypeAlias = NDArray[np.bool_]
_Rows: TypeAlias = NDArray[np.intp]


class Grid(NamedTuple):
    """Surpluses and what may be done, shape (outcome,), in the order of the bargaining set."""

    surplus: _Floats
    """Of everybody, shape (party, outcome)."""
    own: _Floats
    others: _Floats
    permitted: _Mask
    accepted: _Mask


def grid_of(table: OutcomeTable, reachable: BargainingSet, mandate: Mandate, party: str) -> Grid:
    """Return how the outcomes look from one party."""
    valuation, indices = table.valuation, reachable.indices
    surplus = reachable.values - valuation.disagreement_values[:, np.newaxis]
    winners = _winners(valuation, reachable)
    others = _others(valuation, surplus, winners, party)
    own = surplus[valuation.parties.index(party)]
    permitted = within_red_lines(valuation.space, mandate.red_lines, indices)
    return Grid(
        surplus=surplus,
        own=own,
        others=others,
        permitted=permitted,
        accepted=_accepted(valuation, surplus, others, party=party, winners=winners),
    )


def _winners(valuation: TableValuation, reachable: BargainingSet) -> _Rows | None:
    """Return the rows of the winners of a tender, shape (outcome,)."""
    if valuation.table.tender is None:
        return None
    options = valuation.space.issues[0].values
    rows = np.array([valuation.parties.index(str(each)) for each in options], dtype=np.intp)
    found: _Rows = rows[valuation.space.positions(reachable.indices)[0]]
    return found


def _others(
    valuation: TableValuation, surplus: _Floats, winners: _Rows | None, party: str
) -> _Floats:
    tender = valuation.table.tender
    if tender is None or winners is None:
        return np.asarray(np.delete(surplus, valuation.parties.index(party), axis=0).sum(axis=0))
    if party == tender.host:
        return np.asarray(surplus[winners, np.arange(surplus.shape[1])])
    return np.asarray(surplus[valuation.parties.index(tender.host)])


def _accepted(
    valuation: TableValuation,
    surplus: _Floats,
    others: _Floats,
    *,
    party: str,
    winners: _Rows | None,
) -> _Mask:
    own, tender = valuation.parties.index(party), valuation.table.tender
    if tender is not None and winners is not None:
        agrees = others >= 0
        return agrees if party == tender.host else agrees & np.equal(winners, own)
    each = surplus >= 0
    each[own] = True
    rule = valuation.table.agreement
    if rule is None:
        return np.asarray(each.all(axis=0))
    veto = [valuation.parties.index(name) for name in rule.veto]
    return np.asarray((each.sum(axis=0) >= rule.quorum) & each[veto].all(axis=0))
