from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from negotiation.store.log import EventLog, MemoryLog
from tests.store.event_log_contract import EventLogContract


class TestMemoryLog(EventLogContract):
    def opened(self, folder: Path) -> AbstractContextManager[EventLog]:  # noqa: ARG002 - the port
        return nullcontext(MemoryLog())
