"""Who sits where: what is filled in, and what is refused with what would be possible."""

from pathlib import Path

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.catalog.files import load_scenario
from negotiation.errors import CatalogError, SettingsError, UsageError
from negotiation.settings import Settings
from tests.app.scenarios import load, three_parties
from tests.builders import make_persona_file, write_file

LOCAL = {"HAGGLE_BASE_URL": "http://127.0.0.1:9/v1", "HAGGLE_MODEL": "house-model"}
KEY = "sk-quite-secret-0815"


def plan(
    who: dict[str, str] | None = None,
    environment: dict[str, str] | None = None,
    *,
    model: str | None = None,
    personas: dict[str, str] | None = None,
) -> RunPlan:
    return plan_run(
        load_scenario("a800-supply"),
        who=who or {},
        personas=personas or {},
        model=model,
        seed=1,
        language="en",
        endpoints=Endpoints(Settings(environment or {})),
    )


def seats(planned: RunPlan) -> dict[str, str]:
    return {party: str(seat) for party, seat in planned.seats.items()}


def test_without_a_model_the_strategies_of_the_scenario_play() -> None:
    assert seats(plan()) == {"cloud": "strategy:linear", "vendor": "strategy:boulware"}


def test_with_a_model_set_up_it_plays_every_seat() -> None:
    assert seats(plan(environment=LOCAL)) == dict.fromkeys(("cloud", "vendor"), "llm:house-model")


@pytest.mark.parametrize("missing", sorted(LOCAL))
def test_an_endpoint_that_is_half_set_up_is_none(missing: str) -> None:
    environment = {name: value for name, value in LOCAL.items() if name != missing}
    assert seats(plan(environment=environment))["cloud"] == "strategy:linear"


