"""The values of the port: what they refuse, and what they never show."""

import pytest
from pydantic import ValidationError

from negotiation.llm.chat import ChatMessage, ChatRequest
from negotiation.llm.profile import KEYLESS, ModelProfile
from tests.llm.builders import KEY, make_profile, make_request


@pytest.mark.parametrize(
    "base_url",
    [
        "http://me:hunter2@host/v1",
        "http://hunter2@host/v1",
        "ftp://host/v1",
        "file:///etc/passwd",
        "host:8080/v1",
        "http:///v1",
        "http://host/v1?key=hunter2",
        "http://host/v1#hunter2",
        "http://host/v1?",
        "http://ho st/v1",
        "http://host:99999/v1",
        "http://host:0/v1",
        "http://[::1/v1",
        "",
    ],
)
def test_an_address_that_is_odd_or_holds_a_secret_is_refused_without_showing_it(
    base_url: str,
) -> None:
    with pytest.raises(ValidationError) as caught:
        make_profile(base_url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "base_url", ["http://127.0.0.1:8080/v1", "https://host/v1", "http://[::1]:80/v1", "HTTP://h/v1"]
)
def test_a_plain_address_is_taken(base_url: str) -> None:
    assert make_profile(f" {base_url}/ ").base_url == base_url


def test_a_key_is_in_no_text_of_its_profile() -> None:
    profile = make_profile("http://host/v1")
    assert KEY not in f"{profile!r} {profile} {profile.model_dump()} {profile.model_dump_json()}"


@pytest.mark.parametrize("key", ["sk-1\nX-Evil: 1", "sk 1", "schlüssel", "sk\x00"])
def test_a_key_that_is_no_header_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make_profile("http://host/v1", api_key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize(("given", "kept"), [("", KEYLESS), (" sk-1\n", "sk-1")])
def test_a_key_is_trimmed_and_an_empty_one_means_none(given: str, kept: str) -> None:
    assert make_profile("http://host/v1", api_key=given).api_key.get_secret_value() == kept


def test_the_key_of_a_keyless_server_is_no_secret() -> None:
    profile = ModelProfile(name="here", base_url="http://localhost/v1", model="m")
    assert profile.redacted("localhost is down") == "localhost is down"


@pytest.mark.parametrize(
    "wrong",
    [{"temperature": float("nan")}, {"temperature": 3}, {"max_tokens": 0}, {"attempts": 0}],
)
def test_a_profile_out_of_bounds_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        make_profile("http://host/v1", **wrong)


def test_a_request_needs_a_message() -> None:
    with pytest.raises(ValidationError):
        ChatRequest(messages=())


def test_a_request_goes_through_json_and_back() -> None:
    request = make_request("报价", json_schema={"type": "object"}, seed=3, key="vendor/t7/a0")
    assert ChatRequest.model_validate_json(request.model_dump_json()) == request


def test_a_message_is_always_encodable() -> None:
    assert ChatMessage(role="user", content="\ud800价").content == "?价"
