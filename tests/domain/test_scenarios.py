from typing import Any

import pytest
from pydantic import ValidationError

from negotiation.domain.contracts import EconomicsValuation, assumptions, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.scenarios import MAX_OUTCOMES, Scenario
from tests.builders import (
    make_economics_scenario,
    make_scenario,
    make_table,
    party_content,
    price_content,
    scenario_content,
    weeks_content,
)


def test_parties_and_tables_are_found_by_id() -> None:
    scenario = make_scenario()
    assert scenario.party("seller").id == "seller"
    assert scenario.table("servers").id == "servers"
    for search in (scenario.party, scenario.table):
        with pytest.raises(KeyError, match="nobody"):
            search("nobody")


def test_who_opens_moves_first_and_the_others_follow_in_their_order() -> None:
    assert make_table(opens="seller").order == ("seller", "buyer")
    several = make_table(protocol="none", parties=["a", "b", "c"], opens="b")
    assert several.order == ("b", "c", "a")


def test_the_space_is_the_agenda() -> None:
    assert make_table().space.shape == (5, 3)
    assert make_table().space.size == 15


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({"parties": ["a", "b", "c"]}, "'alternating' seats two parties, found 3"),
        ({"parties": ["a"]}, "at least 2 items"),
        ({"parties": [f"p{k}" for k in range(13)], "protocol": "none"}, "at most 12 items"),
        ({"agenda": []}, "at least 1 item"),
        ({"protocol": "auction"}, "'alternating', 'tender', 'roundtable' or 'none'"),
        ({"deadline_rounds": 0}, "greater than or equal to 1"),
        ({"deadline_rounds": 1001}, "less than or equal to 1000"),
        ({"deadline_rounds": True}, "valid integer"),
        ({"deadline_rounds": "6"}, "valid integer"),
        ({"agreement": {"quorum": 0}}, "greater than or equal to 1"),
        ({"valuation": {"kind": "barter"}}, "does not match any of the expected tags"),
    ],
)
def test_a_table_that_cannot_be_set_is_refused(overrides: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        make_table(**overrides)


def test_an_agenda_with_too_many_outcomes_is_refused() -> None:
    issues = [weeks_content(id=f"i{k}", options=list(range(1_000))) for k in range(5)]
    with pytest.raises(ValidationError, match=f"at most {MAX_OUTCOMES:,} are allowed"):
        make_table(agenda=issues)
    assert make_table(agenda=issues[:4]).space.size == MAX_OUTCOMES


@pytest.mark.parametrize(
    "overrides",
    [
        {"schema_version": 2},
        {"name": "Tiny"},
        {"name": "tiny\n"},
        {"parties": [party_content()]},
        {"tables": []},
        {"title": "a string"},
        {"notes": "x"},
    ],
)
def test_a_scenario_with_a_wrong_key_is_refused(overrides: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_scenario(**overrides)


def test_an_unknown_strategy_is_refused() -> None:
    with pytest.raises(ValidationError, match="'boulware', 'linear'"):
        make_scenario(parties=[party_content(strategy="bluff"), party_content("seller")])


def test_a_scenario_survives_json() -> None:
    for scenario in (make_scenario(), make_economics_scenario()):
        assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario
    assert Scenario.model_validate(scenario_content()) == make_scenario()


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({"roles": {"cloud": "buyer"}}, r"roles must be \['cloud', 'vendor'\], not \['cloud'\]"),
        ({"roles": {"cloud": "buyer", "lab": "seller"}}, "roles must be"),
        ({"roles": {"cloud": "buyer", "vendor": "buyer"}}, "a party of its own"),
        ({"lab": {}}, "card_supply has no 'lab'"),
        ({"template": "barter"}, "'card_supply' or 'compute_rental'"),
        ({"fixed": {"gpus": True}}, "fixed"),
        ({"cloud": {"need_gpus": "many"}}, "valid number"),
        ({"cloud": {"need_gpus": True}}, "valid number"),
        ({"cloud": {"need_gpus": 0}}, "greater than or equal to 1"),
    ],
)
def test_a_contract_that_the_simulator_cannot_value_is_refused(
    overrides: dict[str, Any], reason: str
) -> None:
    content = {"template": "card_supply", "roles": {"cloud": "buyer", "vendor": "seller"}}
    with pytest.raises(ValidationError, match=reason):
        EconomicsValuation.model_validate(content | overrides)


@pytest.mark.parametrize(
    "content",
    [
        {"draws": 15},
        {"draws": True},
        {"draws": 64.5},
        {"seed": -1},
        {"backlog_months": "12"},
        {"regime_at_start": "panic"},
        {"card_price": 1},
    ],
)
def test_a_market_keeps_to_its_bounds(content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Market.model_validate(content)


def test_scarcity_is_the_backlog_against_a_year_and_at_most_one() -> None:
    assert [Market(backlog_months=m).scarcity_fraction for m in (0, 3, 12, 60)] == [0, 0.25, 1, 1]


def test_every_number_behind_a_valuation_is_listed_with_its_evidence() -> None:
    valuation = EconomicsValuation.model_validate(
        {
            "template": "card_supply",
            "roles": {"cloud": "buyer", "vendor": "seller"},
            "cloud": {"need_gpus": 64},
        }
    )
    rows = {row.name: row for row in assumptions(contract_setting(valuation, Market()))}
    assert rows["cloud.need_gpus"].value == 64
    assert not rows["cloud.need_gpus"].is_default
    assert rows["market.draws"].is_default
    assert {name.partition(".")[0] for name in rows} == {"market", "rules", "cloud", "vendor"}
    assert all(row.status in "PSCA" and row.source and row.meaning for row in rows.values())


def test_the_price_issue_of_the_builders_is_a_range() -> None:
    assert make_table(agenda=[price_content()]).space.issues[0].range is not None
