"""Which tables of a campaign open, for whom, and why the others stay shut."""

from pathlib import Path

import pytest

from negotiation.app.stand_ins import who_stands_in
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import (
    Condition,
    DeliveredBelow,
    InForce,
    IsBanned,
    IsSigned,
    RegimeIs,
)
from negotiation.domain.chronicle import (
    CampaignClosed,
    TableSkipped,
)
from negotiation.domain.events import TableOpened
from tests.app.campaigns import (
    AGREED,
    Deal,
    Played,
    campaign_content,
    play,
    supply,
    table_of,
)
from tests.builders import Content, party_content


def skipped(run: Played) -> dict[str, str]:
    return {e.skipped: e.reason for e in run.log if isinstance(e, TableSkipped)}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("campaign"))


@pytest.mark.parametrize(
    ("table", "seats"),
    [("order", ("north", "maker")), ("renew", ("lab", "north")), ("poach", ("south", "lab"))],
)
def test_stand_ins_are_whoever_won_and_lost(
    run: Played, table: str, seats: tuple[str, ...]
) -> None:
    opened = run.log[run.place("table_opened", table=table)]
    assert isinstance(opened, TableOpened)
    assert opened.parties == seats


def test_another_winner_makes_another_loser(tmp_path: Path) -> None:
    bids = {"north": {"list_price_fraction": 0.4}, "south": {"list_price_fraction": 0.25}}
    run = play(tmp_path, {**AGREED, "tender": Deal(bids)})
    assert who_stands_in(run.plan.scenario, run.log) == {"winner": "south", "loser": "north"}


@pytest.mark.parametrize(
    ("table", "other", "party"),
    [("tender", "north", "lab"), ("tender", "south", None), ("renew", "winner", "lab")],
)
def test_a_stand_in_may_be_whoever_signed_beside_any_of_a_table(
    tmp_path: Path, table: str, other: str, party: str | None
) -> None:
    content = campaign_content()
    content["campaign"]["stand_ins"]["who"] = {
        "kind": "signer_of",
        "table": table,
        "other": other,
    }
    run = play(tmp_path, content=content)
    assert who_stands_in(run.plan.scenario, run.log).get("who") == party


def test_tables_of_nobody_stay_shut_and_say_why(tmp_path: Path) -> None:
    run = play(tmp_path, {})
    assert skipped(run) == {
        "order": "nobody is 'winner': nobody signed at table 'tender' beside 'lab'",
        "renew": "nobody is 'winner': nobody signed at table 'tender' beside 'lab'",
        "rescue": "nobody is 'loser': nobody won and nobody lost at table 'tender'",
        "poach": "nobody is 'loser': nobody won and nobody lost at table 'tender'",
    }
    assert isinstance(run.log[-1], CampaignClosed)


def beside(table: Content, *parties: str) -> Content:
    """The campaign with another table in its third phase, and with parties who sit only there."""
    content = campaign_content()
    content["tables"].append(table)
    content["campaign"]["phases"][2]["tables"].append(table["id"])
    content["parties"] += [party_content(party) for party in parties]
    return content


def test_nobody_sits_on_two_sides(tmp_path: Path) -> None:
    bids = {"north": {"list_price_fraction": 0.4}, "south": {"list_price_fraction": 0.25}}
    peers = table_of("peers", ["winner", "south"], ["gpus"], valuation=supply("winner", "south"))
    run = play(tmp_path, {"tender": Deal(bids)}, content=beside(peers))
    assert skipped(run)["peers"] == "'south' would sit on two sides: as 'winner' and as 'south'"
    other = play(tmp_path, content=beside(peers))
    assert "peers" not in skipped(other)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (IsSigned(table="tender"), True),
        (IsSigned(table="late_order"), False),
        (IsSigned(table="tender", by="north"), True),
        (IsSigned(table="tender", by="south"), False),
        (IsSigned(table="renew", by="winner"), True),
        (IsSigned(table="renew", by="loser"), False),
        (InForce(table="old"), True),
        (InForce(table="late_order"), False),
        (InForce(table="tender"), True),  # what has taken its place
        (DeliveredBelow(table="tender", fraction=0.9), True),
        (DeliveredBelow(table="tender", fraction=0.1), False),
        (DeliveredBelow(table="old", fraction=1), False),
        (DeliveredBelow(table="late_order", fraction=1), False),
        (RegimeIs(regimes=("squeeze", "glut")), True),
        (RegimeIs(regimes=("boom",)), False),
        (IsBanned(), True),
    ],
    ids=repr,
)
def test_conditions_hold_or_not_and_their_opposite(
    run: Played, condition: Condition, *, holds: bool
) -> None:
    world = CampaignWorld(run.plan.scenario, run.campaign, 1)
    log = run.log[: run.place("table_opened", table="poach")]
    names = who_stands_in(run.plan.scenario, log)
    opposite = condition.model_copy(update={"holds": False})
    assert world.holds(condition, 8, log, names) is holds
    assert world.holds(opposite, 8, log, names) is not holds


def test_what_has_no_contract_is_signed_by_those_who_sat_there(tmp_path: Path) -> None:
    scores = {"red": {"gpus": [1, 2, 3]}, "blue": {"gpus": [3, 2, 1]}}
    points = {"kind": "points", "scores": scores}
    peers = table_of("peers", ["red", "blue"], ["gpus"], valuation=points)
    deals = {**AGREED, "peers": Deal({"gpus": 512})}
    run = play(tmp_path, deals, content=beside(peers, "red", "blue"))
    world = CampaignWorld(run.plan.scenario, run.campaign, 1)
    names = who_stands_in(run.plan.scenario, run.log)
    for party, signs in {None: True, "red": True, "blue": True, "lab": False}.items():
        assert world.holds(IsSigned(table="peers", by=party), 8, run.log, names) is signs
    assert not world.holds(InForce(table="peers"), 8, run.log, names)


def gated(*when: Content) -> Content:
    content = campaign_content()
    content["tables"][-1]["when"] = list(when)
    return content


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ({"kind": "signed", "table": "late_order"}, "'signed' is not met: nobody signed at table"),
        (
            {"kind": "signed", "table": "tender", "by": "south"},
            "'signed' is not met: 'south' did not sign at table 'tender'",
        ),
        (
            {"kind": "signed", "table": "tender", "holds": False},
            "'signed' is not met: somebody signed at table 'tender'",
        ),
        ({"kind": "in_force", "table": "late_order"}, "'in_force' is not met: nothing of 'late_o"),
        (
            {"kind": "in_force", "table": "old", "holds": False},
            "'in_force' is not met: something of 'old' is in force",
        ),
        (
            {"kind": "delivered_below", "table": "old", "fraction": 0.5},
            "'delivered_below' is not met: 'old' has not brought less than 50% of what it promised",
        ),
        (
            {"kind": "delivered_below", "table": "tender", "fraction": 0.9, "holds": False},
            "'delivered_below' is not met: 'tender' has brought less than 90% of what it promised",
        ),
        (
            {"kind": "regime", "regimes": ["boom", "glut"]},
            "'regime' is not met: the market is not in boom or glut",
        ),
        (
            {"kind": "regime", "regimes": ["squeeze"], "holds": False},
            "'regime' is not met: the market is in squeeze",
        ),
        ({"kind": "banned", "holds": False}, "'banned' is not met: an export ban has struck"),
    ],
)
def test_a_table_stays_shut_for_a_reason_in_words(
    tmp_path: Path, when: Content, reason: str
) -> None:
    found = skipped(play(tmp_path, content=gated(when)))
    assert list(found) == ["poach"]
    assert reason in found["poach"]
    assert "{" not in found["poach"]
