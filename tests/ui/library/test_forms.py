import pytest

from negotiation.catalog.files import load_persona, load_scenario, persona_names, scenario_names
from negotiation.catalog.reading import key_path, read_document
from negotiation.errors import FileProblem
from tests.builders import economics_content, scenario_content, table_content
from ui.texts import CATALOGUE
from ui.views.library.content import part
from ui.views.library.fields import Field, problems_at, unplaced
from ui.views.library.form import form_of
from ui.views.library.persona_form import persona_form

PERSONAS = {name: name for name in persona_names()}


def fields_of(content: object, language: str = "en") -> dict[str, Field]:
    sections = form_of(content, PERSONAS, language)  # type: ignore[arg-type]
    return {key_path(field.location): field for section in sections for field in section.fields}


def problem(path: str) -> FileProblem:
    return FileProblem("draft.yaml", 1, path, "wrong")


@pytest.mark.parametrize("name", scenario_names())
def test_every_field_of_a_shipped_scenario_stands_in_its_file(name: str) -> None:
    content = read_document(load_scenario(name).path).content
    for language in ("en", "zh"):
        for path, field in fields_of(content, language).items():
            assert field.label in CATALOGUE, path
            optional = {"unit", "regime_at_start", "price_mode", "award"}
            if field.location[-1] not in optional:
                assert part(content, field.location) is not None, path
            if field.kind == "choice":
                value = part(content, field.location)
                assert value is None or value in field.options, path
                assert not field.shown or len(field.shown) == len(field.options)


@pytest.mark.parametrize("name", persona_names())
def test_every_field_of_a_shipped_persona_stands_in_its_file(name: str) -> None:
    content = load_persona(name).model_dump(mode="json")
    for section in persona_form(content):
        assert section.title in CATALOGUE
        for field in section.fields:
            assert field.label in CATALOGUE
            assert part(content, field.location) is not None


def test_points_stand_with_their_clause_and_say_whose() -> None:
    fields = fields_of(scenario_content())
    assert fields["tables[0].valuation.scores.seller.weeks"].about == "Seller House"
    assert fields["tables[0].agenda[0].range.step"].kind == "value"
    assert fields["tables[0].agenda[1].options"].kind == "values"


def test_numbers_of_the_simulator_are_fields_too() -> None:
    content = economics_content()
    content["parties"][0]["profiles"] = {"cloud": {"need_gpus": 512}}
    content["tables"][0]["valuation"]["vendor"] = {"unit_cost_cny_per_gpu": 30_000}
    fields = fields_of(content)
    assert fields["market.draws"].label == "figure_market_draws"
    assert fields["parties[0].profiles.cloud.need_gpus"].label == "figure_cloud_need_gpus"
    assert "tables[0].valuation.vendor.unit_cost_cny_per_gpu" in fields


def test_the_prices_of_a_sale_are_fields() -> None:
    sale = {"kind": "price", "price_issue": "price", "worth_cny": 3, "cost_cny": 1}
    sale |= {"buyer": "buyer", "seller": "seller"}
    fields = fields_of(scenario_content(tables=[table_content(valuation=sale)]))
    assert fields["tables[0].valuation.worth_cny"].label == "library_f_worth_cny"


@pytest.mark.parametrize("content", [None, [], "text", {"parties": "nobody", "tables": [1, {}]}])
def test_a_draft_of_any_shape_has_a_form(content: object) -> None:
    assert "title" in fields_of(content)
    assert persona_form(content)  # type: ignore[arg-type]


def test_a_problem_stands_beside_its_field() -> None:
    field = Field(label="library_f_name", location=("parties", 1, "name"), kind="text")
    problems = [problem("parties[1].name.zh"), problem("parties[1].name"), problem("parties[1]")]
    problems += [problem("parties[10].name"), problem("parties[1].names")]
    assert problems_at(problems, field) == tuple(problems[:2])


def test_problems_that_no_field_shows_are_known() -> None:
    sections = form_of(scenario_content(), PERSONAS, "en")
    problems = [problem("title.en"), problem("tables[0].when"), problem("")]
    assert [each.key_path for each in unplaced(problems, sections)] == ["tables[0].when", ""]
