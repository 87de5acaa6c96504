"""Own value and own risk of a simulated contract: exact, and without what they do not take."""

from collections.abc import Iterable
from typing import Any, get_args

import numpy as np
import pytest

from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Value
from negotiation.economics.own import FELT_ACROSS, OwnContract, OwnRisk
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.valuation import table_valuation
from tests.builders import economics_content, text

PROFILES: dict[str, type[Value]] = {
    "cloud": CloudProfile,
    "vendor": VendorProfile,
    "lab": LabProfile,
}
SIDES = [("cloud", "vendor"), ("vendor", "cloud"), ("lab", "cloud"), ("cloud", "lab")]
RENTAL_AGENDA: list[dict[str, Any]] = [
    {
        "id": "list_price_fraction",
        "title": text("Price"),
        "unit": "fraction",
        "options": [0.3, 0.7],
    },
    {"id": "gpus", "title": text("GPUs"), "unit": "gpus", "options": [512, 2048]},
    {
        "id": "prepayment_fraction",
        "title": text("Prepaid"),
        "unit": "fraction",
        "options": [0.0, 0.5],
    },
]
ROUND = ("start_months", "term_months", "index_period_months")


def moved_profile(role: str, rng: np.random.Generator) -> dict[str, float | int]:
    """Every figure of a role a little off its default, within its bounds."""
    figures: dict[str, float | int] = {}
    for name, field in PROFILES[role].model_fields.items():
        if int in {field.annotation, *get_args(field.annotation)}:
            figures[name] = int(rng.integers(1, 6))
        else:
            base = field.default or (400 if name.endswith("_gpus") else 0.2)
            figures[name] = float(base * rng.uniform(0.6, 0.95))
    return figures


def many_clauses(
    template: str, agenda: Iterable[str], rng: np.random.Generator
) -> dict[str, float | str]:
    """A clause of every kind that the agenda leaves out, none of them neutral."""
    fixed: dict[str, float | str] = {}
    for name, spec in TEMPLATES[template].clauses.items():
        if name in agenda:
            continue
        if spec.kind == "label":
            others = [word for word in spec.labels if word != spec.neutral]
            fixed[name] = str(rng.choice(others))
        else:
            low, high = spec.bounds
            value = float(low + (high - low) * rng.uniform(0.05, 0.4))
            fixed[name] = float(round(value)) + 1 if name in ROUND else value
    return fixed


def contract(own: str, other: str, profile: dict[str, float | int], seed: int) -> Scenario:
    """A table where ``seed`` 0 leaves everything out that is not on the agenda."""
    content: dict[str, Any] = economics_content()
    table = content["tables"][0]
    valuation = table["valuation"]
    valuation["roles"] = {own: "buyer", other: "seller"}
    valuation[other] = profile
    if "lab" in {own, other}:
        valuation["template"] = "compute_rental"
        table["agenda"] = RENTAL_AGENDA
    if seed:
        rng = np.random.Generator(np.random.PCG64(seed))
        agenda = [issue["id"] for issue in table["agenda"]]
        valuation["fixed"] = many_clauses(valuation["template"], agenda, rng)
    return Scenario.model_validate(content)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("own", "other"), SIDES)
def test_only_what_is_felt_across_the_table_stays(own: str, other: str, seed: int) -> None:
    profile = moved_profile(other, np.random.Generator(np.random.PCG64(100 + seed)))
    scenario = contract(own, other, profile, seed)
    valuation = table_valuation(scenario, scenario.tables[0])
    function = valuation.own_value_function("buyer")
    assert isinstance(function, OwnContract)
    assert valuation.space.size > 1
    for index in range(valuation.space.size):
        terms = valuation.space.outcome_at(index)
        whole = valuation.appraisals(np.array([index]))["buyer"]
        assert function(terms) == valuation.value_of("buyer", terms) == whole.value_cny[0]
        assert function.risk(terms) == OwnRisk(
            expected_npv_cny=whole.expected_npv_cny[0],
            loss_probability_fraction=whole.loss_probability_fraction[0],
            cvar5_npv_cny=whole.cvar5_npv_cny[0],
        )
    left = getattr(function.setting, other).model_dump()
    kept = {name for name, value in left.items() if value == profile[name]}
    felt = FELT_ACROSS[own, other]
    assert kept == {name for name, clauses in felt.items() if seed or not clauses}


def test_what_is_felt_across_names_figures_and_clauses_that_exist() -> None:
    for (own, other), felt in FELT_ACROSS.items():
        (template,) = (t for t in TEMPLATES.values() if {own, other} == set(t.roles))
        assert set(felt) <= set(PROFILES[other].model_fields)
        assert {clause for clauses in felt.values() for clause in clauses} <= set(template.clauses)
