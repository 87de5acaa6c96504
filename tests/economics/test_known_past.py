"""What parties believe of a world that has run by another rule than they expect."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.market import Market
from negotiation.economics.execution import realised_world
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.portfolio import line_of, simulate_book
from negotiation.economics.regimes import BOOM, GLUT, SQUEEZE, TRANSITIONS
from negotiation.economics.streams import Chance, PriceMode
from negotiation.economics.world import Order, Slips, World, lead_months, simulate_world
from tests.economics.campaigns import MARKET, TRUTH, lease, make_situation, order

SEEDS = st.integers(0, 2**32 - 1)
SLOW = settings(max_examples=15, deadline=None)
MONTHS, DRAWS = 30, 24
MODES = ("historical", "stable", "stochastic")


def conditioned(mode: PriceMode, known_mode: PriceMode, month: int, seed: int = 1) -> Futures:
    market = Market(price_mode=mode)
    chance = Chance(seed=seed, draws=DRAWS, known_seed=5, known_months=month, known_mode=known_mode)
    return simulate_futures(market, MONTHS, chance)


def columns_of(futures: Futures) -> dict[str, np.ndarray]:
    return {name: getattr(futures, name) for name in Futures.__dataclass_fields__}


@pytest.mark.parametrize("known_mode", MODES)
@pytest.mark.parametrize("mode", MODES)
@SLOW
@given(month=st.integers(0, MONTHS), seed=SEEDS)
def test_the_past_is_that_of_the_known_world_whatever_its_rule(
    mode: PriceMode, known_mode: PriceMode, month: int, seed: int
) -> None:
    true = realised_world(Market(price_mode=mode), MONTHS, 5, mode=known_mode).futures
    seen = conditioned(mode, known_mode, month, seed)
    for name, path in columns_of(seen).items():
        assert (path[:, : month + 1] == columns_of(true)[name][:, : month + 1]).all(), name


@pytest.mark.parametrize("mode", MODES)
def test_a_known_world_of_the_same_rule_needs_no_word(mode: PriceMode) -> None:
    said = columns_of(conditioned(mode, mode, 6))
    market = Market(price_mode=mode)
    silent = Chance(seed=1, draws=DRAWS, known_seed=5, known_months=6)
    for name, path in columns_of(simulate_futures(market, MONTHS, silent)).items():
        assert (path == said[name]).all(), name


@SLOW
@given(month=st.integers(0, MONTHS - 1), start=st.integers(0, 20))
def test_what_comes_after_never_shows_the_calendar(month: int, start: int) -> None:
    """After the known month regimes are steps of the chain from where it stands, and no more."""
    market = Market(start_month_index=start)
    chance = Chance(seed=1, draws=DRAWS, known_seed=5, known_months=month, known_mode="historical")
    seen = simulate_futures(market, MONTHS, chance)
    odds = np.array(TRANSITIONS)
    odds[BOOM, [BOOM, SQUEEZE]] += np.array([-1, 1]) * market.ban_hazard_per_month
    luck = Chance(seed=1, draws=DRAWS).uniforms("regimes", MONTHS)
    regime = seen.regime[:, month]
    for later in range(month + 1, MONTHS + 1):
        steps = odds.cumsum(axis=1)[regime][:, :-1]
        regime = (luck[:, later, None] >= steps).sum(axis=1)
        assert (seen.regime[:, later] == regime).all()


def test_expectations_before_the_ban_are_those_of_the_chain() -> None:
    """The known boom of history and a known boom of the chain leave the same future open."""
    market = Market(draws=4_096)
    futures = [
        simulate_futures(
            market,
            MONTHS,
            Chance(seed=1, draws=4_096, known_seed=5, known_months=6, known_mode=mode),
        )
        for mode in ("historical", "stable")
    ]
    boom, calm = futures
    assert (boom.regime[:, 6] == BOOM).all()
    share = (boom.regime[:, 7] == SQUEEZE).mean()
    assert share == pytest.approx(market.ban_hazard_per_month, abs=0.01)
    assert (calm.regime[:, 7] == SQUEEZE).mean() == pytest.approx(0.01, abs=0.005)


def test_a_ban_that_has_struck_holds_in_every_future() -> None:
    market = Market(start_month_index=9)
    chance = Chance(seed=1, draws=64, known_seed=5, known_months=8, known_mode="historical")
    futures = simulate_futures(market, MONTHS, chance)
    assert (futures.regime[:, 8] == GLUT).all()
    assert futures.banned.all()


def test_the_same_seed_gives_the_same_futures() -> None:
    one, same, other = (
        columns_of(conditioned("stochastic", "historical", 9, seed)) for seed in (1, 1, 2)
    )
    assert all((one[name] == same[name]).all() for name in one)
    assert (one["card_price_cny_per_gpu"] != other["card_price_cny_per_gpu"]).any()


def test_an_order_slips_like_the_market_that_it_was_placed_in() -> None:
    slips = Slips(np.array([4.0]), np.array([0.0]))
    assert slips.at(1.0) == 4.0
    assert slips.at(0.0) == 0.0
    scarce, glut = order(month=0), order(month=16)
    world = simulate_world(MARKET, 60, Chance(seed=3, draws=64))
    book = simulate_book([line_of(scarce), line_of(replace(glut, id="late"))], world)

    assert glut.setting.market.scarcity_fraction == pytest.approx(1 / 12)
    first = {
        name: (book.fleets[name].shipments.delivered_gpus[0] > 0).argmax(axis=1)
        for name in ("order", "late")
    }
    assert np.median(first["order"]) >= 5
    assert np.median(first["late"]) <= 2


def orders_seen(world: World, placed: Order) -> np.ndarray:
    market = world.market
    slip = world.slips.at(placed.scarcity_fraction) * placed.slip_multiplier
    early = market.rules.early_start_months * placed.scarcity_fraction
    begin = placed.month + lead_months(market, placed.scarcity_fraction) - early + slip
    return np.asarray(begin)


@SLOW
@given(
    known=st.integers(0, 24),
    month=st.integers(-6, 20),
    scarcity=st.sampled_from([0.0, 1 / 12, 0.5, 1.0]),
    multiplier=st.sampled_from([0.55, 0.85, 1.0]),
    known_seed=SEEDS,
)
def test_what_every_order_has_shown_by_now_is_kept(
    known: int, month: int, scarcity: float, multiplier: float, known_seed: int
) -> None:
    """An order that has begun began then in every draw; one that waits waits in every draw."""
    placed = Order(month, scarcity, multiplier)
    true = simulate_world(MARKET, MONTHS, Chance(seed=known_seed, draws=1))
    chance = Chance(seed=1, draws=DRAWS, known_seed=known_seed, known_months=known)
    world = simulate_world(MARKET, MONTHS, chance, [placed])
    for seen in (placed, Order(0, MARKET.scarcity_fraction)):
        began, fact = orders_seen(world, seen), float(orders_seen(true, seen)[0])
        if fact <= known - 1e-9:
            np.testing.assert_allclose(began, fact, atol=1e-9)
        elif fact > known + 1e-9:
            assert (began > known - 1e-9).all()


def test_deliveries_and_customers_of_the_past_are_facts_in_every_draw() -> None:
    portfolio = (order(), order(3, "second", "osprey"), lease(1), lease(4, "other", "crane"))
    for month in (5, 8, 12, 17):
        situation = make_situation(month, *portfolio)
        seen = simulate_book([line_of(contract) for contract in portfolio], situation.world)
        fact = simulate_book([line_of(contract) for contract in portfolio], TRUTH)
        for contract in portfolio:
            past = slice(0, month - contract.signed_month + 1)
            if contract.id in seen.fleets:
                found = seen.fleets[contract.id].shipments.delivered_gpus[0]
                true = fact.fleets[contract.id].shipments.delivered_gpus[0]
            else:
                found = seen.tenancies[contract.id].served_gpus[0]
                true = fact.tenancies[contract.id].served_gpus[0]
            np.testing.assert_allclose(found[:, past], np.broadcast_to(
                true[:, past], found[:, past].shape))  # fmt: skip
