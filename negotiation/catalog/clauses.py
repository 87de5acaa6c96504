"""Whether what the simulator values is made of clauses that the simulator knows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.issues import Issue
from negotiation.domain.market import Market
from negotiation.domain.quantities import OptionValue
from negotiation.domain.references import Location, Misreference
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import BundledContract, BundleValuation, PerBidderValuation
from negotiation.economics.templates import TEMPLATES, ClauseSpec
from negotiation.economics.valuation import MAX_LISTED

__all__ = ["clause_misreferences"]

TERM = "term_months"


class _Clauses(NamedTuple):
    """The clauses of a template, and until when the simulator looks at a contract."""

    specs: Mapping[str, ClauseSpec]
    horizon_months: int

    def refusal(self, name: str, value: OptionValue) -> str | None:
        """Say why a clause cannot take a value."""
        return _refusal(self.specs[name], value) or (
            _beyond(self.horizon_months)
            if name == TERM and _is_beyond((value,), self.horizon_months)
            else None
        )


def clause_misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield every issue and clause that the contract templates do not have or allow."""
    for position, table in enumerate(scenario.tables):
        here: Location = ("tables", position)
        match table.valuation:
            case EconomicsValuation() as economics:
                yield from _contract(scenario, table, economics, (*here, "valuation"))
            case PerBidderValuation(bidders=bidders):
                found = [
                    wrong
                    for bidder, lot in bidders.items()
                    if isinstance(lot, EconomicsValuation)
                    for wrong in _contract(
                        scenario, table, lot, (*here, "valuation", "bidders", bidder)
                    )
                ]
                yield from dict.fromkeys(found)  # what is wrong with an issue is told once
            case BundleValuation(contracts=contracts):
                for name, contract in contracts.items():
                    place: Location = (*here, "valuation", "contracts", name)
                    yield from _bundled(scenario, table, contract, place)
            case _:
                continue
        if scenario.campaign is not None and not isinstance(table.valuation, BundleValuation):
            yield from _size(table, (*here, "agenda"))
    yield from _ledger(scenario)


def _size(table: Table, here: Location) -> Iterator[Misreference]:
    """Yield an agenda that is too large for the simulator in the middle of a campaign."""
    valuation = table.valuation
    lots = valuation.bidders.values() if isinstance(valuation, PerBidderValuation) else (valuation,)
    if any(lot.kind == "economics" for lot in lots) and table.space.size > MAX_LISTED:
        yield Misreference(
            here,
            f"{table.space.size:,} outcomes; in a campaign at most {MAX_LISTED:,} can be valued",
        )


def _contract(
    scenario: Scenario, table: Table, valuation: EconomicsValuation, here: Location
) -> Iterator[Misreference]:
    """Yield what is wrong with a contract whose clauses are the issues of the agenda."""
    clauses = _clauses(scenario, valuation)
    for index, issue in enumerate(table.agenda):
        place: Location = (*here[:2], "agenda", index)
        yield from _issue_misreferences(clauses.specs, issue, place)
        if issue.id == TERM and _is_beyond(issue.values, clauses.horizon_months):
            yield Misreference(place, _beyond(clauses.horizon_months))
    for name, value in valuation.fixed.items():
        place = (*here, "fixed", name)
        if name in clauses.specs and any(issue.id == name for issue in table.agenda):
            reason = _refusal(clauses.specs[name], value)
            yield Misreference(
                place, reason or "this clause is on the agenda, it cannot be fixed too"
            )
        else:
            yield from _value_misreferences(clauses, name, value, place)


def _bundled(
    scenario: Scenario, table: Table, contract: BundledContract, here: Location
) -> Iterator[Misreference]:
    """Yield what is wrong with a contract whose clauses are decided by issues of any name."""
    clauses = _clauses(scenario, contract)
    for name, value in contract.fixed.items():
        yield from _value_misreferences(clauses, name, value, (*here, "fixed", name))
    by_id = table.space.by_id
    for name, decided in contract.clauses.items():
        place: Location = (*here, "clauses", name)
        if name not in clauses.specs:
            yield Misreference(place, _unknown(name, clauses.specs))
            continue
        if isinstance(decided, str):
            values = by_id[decided].values if decided in by_id else ()
            for value in values:
                if reason := clauses.refusal(name, value):
                    yield Misreference(place, f"issue {decided!r} decides it: {reason}")
                    break  # one place, told once
            continue
        for index, value in enumerate(decided.values):
            if reason := clauses.refusal(name, value):
                yield Misreference((*place, "values", index), reason)


def _ledger(scenario: Scenario) -> Iterator[Misreference]:
    """Yield what is wrong with the contracts that a campaign begins with."""
    for index, contract in enumerate(scenario.campaign.ledger if scenario.campaign else ()):
        specs = TEMPLATES[contract.template].clauses
        clauses = _Clauses(specs, (scenario.market or Market()).horizon_months)
        for name, value in contract.clauses.items():
            place: Location = ("campaign", "ledger", index, "clauses", name)
            yield from _value_misreferences(clauses, name, value, place)


def _clauses(scenario: Scenario, valuation: EconomicsValuation) -> _Clauses:
    market = scenario.market or Market()
    return _Clauses(TEMPLATES[valuation.template].clauses, market.horizon_months)


def _value_misreferences(
    clauses: _Clauses, name: str, value: OptionValue, here: Location
) -> Iterator[Misreference]:
    if name not in clauses.specs:
        yield Misreference(here, _unknown(name, clauses.specs))
    elif reason := clauses.refusal(name, value):
        yield Misreference(here, reason)


def _is_beyond(terms: Sequence[OptionValue], horizon_months: int) -> bool:
    """Whether a term ends after the months that the simulator looks at."""
    return any(isinstance(term, int | float) and term > horizon_months for term in terms)


def _beyond(horizon_months: int) -> str:
    return (
        f"a term beyond the horizon of {horizon_months} months would not be seen to its end; "
        "set 'horizon_months' in the market"
    )


def _issue_misreferences(
    clauses: Mapping[str, ClauseSpec], issue: Issue, here: Location
) -> Iterator[Misreference]:
    if issue.id not in clauses:
        yield Misreference((*here, "id"), _unknown(issue.id, clauses))
        return
    for index, value in enumerate(issue.values):
        if reason := _refusal(clauses[issue.id], value):
            if issue.range is not None:
                yield Misreference((*here, "range"), reason)
                return  # one place, told once
            yield Misreference((*here, "options", index), reason)


def _refusal(clause: ClauseSpec, value: OptionValue) -> str | None:
    """Say why a clause cannot take a value."""
    if clause.kind == "label":
        if value in clause.labels:
            return None
        return f"found {value!r}, expected one of {', '.join(clause.labels)}"
    low, high = clause.bounds
    if isinstance(value, str) or not low <= value <= high:
        return f"found {value!r}, expected a number from {low:g} to {high:g}"
    return None


def _unknown(name: str, clauses: Mapping[str, ClauseSpec]) -> str:
    return f"the simulator has no clause {name!r} here; it has {', '.join(clauses)}"
