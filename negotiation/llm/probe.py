"""What an endpoint can do, found out by asking it: the substance of ``haggle doctor``.

A server that accepts a parameter has not thereby obeyed it (some take a JSON schema and ignore
it), so each check asks for a greeting in one sentence, and holds the form against the prompt: only
a server that enforces the form answers in it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.values import Value
from negotiation.errors import ChatError, ChatRejected
from negotiation.llm.chat import ChatMessage, ChatReply, ChatRequest, ModelProfile, Rung
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.reading import read_object

__all__ = ["Capability", "ProbeCheck", "ProbeReport", "probe"]

Capability: TypeAlias = Literal["chat", "json_schema", "json_object", "tools", "streaming"]

LONGEST_REPLY_TOKENS = 256
"""Enough for a greeting and for a short thought before it."""

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {"gpus": {"type": "integer", "minimum": 1, "maximum": 9}},
    "required": ["gpus"],
    "additionalProperties": False,
}

GREETING = ChatMessage(
    role="user", content="Greet me in one short English sentence. Do not write JSON."
)


class ProbeCheck(Value):
    """Whether one capability works, and why we think so."""

    capability: Capability
    ok: bool
    reason: str


class ProbeReport(Value):
    """What was found out about an endpoint.

    Attributes:
        name: of the profile.
        base_url: where we asked.
        model: whom we asked for.
        reachable: something there answers; it may still refuse us.
        usable: the model answered a plain question, so it can negotiate.
        reason: why the endpoint is not usable, or None.
        listed_models: the models that the server lists, or None if it lists none.
        checks: one for each capability, plain chat first.
        latency_seconds: of the plain question, or None.
        tokens_per_second: completion tokens of that reply over its latency, or None.
    """

    name: str
    base_url: str
    model: str
    reachable: bool
    usable: bool
    reason: str | None
    listed_models: tuple[str, ...] | None
    checks: tuple[ProbeCheck, ...]
    latency_seconds: float | None = Field(default=None, ge=0)
    tokens_per_second: float | None = Field(default=None, ge=0)


class _NotWorking(Exception):
    """A check found that its capability does not work, and says why."""


async def probe(profile: ModelProfile, *, call_seconds: float = 120.0) -> ProbeReport:
    """Return what the endpoint of ``profile`` can do; trouble with it is in the report.

    The questions are put one after the other, for many a local server has one slot. Each may take
    ``call_seconds``.
    """
    async with OpenAIChat(profile) as chat:
        return await _Probe(profile, chat, call_seconds).run()


class _Probe:
    """One run through all questions."""

    def __init__(self, profile: ModelProfile, chat: OpenAIChat, call_seconds: float) -> None:
        self._profile = profile
        self._chat = chat
        self._call_seconds = call_seconds
        self._is_answering = False
        self._greeting: ChatReply | None = None

    async def run(self) -> ProbeReport:
        listed = await self._list_models()
        plain = await self._check("chat", self._chat_works)
        reply = self._greeting
        return ProbeReport(
            name=self._profile.name,
            base_url=self._profile.base_url,
            model=self._profile.model,
            reachable=self._is_answering,
            usable=plain.ok,
            reason=None if plain.ok else plain.reason,
            listed_models=listed,
            checks=(plain, *await self._check_extras(plain)),
            latency_seconds=reply.latency_seconds if reply else None,
            tokens_per_second=_tokens_per_second(reply) if reply else None,
        )

    async def _check_extras(self, plain: ProbeCheck) -> tuple[ProbeCheck, ...]:
        questions: dict[Capability, Callable[[], Awaitable[str]]] = {
            "json_schema": lambda: self._form_is_held("json_schema"),
            "json_object": lambda: self._form_is_held("json_object"),
            "tools": self._tools_work,
            "streaming": self._streaming_works,
        }
        if plain.ok:
            return tuple([await self._check(name, ask) for name, ask in questions.items()])
        untried = "not tried, for plain chat does not work"
        return tuple(ProbeCheck(capability=name, ok=False, reason=untried) for name in questions)

    async def _check(self, capability: Capability, ask: Callable[[], Awaitable[str]]) -> ProbeCheck:
        try:
            async with asyncio.timeout(self._call_seconds):
                found = await ask()
        except TimeoutError:
            reason = f"no answer within {self._call_seconds:g} s"
        except (ChatError, _NotWorking) as problem:
            self._is_answering = self._is_answering or not isinstance(problem, ChatError)
            self._is_answering = self._is_answering or isinstance(problem, ChatRejected)
            reason = self._profile.redacted(str(problem))
        else:
            self._is_answering = True
            return ProbeCheck(capability=capability, ok=True, reason=found)
        return ProbeCheck(capability=capability, ok=False, reason=reason)

    async def _list_models(self) -> tuple[str, ...] | None:
        try:
            async with asyncio.timeout(self._call_seconds):
                names = await self._chat.model_names()
        except ChatRejected:
            self._is_answering = True
            return None
        except (ChatError, TimeoutError):
            return None
        self._is_answering = True
        return names or None

    async def _chat_works(self) -> str:
        self._greeting = await self._chat.ask(_question(), "text")
        if not (self._greeting.text or self._greeting.reasoning):
            raise _NotWorking("the reply is empty")
        return "it answers"

    async def _form_is_held(self, rung: Rung) -> str:
        reply = await self._chat.ask(_question(SCHEMA), rung)
        if reply.finish_reason == "length":
            raise _NotWorking(f"accepted, but the reply was cut at {LONGEST_REPLY_TOKENS} tokens")
        answer = _json_of(reply.text)
        if not isinstance(answer, dict):
            raise _NotWorking("accepted, but not enforced: the reply is no JSON object")
        if rung == "json_schema" and not _has_schema(answer):
            raise _NotWorking("accepted, but not enforced: the reply does not fit the schema")
        return "enforced against a prompt that asks for prose"

    async def _tools_work(self) -> str:
        function = {"name": "order", "description": "Order GPUs.", "parameters": SCHEMA}
        body = self._body(
            "Order three GPUs.",
            tools=[{"type": "function", "function": function}],
            tool_choice="required",
        )
        parsed = read_object(await self._chat.exchange(body))
        called = _at(parsed, "choices", 0, "message", "tool_calls", 0, "function")
        arguments = _at(called, "arguments")
        if _at(called, "name") != "order" or not isinstance(arguments, str):
            raise _NotWorking("accepted, but the model called no tool")
        if not isinstance(_json_of(arguments), dict):
            raise _NotWorking("the tool was called with arguments that are no JSON object")
        return "the model called the tool"

    async def _streaming_works(self) -> str:
        answer = await self._chat.exchange(self._body(GREETING.content, stream=True))
        lines = answer.decode("utf-8", "replace").splitlines()
        events = [line[5:].strip() for line in lines if line.startswith("data:")]
        if not events:
            raise _NotWorking("accepted, but the reply did not come in events")
        parsed = [_json_of(event) for event in events if event != "[DONE]"]
        if any(_at(event, "error") for event in parsed):
            raise _NotWorking("the stream reports an error")
        finishes = [_at(event, "choices", 0, "finish_reason") for event in parsed]
        if events[-1] != "[DONE]" and not any(finishes):
            raise _NotWorking("the stream ends without saying that it is complete")
        return f"{len(parsed)} events"

    def _body(self, prompt: str, **parameters: object) -> dict[str, object]:
        return {
            "model": self._profile.model,
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": LONGEST_REPLY_TOKENS,
            **parameters,
        }


def _question(schema: Mapping[str, object] | None = None) -> ChatRequest:
    return ChatRequest(
        messages=(GREETING,), json_schema=schema, temperature=0.0, max_tokens=LONGEST_REPLY_TOKENS
    )


def _tokens_per_second(reply: ChatReply) -> float | None:
    tokens = reply.usage.completion_tokens
    return tokens / reply.latency_seconds if tokens and reply.latency_seconds else None


def _has_schema(answer: Mapping[str, object]) -> bool:
    gpus = answer.get("gpus")
    return set(answer) == {"gpus"} and type(gpus) is int and 1 <= gpus <= 9  # noqa: PLR2004 (SCHEMA)


def _json_of(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _at(node: object, *path: str | int) -> object:
    """Return what stands at ``path``, or None where the path breaks off."""
    for step in path:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and len(node) > step else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return node
