"""A campaign on the terminal: phases, news, tables side by side, and its scorecard."""

import json
import re
from pathlib import Path

import pytest

from tests.app.campaigns import campaign_content
from tests.app.scenarios import write
from tests.cli.commands import Haggle

CJK = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def campaign(here: Path) -> str:
    return str(write(here, campaign_content()))


def test_a_campaign_is_told_phase_by_phase(haggle: Haggle, campaign: str) -> None:
    out = haggle.ok("run", campaign, "--out", "r").out
    assert "2023-03 · spring" in out
    assert "2023-11 · calls" in out
    assert out.index("2023-03 · spring") < out.index("Awarded to") < out.index("2023-04 · orders")
    assert "News" in out
    assert "The campaign is over." in out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_scorecard_reads_at_a_hundred_columns(
    haggle: Haggle, campaign: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    out = haggle.ok("run", campaign, "--lang", language, "--out", "r").out
    title = "The campaign, 2023-03 to" if language == "en" else "全程：2023年3月至"
    card = out[out.index(title) :]
    assert max(len(line) for line in card.splitlines()) <= 100
    said = {
        "en": ("Signatures", "P(loss)", "Profit by party", "Tenders", "Orders on their way up"),
        "zh": ("签约", "亏损概率", "各方利润", "招标", "订单逐级放大"),
    }
    assert all(words in card for words in said[language])
    assert bool(CJK.search(card)) is (language == "zh")


def test_every_figure_is_in_the_json(haggle: Haggle, campaign: str) -> None:
    done = haggle.ok("run", campaign, "--out", "r", "--json")
    score = done.json["scorecard"]["campaign"]
    assert score == json.loads(Path("r/scorecard.json").read_text("utf-8"))["campaign"]
    assert {"signatures", "parties", "promises", "exposures", "curses", "leaks"} <= set(score)
    assert {each["contract"] for each in score["signatures"]} >= {"tender"}


def test_a_person_in_a_campaign_sees_its_own_tables_alone(haggle: Haggle, campaign: str) -> None:
    done = haggle("play", campaign, "--as", "games", "--out", "r")
    assert done.code == 0, "games has a contract from before and sits nowhere"
    haggle("play", campaign, "--as", "maker", "--out", "s", typed=["w", ""])
    for command in ("replay", "score"):
        out = haggle.ok(command, "s").out
        assert "Table order" in out
        assert "Table tender" not in out
        assert "scored when it has ended" in out
        events = haggle.ok(command, "s", "--json").json["events"]
        assert {event["table"] for event in events if "table" in event} == {"order", "late_order"}
