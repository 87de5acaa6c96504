"""What the clauses of an agreement add to the value of each side."""

from collections.abc import Mapping, Sequence

from negotiation.analysis.debrief.records import ClauseShare
from negotiation.analysis.debrief.sight import Sight
from negotiation.app.contract_worths import FilledContract, filled_contracts
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import SeatedProgramme
from negotiation.app.situated_contracts import situated_contracts
from negotiation.domain.chronicle import LogEvent

__all__ = ["clause_shares", "contracts_of"]


def clause_shares(
    plan: RunPlan, log: Sequence[LogEvent], programme: SeatedProgramme, sight: Sight
) -> tuple[ClauseShare, ...]:
    """Return every clause of what a party signed, the weightiest first.

    Where nothing is simulated there are none.
    """
    contracts = contracts_of(plan, log, programme, sight)
    return tuple(
        ClauseShare(
            contract=name,
            clause=row.clause,
            value=row.value,
            instead_of=row.instead_of,
            worth=row.worth_cny,
        )
        for name, contract in contracts.items()
        for row in contract.row().clauses
    )


def contracts_of(
    plan: RunPlan, log: Sequence[LogEvent], programme: SeatedProgramme, sight: Sight
) -> Mapping[str, FilledContract]:
    """Return the contracts that an agreement fills in, in a campaign beside all signed before."""
    if sight.agreement is None:
        return {}
    name = sight.score.table
    situation = programme.situation(name, log)
    if situation is None:
        return filled_contracts(sight.table.valuation, sight.agreement)
    return situated_contracts(plan.scenario, programme.table(name, log), situation, sight.agreement)
