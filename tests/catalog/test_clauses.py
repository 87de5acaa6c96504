"""Agendas that the simulator could not value as they are meant."""

import pytest

from negotiation.catalog.clauses import clause_misreferences
from negotiation.catalog.files import load_scenario
from negotiation.domain.scenarios import Scenario


def with_horizon(months: int, fixed_term: float | None = None) -> Scenario:
    content = load_scenario("lab-compute").scenario.model_dump(mode="python", exclude_none=True)
    content["market"]["horizon_months"] = months
    (table,) = content["tables"]
    if fixed_term is not None:
        table["agenda"] = [issue for issue in table["agenda"] if issue["id"] != "term_months"]
        table["valuation"]["fixed"]["term_months"] = fixed_term
    return Scenario.model_validate(content)


def test_a_term_within_the_horizon_is_fine() -> None:
    assert list(clause_misreferences(with_horizon(36))) == []
    assert list(clause_misreferences(with_horizon(60, fixed_term=60.0))) == []


@pytest.mark.parametrize("fixed_term", [None, 30.0])
def test_a_term_beyond_the_horizon_is_refused_with_the_way_out(fixed_term: float | None) -> None:
    (found,) = clause_misreferences(with_horizon(24, fixed_term))
    assert "beyond the horizon of 24 months" in found.message
    assert "horizon_months" in found.message
