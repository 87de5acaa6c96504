"""Our server with a real model in it: it answers in the wanted form, and leaves nothing behind."""

import asyncio
import json
import os
import select
import signal
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from negotiation.llm.chat import ChatMessage, ChatReply, ChatRequest
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from tests.app.scenarios import opposed, write
from tests.cli.commands import PATIENCE_SECONDS, Haggle, Process, Processes
from tests.real_llm.conftest import NAME

pytestmark = pytest.mark.real_llm

SCHEMA = {
    "type": "object",
    "properties": {"gpus": {"type": "integer", "enum": [64, 128, 256]}},
    "required": ["gpus"],
    "additionalProperties": False,
}


def ask(base_url: str, *said: str) -> ChatReply:
    roles = ("system", "user", "assistant", "user", "assistant", "user")
    messages = [
        ChatMessage.model_validate({"role": role, "content": content})
        for role, content in zip(roles, said, strict=False)
    ]
    request = ChatRequest(messages=tuple(messages), json_schema=SCHEMA, max_tokens=100)
    profile = ModelProfile(name="real", base_url=base_url, model=NAME)

    async def complete() -> ChatReply:
        async with OpenAIChat(profile) as chat:
            return await chat.complete(request)

    return asyncio.run(complete())


def test_the_server_is_well_and_names_its_model(base_url: str) -> None:
    address = urlsplit(base_url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
    connection.request("GET", "/health")
    assert connection.getresponse().status == 200
    connection.close()

    async def listed() -> tuple[str, ...]:
        async with OpenAIChat(ModelProfile(name="r", base_url=base_url, model=NAME)) as chat:
            return await chat.model_names()

    assert asyncio.run(listed()) == (NAME,)


def test_a_reply_has_the_form_and_the_second_turn_finds_the_first_in_the_cache(
    base_url: str,
) -> None:
    brief = "You order graphics cards. Reply with one JSON object. " * 8
    first = ask(base_url, brief, "How many cards?")
    assert json.loads(first.text)["gpus"] in {64, 128, 256}
    assert (first.finish_reason, first.rung, first.model) == ("stop", "json_schema", NAME)
    assert first.usage.prompt_tokens > 80
    assert first.usage.completion_tokens > 0
    second = ask(base_url, brief, "How many cards?", first.text, "And now?")
    assert json.loads(second.text)["gpus"] in {64, 128, 256}
    assert second.usage.cached_tokens is not None
    assert second.usage.cached_tokens >= 0.8 * first.usage.prompt_tokens


def test_a_server_with_a_key_answers_nobody_else(processes: Processes, model_folder: Path) -> None:
    server = processes.start(
        "model", "serve", model_folder / f"{NAME}.gguf", "--port", "0", "--parallel", "1",
        "--ctx", "512", "--api-key-env", "THE_KEY",
        environment={"THE_KEY": "canary"},
    )  # fmt: skip
    address = urlsplit((server.read_line() or server.errors()).split()[1])
    statuses = []
    for headers in ({}, {"Authorization": "Bearer canary"}):
        connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/v1/props", headers=headers)
        statuses.append(connection.getresponse().status)
        connection.close()
    assert statuses[0] == 401
    assert statuses[1] != 401
    done = server.interrupt()
    assert done.code == 130
    assert 'export HAGGLE_API_KEY="$THE_KEY"' in done.out
    assert "canary" not in done.out + done.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_server_that_is_busy_ends_when_it_is_told(
    processes: Processes, model_folder: Path, number: signal.Signals, code: int
) -> None:
    server = processes.start(
        "model", "serve", NAME, "--port", "0", environment={"HAGGLE_MODEL_DIR": str(model_folder)}
    )
    address = urlsplit((server.read_line() or server.errors()).split()[1])
    connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
    body = {
        "messages": [{"role": "user", "content": "Tell a long story."}],
        "max_tokens": 4000,
        "ignore_eos": True,
        "stream": True,
    }
    headers = {"content-type": "application/json"}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
    assert connection.getresponse().readline().startswith(b"data: ")
    server.popen.send_signal(number)
    assert server.popen.wait(PATIENCE_SECONDS) == code
    connection.close()


def test_doctor_looks_at_the_local_model(haggle: Haggle) -> None:
    report = haggle.ok("doctor", "--model", "local", "--json").json
    assert report["usable"]
    assert report["listed_models"] == [NAME]


def started_run(processes: Processes, folder: Path, model_folder: Path) -> Process:
    """Start a talk in which the local model answers second, and wait for the first offer."""
    scenario = write(folder, opposed(deadline_rounds=20))
    process = processes.start(
        "run", scenario, "--seat", "buyer=strategy", "--seat", "seller=llm:local", "--watch",
        "--out", "r", environment={"HAGGLE_MODEL_DIR": str(model_folder)},
    )  # fmt: skip
    process.read_until("offer o1")
    return process


def handle_of_child(process: Process) -> int:
    """Return a handle of the one child of a process, which stands for it also when it has ended."""
    pid = process.popen.pid
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    assert b"negotiation.app.serving" in Path(f"/proc/{child}/cmdline").read_bytes()
    return os.pidfd_open(int(child))


def has_ended(handle: int, *, within_seconds: float) -> bool:
    ended, _, _ = select.select([handle], [], [], within_seconds)
    os.close(handle)
    return bool(ended)


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_a_run_that_is_killed_leaves_no_server(
    processes: Processes, here: Path, model_folder: Path
) -> None:
    process = started_run(processes, here, model_folder)
    handle = handle_of_child(process)
    process.kill()
    assert has_ended(handle, within_seconds=PATIENCE_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_ctrl_c_ends_the_server_before_the_run_ends(
    processes: Processes, here: Path, model_folder: Path
) -> None:
    process = started_run(processes, here, model_folder)
    handle = handle_of_child(process)
    done = process.interrupt()
    assert has_ended(handle, within_seconds=0)
    assert done.code == 130
    assert "haggle resume r" in done.err
