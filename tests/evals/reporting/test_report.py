import csv
import json
import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyarrow import parquet

from evals.metrics.table import METRICS
from evals.reporting.building import build_report
from evals.reporting.contents import HEADLINE, Report
from evals.reporting.files import COLUMNS
from evals.reporting.quoting import MAX_QUOTED
from evals.reporting.reading import Results, read_results
from evals.results import Failure, ResultsFolder, Spent
from evals.rows import rows_of
from negotiation.errors import UsageError
from tests.evals.reporting.conftest import EVIL, FORMULA, Command, Reported, fail

HOSTILE = 'no <img src="x" onerror="alert(1)">\x1b[2J | *bold* {{ 7*7 }}'


def test_whoever_takes_anything_comes_last_and_is_quoted(report: Report) -> None:
    assert [each.name for each in report.contestants][-1] == EVIL
    assert all(each.is_baseline for each in report.contestants)
    assert report.headline == HEADLINE
    breaches = [each for each in report.quotations if each.kind == "breach"]
    assert {each.contestant for each in breaches} == {EVIL}
    assert 1 <= len(breaches) <= MAX_QUOTED
    assert all(each.words and each.severity == "major" and each.turn for each in breaches)


def test_every_metric_of_every_contestant_is_there_with_its_n(report: Report) -> None:
    assert Counter(each.metric for each in report.summaries) == dict.fromkeys(METRICS, 3)
    for each in report.summaries:
        assert each.estimate.n + sum(each.excluded.values()) == 6


def test_only_what_varies_is_split(report: Report) -> None:
    assert [split.axis for split in report.splits] == ["role"]
    (split,) = report.splits
    assert split.values == ("buyer", "seller")
    assert {each.estimate.n for each in split.summaries if each.metric == "deal_rate"} == {3}


def test_the_difference_of_two_is_that_of_their_means(report: Report) -> None:
    assert len(report.duels) == 3
    for duel in report.duels:
        first, second = (
            report.summary_of("own_utility", name).estimate.value
            for name in (duel.comparison.first, duel.comparison.second)
        )
        assert first is not None
        assert second is not None
        assert duel.comparison.difference == pytest.approx(first - second)
        assert first >= second
        assert duel.comparison.n_pairs == 6


def test_the_same_results_have_the_same_report(pool: Path, report: Report) -> None:
    assert build_report(read_results([pool]), pool) == report


def test_who_met_each_other_is_ranked(games: Path, report: Report) -> None:
    ranking = build_report(read_results([games]), games).ranking
    assert {each.name for each in ranking} == {"strategy:boulware", FORMULA, EVIL}
    assert ranking[-1].name == EVIL
    assert [each.n_games for each in ranking] == [12, 12, 12]
    assert report.ranking == ()


def test_cases_that_could_not_be_played_are_counted_and_count_for_nobody(
    copied: ResultsFolder, report: Report
) -> None:
    down = Failure(owner="endpoint", kind="ChatUnavailable", message="down")
    fail(copied, 0, down)
    fail(copied, 3, down)
    fail(copied, 5, Failure(owner="engine", kind="KeyError", message="ours"))
    found = build_report(read_results([copied.path]), copied.path)
    assert found.counts.failures == {"endpoint": 2, "engine": 1}
    assert (found.counts.n_cases, found.counts.n_played, found.counts.n_missing) == (18, 15, 0)
    for metric in ("own_utility", "deal_rate"):
        own = [each for each in found.summaries if each.metric == metric]
        excluded = sum((Counter(each.excluded) for each in own), Counter[str]())
        assert excluded == {"the endpoint failed": 2, "the engine failed": 1}
        assert sum(each.estimate.n for each in own) == 15
    assert sum(each.estimate.n for each in report.summaries if each.metric == "deal_rate") == 18


