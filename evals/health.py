"""Whether the models of a suite answer at all, asked once before a night's work."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence

from negotiation.app.endpoints import Endpoints
from negotiation.errors import ChatError, ChatUnavailable
from negotiation.llm.chat import ChatMessage, ChatRequest
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.retrying import RetryingChat

__all__ = ["check_endpoints", "wait_for_endpoints"]

QUESTION = ChatMessage(role="user", content="Answer with one word: ready.")
LONGEST_ANSWER_TOKENS = 64
PATIENCE_SECONDS = 300.0
"""The longest that one model may think about it."""

TRIES = 2
"""Of one question: a single 429 says little."""

PAUSE_SECONDS = 15.0
PATIENCE_FOR_ALL_SECONDS = 900.0
"""The longest that an outage may last in the middle of a suite."""


def check_endpoints(models: Iterable[str], endpoints: Endpoints) -> None:
    """Ask every model one short question.

    Raises:
        ChatError: a model does not answer; the message names it.
    """
    for model in models:
        try:
            asyncio.run(_asked(model, endpoints))
        except ChatError as exc:
            raise type(exc)(f"model {model!r} at {endpoints.place(model)}: {exc}") from exc
        except TimeoutError as exc:
            raise ChatUnavailable(
                f"model {model!r} at {endpoints.place(model)}: no answer in "
                f"{PATIENCE_SECONDS:.0f} s"
            ) from exc


def wait_for_endpoints(
    models: Sequence[str],
    endpoints: Endpoints,
    *,
    tell: Callable[[str], None],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Wait until every model answers, for so long as a night can spare.

    Raises:
        ChatError: a model still does not answer, or rejects what it is asked, which time cannot
            mend.
    """
    began = clock()
    while True:
        try:
            return check_endpoints(models, endpoints)
        except ChatUnavailable as exc:
            if clock() - began + PAUSE_SECONDS > PATIENCE_FOR_ALL_SECONDS:
                raise
            tell(f"waiting for the endpoint: {exc}")
            sleep(PAUSE_SECONDS)


async def _asked(model: str, endpoints: Endpoints) -> None:
    async with (
        asyncio.timeout(PATIENCE_SECONDS),
        endpoints.opened(model) as profile,
        OpenAIChat(profile) as chat,
    ):
        patient = RetryingChat(chat, attempts=TRIES, total_seconds=PATIENCE_SECONDS)
        await patient.complete(ChatRequest(messages=(QUESTION,), max_tokens=LONGEST_ANSWER_TOKENS))
