"""Where a campaign stands when a table opens, and what contracts are worth in it.

What has happened is known and only what comes after is open; contracts that were signed before go
on, and what is signed now may end one of them by agreement.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market, Regime
from negotiation.economics.clauses import fill_columns
from negotiation.economics.futures import REGIMES
from negotiation.economics.joint import JointWorth, joint_values
from negotiation.economics.portfolio import SignedContract, orders_of
from negotiation.economics.simulator import SUPPLY_MONTHS_MORE
from negotiation.economics.streams import Chance, PriceMode
from negotiation.economics.values import score
from negotiation.economics.world import World, simulate_world
from negotiation.errors import UsageError

__all__ = ["Situation", "appraise_in", "known_world", "market_in"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """What stands when a table opens in ``month`` of the world."""

    month: int
    portfolio: tuple[SignedContract, ...]
    """Contracts signed so far, ended ones included, so that what is sunk stays right."""
    world: World
    """Futures from the world's month 0, the same in every draw up to ``month``: see
    ``known_world``."""
    market: Market
    """As it stands now: see ``market_in``. Contracts signed now are valued with it."""
    replaces: str | None = None
    """Id of the contract that a signature at this table ends by agreement."""
