"""The house behind the seats of a run's table: mandates, signers and the seed that decides."""

from negotiation.analysis.houses import MandateHouse
from negotiation.analysis.outcome_table import OutcomeTable, lot_outcomes
from negotiation.app.plan import RunPlan
from negotiation.app.tables import mandates_of
from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Table
from negotiation.domain.tenders import WINNER, bidders_of
from negotiation.economics.authority import (
    approval_probability_fraction,
    damages_approval_fraction,
)

__all__ = ["house_of"]

DISCOUNT, DAMAGES = "list_price_fraction", "ld_fraction_per_week"


def house_of(
    plan: RunPlan, table: Table, outcomes: OutcomeTable, *, played_approvers: frozenset[str]
) -> MandateHouse:
    """Return the house of a table.

    Args:
        plan: the run.
        table: the table.
        outcomes: its outcomes; of a tender the whole deals.
        played_approvers: parties whose approver is a model or a person.
    """
    settings = {
        bidder: lot.valuation.setting for bidder, lot in lot_outcomes(outcomes).items()
    } or dict.fromkeys(table.parties, outcomes.valuation.setting)

    def chance(party: str, issue: str, value: OptionValue) -> float:
        setting = settings.get(party)
        return 1.0 if setting is None else _rule_chance(setting, issue, value)

    bidders = bidders_of(table)

    def completed(party: str, outcome: Outcome) -> Outcome:
        winners = (party,) if party in bidders else bidders
        deals = [{WINNER: winner, **outcome} for winner in winners] or [dict(outcome)]
        return min(deals, key=lambda deal: outcomes.value_of(party, deal))  # a host's worst

    return MandateHouse(
        mandates_of(plan.scenario),
        outcomes.valuation.reservation_values,
        outcomes.value_of,
        seed=plan.seed,
        rule_chance=chance,
        played_approvers=played_approvers,
        weights=table.tender.weights if table.tender is not None else None,
        completed=completed,
    )


def _rule_chance(setting: ContractSetting, issue: str, value: OptionValue) -> float:
    """Return the chance of R12 that a signer agrees."""
    if isinstance(value, str):
        return 1.0
    if issue == DISCOUNT:
        return approval_probability_fraction(value, setting.cloud.lighthouse_value_cny)
    if issue == DAMAGES:
        return damages_approval_fraction(setting.market.scarcity_fraction)
    return 1.0
