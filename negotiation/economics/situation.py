"""Where a campaign stands when a table opens, and what contracts are worth in it.

What has happened is known and only what comes after is open; contracts that were signed before go
on, and what is signed now may end one of them by agreement.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market, Regime
from negotiation.economics.clauses import fill_columns
from negotiation.economics.joint import JointWorth, appraise_beside
from negotiation.economics.lines import SignedContract, orders_of
from negotiation.economics.regimes import regime_name
from negotiation.economics.simulator import SUPPLY_MONTHS_MORE
from negotiation.economics.streams import Chance
from negotiation.economics.world import World, simulate_world

__all__ = ["Situation", "appraise_in", "ended_by", "known_world", "market_in"]


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
    """Id of the contract that a signature at this table ends by agreement, or of the table that
    split its award among several; nothing ends if the portfolio has no such contract."""


def appraise_in(
    situation: Situation,
    setting: ContractSetting,
    columns: Mapping[str, NDArray[Any]],
    *,
    parties: Collection[str] | None = None,
) -> JointWorth:
    """Appraise what could be signed now, beside everything that has been signed.

    Args:
        situation: where the campaign stands.
        setting: of the table; its market is taken to be the situation's.
        columns: clause name -> array of axis (outcome,), as for ``simulator.appraise``.
        parties: whose worth is asked for; by default that of the two who sit at the table.

    Returns:
        By party, what it has from this month on with each outcome, and with nothing signed: the
        portfolio as it is, the replaced contract going on, and a contract of zero GPUs. Values
        [CNY] at this month. With an outcome the replaced contract ends in this month.

    Raises:
        UsageError: if a clause is unknown or a value lies outside it.
    """
    setting = replace(setting, market=situation.market)
    wanted = setting.parties.values() if parties is None else parties
    filled = dict(fill_columns(setting, columns))
    after = ended_by(situation.portfolio, situation.replaces, situation.month)
    return appraise_beside(
        setting,
        filled,
        before=situation.portfolio,
        after=after,
        world=situation.world,
        month=situation.month,
        parties=frozenset(wanted),
    )


def ended_by(
    portfolio: Sequence[SignedContract], replaced: str | None, month: int
) -> tuple[SignedContract, ...]:
    """Return a portfolio of which one contract is ended by agreement in ``month``.

    ``replaced`` is its id, or that of the table whose split award it is a part of
    (``TABLE.PARTY``). What has been ended before stays as it is.
    """

    def is_ended(contract: SignedContract) -> bool:
        return contract.ended_month is None and replaced in {
            contract.id,
            contract.id.partition(".")[0],
        }

    return tuple(
        replace(contract, ended_month=month) if is_ended(contract) else contract
        for contract in portfolio
    )


def known_world(
    market: Market,
    truth: World,
    portfolio: Sequence[SignedContract],
    *,
    month: int,
    seed: int | None = None,
) -> World:
    """Return the futures that are still open in ``month`` of what really happens.

    Args:
        market: that of the world's month 0, with the ``price_mode`` that everybody believes in.
        truth: the realised world (one draw); nothing of it after ``month`` is used.
        portfolio: what has been signed by now: by its deliveries the vendor's slip is seen.
        month: now, month of the world.
        seed: of what is open; the market's own if unset.

    Returns:
        ``market.draws`` futures from the world's month 0, long enough for contracts of either
        template that are signed now.
    """
    chance = Chance(
        seed=market.seed if seed is None else seed,
        draws=market.draws,
        known_seed=truth.chance.seed,
        known_months=month,
        known_mode=truth.market.price_mode,
    )
    months = month + market.horizon_months + SUPPLY_MONTHS_MORE
    return simulate_world(market, months, chance, orders_of(portfolio))


def market_in(
    market: Market,
    truth: World,
    month: int,
    backlog_months: Mapping[Regime, float] | None = None,
) -> Market:
    """Return the market as it stands in ``month`` of what really happens.

    Args:
        market: that of the world's month 0, with the ``price_mode`` that everybody believes in.
        truth: the realised world (one draw); nothing of it after ``month`` is used.
        month: now, month of the world.
        backlog_months: of the vendor by regime [months], where it is not the market's.
    """
    futures = truth.futures
    regime = regime_name(int(futures.regime[0, month]))
    by_regime: Mapping[Regime, float] = backlog_months or {}
    now = {
        "start_month_index": market.start_month_index + month,
        "regime_at_start": regime,
        "backlog_months": by_regime.get(regime, market.backlog_months),
        "card_price_cny_per_gpu": float(futures.card_price_cny_per_gpu[0, month]),
        "list_price_cny_per_gpu_month": float(futures.list_price_cny_per_gpu_month[0, month]),
    }
    return market.model_copy(update=now)
