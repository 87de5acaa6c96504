from pathlib import Path

import pytest

from negotiation.catalog.files import Loaded, load_scenario, persona_names, scenario_names
from negotiation.catalog.reading import Plain
from negotiation.domain.personas import Persona
from negotiation.errors import CatalogError, UsageError
from ui.data.drafts import (
    SMALL,
    checked,
    content_of,
    is_taken,
    save_draft,
    template_of,
    written,
)
from ui.data.shelf import (
    broken,
    own_path,
    persona_at,
    persona_source,
    personas_on,
    playable,
    scenario_at,
    scenarios_on,
)
from ui.views.library.content import with_part


def small(runs: Path, name: str = "mine") -> str:
    return written(with_part(template_of(runs, "scenario", SMALL), ("name",), name))


@pytest.mark.parametrize("name", [*scenario_names(), SMALL])
def test_a_scenario_is_written_as_it_was_read(tmp_path: Path, name: str) -> None:
    content = template_of(tmp_path, "scenario", name)
    text = written(content)
    assert content_of(text) == content
    assert isinstance(checked(text, tmp_path, "draft").found, Loaded)


@pytest.mark.parametrize("name", [*persona_names(), SMALL])
def test_a_persona_is_written_as_it_was_read(tmp_path: Path, name: str) -> None:
    content = template_of(tmp_path, "persona", name)
    text = written(content)
    assert content_of(text) == content
    assert isinstance(checked(text, tmp_path, "draft").found, Persona)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "1e5",
        "010",
        "~",
        "null",
        "true",
        "x: y",
        "# a",
        "-",
        "a\nb\n",
        " lead",
        "1_000",
        "2024-01-01",
        "@a",
        '"q"',
        "'",
        "&a",
        "!tag",
        "{value}",
        "x" * 120,
        "word " * 40,
        "快，要快",
    ],
)
def test_a_text_stays_a_text(text: str) -> None:
    shared: Plain = [text]
    content: Plain = {"a": text, "b": shared, "c": shared, text[:4].strip() or "k": 1}
    assert content_of(written(content)) == content


def test_what_is_saved_stands_on_the_shelf(tmp_path: Path) -> None:
    path = save_draft(tmp_path, "scenario", "mine", small(tmp_path), replace=False)
    assert path == tmp_path / "library" / "mine.yaml"
    first = playable(tmp_path)[0]
    assert (first.name, first.is_own, first.n_tables) == ("library/mine", True, 1)
    assert scenario_at(tmp_path, "library/mine") == load_scenario(str(path))
    assert is_taken(tmp_path, "mine")


def test_a_saved_persona_is_known_by_name_and_by_file(tmp_path: Path) -> None:
    text = written(with_part(template_of(tmp_path, "persona", SMALL), ("name",), "who"))
    path = save_draft(tmp_path, "persona", "who", text, replace=False)
    assert persona_at(tmp_path, "library/who").name == "who"
    assert persona_source(tmp_path, "library/who") == str(path)
    assert persona_source(tmp_path, "nvidia_rep") == "nvidia_rep"
    assert next(iter(personas_on(tmp_path))) == "library/who"
    content = with_part(template_of(tmp_path, "scenario", SMALL), ("parties", 0, "persona"), "who")
    assert checked(written(content), tmp_path, "mine").problems == ()


def test_a_saved_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    save_draft(tmp_path, "scenario", "mine", small(tmp_path), replace=False)
    changed = small(tmp_path).replace("Blue Harbour", "Green Harbour")
    with pytest.raises(UsageError, match="there already"):
        save_draft(tmp_path, "scenario", "mine", changed, replace=False)
    save_draft(tmp_path, "scenario", "mine", changed, replace=True)
    (buyer, _) = scenario_at(tmp_path, "library/mine").scenario.parties
    assert buyer.name.en == "Green Harbour"


@pytest.mark.parametrize("name", ["../x", "", ".", "a/b", "A", "a" * 65, "x.yaml", "a b", "\0"])
def test_a_file_name_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name"):
        save_draft(tmp_path, "scenario", name, small(tmp_path), replace=True)
    assert not is_taken(tmp_path, name)


def test_shipped_names_are_taken(tmp_path: Path) -> None:
    for name in ("a800-supply", "nvidia_rep"):
        with pytest.raises(UsageError, match="shipped"):
            save_draft(tmp_path, "scenario", name, small(tmp_path), replace=True)


def test_only_what_is_valid_and_of_the_kind_is_saved(tmp_path: Path) -> None:
    with pytest.raises(CatalogError):
        save_draft(tmp_path, "scenario", "mine", "name: mine", replace=False)
    with pytest.raises(UsageError, match="no persona"):
        save_draft(tmp_path, "persona", "mine", small(tmp_path), replace=False)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("name", ["../secret", "library/../secret", "library/", "/etc/x", "other"])
def test_an_address_leads_to_the_shelf_only(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.yaml").write_text(small(tmp_path), "utf-8")
    (tmp_path / "library").mkdir()
    with pytest.raises(UsageError):
        scenario_at(tmp_path, name)
    with pytest.raises(UsageError):
        persona_at(tmp_path, name)


def test_a_link_in_the_library_leads_nowhere_else(tmp_path: Path) -> None:
    runs, outside = tmp_path / "runs", tmp_path / "secret.yaml"
    outside.write_text(small(tmp_path), "utf-8")
    (runs / "library").mkdir(parents=True)
    (runs / "library" / "x.yaml").symlink_to(outside)
    with pytest.raises(UsageError, match="no file"):
        own_path(runs, "x")
    with pytest.raises(UsageError):
        scenario_at(runs, "library/x")


def test_a_broken_file_is_named_and_the_others_stay(tmp_path: Path) -> None:
    save_draft(tmp_path, "scenario", "mine", small(tmp_path), replace=False)
    (tmp_path / "library" / "bad.yaml").write_text("tables: []\nname: bad", "utf-8")
    assert [each.path.name for each in broken(tmp_path)] == ["bad.yaml"]
    assert len(scenarios_on(tmp_path)) == len(scenario_names()) + 1


def test_variants_know_what_they_are_variants_of(tmp_path: Path) -> None:
    known = {entry.name: entry.variant_of for entry in scenarios_on(tmp_path)}
    assert known["a800-supply-glut"] == "a800-supply"
    assert known["price-war-weights"] == "price-war"
    assert known["a800-supply"] is None


def test_an_unknown_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no persona 'a800-supply'"):
        template_of(tmp_path, "persona", "a800-supply")
