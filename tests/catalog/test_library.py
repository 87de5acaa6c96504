"""The commands of the catalogue, in process: what stands on which stream, and that it is right."""

import json
from pathlib import Path
from typing import Any

import pytest

from negotiation.agents.strategies import STRATEGIES
from negotiation.catalog.endpoints import load_endpoints
from negotiation.catalog.files import (
    PERSONAS,
    SCENARIOS,
    load_file,
    load_persona,
    load_scenario,
    persona_names,
    scenario_names,
)
from negotiation.catalog.reading import read_document
from negotiation.cli.main import main
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.errors import CatalogError, UsageError
from tests.builders import make_economics_file, make_persona_file, make_points_file
from tests.catalog.written import PERSONA, SCENARIO

SHIPPED = [*sorted(SCENARIOS.glob("*.yaml")), *sorted(PERSONAS.glob("*.yaml"))]


def shipped_name(path: Path) -> str:
    return path.stem


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed and say nothing on standard error."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Run a command with ``--json``; anything but one document makes ``json`` raise."""
    return json.loads(run(capsys, *arguments, "--json"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(capsys, "scenarios")
    assert [row["name"] for row in rows] == list(scenario_names())
    assert all(row["title"] and row["seats"] and row["tables"] for row in rows)
    text = run(capsys, "scenarios")
    assert all(name in text for name in scenario_names())


def test_the_personas_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(capsys, "personas", "--lang", "zh")
    assert [row["name"] for row in rows] == list(persona_names())
    assert "客户经理" in run(capsys, "personas", "--lang", "zh")


def test_every_strategy_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(capsys, "strategies")
    assert {row["name"] for row in rows} == set(StrategyName) == set(STRATEGIES)
    assert all(row["summary"] and row["source"] for row in rows)
    text = run(capsys, "strategies")
    assert all(name.value in text for name in StrategyName)


@pytest.mark.usefixtures("here")
def test_no_model_is_an_empty_list_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "models") == []
    assert main(["models"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "HAGGLE_BASE_URL" in err


def test_the_models_that_are_set_up_are_listed_without_a_key(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = "{base_url: 'http://127.0.0.1:9/v1', model: tiny, api_key_env: SOME_KEY}"
    (here / "models.yaml").write_text(f"local: {entry}\n")
    monkeypatch.setenv("SOME_KEY", "sk-secret")
    monkeypatch.setenv("HAGGLE_MODEL", "local")
    (row,) = document(capsys, "models")
    assert (row["name"], row["model"], row["default"]) == ("local", "tiny", True)
    text = run(capsys, "models")
    assert "local" in text
    assert "sk-secret" not in text + json.dumps(row)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("local: {base_url: x}\n", 1, "local.model: missing key"),
        ("local:\n  base_url: x\n  model: y\n  api_key: sk-1\n", 4, "did you mean 'api_key_env'?"),
        ("local:\n  base_url: x\n  model: y\n  temperature: hot\n", 4, "found 'hot'"),
        ("local:\n  base_url: x\n  model: y\n  attempts: true\n", 4, "found true"),
        ("A B: {base_url: x, model: y}\n", 1, "A B: "),
        ("- local\n", 1, "expected keys and values"),
    ],
)
def test_a_wrong_models_file_is_told_at_its_line(
    here: Path, capsys: pytest.CaptureFixture[str], content: str, line: int, message: str
) -> None:
    (here / "models.yaml").write_text(content)
    assert main(["models"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"haggle: models.yaml:{line}: ")
    assert message in err


def test_an_absent_models_file_names_no_models(tmp_path: Path) -> None:
    assert load_endpoints(tmp_path / "models.yaml") == {}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", SHIPPED, ids=shipped_name)
def test_everything_shipped_can_be_shown(
    path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = read_document(path).content
    assert isinstance(content, dict)
    shown = document(capsys, "show", path.stem, "--lang", language)
    assert shown["name"] == path.stem
    text = run(capsys, "show", path.stem, "--lang", language)
    assert shown["title"][language] in text
    assert run(capsys, "show", str(path), "--lang", language) == text


def test_a_private_brief_is_shown_only_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load_scenario("lab-compute").scenario
    secrets = {fact.in_language("zh") for fact in scenario.parties[0].mandate.private_facts}
    plain = run(capsys, "show", "lab-compute", "--lang", "zh").replace("\n", "")
    private = run(capsys, "show", "lab-compute", "--lang", "zh", "--private").replace("\n", "")
    assert not any(secret[:8] in plain for secret in secrets)
    assert all(secret[:8] in private for secret in secrets)


@pytest.mark.parametrize("name", [strategy.value for strategy in StrategyName])
def test_a_strategy_can_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "show", name)["name"] == name
    assert name in run(capsys, "show", name)


def test_what_is_shown_as_json_keeps_secrets_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = document(capsys, "show", str(make_points_file(tmp_path)))
    assert [party["id"] for party in shown["parties"]] == ["buyer", "seller"]
    for secret in ("mandate", "brief", "reservation_value", "scores"):
        assert secret not in json.dumps(shown)


def test_what_is_shown_as_json_is_the_file_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(make_points_file(tmp_path))
    assert Scenario.model_validate(document(capsys, "show", path, "--private")).name == "tiny"
    persona = document(capsys, "show", str(make_persona_file(tmp_path)))
    assert Persona.model_validate(persona).name == "tiny_persona"


@pytest.mark.parametrize("name", ["nobody", "nobody.yaml", "", "../x"])
@pytest.mark.usefixtures("here")
def test_what_is_not_there_cannot_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("haggle: ")


@pytest.mark.parametrize("kind", ["scenario", "persona"])
def test_a_new_file_validates_as_it_is(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(capsys, "new", kind, "my-own_1").replace("\n", "")
    assert "haggle validate my-own_1.yaml" in told
    assert run(capsys, "validate", "my-own_1.yaml") == f"my-own_1.yaml: a valid {kind}\n"
    found, value = load_file(here / "my-own_1.yaml")
    assert (found, value.name) == (kind, "my-own_1")


def test_a_new_file_goes_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "new", "persona", "mine", "--dir", str(tmp_path))
    assert load_persona(str(tmp_path / "mine.yaml")).name == "mine"


@pytest.mark.usefixtures("here")
def test_a_new_file_never_replaces_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.yaml").write_text("precious")
    assert main(["new", "scenario", "mine"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert Path("mine.yaml").read_text() == "precious"


@pytest.mark.parametrize(
    "name", ["", "A", "../x", "a/b", "a.yaml", ".hidden", "a\n", "a\x00", "甲", "x" * 65]
)
def test_a_new_file_needs_a_safe_name(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "scenario", name]) == 2
    assert "is no name" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_new_file_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "scenario", "mine", "--dir", str(tmp_path / "absent")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_name_and_a_path_load_the_same() -> None:
    for path in SCENARIOS.glob("*.yaml"):
        assert load_scenario(path.stem) == load_scenario(str(path))
    for path in PERSONAS.glob("*.yaml"):
        assert load_persona(path.stem) == load_persona(str(path))


def test_a_scenario_comes_with_the_personas_that_it_names(tmp_path: Path) -> None:
    make_persona_file(tmp_path, "cloud_architect")
    loaded = load_scenario(str(make_economics_file(tmp_path)))
    assert set(loaded.personas) == {"procurement_expert", "cloud_architect"}
    beside = loaded.personas["cloud_architect"]
    assert beside.title.en == "Account manager"  # the file beside comes before the shipped one


def test_a_file_is_the_kind_that_most_of_its_keys_say(tmp_path: Path) -> None:
    lacking = PERSONA[: PERSONA.index("phrases:")]
    path = tmp_path / "x.yaml"
    path.write_text(lacking, encoding="utf-8")
    with pytest.raises(CatalogError, match="phrases: missing key") as refused:
        load_file(path)
    assert len(refused.value.problems) == 1


def test_a_file_named_like_a_shipped_scenario_is_still_the_file(here: Path) -> None:
    path = here / "lab-compute"
    path.write_text(SCENARIO, encoding="utf-8")
    _, value = load_file(Path("lab-compute"))
    assert value.name == "tiny"


@pytest.mark.parametrize("load", [load_scenario, load_persona])
def test_an_unknown_name_says_what_there_is(load: Any) -> None:
    with pytest.raises(UsageError, match="give a file, or one of "):
        load("nobody")
