"""The chat port over the openai SDK, for any server that speaks chat completions.

The SDK carries bytes; what they mean is decided in `reading`. Its own retries are off, for there
is one retry layer (`retrying`). Nothing from the environment reaches the endpoint, and no redirect
is followed (`connections`).

A client belongs to the event loop it was opened in, so open one inside each ``asyncio.run``:

    async with OpenAIChat(profile) as chat:
        reply = await chat.complete(request)

With somebody watching, the reply is streamed; the watcher learns its length and none of its words.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from typing import Self

import httpx2
import openai

from negotiation.domain.values import without_control
from negotiation.errors import ChatError, ChatRejected, ChatUnavailable
from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import ChatReply, ChatRequest, Rung, Watch, WrittenSoFar
from negotiation.llm.connections import Connections, timeout_of
from negotiation.llm.failures import failure_of_status, read_retry_after_seconds, server_message
from negotiation.llm.ladder import Ladder
from negotiation.llm.profile import ModelProfile
from negotiation.llm.reading import checked_object, read_object, read_reply
from negotiation.llm.secrets import Redact, is_secret
from negotiation.llm.streams import StreamFold, folded

__all__ = ["OpenAIChat"]


class OpenAIChat:
    """A ``Chat`` that asks the model of one profile.

    It sends what the endpoint is known to take, at first everything, and learns from rejections:
    it steps down to a weaker hold on the form and leaves out parameters that the server rejects.

    Args:
        profile: where the model lives.
        capabilities: what was learned about it before.
        on_learned: is told what the endpoint takes when that is news and a reply has proved it.
        watch: is told how far a reply has come; only then is it streamed.
        connections: where to borrow a client; without them the chat has its own.
    """

    def __init__(
        self,
        profile: ModelProfile,
        *,
        capabilities: Capabilities | None = None,
        on_learned: Callable[[Capabilities], object] | None = None,
        watch: Watch | None = None,
        connections: Connections | None = None,
    ) -> None:
        self._profile = profile
        self._connections = connections
        self._stack = AsyncExitStack()
        self._redact = profile.redacted
        key = profile.api_key.get_secret_value()
        self._redact_reply = profile.redacted if is_secret(key) else str
        self._client: openai.AsyncOpenAI | None = None
        self._watch = watch
        self._ladder = Ladder(
            profile, known=capabilities, on_learned=on_learned, is_streamed=watch is not None
        )

    @property
    def capabilities(self) -> Capabilities:
        """What the endpoint takes, as far as it has shown."""
        return self._ladder.known

    async def __aenter__(self) -> Self:
        """Open the client in the running event loop."""
        if self._client is not None:
            raise RuntimeError("this chat is open already")
        profile, connections = self._profile, self._connections
        if connections is None:
            connections = await self._stack.enter_async_context(Connections())
        self._client = openai.AsyncOpenAI(
            base_url=profile.base_url,
            api_key=profile.api_key.get_secret_value(),
            max_retries=0,
            timeout=timeout_of(profile),
            http_client=self._stack.enter_context(connections.lend(profile)),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection, or give it back."""
        self._client = None
        await self._stack.aclose()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the model's reply, on the strongest rung that the server accepts."""
        return await self._ladder.climb(
            request, lambda body, rung: self._post(request.key, body, rung)
        )

    async def ask(self, request: ChatRequest, rung: Rung) -> ChatReply:
        """Return the model's reply on exactly this rung; raise as ``complete`` does."""
        return await self._post(request.key, self._ladder.body_of(request, rung), rung)

    async def exchange(
        self, body: Mapping[str, object], note: Callable[[StreamFold], None] = lambda _: None
    ) -> Mapping[str, object]:
        """Post one body to ``/chat/completions`` and return the answer; a stream is folded.

        Raises:
            ChatUnavailable: no whole answer came.
            ChatRejected: the server rejected the body.
        """
        with self._translated():
            # As extra body, for the SDK walks through every message of any other, which takes
            # longer than all the rest of a call once the talk is long.
            async with self._opened().chat.completions.with_streaming_response.create(
                model=self._profile.model, messages=(), extra_body=body
            ) as answer:
                chunks = self._bounded(answer.iter_bytes())
                if not body.get("stream"):
                    return read_object(await _joined(chunks), self._redact_reply)
                patience_seconds = self._profile.read_timeout_seconds
                parsed = await folded(chunks, note=note, patience_seconds=patience_seconds)
                return checked_object(parsed, self._redact_reply)

    async def _post(self, key: str, body: Mapping[str, object], rung: Rung) -> ChatReply:
        began = time.perf_counter()
        first_token_seconds: float | None = None

        def note(fold: StreamFold) -> None:
            nonlocal first_token_seconds
            so_far = WrittenSoFar(key, fold.n_characters, fold.n_reasoning_characters)
            if first_token_seconds is None and (fold.n_characters or fold.n_reasoning_characters):
                first_token_seconds = time.perf_counter() - began
            if self._watch is not None:
                self._watch(so_far)

        parsed = await self.exchange(body, note)
        latency_seconds = time.perf_counter() - began
        with self._translated():
            model = self._profile.model
            reply = read_reply(parsed, rung=rung, model=model, latency_seconds=latency_seconds)
        if first_token_seconds is not None:
            reply = reply.model_copy(update={"first_token_seconds": first_token_seconds})
        return reply

    async def model_names(self) -> tuple[str, ...]:
        """Return the names that the server lists under ``/models``.

        Raises:
            ChatUnavailable: no list came.
            ChatRejected: the server does not list its models, or not for this key.
        """
        with self._translated():
            async with self._opened().models.with_streaming_response.list() as answer:
                whole = await _joined(self._bounded(answer.iter_bytes()))
            listed = read_object(whole, self._redact).get("data")
        models = listed if isinstance(listed, list) else []
        names = [model.get("id") for model in models if isinstance(model, dict)]
        return tuple(without_control(name) for name in names if isinstance(name, str))

    def _opened(self) -> openai.AsyncOpenAI:
        if self._client is None:
            raise RuntimeError("open the chat with `async with` inside the event loop that uses it")
        return self._client

    async def _bounded(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        n_bytes = 0
        async for chunk in chunks:
            n_bytes += len(chunk)
            if n_bytes > self._profile.max_reply_bytes:
                raise ChatUnavailable(f"the reply exceeds {self._profile.max_reply_bytes} bytes")
            yield chunk

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn whatever the SDK and its transport raise into our errors, without the key."""
        try:
            yield
        except ChatError as exc:
            self._scrub(exc)
            raise
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL) as exc:
            problem = _to_chat_error(exc, self._redact)
            self._scrub(exc, problem)
            raise problem from exc

    def _scrub(self, *errors: Exception) -> None:
        """Mask the key in errors and in what caused them."""
        for error in errors:
            link: BaseException | None = error
            while link is not None:
                link.args = tuple(
                    self._redact(part) if isinstance(part, str) else part for part in link.args
                )
                link = link.__cause__ or link.__context__


async def _joined(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


def _to_chat_error(exc: Exception, redact: Redact) -> ChatError:
    """Return our error for one of the SDK's or its transport's."""
    match exc:
        case openai.APIStatusError():
            message = server_message(exc.body, redact)
            if exc.response.is_redirect:
                message = "the server redirects, which we do not follow; set its final address"
            wait = read_retry_after_seconds(exc.response.headers)
            return failure_of_status(
                exc.status_code, message, wait, code=exc.code, parameter=exc.param
            )
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
