"""From a case to the plan of a run."""

from evals.cases import Case
from evals.shelf import SHIPPED_PERSONA, Shelf
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.catalog.files import Loaded
from negotiation.domain.scenarios import Scenario, Table

__all__ = ["plan_of"]


def plan_of(case: Case, shelf: Shelf, endpoints: Endpoints) -> RunPlan:
    """Return the plan of a case.

    Raises:
        UsageError: a seat cannot be taken as the case says: no such strategy, model or factory.
    """
    loaded = shelf.scenarios[case.scenario]
    if case.opener == "swapped":
        scenario = _with_other_opener(loaded.scenario)
        loaded = Loaded(loaded.path, scenario, loaded.personas)
    plan = plan_run(
        loaded,
        who={party.id: _who(case, party.id) for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=case.seed,
        language=case.language,
        endpoints=endpoints,
        talk=case.talk,
    )
    if case.persona == SHIPPED_PERSONA:
        return plan
    card = shelf.personas[case.persona]
    seat = plan.seats[case.role].model_copy(update={"persona": card.name})
    return plan.model_copy(
        update={
            "personas": {**plan.personas, case.role: card},
            "seats": {**plan.seats, case.role: seat},
        }
    )


def _who(case: Case, party: str) -> str:
    """Return the words of ``--seat`` for a party; an adviser is the contestant's."""
    who = case.player_of(party).who
    return f"{who},adviser={case.adviser}" if case.adviser and party == case.role else who


def _with_other_opener(scenario: Scenario) -> Scenario:
    """Return a scenario in which, where two haggle, the other one makes the first move."""
    tables = tuple(map(_swapped, scenario.tables))
    return scenario.model_copy(update={"tables": tables})


def _swapped(table: Table) -> Table:
    if table.protocol != "alternating":
        return table
    (other,) = (party for party in table.parties if party != table.opens)
    return table.model_copy(update={"opens": other})
