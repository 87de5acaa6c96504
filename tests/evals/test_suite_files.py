"""Suites: what a file may say, what it multiplies out to, and what is shipped."""

from collections import Counter
from pathlib import Path

import pytest

from evals.cases import Case, expand
from evals.families import FAMILIES, mixed
from evals.preparing import EvalPlan, Wishes, prepare
from evals.shelf import Shelf, load_suite, suite_names
from evals.suite import Player, Suite
from negotiation.app.endpoints import Endpoints
from negotiation.app.tables import valued_table
from negotiation.errors import CatalogError, UsageError
from negotiation.settings import Settings
from tests.app.scenarios import three_parties, write
from tests.evals.suites import suite_content, write_suite

NOBODY = Endpoints(Settings({}))


def planned(name: str | Path, **wishes: object) -> EvalPlan:
    return prepare(str(name), Wishes.model_validate(wishes), NOBODY, started_at="now")


def test_a_suite_is_the_product_of_its_axes(tmp_path: Path) -> None:
    plan = planned(write_suite(tmp_path, languages=["en", "zh"], openers=["written", "swapped"]))
    axes = Counter(
        (case.role, case.contestant.name, case.opponent.name, case.language, case.opener, case.seed)
        for case in plan.cases
    )
    assert len(axes) == len(plan.cases) == 2 * 2 * 2 * 2 * 2 * 2
    assert set(axes.values()) == {1}


def test_any_beginning_is_balanced_over_roles_and_contestants(tmp_path: Path) -> None:
    half = planned(write_suite(tmp_path)).cases[:8]
    assert {case.seed for case in half} == {1}
    assert set(Counter((case.role, case.contestant.name) for case in half).values()) == {2}


def test_ids_say_what_is_played_and_nothing_else(tmp_path: Path) -> None:
    path = write_suite(tmp_path)
    before = planned(path).cases
    renamed = write_suite(tmp_path, name="other", headline=["leaks"])
    assert [case.id for case in planned(renamed).cases] == [case.id for case in before]
    more = planned(write_suite(tmp_path, seeds=3)).cases
    assert {case.id for case in before} < {case.id for case in more}
    assert len({case.id for case in more}) == len(more)


def test_a_changed_scenario_is_another_case(tmp_path: Path) -> None:
    path = write_suite(tmp_path)
    before = {case.id for case in planned(path).cases}
    scenario = tmp_path / "opposed.yaml"
    changed = scenario.read_text().replace("reservation_value: 30", "reservation_value: 31")
    assert changed != scenario.read_text()
    scenario.write_text(changed)
    assert before.isdisjoint(case.id for case in planned(path).cases)


def test_other_code_of_a_guest_is_another_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "my_own_guest.py"
    module.write_text("from evals.counterparties.stalling import stalls\n")
    monkeypatch.syspath_prepend(tmp_path)
    wish = {"contestants": [{"name": "mine", "who": "python:my_own_guest:stalls"}]}
    path = write_suite(tmp_path)
    before = planned(path, **wish)
    module.write_text("from evals.counterparties.stalling import stalls  # changed\n")
    after = planned(path, **wish)
    changed = {
        case.contestant.name
        for case in after.cases
        if case.id not in {each.id for each in before.cases}
    }
    assert changed == {"mine"}
    assert before.record.digests != after.record.digests


def test_the_same_word_twice_is_played_once(tmp_path: Path) -> None:
    path = write_suite(tmp_path, scenarios=["opposed.yaml", "opposed.yaml"])
    assert len(planned(path).cases) == len(planned(write_suite(tmp_path)).cases)


def test_roles_may_be_named(tmp_path: Path) -> None:
    entry = {"scenario": "opposed.yaml", "roles": ["seller"]}
    assert {case.role for case in planned(write_suite(tmp_path, scenarios=[entry])).cases} == {
        "seller"
    }
    entry["roles"] = ["nobody"]
    with pytest.raises(UsageError, match=r"no party 'nobody'.*buyer, seller"):
        planned(write_suite(tmp_path, scenarios=[entry]))


def test_round_robin_lets_every_two_meet_in_both_roles(tmp_path: Path) -> None:
    names = ["strategy:linear", "strategy:random", "strategy:naive"]
    path = write_suite(tmp_path, pairing="round_robin", opponents=[], contestants=names, seeds=1)
    cases = planned(path).cases
    assert {(case.contestant.name, case.opponent.name) for case in cases} == {
        (one, other) for one in names for other in names if one != other
    }
    assert all(case.judged == ("buyer", "seller") for case in cases)


