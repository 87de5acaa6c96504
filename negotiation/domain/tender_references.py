"""Whether a tender's rules and lots name parties, issues, options and facts that are there."""

from collections.abc import Iterator

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.misreference import Location, Misreference, another_count, unknown
from negotiation.domain.protocols import AwardWeights, TenderRules
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import candidates
from negotiation.domain.tenders import QUANTITY, WINNER, bidders_of, lot_table
from negotiation.domain.valuation_references import valuation_misreferences
from negotiation.domain.valuations import LotValuation, PerBidderValuation, PriceValuation

__all__ = ["tender_misreferences"]


def tender_misreferences(
    scenario: Scenario, table: Table, here: Location
) -> Iterator[Misreference]:
    """Yield what is wrong with a table that is a tender."""
    rules, valuation = table.tender, table.valuation
    if rules is None or not isinstance(valuation, PerBidderValuation):
        return
    if rules.host not in table.parties:
        yield unknown((*here, "tender", "host"), "party", rules.host, table.parties)
        return
    for index, issue in enumerate(table.agenda):
        if issue.id == WINNER:
            yield Misreference(
                (*here, "agenda", index, "id"), f"{WINNER!r} says who wins a tender: another name"
            )
    yield from _price_misreferences(table, rules, here)
    if rules.weights is not None:
        place: Location = (*here, "tender", "weights")
        yield from _weight_misreferences(scenario, table, rules.weights, place)
    yield from _lot_misreferences(scenario, table, valuation, (*here, "valuation", "bidders"))
    if rules.split_fractions is not None:
        yield from _split_misreferences(table, valuation, rules.split_fractions, here)


def _price_misreferences(
    table: Table, rules: TenderRules, here: Location
) -> Iterator[Misreference]:
    place: Location = (*here, "tender")
    issue = table.space.by_id.get(rules.price_issue)
    if issue is None:
        yield unknown((*place, "price_issue"), "issue", rules.price_issue, table.space.by_id)
    elif not issue.is_numeric:
        yield Misreference(
            (*place, "price_issue"), f"issue {issue.id!r} has labels, a number is needed"
        )
    else:
        numbers = [value for value in issue.values if not isinstance(value, str)]
        span = max(numbers) - min(numbers)
        if rules.min_step > span:
            yield Misreference(
                (*place, "min_step"),
                f"no second bid could beat a first by {rules.min_step:g}: "
                f"the prices are {span:g} apart at most",
            )
    if rules.has_presentation and table.deadline_rounds == 1:
        yield Misreference(
            (*here, "deadline_rounds"), "the only round is for presentations: nobody could bid"
        )


def _weight_misreferences(
    scenario: Scenario, table: Table, weights: AwardWeights, here: Location
) -> Iterator[Misreference]:
    bidders = bidders_of(table)
    if weights.delivery is not None:
        place: Location = (*here, "delivery")
        issue = table.space.by_id.get(weights.delivery.issue)
        if issue is None:
            yield unknown((*place, "issue"), "issue", weights.delivery.issue, table.space.by_id)
        elif len(weights.delivery.scores) != len(issue.choices):
            n_scores = len(weights.delivery.scores)
            yield another_count((*place, "scores"), n_scores, len(issue.choices))
        for index, score in enumerate(weights.delivery.scores):
            yield from _share(score, (*place, "scores", index))
    if weights.trust is not None:
        place = (*here, "trust", "scores")
        yield from _covers(weights.trust.scores, bidders, place)
        for bidder, score in weights.trust.scores.items():
            yield from _share(score, (*place, bidder))
    if weights.stock is not None:
        yield from _claim_misreferences(
            scenario, bidders, weights.stock.claim, (*here, "stock", "claim")
        )


