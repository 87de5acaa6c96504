"""What the environment may say, and what it may not."""

import os

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.settings import Settings, quiet_frameworks

TRACING = [
    f"{vendor}_TRACING{form}" for vendor in ("LANGSMITH", "LANGCHAIN") for form in ("", "_V2")
]


def key_of(environment: dict[str, str]) -> str | None:
    key = Settings(environment).api_key
    return key.get_secret_value() if key is not None else None


def test_the_key_of_openai_goes_only_where_openai_points() -> None:
    theirs = {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": "theirs"}
    assert key_of(theirs) == "theirs"
    assert key_of(theirs | {"HAGGLE_API_KEY": "ours"}) == "ours"
    elsewhere = theirs | {"HAGGLE_BASE_URL": "http://127.0.0.1:2/v1"}
    assert Settings(elsewhere).base_url == "http://127.0.0.1:2/v1"
    assert key_of(elsewhere) is None
    assert key_of(elsewhere | {"HAGGLE_API_KEY": "ours"}) == "ours"


def test_an_empty_variable_is_an_absent_one() -> None:
    assert (
        Settings({"HAGGLE_BASE_URL": " ", "OPENAI_BASE_URL": "http://a/v1"}).base_url
        == "http://a/v1"
    )


def test_half_an_endpoint_is_noticed() -> None:
    address, model = {"HAGGLE_BASE_URL": "http://127.0.0.1:1/v1"}, {"HAGGLE_MODEL": "m"}
    assert Endpoints(Settings({})).missing_half is None
    assert Endpoints(Settings(address | model)).missing_half is None
    assert "HAGGLE_MODEL" in (Endpoints(Settings(address)).missing_half or "")
    assert "HAGGLE_BASE_URL" in (Endpoints(Settings(model)).missing_half or "")


@pytest.mark.parametrize("name", TRACING)
def test_no_variable_of_others_lets_a_talk_leave_the_machine(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in TRACING:
        monkeypatch.setenv(each, "false")
    monkeypatch.setenv(name, "true")
    quiet_frameworks()
    assert {os.environ[each] for each in TRACING} == {"false"}  # noqa: TID251 - what is tested


def test_tracing_can_be_allowed_on_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAGGLE_ALLOW_TRACING", "1")
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    quiet_frameworks()
    assert os.environ["LANGSMITH_TRACING"] == "true"  # noqa: TID251 - what is tested
