"""A model endpoint on the loopback, with a key that must never be seen."""

from pathlib import Path

from negotiation.domain.chronicle import table_events
from negotiation.domain.events import Event
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import read_chats
from negotiation.store.jsonl import read_events
from tests.builders import write_file
from tests.cli.commands import Done, Haggle
from tests.loopback import LoopbackServer

__all__ = ["KEY", "Endpoint", "clean"]

KEY = "sk-canary-0815-never-shown"


class Endpoint:
    """Points the command at a server, by a models file in the folder where it is called."""

    def __init__(self, haggle: Haggle, folder: Path) -> None:
        self.haggle = haggle
        self.folder = folder
        self.read_timeout_seconds = 20.0

    def at(self, base_url: str) -> None:
        entry = {
            "base_url": base_url,
            "model": "m",
            "api_key_env": "THE_KEY",
            "attempts": 3,
            "read_timeout_seconds": self.read_timeout_seconds,
        }
        write_file(self.folder / "models.yaml", {"loop": entry})

    def run(self, server: LoopbackServer, scenario: str | Path, *arguments: str) -> Done:
        self.at(server.base_url)
        return self.haggle("run", scenario, "--out", "r", *arguments)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(table_events(read_events(self.folder / "r" / "events.jsonl")))

    @property
    def calls(self) -> tuple[ChatRecord, ...]:
        return read_chats(self.folder / "r" / "chats.jsonl")


def clean(done: Done) -> Done:
    """Check that a command that ended well showed no key."""
    assert done.code == 0, done.err
    assert KEY not in done.out + done.err
    return done
