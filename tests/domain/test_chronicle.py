"""What happens in a campaign between the tables stands in the same log as the tables."""

from typing import get_args

import pytest
from pydantic import TypeAdapter

from negotiation.domain.chronicle import (
    CampaignClosed,
    CampaignEvent,
    ContractMoved,
    LogEvent,
    NewsItem,
    NewsPublished,
    PhaseOpened,
    TableSkipped,
    table_events,
)
from negotiation.domain.events import DeadlinePassed

ONE_OF_EACH: tuple[CampaignEvent, ...] = (
    PhaseOpened(phase="spring", month=0),
    NewsPublished(
        phase="spring",
        items=(
            NewsItem(kind="card_price", month=0, value=74_000, text="现货价约74,000元"),
            NewsItem(kind="boom", month=0, text="Everybody trains."),
        ),
    ),
    ContractMoved(
        contract="tender",
        parties=("lab", "heron"),
        month=3,
        happening="waits for cards",
        gpus=96,
        text="late",
    ),
    TableSkipped(phase="calls", skipped="poaching", reason="nobody is short"),
    CampaignClosed(month=20),
)
READER: TypeAdapter[LogEvent] = TypeAdapter(LogEvent)


def test_the_samples_hold_every_kind_of_event() -> None:
    assert {type(event) for event in ONE_OF_EACH} == set(get_args(CampaignEvent))


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: event.kind)
def test_an_event_survives_json(event: CampaignEvent) -> None:
    line = event.model_dump_json()
    assert READER.validate_json(line) == event
    assert READER.validate_json(line).model_dump_json() == line


def test_what_happened_at_tables_is_found_among_the_rest() -> None:
    passed = DeadlinePassed(table="t")
    assert list(table_events([*ONE_OF_EACH, passed])) == [passed]
