"""What the screens say of problems, tests, writers and minds."""

from typing import get_args

import pytest

from negotiation.app.service.live import LiveState
from negotiation.domain.events import NoteTaken
from negotiation.domain.moves import Estimate
from negotiation.errors import (
    ChatBudgetSpent,
    ChatError,
    ChatNotAsked,
    ChatRejected,
    ChatTooLong,
    ChatUnavailable,
    HaggleError,
    LogConflict,
    LogCorrupted,
    RuleError,
    SettingsError,
    UsageError,
)
from negotiation.llm.probe_report import ProbeCheck, ProbeReport
from tests.builders import make_scenario, mandate_content, party_content
from tests.ui.conftest import plan_of
from ui.texts import CATALOGUE
from ui.views.watch.endpoints import PRESETS, EndpointForm, problem_of
from ui.views.watch.minds import beliefs_of, minds_of
from ui.views.watch.probes import check_rows, figures_of, verdict_of
from ui.views.watch.progress import Standing, standing_of, writers_of
from ui.views.watch.troubles import Cause, trouble_of


@pytest.mark.parametrize(
    ("problem", "cause"),
    [
        (None, "ours"),
        (ChatUnavailable("timed out"), "unreachable"),
        (ChatNotAsked("down"), "down"),
        (ChatRejected("no", status=401), "key"),
        (ChatRejected("no", status=403), "key"),
        (ChatRejected("no", status=404), "unknown_model"),
        (ChatRejected("no", status=400), "rejected"),
        (ChatTooLong("no", status=400), "too_long"),
        (ChatBudgetSpent("no"), "budget"),
        (LogConflict("no"), "elsewhere"),
        (LogCorrupted("no"), "log"),
        (SettingsError("no"), "settings"),
        (UsageError("no"), "settings"),
        (RuleError("no"), "other"),
    ],
)
def test_every_problem_has_a_cause(problem: HaggleError | None, cause: str) -> None:
    found = trouble_of(problem)
    assert found.cause == cause
    assert found.is_set_up == (
        cause in {"settings", "unreachable", "down", "key", "unknown_model", "rejected", "too_long"}
    )


def test_every_error_of_a_model_is_told_from_a_bug() -> None:
    def kinds(kind: type[ChatError]) -> list[type[ChatError]]:
        return [kind, *(each for below in kind.__subclasses__() for each in kinds(below))]

    assert len(kinds(ChatError)) > 5
    for kind in kinds(ChatError):
        assert trouble_of(kind("no")).cause != "ours"


@pytest.mark.parametrize("cause", get_args(Cause))
def test_every_cause_has_its_words(cause: str) -> None:
    assert f"watch_cause_{cause}" in CATALOGUE


@pytest.mark.parametrize("standing", get_args(Standing))
def test_every_standing_has_its_words(standing: str) -> None:
    assert f"watch_is_{standing}" in CATALOGUE


def test_a_run_that_nobody_plays_is_idle_unless_it_is_over() -> None:
    assert standing_of(None, is_over=False) == "idle"
    assert standing_of(None, is_over=True) == "ended"


def test_who_writes_is_named_once_with_the_longest_reply() -> None:
    writing = {
        "servers/buyer/t3/r0/a0": 120,
        "servers/buyer/t3/r0/a1": 40,
        "servers/seller.approver/t3/r0/a0": 7,
        "what is this": 9,
        "servers/nobody/t3/r0/a0": 9,
    }
    plan = plan_of(make_scenario())
    state = LiveState(status="playing", writing=writing)
    assert writers_of(state, plan, "en") == (
        ("Buyer House", 120),
        ("Seller House's approver", 7),
    )
    assert writers_of(state, plan, "zh")[1].party == "乙公司的审批人"


@pytest.mark.parametrize("preset", PRESETS.values())
def test_every_preset_is_an_address(preset: str) -> None:
    assert problem_of(EndpointForm(base_url=preset, model="", key="")) is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"base_url": "https://models.example:8443/v1"}, None),
        ({"base_url": ""}, "bad_address"),
        ({"base_url": "127.0.0.1:8080"}, "bad_address"),
        ({"base_url": "ftp://127.0.0.1/v1"}, "bad_address"),
        ({"base_url": "http:///v1"}, "bad_address"),
        ({"base_url": "http://127.0.0.1:0/v1"}, "bad_address"),
        ({"base_url": "http://127.0.0.1:99999/v1"}, "bad_address"),
        ({"base_url": "http://[::1/v1"}, "bad_address"),
        ({"base_url": "http://a b/v1"}, "bad_address"),
        ({"base_url": "http://me:pass@127.0.0.1/v1"}, "bad_address_secret"),
        ({"base_url": "http://127.0.0.1/v1?key=1"}, "bad_address_secret"),
        ({"base_url": "http://127.0.0.1/v1#here"}, "bad_address_secret"),
        ({"key": "sk-plain_word.1"}, None),
        ({"key": "two words"}, "bad_key"),
        ({"key": "schlüssel"}, "bad_key"),
        ({"model": "a,b"}, "bad_model"),
        ({"model": "a\nb"}, "bad_model"),
        ({"model": "org/model:7b q4"}, None),
    ],
)
def test_what_is_wrong_with_an_endpoint(changes: dict[str, str], problem: str | None) -> None:
    content = {"base_url": "http://127.0.0.1:8080/v1", "model": "m", "key": ""} | changes
    assert problem_of(EndpointForm(**content).stripped()) == problem
    assert problem is None or f"settings_{problem}" in CATALOGUE


