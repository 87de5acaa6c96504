"""``export --format inspect``, read with the standard library: what is in it, and that it stays so.

That the real package reads it is shown in ``tests/inspect_ai_log``.
"""

import json
import shutil
from collections import Counter
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from negotiation.store.chats import read_chats
from tests.app.scenarios import opposed, write
from tests.builders import text
from tests.cli.commands import Haggle
from tests.cli.endpoint import KEY, Endpoint, clean
from tests.cli.talkers import Talker
from tests.loopback import LoopbackServer

ASIDE = "<think>The note that stays.</think>"


class Log:
    """A log as its documents."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.entries = archive.infolist()
            documents = {name: json.loads(archive.read(name)) for name in archive.namelist()}
        self.head = documents["header.json"]
        self.summaries = documents["summaries.json"]
        self.start = documents["_journal/start.json"]
        self.samples: list[dict[str, Any]] = [
            content for name, content in documents.items() if name.startswith("samples/")
        ]

    @property
    def sample(self) -> dict[str, Any]:
        (sample,) = self.samples
        return sample

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.sample["events"] if event["event"] == kind]


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def export(haggle: Haggle, folder: str = "r") -> Log:
    done = haggle.ok("export", folder, "--format", "inspect")
    return Log(Path(done.out.strip()))


@pytest.fixture
def talked(endpoint: Endpoint) -> Haggle:
    """A run of two models in ``r``."""
    with LoopbackServer(Talker(aside=ASIDE)) as server:
        seats = ("--seat", "cloud=llm:loop,temperature=0.4", "--seat", "vendor=llm:loop")
        clean(endpoint.run(server, "a800-supply", *seats))
    return endpoint.haggle


def test_the_file_is_named_and_built_as_inspect_does(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    started = json.loads(Path("r/run.json").read_bytes())["started_at"]
    done = haggle.ok("export", "r", "--format", "inspect")
    name = done.out.strip()
    assert name.startswith(f"{started.replace(':', '-').replace('+', '-')}_opposed_")
    log = Log(Path(name))
    assert log.entries[0].filename == "samples/opposed-s1_epoch_1.json"
    assert log.entries[-1].filename == "header.json"
    assert {entry.compress_type for entry in log.entries} == {ZIP_DEFLATED}
    assert log.start["eval"] == log.head["eval"]
    assert log.head["status"] == "success"


def test_the_same_run_gives_the_same_bytes(talked: Haggle, here: Path) -> None:
    first = talked.ok("export", "r", "--format", "inspect").out.strip()
    before = (here / first).read_bytes()
    shutil.copytree(here / "r", here / "elsewhere")
    (here / "logs").mkdir()
    done = talked.ok("export", "elsewhere", "--format", "inspect", "--out", "logs")
    assert done.out.strip() == f"logs/{first}"
    assert (here / "logs" / first).read_bytes() == before


def test_ids_are_unique(talked: Haggle) -> None:
    sample = export(talked).sample
    for ids in (
        [event["uuid"] for event in sample["events"]],
        [event["id"] for event in sample["events"] if event["event"] == "span_begin"],
        [message["id"] for message in sample["messages"]],
        [message["id"] for message in sample["events_data"]["messages"]],
    ):
        assert len(ids) == len(set(ids)) > 1


def test_every_turn_is_a_span_of_its_persona(talked: Haggle) -> None:
    log = export(talked)
    lanes = [event["name"] for event in log.events("span_begin") if event["type"] == "agent"]
    assert set(lanes) == {"cloud_architect/cloud", "nvidia_rep/vendor"}
    assert len(lanes) == log.sample["turn_count"]
    assert len(log.events("span_begin")) == len(log.events("span_end"))
    times = [event["timestamp"] for event in log.sample["events"]]
    assert times == sorted(times)


def test_turns_of_a_lane_lie_far_enough_apart_to_be_drawn_as_one(
    haggle: Haggle, small: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    log = export(haggle)
    ends = {event["id"]: event["working_start"] for event in log.events("span_end")}
    agents = [event for event in log.events("span_begin") if event["type"] == "agent"]
    assert len(agents) > 4
    for before, after in pairwise(agents):
        assert after["working_start"] - ends[before["id"]] > 0.1


def test_calls_stand_between_the_refusals_that_they_led_to(endpoint: Endpoint) -> None:
    write(endpoint.folder, opposed(enforcement="hard"))
    prices = cycle([90, 20])  # the first is beyond the buyer's limit

    def offer(body: dict[str, Any]) -> str:
        assert body
        reply = {"message": "So.", "act": "offer", "offer": {"price": next(prices)}}
        return json.dumps(reply | {"accept_offer_id": None})

    with LoopbackServer(offer) as server:
        clean(endpoint.run(server, "opposed.yaml", "--seat", "buyer=llm:loop"))
    log = export(endpoint.haggle)
    spans = {each["id"] for each in log.events("span_begin") if each["name"].endswith("/buyer")}
    course = [
        event["data"]["kind"] if event["event"] == "info" else event["event"]
        for event in log.sample["events"]
        if event["span_id"] in spans and event["event"] in {"info", "model"}
    ]
    assert course[:4] == ["model", "move_refused", "model", "offer_made"]
    assert "beyond" not in json.dumps(log.sample["messages"])
    assert "refused" not in json.dumps(log.sample["messages"])


def test_calls_stand_in_the_turn_they_were_made_for(talked: Haggle) -> None:
    log = export(talked)
    spans = {event["id"]: event for event in log.events("span_begin")}
    models = log.events("model")
    assert len(models) == len(read_chats(Path("r/chats.jsonl")))
    for event in models:
        span = spans[event["span_id"]]
        assert span["name"].endswith(f"/{event['role']}")
        assert f"/t{span['metadata']['turn']}/" in event["metadata"]["key"]
        assert event["output"]["usage"]["input_tokens"] > 0
        assert event["config"] == ({"temperature": 0.4} if event["role"] == "cloud" else {})


def test_inputs_point_to_exactly_what_was_sent(talked: Haggle) -> None:
    log = export(talked)
    pool = log.sample["events_data"]["messages"]
    sent = {call.key: call for call in read_chats(Path("r/chats.jsonl"))}
    for event in log.events("model"):
        assert event["input"] == []
        found = [
            (message["role"], message["content"])
            for first, last in event["input_refs"]
            for message in pool[first:last]
        ]
        messages = sent[event["metadata"]["key"]].messages
        assert found == [(message.role, message.content) for message in messages]
    n_sent = sum(len(call.messages) for call in sent.values())
    assert len(pool) < n_sent
    assert max(len(event["input_refs"]) for event in log.events("model")) == 1


def test_a_reply_keeps_its_id_in_the_next_call(talked: Haggle) -> None:
    log = export(talked)
    replies = [event["output"]["choices"][0]["message"] for event in log.events("model")]
    again = {message["id"] for message in log.sample["events_data"]["messages"]}
    kept = [reply["id"] in again for reply in replies]
    assert kept.count(False) <= 2, "only the last reply of each seat is in no later call"


def test_usage_is_counted_by_model_and_by_seat(talked: Haggle) -> None:
    log = export(talked)
    roles, models = log.head["stats"]["role_usage"], log.head["stats"]["model_usage"]
    assert set(roles) == {"cloud", "vendor"}
    assert set(models) == {"m"}
    assert models["m"]["total_tokens"] == sum(each["total_tokens"] for each in roles.values())
    assert log.head["eval"]["model"] == "m"
    assert log.head["eval"]["model_roles"]["cloud"]["args"] == {"seat": "llm:loop"}


def test_public_talk_and_private_facts_are_told_apart(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", "seller=python:tests.cli.hostile:Hostile", "--out", "r")
    log = export(haggle)
    said = json.dumps(log.sample["messages"])
    assert "keep this" not in said
    assert "HYPERLINK" in said
    notes = [event for event in log.events("info") if event["data"]["kind"] == "note_taken"]
    assert notes
    for event in notes:
        assert event["source"] == "haggle: private"
        assert (event["data"]["is_private"], event["data"]["seen_by"]) == (True, ["seller"])
    offers = [event for event in log.events("info") if event["data"]["kind"] == "offer_made"]
    assert {event["source"] for event in offers} == {"haggle"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_messages_name_persona_and_offer(haggle: Haggle, small: str, language: str) -> None:
    haggle.ok("run", small, "--out", "r", "--lang", language)
    messages = export(haggle).sample["messages"]
    opening, first, second = messages[:3]
    assert opening["role"] == "system"
    assert (first["role"], second["role"]) == ("user", "assistant")
    assert first["content"].startswith("**procurement_expert/buyer**")
    assert {"en": "offer o1", "zh": "报价 o1"}[language] in first["content"]
    assert first["metadata"]["speaker"] == "buyer"
    assert first["metadata"]["offer"]["id"] == "o1"
    assert set(first["metadata"]["offer"]["outcome"]) == {"price"}


def test_scores_are_those_of_the_scorecard(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    card = json.loads(Path("r/scorecard.json").read_bytes())["tables"][0]
    log = export(haggle)
    scores = {name: score["value"] for name, score in log.sample["scores"].items()}
    assert scores["agreement"] == 1
    for party in card["parties"]:
        assert scores[f"{party['party']}.surplus"] == round(party["surplus"], 4)
        assert scores[f"{party['party']}.share"] == round(party["attainable_share"], 4)
        assert scores[f"{party['party']}.breaches"] == len(party["breaches"])
    totals = {total["name"]: total["metrics"] for total in log.head["results"]["scores"]}
    assert totals["agreement"] == {"mean": {"name": "mean", "value": 1.0, "params": {}}}
    assert [event["scorer"] for event in log.events("score")] == list(scores)


def test_whoever_signs_for_a_party_has_a_lane(endpoint: Endpoint) -> None:
    content = opposed(enforcement="hard")
    step = {"issue": "price", "at_least": 20, "signer": text("The chief.", "老板。")}
    content["parties"][0]["mandate"]["authority"] = [step | {"approval": "seat"}]
    write(endpoint.folder, content)

    def sign(body: dict[str, Any]) -> str:
        assert body
        return json.dumps({"message": "Signed.", "offer": None, "act": "accept"})

    with LoopbackServer(sign) as server:
        seat = ("--seat", "buyer.approver=llm:loop", "--seat", "buyer=strategy:conceder")
        clean(endpoint.run(server, "opposed.yaml", *seat))
    log = export(endpoint.haggle)
    spans = {event["id"]: event["name"] for event in log.events("span_begin")}
    calls = log.events("model")
    assert calls
    assert {spans[event["span_id"]] for event in calls} == {"finance_approver/buyer.approver"}
    decided = [e for e in log.events("info") if e["data"]["kind"] == "escalation_decided"]
    assert {spans[event["span_id"]] for event in decided} == {"finance_approver/buyer.approver"}


def test_a_failed_call_is_shown_with_what_went_wrong(endpoint: Endpoint) -> None:
    with LoopbackServer(Talker()) as server:
        seats = ("--seat", "cloud=llm:loop", "--seat", "vendor=strategy:conceder")
        clean(endpoint.run(server, "a800-supply", *seats))
    path = endpoint.folder / "r" / "chats.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    fault = {"kind": "ChatUnavailable", "message": "503", "owner": "endpoint"}
    lines[0] |= {"reply": None, "error": "ChatUnavailable: 503", "failures": [fault] * 3}
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    first = export(endpoint.haggle).events("model")[0]
    assert first["error"] == "ChatUnavailable: 503"
    assert first["retries"] == 2
    assert first["metadata"]["faults"] == [fault] * 3
    assert first["output"]["choices"] == []


@pytest.fixture
def batch(haggle: Haggle, small: str, here: Path) -> Path:
    """A folder of results: three cases in order, one that stopped, and one that never began."""
    cases = here / "results" / "cases"
    for name, seat in (("b", "linear"), ("a", "conceder"), ("c", "linear")):
        haggle.ok("run", small, "--seat", f"buyer=strategy:{seat}", "--out", cases / name)
    shutil.copytree(cases / "c", cases / "stopped")
    (cases / "stopped" / "scorecard.json").unlink()
    record = json.loads((cases / "stopped" / "run.json").read_bytes()) | {"ended_at": None}
    write_json(cases / "stopped" / "run.json", record)
    (cases / "never").mkdir()
    return here / "results"


def test_a_batch_is_one_log_with_a_sample_a_case(haggle: Haggle, batch: Path) -> None:
    done = haggle.ok("export", batch, "--format", "inspect")
    log = Log(Path(done.out.strip()))
    assert "_results_" in done.out
    assert "left out: no run at" in done.err
    assert "never" in done.err
    ids = [sample["id"] for sample in log.samples]
    assert ids == ["a", "b", "c", "stopped"]
    assert log.head["eval"]["dataset"]["sample_ids"] == ids
    assert [summary["id"] for summary in log.summaries] == ids
    assert [summary["completed"] for summary in log.summaries] == [True, True, True, False]
    assert log.head["status"] == "cancelled"
    assert log.head["results"]["total_samples"] == 4
    assert log.head["results"]["completed_samples"] == 3


def test_a_batch_says_the_mean_of_what_was_scored(haggle: Haggle, batch: Path) -> None:
    log = Log(Path(haggle.ok("export", batch, "--format", "inspect").out.strip()))
    assert [len(sample["scores"]) > 0 for sample in log.samples] == [True, True, True, False]
    values = [sample["scores"]["buyer.share"]["value"] for sample in log.samples[:3]]
    total = next(s for s in log.head["results"]["scores"] if s["name"] == "buyer.share")
    mean = sum(values) / 3
    spread = (sum((value - mean) ** 2 for value in values) / 2) ** 0.5
    assert total["metrics"]["mean"]["value"] == pytest.approx(mean)
    assert total["metrics"]["stderr"]["value"] == pytest.approx(spread / 3**0.5)
    assert (total["scored_samples"], total["unscored_samples"]) == (3, 1)


def test_seats_that_differ_between_cases_list_everybody(haggle: Haggle, batch: Path) -> None:
    log = Log(Path(haggle.ok("export", batch, "--format", "inspect").out.strip()))
    roles = log.head["eval"]["model_roles"]
    assert [each["model"] for each in roles["buyer"]] == ["strategy:conceder", "strategy:linear"]
    assert roles["seller"]["model"] == "strategy:boulware"


def test_a_damaged_scorecard_leaves_its_case_out(haggle: Haggle, batch: Path) -> None:
    write_json(batch / "cases" / "b" / "scorecard.json", {"scenario": 3})
    done = haggle.ok("export", batch, "--format", "inspect")
    assert "left out" in done.err
    assert [each["id"] for each in Log(Path(done.out.strip())).samples] == ["a", "c", "stopped"]


def test_a_log_holds_no_key(talked: Haggle) -> None:
    log = export(talked)
    assert KEY not in json.dumps([log.head, log.samples])
    counts = Counter(event["event"] for event in log.sample["events"])
    assert counts["model"] > 0


def test_a_batch_has_the_name_of_its_suite(haggle: Haggle, batch: Path) -> None:
    write_json(batch / "suite.json", {"suite": {"name": "smoke"}})
    done = haggle.ok("export", batch, "--format", "inspect")
    assert "_smoke_" in done.out
    assert Log(Path(done.out.strip())).head["eval"]["task"] == "smoke"


def test_what_failed_a_case_is_no_score_but_an_error(haggle: Haggle, batch: Path) -> None:
    failure = {"owner": "endpoint", "kind": "ChatUnavailable", "message": "503"}
    case = {"contestant": {"name": "x", "who": "llm:x"}}
    write_json(batch / "cases" / "stopped" / "case.json", {"failure": failure, "case": case})
    log = Log(Path(haggle.ok("export", batch, "--format", "inspect").out.strip()))
    said = "endpoint: ChatUnavailable: 503"
    assert log.samples[3]["error"]["message"] == said
    assert log.summaries[3]["error"] == said
    assert log.samples[3]["scores"] == {}
    assert log.samples[3]["metadata"]["case"] == case
    assert all("error" not in sample for sample in log.samples[:3])


def test_the_figures_of_the_judged_are_scores_over_all_roles(haggle: Haggle, batch: Path) -> None:
    for case, party, figure in (("a", "buyer", 0.25), ("b", "seller", 0.75)):
        figures = {party: {"own_utility": figure}}
        write_json(batch / "cases" / case / "case.json", {"figures": figures})
    log = Log(Path(haggle.ok("export", batch, "--format", "inspect").out.strip()))
    first = log.head["results"]["scores"][0]
    assert (first["name"], first["scored_samples"]) == ("judged.own_utility", 2)
    assert first["metrics"]["mean"]["value"] == 0.5
    assert log.samples[1]["scores"]["judged.own_utility"]["explanation"] == "own_utility of seller"
