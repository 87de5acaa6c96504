"""Models that are slow, wrong or gone, and the settings of two visitors."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from negotiation.app.service.live import LiveRun, LiveState
from negotiation.app.service.probing import models_at, try_model
from negotiation.app.service.service import Service
from negotiation.errors import ChatError, ChatRejected, SettingsError, UsageError
from negotiation.llm.budget import Budget
from negotiation.store.jsonl import read_events
from tests.app.service.folders import NOTHING, begun, with_model
from tests.loopback import LoopbackServer
from tests.loopback_faults import FAULTS, Fault, error_fault

SECONDS = 20.0
TALK = {"message": "Let us talk.", "offer": None, "accept_offer_id": None, "act": "talk"}


class Waiting:
    """Answers nothing until it is let go, and says when somebody waits for it."""

    def __init__(self) -> None:
        self.is_asked = threading.Event()
        self.may_answer = threading.Event()

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the responder
        self.is_asked.set()
        assert self.may_answer.wait(SECONDS)
        return TALK


def until(run: LiveRun, status: str) -> None:
    assert run.wait_for(lambda state: state.status == status, seconds=SECONDS), run.state


@pytest.fixture
def waiting() -> Iterator[tuple[LoopbackServer, Waiting]]:
    model = Waiting()
    with LoopbackServer(model) as server:
        yield server, model
        model.may_answer.set()


def test_a_stop_takes_effect_while_a_model_thinks(
    service: Service, tmp_path: Path, waiting: tuple[LoopbackServer, Waiting]
) -> None:
    server, model = waiting
    settings = with_model(server.base_url, cache=tmp_path / "cache")
    folder = begun(tmp_path, settings=settings, rounds=2, buyer="llm", seller="llm")
    run = service.play(folder, settings)
    assert model.is_asked.wait(SECONDS)
    assert run.stop(seconds=SECONDS), "it does not wait for the model"
    assert not model.may_answer.is_set()
    assert run.state.status == "stopped"
    assert len(read_events(folder.events)) == 1
    model.may_answer.set()
    again = service.play(folder, settings)
    until(again, "ended")
    assert any(getattr(event, "message", "") for event in read_events(folder.events))


def test_how_far_a_reply_has_come_is_told_while_it_is_written(
    service: Service, tmp_path: Path
) -> None:
    with LoopbackServer(lambda _: TALK) as server:
        settings = with_model(server.base_url, cache=tmp_path / "cache")
        folder = begun(tmp_path, settings=settings, rounds=2, buyer="llm")
        seen = set[str]()

        def note(state: LiveState) -> bool:
            seen.update(state.writing)
            return state.is_over

        run = service.play(folder, settings)
        run.wait_for(note, seconds=SECONDS)
    assert run.state.status == "ended"
    assert any(key.startswith("servers/buyer/t1/") for key in seen)
    assert run.state.writing == {}


@pytest.mark.parametrize(
    ("fault", "kind"), [("close", ChatError), (error_fault(401, "bad key"), ChatRejected)]
)
def test_an_endpoint_that_fails_is_told_from_a_bug_and_tried_again(
    service: Service, tmp_path: Path, fault: str | Fault, kind: type[ChatError]
) -> None:
    broken = FAULTS[fault] if isinstance(fault, str) else fault
    is_well = threading.Event()
    with LoopbackServer(lambda _: TALK if is_well.is_set() else broken) as server:
        settings = with_model(server.base_url, cache=tmp_path / "cache")
        (tmp_path / "models.yaml").write_text(
            f"fast:\n  base_url: {server.base_url}\n  model: m\n  attempts: 1\n"
        )
        settings = settings.with_models_file(tmp_path / "models.yaml")
        folder = begun(tmp_path, settings=settings, rounds=2, buyer="llm:fast")
        run = service.play(folder, settings)
        until(run, "failed")
        assert run.state.is_of_endpoint
        assert isinstance(run.state.problem, kind)
        assert service.find(folder.path) is run
        is_well.set()
        until(service.play(folder, settings), "ended")


def test_a_budget_that_is_spent_stops_the_run(service: Service, tmp_path: Path) -> None:
    with LoopbackServer(lambda _: TALK) as server:
        settings = with_model(server.base_url, cache=tmp_path / "cache")
        folder = begun(tmp_path, settings=settings, rounds=3, buyer="llm")
        until(service.play(folder, settings, budget=Budget(max_calls=1)), "failed")
        until(service.play(folder, settings), "ended")


def test_two_visitors_ask_each_their_own_model_with_their_own_key(
    service: Service, tmp_path: Path
) -> None:
    with LoopbackServer(lambda _: TALK) as first, LoopbackServer(lambda _: TALK) as second:
        runs = []
        for number, server in enumerate((first, second)):
            cache = tmp_path / f"cache-{number}"
            settings = with_model(server.base_url, cache=cache, key=f"sk-visitor-{number}")
            folder = begun(tmp_path / str(number), settings=settings, rounds=2, buyer="llm")
            runs.append(service.play(folder, settings))
        for run in runs:
            until(run, "ended")
        for number, server in enumerate((first, second)):
            keys = {asked.headers["authorization"] for asked in server.asked}
            assert keys == {f"Bearer sk-visitor-{number}"}


def test_two_visitors_of_one_server_keep_their_keys_apart(service: Service, tmp_path: Path) -> None:
    """They share its address, so also its limits; a connection with a key in it they do not."""
    with LoopbackServer(lambda _: TALK) as server:
        for key in ("sk-one", "sk-two", "sk-one"):
            n_before = len(server.asked)
            settings = with_model(server.base_url, cache=tmp_path / "cache", key=key)
            place = tmp_path / f"{key}-{n_before}"
            folder = begun(place, settings=settings, rounds=2, buyer="llm")
            until(service.play(folder, settings), "ended")
            keys = {asked.headers["authorization"] for asked in server.asked[n_before:]}
            assert keys == {f"Bearer {key}"}


def test_a_model_is_tried_in_the_loop_and_what_is_found_is_kept(
    service: Service, tmp_path: Path
) -> None:
    with LoopbackServer(lambda _: "Hello there.", models=("m", "n")) as server:
        settings = with_model(server.base_url, cache=tmp_path / "cache")
        assert service.call(models_at(settings, server.base_url, "sk-key")) == ("m", "n")
        tried = service.call(try_model(settings))
    assert tried.report.usable
    assert tried.report.listed_models == ("m", "n")
    assert tried.is_kept
    assert list((tmp_path / "cache").iterdir())


def test_a_model_that_is_not_there_is_reported_and_nothing_kept(
    service: Service, tmp_path: Path
) -> None:
    settings = with_model("http://127.0.0.1:9/v1", cache=tmp_path / "cache")
    tried = service.call(try_model(settings, call_seconds=5))
    assert not tried.report.usable
    assert not tried.report.reachable
    assert not tried.is_kept
    with pytest.raises(ChatError):
        service.call(models_at(settings, "http://127.0.0.1:9/v1", ""))
    with pytest.raises(SettingsError, match="address like"):
        service.call(models_at(settings, "ftp://127.0.0.1", ""))


def test_without_a_model_there_is_nothing_to_try(service: Service) -> None:
    with pytest.raises(UsageError, match="no model is set up"):
        service.call(try_model(NOTHING))
