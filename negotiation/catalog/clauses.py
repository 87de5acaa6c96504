"""Whether an agenda that the simulator values is made of clauses that the simulator knows."""

from collections.abc import Iterator, Mapping, Sequence

from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.issues import Issue
from negotiation.domain.market import Market
from negotiation.domain.quantities import OptionValue
from negotiation.domain.references import Location, Misreference
from negotiation.domain.scenarios import Scenario
from negotiation.economics.templates import TEMPLATES, ClauseSpec

__all__ = ["clause_misreferences"]

TERM = "term_months"


def clause_misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield every issue and fixed clause that the contract template does not have or allow."""
    for position, table in enumerate(scenario.tables):
        valuation = table.valuation
        if not isinstance(valuation, EconomicsValuation):
            continue
        clauses = TEMPLATES[valuation.template].clauses
        here: Location = ("tables", position)
        horizon = (scenario.market or Market()).horizon_months
        for index, issue in enumerate(table.agenda):
            yield from _issue_misreferences(clauses, issue, (*here, "agenda", index))
            if issue.id == TERM and _is_beyond(issue.values, horizon):
                yield Misreference((*here, "agenda", index), _beyond(horizon))
        for name, value in valuation.fixed.items():
            place: Location = (*here, "valuation", "fixed", name)
            if name not in clauses:
                yield Misreference(place, _unknown(name, clauses))
            elif reason := _refusal(clauses[name], value):
                yield Misreference(place, reason)
            elif name == TERM and _is_beyond((value,), horizon):
                yield Misreference(place, _beyond(horizon))
            elif any(issue.id == name for issue in table.agenda):
                yield Misreference(place, "this clause is on the agenda, it cannot be fixed too")


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
