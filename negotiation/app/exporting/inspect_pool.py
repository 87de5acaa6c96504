"""The messages of all calls of a run, each once: calls point into the pool.

A conversation grows by a turn a call, so a log with every call's messages in full would grow with
the square of the turns. The pool is laid out seat by seat, so that most calls need one range.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from negotiation.app.exporting.inspect_parts import Ids, Json, seat_of
from negotiation.llm.chat import ChatMessage
from negotiation.llm.recorded import ChatRecord

__all__ = ["MessagePool"]


class MessagePool:
    """The messages of calls, and where each call finds its own."""

    def __init__(self, calls: Sequence[ChatRecord], ids: Ids) -> None:
        self.messages: list[Json] = []
        """As Inspect's chat messages."""
        self._ids = ids
        self._places: dict[str, int] = {}
        """By id."""
        for call in sorted(calls, key=seat_of):  # stable: a seat's calls stay in order
            for name, message in self._named(call):
                if name not in self._places:
                    self._places[name] = len(self.messages)
                    self.messages.append(
                        {"id": name, "role": message.role, "content": message.content}
                    )

    def ranges(self, call: ChatRecord) -> list[list[int]]:
        """Return where a call's messages stand, as ranges from a place to before another one."""
        found: list[list[int]] = []
        for name, _ in self._named(call):
            place = self._places[name]
            if found and found[-1][1] == place:
                found[-1][1] = place + 1
            else:
                found.append([place, place + 1])
        return found

    def reply_id(self, call: ChatRecord) -> str:
        """Return the id of a call's reply: that of the message it becomes in the next call."""
        said = call.reply.text if call.reply is not None else ""
        message = ChatMessage(role="assistant", content=said)
        n_before = sum(each == message for each in call.messages)
        return self._name(seat_of(call), message, n_before)

    def _named(self, call: ChatRecord) -> Iterator[tuple[str, ChatMessage]]:
        """Yield a call's messages with their ids; the same words said twice are two messages."""
        seat, seen = seat_of(call), Counter[ChatMessage]()
        for message in call.messages:
            yield self._name(seat, message, seen[message]), message
            seen[message] += 1

    def _name(self, seat: str, message: ChatMessage, n_before: int) -> str:
        return self._ids.of("message", seat, message.role, message.content, n_before)