def test_a_form_does_not_show_its_key() -> None:
    form = EndpointForm(base_url=" http://127.0.0.1/v1/ ", model=" m ", key=" sk-secret ")
    assert "secret" not in f"{form!r} {form} {form.stripped()!r}"
    assert form.stripped() == EndpointForm(
        base_url="http://127.0.0.1/v1", model="m", key="sk-secret"
    )


def report(**changes: object) -> ProbeReport:
    content: dict[str, object] = {
        "name": "m",
        "base_url": "http://127.0.0.1/v1",
        "model": "m",
        "reachable": True,
        "usable": True,
        "reason": None,
        "listed_models": None,
        "checks": (
            ProbeCheck(capability="chat", ok=True, is_accepted=True, reason=""),
            ProbeCheck(capability="json_schema", ok=False, is_accepted=True, reason=""),
            ProbeCheck(capability="tool", ok=False, is_accepted=False, is_refused=True, reason=""),
            ProbeCheck(capability="streaming", ok=False, is_accepted=False, reason=""),
        ),
    }
    return ProbeReport.model_validate(content | changes)


def test_what_a_model_can_do_is_said_in_words() -> None:
    assert check_rows(report(), "en") == (
        ("answers", "yes"),
        ("replies in a JSON schema", "accepted, not enforced"),
        ("calls a function", "no"),
        ("streams its words", "could not be tried"),
    )
    assert check_rows(report(), "zh")[0] == ("能回答", "可以")


def test_only_what_was_measured_is_shown() -> None:
    assert figures_of(report(), "en") == ()
    fast = report(latency_seconds=0.5, tokens_per_second=12.34)
    assert figures_of(fast, "en") == (("first_answer", "0.50 s"), ("speed", "12.3 tokens/s"))


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("HTTP 401: bad key", "key_refused"),
        ("HTTP 403: not yours", "key_refused"),
        ("HTTP 404: HTTP 401", "reachable"),
    ],
)
def test_a_key_that_is_refused_is_said(reason: str, expected: str) -> None:
    assert verdict_of(report(usable=False, reason=reason)) == expected


def test_a_model_is_usable_reachable_or_not_there() -> None:
    found = [verdict_of(report(usable=u, reachable=r)) for u, r in ((1, 1), (0, 1), (0, 0))]
    assert found == ["usable", "reachable", "unreachable"]


def test_minds_hold_mandates_and_the_latest_note_by_a_turn() -> None:
    line = {"issue": "price", "at_least": 0.7, "at_most": 0.9, "reason": {"en": "r", "zh": "因"}}
    only = {"issue": "weeks", "only": [4, 8], "reason": {"en": "r", "zh": "因"}}
    fact = {"id": "stock", "statement": {"en": "We have {value}.", "zh": "有{value}。"}, "value": 5,
            "unit": "gpus"}  # fmt: skip
    mandate = mandate_content(red_lines=[line, only], private_facts=[fact])
    scenario = make_scenario(
        parties=[party_content("buyer", mandate=mandate), party_content("seller")]
    )
    believed = Estimate(issue="weeks", value=8, confidence=0.6)
    notes = [
        NoteTaken(table="servers", turn=1, party="buyer", note="First.", estimate=believed),
        NoteTaken(table="servers", turn=2, party="seller", note="Mine."),
        NoteTaken(table="servers", turn=3, party="buyer", note="Second.", estimate=believed),
    ]
    table = scenario.tables[0]
    buyer, seller = minds_of(scenario, table, notes, "en", turn=2)
    assert buyer.note == "First."
    assert seller.note == "Mine."
    assert buyer.facts == ("We have 5 cards.",)
    assert buyer.red_lines == (
        "Price: at least 70%, at most 90%",
        "Delivery: 4 weeks or 8 weeks",
    )
    assert buyer.alternative == "Lease old machines."
    assert minds_of(scenario, table, notes, "en", turn=3)[0].note == "Second."
    beliefs = beliefs_of(scenario, table, notes, "en", turn=3)
    assert beliefs == (
        ("Buyer House", 3, "Delivery", "8 weeks", "60%"),
        ("Buyer House", 1, "Delivery", "8 weeks", "60%"),
    )
    assert beliefs_of(scenario, table, notes, "en", turn=2) == beliefs[1:]
