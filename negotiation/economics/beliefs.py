"""Deals below the alternative, and the wrong beliefs behind them (law E20)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.templates import TEMPLATES
from negotiation.errors import UsageError

__all__ = ["Beliefs", "BelowAlternative", "believed_setting", "below_alternative"]

Beliefs = Mapping[str, float | str]
"""What a party takes a figure of the market to be: ``market.ban_hazard_per_month`` -> 0.0."""


class BelowAlternative(NamedTuple):
    """A side that signs below its alternative: by how much, what it believed, and why.

    ``wrong_beliefs`` are those that differ from the truth and made the deal look better; a side
    without any has simply made a bad deal.
    """

    role: str
    surplus_cny: float
    believed_surplus_cny: float
    wrong_beliefs: tuple[str, ...]


def below_alternative(
    setting: ContractSetting,
    contract: Mapping[str, float | str],
    beliefs: Mapping[str, Beliefs] | None = None,
) -> tuple[BelowAlternative, ...]:
    """Return every side for which the contract is worth less than its alternative.

    Args:
        setting: the truth.
        contract: what is signed.
        beliefs: role -> the figures that it sees otherwise.
    """
    held = beliefs or {}
    found = []
    for role in TEMPLATES[setting.template].roles:
        true_surplus = surplus_cny(setting, contract, role)
        if true_surplus >= 0:
            continue
        own = held.get(role, {})
        believed = surplus_cny(believed_setting(setting, own), contract, role)
        wrong = tuple(
            name
            for name, value in own.items()
            if surplus_cny(believed_setting(setting, {name: value}), contract, role) > true_surplus
        )
        found.append(BelowAlternative(role, true_surplus, believed, wrong))
    return tuple(found)


def surplus_cny(setting: ContractSetting, contract: Mapping[str, float | str], role: str) -> float:
    """Return the value of a contract over the alternative."""
    clauses = {name: np.array([value]) for name, value in contract.items()}
    value = float(appraise(setting, clauses)[role].value_cny[0])
    return value - reservation_values_cny(setting)[role]


def believed_setting(setting: ContractSetting, beliefs: Beliefs) -> ContractSetting:
    """Return ``setting`` as somebody sees it who holds ``beliefs``.

    Raises:
        UsageError: if a belief is about no figure of the market or of the rules.
    """
    figures, rules = setting.market.model_dump(), setting.market.rules.model_dump()
    groups = {"market": figures, "rules": rules}
    for name, value in beliefs.items():
        group, _, figure = name.partition(".")
        if group not in groups or figure not in groups[group] or figure == "rules":
            raise UsageError(f"no figure {name!r}: write market.NAME or rules.NAME")
        groups[group][figure] = value
    return replace(setting, market=Market.model_validate({**figures, "rules": rules}))
