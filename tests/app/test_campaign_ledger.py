"""The ledger of a campaign: what each kind of table brings, what takes whose place, what binds."""

from pathlib import Path

import numpy as np
import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.ledger import Entry, current
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import AgreementReached
from negotiation.economics.situation import appraise_in
from tests.app.campaigns import (
    AGREED,
    Deal,
    Played,
    campaign_content,
    play,
    rental,
    supply,
    table_of,
)
from tests.builders import Content, party_content


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("ledger"))


def entries_of(run: Played, log: tuple[LogEvent, ...] | None = None) -> dict[str, Entry]:
    world = CampaignWorld(run.plan.scenario, run.campaign, run.plan.seed)
    return {e.contract.id: e for e in world.portfolio(run.log if log is None else log)}


def before(run: Played, table: str) -> tuple[LogEvent, ...]:
    return run.log[: run.place("table_opened", table=table)]


def test_the_first_ledger_stands_before_the_first_table(run: Played) -> None:
    (old,) = entries_of(run, ()).values()
    assert (old.contract.id, old.parties, old.contract.signed_month) == (
        "old",
        ("games", "south"),
        0,
    )
    assert old.contract.clauses["gpus"] == 256


def test_a_table_for_two_brings_its_terms_and_what_is_fixed(run: Played) -> None:
    order = entries_of(run)["order"].contract
    assert dict(order.clauses) == AGREED["order"].outcome
    assert order.setting.parties == {"cloud": "north", "vendor": "maker"}
    assert (order.signed_month, order.ended_month, order.replaces) == (1, None, None)
    renew = entries_of(run)["renew"].contract
    assert renew.setting.fixed["gpus"] == 1024


def test_a_tender_brings_the_winners_lot(run: Played) -> None:
    tender = entries_of(run, before(run, "order"))["tender"]
    assert tender.contract.setting.parties == {"lab": "lab", "cloud": "north"}
    assert tender.contract.setting.cloud.own_stock_gpus == 64
    assert tender.contract.clauses == {"list_price_fraction": 0.3}
    assert tender.contract.setting.fixed["gpus"] == 1024


def test_a_table_without_agreement_brings_nothing_and_ends_nothing(
    run: Played, tmp_path: Path
) -> None:
    assert "late_order" not in entries_of(run)
    failed = play(tmp_path, {name: AGREED[name] for name in ("tender", "order")})
    found = entries_of(failed)
    assert list(found) == ["old", "tender", "order"]
    assert found["tender"].contract.ended_month is None


def test_what_is_signed_ends_what_it_replaces_and_what_had_replaced_that(run: Played) -> None:
    found = entries_of(run)
    ended = {name: each.contract.ended_month for name, each in found.items()}
    assert ended == {
        "old": None, "tender": 5, "order": None, "renew": 8, "rescue": None, "poach": None,
    }  # fmt: skip
    assert found["renew"].contract.replaces == "tender"
    assert found["poach"].contract.replaces == "renew"
    assert found["poach"].lineage == {"tender", "renew", "poach"}
    assert [each.table for each in current(tuple(found.values()), "tender")] == ["poach"]


def test_a_contract_of_the_first_ledger_can_be_replaced(tmp_path: Path) -> None:
    content = campaign_content()
    table = table_of(
        "move", ["games", "north"], ["list_price_fraction"], valuation=rental("games", "north"),
        replaces="old",
    )  # fmt: skip
    content["tables"].append(table)
    content["campaign"]["phases"][1]["tables"].append("move")
    run = play(tmp_path, {"move": Deal({"list_price_fraction": 0.3})}, content=content)
    found = entries_of(run)
    assert found["old"].contract.ended_month == 1
    assert found["move"].contract.replaces == "old"


def two_takers() -> Content:
    """Two tables of one phase of which each would take the place of the tender's contract."""
    content = campaign_content()
    rescue = next(table for table in content["tables"] if table["id"] == "rescue")
    rescue["replaces"] = "tender"
    return content


@pytest.mark.parametrize(("first", "last"), [("renew", "rescue"), ("rescue", "renew")])
def test_of_two_that_take_a_contracts_place_the_later_signature_stands(
    tmp_path: Path, first: str, last: str
) -> None:
    slow = Deal(AGREED[last].outcome, round=3)
    deals = {name: AGREED[name] for name in ("tender", "order", first)} | {last: slow}
    found = entries_of(play(tmp_path, deals, content=two_takers()))
    assert list(found)[-2:] == [first, last]
    assert found[last].contract.replaces == first
    assert [found[name].contract.ended_month for name in ("tender", first, last)] == [5, 5, None]


def split() -> Content:
    content = campaign_content()
    tender = content["tables"][0]["tender"]
    tender["split_fractions"] = [0.75, 0.25]
    content["campaign"]["stand_ins"].pop("loser")
    content["tables"] = [t for t in content["tables"] if "loser" not in t["parties"]]
    opened = {table["id"] for table in content["tables"]}
    for phase in content["campaign"]["phases"]:
        phase["tables"] = [table for table in phase["tables"] if table in opened]
    return content


def test_a_split_award_brings_a_contract_for_each_winner(tmp_path: Path) -> None:
    run = play(tmp_path, {"tender": AGREED["tender"]}, content=split())
    found = entries_of(run)
    assert list(found) == ["old", "tender.north", "tender.south"]
    assert found["tender.north"].contract.setting.fixed["gpus"] == 768
    assert found["tender.south"].contract.setting.fixed["gpus"] == 256
    assert found["tender.south"].parties == ("lab", "south")
    assert {each.table for each in found.values()} == {"old", "tender"}


