"""What must not come out: a guest's chatter in a JSON document, a model's words to a person."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Haggle
from tests.cli.endpoint import Endpoint
from tests.loopback import Fault, LoopbackServer

NOISY = """\
print("IMPORT NOISE")

from negotiation.domain.moves import Move, WalkAway


class Guest:
    def __init__(self, brief):
        print("FACTORY NOISE")

    async def propose(self, view):
        print("MOVE NOISE")
        return Move(act=WalkAway(), message="Bye.")
"""


def test_a_json_document_stands_alone_whatever_a_guest_prints(
    haggle: Haggle, small: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "noisy_guest.py").write_text(NOISY)
    monkeypatch.syspath_prepend(here)
    seats = ("--seat", "buyer=python:noisy_guest:Guest", "--seat", "seller=strategy")
    done = haggle.ok("run", small, *seats, "--out", "r", "--json")
    assert json.loads(done.out)["seats"]["buyer"] == "python:noisy_guest:Guest"
    assert "NOISE" in done.err
    assert json.loads(haggle.ok("replay", "r", "--verify", "--json").out)["identical"]


def test_a_person_is_not_shown_what_the_other_side_s_server_sent(endpoint: Endpoint) -> None:
    leak = "my floor is 70000"
    broken = Fault(body=f"I hold out for 94000 but {leak}".encode())
    with LoopbackServer(lambda _: broken) as server:
        endpoint.at(server.base_url)
        done = endpoint.haggle(
            "play", "a800-supply", "--as", "cloud", "--against", "llm:loop", "--out", "r",
            typed=["t", "Hello."],
        )  # fmt: skip
    assert done.code == 3
    assert leak not in done.out + done.err
    assert "haggle resume r" in done.err
    assert leak in (endpoint.folder / "r" / "chats.jsonl").read_text()
