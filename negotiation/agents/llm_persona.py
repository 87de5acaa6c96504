"""A seat played by a language model in the voice of a persona. One call a turn as a rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation.agents.call_keys import CallKey
from negotiation.agents.digest import n_heard_in, render_elsewhere
from negotiation.agents.negotiator import Answer, NoMove, SeatBrief
from negotiation.agents.parsing import MoveProblem, ReplyReader
from negotiation.agents.patience import Mood
from negotiation.agents.prompts import render_repair, render_system
from negotiation.agents.reply_schema import reply_schema
from negotiation.agents.signing_card import (
    is_approver,
    render_approver_system,
    render_request,
)
from negotiation.agents.state_card import render_turn
from negotiation.agents.temper import SeatTemper
from negotiation.domain.moves import Move
from negotiation.errors import ChatDeclined, ChatTooLong
from negotiation.llm.chat import Chat, ChatMessage, ChatReply, ChatRequest
from negotiation.llm.recorded import ChatRecord
from negotiation.protocol.view import View

__all__ = ["MAX_REPAIRS", "LlmPersona", "SeatStyle"]

MAX_REPAIRS = 2
"""Times that a reply which is no move is asked for again."""

NO_REPLY = "(no reply)"
"""What stands in a conversation where the model said nothing."""


@dataclass(frozen=True, slots=True)
class SeatStyle:
    """How a seat is played, besides who plays it."""

    temperature: float | None = None
    """Of its calls; ``None`` is that of the model's profile."""
    memory_turns: int | None = None
    """Own turns that its conversation keeps; ``None`` keeps all. A window saves tokens on long
    talks and costs the server's cache, since the prompt no longer only grows."""
    is_patient: bool = False
    """Whether it stays however long nothing moves; else the persona's patience decides."""


