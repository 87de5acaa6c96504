"""The chat port over the openai SDK, for any server that speaks chat completions.

The SDK carries bytes; what they mean is decided in `reading`. Its own retries are off, for there
is one retry layer (`retrying`). Nothing from the environment reaches the endpoint: no proxy, no
organization, no header; and no redirect is followed, so a call goes to the configured host or
nowhere.

A client belongs to the event loop it was opened in, so open one inside each ``asyncio.run``:

    async with OpenAIChat(profile) as chat:
        reply = await chat.complete(request)
"""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import httpx2
import openai

from negotiation.domain.values import without_control
from negotiation.errors import ChatError, ChatRejected, ChatUnavailable
from negotiation.llm.chat import RUNGS, ChatReply, ChatRequest, ModelProfile, Rung
from negotiation.llm.reading import (
    failure_of_status,
    read_object,
    read_reply,
    read_retry_after_seconds,
    server_message,
)

__all__ = ["OpenAIChat"]

OWN_HEADERS = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "host"}
)
"""Headers that leave as the SDK wrote them, besides its own ``x-stainless-*``."""

CONTEXT_WORDS = (
    "context length",
    "context size",
    "context_length",
    "context_size",
    "context window",
)
"""How servers say that the prompt is too long; another rung would not make it shorter."""

FORM_WORDS = ("response_format", "json_schema", "json_object", "grammar", "structured", "schema")
"""How servers say that they cannot hold the form."""

FORM_STATUSES = frozenset({400, 422, 501})


