"""One customer of a cloud: the deal behind every experiment on the cloud's P&L.

Every number is the cloud's value of a ``compute_rental`` contract, as the simulator scores it, on
cards that are bought for it: the cloud has no stock and no order (so its alternative, a contract of
zero GPUs, is worth nothing), buys at spot in the month before the first month of use, and sells the
used hardware at the end of the term. The customer stays: the hazards of R5 are off. Per GPU means
per GPU bought: spares included, 1 / phi for each GPU let.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.calibration.bench import (
    LAB_GPUS,
    TERM_MONTHS,
    Bench,
    Scene,
    window,
)
from negotiation.economics.calibration.ratios import ratio
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.ledgers import discounting
from negotiation.economics.simulator import values_of

__all__ = ["Deal", "break_even", "deal_setting", "loss_probability", "mean_npv_cny"]
__all__ += ["npv_cny_per_gpu"]

STAYS = {"exit_base_per_month": 0.0, "exit_short_per_month": 0.0, "exit_price_per_month": 0.0}
DEAREST_LIST_FRACTION = 2.0
"""No rival is cheaper than that, so the price never decides how the rental goes."""


class Deal(NamedTuple):
    """One customer: cards bought in ``buy_month`` of ``scene``, rented from the next month on.

    ``sign_month`` is the month of signing, ``is_direct`` cards come at the vendor's price of the
    month instead of spot. The rest are clauses.
    """

    scene: Scene
    buy_month: int = 0
    sign_month: int = 0
    term_months: int = TERM_MONTHS
    renewed_until_months: int | None = None
    later_list_fraction: float = 0.0
    index_beta: float = 0.0
    is_direct: bool = False
    lighthouse_value_cny: float = 0.0

    @property
    def wait_months(self) -> int:
        """The months between signing and the purchase."""
        return self.buy_month - self.sign_month

    @property
    def last_month(self) -> int:
        """The last month of rent, in which the hardware is sold."""
        return self.buy_month + (self.renewed_until_months or self.term_months)


def deal_setting(bench: Bench, deal: Deal) -> ContractSetting:
    """Return the setting of a deal: cards bought for this customer alone, who stays."""
    base = bench.parameters.market
    fall = np.exp(-base.fundamental_fall_log_per_month * deal.buy_month)
    return bench.setting(
        "compute_rental",
        deal.scene,
        rules=STAYS,
        cloud={
            "own_stock_gpus": 0.0,
            "order_gpus": 0.0,
            "spot_cover_gpus": LAB_GPUS,
            "spot_cover_month": deal.wait_months,
            "spot_share_fraction": 0.0 if deal.is_direct else 1.0,
            "spot_markup_fraction": 0.0,
            "card_cost_cny_per_gpu": float(base.fundamental_cny_per_gpu * fall),
            "lighthouse_value_cny": deal.lighthouse_value_cny,
            "rival_list_fraction": DEAREST_LIST_FRACTION,
        },
    )


def npv_cny_per_gpu(bench: Bench, deal: Deal) -> tuple[Floats, Floats]:
    """Return the cloud's NPV per GPU bought at 0 % and at 100 % of list, axis (draw,) [CNY]."""
    setting = deal_setting(bench, deal)
    world = window(bench.world(deal.scene), deal.sign_month, deal.last_month)
    clauses: Mapping[str, float | str] = {
        "gpus": LAB_GPUS,
        "start_months": deal.wait_months,
        "term_months": deal.term_months,
        "renewal": "automatic" if deal.renewed_until_months else "none",
        "renewal_list_price_fraction": deal.later_list_fraction,
        "index_beta": deal.index_beta,
        "index_input": "card_price",
    }
    columns = fill_columns(
        setting,
        {"list_price_fraction": np.array([0.0, 1.0])}
        | {name: np.array([value] * 2) for name, value in clauses.items()},
    )
    factors = discounting(setting, ("cloud",), world.months)
    values = values_of(setting, columns, world, factors=factors)
    bought = LAB_GPUS / setting.market.sellable_fraction
    free, full = values.draws_cny("cloud", slice(0, 2)) / bought
    return free, full


def npv_at(bench: Bench, deal: Deal, list_fraction: float) -> Floats:
    """Return the NPV per GPU at a share of list, axis (draw,) [CNY]; it is linear in the share."""
    free, full = bench.once(npv_cny_per_gpu, deal)
    npv: Floats = free + list_fraction * (full - free)
    return npv


def mean_npv_cny(bench: Bench, deal: Deal, list_fraction: float) -> float:
    """Return the mean NPV per GPU [CNY]."""
    return float(npv_at(bench, deal, list_fraction).mean())


def break_even(bench: Bench, deal: Deal) -> float:
    """Return d* = -NPV(0) / (NPV(1) - NPV(0)) on the mean NPV: a share of list."""
    free, full = mean_npv_cny(bench, deal, 0), mean_npv_cny(bench, deal, 1)
    return ratio(-free, full - free)


def loss_probability(bench: Bench, deal: Deal, list_fraction: float) -> float:
    """Return the share of paths on which the deal loses money."""
    return float((npv_at(bench, deal, list_fraction) < 0).mean())
