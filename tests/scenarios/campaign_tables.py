"""A table of a shipped campaign as it stands when it opens: every outcome, valued for everybody."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.app.table_cache import tables_of_process
from negotiation.app.worlds import CampaignWorld
from negotiation.catalog.files import load_scenario
from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.profiles import CloudProfile
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Party, Scenario
from negotiation.economics.lines import SignedContract, line_of
from negotiation.economics.portfolio import simulate_book
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.valuation import profiles_of

__all__ = [
    "Study",
    "Terms",
    "cards_in_use",
    "fact",
    "gain_of",
    "own_figures",
    "signed",
    "situation_of",
]
__all__ += ["with_cloud"]

Mask = NDArray[np.bool_]

Terms: TypeAlias = Mapping[str, OptionValue]
"""Options by issue."""


def with_cloud(scenario: Scenario, party: str, **figures: float) -> Scenario:
    """Return a scenario in which a party's own economics as a cloud differ."""

    def changed(one: Party) -> Party:
        if one.id != party:
            return one
        cloud = (one.profiles.cloud or CloudProfile()).model_copy(update=figures)
        profiles = one.profiles.model_copy(update={"cloud": cloud})
        return one.model_copy(update={"profiles": profiles})

    return scenario.model_copy(update={"parties": tuple(map(changed, scenario.parties))})


def situation_of(scenario: Scenario, table: str) -> Situation:
    """Return where a campaign stands when its first phase opens."""
    assert scenario.campaign is not None
    world = CampaignWorld(scenario, scenario.campaign, 0)
    return world.situation(scenario.table(table), ())


def setting_of(scenario: Scenario, table: str, situation: Situation) -> ContractSetting:
    """Return what the simulator works with at a table."""
    valuation = scenario.table(table).valuation
    assert isinstance(valuation, EconomicsValuation)
    return contract_setting(valuation, situation.market, profiles_of(scenario))


def signed(scenario: Scenario, table: str, situation: Situation, outcome: Terms) -> Situation:
    """Return a situation in which something has been signed at a table of the same phase."""
    contract = SignedContract(
        id=table,
        setting=setting_of(scenario, table, situation),
        clauses=dict(outcome),
        signed_month=situation.month,
    )
    return replace(situation, portfolio=(*situation.portfolio, contract))


def gain_of(scenario: Scenario, table: str, party: str, outcome: Terms) -> float:
    """Return what an outcome brings a party that need not sit at the table [CNY]."""
    situation = situation_of(scenario, table)
    columns = {issue: np.array([value]) for issue, value in outcome.items()}
    setting = setting_of(scenario, table, situation)
    worth = appraise_in(situation, setting, columns, parties={party})
    value = worth.appraisals[party].value_cny[0] - worth.reservation_values_cny[party]
    return float(value)


def cards_in_use(situation: Situation, contract: str) -> float:
    """Return the cards of a rental that run in the month in which a table opens."""
    book = simulate_book([line_of(each) for each in situation.portfolio], situation.world)
    return float(book.tenancies[contract].served_gpus[0, 0, situation.month])


def fact(scenario: Scenario, party: str, name: str) -> OptionValue | None:
    """Return the figure of a private fact."""
    facts = {each.id: each.value for each in scenario.party(party).mandate.private_facts}
    return facts[name]


def own_figures(scenario: Scenario, table: str) -> dict[str, dict[str, float]]:
    """Return what the simulator takes for the facts that parties tell, by role and fact."""
    setting = setting_of(scenario, table, situation_of(scenario, table))
    cloud, vendor, lab = setting.cloud, setting.vendor, setting.lab
    return {
        "cloud": {
            "free_machines": cloud.own_stock_gpus / 8,
            "on_order": cloud.order_gpus,
            "tranche_share": cloud.tranche_share_fraction,
            "lighthouse_value": cloud.lighthouse_value_cny,
            "others_pay": cloud.other_rent_list_fraction,
            "idle_share": 1 - cloud.other_occupancy_calm_fraction,
            "signed_rent": cloud.contracted_rent_list_fraction,
        },
        "vendor": {
            "unit_cost": vendor.unit_cost_cny_per_gpu,
            "queue_price": vendor.queue_price_cny_per_gpu,
        },
        "lab": {
            "burn": lab.burn_cny_per_month,
            "milestone_value": lab.milestone_value_cny,
            "elsewhere": lab.alternative_stock_gpus,
        },
    }


class Study:
    """What every outcome brings every party beyond its alternative, and where all gain."""

    def __init__(
        self, scenario: Scenario | str, table: str, situation: Situation | None = None
    ) -> None:
        self.scenario = load_scenario(scenario).scenario if isinstance(scenario, str) else scenario
        self.situation = situation or situation_of(self.scenario, table)
        self.table = self.scenario.table(table)
        valued = tables_of_process().valued(self.scenario, self.table, self.situation)
        assert valued.outcomes.is_complete
        found = valued.reachable
        beyond = found.values - valued.outcomes.valuation.disagreement_values[:, None]
        self.surplus = dict(zip(self.table.parties, beyond, strict=True))
        self.zopa: Mask = found.zopa
        self.efficient: Mask = np.zeros(len(found.zopa), dtype=bool)
        self.efficient[found.frontier] = True
        self._columns = self.table.space.columns(found.indices)

    @property
    def joint(self) -> NDArray[np.float64]:
        """The gains of all parties of the table together."""
        total: NDArray[np.float64] = np.sum(list(self.surplus.values()), axis=0)
        return total

    def where(self, **options: OptionValue) -> Mask:
        """Say which outcomes hold these options."""
        mask = np.ones(len(self.zopa), dtype=bool)
        for issue, value in options.items():
            mask &= self._columns[issue] == value
        return mask

    def column(self, issue: str) -> NDArray[Any]:
        """Return the option of every outcome."""
        return self._columns[issue]

    def gains(self, outcome: Terms) -> dict[str, float]:
        """Return what one outcome brings [CNY]."""
        (row,) = np.flatnonzero(self.where(**outcome))
        return {party: float(values[row]) for party, values in self.surplus.items()}

    def share(self, mask: Mask, among: Mask) -> float:
        """Return which share of some outcomes holds."""
        return float(mask[among].mean()) if among.any() else 0.0
