"""Reading what a server sent: bytes to a reply, or to the right error.

The SDK builds its answer without checking it, so a broken body shows up as any of a dozen types
somewhere else. We read the body ourselves: whatever is in it, out comes a ``ChatReply``,
``ChatUnavailable`` or ``ChatRejected``. Nothing here knows the SDK, a socket or a key.
"""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from negotiation.domain.values import without_control
from negotiation.errors import ChatDeclined, ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatUsage, FinishReason, Rung
from negotiation.llm.failures import LONGEST_MESSAGE, reported_failure
from negotiation.llm.secrets import Redact, redacting_all

__all__ = ["SplitText", "checked_object", "read_object", "read_reply", "split_reasoning"]

_OPEN_THOUGHT = re.compile(r"\s*<(think|thinking)>", re.IGNORECASE)
_END_OF_THOUGHT = re.compile(r"</(think|thinking)>", re.IGNORECASE)


class SplitText(NamedTuple):
    """What a model said, and what it thought aloud before it."""

    text: str
    reasoning: str | None


def split_reasoning(content: str) -> SplitText:
    """Split a leading block of reasoning off.

    Some chat templates write the opening tag into the prompt, so a closing tag alone counts too,
    unless the content starts like JSON. A block that never closes was cut: all of it is reasoning,
    since nothing of it was meant for the other side.

    >>> split_reasoning("<think>They bluff.</think>We pass.")
    SplitText(text='We pass.', reasoning='They bluff.')
    """
    opening = _OPEN_THOUGHT.match(content)
    start = opening.end() if opening else 0
    closing = _END_OF_THOUGHT.search(content, start)
    if opening and not closing:
        return SplitText("", content[start:].strip() or None)
    if not closing or (not opening and content.lstrip()[:1] in {"{", "[", "`", '"'}):
        return SplitText(content, None)
    thought = content[start : closing.start()].strip()
    return SplitText(content[closing.end() :].lstrip(), thought or None)


def read_object(body: bytes, redact: Redact = str) -> Mapping[str, object]:
    """Return the JSON object in ``body``, redacted; an error object becomes the error it reports.

    Raises:
        ChatUnavailable: the body is no JSON object, or reports a failure of the server.
        ChatRejected: the body reports a status in the range 400 to 499.
    """
    text = redact(body.decode("utf-8", "replace"))
    try:
        return checked_object(json.loads(text), redact)
    except (ValueError, RecursionError) as exc:
        raise ChatUnavailable(f"the reply is not JSON: {_glimpse(text)}") from exc


def checked_object(parsed: object, redact: Redact) -> Mapping[str, object]:
    """Return a JSON value as ``read_object`` does that of a body; raise as it does."""
    found = redacting_all(parsed, redact)
    if not isinstance(found, dict):
        raise ChatUnavailable(f"the reply is JSON but no object: {_glimpse(str(found))}")
    if found.get("error") and not found.get("choices"):
        raise reported_failure(found)
    return found


def read_reply(
    parsed: Mapping[str, object], *, rung: Rung, model: str, latency_seconds: float
) -> ChatReply:
    """Return the reply in a parsed body of ``/chat/completions``.

    ``model`` is the name to note when the server gives none. The arguments of a call to the tool
    that we offered are its text.

    Raises:
        ChatUnavailable: the body is broken.
        ChatDeclined: the model refused, or a filter stopped it.
    """
    choice = _first_choice(parsed)
    message = choice.get("message")
    if not isinstance(message, dict):
        raise ChatUnavailable("the reply has no message")
    said = split_reasoning(_text_of(message.get("content")))
    finish = choice.get("finish_reason")
    called = _arguments_of(message.get("tool_calls")) if rung == "tool" else None
    refusal = message.get("refusal")
    if finish == "content_filter":
        raise ChatDeclined("a content filter stopped the reply")
    if isinstance(refusal, str) and refusal and not said.text:
        raise ChatDeclined(f"the model refused: {without_control(refusal)[:LONGEST_MESSAGE]}")
    apart = (message.get("reasoning_content") or message.get("reasoning"), said.reasoning)
    thoughts = [thought for thought in apart if isinstance(thought, str) and thought.strip()]
    name = parsed.get("model")
    named = without_control(name) if isinstance(name, str) else ""
    return ChatReply(
        text=said.text if called is None else called,
        reasoning="\n".join(thoughts) or None,
        usage=_usage_of(parsed.get("usage")),
        finish_reason=_finish_reason("stop" if called and finish == "tool_calls" else finish),
        model=named or model,
        latency_seconds=latency_seconds,
        rung=rung,
    )


def _first_choice(parsed: Mapping[str, object]) -> Mapping[str, object]:
    choices = parsed.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ChatUnavailable("the reply has no choices")
    return choices[0]


def _text_of(content: object) -> str:
    """Return the text of a message's content: a text, nothing, or a list of parts."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise ChatUnavailable(f"the content is a {type(content).__name__}, not a text")
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def _arguments_of(calls: object) -> str | None:
    """Return the arguments of the first tool call; None when the model called no tool."""
    if not isinstance(calls, list) or not calls or not isinstance(calls[0], dict):
        return None
    function = calls[0].get("function")
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) else None


def _finish_reason(word: object) -> FinishReason:
    if word == "length":
        return "length"
    return "stop" if word == "stop" else "other"


def _usage_of(usage: object) -> ChatUsage:
    counts = usage if isinstance(usage, dict) else {}
    details = counts.get("prompt_tokens_details")
    return ChatUsage(
        prompt_tokens=_count(counts.get("prompt_tokens")) or 0,
        completion_tokens=_count(counts.get("completion_tokens")) or 0,
        cached_tokens=_count(details.get("cached_tokens")) if isinstance(details, dict) else None,
    )


def _count(number: object) -> int | None:
    return number if isinstance(number, int) and number >= 0 else None


def _glimpse(text: str) -> str:
    """Return the start of a body that we could not read."""
    return repr(text[:80]) if text else "it is empty"
