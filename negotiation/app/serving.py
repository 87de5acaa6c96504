"""Serving a model in this process until told to stop, and the child that does so for a run.

``local_model`` starts this module as a program of its own. The child reads its orders from
standard input and serves until that ends, so it cannot outlive whoever started it: when a process
dies, however it dies, its pipes are closed.
"""

import json
import os
import sys
from collections.abc import Callable
from queue import SimpleQueue
from signal import SIG_IGN, SIGINT, SIGTERM, getsignal, signal
from typing import NoReturn, TextIO

from negotiation.domain.values import Value
from negotiation.errors import UsageError
from negotiation.llm.gguf_server import GgufServer, ModelServing
from negotiation.settings import wait_passively

__all__ = ["Orders", "serve_until_signalled"]


class Orders(Value):
    """What the child is told, in one line. The key comes this way, for arguments are public."""

    serving: ModelServing
    api_key: str = ""


def serve_until_signalled(
    serving: ModelServing,
    *,
    ready: Callable[[str], None],
    interrupted: int,
    api_key: str = "",
) -> NoReturn:
    """Serve a model, then end this process: with 0 if asked to, with ``interrupted`` on Ctrl-C.

    ``ready`` is told the address once it answers.

    Raises:
        UsageError: what ``GgufServer`` raises.
    """
    received: SimpleQueue[int] = SimpleQueue()

    def heed(address: str) -> None:  # while the model loads, SIGTERM ends the process at once
        for each in (SIGINT, SIGTERM):
            if getsignal(each) is not SIG_IGN:
                signal(each, lambda number, _: received.put(number))
        ready(address)

    def wait() -> int:
        return interrupted if received.get() == SIGINT else 0

    _serve(serving, ready=heed, wait=wait, api_key=api_key)


def _serve(
    serving: ModelServing, *, ready: Callable[[str], None], wait: Callable[[], int], api_key: str
) -> NoReturn:
    """Serve for as long as ``wait`` takes, and end this process with the code it returns."""
    wait_passively()
    server = GgufServer(serving, api_key=api_key)
    ready(server.address)
    code = wait()
    sys.stdout.flush()
    os._exit(code)  # nothing may let go of the server, nor wait for the calls under way


def _child(told: TextIO, out: TextIO) -> int:
    """Serve as told until ``told`` ends; say ``{"address": ...}`` or ``{"problem": ...}``."""
    orders = Orders.model_validate_json(told.readline())

    def say(**what: str) -> None:
        out.write(json.dumps(what) + "\n")
        out.flush()

    def wait() -> int:
        told.read()
        return 0

    try:
        _serve(
            orders.serving,
            ready=lambda address: say(address=address),
            wait=wait,
            api_key=orders.api_key,
        )
    except UsageError as exc:
        say(problem=str(exc))
        return 2


if __name__ == "__main__":
    sys.exit(_child(sys.stdin, sys.stdout))
