"""Phases of a campaign: in which order they open, and what they tell whom."""

from pathlib import Path

import pytest

from negotiation.app.happened import Reporter
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.chronicle import CampaignClosed, ContractMoved, NewsPublished, PhaseOpened
from negotiation.domain.events import TableOpened
from negotiation.domain.values import Language
from tests.app.campaigns import Played, campaign_content, play
from tests.builders import text


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("campaign"))


def test_phases_open_in_the_order_of_the_file_with_their_news_and_tables(run: Played) -> None:
    begun = [e for e in run.log if isinstance(e, PhaseOpened)]
    assert [(e.phase, e.month) for e in begun] == [
        ("spring", 0), ("orders", 1), ("slip", 5), ("calls", 8),
    ]  # fmt: skip
    for event in begun:
        news = run.log[run.log.index(event) + 1]
        assert isinstance(news, NewsPublished)
        assert news.phase == event.phase
    opened = [e.table for e in run.log if isinstance(e, TableOpened)]
    assert opened == ["tender", "order", "late_order", "renew", "rescue", "poach"]
    assert run.log[-1] == CampaignClosed(month=8)


def test_a_phase_waits_until_every_table_of_the_one_before_has_ended(run: Played) -> None:
    assert run.place("table_opened", table="late_order") < run.place("walked_away")
    assert run.place("agreement_reached", table="order") < run.place("phase_opened", phase="slip")


def test_only_its_parties_are_told_how_a_contract_goes(run: Played) -> None:
    entries = CampaignWorld(run.plan.scenario, run.campaign, 1).portfolio(run.log)
    signers = {entry.contract.id: entry.parties for entry in entries}
    moves = [e for e in run.log if isinstance(e, ContractMoved)]
    assert moves
    assert all(move.parties == signers[move.contract] for move in moves)


def test_whose_contract_was_taken_over_in_a_phase_hears_of_it_in_the_next(run: Played) -> None:
    """It ended in the very month that had been reported when the table opened."""
    told = [e for e in run.log if isinstance(e, ContractMoved)]
    ended = next(e for e in told if e.happening == "ended by agreement")
    assert (ended.contract, ended.month) == ("tender", 5)
    assert run.log.index(ended) > run.place("phase_opened", phase="calls")
    assert len({(e.contract, e.happening, e.month) for e in told}) == len(told)


def test_every_month_is_told_once(run: Played) -> None:
    items = [item for e in run.log if isinstance(e, NewsPublished) for item in e.items]
    once = [(item.kind, item.month) for item in items if item.kind != "card_price"]
    assert len(set(once)) == len(once)
    assert ("ban", 7) in once
    assert ("squeeze", 7) in once


@pytest.mark.parametrize("language", ["en", "zh"])
def test_news_and_announcements_come_in_the_language_of_the_run(
    tmp_path: Path, language: Language
) -> None:
    said = [{"month": 3, "text": text("Cards in June.", "六月有卡。")}]
    run = play(tmp_path, content=campaign_content(announcements=said), language=language)
    news = [e for e in run.log if isinstance(e, NewsPublished)]
    told = [item.text for item in news[2].items]
    assert {"en": "Cards in June.", "zh": "六月有卡。"}[language] in told
    assert not any(item.kind == "announcement" for e in news[:2] for item in e.items)
    is_chinese = [any("一" <= sign <= "鿿" for sign in text) for text in told]
    assert all(is_chinese) if language == "zh" else not any(is_chinese)


def test_phases_of_one_month_tell_its_news_once(tmp_path: Path) -> None:
    content = campaign_content()
    content["campaign"]["phases"][1]["month"] = 0
    run = play(tmp_path, content=content)
    news = [e for e in run.log if isinstance(e, NewsPublished)]
    assert [item.kind for item in news[0].items] == ["boom", "card_price", "market_rent"]
    assert [item.kind for item in news[1].items] == ["card_price", "market_rent"]


def test_a_report_is_the_same_whoever_asks(run: Played) -> None:
    world = CampaignWorld(run.plan.scenario, run.campaign, 1)
    place = run.place("phase_opened", phase="calls")
    reporter = Reporter(run.plan.scenario, run.campaign, world, "en")
    told = reporter.report(run.campaign.phases[3], 5, run.log[:place])
    assert told == run.log[place + 1 : place + 1 + len(told)]
