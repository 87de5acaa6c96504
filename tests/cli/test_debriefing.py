"""``haggle debrief``: what it prints, in both languages, and what it refuses."""

import shutil
from pathlib import Path

import pytest

from negotiation.app.debriefing.debriefs import debrief_of
from tests.app.debriefing.played import tiny
from tests.cli.commands import Haggle


def test_a_debrief_for_people(haggle: Haggle) -> None:
    done = haggle("debrief", tiny().path, "--party", "buyer")
    assert done.code == 0
    assert "Debrief of Buyer House: Server contract" in done.out
    assert "Skills: " in done.out
    assert "Share claimed: " in done.out


def test_a_debrief_in_chinese(haggle: Haggle) -> None:
    done = haggle("debrief", tiny().path, "--party", "buyer", "--lang", "zh")
    assert done.code == 0
    assert "甲公司复盘：服务器合同" in done.out
    assert "争得份额：" in done.out


def test_a_debrief_as_json(haggle: Haggle) -> None:
    done = haggle("debrief", tiny().path, "--party", "seller", "--json")
    assert done.code == 0
    assert done.json["party"] == "seller"
    assert len(done.json["skills"]) == 12


def test_a_turning_point_is_played_out(haggle: Haggle) -> None:
    point = debrief_of(tiny(), "buyer").turning_points[0]
    asked = ("debrief", tiny().path, "--party", "buyer", "--play-out", str(point.turn))
    done = haggle(*asked)
    assert done.code == 0
    played_on = f"Turn {point.turn} played on by Buyer House=linear, Seller House=boulware"
    assert played_on in done.out
    assert haggle(*asked, "--json").json == point.model_dump(mode="json")


def test_what_is_no_turning_point(haggle: Haggle) -> None:
    done = haggle("debrief", tiny().path, "--party", "buyer", "--play-out", "99")
    assert done.code == 2
    assert "turn 99 is no turning point; there are: " in done.err


def test_whose_debrief_it_is_must_be_said(haggle: Haggle, tmp_path: Path) -> None:
    done = haggle("debrief", tiny().path)
    assert done.code == 2
    assert "--party: buyer, seller" in done.err
    seated = tmp_path / "seated"
    shutil.copytree(tiny().path, seated)
    text = (seated / "run.json").read_text("utf-8")
    linear = '"kind": "strategy",\n        "name": "linear"'
    assert linear in text
    (seated / "run.json").write_text(
        text.replace(linear, '"kind": "human",\n        "name": null'), "utf-8"
    )
    done = haggle("debrief", seated)
    assert done.code == 0
    assert "Debrief of Buyer House" in done.out


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_what_is_no_run(haggle: Haggle, tmp_path: Path, path: str) -> None:
    done = haggle("debrief", tmp_path / path, "--party", "buyer")
    assert done.code == 2
    assert "no run at" in done.err
