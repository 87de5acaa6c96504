"""What an endpoint can do, found out by asking it: the substance of ``haggle doctor``.

A server that accepts a parameter has not thereby obeyed it (some take a JSON schema and ignore
it), so each check asks for a greeting in one sentence, and holds the form against the prompt: only
a server that enforces the form answers in it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

from negotiation.errors import ChatError, ChatRejected
from negotiation.llm.capabilities import Dispensable
from negotiation.llm.chat import ChatMessage, ChatReply, ChatRequest, Rung
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.probe_report import Capability, ProbeCheck, ProbeReport, rung_of
from negotiation.llm.profile import ModelProfile

__all__ = ["probe"]

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
        self._replies: list[ChatReply] = []
        self._omitted: tuple[Dispensable, ...] = ()

    async def run(self) -> ProbeReport:
        listed = await self._list_models()
        plain = await self._check("chat", self._chat_works)
        plain_reply = self._replies[0] if plain.ok else None
        checks = (plain, *await self._check_extras(plain))
        report = ProbeReport(
            name=self._profile.name,
            base_url=self._profile.base_url,
            model=self._profile.model,
            reachable=self._is_answering,
            usable=plain.ok,
            reason=None if plain.ok else plain.reason,
            listed_models=listed,
            checks=checks,
        )
        if plain_reply is None:
            return report
        rung, rung_reason = rung_of(checks)
        known = self._chat.capabilities
        omitted = tuple(sorted({*known.omitted, *self._omitted}))
        is_proven = rung == "text" or any(c.capability == rung and c.is_accepted for c in checks)
        proven: dict[str, object] = {
            "rung": rung,
            "is_rung_proven": is_proven,
            "omitted": omitted,
        }
        return report.model_copy(
            update={
                "capabilities": known.model_copy(update=proven),
                "rung_reason": rung_reason,
                "latency_seconds": plain_reply.latency_seconds,
                "tokens_per_second": _tokens_per_second(plain_reply),
                "first_token_seconds": self._replies[-1].first_token_seconds,
                "reports_cached_tokens": any(
                    reply.usage.cached_tokens is not None for reply in self._replies
                ),
            }
        )

    async def _check_extras(self, plain: ProbeCheck) -> tuple[ProbeCheck, ...]:
        questions: dict[Capability, Callable[[], Awaitable[str]]] = {
            "json_schema": lambda: self._form_is_held("json_schema"),
            "json_object": lambda: self._form_is_held("json_object"),
            "tool": lambda: self._form_is_held("tool"),
            "streaming": self._streaming_works,
        }
        if plain.ok:
            return tuple([await self._check(name, ask) for name, ask in questions.items()])
        untried = "not tried, for plain chat does not work"
        return tuple(
            ProbeCheck(capability=name, ok=False, is_accepted=False, reason=untried)
            for name in questions
        )

    async def _check(self, capability: Capability, ask: Callable[[], Awaitable[str]]) -> ProbeCheck:
        ok = is_accepted = is_refused = False
        try:
            async with asyncio.timeout(self._call_seconds):
                reason = await ask()
            ok = is_accepted = True
        except TimeoutError:
            reason = f"no answer within {self._call_seconds:g} s"
        except _NotWorking as problem:
            is_accepted, reason = True, str(problem)
        except ChatError as problem:
            is_refused = isinstance(problem, ChatRejected)
            reason = str(problem)
        self._is_answering = self._is_answering or is_accepted or is_refused
        return ProbeCheck(
            capability=capability,
            ok=ok,
            is_accepted=is_accepted,
            is_refused=is_refused,
            reason=reason,
        )

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
        reply = await self._chat.complete(_question())
        if not (reply.text or reply.reasoning):
            raise _NotWorking("the reply is empty")
        self._replies.append(reply)
        omitted = self._chat.capabilities.omitted
        return f"it answers, without {', '.join(omitted)}" if omitted else "it answers"

    async def _form_is_held(self, rung: Rung) -> str:
        reply = await self._chat.ask(_question(SCHEMA), rung)
        self._replies.append(reply)
        if reply.finish_reason == "length":
            raise _NotWorking(f"accepted, but the reply was cut at {LONGEST_REPLY_TOKENS} tokens")
        answer = _json_of(reply.text)
        if not isinstance(answer, dict):
            raise _NotWorking("accepted, but not enforced: the reply is no JSON object")
        if rung != "json_object" and not _has_schema(answer):
            raise _NotWorking("accepted, but not enforced: the reply does not fit the schema")
        return "enforced against a prompt that asks for prose"

    async def _streaming_works(self) -> str:
        """Stream a reply; where that fails, runs will not."""
        self._omitted = ("stream",)
        known = self._chat.capabilities
        async with OpenAIChat(self._profile, capabilities=known, watch=lambda _: None) as chat:
            reply = await chat.complete(_question())
        self._replies.append(reply)
        if reply.first_token_seconds is None:
            raise _NotWorking("accepted, but the reply did not come in events")
        self._omitted = chat.capabilities.omitted
        return "the reply comes in pieces, and says when it is complete"


def _question(schema: Mapping[str, object] | None = None) -> ChatRequest:
    return ChatRequest(
        messages=(GREETING,),
        json_schema=schema,
        temperature=0.0,
        max_tokens=LONGEST_REPLY_TOKENS,
        seed=1,
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
