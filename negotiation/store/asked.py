"""Which calls were begun: a line of text each, written before the call leaves.

A process that is killed has asked and never heard. The call may have been paid for all the same, so
what a run has spent is what was asked, not what came back.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from negotiation.errors import LogError
from negotiation.llm.chat import Chat, ChatReply, ChatRequest
from negotiation.llm.recorded import ChatRecord

__all__ = ["AskedChat", "n_lost_calls"]


class AskedChat:
    """A ``Chat`` that writes down the key of every call before ``inner`` makes it."""

    def __init__(self, inner: Chat, path: Path) -> None:
        self._inner = inner
        self._path = path

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner``. Raises ``LogError`` when nothing can be written down."""
        try:
            with self._path.open("ab", buffering=0) as file:
                file.write(request.key.encode() + b"\n")
        except OSError as exc:
            raise LogError(f"cannot write {self._path}: {exc.strerror}") from exc
        return await self._inner.complete(request)


def n_lost_calls(path: Path, records: Iterable[ChatRecord]) -> int:
    """Return how many calls were begun and never recorded: under way when a process ended.

    Args:
        path: the file of the calls that were begun; it need not be there.
        records: of the same run.
    """
    if not path.exists():
        return 0
    asked = Counter(path.read_text("utf-8").splitlines())
    recorded = Counter(record.key for record in records if not record.is_carried)
    return sum((asked - recorded).values())
