"""From a request to the body that is posted: nothing that the endpoint is known to reject."""

from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import ChatRequest, Rung
from negotiation.llm.profile import ModelProfile

__all__ = ["body_of"]


def body_of(
    request: ChatRequest,
    profile: ModelProfile,
    *,
    rung: Rung,
    capabilities: Capabilities,
    is_streamed: bool = False,
) -> dict[str, object]:
    """Return the body of ``/chat/completions`` for a request on a rung."""
    warmth = profile.temperature if request.temperature is None else request.temperature
    newer = capabilities.says_max_completion_tokens
    body: dict[str, object] = {
        "model": profile.model,
        "messages": [message.model_dump() for message in request.messages],
        "temperature": warmth,
        "max_completion_tokens" if newer else "max_tokens": request.max_tokens
        or profile.max_tokens,
    }
    if request.seed is not None:
        body["seed"] = request.seed
    if is_streamed:
        body |= {"stream": True, "stream_options": {"include_usage": True}}
    body |= _form_of(request, rung)
    wanted = {name: said for name, said in body.items() if name not in capabilities.omitted}
    if "stream" not in wanted:
        wanted.pop("stream_options", None)
    return wanted


def _form_of(request: ChatRequest, rung: Rung) -> dict[str, object]:
    """Return the parameters that ask a server to hold the form."""
    name, schema = request.schema_name, request.json_schema
    match rung:
        case "json_schema":
            form = {"name": name, "strict": True, "schema": schema}
            return {"response_format": {"type": "json_schema", "json_schema": form}}
        case "json_object":
            return {"response_format": {"type": "json_object"}}
        case "tool":
            function = {"name": name, "description": "Give the reply.", "parameters": schema}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": name}},
            }
        case "text":
            return {}
