"""Where a model lives, how patient to be with it, how much to ask of it, and what it costs."""

from functools import cached_property
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, SecretStr, field_validator, model_validator

from negotiation.domain.values import Value
from negotiation.llm.chat import ChatCost, ChatUsage
from negotiation.llm.secrets import Redact, redacting

__all__ = ["KEYLESS", "ModelProfile", "Prices"]

KEYLESS = "local"
"""The key sent to servers that want none; the SDK refuses an empty one. It is not a secret."""


class Prices(Value):
    """What tokens cost, by the million."""

    input_per_million: float = Field(ge=0)
    cached_input_per_million: float = Field(ge=0)
    output_per_million: float = Field(ge=0)
    currency: str

    def cost_of(self, usage: ChatUsage) -> ChatCost:
        """Return the cost of one call; cached tokens are part of the prompt.

        >>> prices = Prices(input_per_million=2, cached_input_per_million=1, output_per_million=8,
        ...                 currency="USD")
        >>> used = ChatUsage(prompt_tokens=1000, completion_tokens=500, cached_tokens=400)
        >>> prices.cost_of(used).amount
        0.0056
        """
        cached_tokens = min(usage.cached_tokens or 0, usage.prompt_tokens)
        millionths = (
            (usage.prompt_tokens - cached_tokens) * self.input_per_million
            + cached_tokens * self.cached_input_per_million
            + usage.completion_tokens * self.output_per_million
        )
        return ChatCost(amount=millionths / 1e6, currency=self.currency)


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
        max_concurrent: calls that this process has under way at ``base_url`` at once; a local
            server has a few slots, and what does not fit waits there, where time-outs run.
        requests_per_minute, tokens_per_minute: what the endpoint allows; None is no limit.
        input_cost_per_million, output_cost_per_million: prices of a million tokens; both or none.
        cached_input_cost_per_million: of the cached part of a prompt; None is as the rest.
        currency: of the prices.
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
    max_concurrent: int = Field(default=4, ge=1, le=10_000)
    requests_per_minute: float | None = Field(default=None, gt=0)
    tokens_per_minute: float | None = Field(default=None, gt=0)
    input_cost_per_million: float | None = Field(default=None, ge=0)
    cached_input_cost_per_million: float | None = Field(default=None, ge=0)
    output_cost_per_million: float | None = Field(default=None, ge=0)
    currency: str = Field(default="USD", pattern=r"^\S{1,20}$")

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

    @model_validator(mode="after")
    def _has_both_prices_or_none(self) -> "ModelProfile":
        prices = (self.input_cost_per_million, self.output_cost_per_million)
        is_half = prices.count(None) == 1
        if is_half or (None in prices and self.cached_input_cost_per_million is not None):
            raise ValueError("input_cost_per_million and output_cost_per_million go together")
        return self

    def shared_by(self, n_processes: int) -> "ModelProfile":
        """Return what one of several processes may ask, so that all together keep the limits.

        Each has a slot at least: an endpoint with fewer slots than processes is asked by more.
        """
        if n_processes == 1:
            return self
        requests, tokens = self.requests_per_minute, self.tokens_per_minute
        return self.model_copy(
            update={
                "max_concurrent": max(1, self.max_concurrent // n_processes),
                "requests_per_minute": None if requests is None else requests / n_processes,
                "tokens_per_minute": None if tokens is None else tokens / n_processes,
            }
        )

    @property
    def prices(self) -> Prices | None:
        """What its tokens cost; None where that is not set up."""
        if self.input_cost_per_million is None or self.output_cost_per_million is None:
            return None
        cached = self.cached_input_cost_per_million
        return Prices(
            input_per_million=self.input_cost_per_million,
            cached_input_per_million=self.input_cost_per_million if cached is None else cached,
            output_per_million=self.output_cost_per_million,
            currency=self.currency,
        )

    @cached_property
    def redacted(self) -> Redact:
        """Masks the key in a text: some servers echo it in their errors."""
        key = self.api_key.get_secret_value()
        return redacting("" if key == KEYLESS else key)
