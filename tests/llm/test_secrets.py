"""A key stays in, whatever a server does with it: in no error, record, report, cache or trace."""

import asyncio
import base64
import json
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from negotiation.app.capability_cache import CapabilityCache
from negotiation.errors import ChatError
from negotiation.llm.chat import ChatReply
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.probe import probe
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import RecordedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.secrets import redacting, redacting_all
from negotiation.store.chats import JsonlChats
from tests.llm.builders import SCHEMA, Waits, make_profile, make_request
from tests.loopback import FAULTS, Fault, LoopbackServer, Responder, completion, script
from tests.loopback_faults import error_fault
from tests.loopback_streams import event, stream_of

KEY = "sk/canary+4711=&<never>"

DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda key: quote(key, safe=""),
    "percent, slashes left": quote,
    "percent, lower case": lambda key: quote(key, safe="").replace("%2B", "%2b"),
    "plus": quote_plus,
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64, behind a name": lambda key: base64.b64encode(f"user:{key}".encode()).decode(),
    "base64, of a header": lambda key: base64.b64encode(f"Bearer {key}".encode()).decode(),
    "base64, for the web": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
    "escaped": lambda key: json.dumps(key).replace("/", "\\/"),
    "html": lambda key: key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
}

keys = st.text(st.sampled_from("abcXYZ019-_./+=&<>%'\\"), min_size=12, max_size=40)


def leaked(text: str, key: str = KEY) -> list[str]:
    """Return the disguises in which the key stands in a text."""
    return [name for name, disguise in DISGUISES.items() if disguise(key) in text]


@given(keys, st.sampled_from(sorted(DISGUISES)), st.text(max_size=20), st.text(max_size=20))
def test_a_key_is_masked_in_every_disguise(key: str, name: str, before: str, after: str) -> None:
    echoed = DISGUISES[name](key)
    assert echoed not in redacting(key)(f"{before}{echoed}{after}")


@given(keys, st.text(st.characters(max_codepoint=127), max_size=60))
def test_a_text_without_the_key_stays_as_it_is(key: str, text: str) -> None:
    if not any(disguise(key)[:8] in text for disguise in DISGUISES.values()):
        assert redacting(key)(text) == text


def test_every_text_of_a_json_value_is_looked_through() -> None:
    redact = redacting(KEY)
    assert redacting_all({KEY: [{"a": f"<{KEY}>"}, 7, None]}, redact) == {
        "***": [{"a": "<***>"}, 7, None]
    }


@pytest.mark.parametrize("word", ["none", "x", "EMPTY"])
def test_a_word_to_please_a_server_is_no_secret_in_a_reply(word: str) -> None:
    with LoopbackServer(script(f"There is {word} left.")) as server:
        profile = make_profile(server.base_url, api_key=SecretStr(word))
        assert asyncio.run(complete(profile)).text == f"There is {word} left."


def test_a_profile_that_has_masked_can_be_sent_to_another_process() -> None:
    profile = make_profile("http://127.0.0.1:9/v1", api_key=SecretStr(KEY))
    assert profile.redacted(KEY) == "***"
    assert pickle.loads(pickle.dumps(profile)) == profile  # noqa: S301 - our own bytes


async def complete(profile: ModelProfile, *, is_watched: bool = False) -> ChatReply:
    async with OpenAIChat(profile, watch=(lambda _: None) if is_watched else None) as chat:
        return await chat.complete(make_request(json_schema=SCHEMA, key="k"))


def echoes() -> dict[str, Responder]:
    """Return servers that give the key back, in every disguise and from every place."""
    found: dict[str, Responder] = {}
    for name, disguise in DISGUISES.items():
        echo = disguise(KEY)
        found |= {
            f"401 {name}": script(error_fault(401, f"bad key {echo}")),
            f"401 {name}, cut in the key": script(error_fault(401, "x" * 390 + echo)),
            f"500 {name}": script(error_fault(500, f"no login with {echo}")),
            f"503 {name}": script(Fault(status=503, body=f"Bearer {echo} is down".encode())),
            f"broken {name}": script(Fault(body=b"x" * 70 + echo.encode())),
            f"200 error {name}": script(error_fault(200, f"upstream says {echo}")),
            f"refusal {name}": script(completion(None, refusal=f"Not for {echo}.")),
            f"reply {name}": script(completion(f"My key is {echo}.", reasoning_content=echo)),
            f"model {name}": script(completion("x") | {"model": echo}),
            f"elsewhere {name}": script(
                Fault(status=307, headers={"location": f"http://127.0.0.1:9/{quote(echo)}"})
            ),
        }
    return found


ECHOES = echoes()


@pytest.mark.parametrize("name", [*ECHOES, *sorted(set(FAULTS) - {"hang", "slow headers"})])
def test_no_fault_brings_the_key_out(name: str, tmp_path: Path) -> None:
    responder = ECHOES[name] if name in ECHOES else script(name)
    shown: list[str] = []

    async def run(profile: ModelProfile) -> None:
        async with OpenAIChat(profile) as inner:
            chat = RetryingChat(inner, attempts=2, total_seconds=60, sleep=Waits())
            with JsonlChats(tmp_path / "chats.jsonl", durable=False) as sink:
                try:
                    request = make_request(json_schema=SCHEMA, key="k")
                    shown.append(repr(await RecordedChat(chat, sink).complete(request)))
                except ChatError as exc:
                    shown.extend(traceback.format_exception(exc))
                    shown.extend([repr(exc), repr(exc.failed_attempts)])

    with LoopbackServer(responder) as server:
        profile = make_profile(server.base_url, api_key=SecretStr(KEY))
        asyncio.run(run(profile))
        report = asyncio.run(probe(profile))
    cache = CapabilityCache(tmp_path)
    if report.capabilities is not None:
        cache.put({"base_url": profile.base_url, "model": profile.model}, report.capabilities)
    kept = [path.read_text() for path in tmp_path.iterdir()]
    everything = "\n".join(
        [*shown, *kept, report.model_dump_json(), repr(profile), profile.model_dump_json()]
    )
    assert leaked(everything) == []


def test_a_key_that_a_stream_brings_in_pieces_is_masked() -> None:
    pieces = [event({"content": piece}) for piece in ("My key is ", KEY[:9], KEY[9:], ".")]
    answer = Fault(body=stream_of(*pieces, event({}, "stop")))
    with LoopbackServer(script(answer)) as server:
        profile = make_profile(server.base_url, api_key=SecretStr(KEY))
        assert asyncio.run(complete(profile, is_watched=True)).text == "My key is ***."


def test_an_address_that_a_server_names_is_never_asked() -> None:
    with LoopbackServer(script("fine")) as elsewhere:
        hostile = completion("fine") | {"base_url": elsewhere.base_url, "url": elsewhere.base_url}
        moved = Fault(status=308, headers={"location": f"{elsewhere.base_url}/chat/completions"})
        for answer in (hostile, moved, error_fault(503, f"use {elsewhere.base_url}")):
            with LoopbackServer(script(answer)) as server:
                profile = make_profile(server.base_url, api_key=SecretStr(KEY))
                try:
                    asyncio.run(complete(profile, is_watched=True))
                except ChatError:
                    continue
        assert elsewhere.asked == []
