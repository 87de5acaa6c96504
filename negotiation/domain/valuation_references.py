"""Whether a valuation names parties, issues and options that its table has."""

from collections.abc import Iterator

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.misreference import Location, Misreference, another_count, unknown
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import (
    BundledContract,
    BundleValuation,
    IssueClause,
    OptionPoints,
    PerBidderValuation,
    PointsValuation,
    PriceValuation,
)

__all__ = ["valuation_misreferences"]

NO_MARKET = "an 'economics' valuation needs the scenario's 'market'"


def valuation_misreferences(
    scenario: Scenario, table: Table, here: Location
) -> Iterator[Misreference]:
    """Yield what is wrong with the valuation of a table; of a tender look at its lots one by one.

    Args:
        scenario: the scenario.
        table: a table, or what ``lot_table`` makes of a tender.
        here: the place of the valuation.
    """
    match table.valuation:
        case PointsValuation(scores=scores):
            yield from _score_misreferences(table, scores, (*here, "scores"))
        case PriceValuation() as price:
            yield from _price_misreferences(table, price, here)
        case BundleValuation() as bundle:
            if scenario.market is None:
                yield Misreference(here, "a 'bundle' valuation needs the scenario's 'market'")
            yield from _bundle_misreferences(table, bundle, (*here, "contracts"))
        case EconomicsValuation() as economics:
            if scenario.market is None:
                yield Misreference(here, NO_MARKET)
            yield from _role_misreferences(table, economics, here)
            for party in table.parties:
                if len(table.parties) > len(economics.roles) and party not in set(
                    economics.roles.values()
                ):
                    yield Misreference(
                        (*here, "roles"),
                        f"party {party!r} has no part in this contract; a 'bundle' values several",
                    )
        case PerBidderValuation():
            return


def _role_misreferences(
    table: Table, economics: EconomicsValuation, here: Location
) -> Iterator[Misreference]:
    for role, party in economics.roles.items():
        if party not in table.parties:
            yield unknown((*here, "roles", role), "party", party, table.parties)


def _bundle_misreferences(
    table: Table, bundle: BundleValuation, here: Location
) -> Iterator[Misreference]:
    if not bundle.contracts:
        yield Misreference(here, "no contract is named")
    used: set[str] = set()
    for name, contract in bundle.contracts.items():
        yield from _role_misreferences(table, contract, (*here, name))
        yield from _clause_misreferences(table, contract, (*here, name))
        used |= {issue_of(decided) for decided in contract.clauses.values()}
    for index, issue in enumerate(table.agenda):
        if bundle.contracts and issue.id not in used:
            yield Misreference(
                (*here[:-2], "agenda", index, "id"), f"issue {issue.id!r} decides no clause"
            )


def _clause_misreferences(
    table: Table, contract: BundledContract, here: Location
) -> Iterator[Misreference]:
    by_id = table.space.by_id
    for clause, decided in contract.clauses.items():
        place: Location = (*here, "clauses", clause)
        issue = issue_of(decided)
        if clause in contract.fixed:
            yield Misreference(
                (*here, "fixed", clause), f"issue {issue!r} decides this clause, it cannot be fixed"
            )
        if issue not in by_id:
            at = (*place, "issue") if isinstance(decided, IssueClause) else place
            yield unknown(at, "issue", issue, by_id)
        elif isinstance(decided, IssueClause) and len(decided.values) != len(by_id[issue].choices):
            yield Misreference(
                (*place, "values"),
                f"{len(decided.values)} values for {len(by_id[issue].choices)} options",
            )


def issue_of(decided: str | IssueClause) -> str:
    """Return the issue that decides a clause."""
    return decided if isinstance(decided, str) else decided.issue


def _score_misreferences(
    table: Table, scores: dict[str, dict[str, OptionPoints]], here: Location
) -> Iterator[Misreference]:
    for missing in (party for party in table.parties if party not in scores):
        yield Misreference(here, f"no scores for party {missing!r}")
    for party, by_issue in scores.items():
        place: Location = (*here, party)
        if party not in table.parties:
            yield unknown(place, "party", party, table.parties)
        for issue in table.agenda:
            if issue.id not in by_issue:
                yield Misreference(place, f"no scores for issue {issue.id!r}")
        yield from _option_misreferences(table, by_issue, place)


def _price_misreferences(
    table: Table, price: PriceValuation, here: Location
) -> Iterator[Misreference]:
    for key, party in (("buyer", price.buyer), ("seller", price.seller)):
        if party not in table.parties:
            yield unknown((*here, key), "party", party, table.parties)
    if price.buyer == price.seller:
        yield Misreference((*here, "seller"), "buyer and seller must be two parties")
    named = {"price_issue": price.price_issue, "quantity_issue": price.quantity_issue}
    for key, issue_id in named.items():
        if issue_id is None:
            continue
        issue = table.space.by_id.get(issue_id)
        if issue is None:
            yield unknown((*here, key), "issue", issue_id, list(table.space.by_id))
        elif not issue.is_numeric:
            yield Misreference((*here, key), f"issue {issue_id!r} has labels, a number is needed")
    for party, by_issue in price.adjustments_cny.items():
        place: Location = (*here, "adjustments_cny", party)
        if party not in table.parties:
            yield unknown(place, "party", party, table.parties)
        yield from _option_misreferences(table, by_issue, place)


def _option_misreferences(
    table: Table, by_issue: dict[str, OptionPoints], here: Location
) -> Iterator[Misreference]:
    by_id = table.space.by_id
    for issue_id, amounts in by_issue.items():
        place: Location = (*here, issue_id)
        if issue_id not in by_id:
            yield unknown(place, "issue", issue_id, list(by_id))
        elif len(amounts) != len(by_id[issue_id].choices):
            yield another_count(place, len(amounts), len(by_id[issue_id].choices))
