from typing import get_args

import pytest

from negotiation.app.assuming import assuming
from negotiation.app.worth_rows import AssumptionRow
from negotiation.catalog.files import load_scenario
from negotiation.domain.contracts import Template
from negotiation.domain.market import Market
from negotiation.economics.model_constants import model_constants
from negotiation.economics.templates import TEMPLATES
from tests.builders import economics_content, make_scenario
from ui.texts import CATALOGUE
from ui.views.simulator.assumptions import (
    GROUPS,
    STATUSES,
    Figure,
    assumed_value,
    assumption_rows,
    figures_of,
    read_assumed,
)

ECONOMICS = make_scenario(**economics_content())


def row(name: str, value: float | None = 5.0, **more: object) -> AssumptionRow:
    content = {
        "name": name,
        "value": value,
        "status": "C",
        "source": "R2",
        "meaning": "lambda",
        "is_default": True,
    }
    return AssumptionRow.model_validate(content | more)


def figure(name: str, now: float | None = 5.0, given: float | None = 5.0) -> Figure:
    (found,) = figures_of([row(name, now)], [row(name, given)], ECONOMICS.tables[0], {})
    return found


EVERY = [
    (group, name)
    for group, model in GROUPS.items()
    for name, field in model.model_fields.items()
    if isinstance(field.json_schema_extra, dict)
]


def test_every_number_has_a_name_in_both_languages() -> None:
    wanted = {f"figure_{group}_{name}" for group, name in EVERY}
    wanted |= {
        f"figure_{each.name.replace('.', '_')}"
        for template in get_args(Template)
        for each in model_constants(template)
    }
    assert {key for key in CATALOGUE if key.startswith("figure_")} == wanted


def test_every_clause_and_word_of_a_contract_has_a_name() -> None:
    clauses = {name: spec for each in TEMPLATES.values() for name, spec in each.clauses.items()}
    assert {f"sim_clause_{name}" for name in clauses} <= set(CATALOGUE)
    words = {label for spec in clauses.values() for label in spec.labels}
    unnamed = {word for word in words if f"sim_option_{word}" not in CATALOGUE}
    brands = {"a800", "h800", "h20", "ascend_910b", "sxm", "pcie"}
    assert unnamed == brands | {"99.0", "99.9", "99.95", "99.99"}


@pytest.mark.parametrize("group", ["market", "rules", "cloud", "vendor"])
def test_every_number_can_be_assumed_at_both_ends(group: str) -> None:
    for found in (figure(f"{each}.{name}") for each, name in EVERY if each == group):
        assert found.low < found.high
        for end in (found.low, found.high):
            written = f"{end:.0f}" if found.is_whole else repr(end)
            changed = assuming(ECONOMICS, "servers", [f"{found.pair_name}={written}"])
            market = changed.market or Market()
            held = {"market": market, "rules": market.rules}.get(group)
            held = held or getattr(changed.tables[0].valuation, group)
            assert getattr(held, found.figure) == end


def test_a_rule_of_the_model_cannot_be_changed() -> None:
    assert figure("model.evenness").pair_name is None


def test_where_several_clouds_bid_the_winners_numbers_are_meant() -> None:
    table = load_scenario("price-war").scenario.tables[0]
    for bidder in ("heron", "incumbent"):
        rows = [row("cloud.need_gpus"), row("market.draws")]
        found = figures_of(rows, rows, table, {"winner": bidder})
        assert [each.pair_name for each in found] == [f"{bidder}.cloud.need_gpus", "market.draws"]


def test_of_several_contracts_the_party_of_the_contract_is_meant() -> None:
    table = load_scenario("two-customers").scenario.tables[0]
    rows = [row("training.lab.cash_cny")]
    (found,) = figures_of(rows, rows, table, {})
    assert (found.pair_name, found.group, found.figure) == ("lab.lab.cash_cny", "lab", "cash_cny")


def test_what_was_changed_is_starred_and_what_was_not_is_plain() -> None:
    figures = [figure("market.draws"), figure("market.draws", now=64), figure("market.draws", None)]
    assert [each.is_changed for each in figures] == [False, True, True]
    shown = [cells[1] for cells in assumption_rows(figures, "en")]
    assert shown == ["5", "64 *", "– *"]


def test_a_row_says_where_a_number_comes_from() -> None:
    ((called, _, status, source, name),) = assumption_rows([figure("market.draws")], "zh")
    assert (called, status) == ("模拟走势条数", "校准得出")
    assert (source, name) == ("R2", "market.draws")
    assert all(f"sim_status_{each}" in CATALOGUE for each in STATUSES)


def test_assumptions_are_read_from_an_address() -> None:
    pairs = read_assumed("market.draws=64,nonsense,a=b=c,market.draws=64,cloud.need_gpus=1.5")
    assert pairs == ("market.draws=64", "cloud.need_gpus=1.5")
    assert assumed_value(pairs, "cloud.need_gpus") == 1.5
    assert assumed_value(pairs, "cloud.order_gpus") is None
    assert read_assumed("") == ()
