"""What is wrong in a tender, a bundle, a round table or a campaign is found at its place, alone."""

from collections.abc import Callable
from typing import Any

import pytest

from negotiation.domain.references import Location, misreferences
from negotiation.domain.scenarios import Scenario
from tests.builders import Content, text
from tests.domain.deals import (
    HOST,
    bundle_content,
    campaign_content,
    points_tender,
    rental_tender,
    roundtable_content,
)

TABLE: Location = ("tables", 0)
TENDER: Location = (*TABLE, "tender")
LOTS: Location = (*TABLE, "valuation", "bidders")
PARTS: Location = (*TABLE, "valuation", "contracts")
CAMPAIGN: Location = ("campaign",)

Change = Callable[[Content], None]


def put(path: str, value: Any) -> Change:
    """Set ``a.0.b`` to a value; ``None`` takes it away."""

    def change(content: Content) -> None:
        *steps, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        here: Any = content
        for step in steps:
            here = here[step]
        if value is None:
            del here[last]
        else:
            here[last] = value

    return change


def weighted(**weights: Any) -> Change:
    return lambda content: content["tables"][0]["tender"].update(
        award="weights", weights={"price": 1, **weights}
    )


def split(*shares: float) -> Change:
    return put("tables.0.tender.split_fractions", list(shares))


def approved_by_rule(issue: str) -> Change:
    step = {"issue": issue, "at_least": 0.5, "signer": text("Boss"), "approval": "rule"}
    return put("parties.1.mandate.authority", [step])


def weeks_scored_as(name: str) -> Change:
    def change(content: Content) -> None:
        for lot in content["tables"][0]["valuation"]["bidders"].values():
            for scores in lot["scores"].values():
                scores[name] = scores.pop("weeks")

    return change


Case = tuple[str, Callable[[], Content], list[Change], Location, str]

