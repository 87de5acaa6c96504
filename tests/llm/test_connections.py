"""That chats take over each other's connections, and never each other's keys."""

import asyncio

import pytest
from pydantic import SecretStr

from negotiation.llm.connections import Connections
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from tests.llm.builders import make_profile, make_request
from tests.loopback import LoopbackServer

ELSEWHERE = make_profile("http://127.0.0.1:9/v1")


def keyed(profile: ModelProfile, key: str) -> ModelProfile:
    return profile.model_copy(update={"api_key": SecretStr(key)})


async def ask(profile: ModelProfile, connections: Connections) -> None:
    async with OpenAIChat(profile, connections=connections) as chat:
        await chat.complete(make_request())


def test_a_client_is_used_by_one_chat_at_a_time_and_by_the_next_after_it() -> None:
    async def lend() -> None:
        async with Connections() as connections:
            with connections.lend(ELSEWHERE) as one, connections.lend(ELSEWHERE) as two:
                assert one is not two
            with connections.lend(ELSEWHERE) as next_one:
                assert next_one in {one, two}

    asyncio.run(lend())


@pytest.mark.parametrize(
    "other",
    [
        keyed(ELSEWHERE, "sk-another-secret"),
        ELSEWHERE.model_copy(update={"base_url": "http://127.0.0.1:10/v1"}),
        ELSEWHERE.model_copy(update={"read_timeout_seconds": 1.5}),
        ELSEWHERE.model_copy(update={"connect_timeout_seconds": 1.5}),
    ],
)
def test_another_door_has_another_client(other: ModelProfile) -> None:
    async def lend() -> None:
        async with Connections() as connections:
            with connections.lend(ELSEWHERE) as one:
                pass
            with connections.lend(other) as two:
                assert one is not two

    asyncio.run(lend())


def test_chats_one_after_the_other_go_over_one_connection() -> None:
    async def ask_often() -> None:
        async with Connections() as connections:
            for _ in range(3):
                await ask(make_profile(server.base_url), connections)

    with LoopbackServer(lambda _: "Yes.") as server:
        asyncio.run(ask_often())
    assert len(server.bodies) == 3
    assert server.n_connections == 1


def test_without_shared_connections_each_chat_opens_its_own() -> None:
    async def ask_often() -> None:
        for _ in range(3):
            async with OpenAIChat(make_profile(server.base_url)) as chat:
                await chat.complete(make_request())

    with LoopbackServer(lambda _: "Yes.") as server:
        asyncio.run(ask_often())
    assert server.n_connections == 3


def test_each_chat_sends_the_key_of_its_own_profile() -> None:
    keys = ["sk-first-secret", "sk-second-secret", "sk-first-secret"]

    async def ask_with_each() -> None:
        async with Connections() as connections:
            for key in keys:
                await ask(keyed(make_profile(server.base_url), key), connections)

    with LoopbackServer(lambda _: "Yes.") as server:
        asyncio.run(ask_with_each())
    sent = [asked.headers["authorization"] for asked in server.asked]
    assert sent == [f"Bearer {key}" for key in keys]


def test_a_chat_that_closes_leaves_the_client_open_and_the_end_closes_all() -> None:
    async def use() -> None:
        async with Connections() as connections:
            async with OpenAIChat(ELSEWHERE, connections=connections):
                pass
            with connections.lend(ELSEWHERE) as idle:
                assert not idle.is_closed
            lending = connections.lend(ELSEWHERE)
            lent = lending.__enter__()
        assert idle.is_closed
        assert lent.is_closed
        lending.__exit__(None, None, None)

    asyncio.run(use())
