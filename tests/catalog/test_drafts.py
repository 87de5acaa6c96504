"""A file that stands nowhere yet is checked as one that does."""

from pathlib import Path

import pytest
import yaml

from negotiation.catalog.files import Loaded, check_draft, load_scenario
from negotiation.domain.personas import Persona
from negotiation.errors import CatalogError
from tests.builders import persona_content, scenario_content


def test_a_draft_is_what_the_file_would_be(tmp_path: Path) -> None:
    text = yaml.safe_dump(scenario_content())
    path = tmp_path / "tiny.yaml"
    draft = check_draft(text, path)
    assert not path.exists()
    path.write_text(text, "utf-8")
    assert draft == load_scenario(str(path))


def test_a_persona_is_told_by_its_keys(tmp_path: Path) -> None:
    text = yaml.safe_dump(persona_content())
    assert isinstance(check_draft(text, tmp_path / "who.yaml"), Persona)


def test_problems_call_the_file_by_its_name_alone(tmp_path: Path) -> None:
    content = scenario_content()
    content["tables"][0]["deadline_rounds"] = 0
    with pytest.raises(CatalogError) as caught:
        check_draft(yaml.safe_dump(content), tmp_path / "tiny.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.key_path) == ("tiny.yaml", "tables[0].deadline_rounds")


def test_a_persona_beside_the_draft_is_known(tmp_path: Path) -> None:
    content = scenario_content()
    content["parties"][0]["persona"] = "mine"
    text, path = yaml.safe_dump(content), tmp_path / "tiny.yaml"
    with pytest.raises(CatalogError, match="unknown persona 'mine'"):
        check_draft(text, path)
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(persona_content(name="mine")), "utf-8")
    draft = check_draft(text, path)
    assert isinstance(draft, Loaded)
    assert "mine" in draft.personas


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not valid YAML"),
        ("a: \ud800", "invisible control character"),
        ("a: b\x1b", "invisible control character"),
        ("", "found nothing"),
        ("x: y\n" * 80_000, "larger than"),
        ("a: &b 1", "anchors are not allowed"),
    ],
)
def test_what_no_file_may_hold_no_draft_may(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        check_draft(text, tmp_path / "draft.yaml")
