"""The bench that experiments run on: worlds simulated once, settings of contracts around them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeVar

from negotiation.domain.contracts import ContractSetting, Template
from negotiation.domain.market import Market, Regime
from negotiation.economics.calibration.parameters import Parameters
from negotiation.economics.futures import Futures
from negotiation.economics.streams import Chance
from negotiation.economics.world import World, simulate_world

__all__ = ["BOOM", "CALM", "HISTORY", "LAB_GPUS", "SQUEEZE", "STABLE", "TERM_MONTHS"]
__all__ += ["Bench", "Scene", "window"]

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")

LAB_GPUS = 1_024.0
"""GPUs of the one customer (section 5, floors and lab)."""

TERM_MONTHS = 36
"""Months of rent in the cloud P&L (section 5)."""


class Scene(NamedTuple):
    """A price mode of section 5: how many months, and what it starts from.

    A card price of ``None`` is P0. The vendor's backlog is twelve months, X = 1, unless given.
    """

    price_mode: Literal["historical", "stable", "stochastic"]
    months: int
    regime: Regime = "boom"
    card_price_cny_per_gpu: float | None = None
    backlog_months: float = 12.0


HISTORY = Scene("historical", 11 + TERM_MONTHS)
"""2023-03 until three years after the last purchase, early 2024."""

STABLE = Scene("stable", 60)
BOOM = Scene("stochastic", 8, "boom")
CALM = Scene("stochastic", TERM_MONTHS, "calm")
SQUEEZE = Scene("stochastic", TERM_MONTHS, "squeeze", 170_000.0)


class Bench:
    """Runs experiments at ``draws`` paths of ``seed`` on ``parameters``.

    Every world is simulated once and lent to each experiment that happens in it.
    """

    def __init__(self, draws: int, seed: int, parameters: Parameters | None = None) -> None:
        self.draws = draws
        self.seed = seed
        self.parameters = parameters or Parameters()
        self._worlds: dict[Scene, World] = {}
        self._known: dict[tuple[Hashable, Hashable], Any] = {}

    def once(self, work: Callable[["Bench", Key], Result], key: Key) -> Result:
        """Return what ``work`` finds for ``key``, worked out the first time and then remembered."""
        if (work, key) not in self._known:
            self._known[work, key] = work(self, key)
        known: Result = self._known[work, key]
        return known

    @property
    def chance(self) -> Chance:
        """Where the random numbers come from."""
        return Chance(seed=self.seed, draws=self.draws)

    def market(self, scene: Scene, rules: Mapping[str, float] | None = None) -> Market:
        """Return the market of a scene, with some rules changed."""
        base = self.parameters.market
        price = scene.card_price_cny_per_gpu
        changes = {
            "price_mode": scene.price_mode,
            "start_month_index": 0,
            "regime_at_start": scene.regime,
            "backlog_months": scene.backlog_months,
            "draws": self.draws,
            "seed": self.seed,
            "horizon_months": scene.months,
            "card_price_cny_per_gpu": base.card_price_cny_per_gpu if price is None else price,
            "rules": base.rules.model_copy(update=dict(rules or {})),
        }
        return base.model_copy(update=changes)

    def world(self, scene: Scene) -> World:
        """Return the futures of a scene."""
        if scene not in self._worlds:
            self._worlds[scene] = simulate_world(self.market(scene), scene.months, self.chance)
        return self._worlds[scene]

    def setting(
        self,
        template: Template,
        scene: Scene,
        *,
        rules: Mapping[str, float] | None = None,
        cloud: Mapping[str, float] | None = None,
        lab: Mapping[str, float] | None = None,
    ) -> ContractSetting:
        """Return the setting of a contract in a scene, with some figures changed."""
        buyer, seller = {"card_supply": ("cloud", "vendor")}.get(template, ("lab", "cloud"))
        return ContractSetting(
            template=template,
            parties={buyer: buyer, seller: seller},
            fixed={},
            market=self.market(scene, rules),
            cloud=self.parameters.cloud.model_copy(update=dict(cloud or {})),
            vendor=self.parameters.vendor,
            lab=self.parameters.lab.model_copy(update=dict(lab or {})),
        )


def window(world: World, first_month: int, last_month: int) -> World:
    """Return the same world from one month, which becomes month 0, to another."""
    later = world.since(first_month)
    shown = slice(0, last_month - first_month + 1)
    paths = later.futures
    cut = {name: getattr(paths, name)[:, shown] for name in Futures.__dataclass_fields__}
    return replace(later, futures=Futures(**cut), trickle=later.trickle[:, shown])