class OpenAIChat:
    """A ``Chat`` that asks the model of one profile.

    It starts on the strongest rung of structured output and steps down when the server rejects
    the form; the rung that worked is kept for as long as this object lives.
    """

    def __init__(self, profile: ModelProfile) -> None:
        self._profile = profile
        self._key = profile.api_key.get_secret_value()
        self._client: openai.AsyncOpenAI | None = None
        self._rung: Rung = RUNGS[0]
        self._is_form_proven = False

    async def __aenter__(self) -> Self:
        """Open the client in the running event loop."""
        if self._client is not None:
            raise RuntimeError("this chat is open already")
        profile = self._profile
        timeout = httpx2.Timeout(
            profile.read_timeout_seconds, connect=profile.connect_timeout_seconds
        )
        is_plain = profile.base_url.startswith("http://")
        transport = httpx2.AsyncClient(
            timeout=timeout,
            # Reading the system's certificates takes 45 ms; without TLS none is trusted instead.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else True,
            trust_env=False,
            follow_redirects=False,
            event_hooks={"request": [self._keep_own_headers]},
        )
        self._client = openai.AsyncOpenAI(
            base_url=profile.base_url,
            api_key=self._key,
            max_retries=0,
            timeout=timeout,
            http_client=transport,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the model's reply, on the strongest rung that the server accepts."""
        if request.json_schema is None:
            return await self.ask(request, "text")
        rungs = RUNGS[RUNGS.index(self._rung) :]
        for rung in rungs[:-1]:
            try:
                reply = await self.ask(request, rung)
            except ChatRejected as problem:
                if not self._is_about_the_form(problem):
                    raise
            else:
                return self._keep(reply)
        return self._keep(await self.ask(request, rungs[-1]))

    async def ask(self, request: ChatRequest, rung: Rung) -> ChatReply:
        """Return the model's reply on exactly this rung; raise as ``complete`` does."""
        began = time.perf_counter()
        body = await self.exchange(self._body_of(request, rung))
        with self._translated():
            return read_reply(
                body,
                rung=rung,
                model=self._profile.model,
                latency_seconds=time.perf_counter() - began,
            )

    async def exchange(self, body: Mapping[str, object]) -> bytes:
        """Post one body to ``/chat/completions`` and return the raw body of the answer.

        Raises:
            ChatUnavailable: no whole answer came.
            ChatRejected: the server rejected the body.
        """
        parameters: dict[str, Any] = dict(body)  # the SDK's overloads want literals, not a mapping
        with self._translated():
            async with self._opened().chat.completions.with_streaming_response.create(
                **parameters
            ) as answer:
                return await self._read_whole(answer.iter_bytes())

    async def model_names(self) -> tuple[str, ...]:
        """Return the names that the server lists under ``/models``.

        Raises:
            ChatUnavailable: no list came.
            ChatRejected: the server does not list its models, or not for this key.
        """
        with self._translated():
            async with self._opened().models.with_streaming_response.list() as answer:
                listed = read_object(await self._read_whole(answer.iter_bytes())).get("data")
        models = listed if isinstance(listed, list) else []
        names = [model.get("id") for model in models if isinstance(model, dict)]
        return tuple(without_control(name) for name in names if isinstance(name, str))

    def _body_of(self, request: ChatRequest, rung: Rung) -> dict[str, object]:
        """Return only parameters that every server of this kind takes."""
        profile = self._profile
        warmth = profile.temperature if request.temperature is None else request.temperature
        body: dict[str, object] = {
            "model": profile.model,
            "messages": [message.model_dump() for message in request.messages],
            "temperature": warmth,
            "max_tokens": request.max_tokens or profile.max_tokens,
        }
        if request.seed is not None:
            body["seed"] = request.seed
        if rung == "json_schema":
            form = {"name": request.schema_name, "strict": True, "schema": request.json_schema}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif rung == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def _is_about_the_form(self, problem: ChatRejected) -> bool:
        """Say whether a lower rung may help: the server names the form, or never took one yet."""
        said = str(problem).lower()
        if problem.status not in FORM_STATUSES or any(word in said for word in CONTEXT_WORDS):
            return False
        return not self._is_form_proven or any(word in said for word in FORM_WORDS)

    def _keep(self, reply: ChatReply) -> ChatReply:
        """Remember the rung that worked; calls that overlap keep the lowest."""
        self._rung = max(self._rung, reply.rung, key=RUNGS.index)
        self._is_form_proven = True
        return reply

    def _opened(self) -> openai.AsyncOpenAI:
        if self._client is None:
            raise RuntimeError("open the chat with `async with` inside the event loop that uses it")
        return self._client

    async def _keep_own_headers(self, request: httpx2.Request) -> None:
        """Drop headers that the SDK took from the environment, and set the key of the profile."""
        for name in list(request.headers):
            if name not in OWN_HEADERS and not name.startswith("x-stainless-"):
                del request.headers[name]
        request.headers["authorization"] = f"Bearer {self._key}"
        request.headers["user-agent"] = "haggle"

    async def _read_whole(self, chunks: Any) -> bytes:  # the SDK types it as an iterator of Any
        body = bytearray()
        async for chunk in chunks:
            body += chunk
            if len(body) > self._profile.max_reply_bytes:
                raise ChatUnavailable(f"the reply exceeds {self._profile.max_reply_bytes} bytes")
        return bytes(body)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn whatever the SDK and its transport raise into our errors, without the key."""
        try:
            yield
        except ChatError as exc:
            self._scrub(exc)
            raise
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL) as exc:
            problem = _to_chat_error(exc)
            self._scrub(exc, problem)
            raise problem from exc

    def _scrub(self, *errors: Exception) -> None:
        for error in errors:
            error.args = tuple(self._profile.redacted(str(part)) for part in error.args)


def _to_chat_error(exc: Exception) -> ChatError:
    """Return our error for one of the SDK's or its transport's."""
    match exc:
        case openai.APIStatusError():
            message = server_message(exc.body)
            if exc.response.is_redirect:
                message = "the server redirects, which we do not follow; set its final address"
            wait = read_retry_after_seconds(exc.response.headers)
            return failure_of_status(exc.status_code, message, wait, code=exc.code)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            cause = exc.__cause__ or exc
            return ChatUnavailable(f"no answer in time ({type(cause).__name__})")
        case openai.APIConnectionError() | httpx2.HTTPError():
            cause = exc.__cause__ or exc
            return ChatUnavailable(f"the connection failed ({type(cause).__name__}: {cause})")
        case openai.APIError():
            return ChatUnavailable(f"the answer is broken: {exc}")
        case _:
            return ChatRejected(f"the client cannot send this ({type(exc).__name__}): {exc}")
