"""What became of an agreement in the one world of a run's seed: profit, and what was delivered."""

from collections.abc import Mapping

from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.contract_worths import filled_contracts
from negotiation.app.realising import realise
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Value

__all__ = ["Aftermath", "aftermath_of"]


DAMAGES = "damages"
"""With this word begin the accounts of damages for lateness."""


class Aftermath(Value):
    """One agreement after the fact."""

    npv_cny: Mapping[str, float]
    """Realised, by party, at the day of signing."""
    damages_cny: Mapping[str, float]
    """Damages for lateness that each party was paid, less what it paid; not discounted."""
    delivered_fraction: float | None
    """Of the GPU-months that were promised; ``None`` where none were."""


def aftermath_of(outcomes: OutcomeTable, agreement: Outcome, world: int) -> Aftermath | None:
    """Carry an agreement out in one world.

    Args:
        outcomes: the table's.
        agreement: an outcome of it.
        world: the seed of what really happens.

    Returns:
        ``None`` where nothing is simulated, or nothing was bought.
    """
    contracts = filled_contracts(outcomes.valuation, agreement)
    if not contracts:
        return None
    realised = realise(
        {name: (contract.setting, contract.clauses) for name, contract in contracts.items()}, world
    )
    courses = realised.courses.values() if realised.courses else (realised,)
    promised = sum(sum(course.promised_gpus) for course in courses)
    came = sum(
        min(want, got)
        for course in courses
        for want, got in zip(course.promised_gpus, course.delivered_gpus, strict=True)
    )
    return Aftermath(
        npv_cny=realised.npv_cny,
        damages_cny={
            party: sum(
                sum(moved) for account, moved in accounts.items() if account.startswith(DAMAGES)
            )
            for party, accounts in realised.cashflow_cny.items()
        },
        delivered_fraction=came / promised if promised > 0 else None,
    )