TENDERS: list[Case] = [
    (
        "a host who is not there",
        rental_tender,
        [put("tables.0.tender.host", "nobody")],
        (*TENDER, "host"),
        "unknown party 'nobody'; known are heron, paper, pine, sand",
    ),
    (
        "a price that is no issue",
        rental_tender,
        [put("tables.0.tender.price_issue", "rent")],
        (*TENDER, "price_issue"),
        "unknown issue 'rent'; known are list_price_fraction, ramp",
    ),
    (
        "a price in words",
        rental_tender,
        [put("tables.0.tender.price_issue", "ramp")],
        (*TENDER, "price_issue"),
        "issue 'ramp' has labels, a number is needed",
    ),
    (
        "a step beyond the prices",
        rental_tender,
        [put("tables.0.tender.min_step", 0.5)],
        (*TENDER, "min_step"),
        "no second bid could beat a first by 0.5: the prices are 0.4 apart at most",
    ),
    (
        "a presentation and no round after it",
        rental_tender,
        [put("tables.0.tender.has_presentation", value=True), put("tables.0.deadline_rounds", 1)],
        (*TABLE, "deadline_rounds"),
        "the only round is for presentations: nobody could bid",
    ),
    (
        "bids that rise though the host pays",
        rental_tender,
        [put("tables.0.tender.direction", "rising")],
        (*TENDER, "direction"),
        "the host pays, so bids are falling",
    ),
    (
        "a rule on who must agree",
        rental_tender,
        [put("tables.0.agreement", {"quorum": 2})],
        (*TABLE, "agreement"),
        "a tender binds its host and whoever wins: drop this rule",
    ),
    (
        "an issue that is called as the winner is",
        points_tender,
        [
            put("tables.0.agenda.1.id", "winner"),
            weeks_scored_as("winner"),
        ],
        (*TABLE, "agenda", 1, "id"),
        "'winner' says who wins a tender: another name",
    ),
    (
        "a delivery that is no issue",
        rental_tender,
        [weighted(delivery={"weight": 1, "issue": "speed", "scores": [1, 0, 0]})],
        (*TENDER, "weights", "delivery", "issue"),
        "unknown issue 'speed'; known are list_price_fraction, ramp",
    ),
    (
        "a score of delivery too few",
        rental_tender,
        [weighted(delivery={"weight": 1, "issue": "ramp", "scores": [1, 0]})],
        (*TENDER, "weights", "delivery", "scores"),
        "2 numbers for 3 options",
    ),
    (
        "a score in per cent",
        rental_tender,
        [weighted(delivery={"weight": 1, "issue": "ramp", "scores": [100, 1, 0]})],
        (*TENDER, "weights", "delivery", "scores", 0),
        "found 100, expected a number from 0 to 1",
    ),
    (
        "trust in all but one",
        rental_tender,
        [weighted(trust={"weight": 1, "scores": {"heron": 1, "pine": 0.5}})],
        (*TENDER, "weights", "trust", "scores"),
        "nothing is said of bidder 'sand'",
    ),
    (
        "trust in somebody else",
        rental_tender,
        [weighted(trust={"weight": 1, "scores": {"heron": 1, "pine": 0, "sand": 0, HOST: 1}})],
        (*TENDER, "weights", "trust", "scores", HOST),
        "unknown bidder 'paper'; known are heron, pine, sand",
    ),
    (
        "a claim that one bidder cannot make",
        rental_tender,
        [
            weighted(stock={"weight": 1, "claim": "stock", "need": 100}),
            put("parties.2.mandate.private_facts", []),
        ],
        (*TENDER, "weights", "stock", "claim"),
        "bidder 'pine' has no private fact 'stock' to tell",
    ),
    (
        "no lot for a bidder",
        rental_tender,
        [put("tables.0.valuation.bidders.sand", None)],
        LOTS,
        "nothing is said of bidder 'sand'",
    ),
    (
        "lots of two kinds",
        points_tender,
        [
            put(
                "tables.0.valuation.bidders.pine",
                {"kind": "price", "price_issue": "price", "buyer": HOST, "seller": "pine",
                 "worth_cny": 2, "cost_cny": 1},
            )
        ],
        (*LOTS, "pine"),
        "every bidder's lot is valued alike: the first is points, found price",
    ),
    (
        "a lot of somebody else's",
        rental_tender,
        [put("tables.0.valuation.bidders.pine.roles.cloud", "sand")],
        (*LOTS, "pine", "roles", "cloud"),
        "unknown party 'sand'; known are paper, pine",
    ),
    (
        "more shares than bidders",
        rental_tender,
        [split(0.4, 0.3, 0.2, 0.1)],
        (*TENDER, "split_fractions"),
        "4 shares for 3 bidders",
    ),
    (
        "shares the smallest first",
        rental_tender,
        [split(0.4, 0.6)],
        (*TENDER, "split_fractions"),
        "shares stand the largest first and are positive",
    ),
    (
        "a lot that no share can be had of",
        rental_tender,
        [split(0.6, 0.4), put("tables.0.valuation.bidders.pine.fixed.gpus", None)],
        (*LOTS, "pine", "fixed"),
        "a split award divides 'gpus': fix it here",
    ),
    (
        "a lot that is negotiated",
        rental_tender,
        [
            split(0.6, 0.4),
            lambda content: content["tables"][0]["agenda"].append(
                {"id": "gpus", "title": text("GPUs"), "unit": "gpus", "options": [1, 2]}
            ),
        ],
        (*TABLE, "agenda", 2, "id"),
        "a split award divides 'gpus': set it in 'fixed', not on the agenda",
    ),
    (
        "a rule that knows nothing of the issue",
        rental_tender,
        [approved_by_rule("ramp"), put("tables.0.agenda.1", {
            "id": "ramp", "title": text("R"), "unit": "number", "options": [1, 2, 3]})],
        ("parties", 1, "mandate", "authority", 0, "approval"),
        "rule R12 knows ld_fraction_per_week and list_price_fraction, not 'ramp'; give a chance",
    ),
    (
        "points of a tender to be simulated",
        points_tender,
        [put("parties.0.mandate.reservation_value", "simulated")],
        ("parties", 0, "mandate", "reservation_value"),
        "'simulated' needs a table with an 'economics' valuation; give a number",
    ),
]  # fmt: skip

