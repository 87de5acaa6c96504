"""A seat played by a language model in the voice of a persona. One call a turn as a rule."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from negotiation.agents.negotiator import Answer, NoMove, SeatBrief
from negotiation.agents.parsing import MoveProblem, parse_move, reply_schema
from negotiation.agents.prompts import render_repair, render_system, render_turn
from negotiation.domain.moves import Move
from negotiation.errors import ChatDeclined
from negotiation.llm.chat import Chat, ChatMessage, ChatReply, ChatRequest
from negotiation.llm.recorded import ChatRecord
from negotiation.protocol.view import View

__all__ = ["MAX_REPAIRS", "LlmPersona"]

MAX_REPAIRS = 2
"""Times that a reply which is no move is asked for again."""

NO_REPLY = "(no reply)"
"""What stands in a conversation where the model said nothing."""


class _CallKey(NamedTuple):
    """Which move of a run a call was made for. Ordered within one seat."""

    table: str
    party: str
    turn: int
    refusals: int

    @classmethod
    def of(cls, view: View) -> "_CallKey":
        return cls(view.table, view.party, view.turn, len(view.refusals))

    @classmethod
    def parse(cls, key: str) -> "_CallKey | None":
        found = _KEY.fullmatch(key)
        if found is None:
            return None
        return cls(found["table"], found["party"], int(found["turn"]), int(found["refusals"]))

    def __str__(self) -> str:
        return f"{self.table}/{self.party}/t{self.turn}/r{self.refusals}"


_KEY = re.compile(r"(?P<table>[^/]+)/(?P<party>[^/]+)/t(?P<turn>\d+)/r(?P<refusals>\d+)/a\d+")


class LlmPersona:
    """Plays a seat through a chat. Its conversation only ever grows.

    ``earlier`` are the records of the run so far: a resumed seat goes on with the very messages
    that the first one had.
    """

    def __init__(self, brief: SeatBrief, chat: Chat, *, earlier: Sequence[ChatRecord] = ()) -> None:
        self._brief = brief
        self._chat = chat
        self._earlier = earlier
        self._schema = reply_schema(brief.space)
        self._messages: list[ChatMessage] = []
        self._last_turn = 0

    async def propose(self, view: View) -> Answer:
        """Ask the model for the move that is due; after ``MAX_REPAIRS`` bad replies give up.

        When no reply comes the conversation is as it was before, so that the seat can be asked
        again and sends the same messages.
        """
        messages, last_turn = list(self._messages), self._last_turn
        try:
            return await self._converse(view)
        except BaseException:
            self._messages, self._last_turn = messages, last_turn
            raise

    async def _converse(self, view: View) -> Answer:
        if not self._messages:
            self._begin(view)
        turn = render_turn(self._brief, view, since_turn=self._last_turn)
        self._messages.append(ChatMessage(role="user", content=turn))
        self._last_turn = view.turn
        answer = await self._ask(view, 0)
        for attempt in range(1, MAX_REPAIRS + 1):
            if isinstance(answer, Move):
                return answer
            repair = render_repair(self._brief.language, answer.message)
            self._messages.append(ChatMessage(role="user", content=repair))
            answer = await self._ask(view, attempt)
        if isinstance(answer, Move):
            return answer
        return NoMove(f"no usable reply in {MAX_REPAIRS + 1} tries: {answer.message}")

    def _begin(self, view: View) -> None:
        """Start the conversation, or take it up where the records of an earlier process end."""
        for record in reversed(self._earlier):
            called = _CallKey.parse(record.key)
            if called is None or (called.table, called.party) != (view.table, view.party):
                continue
            if record.reply is not None and called < _CallKey.of(view):
                self._messages = [*record.messages, _spoken(record.reply)]
                self._last_turn = called.turn
                return
        system = ChatMessage(role="system", content=render_system(self._brief))
        self._messages = [system]

    async def _ask(self, view: View, attempt: int) -> Move | MoveProblem:
        """Ask once. That the model declines is its own doing, and said to it as any bad reply."""
        request = ChatRequest(
            messages=tuple(self._messages),
            schema_name="move",
            json_schema=self._schema,
            key=f"{_CallKey.of(view)}/a{attempt}",
        )
        try:
            reply = await self._chat.complete(request)
        except ChatDeclined as exc:
            self._messages.append(ChatMessage(role="assistant", content=NO_REPLY))
            return MoveProblem(f"{exc}.")
        self._messages.append(_spoken(reply))
        return self._read(reply)

    def _read(self, reply: ChatReply) -> Move | MoveProblem:
        if reply.finish_reason == "length":
            return MoveProblem("the reply was cut off; be shorter.")
        return parse_move(reply.text, self._brief.space)


def _spoken(reply: ChatReply) -> ChatMessage:
    return ChatMessage(role="assistant", content=reply.text or NO_REPLY)
