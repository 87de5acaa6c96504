"""The log as JSON, page by page."""

import json
from pathlib import Path

from negotiation.domain.events import OfferMade
from ui.data.runs import load_run
from ui.views.replay.log import EVENTS_PAGE, kinds_in, lines_of, page_text


def test_a_page_is_json_with_the_lines_of_the_file(tiny_run: Path) -> None:
    log = load_run(tiny_run).log * 3
    lines = lines_of(log, table=None, kinds=frozenset())
    second = json.loads(page_text(lines, 2))
    assert [event["line"] for event in second] == list(range(EVENTS_PAGE + 1, 2 * EVENTS_PAGE + 1))
    written = {key: value for key, value in second[0].items() if key != "line"}
    assert written == log[EVENTS_PAGE].model_dump(mode="json")


def test_events_can_be_sorted_out_by_kind_and_table(tiny_run: Path) -> None:
    log = load_run(tiny_run).log
    assert "offer_made" in kinds_in(log)
    offers = lines_of(log, table=None, kinds=frozenset({"offer_made"}))
    assert [event for _, event in offers] == [e for e in log if isinstance(e, OfferMade)]
    assert lines_of(log, table="another", kinds=frozenset()) == ()
