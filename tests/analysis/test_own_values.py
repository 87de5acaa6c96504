"""The own value of a simulated contract: exact, and without what it does not take."""

from typing import Any

import numpy as np
import pytest

from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Value
from negotiation.economics.valuation import FELT_ACROSS, table_valuation
from tests.builders import economics_content, text

PROFILES: dict[str, type[Value]] = {
    "cloud": CloudProfile,
    "vendor": VendorProfile,
    "lab": LabProfile,
}
SIDES = [("cloud", "vendor"), ("vendor", "cloud"), ("lab", "cloud"), ("cloud", "lab")]


def moved_profile(role: str, rng: np.random.Generator) -> dict[str, float]:
    """Every figure of a role a little off its default, within its bounds."""
    figures: dict[str, float] = {}
    for name, field in PROFILES[role].model_fields.items():
        base = field.default or 0.2
        figures[name] = float(base * rng.uniform(0.6, 0.95))
    return figures


def contract(own: str, other: str, profile: dict[str, float]) -> Scenario:
    content: dict[str, Any] = economics_content()
    valuation = content["tables"][0]["valuation"]
    valuation["roles"] = {own: "buyer", other: "seller"}
    valuation[other] = profile
    if "lab" in {own, other}:
        valuation["template"] = "compute_rental"
        content["tables"][0]["agenda"] = [
            {
                "id": "list_price_fraction",
                "title": text("Price"),
                "unit": "fraction",
                "options": [0.3, 0.4],
            },
            {"id": "gpus", "title": text("GPUs"), "unit": "gpus", "options": [512, 2048]},
            {"id": "prepayment_fraction", "title": text("Prepaid"), "options": [0.0, 0.5]},
        ]
        content["tables"][0]["agenda"][2]["unit"] = "fraction"
        valuation["fixed"] = {"ld_fraction_per_week": 0.01}
    return Scenario.model_validate(content)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("own", "other"), SIDES)
def test_only_what_is_felt_across_the_table_stays(own: str, other: str, seed: int) -> None:
    rng = np.random.Generator(np.random.PCG64(seed))
    profile = moved_profile(other, rng)
    scenario = contract(own, other, profile)
    valuation = table_valuation(scenario, scenario.tables[0])
    function = valuation.own_value_function("buyer")
    assert valuation.space.size > 1
    for index in range(valuation.space.size):
        terms = valuation.space.outcome_at(index)
        assert function(terms) == valuation.value_of("buyer", terms)
    left = getattr(function.source, other).model_dump()
    kept = {name for name, value in left.items() if value == profile[name]}
    assert kept <= set(FELT_ACROSS.get((own, other), ())) | {
        name for name, field in PROFILES[other].model_fields.items() if field.default == 0
    }
    assert set(FELT_ACROSS.get((own, other), ())) <= kept
