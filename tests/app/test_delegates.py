"""A model that somebody else asks in our place: its runs are kept and replayed like others."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from negotiation.analysis.scorecard import Scorecard
from negotiation.app.endpoints import Delegate, Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.replaying import verify
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.errors import ChatBudgetSpent, UsageError
from negotiation.llm.budget import Budget
from negotiation.llm.chat import Chat, ChatRequest
from negotiation.llm.scripted import ScriptedChat
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from tests.app.scenarios import opposed, write

ADDRESS = {"base_url": "elsewhere", "model": "theirs"}
NEARBY = Settings({"HAGGLE_BASE_URL": "http://127.0.0.1:9/v1", "HAGGLE_MODEL": "m"})


def leaving(_request: ChatRequest) -> str:
    act: dict[str, Any] = {"act": "walk_away", "offer": None, "accept_offer_id": None}
    return json.dumps({"private_note": "", "message": "We pass.", "claims": [], **act})


def sandbox_of(chat: Chat, **address: str) -> Sandbox:
    delegate = Delegate(chat, {**ADDRESS, **address})
    return Sandbox(NEARBY, endpoints=Endpoints(NEARBY, delegates={"other": delegate}))


def begun(sandbox: Sandbox, path: Path, who: str = "llm:other") -> RunFolder:
    plan = plan_run(
        load_scenario(str(write(path, opposed()))),
        who={"buyer": who, "seller": "strategy:linear"},
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_in(path / "runs", scenario="opposed", seed=1)
    sandbox.begin(plan, folder)
    return folder


def played(sandbox: Sandbox, folder: RunFolder, **budget: Any) -> Scorecard:
    return asyncio.run(sandbox.play(folder, budget=Budget(**budget)))


def test_its_calls_are_recorded_and_its_run_comes_again_from_them(tmp_path: Path) -> None:
    chat = ScriptedChat([leaving])
    sandbox = sandbox_of(chat)
    folder = begun(sandbox, tmp_path)
    (table,) = played(sandbox, folder).tables
    assert table.ending == "walk_away"
    (record,) = read_chats(folder.chats)
    assert (record.key, record.messages) == (chat.calls[0].key, chat.calls[0].messages)
    assert folder.asked.read_text() == f"{record.key}\n"
    verification = asyncio.run(verify(folder))
    assert (verification.identical, verification.n_calls) == (True, 1)


def test_a_reply_that_was_recorded_is_not_asked_for_again(tmp_path: Path) -> None:
    folder = begun(sandbox_of(ScriptedChat([])), tmp_path)
    played(sandbox_of(ScriptedChat([leaving])), folder)
    folder.events.write_bytes(b"")
    played(sandbox_of(ScriptedChat([])), folder)


def test_it_words_the_moves_of_a_guided_seat(tmp_path: Path) -> None:
    chat = ScriptedChat([lambda _request: json.dumps({"message": "Our number."})] * 50)
    sandbox = sandbox_of(chat)
    played(sandbox, begun(sandbox, tmp_path, "guided:linear:other"))
    assert chat.calls


def test_a_budget_holds_for_it_and_money_needs_prices(tmp_path: Path) -> None:
    sandbox = sandbox_of(ScriptedChat([]))
    folder = begun(sandbox, tmp_path)
    with pytest.raises(ChatBudgetSpent):
        played(sandbox, folder, max_calls=0)
    with pytest.raises(UsageError, match="'other' has no prices"):
        played(sandbox, folder, max_cost=1)


def test_a_run_does_not_go_on_with_another_model_of_the_same_name(tmp_path: Path) -> None:
    folder = begun(sandbox_of(ScriptedChat([])), tmp_path)
    with pytest.raises(UsageError, match="began with theirs at elsewhere, now it is newer"):
        played(sandbox_of(ScriptedChat([]), model="newer"), folder)


def test_what_it_raises_is_passed_on(tmp_path: Path) -> None:
    sandbox = sandbox_of(ScriptedChat([RuntimeError("a limit of theirs")]))
    with pytest.raises(RuntimeError, match="a limit of theirs"):
        played(sandbox, begun(sandbox, tmp_path))


def test_it_has_no_endpoint_of_ours_and_others_keep_theirs() -> None:
    endpoints = sandbox_of(ScriptedChat([])).endpoints
    assert endpoints.address("other") == ADDRESS
    assert (endpoints.found("other"), endpoints.found("m"), endpoints.found(None)) == (
        "other",
        "m",
        "m",
    )
    assert endpoints.delegate("m") is None
    with pytest.raises(UsageError, match="somebody else asks it"):
        endpoints.profile("other")