ROUND_TABLES: list[Case] = [
    (
        "a proposer who is not there",
        roundtable_content,
        [put("tables.0.roundtable", {"proposer": "nobody"})],
        (*TABLE, "roundtable", "proposer"),
        "unknown party 'nobody'; known are chair, left, right, rotating",
    ),
    (
        "a round table for two",
        roundtable_content,
        [
            put("tables.0.parties", ["chair", "left"]),
            put("tables.0.valuation.scores.right", None),
            put("parties.2", None),
        ],
        (*TABLE, "protocol"),
        "a round table seats three and more; two haggle 'alternating'",
    ),
    (
        "a proposer where nobody proposes",
        roundtable_content,
        [
            put("tables.0.protocol", "none"),
            put("tables.0.roundtable", {"proposer": "chair"}),
        ],
        (*TABLE, "roundtable"),
        "'roundtable' needs the protocol 'roundtable'",
    ),
    (
        "a quorum of more than there are",
        roundtable_content,
        [put("tables.0.agreement", {"quorum": 4})],
        (*TABLE, "agreement", "quorum"),
        "only 3 parties sit at the table",
    ),
    (
        "a veto twice",
        roundtable_content,
        [put("tables.0.agreement", {"quorum": 2, "veto": ["left", "left"]})],
        (*TABLE, "agreement", "veto", 1),
        "'left' is named twice",
    ),
    (
        "a condition without a campaign",
        roundtable_content,
        [put("tables.0.when", [{"kind": "banned"}])],
        (*TABLE, "when"),
        "'when' needs the scenario's 'campaign'",
    ),
    (
        "a contract of somebody who is not there",
        bundle_content,
        [put("tables.0.valuation.contracts.with_a.roles.lab", "lab_c")],
        (*PARTS, "with_a", "roles", "lab"),
        "unknown party 'lab_c'; known are lab_a, lab_b, pine",
    ),
    (
        "a clause that no issue decides",
        bundle_content,
        [put("tables.0.valuation.contracts.with_a.clauses.term_months", "term")],
        (*PARTS, "with_a", "clauses", "term_months"),
        "unknown issue 'term'; known are rent_a, rent_b, split",
    ),
    (
        "a value of a clause too few",
        bundle_content,
        [put("tables.0.valuation.contracts.with_a.clauses.gpus.values", [1, 2])],
        (*PARTS, "with_a", "clauses", "gpus", "values"),
        "2 values for 3 options",
    ),
    (
        "a clause decided twice",
        bundle_content,
        [put("tables.0.valuation.contracts.with_a.fixed.gpus", 512)],
        (*PARTS, "with_a", "fixed", "gpus"),
        "issue 'split' decides this clause, it cannot be fixed",
    ),
    (
        "an issue that decides nothing",
        bundle_content,
        [put("tables.0.valuation.contracts.with_b.clauses.list_price_fraction", None)],
        (*TABLE, "agenda", 2, "id"),
        "issue 'rent_b' decides no clause",
    ),
    (
        "no market",
        bundle_content,
        [put("market", None)],
        (*TABLE, "valuation"),
        "a 'bundle' valuation needs the scenario's 'market'",
    ),
]

AGAIN: Location = ("tables", 1)
LEDGER: Location = ("campaign", "ledger", 0)

CAMPAIGNS: list[Case] = [
    (
        "a table that no phase opens",
        campaign_content,
        [put("campaign.phases.1.tables", ["again"])],
        ("tables", 2, "id"),
        "no phase of the campaign opens table 'call'",
    ),
    (
        "a phase that opens no table of ours",
        campaign_content,
        [put("campaign.phases.1.tables", ["again", "call", "later"])],
        (*CAMPAIGN, "phases", 1, "tables", 2),
        "unknown table 'later'; known are again, call, tender",
    ),
    (
        "a condition on no table",
        campaign_content,
        [put("tables.1.when.0.table", "auction")],
        (*AGAIN, "when", 0, "table"),
        "unknown table 'auction'; known are again, call, tender",
    ),
    (
        "a condition on what comes at the same time",
        campaign_content,
        [put("tables.1.when.0.table", "call")],
        (*AGAIN, "when", 0, "table"),
        "table 'call' opens no earlier: it cannot have ended",
    ),
    (
        "a condition on a signature of nobody",
        campaign_content,
        [put("tables.1.when.0.by", "nobody")],
        (*AGAIN, "when", 0, "by"),
        "unknown party 'nobody'; known are heron, maker, paper, pine, sand",
    ),
    (
        "a condition on no contract",
        campaign_content,
        [put("tables.1.when.2.table", "orders")],
        (*AGAIN, "when", 2, "table"),
        "unknown table or contract 'orders'; known are again, call, order, tender",
    ),
    (
        "something replaced before it is there",
        campaign_content,
        [put("tables.1.replaces", "again")],
        (*AGAIN, "replaces"),
        "table 'again' opens no earlier: it cannot have ended",
    ),
    (
        "a stand-in with a party's name",
        campaign_content,
        [put("campaign.stand_ins.pine", {"kind": "loser_of", "table": "tender"})],
        (*CAMPAIGN, "stand_ins", "pine"),
        "'pine' is a party: a stand-in needs another name",
    ),
    (
        "a stand-in of no table",
        campaign_content,
        [put("campaign.stand_ins.third", {"kind": "loser_of", "table": "auction"})],
        (*CAMPAIGN, "stand_ins", "third", "table"),
        "unknown table 'auction'; known are again, call, tender",
    ),
    (
        "a loser where nobody bids",
        campaign_content,
        [put("campaign.stand_ins.third", {"kind": "loser_of", "table": "again"})],
        (*CAMPAIGN, "stand_ins", "third", "table"),
        "table 'again' is no tender: nobody loses there",
    ),
    (
        "a signer beside nobody",
        campaign_content,
        [put("campaign.stand_ins.winner.other", "maker")],
        (*CAMPAIGN, "stand_ins", "winner", "other"),
        "unknown party 'maker'; known are heron, paper, pine, sand",
    ),
    (
        "a stand-in who is not settled yet",
        campaign_content,
        [
            put("campaign.phases.0.tables", ["tender", "again"]),
            put("campaign.phases.1.tables", ["call"]),
            put("tables.1.when", []),
            put("tables.1.replaces", None),
        ],
        (*AGAIN, "parties", 1),
        "table 'tender' opens no earlier: it cannot have ended",
    ),
    (
        "a contract of the ledger with a stand-in",
        campaign_content,
        [put("campaign.ledger.0.roles.cloud", "winner")],
        (*LEDGER, "roles", "cloud"),
        "unknown party 'winner'; known are heron, maker, paper, pine, sand",
    ),
    (
        "a contract called as a table is",
        campaign_content,
        [put("campaign.ledger.0.id", "again"), put("tables.1.when", []), put("tables.2.when", [])],
        (*LEDGER, "id"),
        "'again' is a table: another name",
    ),
    (
        "a profile that the contract has no role for",
        campaign_content,
        [put("campaign.ledger.0.profiles", {"lab": {"need_gpus": 5}})],
        (*LEDGER, "profiles", "lab"),
        "card_supply has no 'lab'",
    ),
    (
        "a party of nothing",
        campaign_content,
        [put("campaign.ledger", []), put("tables.1.when", []), put("tables.2.when", [])],
        ("parties", 4, "id"),
        "party 'maker' sits at no table",
    ),
]


