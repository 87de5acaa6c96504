"""One agreement in many worlds."""

import pytest

from evals.worlds import map_here, realised_in
from negotiation.app.contract_worths import filled_contracts
from negotiation.app.realising import realise
from negotiation.app.tables import choose_table
from negotiation.catalog.files import load_scenario
from negotiation.economics.valuation import table_valuation
from negotiation.errors import UsageError
from tests.app.scenarios import opposed, write

SCENARIO = load_scenario("a800-supply").scenario
VALUATION = table_valuation(SCENARIO, choose_table(SCENARIO, None))
OUTCOME = VALUATION.space.outcome_at(1)


def test_figures_are_those_of_the_worlds_one_by_one() -> None:
    contracts = {
        name: (each.setting, each.clauses)
        for name, each in filled_contracts(VALUATION, OUTCOME).items()
    }
    one_by_one = [realise(contracts, world).npv_cny for world in (3, 4, 5)]
    found = realised_in(SCENARIO, OUTCOME, [3, 4, 5])
    assert set(found) == set(VALUATION.parties)
    for party, each in found.items():
        npvs_cny = sorted(npv_cny[party] for npv_cny in one_by_one)
        assert each.n_worlds == 3
        assert each.median_npv_cny == npvs_cny[1]
        assert each.mean_npv_cny == pytest.approx(sum(npvs_cny) / 3)
        assert npvs_cny[0] <= each.p05_npv_cny < each.p95_npv_cny <= npvs_cny[2]
        assert each.loss_fraction == sum(npv_cny < 0 for npv_cny in npvs_cny) / 3


def test_worlds_differ_and_a_seed_is_one_world() -> None:
    one, other = (realised_in(SCENARIO, OUTCOME, [world]) for world in (1, 2))
    assert one != other
    assert realised_in(SCENARIO, OUTCOME, range(1, 2), mapped=map_here) == one


def test_without_worlds_or_contracts_there_is_nothing_to_say(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.raises(UsageError, match="at least one"):
        realised_in(SCENARIO, OUTCOME, [])
    points = load_scenario(str(write(tmp_path_factory.mktemp("points"), opposed()))).scenario
    space = table_valuation(points, points.tables[0]).space
    with pytest.raises(UsageError, match="nothing of this outcome is simulated"):
        realised_in(points, space.outcome_at(0), [1])
