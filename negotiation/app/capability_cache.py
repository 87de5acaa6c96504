"""What endpoints take, kept from one run to the next. Never a key, and no address in plain letters.

It saves a rejected request at the start of a run and nothing else. So a file that cannot be read
counts as empty, and one that cannot be written is left alone.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from negotiation.domain.values import Value
from negotiation.llm.capabilities import Capabilities
from negotiation.store.files import replace_file

__all__ = ["CapabilityCache"]

FILE = "endpoints.json"


class _Entry(Value):
    found_at: str
    capabilities: Capabilities


class CapabilityCache:
    """Capabilities by address, which is what a run's record says of where a model was asked.

    Args:
        folder: where the file is; None keeps nothing.
        clock: says when something was found out.
    """

    def __init__(self, folder: Path | None, *, clock: Callable[[], datetime] | None = None) -> None:
        self._path = folder / FILE if folder is not None else None
        self._clock = clock or _utc_now

    @property
    def path(self) -> Path | None:
        """The file; None when nothing is kept."""
        return self._path

    def get(self, address: Mapping[str, str]) -> Capabilities | None:
        """Return what was found out about an endpoint and model."""
        entry = self._read().get(_key_of(address))
        try:
            return _Entry.model_validate(entry).capabilities if entry is not None else None
        except ValidationError:
            return None

    def put(self, address: Mapping[str, str], capabilities: Capabilities) -> bool:
        """Keep what was found out, and say whether that was possible."""
        if self._path is None:
            return False
        if (
            self.get(address) == capabilities
        ):  # of many runs that find it out at once the first says so
            return True
        found_at = self._clock().isoformat(timespec="seconds")
        entry = _Entry(found_at=found_at, capabilities=capabilities)
        entries = {**self._read(), _key_of(address): entry.model_dump(mode="json")}
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, json.dumps(entries, indent=2).encode())
            return True
        return False

    def _read(self) -> dict[str, object]:
        try:
            entries = json.loads(self._path.read_bytes()) if self._path is not None else {}
        except (OSError, ValueError, RecursionError):
            return {}
        return entries if isinstance(entries, dict) else {}


def _key_of(address: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(address), sort_keys=True).encode()).hexdigest()[:32]


def _utc_now() -> datetime:
    return datetime.now(UTC)
