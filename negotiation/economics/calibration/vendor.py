"""The vendor's penalty decision (V33-V35, R6) and its margin on a contract (V45)."""

import numpy as np

from negotiation.economics.calibration.bench import HISTORY, Bench, Scene
from negotiation.economics.calibration.ratios import ratio
from negotiation.economics.clauses import fill_columns
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.refusal import Refusal, appraise_refusal
from negotiation.economics.strands import entries_of, path_columns
from negotiation.economics.world import simulate_slips

__all__ = ["v33", "v34", "v35", "v45"]

LD_FRACTION_PER_WEEK, LD_CAP_FRACTION = 0.005, 0.05
ORDER_GPUS = 1_024.0

GLUT_SLIP = {"slip_calm_late_fraction": 0.15, "slip_calm_late_months": 0.5}
"""Section 5: in the glut 15 % of orders are late, by half a month on average."""


def choice(bench: Bench, backlog_months: float) -> Refusal:
    """Return the vendor's choice at a backlog, at its own price, without precedent.

    Lateness is the slip that the simulator gives to orders at that backlog.
    """
    scene = Scene("stable", 1, backlog_months=backlog_months)
    market = bench.market(scene, {} if backlog_months else GLUT_SLIP)
    slips = simulate_slips(market, bench.chance).at(market.scarcity_fraction)
    owed = np.minimum(LD_FRACTION_PER_WEEK * WEEKS_PER_MONTH * slips, LD_CAP_FRACTION)
    return appraise_refusal(
        bench.parameters.vendor.model_copy(update={"precedent_multiplier": 0.0}),
        market,
        price_cny_per_gpu=bench.parameters.cloud.card_cost_cny_per_gpu,
        premium_fraction=0.0,
        ld_share_of_price=owed,
    )


def v33(bench: Bench) -> float:
    """Return what refusing is worth over granting at twelve months' backlog [k CNY per card]."""
    scarce = choice(bench, 12)
    return (scarce.refuse_cny_per_gpu - scarce.accept_cny_per_gpu) / 1e3


def v34(bench: Bench) -> float:
    """Return the same with no backlog [k CNY per card]."""
    glut = choice(bench, 0)
    return (glut.refuse_cny_per_gpu - glut.accept_cny_per_gpu) / 1e3


def v35(bench: Bench) -> float:
    """Return the premium at which the vendor is indifferent, twelve months' backlog."""
    return choice(bench, 12).indifferent_premium_fraction


def v45(bench: Bench) -> float:
    """Return 1 - cost of goods / revenue over all paths of a supply contract at the vendor's price.

    An order placed in 2023-03, in historical mode: the ban delays cards, not the margin on them.
    """
    setting = bench.setting("card_supply", HISTORY)
    price = setting.cloud.card_cost_cny_per_gpu
    columns = fill_columns(
        setting, {"price_cny_per_gpu": np.array([price]), "gpus": np.array([ORDER_GPUS])}
    )
    entries = entries_of(setting, path_columns(setting, columns), bench.world(HISTORY))
    totals = {flow.account: float(flow.amount.sum()) for flow in entries.flows}
    return 1 - ratio(totals["cost of goods"], price * totals["card payments"])
