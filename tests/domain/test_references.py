"""Each name of a scenario that points nowhere is found, at its exact place, and alone."""

from collections.abc import Callable
from typing import Any

import pytest

from negotiation.domain.references import Location, misreferences
from negotiation.domain.scenarios import Scenario
from tests.builders import (
    Content,
    economics_content,
    make_economics_scenario,
    make_scenario,
    party_content,
    scenario_content,
    text,
    weeks_content,
)

TABLE: Location = ("tables", 0)
MANDATE: Location = ("parties", 0, "mandate")


def price_valuation(**overrides: Any) -> Content:
    content: Content = {
        "kind": "price",
        "price_issue": "price",
        "buyer": "buyer",
        "seller": "seller",
        "worth_cny": 10,
        "cost_cny": 5,
    }
    return content | overrides


def points(content: Content) -> None:
    """Leave it a points scenario."""


def price(content: Content) -> None:
    content["tables"][0]["valuation"] = price_valuation()


def party(content: Content) -> Any:
    return content["parties"][0]


def table(content: Content) -> Any:
    return content["tables"][0]


def red_line(**bounds: Any) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        line = {"issue": "weeks", "reason": text("Because.", "因为。"), **bounds}
        content["parties"][0]["mandate"]["red_lines"] = [line]

    return change


def authority(**bounds: Any) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        step = {"issue": "weeks", "signer": text("Boss", "老板"), **bounds}
        content["parties"][0]["mandate"]["authority"] = [step]

    return change


def valuation(**overrides: Any) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        table(content)["valuation"] = price_valuation(**overrides)

    return change


def with_modes(content: Content) -> None:
    """Make the second issue one of labels."""
    options = ["air", "sea", "rail"]
    table(content)["agenda"][1] = weeks_content(id="weeks", unit="label", options=options)


def change(path: str, value: Any) -> Callable[[Content], None]:
    """Set ``a.0.b`` to a value."""

    def apply(content: Content) -> None:
        *steps, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        here: Any = content
        for step in steps:
            here = here[step]
        here[last] = value

    return apply


SCORES: Location = (*TABLE, "valuation", "scores")

