"""The chat port: a request, a reply, and the one method that turns the first into the second.

Every wrapper in this room (`retrying`, `recorded`) and every source of replies (`openai_chat`,
`scripted`) has this shape, so they nest in any order and nobody above knows which one it holds.
Where a model lives is in `profile`.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, NamedTuple, Protocol, TypeAlias

from pydantic import AfterValidator, Field

from negotiation.domain.events import FaultOwner
from negotiation.domain.values import Value
from negotiation.errors import ChatDeclined, ChatError, ChatRejected

__all__ = [
    "RUNGS",
    "Chat",
    "ChatCost",
    "ChatMessage",
    "ChatReply",
    "ChatRequest",
    "ChatUsage",
    "FailedAttempt",
    "FinishReason",
    "Role",
    "Rung",
    "Watch",
    "WrittenSoFar",
    "failed_attempt",
    "to_encodable",
]

Role: TypeAlias = Literal["system", "user", "assistant"]

Rung: TypeAlias = Literal["json_schema", "json_object", "tool", "text"]
"""How the server was asked to hold the form: to the schema, to any JSON object, to the arguments
of a function, or not at all."""

RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "tool", "text")
"""The rungs from the strongest hold to none."""

FinishReason: TypeAlias = Literal["stop", "length", "other"]
"""Why the model stopped: done, cut at ``max_tokens``, or a word of the server's own."""


def to_encodable(text: str) -> str:
    r"""Return ``text`` with lone surrogates replaced, which no file and no wire can carry.

    >>> to_encodable("a\ud800b")
    'a?b'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


Encodable: TypeAlias = Annotated[str, AfterValidator(to_encodable)]


class ChatMessage(Value):
    """One message of a conversation."""

    role: Role
    content: Encodable


class ChatRequest(Value):
    """What is asked of a model, once.

    ``json_schema`` is the wanted form of the reply, or None for free text. A server may be unable
    to hold a model to it, so the messages should state the form too, with the word JSON.
    ``temperature`` and ``max_tokens`` of None mean the profile's own; a ``seed`` of None is not
    sent. ``key`` names the call in records ("vendor/t7/a0"): the same key and the same messages
    are the same call, also in a resumed run. A call without a key is never replayed.
    """

    messages: tuple[ChatMessage, ...] = Field(min_length=1)
    schema_name: str = Field(default="reply", pattern=r"^[A-Za-z0-9_-]{1,64}$")
    json_schema: Mapping[str, object] | None = None
    temperature: float | None = Field(default=None, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=1)
    seed: int | None = None
    key: str = ""


class ChatUsage(Value):
    """What a call used; 0 where the server did not say, None where it counts no cached tokens."""

    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)
    cached_tokens: int | None = Field(default=None, ge=0)


class ChatCost(Value):
    """What a call cost, by the prices of its endpoint."""

    amount: float = Field(ge=0)
    currency: str


class FailedAttempt(Value):
    """An attempt that brought no usable reply: what kind of failure, and whose fault it was."""

    kind: str
    """The name of the error, or ``cut`` or ``empty`` for a reply that came but says too little."""
    message: Encodable
    owner: FaultOwner


def failed_attempt(exc: Exception) -> FailedAttempt:
    """Return what is to be remembered of a failure.

    Transport faults and broken bodies are the endpoint's, so are its rejections; a refusal is the
    model's. The rest is ours, and its text stays out, for nobody has looked through it for a key.
    """
    kind = type(exc).__name__
    match exc:
        case ChatDeclined():
            return FailedAttempt(kind=kind, message=str(exc), owner="model")
        case ChatRejected(status=None):
            return FailedAttempt(kind=kind, message=str(exc), owner="engine")
        case ChatError():
            return FailedAttempt(kind=kind, message=str(exc), owner="endpoint")
        case _:
            return FailedAttempt(kind=kind, message="", owner="engine")


class ChatReply(Value):
    """What a model answered.

    ``text`` holds no reasoning: what the model thought aloud stands in ``reasoning``, or None.
    ``model`` is the name the server gave. ``rung`` is the form the server accepted, not a promise
    that the text has it. ``first_token_seconds`` is known of streamed replies. ``failed_attempts``
    came before this reply.
    """

    text: Encodable
    reasoning: Encodable | None = None
    usage: ChatUsage
    finish_reason: FinishReason
    model: Encodable
    latency_seconds: float = Field(ge=0)
    rung: Rung
    first_token_seconds: float | None = Field(default=None, ge=0)
    failed_attempts: tuple[FailedAttempt, ...] = ()


class WrittenSoFar(NamedTuple):
    """How far a reply has come: its length and nothing of its words, which are not public yet."""

    key: str
    """Of the request."""
    n_characters: int
    n_reasoning_characters: int


Watch: TypeAlias = Callable[[WrittenSoFar], None]
"""Told about a reply while it is being written."""


class Chat(Protocol):
    """A source of replies."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the model's reply to ``request``.

        The text may be empty, cut (``finish_reason`` is "length") or not of the wanted form: that
        is the model's doing, and the caller repairs it. It is always encodable as UTF-8; control
        characters are left as they came. Calls may overlap. A cancelled call leaves nothing open.

        Raises:
            ChatUnavailable: a time-out, a rate limit, a lost connection or a broken body.
            ChatNotAsked: a kind of the same, for an endpoint that counts as down; none was made.
            ChatRejected: a bad key, a bad request, a prompt that is too long or an unknown model.
            ChatDeclined: a kind of the same, for a refusal or a content filter.
            ChatBudgetSpent: the run may not pay for another call; none was made.
            No message ever holds the key.
        """
        ...
