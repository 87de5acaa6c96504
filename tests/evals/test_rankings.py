"""From rows to who is ahead of whom: cells, games, axes, the leaderboard, two results in pairs."""

from pathlib import Path

import pytest

from evals.axes import AXES, contrast_axis, varying_axes
from evals.contrasting import contrast
from evals.leaderboard import leaderboard
from evals.reading import check_alike, headline_of, rows_of_all
from evals.reporting.contents import HEADLINE
from evals.results import Failure
from evals.rows import Row
from evals.sides import cells_of, games_of, is_head_to_head
from evals.statistics.chance import generator
from evals.summaries import summarise
from negotiation.errors import UsageError
from tests.evals.playing import played
from tests.evals.rows import row
from tests.evals.suites import write_suite

SCENARIOS = [f"s{number}" for number in range(12)]


def pool(levels: dict[str, float], **factors: object) -> list[Row]:
    """Return a row in every scenario for everybody; scenarios differ in how hard they are."""
    return [
        row(
            name,
            level + 0.01 * (number % 3) + 0.001 * number * (name == "a"),
            scenario=scenario,
            case_id=f"{name}-{scenario}",
            **factors,
        )
        for name, level in levels.items()
        for number, scenario in enumerate(SCENARIOS)
    ]


def test_a_cell_is_the_mean_of_its_repeats() -> None:
    rows = [row(utility=0.2, repeat=1), row(utility=0.6, repeat=2), row(utility=None, repeat=3)]
    assert list(cells_of(rows, "a", "own_utility").values()) == [pytest.approx(0.4)]
    assert cells_of(rows, "b", "own_utility") == {}


def test_in_a_pool_who_did_better_in_the_same_seat_wins() -> None:
    rows = [row("a", 0.5), row("b", 0.4), row("b", 0.9, party="seller"), row("c", 0.5)]
    assert not is_head_to_head([row("a"), row("b", case_id="d")])
    scores = {(game.first, game.second): game.score for game in games_of(_apart(rows))}
    assert scores == {("a", "b"): 1.0, ("a", "c"): 0.5, ("b", "c"): 0.0}


def _apart(rows: list[Row]) -> list[Row]:
    """Give every row a case of its own."""
    return [row(each.contestant, each.figures["own_utility"], case_id=str(place), party=each.party)
            for place, each in enumerate(rows)]  # fmt: skip


def test_head_to_head_a_case_is_a_game() -> None:
    rows = [
        row("a", 0.7, case_id="1", party="buyer"),
        row("b", 0.3, case_id="1", party="seller"),
        row("b", 0.0, case_id="2", party="buyer"),
        row("a", 0.0, case_id="2", party="seller"),
    ]
    assert is_head_to_head(rows)
    assert [(game.first, game.second, game.score) for game in games_of(rows)] == [
        ("a", "b", 1.0),
        ("b", "a", 0.5),
    ]


def test_the_leaderboard_is_best_first_and_says_what_is_resolved() -> None:
    found = leaderboard(pool({"weak": 0.1, "strong": 0.9, "same": 0.9}), "own_utility")
    assert [each.contestant for each in found.standings] == ["strong", "same", "weak"]
    strong, same, weak = found.standings
    assert (strong.rank_low, strong.rank_high) == (same.rank_low, same.rank_high) == (1, 2)
    assert strong.ahead_of == same.ahead_of == ("weak",)
    assert (weak.rank_low, weak.rank_high, weak.behind) == (3, 3, ("same", "strong"))
    assert {each.name for each in found.strengths} == {"weak", "strong", "same"}


def test_where_less_is_better_the_least_is_first() -> None:
    rows = [
        row(
            name,
            None,
            scenario=scenario,
            case_id=f"{name}-{scenario}",
            figures={"leaks": leaks + 0.1 * (place % 2)},
        )
        for name, leaks in (("talks", 2.0), ("keeps", 0.0))
        for place, scenario in enumerate(SCENARIOS)
    ]
    found = leaderboard(rows, "leaks")
    assert [each.contestant for each in found.standings] == ["keeps", "talks"]
    assert found.standings[0].ahead_of == ("talks",)
    assert [each.name for each in found.strengths] == ["keeps", "talks"]


