"""Whole talks of a real model: not wise, but every move valid and every fault counted."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from negotiation.agents.call_keys import CallKey
from negotiation.analysis.conduct.terms import contradictions
from negotiation.app.records import read_run
from negotiation.app.sandbox import score
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import (
    AgreementReached,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle
from tests.house.tree import ROOT

pytestmark = pytest.mark.real_llm

MOVES = AgreementReached | MoveRefused | OfferMade | OfferRejected | Talked | WalkedAway
ENDINGS = {"agreement_reached", "deadline_passed", "walked_away"}


def short_supply(folder: Path, *, deadline_rounds: int) -> Path:
    """Write the shipped scenario with fewer rounds."""
    shipped = ROOT / "negotiation" / "scenarios" / "a800-supply.yaml"
    content = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    content["tables"][0]["deadline_rounds"] = deadline_rounds
    path = folder / "short-supply.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def check_clean(folder: RunFolder) -> tuple[Event, ...]:
    """Check that a finished run holds together: what was offered exists, the talks ended."""
    plan = read_run(folder).plan
    events = tuple(table_events(read_events(folder.events)))
    options = {issue.id: issue.values for issue in plan.scenario.tables[0].space.issues}
    for event in events:
        if isinstance(event, OfferMade | AgreementReached):
            assert event.outcome.keys() == options.keys()
            assert all(value in options[issue] for issue, value in event.outcome.items())
    assert events[-1].kind in ENDINGS
    assert score(folder).tables
    return events


def n_invalid(events: Sequence[Event]) -> int:
    """Count the replies that were no moves, as the log says it."""
    refused = sum(e.move.n_invalid_replies for e in events if isinstance(e, MoveRefused))
    counted = [e.n_invalid_replies for e in events if isinstance(e, NoteTaken | TurnForfeited)]
    return refused + sum(counted)


def of_seat(calls: Sequence[ChatRecord], party: str) -> list[ChatRecord]:
    keys = [(CallKey.parse(call.key), call) for call in calls]
    return [call for key, call in keys if key is not None and key.party == party]


def test_two_seats_of_a_real_model_play_to_the_end(haggle: Haggle, here: Path) -> None:
    scenario = short_supply(here, deadline_rounds=2)
    seats = [f"--seat={party}=llm:local,patience=off" for party in ("cloud", "vendor")]
    haggle.ok("run", scenario, *seats, "--seed", "2", "--out", "r")
    folder = RunFolder.open(here / "r")
    events, calls = check_clean(folder), read_chats(folder.chats)
    assert len(calls) == n_invalid(events) + sum(isinstance(event, MOVES) for event in events)
    for party in ("cloud", "vendor"):
        replies = [call.reply for call in of_seat(calls, party) if call.reply is not None]
        for reply in replies[1:]:  # none where the model left the talks at once
            assert (reply.usage.cached_tokens or 0) >= 0.95 * replies[0].usage.prompt_tokens


def test_a_real_model_words_a_strategy_with_the_right_figures(haggle: Haggle, here: Path) -> None:
    scenario = short_supply(here, deadline_rounds=2)
    seats = ("--seat=cloud=strategy", "--seat=vendor=guided::local")
    haggle.ok("run", scenario, *seats, "--out", "r")
    folder = RunFolder.open(here / "r")
    events = check_clean(folder)
    space = read_run(folder).plan.scenario.tables[0].space
    said = [event for event in events if isinstance(event, OfferMade) and event.party == "vendor"]
    assert said
    for event in said:
        assert contradictions(event.message, event.outcome, space, "en") == ()
    notes = [event for event in events if isinstance(event, NoteTaken) and event.party == "vendor"]
    assert {note.worded_by for note in notes} <= {"model", "template"}
    n_worded = sum(note.worded_by == "model" for note in notes)
    assert len(read_chats(folder.chats)) == n_invalid(events) + n_worded


def test_a_run_goes_on_though_the_port_is_another(haggle: Haggle, here: Path) -> None:
    scenario = write(here, opposed(deadline_rounds=2))
    seats = ("--seat=buyer=strategy", "--seat=seller=llm:local,patience=off")
    haggle.ok("run", scenario, *seats, "--out", "r")
    folder = RunFolder.open(here / "r")
    n_kept = take_back_last_turn(folder)
    haggle.ok("resume", folder.path)
    check_clean(folder)
    assert len(read_chats(folder.chats)) > n_kept


def take_back_last_turn(folder: RunFolder) -> int:
    """Drop the last turn of the model from the log and from its calls; return how many are left."""
    last = max(key.turn for call in read_chats(folder.chats) if (key := CallKey.parse(call.key)))
    log = folder.events.read_bytes().splitlines(keepends=True)
    first = next(n for n, line in enumerate(log) if f'"turn":{last},'.encode() in line)
    folder.events.write_bytes(b"".join(log[:first]))
    calls = folder.chats.read_bytes().splitlines(keepends=True)
    kept = [line for line in calls if f"/t{last}/".encode() not in line]
    folder.chats.write_bytes(b"".join(kept))
    return len(kept)
