"""How a campaign has gone by a month: what the simulator says of it, and nothing of the future."""

import numpy as np
import pytest

from negotiation.app.campaign_course import CampaignCourse, course_so_far, month_reached
from negotiation.app.worlds import CampaignWorld
from tests.app.campaigns import Played, play


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("course"))


def course(done: Played, n_events: int | None = None) -> CampaignCourse:
    found = course_so_far(done.plan, done.campaign, done.log[:n_events])
    assert found is not None
    return found


def phase(done: Played, name: str) -> int:
    """How many events there are when the tables of a phase open."""
    return done.place("phase_opened", phase=name) + 1


def test_before_the_first_phase_there_is_no_course(done: Played) -> None:
    assert course_so_far(done.plan, done.campaign, ()) is None
    assert month_reached(done.campaign, ()) is None


def test_it_grows_from_phase_to_phase(done: Played) -> None:
    months = [course(done, phase(done, name)).month for name in ("spring", "orders", "slip")]
    assert months == [0, 1, 5]
    whole = course(done)
    assert whole.month == 8 + 12 - 1
    assert whole.phase_months == (0, 1, 5, 8)
    assert len(whole.figures) == whole.month + 1
    assert {len(cash) for cash in whole.cash_cny.values()} == {whole.month + 1}


def test_the_past_does_not_change_when_the_future_comes(done: Played) -> None:
    """Nothing of a course hangs on later months, but for what is signed later."""
    early = course(done, phase(done, "slip"))
    late = course(done, done.place("phase_opened", phase="slip") + 2)
    assert early.figures == late.figures
    whole = course(done)
    assert early.figures == whole.figures[: early.month + 1]
    before = 4  # the month before anything else was signed
    for party, cash in early.cash_cny.items():
        assert cash[: before + 1] == pytest.approx(whole.cash_cny[party][: before + 1])


def test_cash_in_the_end_is_what_the_execution_says(done: Played) -> None:
    whole = course(done)
    world = CampaignWorld(done.plan.scenario, done.campaign, done.plan.seed)
    execution = world.execution(done.log)
    for party, accounts in execution.cashflow_cny.items():
        moved = sum(flow[: whole.month + 1].sum() for flow in accounts.values())
        assert whole.cash_cny[party][-1] == pytest.approx(moved)
    assert any(abs(cash[-1]) > 1e6 for cash in whole.cash_cny.values())


def test_deliveries_are_those_of_the_simulator(done: Played) -> None:
    whole = course(done)
    world = CampaignWorld(done.plan.scenario, done.campaign, done.plan.seed)
    standing = world.standing(done.log, whole.month)
    found = {each.contract: each for each in whole.contracts}
    order = found["order"]
    assert not order.is_rental
    assert (order.seller, order.buyer) == ("maker", "north")
    assert order.delivered_gpus[-1] == standing.contracts["order"].delivered_gpus
    assert order.promised_gpus[-1] == standing.contracts["order"].promised_gpus > 0
    assert list(order.delivered_gpus) == sorted(order.delivered_gpus)
    rescue = found["rescue"]
    assert rescue.is_rental
    assert (rescue.seller, rescue.buyer) == ("south", "lab")
    assert max(rescue.promised_gpus) == 256


def test_a_contract_that_was_replaced_promises_nothing_any_more(done: Played) -> None:
    tender = next(each for each in course(done).contracts if each.contract == "tender")
    ended = done.campaign.phase_of("renew").month
    assert any(np.array(tender.promised_gpus[:ended]) > 0)
    assert not any(tender.promised_gpus[ended:])


def test_a_table_that_failed_brings_no_contract(done: Played) -> None:
    assert "late_order" not in {each.contract for each in course(done).contracts}
