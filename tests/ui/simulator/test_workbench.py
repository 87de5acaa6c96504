from pathlib import Path

import pytest

from negotiation.catalog.files import load_scenario
from negotiation.errors import UsageError
from tests.builders import economics_content, make_scenario
from ui.data.reading import read
from ui.data.workbench import (
    bench_in_run,
    bench_of,
    carried_out,
    market_paths,
    quick_worth,
    reachable,
    worth_report,
)
from ui.views.simulator.deals import middle
from ui.views.simulator.futures import cash_so_far, happening_rows

TINY = make_scenario()
SUPPLY = make_scenario(**economics_content())


def test_a_bench_is_known_by_what_its_values_hang_on() -> None:
    keys = [
        bench_of(SUPPLY, "servers").key,
        bench_of(SUPPLY, "servers").key,
        bench_of(SUPPLY, "servers", (), ("market.draws=32",)).key,
        bench_of(TINY, "servers").key,
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("scenario", "table"),
    [
        (TINY, "servers"),
        (SUPPLY, "servers"),
        (load_scenario("the-scramble").scenario, "tender"),
        (load_scenario("odd-party").scenario, "cards"),
        (load_scenario("two-customers").scenario, "allocation"),
    ],
    ids=["points", "supply", "tender in a campaign", "table in a campaign", "bundle"],
)
def test_the_quick_figures_are_those_of_the_report(scenario: object, table: str) -> None:
    bench = bench_of(scenario, table)  # type: ignore[arg-type]
    deal = middle(bench.space)
    quick, whole = quick_worth(bench, deal), worth_report(bench, deal)
    assert quick.gains == pytest.approx(
        {party: worth.surplus for party, worth in whole.parties.items()}, rel=1e-9, abs=1e-3
    )
    for party, loss in quick.losses.items():
        assert loss == whole.parties[party].loss_probability


def test_an_assumption_changes_what_a_deal_is_worth() -> None:
    given = bench_of(SUPPLY, "servers")
    dear = bench_of(SUPPLY, "servers", (), ("vendor.unit_cost_cny_per_gpu=60000",))
    deal = middle(given.space)
    gains = [quick_worth(bench, deal).gains for bench in (given, dear)]
    assert gains[0]["buyer"] == gains[1]["buyer"]
    assert gains[0]["seller"] != gains[1]["seller"]


def test_prices_come_in_bands() -> None:
    bench = bench_of(SUPPLY, "servers")
    paths = market_paths(bench, middle(bench.space))
    assert paths is not None
    for low, median, high in (paths.card_price_cny_per_gpu, paths.rent_cny_per_gpu_month):
        assert len(low) == 49
        assert all(a <= b <= c for a, b, c in zip(low, median, high, strict=True))
    points = bench_of(TINY, "servers")
    assert market_paths(points, middle(points.space)) is None


def test_what_can_be_reached_is_as_the_command_says() -> None:
    report = reachable(bench_of(TINY, "servers"))
    assert report.n_outcomes == 15
    assert "nash" in report.solutions


def test_a_figure_out_of_bounds_is_refused() -> None:
    with pytest.raises(UsageError, match="less than or equal"):
        bench_of(SUPPLY, "servers", (), ("market.draws=999999",))


def test_a_run_without_a_campaign_stands_as_its_scenario(tiny_run: Path) -> None:
    run = read(tiny_run)
    bench = bench_in_run(run, "servers")
    assert bench.run is None
    assert bench.scenario == run.record.plan.scenario


def test_a_deal_is_carried_out_in_one_future() -> None:
    bench = bench_of(SUPPLY, "servers")
    deal = middle(bench.space)
    first, again, other = (carried_out(bench, deal, world) for world in (1, 1, 2))
    assert first is not None
    assert other is not None
    assert first == again
    assert first.npv_cny != other.npv_cny
    for party in ("buyer", "seller"):
        total = sum(sum(moved) for moved in first.cashflow_cny[party].values())
        assert cash_so_far(first, party)[-1] == pytest.approx(total)
    assert cash_so_far(first, "nobody") == ()
    rows = happening_rows(first, "zh")
    assert [int(month) for month, _ in rows] == [each.month for each in first.happenings]
    points = bench_of(TINY, "servers")
    assert carried_out(points, middle(points.space), 1) is None
