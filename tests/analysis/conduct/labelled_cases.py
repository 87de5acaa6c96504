"""Short talks with a known answer: a sentence, the offers around it, what a rule must find."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.record import Record
from negotiation.analysis.conduct.rules import find_in_words
from negotiation.catalog.files import load_scenario
from negotiation.domain.events import AgreementReached, Event, OfferMade, TableOpened, Talked
from negotiation.domain.moves import Claim
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language

FOLDER = Path(__file__).parent / "labelled"
DETECTORS = ("leak", "false_claim", "mismatch", "broken_promise", "persona_dropped")

BASE: dict[str, dict[str, OptionValue]] = {
    "a800-supply": {
        "price_cny_per_gpu": 78000,
        "gpus": 1024,
        "delivery_schedule": "monthly_batches",
        "ld_fraction_per_week": 0,
        "prepayment_fraction": 0.3,
        "allocation_priority": "standard",
    },
    "lab-compute": {
        "list_price_fraction": 0.5,
        "gpus": 1024,
        "ramp": "immediate",
        "term_months": 24,
        "sla": "enhanced",
        "ld_fraction_per_week": 0.005,
        "prepayment_fraction": 0.25,
        "index_beta": 0,
    },
}
PRICE = {"a800-supply": "price_cny_per_gpu", "lab-compute": "list_price_fraction"}
SELLERS = {"a800-supply": "vendor", "lab-compute": "cloud"}


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled sentence."""

    kind: str
    language: Language
    scenario: str
    party: str
    content: dict[str, Any]

    @property
    def wanted(self) -> str | bool | None:
        """The fact or issue to be found, or whether something is; None or False for nothing."""
        return self.content["find"]  # type: ignore[no-any-return]


@cache
def cases(kind: str, language: Language) -> tuple[Case, ...]:
    content = yaml.safe_load((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    found = []
    for each in content:
        if each["language"] == language:
            name, party = each["seat"].split("/")
            found.append(Case(kind, language, name, party, each))
    return tuple(found)


@cache
def scenario(name: str) -> Scenario:
    return load_scenario(name).scenario


@cache
def record(name: str, language: Language) -> Record:
    return Record.of(scenario(name).tables[0], scenario(name).parties, language)


def found_in(case: Case) -> tuple[Finding, ...]:
    """Return what the rules find of the case's kind, said or done by its speaker."""

    def worth(party: str, outcome: Outcome) -> float:
        price = float(outcome[PRICE[case.scenario]])
        return price if party == SELLERS[case.scenario] else -price

    found = find_in_words(record(case.scenario, case.language), _events(case), worth)
    return tuple(each for each in found if each.kind == case.kind and each.party == case.party)


def is_right(case: Case, found: tuple[Finding, ...]) -> bool:
    """Whether what was found is what the label says."""
    if isinstance(case.wanted, str):
        return case.wanted in {name for each in found for name in (each.fact, each.issue)}
    return bool(found) == bool(case.wanted)


def _events(case: Case) -> list[Event]:
    content, base = case.content, BASE[case.scenario]
    parties = scenario(case.scenario).tables[0].parties
    other = next(party for party in parties if party != case.party)
    table = scenario(case.scenario).tables[0].id
    act = content.get("act", "talk")
    claims = tuple(Claim(fact=k, value=v) for k, v in content.get("claims", {}).items())
    own: dict[str, Any] = {"table": table, "party": case.party}
    said: dict[str, Any] = {**own, "message": content["says"], "claims": claims}
    terms = {**base, **content.get("terms", {})}
    events: list[Event] = [TableOpened(table=table, parties=(other, case.party), deadline_rounds=9)]
    if "standing" in content or act == "accept":
        theirs = {**base, **content.get("standing", content.get("terms", {}))}
        offer = OfferMade(
            table=table, party=other, turn=1, offer_id="o1", outcome=theirs, message=""
        )
        events.append(offer)
    if act == "talk" and ("later" in content or "agrees" in content):
        events.append(OfferMade(**own, turn=2, offer_id="o2", outcome=terms, message=""))
    match act:
        case "talk":
            events.append(Talked(**said, turn=4))
        case "offer":
            events.append(OfferMade(**said, turn=4, offer_id="o4", outcome=terms))
        case _:
            events.append(AgreementReached(**said, turn=4, offer_id="o1", outcome=terms))
    if "later" in content:
        later = {**terms, **content["later"]}
        events.append(OfferMade(**own, turn=6, offer_id="o6", outcome=later, message=""))
    if "agrees" in content:
        agreed = {**terms, **content["agrees"]}
        events.append(AgreementReached(**own, turn=6, offer_id="o5", outcome=agreed, message=""))
    return events
