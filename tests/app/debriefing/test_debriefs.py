"""Debriefs of whole runs: what adds up, what applies where, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest

from negotiation.analysis.debrief.records import Debrief, TableDebrief
from negotiation.app.aftermath import aftermath_of
from negotiation.app.debriefing.debriefs import attempt_result, debrief_of
from negotiation.app.programmes import programme_of
from negotiation.app.records import read_run
from negotiation.app.sandbox import score
from negotiation.domain.tenders import WINNER
from negotiation.errors import UsageError
from negotiation.store.folder import EVENTS, RUN, RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.training.records import Preparation
from tests.app.debriefing.played import roundtable, shipped, tiny


def quick(folder: RunFolder, party: str) -> Debrief:
    """A debrief without playing anything out."""
    return debrief_of(folder, party, n_tries=0)


def only_table(found: Debrief) -> TableDebrief:
    (table,) = found.tables
    return table


def test_both_sides_of_a_deal_agree_on_what_came_of_it() -> None:
    folder = shipped("a800-supply")
    cloud, vendor = (only_table(quick(folder, party)) for party in ("cloud", "vendor"))
    (scored,) = score(folder).tables
    surplus = {each.party: each.surplus for each in scored.parties}
    assert (cloud.result.surplus, vendor.result.surplus) == (surplus["cloud"], surplus["vendor"])
    assert cloud.result.others_surplus == vendor.result.surplus
    assert cloud.clauses == vendor.clauses
    assert cloud.later == vendor.later
    assert [step.surplus for step in cloud.plane.path] == [
        step.others_surplus for step in vendor.plane.path
    ]


def test_what_happened_later_is_what_the_simulator_says_of_the_seed() -> None:
    folder = shipped("a800-supply")
    found = only_table(quick(folder, "cloud"))
    plan, log = read_run(folder).plan, read_events(folder.events)
    outcomes = programme_of(plan, {}).outcomes("supply", log)
    assert found.result.agreement is not None
    aftermath = aftermath_of(outcomes, found.result.agreement, plan.seed)
    assert aftermath is not None
    assert found.later is not None
    assert found.later.npv_cny == dict(aftermath.npv_cny)
    assert found.later.damages_cny == dict(aftermath.damages_cny)
    (promise,) = found.later.promises
    assert promise.seller == "vendor"
    assert promise.promised_gpus == found.result.agreement["gpus"]
    assert promise.delivered_fraction == pytest.approx(aftermath.delivered_fraction)
    assert promise.expected_fraction is not None
    assert 0 < promise.expected_fraction <= 1


def test_the_same_log_gives_the_same_debrief() -> None:
    folder = tiny()
    first = debrief_of(folder, "buyer", n_tries=3)
    assert debrief_of(folder, "buyer", n_tries=3) == first
    assert first.skills == quick(folder, "buyer").skills
    assert Debrief.model_validate_json(first.model_dump_json()) == first


def test_what_a_party_is_called_changes_no_skill(tmp_path: Path) -> None:
    renamed = tmp_path / "renamed"
    shutil.copytree(tiny().path, renamed)
    for name in (EVENTS, RUN):
        text = (renamed / name).read_text("utf-8")
        (renamed / name).write_text(text.replace('"buyer"', '"zeta"'), "utf-8")
    before = quick(tiny(), "buyer").model_dump_json()
    after = quick(RunFolder.open(renamed), "zeta").model_dump_json()
    assert after.replace('"zeta"', '"buyer"') == before


def test_points_are_no_contract() -> None:
    table = only_table(quick(tiny(), "seller"))
    assert (table.unit, table.clauses, table.later) == ("points", (), None)
    skills = {skill.skill: skill.fraction for skill in quick(tiny(), "seller").skills}
    assert skills["supply_risk"] is None
    assert skills["preparation"] is None
    assert skills["share_claimed"] is not None


def test_a_tender_is_seen_from_its_host_its_winner_and_who_lost() -> None:
    folder = shipped("price-war")
    lab = only_table(quick(folder, "lab"))
    assert lab.result.agreement is not None
    winner = str(lab.result.agreement[WINNER])
    (loser, *_) = {"heron", "incumbent", "challenger"} - {winner}
    won, lost = (only_table(quick(folder, party)) for party in (winner, loser))
    assert won.result.agreement == lab.result.agreement
    assert won.result.others_surplus == lab.result.surplus
    assert won.later == lab.later is not None
    assert (lost.result.agreement, lost.result.surplus, lost.later) == (None, 0, None)
    assert {step.party for step in lost.plane.path} == {loser}
    for seen in (won, lost):
        assert seen.plane.others == ("lab",)
        best = seen.acceptable.best
        assert best is None or best.others_surplus >= 0
    skills = {skill.skill: skill for skill in quick(folder, "lab").skills}
    assert not skills["opening_ambition"].checks


def test_a_round_table_counts_all_others_as_one_side() -> None:
    chair = only_table(quick(roundtable(), "chair"))
    assert chair.plane.others == ("left", "right")
    (scored,) = score(roundtable()).tables
    surplus = {each.party: each.surplus for each in scored.parties}
    assert chair.result.others_surplus == pytest.approx(surplus["left"] + surplus["right"])


def test_a_campaign_is_told_by_what_each_signature_changed() -> None:
    folder = shipped("short-delivery")
    found = quick(folder, "lab")
    campaign = score(folder).campaign
    assert campaign is not None
    later = only_table(found).later
    assert later is not None
    (signature,) = [each for each in campaign.signatures if each.table == "renegotiation"]
    assert later.npv_cny == dict(signature.after_cny)
    assert later.promises[0].delivered_fraction == signature.delivered_fraction
    assert only_table(found).clauses


def test_a_preparation_and_hints_count() -> None:
    sheet = Preparation(
        target="Most of it.", target_value=60.0, walk_away_value=20.0, questions=("When?",) * 3
    )
    bare = quick(tiny(), "buyer")
    found = debrief_of(
        tiny(),
        "buyer",
        preparation=sheet,
        hints=["nudge", "wording"],
        taken_back=1,
        n_tries=0,
    )
    assert found.skills[0].fraction == 1
    assert (found.score.n_hints, found.score.n_taken_back) == (2, 1)
    assert found.score.of_skills is not None
    assert found.score.fraction == pytest.approx(found.score.of_skills - 0.08)
    assert only_table(found).result.target == 60
    assert found.skills[1:] == bare.skills[1:]


def test_a_result_sums_a_debrief_up() -> None:
    found = quick(tiny(), "buyer")
    result = attempt_result(found)
    table = only_table(found)
    assert (result.value, result.surplus) == (table.result.value, table.result.surplus)
    assert result.attainable_share == table.result.attained_share
    assert result.ending == "agreement"
    assert [each.skill for each in result.skills] == [each.skill for each in found.skills]
    assert result.score_fraction == found.score.fraction


def test_who_still_plays_gets_no_debrief(tmp_path: Path) -> None:
    path = tmp_path / "going-on"
    shutil.copytree(tiny().path, path)
    record = json.loads((path / RUN).read_text("utf-8"))
    record["plan"]["seats"]["buyer"] |= {"kind": "human", "name": None}
    record["ended_at"] = None
    (path / RUN).write_text(json.dumps(record), "utf-8")
    lines = (path / EVENTS).read_bytes().splitlines(keepends=True)
    (path / EVENTS).write_bytes(b"".join(lines[:-1]))
    with pytest.raises(UsageError, match="still plays"):
        quick(RunFolder.open(path), "buyer")
    record["plan"]["seats"]["buyer"] |= {"kind": "strategy", "name": "linear"}
    (path / RUN).write_text(json.dumps(record), "utf-8")
    with pytest.raises(UsageError, match="has ended"):
        quick(RunFolder.open(path), "buyer")


def test_an_unknown_party() -> None:
    with pytest.raises(UsageError, match="no party 'nobody' in tiny; known are buyer, seller"):
        quick(tiny(), "nobody")