def _claim_misreferences(
    scenario: Scenario, bidders: tuple[str, ...], claim: str, here: Location
) -> Iterator[Misreference]:
    by_id = {party.id: party for party in scenario.parties}
    known = {
        bidder: {
            fact.id: fact.value
            for each in candidates(scenario, bidder)
            if each in by_id
            for fact in by_id[each].mandate.private_facts
        }
        for bidder in bidders
    }
    for bidder, facts in known.items():
        if claim not in facts:
            yield Misreference(here, f"bidder {bidder!r} has no private fact {claim!r} to tell")
        elif not isinstance(facts[claim], int | float):
            yield Misreference(here, f"the fact {claim!r} of bidder {bidder!r} is no number")


def _covers(
    given: dict[str, float] | dict[str, LotValuation], bidders: tuple[str, ...], here: Location
) -> Iterator[Misreference]:
    for bidder in bidders:
        if bidder not in given:
            yield Misreference(here, f"nothing is said of bidder {bidder!r}")
    for name in given:
        if name not in bidders:
            yield unknown((*here, name), "bidder", name, bidders)


def _share(score: float, here: Location) -> Iterator[Misreference]:
    if not 0 <= score <= 1:
        yield Misreference(here, f"found {score:g}, expected a number from 0 to 1")


def _lot_misreferences(
    scenario: Scenario, table: Table, valuation: PerBidderValuation, here: Location
) -> Iterator[Misreference]:
    lots = valuation.bidders
    yield from _covers(lots, bidders_of(table), here)
    kinds = list(dict.fromkeys(_kind(lot) for lot in lots.values()))
    for bidder, lot in lots.items():
        if _kind(lot) != kinds[0]:
            yield Misreference(
                (*here, bidder),
                f"every bidder's lot is valued alike: the first is {kinds[0]}, found {_kind(lot)}",
            )
        if bidder in bidders_of(table):
            pair = lot_table(table, bidder)
            yield from valuation_misreferences(scenario, pair, (*here, bidder))
    place: Location = (*here[:-2], "tender", "direction")
    wrong = [each for lot in lots.values() for each in _direction_misreferences(table, lot, place)]
    yield from wrong[:1]  # one place, told once


def _kind(lot: LotValuation) -> str:
    return f"{lot.kind} of {lot.template}" if isinstance(lot, EconomicsValuation) else lot.kind


def _direction_misreferences(
    table: Table, lot: LotValuation, here: Location
) -> Iterator[Misreference]:
    if table.tender is None or not isinstance(lot, EconomicsValuation | PriceValuation):
        return
    wanted = "falling" if lot.buyer == table.tender.host else "rising"
    pays = "pays" if wanted == "falling" else "is paid"
    if table.tender.direction != wanted and table.tender.host in table.parties:
        yield Misreference(here, f"the host {pays}, so bids are {wanted}")


def _split_misreferences(
    table: Table, valuation: PerBidderValuation, fractions: tuple[float, ...], here: Location
) -> Iterator[Misreference]:
    place: Location = (*here, "tender", "split_fractions")
    n_bidders = len(bidders_of(table))
    if len(fractions) > n_bidders:
        yield Misreference(place, f"{len(fractions)} shares for {n_bidders} bidders")
    if list(fractions) != sorted(fractions, reverse=True) or min(fractions) <= 0:
        yield Misreference(place, "shares stand the largest first and are positive")
    for index, issue in enumerate(table.agenda):
        if issue.id == QUANTITY:
            yield Misreference(
                (*here, "agenda", index, "id"),
                f"a split award divides {QUANTITY!r}: set it in 'fixed', not on the agenda",
            )
            return
    for bidder, lot in valuation.bidders.items():
        at: Location = (*here, "valuation", "bidders", bidder)
        if not isinstance(lot, EconomicsValuation):
            yield Misreference(at, "a split award needs an 'economics' valuation")
        elif not isinstance(lot.fixed.get(QUANTITY), int | float):
            yield Misreference((*at, "fixed"), f"a split award divides {QUANTITY!r}: fix it here")