def test_a_model_of_the_command_plays_every_seat_that_names_nobody() -> None:
    planned = plan({"vendor": "strategy"}, LOCAL, model="other")
    assert seats(planned) == {"cloud": "llm:other", "vendor": "strategy:boulware"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("strategy", "strategy:linear"),
        ("strategy:micro_fast", "strategy:micro_fast"),
        ("llm", "llm:house-model"),
        ("llm:org/model:7b", "llm:org/model:7b"),
        ("python:tests.app.guests:Eager", "python:tests.app.guests:Eager"),
        ("human", "human"),
    ],
)
def test_every_form_of_who(who: str, expected: str) -> None:
    assert seats(plan({"cloud": who}, LOCAL))["cloud"] == expected


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ({"buyer": "human"}, r"no party 'buyer' in a800-supply; known are cloud, vendor"),
        ({"cloud": "strategy:tough"}, r"no strategy 'tough'; known are boulware, linear"),
        ({"cloud": "robot"}, r"cloud=robot: expected llm\[:MODEL\]"),
        ({"cloud": "python:module"}, r"expected .*python:MODULE:FACTORY"),
        ({"cloud": "human:me"}, r"expected .* or human"),
        ({"cloud": "llm"}, r"no model is set up: set HAGGLE_BASE_URL and HAGGLE_MODEL"),
        ({"cloud": "llm:m"}, r"no endpoint for model 'm': set HAGGLE_BASE_URL.*known: none"),
    ],
)
def test_what_cannot_be_seated_is_refused(who: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        plan(who)


def test_a_table_without_a_protocol_is_not_played(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'council' of three-parties has no protocol"):
        plan_run(
            load(tmp_path, three_parties()),
            who={},
            personas={},
            model=None,
            seed=1,
            language="en",
            endpoints=Endpoints(Settings({})),
        )


def test_a_persona_is_changed_by_name_or_by_file(tmp_path: Path) -> None:
    file = make_persona_file(tmp_path)
    planned = plan(personas={"cloud": "nvidia_rep", "vendor": str(file)})
    assert {party: card.name for party, card in planned.personas.items()} == {
        "cloud": "nvidia_rep",
        "vendor": "tiny_persona",
    }


def test_an_unknown_persona_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no persona 'nobody'.*procurement_expert"):
        plan(personas={"cloud": "nobody"})


def models_file(folder: Path, **models: dict[str, object]) -> dict[str, str]:
    """Write a models file and return the environment that names it."""
    path = write_file(folder / "models.yaml", models)
    return {"HAGGLE_MODELS_FILE": str(path)}


def test_a_named_model_takes_its_key_from_the_variable_that_the_file_names(tmp_path: Path) -> None:
    entry: dict[str, object] = {
        "base_url": "http://127.0.0.1:8/v1/",
        "model": "qwen",
        "api_key_env": "MY_KEY",
        "attempts": 2,
    }
    environment = models_file(tmp_path, near=entry) | {"MY_KEY": KEY}
    profile = Endpoints(Settings(environment)).profile("near")
    assert (profile.base_url, profile.model, profile.attempts) == (
        "http://127.0.0.1:8/v1",
        "qwen",
        2,
    )
    assert profile.api_key.get_secret_value() == KEY
    assert KEY not in repr(profile)
    assert seats(plan({"cloud": "llm:near"}, environment))["cloud"] == "llm:near"


def test_the_default_may_be_a_name_of_the_models_file(tmp_path: Path) -> None:
    entry: dict[str, object] = {"base_url": "http://127.0.0.1:8/v1", "model": "qwen"}
    environment = models_file(tmp_path, near=entry) | {"HAGGLE_MODEL": "near"}
    endpoints = Endpoints(Settings(environment))
    assert endpoints.default == "near"
    assert endpoints.names() == ("near",)
    assert endpoints.profile(None).model == "qwen"


def test_a_missing_key_names_its_variable(tmp_path: Path) -> None:
    entry: dict[str, object] = {
        "base_url": "http://127.0.0.1:8/v1",
        "model": "qwen",
        "api_key_env": "MY_KEY",
    }
    with pytest.raises(SettingsError, match=r"model 'near': the variable MY_KEY is not set"):
        Endpoints(Settings(models_file(tmp_path, near=entry))).profile("near")


def test_an_unknown_model_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    entry: dict[str, object] = {"base_url": "http://127.0.0.1:8/v1", "model": "qwen"}
    with pytest.raises(UsageError, match=r"no endpoint for model 'far'.*known: near"):
        plan({"cloud": "llm:far"}, models_file(tmp_path, near=entry))


@pytest.mark.parametrize(
    "base_url",
    [
        "127.0.0.1:8080",
        "ftp://127.0.0.1/v1",
        f"http://user:{KEY}@127.0.0.1/v1",
        f"http://127.0.0.1/v1?key={KEY}",
        "http://127.0.0.1:0/v1",
        "http://127.0.0.1:99999/v1",
        "http://[::1/v1",
        "http:// /v1",
    ],
)
def test_a_bad_address_is_said_and_not_shown(base_url: str) -> None:
    with pytest.raises(SettingsError, match=r"model 'm': base_url: ") as caught:
        plan(environment={"HAGGLE_BASE_URL": base_url, "HAGGLE_MODEL": "m"})
    assert KEY not in str(caught.value)


def test_a_bad_key_is_said_and_not_shown() -> None:
    with pytest.raises(SettingsError, match=r"api_key: .*printable") as caught:
        plan(environment={**LOCAL, "HAGGLE_API_KEY": f"{KEY} {KEY}"})
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("value", [0, 21])
def test_a_bound_of_a_model_is_said_wherever_it_is_broken(tmp_path: Path, value: int) -> None:
    entry: dict[str, object] = {"base_url": "http://127.0.0.1/v1", "model": "m", "attempts": value}
    with pytest.raises((CatalogError, SettingsError), match="attempts"):
        Endpoints(Settings(models_file(tmp_path, near=entry))).profile("near")


def test_a_key_in_the_models_file_is_refused_and_not_shown(tmp_path: Path) -> None:
    entry: dict[str, object] = {"base_url": "http://127.0.0.1/v1", "model": "m", "api_key": KEY}
    with pytest.raises(CatalogError, match=r"models\.yaml:4: near\.api_key: unknown key") as caught:
        Endpoints(Settings(models_file(tmp_path, near=entry)))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_out_of_bounds_is_a_mistake_of_usage(seed: int) -> None:
    with pytest.raises(UsageError, match="seed"):
        plan_run(
            load_scenario("a800-supply"),
            who={},
            personas={},
            model=None,
            seed=seed,
            language="en",
            endpoints=Endpoints(Settings({})),
        )
