"""Any GGUF model as an OpenAI-compatible server on this machine: llama.cpp's own, from xllamacpp.

The only module that knows xllamacpp, which is an extra. The server lives in this process and is
reached from this machine alone. llama.cpp writes errors to standard error, and nothing else.
"""

import os
import socket
from pathlib import Path
from types import ModuleType

from pydantic import Field

from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["HOST", "GgufServer", "ModelServing", "check_gguf", "check_installed"]

HOST = "127.0.0.1"

MAGIC = b"GGUF"
"""The first bytes of every GGUF file."""

CACHE_MIB = 256
"""Prompts kept aside for slots that were given away; llama.cpp's own default is 8 GiB [MiB]."""

SMALL_BYTES = 1_000_000_000
SMALL_REPEAT_PENALTY = 1.1
"""Small models fall into loops and fill every text to its limit; a light penalty ends most."""

MAX_THREADS = 4
"""Threads that are used without asking; beyond that half of what the machine has."""


class ModelServing(Value):
    """Which file is served, and how.

    ``seed`` makes the same calls in the same order give the same replies, as nearly as llama.cpp
    can; without one every call has its own.
    """

    file: Path
    port: int = Field(default=8080, ge=0, le=65_535)
    """0 is any free one."""
    n_slots: int = Field(default=2, ge=1, le=64)
    """Conversations that are worked on at once; each keeps its own prompt in the cache."""
    slot_tokens: int = Field(default=8192, ge=256, le=1_048_576)
    """Prompt and reply of one conversation at most."""
    n_threads: int | None = Field(default=None, ge=1, le=1024)
    seed: int | None = Field(default=None, ge=0, lt=2**32 - 1)

    @property
    def alias(self) -> str:
        """The name of the model."""
        return self.file.stem


def check_gguf(file: Path) -> None:
    """Raise ``UsageError`` unless ``file`` is there and begins as a GGUF file does."""
    if not file.is_file():
        raise UsageError(f"no model file {file}")
    with file.open("rb") as opened:
        found = opened.read(len(MAGIC))
    if found != MAGIC:
        raise UsageError(f"{file} is no GGUF file: it begins with {found!r}, expected {MAGIC!r}")


class GgufServer:
    """A model that is loaded and served.

    It serves until its process ends, and should not be let go of before: with a call under way,
    llama.cpp's destructor waits for ever.

    Raises:
        UsageError: the extra is missing, the file is no model, or the port is taken.
    """

    def __init__(self, serving: ModelServing, *, api_key: str = "") -> None:
        check_gguf(serving.file)
        _check_port(serving.port)
        library = _xllamacpp()
        try:
            self._server = library.Server(_parameters(library, serving, api_key))
        except RuntimeError as exc:
            raise UsageError(
                f"{serving.file} does not load: it is cut, of another version, or too large for "
                "the memory"
            ) from exc

    @property
    def address(self) -> str:
        """Where it answers, up to and with ``/v1``."""
        return f"{self._server.listening_address}/v1"


def _check_port(port: int) -> None:
    try:
        socket.create_server((HOST, port)).close()
    except OSError as exc:
        raise UsageError(f"port {port} of {HOST} cannot be used: {exc.strerror}") from exc


def check_installed() -> None:
    """Raise ``UsageError`` unless the extra is installed."""
    _xllamacpp()


def _xllamacpp() -> ModuleType:
    try:
        import xllamacpp  # noqa: PLC0415 - an extra, and heavy
    except ImportError as exc:
        raise UsageError(
            "serving a model needs the extra 'local', which is not installed: "
            "pip install 'haggle[local]' (in a checkout: pip install -e '.[local]')"
        ) from exc
    library: ModuleType = xllamacpp
    return library


def _parameters(library: ModuleType, serving: ModelServing, api_key: str) -> object:
    parameters = library.CommonParams()
    parameters.model.path = str(serving.file)
    parameters.model_alias = {serving.alias}
    parameters.hostnames = [HOST]
    parameters.port = serving.port
    parameters.api_keys = [api_key] if api_key else []
    parameters.n_parallel = serving.n_slots
    parameters.n_ctx = serving.slot_tokens * serving.n_slots
    threads = serving.n_threads or _threads()
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.cache_ram_mib = CACHE_MIB
    parameters.ui = False
    parameters.verbosity = 1
    if serving.seed is not None:
        parameters.sampling.seed = serving.seed
    if serving.file.stat().st_size < SMALL_BYTES:
        parameters.sampling.penalty_repeat = SMALL_REPEAT_PENALTY
    return parameters


def _threads() -> int:
    n_cores = os.cpu_count() or 1
    return min(n_cores, max(MAX_THREADS, n_cores // 2))