def test_the_command_says_in_print_what_was_left_out(
    copied: ResultsFolder, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(copied, 0, Failure(owner="endpoint", kind="ChatUnavailable", message="down"))
    assert command(copied.path) == 0
    printed = capsys.readouterr()
    said = "1 of 18 cases could not be played: endpoint 1."
    assert said in " ".join(printed.out.split())
    assert "left out (the endpoint failed)" in " ".join(printed.out.split())
    for name in ("report.html", "report.md", "cases.csv", "cases.parquet"):
        assert str(copied.path / name) in printed.err
        assert (copied.path / name).is_file()
    assert said in (copied.path / "report.html").read_text("utf-8")
    assert said in (copied.path / "report.md").read_text("utf-8")


def test_a_suite_that_has_just_begun_has_a_report(copied: ResultsFolder, command: Command) -> None:
    for case_id in copied.read_suite().case_ids:
        shutil.rmtree(copied.case_folder(case_id))
    assert command(copied.path) == 0
    page = (copied.path / "report.html").read_text("utf-8")
    assert "There is no result yet." in page
    assert "18 have no result yet." in page


def test_shares_that_overlap_are_read_as_one(
    pool: Path, copied: ResultsFolder, games: Path
) -> None:
    ids = copied.read_suite().case_ids
    fail(copied, 0, Failure(owner="endpoint", kind="ChatUnavailable", message="down"))
    for case_id in ids[4:]:
        shutil.rmtree(copied.case_folder(case_id))
    both = read_results([copied.path, pool])
    assert len(both.records) == 18
    assert both.n_repeated == 4
    assert not any(record.failure for record in both.records)
    assert [len(source.cases) for source in both.sources] == [3, 15]

    found = build_report(read_results([pool, games]), pool)
    assert [origin.n_cases for origin in found.origins] == [18, 18]
    assert found.counts.n_cases == found.counts.n_played == 36


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no results at"):
        read_results([tmp_path])


def test_it_says_where_results_come_from(reported: Reported, results: Results) -> None:
    record = results.sources[0].record
    for said in (*record.digests.values(), record.versions["numpy"], str(record.git_revision)):
        assert said in reported.page


def test_what_was_spent_is_summed_by_contestant_and_currency(
    copied: ResultsFolder, command: Command
) -> None:
    spent = Spent(
        calls=3,
        prompt_tokens=1000,
        completion_tokens=50,
        abandoned_calls=1,
        cost=0.25,
        currency="USD",
    )
    for place, record in enumerate(tuple(copied.read_cases())):
        own = spent if place % 3 else spent.model_copy(update={"cost": None, "currency": None})
        models = dict.fromkeys(record.case.judged, "served-by-7b")
        copied.write_case(record.model_copy(update={"spent": own, "models": models}))
    found = build_report(read_results([copied.path]), copied.path)
    assert (found.spent.calls, found.spent.abandoned_calls) == (54, 18)
    assert found.spent.costs == {"USD": pytest.approx(3.0)}
    assert found.spent.n_unpriced == 6
    for key in ("calls", "prompt_tokens", "completion_tokens", "n_unpriced"):
        own_sum = sum(getattr(each, key) for each in found.spending.values())
        assert own_sum == getattr(found.spent, key)
    assert found.origins[0].answered_by == {"served-by-7b": 18}
    assert {each.models for each in found.contestants} == {("served-by-7b",)}
    assert command(copied.path) == 0
    page = (copied.path / "report.html").read_text("utf-8")
    assert "3.00 USD, 6 cases without prices" in page
    assert "served-by-7b: 18 seats" in page


def test_hostile_names_stay_text(reported: Reported) -> None:
    assert EVIL not in reported.page
    assert EVIL.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;") in reported.page
    assert "Tiny <b>" not in reported.page
    assert "<script" not in reported.markdown
    assert reported.page.count("<script") == 1


def test_hostile_quotations_stay_text(copied: ResultsFolder, command: Command) -> None:
    for path in copied.path.glob("cases/*/scorecard.json"):
        content = json.loads(path.read_text("utf-8"))
        for table in content["tables"]:
            for finding in table["findings"]:
                finding["quote"] = HOSTILE
        path.write_text(json.dumps(content), "utf-8")
    assert command(copied.path) == 0
    page = (copied.path / "report.html").read_text("utf-8")
    assert "&lt;img src=&#34;x&#34; onerror=" in page
    assert "<img" not in page
    assert "\x1b" not in page
    assert "{{ 7*7 }}" in page
    markdown = (copied.path / "report.md").read_text("utf-8")
    assert "&lt;img" in markdown
    assert r"\*bold\*" in markdown
    assert "\x1b" not in markdown


def test_links_lead_to_what_is_there(reported: Reported) -> None:
    links = [unescape(link) for link in re.findall(r'href="([^"#][^"]*)"', reported.page)]
    pages = [link for link in links if not link.startswith("data:")]
    assert len(pages) >= 2
    assert any(link.startswith("transcripts/") for link in pages)
    for link in pages:
        assert "://" not in link
        assert (reported.out / unquote(link)).is_file()


def test_csv_is_what_was_measured(reported: Reported, results: Results) -> None:
    with (reported.out / "cases.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    rows = list(rows_of(results.records))
    assert list(read[0]) == list(COLUMNS)
    assert [each["case_id"] for each in read] == [row.case_id for row in rows]
    for cells, row in zip(read, rows, strict=True):
        found = {name: float(cells[name]) for name in METRICS if cells[name]}
        assert found == row.figures
    assert {each["contestant"] for each in read} == {"strategy:boulware", "'" + FORMULA, EVIL}


def test_parquet_is_what_was_measured(reported: Reported, results: Results) -> None:
    table = parquet.read_table(reported.out / "cases.parquet")
    assert table.column_names == list(COLUMNS)
    read = table.to_pylist()
    rows = list(rows_of(results.records))
    for cells, row in zip(read, rows, strict=True):
        found = {name: cells[name] for name in METRICS if cells[name] is not None}
        assert found == row.figures
        assert (cells["contestant"], cells["seed"]) == (row.contestant, row.seed)
        assert cells["failure_owner"] is None


def test_json_is_the_whole_report(
    pool: Path,
    tmp_path: Path,
    report: Report,
    command: Command,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command(pool, "--out", tmp_path, "--json") == 0
    read = Report.model_validate_json(capsys.readouterr().out)
    assert (read.summaries, read.duels, read.counts) == (
        report.summaries,
        report.duels,
        report.counts,
    )
    assert all(each.transcript for each in read.quotations)