@pytest.mark.parametrize(
    "make", [rental_tender, points_tender, bundle_content, roundtable_content, campaign_content]
)
def test_what_is_sound_is_left_alone(make: Callable[[], Content]) -> None:
    assert list(misreferences(Scenario.model_validate(make()))) == []


CAUSES_MORE = {
    "lots of two kinds": "nobody's reservation value can serve points and money",
    "a contract of somebody who is not there": "and whose it should be has none",
    "a stand-in with a party's name": "and the party seems to be settled by its own table",
}
"""Cases in which one slip truly makes more than one thing wrong, and why."""


@pytest.mark.parametrize(
    ("name", "make", "changes", "location", "message"),
    [*TENDERS, *ROUND_TABLES, *CAMPAIGNS],
    ids=[case[0] for case in (*TENDERS, *ROUND_TABLES, *CAMPAIGNS)],
)
def test_what_is_wrong_is_found_at_its_place(
    name: str,
    make: Callable[[], Content],
    changes: list[Change],
    location: Location,
    message: str,
) -> None:
    content = make()
    for change in changes:
        change(content)
    found = list(misreferences(Scenario.model_validate(content)))
    assert (location, message) in [each[:2] for each in found]
    assert (len(found) > 1) is (name in CAUSES_MORE)


def test_a_rule_may_sign_discounts() -> None:
    content = rental_tender()
    approved_by_rule("list_price_fraction")(content)
    assert list(misreferences(Scenario.model_validate(content))) == []


def test_a_party_without_a_contract_has_nothing_to_simulate() -> None:
    content = bundle_content()
    chair = {**content["parties"][0], "id": "chair"}
    content["parties"].append(chair)
    content["tables"][0]["parties"].append("chair")
    (found,) = misreferences(Scenario.model_validate(content))
    assert found.location == ("parties", 3, "mandate", "reservation_value")
    assert "it has no contract at table 'allocation'" in found.message


def test_a_contract_for_two_has_no_room_for_a_third() -> None:
    content = bundle_content()
    (table,) = content["tables"]
    table["agenda"] = rental_tender()["tables"][0]["agenda"]
    table["valuation"] = {
        "kind": "economics",
        "template": "compute_rental",
        "roles": {"cloud": "pine", "lab": "lab_a"},
    }
    (found,) = misreferences(Scenario.model_validate(content))
    assert found.location == (*TABLE, "valuation", "roles")
    assert "party 'lab_b' has no part in this contract" in found.message
