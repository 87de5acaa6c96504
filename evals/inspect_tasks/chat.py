"""Our chat port over Inspect's models."""

from collections.abc import Mapping

from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    ContentReasoning,
    GenerateConfig,
    ModelOutput,
    ModelUsage,
    ResponseSchema,
    get_model,
    model_roles,
)
from inspect_ai.util import JSONSchema, span, store

from negotiation.agents.call_keys import CallKey
from negotiation.errors import ChatDeclined, ChatTooLong, ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatRequest, ChatUsage, FinishReason
from negotiation.llm.failures import LONGEST_MESSAGE
from negotiation.llm.reading import split_reasoning

__all__ = ["MODEL", "PERSONAS", "InspectChat", "models_asked"]

MODEL = "inspect"
"""What seats call the model that Inspect asks: ``llm:inspect``."""

PERSONAS = "personas"
"""Where a sample's store says which persona sits in which seat."""

_MESSAGES = {
    "system": ChatMessageSystem,
    "user": ChatMessageUser,
    "assistant": ChatMessageAssistant,
}

_FINISHES: Mapping[str, FinishReason] = {"stop": "stop", "max_tokens": "length"}


def models_asked() -> dict[str, str]:
    """Return where a run's record says that its model was asked: the eval's, and those of roles."""
    roles = {}
    for role, bound in model_roles().items():
        several = bound if isinstance(bound, list) else [bound]
        roles[f"role {role}"] = ", ".join(map(str, several))
    return {"base_url": "inspect", "model": str(get_model()), **roles}


class InspectChat:
    """A ``Chat`` that asks the model with the role of the seat, or else the model of the eval.

    Waiting, trying again, caching and limits are Inspect's, with its own options. A call stands in
    the log of the sample as an agent's, in the lane of its persona.
    """

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the model's reply.

        Raises:
            ChatUnavailable: the answer holds no reply.
            ChatTooLong: the prompt is longer than what the model can read.
            ChatDeclined: the model or a filter declined to answer.
            Exception: of Inspect and of its providers, as they are: a limit of the sample, a key.
        """
        key = CallKey.parse(request.key)
        seat = key.party if key is not None else ""
        model = get_model(role=seat)
        persona = store().get(PERSONAS, {}).get(seat, "model")
        messages = [_MESSAGES[each.role](content=each.content) for each in request.messages]
        async with span(f"{persona}/{seat}", type="agent"):
            output = await model.generate(messages, config=_config(request))
        return _reply(output, has_form=request.json_schema is not None)


def _config(request: ChatRequest) -> GenerateConfig:
    """Return what a request says itself; the rest is as the eval has it."""
    form = None
    if request.json_schema is not None:
        schema = JSONSchema.model_validate(dict(request.json_schema))
        form = ResponseSchema(name=request.schema_name, json_schema=schema, strict=True)
    return GenerateConfig(
        temperature=request.temperature,
        max_tokens=request.max_tokens,
        seed=request.seed,
        response_schema=form,
    )


def _reply(output: ModelOutput, *, has_form: bool) -> ChatReply:
    """Return what a model answered; raise as ``complete`` does."""
    if output.empty:
        raise ChatUnavailable(f"the answer holds no reply: {output.error or 'it is empty'}")
    if output.stop_reason == "content_filter":
        said = output.error or output.completion or "a filter stopped the reply"
        raise ChatDeclined(said[:LONGEST_MESSAGE])
    if output.stop_reason == "model_length":
        raise ChatTooLong((output.error or output.completion)[:LONGEST_MESSAGE])
    said = split_reasoning(output.completion)
    return ChatReply(
        text=said.text,
        reasoning=_reasoning(output) or said.reasoning,
        usage=_usage(output.usage or ModelUsage()),
        finish_reason=_FINISHES.get(output.stop_reason, "other"),
        model=output.model,
        latency_seconds=output.time or 0.0,
        rung="json_schema" if has_form else "text",
    )


def _reasoning(output: ModelOutput) -> str | None:
    """Return what a provider gave apart as reasoning."""
    content = output.message.content
    parts = [] if isinstance(content, str) else content
    thoughts = [part.reasoning for part in parts if isinstance(part, ContentReasoning)]
    return "\n".join(filter(None, thoughts)) or None


def _usage(usage: ModelUsage) -> ChatUsage:
    """Return what a call used; Inspect counts cached tokens apart from the prompt's others."""
    cached = usage.input_tokens_cache_read
    prompt = usage.input_tokens + (cached or 0) + (usage.input_tokens_cache_write or 0)
    return ChatUsage(
        prompt_tokens=prompt, completion_tokens=usage.output_tokens, cached_tokens=cached
    )
