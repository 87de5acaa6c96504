"""The chat port: a request, a reply, and the one method that turns the first into the second.

Every wrapper in this room (`retrying`, `recorded`) and every source of replies (`openai_chat`,
`scripted`) has this shape, so they nest in any order and nobody above knows which one it holds.
``ModelProfile`` says where a model lives and how patient to be with it.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, field_validator

from negotiation.domain.values import Value

__all__ = [
    "KEYLESS",
    "RUNGS",
    "Chat",
    "ChatMessage",
    "ChatReply",
    "ChatRequest",
    "ChatUsage",
    "FinishReason",
    "ModelProfile",
    "Role",
    "Rung",
    "to_encodable",
]

Role: TypeAlias = Literal["system", "user", "assistant"]

Rung: TypeAlias = Literal["json_schema", "json_object", "text"]
"""How the server was asked to hold the form: to the schema, to any JSON object, or not at all."""

RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "text")
"""The rungs from the strongest hold to none."""

FinishReason: TypeAlias = Literal["stop", "length", "other"]
"""Why the model stopped: done, cut at ``max_tokens``, or a word of the server's own."""

KEYLESS = "local"
"""The key sent to servers that want none; the SDK refuses an empty one. It is not a secret."""


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


class ChatReply(Value):
    """What a model answered.

    ``text`` holds no reasoning: what the model thought aloud stands in ``reasoning``, or None.
    ``model`` is the name the server gave. ``rung`` is the form the server accepted, not a promise
    that the text has it.
    """

    text: Encodable
    reasoning: Encodable | None = None
    usage: ChatUsage
    finish_reason: FinishReason
    model: Encodable
    latency_seconds: float = Field(ge=0)
    rung: Rung


class Chat(Protocol):
    """A source of replies."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the model's reply to ``request``.

        The text may be empty, cut (``finish_reason`` is "length") or not of the wanted form: that
        is the model's doing, and the caller repairs it. It is always encodable as UTF-8; control
        characters are left as they came. Calls may overlap. A cancelled call leaves nothing open.

        Raises:
            ChatUnavailable: a time-out, a rate limit, a lost connection or a broken body.
            ChatRejected: a bad key, a bad request, a prompt that is too long or an unknown model.
            ChatDeclined: a kind of the same, for a refusal or a content filter.
            Neither message ever holds the key.
        """
        ...


class ModelProfile(Value):
    """Where a model lives, and how to ask it.

    Attributes:
        name: what people call it on the command line and in records.
        base_url: the address up to and with ``/v1``. No user, password, query or fragment: they
            would appear in logs.
        model: the name that the server knows it by.
        api_key: sent as a bearer token to ``base_url`` and nowhere else.
        temperature: of requests that name none.
        max_tokens: the longest reply of requests that name none.
        connect_timeout_seconds: the longest wait for a connection.
        read_timeout_seconds: the longest silence while waiting for the reply. Local models on a
            processor need minutes.
        attempts: how often one call may be tried.
        total_seconds: the longest that all attempts of one call may take together.
        max_reply_bytes: a longer body is refused as broken.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    name: str = Field(min_length=1, max_length=100)
    base_url: str
    model: str = Field(min_length=1, max_length=300)
    api_key: SecretStr = SecretStr(KEYLESS)
    temperature: float = Field(default=0.7, ge=0, le=2)
    max_tokens: int = Field(default=1024, ge=1, le=1_000_000)
    connect_timeout_seconds: float = Field(default=5.0, gt=0, le=60)
    read_timeout_seconds: float = Field(default=180.0, gt=0, le=3600)
    attempts: int = Field(default=4, ge=1, le=20)
    total_seconds: float = Field(default=600.0, gt=0, le=86_400)
    max_reply_bytes: int = Field(default=8_000_000, ge=1_000, le=100_000_000)

    @field_validator("base_url")
    @classmethod
    def _is_plain_web_address(cls, base_url: str) -> str:
        base_url = base_url.strip()
        address = urlsplit(base_url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError("expected an address like http://127.0.0.1:8080/v1")
        if "@" in address.netloc:
            raise ValueError("no user or password in the address: it would be logged; set the key")
        if "?" in base_url or "#" in base_url:
            raise ValueError("no query or fragment in the address")
        if not base_url.isprintable() or " " in base_url:
            raise ValueError("no spaces or control characters in the address")
        if address.port == 0:
            raise ValueError("port 0 is no address")
        return base_url.rstrip("/")

    @field_validator("api_key")
    @classmethod
    def _is_header_safe(cls, api_key: SecretStr) -> SecretStr:
        key = api_key.get_secret_value().strip() or KEYLESS
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise ValueError("a key is one word of printable ASCII")
        return SecretStr(key)

    def redacted(self, text: str) -> str:
        """Return ``text`` without the key, which some servers echo in their errors."""
        key = self.api_key.get_secret_value()
        return text if key == KEYLESS else text.replace(key, "***")