class LlmPersona:
    """Plays a seat through a chat. Its conversation only ever grows.

    ``earlier`` are the records of the run so far: a resumed seat goes on with the very messages
    that the first one had.
    """

    def __init__(
        self,
        brief: SeatBrief,
        chat: Chat,
        *,
        style: SeatStyle | None = None,
        earlier: Sequence[ChatRecord] = (),
    ) -> None:
        self._brief = brief
        self._chat = chat
        self._style = style or SeatStyle()
        self._earlier = earlier
        self._temper = SeatTemper(brief, is_patient=self._style.is_patient)
        self._reader = ReplyReader(brief.space, brief.claimable_facts, brief.estimated_issue)
        self._messages: list[ChatMessage] = []
        self._last_turn = 0
        self._n_heard = 0

    async def propose(self, view: View) -> Answer:
        """Ask the model for the move that is due; after ``MAX_REPAIRS`` bad replies give up.

        A seat that is out of patience leaves without asking its model. A conversation that has
        outgrown the model loses its older half. When no reply comes it is as it was before, so that
        the seat can be asked again and sends the same messages.
        """
        mood = self._temper.mood(view)
        if mood == "out":
            return self._temper.leave()
        if not self._messages:
            self._begin(view)
        is_whole = self._style.memory_turns is not None
        while True:
            before = list(self._messages), self._last_turn, self._n_heard
            try:
                return await self._converse(view, mood, is_whole=is_whole)
            except BaseException as exc:
                self._messages, self._last_turn, self._n_heard = before
                is_shorter = isinstance(exc, ChatTooLong) and self._forget_half()
                if not is_shorter:
                    raise
            is_whole = True  # what the card would refer to is gone

    async def _converse(self, view: View, mood: Mood, *, is_whole: bool) -> Answer:
        turn = self._turn(view, mood, is_whole=is_whole)
        self._n_heard = len(view.elsewhere)
        self._messages.append(ChatMessage(role="user", content=turn))
        self._forget()
        self._last_turn = view.turn
        problem = MoveProblem("")
        for attempt in range(MAX_REPAIRS + 1):
            if attempt:
                repair = render_repair(self._brief.language, problem.message)
                self._messages.append(ChatMessage(role="user", content=repair))
            answer = await self._ask(view, attempt)
            if isinstance(answer, Move):
                return answer.model_copy(update={"n_invalid_replies": attempt})
            problem = answer
        n_tries = MAX_REPAIRS + 1
        reason = f"no usable reply in {n_tries} tries: {problem.message}"
        return NoMove(reason, owner="model", n_invalid_replies=n_tries)

    def _turn(self, view: View, mood: Mood, *, is_whole: bool) -> str:
        brief = self._brief
        if is_approver(brief, view):
            return render_request(brief, view)
        return render_turn(
            brief,
            view,
            since_turn=self._last_turn,
            mood=mood,
            advice=brief.desk.advise(view) if brief.desk is not None else "",
            is_whole=is_whole,
            elsewhere=render_elsewhere(brief, view.elsewhere, self._n_heard),
        )

    def _begin(self, view: View) -> None:
        """Start the conversation, or take it up where the records of an earlier process end."""
        for record in reversed(self._earlier):
            called = CallKey.parse(record.key)
            if called is None or (called.table, called.party) != (view.table, view.party):
                continue
            said = _said_in(record)
            if said is not None and called < CallKey.of(view):
                self._messages = [*record.messages, said]
                self._last_turn = called.turn
                self._n_heard = n_heard_in(self._brief, self._messages)
                return
        signs = is_approver(self._brief, view)
        system = ChatMessage(
            role="system",
            content=render_approver_system(self._brief) if signs else render_system(self._brief),
        )
        self._messages = [system]

    def _forget(self) -> None:
        """Drop what lies behind the window: all but the last own turns, and the system message.

        A turn begins with a message of ours that answers none of the model's own mistakes, so a
        repair goes with the turn it belongs to.
        """
        if self._style.memory_turns is not None:
            kept = self._turn_starts()[-(self._style.memory_turns + 1) :]
            self._messages[1 : kept[0]] = []

    def _forget_half(self) -> bool:
        """Drop the older half of the own turns, and say whether there was any to drop."""
        starts = [*self._turn_starts(), len(self._messages)]
        kept = starts[len(starts) // 2]
        is_shorter = kept > 1
        self._messages[1:kept] = []
        return is_shorter

    def _turn_starts(self) -> list[int]:
        """Return where the own turns begin in the conversation."""
        repair = render_repair(self._brief.language, "\0").partition("\0")[0]
        return [
            place
            for place, message in enumerate(self._messages)
            if message.role == "user" and not message.content.startswith(repair)
        ]

    async def _ask(self, view: View, attempt: int) -> Move | MoveProblem:
        """Ask once. That the model declines is its own doing, and said to it as any bad reply."""
        request = ChatRequest(
            messages=tuple(self._messages),
            schema_name="move",
            json_schema=reply_schema(
                self._brief.space,
                facts=self._brief.claimable_facts,
                estimates=self._brief.estimated_issue is not None,
                talk=self._brief.talk,
                acts=view.legal_acts,
                is_signature=is_approver(self._brief, view),
            ),
            temperature=self._style.temperature,
            seed=self._brief.seed,
            key=CallKey.of(view).attempt(attempt),
        )
        try:
            reply = await self._chat.complete(request)
        except ChatDeclined as exc:
            self._messages.append(ChatMessage(role="assistant", content=NO_REPLY))
            return MoveProblem(f"{exc}.")
        self._messages.append(_spoken(reply))
        return self._read(reply, view)

    def _read(self, reply: ChatReply, view: View) -> Move | MoveProblem:
        if reply.finish_reason == "length":
            return MoveProblem("the reply was cut off; be shorter.")
        return self._reader.read(reply.text, view)


def _said_in(record: ChatRecord) -> ChatMessage | None:
    """Return what a call left in the conversation; ``None`` where nobody answered."""
    if record.reply is not None:
        return _spoken(record.reply)
    is_declined = (record.error or "").startswith(ChatDeclined.__name__)
    return ChatMessage(role="assistant", content=NO_REPLY) if is_declined else None


def _spoken(reply: ChatReply) -> ChatMessage:
    return ChatMessage(role="assistant", content=reply.text or NO_REPLY)
