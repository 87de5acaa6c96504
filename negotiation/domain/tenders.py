"""A tender as one space of deals, and as a table for two with each of its bidders.

For analysis every deal of a tender is an outcome of one space: who wins, then the winner's terms.
"""

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.issues import Issue, Option
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import LotValuation, PerBidderValuation
from negotiation.domain.values import ShortText

__all__ = ["QUANTITY", "WINNER", "bidders_of", "deal_space", "lot_table", "lot_terms"]

WINNER = "winner"
"""The issue that says who wins; no agenda of a tender may use the name."""

QUANTITY = "gpus"
"""The clause that a split award divides."""


def bidders_of(table: Table) -> tuple[str, ...]:
    """Return the bidders of a tender in the order of the table's parties; none elsewhere."""
    if table.tender is None:
        return ()
    return tuple(party for party in table.parties if party != table.tender.host)


def deal_space(scenario: Scenario, table: Table) -> OutcomeSpace:
    """Return every deal that a table can bring: its agenda, at a tender with the winner before it.

    Raises:
        KeyError: a bidder is no party of the scenario.
    """
    if table.tender is None:
        return table.space
    options = tuple(
        Option(value=bidder, title=scenario.party(bidder).name) for bidder in bidders_of(table)
    )
    winner = Issue(
        id=WINNER,
        title=ShortText(en="Winner", zh="中标方"),
        options=options,
        say=ShortText(en="the lot goes to {value}", zh="{value}中标"),
    )
    return OutcomeSpace((winner, *table.agenda))


def lot_terms(deal: Outcome) -> dict[str, OptionValue]:
    """Return a deal of a tender without its winner: what the two sign."""
    return {issue: value for issue, value in deal.items() if issue != WINNER}


def lot_table(table: Table, bidder: str, share_fraction: float = 1.0) -> Table:
    """Return a tender as the table for two that its host and one bidder would sit at.

    Args:
        table: a tender.
        bidder: one of its bidders.
        share_fraction: share of the lot that the bidder wins; the ``gpus`` that are fixed for it
            shrink with it, to whole cards.

    Raises:
        KeyError: there is no such bidder.
        ValueError: the table is no tender, or a share of what has no fixed ``gpus`` is asked for.
    """
    if table.tender is None or not isinstance(table.valuation, PerBidderValuation):
        raise ValueError(f"table {table.id!r} is no tender")
    valuation = table.valuation.bidders[bidder]
    return table.model_copy(
        update={
            "parties": tuple(each for each in table.parties if each in {table.tender.host, bidder}),
            "protocol": "alternating",
            "tender": None,
            "opens": bidder,
            "agreement": None,
            "valuation": valuation if share_fraction == 1 else _shared(valuation, share_fraction),
        }
    )


def _shared(valuation: LotValuation, share_fraction: float) -> EconomicsValuation:
    """Return the valuation of a share of a lot."""
    match valuation:
        case EconomicsValuation(fixed={"gpus": int() | float() as gpus}):
            fixed = {**valuation.fixed, QUANTITY: float(round(gpus * share_fraction))}
            return valuation.model_copy(update={"fixed": fixed})
        case _:
            raise ValueError(f"a share needs an 'economics' valuation with {QUANTITY!r} fixed")