def test_nobody_wins_by_what_is_neither_good_nor_bad() -> None:
    rows = [
        row(name, None, figures={"rounds": rounds}, case_id=name)
        for name, rounds in (("quick", 2.0), ("slow", 9.0))
    ]
    assert leaderboard(rows, "rounds").strengths == ()


def test_nobody_to_rank_is_said() -> None:
    with pytest.raises(UsageError, match="nobody has a value of own_utility"):
        leaderboard([row(utility=None)], "own_utility")


def test_what_is_left_out_is_counted_with_its_reason() -> None:
    failure = Failure(owner="endpoint", kind="ChatUnavailable", message="down")
    rows = [row(utility=0.5), row(utility=None), row(utility=None, failure=failure)]
    summary = summarise(rows, "own_utility")
    assert summary.estimate.n == 1
    assert summary.excluded == {"nothing to gain": 1, "the endpoint failed": 1}


def test_two_results_are_compared_name_by_name_and_the_odd_ones_with_each_other() -> None:
    first, second = pool({"base": 0.5, "old": 0.5}), pool({"base": 0.5, "new": 0.8})
    found = contrast(first, second, names=[], metrics=["own_utility"], rng=generator())
    by_names = {(each.first, each.second): each for each in found}
    assert set(by_names) == {("base (A)", "base (B)"), ("old (A)", "new (B)")}
    assert not by_names["base (A)", "base (B)"].is_resolved
    changed = by_names["old (A)", "new (B)"]
    assert changed.is_resolved
    assert changed.difference == pytest.approx(-0.3)


def test_results_that_share_nothing_cannot_be_compared() -> None:
    one, other = [row("a", scenario="x")], [row("a", scenario="y")]
    with pytest.raises(UsageError, match="share no cell"):
        contrast(one, other, names=[], metrics=["own_utility"], rng=generator())
    with pytest.raises(UsageError, match="no contestant 'z' in A"):
        contrast(one, other, names=[("z", "a")], metrics=["own_utility"], rng=generator())
    with pytest.raises(UsageError, match="nobody is in both"):
        contrast(
            [row("a"), row("b")], [row("c")], names=[], metrics=["own_utility"], rng=generator()
        )


def test_results_of_other_scenarios_under_the_same_name_are_refused(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, seeds=1)
    played(suite, tmp_path / "a")
    scenario = tmp_path / "opposed.yaml"
    changed = scenario.read_text().replace("deadline_rounds: 6", "deadline_rounds: 4")
    scenario.write_text(changed)
    played(suite, tmp_path / "b")
    check_alike([tmp_path / "a", tmp_path / "a"])
    with pytest.raises(UsageError, match=r"opposed.yaml is not the same in .*a and .*b"):
        check_alike([tmp_path / "a", tmp_path / "b"])
    assert headline_of([tmp_path / "a"]) == HEADLINE
    assert len(rows_of_all([tmp_path / "a", tmp_path / "a"])) == 8


def test_an_axis_is_compared_with_everything_else_alike() -> None:
    rows = pool({"a": 0.5}, talk="full") + pool({"a": 0.2}, talk="none")
    assert varying_axes(rows) == ("talk",)
    (found,) = contrast_axis(rows, "talk", "own_utility", generator())
    assert (found.first, found.second) == ("full, a", "none, a")
    assert found.n_pairs == len(SCENARIOS)
    assert found.difference == pytest.approx(0.3)
    assert found.is_resolved


def test_opponents_are_an_axis_too() -> None:
    rows = pool({"a": 0.5}, opponent="high") + pool({"a": 0.4}, opponent="low")
    (found,) = contrast_axis(rows, "opponent", "own_utility", generator())
    assert found.n_pairs == len(SCENARIOS)
    with pytest.raises(UsageError, match="no axis 'weather'"):
        contrast_axis(rows, "weather", "own_utility", generator())
    assert set(AXES) == {"talk", "adviser", "language", "persona", "opener", "opponent"}