WRONG: list[tuple[str, list[Callable[[Content], None]], Location, str]] = [
    (
        "a party at no table",
        [lambda content: content["parties"].append(party_content("broker"))],
        ("parties", 2, "id"),
        "party 'broker' sits at no table",
    ),
    (
        "a party named twice",
        [lambda content: content["parties"].append(party_content("buyer"))],
        ("parties", 2),
        "'buyer' is named twice",
    ),
    (
        "a table named twice",
        [lambda content: content["tables"].append(table(content))],
        ("tables", 1),
        "'servers' is named twice",
    ),
    (
        "an issue named twice",
        [
            lambda content: table(content)["agenda"].append(weeks_content()),
        ],
        (*TABLE, "agenda", 2),
        "'weeks' is named twice",
    ),
    (
        "a red line on no issue",
        [red_line(issue="wekes", at_most=8)],
        (*MANDATE, "red_lines", 0, "issue"),
        "unknown issue 'wekes'; known are price, weeks",
    ),
    (
        "a red line that nothing keeps to",
        [red_line(at_most=3)],
        (*MANDATE, "red_lines", 0),
        "no option of issue 'weeks' keeps to this red line",
    ),
    (
        "a red line with an option that is none",
        [red_line(only=[4, 5])],
        (*MANDATE, "red_lines", 0, "only", 1),
        "issue 'weeks' has no 5",
    ),
    (
        "a bound on labels",
        [valuation(), with_modes, red_line(at_most=8)],
        (*MANDATE, "red_lines", 0, "at_most"),
        "issue 'weeks' has labels, a bound needs numbers",
    ),
    (
        "authority over no issue",
        [authority(issue="term", at_least=8)],
        (*MANDATE, "authority", 0, "issue"),
        "unknown issue 'term'; known are price, weeks",
    ),
    (
        "authority from a label on",
        [valuation(), with_modes, authority(at_least=8)],
        (*MANDATE, "authority", 0, "at_least"),
        "issue 'weeks' has labels, a bound needs numbers",
    ),
    (
        "points to be simulated",
        [change("parties.0.mandate.reservation_value", "simulated")],
        (*MANDATE, "reservation_value"),
        "'simulated' needs a table with an 'economics' valuation; give a number",
    ),
    (
        "an unknown party opens",
        [change("tables.0.opens", "broker")],
        (*TABLE, "opens"),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "a quorum of more than there are",
        [change("tables.0.agreement", {"quorum": 3}), change("tables.0.protocol", "none")],
        (*TABLE, "agreement", "quorum"),
        "only 2 parties sit at the table",
    ),
    (
        "a rule on who must agree where two haggle",
        [change("tables.0.agreement", {"quorum": 1})],
        (*TABLE, "agreement"),
        "two who haggle must both agree: drop this rule",
    ),
    (
        "a veto of nobody",
        [
            change("tables.0.agreement", {"quorum": 2, "veto": ["seller", "broker"]}),
            change("tables.0.protocol", "none"),
        ],
        (*TABLE, "agreement", "veto", 1),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "no scores for a party",
        [lambda content: table(content)["valuation"]["scores"].pop("seller")],
        SCORES,
        "no scores for party 'seller'",
    ),
    (
        "scores for nobody",
        [change("tables.0.valuation.scores.broker", {"price": [0] * 5, "weeks": [0] * 3})],
        (*SCORES, "broker"),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "no scores for an issue",
        [lambda content: table(content)["valuation"]["scores"]["seller"].pop("weeks")],
        (*SCORES, "seller"),
        "no scores for issue 'weeks'",
    ),
    (
        "scores for no issue",
        [change("tables.0.valuation.scores.seller.term", [1, 2])],
        (*SCORES, "seller", "term"),
        "unknown issue 'term'; known are price, weeks",
    ),
    (
        "a score too few",
        [change("tables.0.valuation.scores.seller.weeks", [1, 2])],
        (*SCORES, "seller", "weeks"),
        "2 numbers for 3 options",
    ),
    (
        "a price paid by nobody",
        [valuation(buyer="broker")],
        (*TABLE, "valuation", "buyer"),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "a price paid to nobody",
        [valuation(seller="broker")],
        (*TABLE, "valuation", "seller"),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "a price paid to oneself",
        [valuation(seller="buyer")],
        (*TABLE, "valuation", "seller"),
        "buyer and seller must be two parties",
    ),
    (
        "a price on no issue",
        [valuation(price_issue="rent")],
        (*TABLE, "valuation", "price_issue"),
        "unknown issue 'rent'; known are price, weeks",
    ),
    (
        "a quantity of labels",
        [valuation(quantity_issue="weeks"), with_modes],
        (*TABLE, "valuation", "quantity_issue"),
        "issue 'weeks' has labels, a number is needed",
    ),
    (
        "an adjustment for nobody",
        [valuation(adjustments_cny={"broker": {"weeks": [0, 1, 2]}})],
        (*TABLE, "valuation", "adjustments_cny", "broker"),
        "unknown party 'broker'; known are buyer, seller",
    ),
    (
        "an adjustment too few",
        [valuation(adjustments_cny={"buyer": {"weeks": [0, 1]}})],
        (*TABLE, "valuation", "adjustments_cny", "buyer", "weeks"),
        "2 numbers for 3 options",
    ),
]


def said_of(content: Content) -> list[tuple[Location, str]]:
    """Return where a scenario names what is not there, and what is said of it."""
    return [each[:2] for each in misreferences(Scenario.model_validate(content))]


@pytest.mark.parametrize("make", [make_scenario, make_economics_scenario])
def test_a_sound_scenario_has_none(make: Callable[[], Scenario]) -> None:
    assert list(misreferences(make())) == []


def test_a_sound_price_scenario_has_none() -> None:
    content = scenario_content()
    price(content)
    assert list(misreferences(Scenario.model_validate(content))) == []


@pytest.mark.parametrize(
    ("changes", "location", "message"),
    [case[1:] for case in WRONG],
    ids=[case[0] for case in WRONG],
)
def test_a_name_that_points_nowhere_is_found_at_its_place(
    changes: list[Callable[[Content], None]], location: Location, message: str
) -> None:
    content = scenario_content()
    for apply in changes:
        apply(content)
    assert said_of(content) == [(location, message)]


def test_a_table_of_strangers_names_each_at_its_seat() -> None:
    content = scenario_content()
    table(content)["parties"] = ["buyer", "broker"]
    found = said_of(content)
    assert found[0] == (("parties", 1, "id"), "party 'seller' sits at no table")
    assert ((*TABLE, "parties", 1), "unknown party 'broker'; known are buyer, seller") in found


def test_the_same_party_on_both_sides_is_found() -> None:
    content = scenario_content()
    table(content)["parties"] = ["buyer", "buyer"]
    found = said_of(content)
    assert ((*TABLE, "parties", 1), "'buyer' is named twice") in found


def test_the_simulator_needs_a_market_and_known_roles() -> None:
    content = economics_content(market=None)
    table(content)["valuation"]["roles"]["vendor"] = "broker"
    assert said_of(content) == [
        ((*TABLE, "valuation"), "an 'economics' valuation needs the scenario's 'market'"),
        (
            (*TABLE, "valuation", "roles", "vendor"),
            "unknown party 'broker'; known are buyer, seller",
        ),
    ]
