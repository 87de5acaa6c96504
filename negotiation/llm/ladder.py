"""Asking for as much as an endpoint will take: the ladder of forms, and parameters it may not know.

The ladder goes from ``json_schema`` over ``json_object`` and ``tool`` to ``text``. A rung is how
the server was asked, never a promise that the text has the form.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from negotiation.errors import ChatRejected
from negotiation.llm.asking import body_of
from negotiation.llm.capabilities import Capabilities, lesson_of
from negotiation.llm.chat import ChatReply, ChatRequest, Rung
from negotiation.llm.profile import ModelProfile

__all__ = ["Ladder", "Post"]

Post: TypeAlias = Callable[[Mapping[str, object], Rung], Awaitable[ChatReply]]
"""Posts a body, and reads the reply as one on this rung."""


class Ladder:
    """What one chat knows of its endpoint, and how it finds out more.

    Args:
        profile: where the model lives.
        known: what was found out before; None begins at the top.
        on_learned: is told what is new once a reply has proved it, so that no failure of another
            kind is ever kept as a lesson.
        is_streamed: whether replies are asked for as streams.
    """

    def __init__(
        self,
        profile: ModelProfile,
        *,
        known: Capabilities | None,
        on_learned: Callable[[Capabilities], object] | None,
        is_streamed: bool,
    ) -> None:
        # What held in another process is worth a try, and one more step down if it fails.
        self.known = (known or Capabilities()).model_copy(update={"is_rung_proven": False})
        self._profile = profile
        self._kept = known
        self._on_learned = on_learned
        self._is_streamed = is_streamed

    async def climb(self, request: ChatRequest, post: Post) -> ChatReply:
        """Return the reply to ``request``, asked again with less after each lesson."""
        has_form = request.json_schema is not None
        while True:
            known = self.known
            rung: Rung = known.rung if has_form else "text"
            body = self.body_of(request, rung)
            try:
                reply = await post(body, rung)
            except ChatRejected as problem:
                lesson = lesson_of(problem, body, rung=rung, known=known)
                if lesson is None:
                    raise
                self.known = lesson.joined(self.known)
            else:
                self._keep(known.model_copy(update={"is_rung_proven": has_form}))
                return reply

    def body_of(self, request: ChatRequest, rung: Rung) -> dict[str, object]:
        """Return the body for a request on a rung, without what the endpoint rejects."""
        return body_of(
            request,
            self._profile,
            rung=rung,
            capabilities=self.known,
            is_streamed=self._is_streamed,
        )

    def _keep(self, proven: Capabilities) -> None:
        self.known = proven.joined(self.known)
        if self._on_learned is not None and self.known != self._kept:
            self._kept = self.known
            self._on_learned(self.known)