def test_of_a_split_award_only_what_lies_between_those_at_the_table_is_replaced(
    tmp_path: Path,
) -> None:
    content = split()
    for table in content["tables"]:
        table.pop("when", None)
    run = play(tmp_path, {name: AGREED[name] for name in ("tender", "renew")}, content=content)
    found = entries_of(run)
    assert found["renew"].contract.replaces == "tender.north"
    ended = [found[f"tender.{name}"].contract.ended_month for name in ("north", "south")]
    assert ended == [5, None]


def batch() -> Content:
    """A round table that divides cards between both clouds."""
    content = campaign_content()
    shares = {"north": [0, 256, 512], "south": [512, 256, 0]}
    contracts = {
        cloud: supply(cloud)
        | {
            "clauses": {
                "gpus": {"issue": "gpus", "values": values},
                "price_cny_per_gpu": "price_cny_per_gpu",
            }
        }
        for cloud, values in shares.items()
    }
    table = table_of(
        "batch",
        ["maker", "north", "south"],
        ["gpus", "price_cny_per_gpu"],
        protocol="roundtable",
        roundtable={"proposer": "maker"},
        valuation={"kind": "bundle", "contracts": contracts},
    )
    content["tables"].append(table)
    content["campaign"]["phases"][1]["tables"].append("batch")
    return content


@pytest.mark.parametrize(
    ("gpus", "brought"),
    [(512, {"batch.north": 256, "batch.south": 256}), (1024, {"batch.north": 512})],
)
def test_a_bundle_brings_every_contract_of_at_least_one_card(
    tmp_path: Path, gpus: int, brought: dict[str, int]
) -> None:
    deal = Deal({"gpus": gpus, "price_cny_per_gpu": 84_000})
    run = play(tmp_path, {"batch": deal}, content=batch())
    found = entries_of(run)
    signed = {name: each.contract for name, each in found.items() if each.table == "batch"}
    assert {name: each.clauses["gpus"] for name, each in signed.items()} == brought
    assert {each.clauses["price_cny_per_gpu"] for each in signed.values()} == {84_000}


def test_a_table_of_points_brings_none(tmp_path: Path) -> None:
    content = campaign_content()
    scores = {"red": {"gpus": [1, 2, 3]}, "blue": {"gpus": [3, 2, 1]}}
    valuation = {"kind": "points", "scores": scores}
    content["tables"].append(table_of("game", ["red", "blue"], ["gpus"], valuation=valuation))
    content["campaign"]["phases"][1]["tables"].append("game")
    content["parties"] += [party_content("red"), party_content("blue")]
    run = play(tmp_path, {"game": Deal({"gpus": 512})}, content=content)
    assert any(isinstance(e, AgreementReached) and e.table == "game" for e in run.log)
    assert list(entries_of(run)) == ["old"]


def test_what_is_signed_beside_a_table_changes_what_it_is_worth(tmp_path: Path) -> None:
    """The lab signs elsewhere: from then on the winner's new terms bring it less."""
    deals = {**AGREED, "renew": Deal(AGREED["renew"].outcome, round=3)}
    run = play(tmp_path, deals)
    signed = run.place("agreement_reached", table="rescue")
    opened = run.place("table_opened", table="rescue")
    programme = run.programme()
    first = programme.set_up("renew", run.log[: opened + 1])
    assert programme.set_up("renew", run.log[:signed]) is first, "nothing was signed: as it was"
    second = programme.set_up("renew", run.log[: signed + 1])
    assert second is not first
    assert programme.set_up("renew", run.log[: signed + 3]) is second
    briefs = [programme.brief("renew", "lab", run.log[:n]) for n in (signed, signed + 1)]
    assert known_of(briefs[0]) != known_of(briefs[1])


def known_of(brief: SeatBrief) -> tuple[float, tuple[float, ...]]:
    """What a seat's alternative and its outcomes are worth to it."""
    return brief.preferences.reservation_value, tuple(brief.preferences.values.tolist())


def test_a_set_up_hangs_on_the_log_and_not_on_who_asked_first(tmp_path: Path) -> None:
    """What others sign changes a table too: a process that starts later finds the same."""
    content = campaign_content()
    phases = content["campaign"]["phases"]
    phases[1]["tables"].remove("order")
    phases[2]["tables"].append("order")
    deals = {**AGREED, "rescue": Deal(AGREED["rescue"].outcome, round=3)}
    run = play(tmp_path, deals, content=content)
    signed = run.place("agreement_reached", table="order")
    one, other = run.programme(), run.programme()
    earlier = one.brief("rescue", "lab", run.log[:signed])
    seen = [each.brief("rescue", "lab", run.log[: signed + 1]) for each in (one, other)]
    assert known_of(seen[0]) == known_of(seen[1]) != known_of(earlier)


def test_reservation_values_hold_what_goes_on_without_a_signature(run: Played) -> None:
    """The old contract serves the lab on: with its supplier's order it serves it better."""
    world = CampaignWorld(run.plan.scenario, run.campaign, run.plan.seed)
    log = run.log[: run.place("agreement_reached", table="renew")]
    table = run.programme().table("renew", log)
    situation = world.situation(table, log)
    assert situation.replaces == "tender"
    assert [each.id for each in situation.portfolio] == ["old", "tender", "order"]
    renew = entries_of(run)["renew"].contract
    columns = {name: np.array([value]) for name, value in renew.clauses.items()}
    worth = appraise_in(situation, renew.setting, columns)
    outcomes = run.programme().outcomes("renew", run.log)
    for party in ("lab", "north"):
        value = outcomes.value_of(party, AGREED["renew"].outcome)
        assert value == pytest.approx(float(worth.appraisals[party].value_cny[0]))
        nothing = outcomes.valuation.reservation_values[party]
        assert nothing == pytest.approx(worth.reservation_values_cny[party])