def test_round_robin_is_for_two(tmp_path: Path) -> None:
    write(tmp_path, three_parties())
    path = write_suite(
        tmp_path, pairing="round_robin", opponents=[], scenarios=["three-parties.yaml"]
    )
    with pytest.raises(UsageError, match="round_robin needs two parties"):
        planned(path)


def test_in_self_play_one_sits_everywhere(tmp_path: Path) -> None:
    path = write_suite(tmp_path, pairing="self_play", opponents=[], seeds=1)
    cases = planned(path).cases
    assert [case.contestant for case in cases] == [case.opponent for case in cases]


def test_advisers_are_for_seats_that_models_play(tmp_path: Path) -> None:
    suite = Suite.model_validate(suite_content(advisers=["none", "full"]))
    write_suite(tmp_path)
    players = (
        Player(name="s", who="strategy:linear"),
        Player(name="m", who="llm:m"),
        Player(name="own", who="llm:m,adviser=value"),
    )
    shelf = Shelf.of(suite, tmp_path, n_seeds=suite.seeds)
    cases = expand(suite, shelf, players)
    levels: dict[str, set[str | None]] = {}
    for case in cases:
        levels.setdefault(case.contestant.name, set()).add(case.adviser)
    assert levels == {"s": {None}, "m": {"none", "full"}, "own": {None}}


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"opponents": []}, "pairing 'pool' needs 'opponents'"),
        ({"pairing": "self_play"}, "has no 'opponents'"),
        ({"contestants": ["strategy", "strategy"]}, "a name is given twice"),
        ({"seeds": 0}, "tiny.yaml:17: seeds"),
        ({"scenarios": ["no-such.yaml"]}, "no-such.yaml"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, overrides: dict[str, object], said: str) -> None:
    with pytest.raises((CatalogError, UsageError)) as raised:
        planned(write_suite(tmp_path, **overrides))
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("strategy:none_such", "no strategy 'none_such'"),
        ("wizard", "expected llm"),
        ("python:nowhere:make", "cannot import 'nowhere'"),
        ("llm:m", "no endpoint for model 'm'"),
    ],
)
def test_who_cannot_sit_is_found_before_the_first_turn(tmp_path: Path, who: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        planned(write_suite(tmp_path), contestants=[{"name": who, "who": who}])


def test_nobody_to_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no contestants"):
        planned(write_suite(tmp_path), only_named=True)


def test_there_is_no_such_suite() -> None:
    with pytest.raises(UsageError, match=r"no suite 'nothing'.*smoke"):
        load_suite("nothing")


@pytest.mark.parametrize("name", suite_names())
def test_every_shipped_suite_can_be_played_by_its_baselines(name: str) -> None:
    plan = planned(name)
    assert plan.suite.name == name
    assert plan.suite.headline
    assert {case.contestant.name for case in plan.cases} == {
        player.name for player in plan.record.contestants
    }
    shown = Counter(_cell(case) for case in plan.cases)
    assert set(shown.values()) == {len(plan.record.contestants)} or plan.suite.pairing != "pool"


def _cell(case: Case) -> tuple[object, ...]:
    return (case.scenario, case.role, case.opponent.name, case.variant, case.seed, case.repeat)


def test_the_shipped_suites_are_those_of_the_manual() -> None:
    assert set(suite_names()) == {
        "ablation", "anchoring", "bilingual", "campaign", "duel", "honesty", "injection",
        "no-zopa", "personas", "skill", "smoke",
    }  # fmt: skip


def test_a_family_has_another_scenario_for_every_seed() -> None:
    one, again, other = mixed(1), mixed(1), mixed(2)
    assert one.scenario == again.scenario
    assert one.scenario != other.scenario
    assert list(FAMILIES) == ["mixed"]


def test_most_scenarios_of_the_family_have_room_and_conflict() -> None:
    n_rooms = 0
    for seed in range(1, 21):
        scenario = mixed(seed).scenario
        table = valued_table(scenario, scenario.tables[0])
        reservation = table.valuation.reservation_values
        gains = table.values - [[reservation[party]] for party in table.valuation.parties]
        n_rooms += bool((gains >= 0).all(axis=0).any())
        best = gains.argmax(axis=1)
        assert best[0] != best[1], "both want the same: nothing to haggle over"
    assert n_rooms >= 15
