"""The model ``local``: a model file of this machine, served for as long as somebody asks it.

The server is a child of this process, on a port of its own, and asks for a key that nobody else
knows. It ends with the context, and also when this process is killed: see ``serving``.
"""

import asyncio
import json
import re
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from negotiation.app.model_files import sha256_of
from negotiation.app.serving import Orders
from negotiation.errors import ChatUnavailable, UsageError
from negotiation.llm.gguf_server import ModelServing

__all__ = ["LOCAL", "ServedModel", "local_address", "served"]

LOCAL = "local"
"""The name of the model; a profile of the models file may take it."""

LOADING_SECONDS = 300.0
"""The longest wait for the model to be loaded."""

HEALTH_CHECKS = 40
HEALTH_SECONDS = 0.25
"""Between two checks, and of each at most."""

ENDING_SECONDS = 5.0
"""The longest wait for the child to end by itself."""


class ServedModel(NamedTuple):
    """Where a served model is reached."""

    base_url: str
    api_key: str


def local_address(file: Path) -> dict[str, str]:
    """Return what stands for the address in a run's record: it is the same on every port."""
    return {"base_url": LOCAL, "model": f"{file.name} sha256:{sha256_of(file)}"}


@asynccontextmanager
async def served(
    file: Path, *, n_slots: int = 2, seed: int | None = None
) -> AsyncIterator[ServedModel]:
    """Serve ``file`` in a child process while the context is open.

    Raises:
        UsageError: the extra ``local`` is missing, or the file is no model that loads.
        ChatUnavailable: the server did not come up in time.
    """
    serving = ModelServing(file=file, port=0, n_slots=n_slots, seed=seed)
    orders = Orders(serving=serving, api_key=secrets.token_urlsafe(24))
    with TemporaryFile() as complaints:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "negotiation.app.serving"),  # the folder we stand in has no say
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,  # Ctrl-C is for us; the child goes when we are done
        )
        try:
            base_url = await _address(child, orders, complaints)
            await _wait_until_healthy(base_url)
            yield ServedModel(base_url, orders.api_key)
        finally:
            await _end(child)


async def _address(child: asyncio.subprocess.Process, orders: Orders, complaints: IO[bytes]) -> str:
    """Tell the child what to serve, and return where it does."""
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child was started without pipes")
    try:
        child.stdin.write(orders.model_dump_json().encode() + b"\n")
        await child.stdin.drain()
        line = await asyncio.wait_for(child.stdout.readline(), LOADING_SECONDS)
    except TimeoutError as exc:
        raise ChatUnavailable(f"the model did not load in {LOADING_SECONDS:.0f} s") from exc
    except (BrokenPipeError, ConnectionResetError):
        line = b""
    said: Mapping[str, str] = json.loads(line) if line else {}
    if "address" in said:
        return said["address"]
    problem = said.get("problem", "the server of the local model ended before it answered")
    reason = _first_line(complaints)
    raise UsageError(f"{problem} ({reason})" if reason else problem)


def _first_line(complaints: IO[bytes]) -> str:
    """Return the first error of llama.cpp, which says most, without its time and level."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").splitlines()
    return re.sub(r"^[\d.]+ [A-Z] +", "", lines[0]) if lines else ""


async def _wait_until_healthy(base_url: str) -> None:
    for _ in range(HEALTH_CHECKS):
        if await asyncio.to_thread(_is_healthy, base_url):
            return
        await asyncio.sleep(HEALTH_SECONDS)
    raise ChatUnavailable(f"the server of the local model is not well after {HEALTH_CHECKS} checks")


def _is_healthy(base_url: str) -> bool:
    address = urlsplit(base_url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=HEALTH_SECONDS)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP's own
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


async def _end(child: asyncio.subprocess.Process) -> None:
    """End the child: by the end of its input, or by force."""
    try:
        if child.stdin is not None:
            child.stdin.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(child.communicate(), ENDING_SECONDS)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
