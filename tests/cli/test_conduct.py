"""How what the rules of conduct found is shown."""

from functools import cache

import pytest

from negotiation.analysis.conduct.finding import ConductCounts, Finding
from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.scorecard import TableScore, score_table
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.tables import mandates_of, valued_table
from negotiation.catalog.files import load_scenario
from negotiation.cli.conduct import MAX_SHOWN, conduct_flags, conduct_lines
from negotiation.domain.events import Event, OfferMade, TableOpened
from negotiation.domain.values import Language
from negotiation.settings import Settings
from tests.analysis.conduct.labelled_cases import BASE

OFFER = OfferMade(
    table="supply",
    turn=1,
    party="vendor",
    offer_id="o1",
    outcome=BASE["a800-supply"],
    message="76,000 RMB a card.",
)
EVENTS: tuple[Event, ...] = (
    TableOpened(table="supply", parties=("vendor", "cloud"), deadline_rounds=3),
    OFFER,
)
LEAK = Finding(
    kind="leak",
    table="supply",
    turn=3,
    party="vendor",
    severity="minor",
    quote="About 20,000.",
    detail="says its private unit_cost rounded",
    fact="unit_cost",
)


def plan(language: Language) -> RunPlan:
    return plan_run(
        load_scenario("a800-supply"),
        who={},
        personas={},
        model=None,
        seed=1,
        language=language,
        endpoints=Endpoints(Settings({})),
    )


@cache
def scored() -> TableScore:
    scenario = load_scenario("a800-supply").scenario
    outcomes = valued_table(scenario, scenario.tables[0])
    findings = find_conduct(outcomes, scenario.parties, EVENTS, "en")
    return score_table(outcomes, mandates_of(scenario), EVENTS, findings=findings)


def test_a_scorecard_holds_the_findings_and_counts_them_by_party() -> None:
    assert [(found.kind, found.issue) for found in scored().findings] == [
        ("mismatch", "price_cny_per_gpu")
    ]
    counted = {party.party: party.conduct.findings for party in scored().parties}
    assert counted == {"cloud": {}, "vendor": {"mismatch": 1}}
    assert scored() == TableScore.model_validate(scored().model_dump(mode="json"))


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "en",
            'turn 1, NVIDIA: words against the offer (Price of a card): "76,000 RMB a card."',
        ),
        ("zh", "第1次发言，英伟达：话与报价不符（单价）：“76,000 RMB a card.”"),
    ],
)
def test_a_finding_is_one_line_with_the_words(language: Language, wanted: str) -> None:
    assert list(conduct_lines(plan(language), scored())) == [wanted]


def test_the_grave_ones_come_first_and_not_all_are_shown() -> None:
    findings = (*(LEAK,) * MAX_SHOWN, *scored().findings)
    score = scored().model_copy(update={"findings": findings})
    first, *others = conduct_lines(plan("en"), score)
    assert "words against the offer" in first
    assert others[-1] == "and 1 more, all of them with --json"
    assert len(others) == MAX_SHOWN


def test_a_failure_of_the_whole_table_has_no_party() -> None:
    failed = Finding(kind="deadlock", table="supply", turn=6, party=None, detail="no new offer")
    score = scored().model_copy(update={"findings": (failed,)})
    assert list(conduct_lines(plan("en"), score)) == ["standstill"]


def test_lost_turns_say_whose_fault_they_were() -> None:
    counts = ConductCounts(n_invalid_replies=4, forfeits={"model": 2, "party": 1})
    party = scored().parties[0].model_copy(update={"conduct": counts})
    assert list(conduct_flags(plan("en"), party)) == [
        "4 replies that were no move",
        "turns lost by its model: 2",
    ]
