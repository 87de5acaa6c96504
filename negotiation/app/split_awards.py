"""What a split award is worth: several contracts at once, one beside the other."""

from collections.abc import Sequence

import numpy as np

from negotiation.domain.contracts import EconomicsValuation, contract_setting
from negotiation.domain.events import Award
from negotiation.domain.market import Market
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import lot_table
from negotiation.economics.joint import joint_world
from negotiation.economics.lines import SignedContract
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.valuation import profiles_of

__all__ = ["gains_of_split"]


def gains_of_split(
    scenario: Scenario, table: Table, awards: Sequence[Award], situation: Situation | None
) -> dict[str, float]:
    """Return what everybody gains by a split award, over signing nothing, by party [CNY].

    The contracts are entered one after the other, each beside those before it, so that what the
    host gets from one winner counts when it hears what another adds.

    Args:
        scenario: whose parties have their own economics.
        table: the tender, with real parties.
        awards: the best first.
        situation: where a campaign stands; without one the tender stands alone.
    """
    gains: dict[str, float] = {}
    for number, award in enumerate(awards):
        lot = lot_table(table, award.party, award.share_fraction).valuation
        if not isinstance(lot, EconomicsValuation):
            raise TypeError("a split award needs an 'economics' valuation")
        market = situation.market if situation else scenario.market or Market()
        setting = contract_setting(lot, market, profiles_of(scenario))
        if situation is None:
            situation = Situation(
                month=0, portfolio=(), world=joint_world(setting), market=setting.market
            )
        columns = {name: np.array([value]) for name, value in award.outcome.items()}
        worth = appraise_in(situation, setting, columns)
        for party, appraisal in worth.appraisals.items():
            gained = float(appraisal.value_cny[0]) - worth.reservation_values_cny[party]
            gains[party] = gains.get(party, 0.0) + gained
        signed = SignedContract(
            id=f"{table.id}.{number}",
            setting=setting,
            clauses=dict(award.outcome),
            signed_month=situation.month,
        )
        situation = Situation(
            month=situation.month,
            portfolio=(*situation.portfolio, signed),
            world=situation.world,
            market=situation.market,
        )
    return gains
