"""Servers as they differ: what each takes, rejects, ignores and adds to its answers.

The facts are those of the design notes (``local-llm.md``, section 9): measured for llama.cpp, from
documentation and issue threads for the others.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from tests.loopback_faults import Fault, completion, error_fault, json_fault

__all__ = ["DIALECTS", "Dialect"]

Answer: TypeAlias = dict[str, Any] | Fault
Rejection: TypeAlias = tuple[str, Fault]
"""What is rejected, in a word, and how."""

HELD = {"price": 2}
PROSE = "We would pay two."


class Dialect:
    """A responder that answers as one kind of server, and keeps what it had to reject."""

    def __init__(
        self,
        reject: Callable[[Mapping[str, Any]], Rejection | None],
        answer: Callable[[Mapping[str, Any]], dict[str, Any]],
    ) -> None:
        self.rejected: list[str] = []
        self._reject = reject
        self._answer = answer

    def __call__(self, body: dict[str, Any]) -> Answer:
        rejection = self._reject(body)
        if rejection is None:
            return self._answer(body)
        self.rejected.append(rejection[0])
        return rejection[1]


def form_of(body: Mapping[str, Any]) -> str:
    """Return how a request asks for the form."""
    if "tools" in body:
        return "tool"
    return str(body.get("response_format", {}).get("type", "text"))


def said(body: Mapping[str, Any], **message: Any) -> dict[str, Any]:
    """Return an answer that holds the form if one was asked for."""
    text = PROSE if form_of(body) in {"text", "tool"} else json.dumps(HELD)
    return completion(text, **message)


def takes_everything(_body: Mapping[str, Any]) -> Rejection | None:
    return None


def llama_cpp(body: Mapping[str, Any]) -> dict[str, Any]:
    """Always counts cached tokens and adds its timings; a tool is taken and not called."""
    answer = said(body)
    answer["usage"]["prompt_tokens_details"] = {"cached_tokens": 3}
    answer["timings"] = {"cache_n": 3, "prompt_n": 2, "predicted_per_second": 21.5}
    return answer


def vllm(body: Mapping[str, Any]) -> dict[str, Any]:
    """Returns reasoning apart, and null for the cached tokens that it does not count."""
    answer = said(body, reasoning="They bluff.", reasoning_content="They bluff.")
    answer["usage"]["prompt_tokens_details"] = None
    return answer


def ollama_cloud(_body: Mapping[str, Any]) -> dict[str, Any]:
    """Takes a schema and ignores it; thinks under another name."""
    return completion(PROSE, reasoning="They bluff.")


def ollama_rejects(body: Mapping[str, Any]) -> Rejection | None:
    if "tools" in body:
        return "tools", error_fault(400, "m does not support tools")
    return None


def lm_studio_rejects(body: Mapping[str, Any]) -> Rejection | None:
    """Has no ``json_object``, and no tool choice by name."""
    if form_of(body) == "json_object":
        said_so = "'response_format.type' must be 'json_schema' or 'text'"
        return "json_object", json_fault({"error": said_so}, 400)
    if isinstance(body.get("tool_choice"), dict):
        said_so = "Invalid tool_choice type: 'object'. Supported string values: none, auto"
        return "tool_choice", json_fault({"error": said_so}, 400)
    return None


def lm_studio_without_schema_rejects(body: Mapping[str, Any]) -> Rejection | None:
    """The same with a runtime that cannot hold a schema."""
    if form_of(body) == "json_schema":
        return "json_schema", json_fault({"error": "structured output is not supported"}, 400)
    return lm_studio_rejects(body)


def openai_rejects(body: Mapping[str, Any]) -> Rejection | None:
    """As its reasoning models do: the newer name of ``max_tokens``, no temperature of one's own."""
    if "max_tokens" in body:
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead."
        )
        return "max_tokens", _openai_error(message, "max_tokens", "unsupported_parameter")
    if body.get("temperature", 1) != 1:
        message = (
            f"Unsupported value: 'temperature' does not support {body['temperature']} with this "
            "model. Only the default (1) value is supported."
        )
        return "temperature", _openai_error(message, "temperature", "unsupported_value")
    return None


def narrow_rejects(body: Mapping[str, Any]) -> Rejection | None:
    """As a small server behind FastAPI that knows three parameters: 422, one complaint a time."""
    for name in sorted(body.keys() - {"model", "messages", "max_tokens"}):
        detail = [{"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs"}]
        return name, json_fault({"detail": detail}, 422)
    return None


def _openai_error(message: str, parameter: str, code: str) -> Fault:
    error = {"message": message, "type": "invalid_request_error", "param": parameter, "code": code}
    return json_fault({"error": error}, 400)


DIALECTS: Mapping[str, Callable[[], Dialect]] = {
    "llama.cpp": lambda: Dialect(takes_everything, llama_cpp),
    "vLLM": lambda: Dialect(takes_everything, vllm),
    "Ollama Cloud": lambda: Dialect(ollama_rejects, ollama_cloud),
    "LM Studio": lambda: Dialect(lm_studio_rejects, said),
    "LM Studio without schema": lambda: Dialect(lm_studio_without_schema_rejects, said),
    "OpenAI": lambda: Dialect(openai_rejects, said),
    "narrow": lambda: Dialect(narrow_rejects, said),
}
"""Fresh servers by name."""
