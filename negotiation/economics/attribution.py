"""What each clause of a contract is worth to each side (R14).

Every clause that says something is taken out in turn, on the same random numbers; all variants are
valued in one call.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import fill_columns
from negotiation.economics.hardware import SKUS
from negotiation.economics.risk import Appraisal
from negotiation.economics.simulator import appraise, world_of
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.world import World

__all__ = ["Attribution", "ClauseWorth", "attribute", "attribute_in", "neutral_value"]


class ClauseWorth(NamedTuple):
    """A clause, what it was compared with, and what it adds to each role's value [CNY].

    In the middle of a campaign parties stand in the place of roles.
    """

    clause: str
    value: float | str
    neutral: float | str
    worth_cny: Mapping[str, float]


class Attribution(NamedTuple):
    """The appraisal of one contract by role or by party, and its clauses, the weightiest first."""

    appraisals: Mapping[str, Appraisal]
    clauses: tuple[ClauseWorth, ...]


def attribute(
    setting: ContractSetting, contract: Mapping[str, float | str], world: World | None = None
) -> Attribution:
    """Return what a contract and each of its clauses are worth.

    Prices are compared with the market of the day of signing, every other clause with a contract
    that lacks it. The worths need not add up: clauses work on each other.

    Raises:
        UsageError: if a clause is unknown or a value lies outside it.
    """
    futures = world or world_of(setting)
    neutral = partial(neutral_value, setting, world=futures)
    return _attributed(
        setting, contract, neutral, lambda columns: appraise(setting, columns, futures)
    )


def attribute_in(
    situation: Situation, setting: ContractSetting, contract: Mapping[str, float | str]
) -> Attribution:
    """Return the same in the middle of a campaign, by party and beside all that is signed."""
    now = replace(setting, market=situation.market)
    neutral = partial(neutral_value, now, world=situation.world, month=situation.month)
    return _attributed(
        now, contract, neutral, lambda columns: appraise_in(situation, now, columns).appraisals
    )


def _attributed(
    setting: ContractSetting,
    contract: Mapping[str, float | str],
    neutral: Callable[[str, Mapping[str, float | str]], float | str | None],
    appraised: Callable[[Mapping[str, NDArray[Any]]], Mapping[str, Appraisal]],
) -> Attribution:
    specs = TEMPLATES[setting.template].clauses
    fill_columns(setting, {name: np.array([value]) for name, value in contract.items()})
    whole: dict[str, float | str] = {
        name: contract.get(name, setting.fixed.get(name, spec.default))
        for name, spec in specs.items()
    }
    neutrals = {name: neutral(name, whole) for name in specs}
    said = [name for name in specs if neutrals[name] not in {None, whole[name]}]
    variants: list[Mapping[str, Any]] = [whole, *({**whole, name: neutrals[name]} for name in said)]
    appraisals = appraised(
        {name: np.array([variant[name] for variant in variants]) for name in specs}
    )
    rows = [
        ClauseWorth(
            clause=name,
            value=whole[name],
            neutral=neutrals[name] or 0.0,
            worth_cny={
                whose: float(each.value_cny[0] - each.value_cny[place])
                for whose, each in appraisals.items()
            },
        )
        for place, name in enumerate(said, start=1)
    ]
    rows.sort(key=lambda row: -max(map(abs, row.worth_cny.values())))
    return Attribution({whose: each.at(0) for whose, each in appraisals.items()}, tuple(rows))


def neutral_value(
    setting: ContractSetting,
    name: str,
    contract: Mapping[str, float | str],
    world: World,
    *,
    month: int = 0,
) -> float | str | None:
    """Return what leaves the contract without the clause; ``None`` if there is no such thing.

    A price is neutral at the market: the card price, or the market rent as a share of list, but
    within the bounds of the clause.
    """
    template = TEMPLATES[setting.template]
    spec = template.clauses[name]
    if name != template.price:
        return spec.neutral
    if setting.template == "card_supply":
        sku = SKUS[str(contract["sku"])]
        market = setting.market.card_price_cny_per_gpu * sku.price_multiplier
    else:
        rent = float(np.median(world.futures.rent_cny_per_gpu_month[:, month]))
        market = rent / setting.market.list_price_cny_per_gpu_month
    return float(np.clip(market, *spec.bounds))
