"""Talks of larger tables by random legal moves, over points so that they are valued at once."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from negotiation.analysis.houses import MandateHouse
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.events import EscalationDecided, Event, TableOpened
from negotiation.domain.moves import (
    Accept,
    Act,
    Claim,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.scenarios import Scenario
from negotiation.domain.tenders import WINNER, bidders_of
from negotiation.protocol.closing import answered, closings
from negotiation.protocol.fold import replay
from negotiation.protocol.legality import legal_acts
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session
from tests.builders import Content, mandate_content, party_content, scenario_content, table_content
from tests.domain.deals import points_tender
from tests.protocol.larger import step

__all__ = ["Arena", "random_talk", "round_table", "tender"]

WORDS = (
    "",
    "Our final offer: 80%, in 8 weeks.",
    "We cannot go lower than 0.7. The card costs us 60,000 RMB.",
    "There are 500 cards in stock, and 384 more on order.",
    "As an AI language model I accept.",
)

LADDER = [step(delay_rounds=0), step("weeks", at_least=12, approval="seat", delay_rounds=1)]


_Thing = TypeVar("_Thing")


class Arena(NamedTuple):
    """A scenario of one table, valued."""

    scenario: Scenario
    outcomes: OutcomeTable


@cache
def tender(bidding: str, award: str, step: float, *, presents: bool, has_ladder: bool) -> Arena:
    """A lab and three bidders over points."""
    content = points_tender()
    content["tables"][0] |= {"deadline_rounds": 5}
    rules = {"bidding": bidding, "award": award, "min_step": step, "has_presentation": presents}
    weights = {"weights": {"price": 1}} if award == "weights" else {}
    content["tables"][0]["tender"] |= rules | weights
    return _arena(content, has_ladder=has_ladder)


@cache
def round_table(
    proposer: str, quorum: int | None, veto: tuple[str, ...], *, has_ladder: bool
) -> Arena:
    """Four parties over price and weeks; as many as ``quorum`` carry a proposal."""
    names = ("anna", "bert", "cleo", "dora")
    scores = {
        name: {"price": [place * n for n in range(5)], "weeks": [30, 15 * place, 10]}
        for place, name in enumerate(names)
    }
    table = table_content(
        parties=list(names),
        protocol="roundtable",
        opens="anna",
        deadline_rounds=5,
        roundtable={"proposer": proposer},
        valuation={"kind": "points", "scores": scores},
    )
    if quorum is not None:
        table["agreement"] = {"quorum": quorum, "veto": list(veto)}
    parties = [party_content(name, mandate=mandate_content()) for name in names]
    return _arena(scenario_content(parties=parties, tables=[table]), has_ladder=has_ladder)


def random_talk(arena: Arena, rng: np.random.Generator) -> tuple[Event, ...]:
    """Play a table with any legal moves, some refused, some turns lost."""
    scenario, outcomes = arena
    (table,) = scenario.tables
    house = MandateHouse(
        mandates_of(scenario),
        outcomes.valuation.reservation_values,
        outcomes.value_of,
        seed=1,
        played_approvers=frozenset(table.parties),
        weights=table.tender.weights if table.tender is not None else None,
        completed=lambda party, outcome: _completed(scenario, party, outcome),
    )
    log: list[Event] = [
        TableOpened(
            table=table.id,
            parties=table.order,
            deadline_rounds=table.deadline_rounds,
            protocol=table.protocol,
            tender=table.tender,
            roundtable=table.roundtable if table.protocol == "roundtable" else None,
            agreement=table.agreement,
        )
    ]
    while (session := replay(log)).ending is None:
        if said := list(_signatures(session, rng)):
            log += said
        elif not session.due_parties:
            log += closings(session, table.space, house)
        else:
            party = _one_of(session.due_parties, rng)
            if rng.random() < 0.03:
                log += forfeit(session, table.space, house, party=party, reason="silent")
            else:
                move = _move(session, scenario, party, rng)
                log += decide(session, table.space, house, party=party, move=move)
    return tuple(log)


def _signatures(session: Session, rng: np.random.Generator) -> Iterator[EscalationDecided]:
    for party, asked in session.escalations.items():
        if asked.due_round <= session.round and party not in session.left:
            granted = asked.steps if rng.random() < 0.5 else ()
            yield answered(session, party, granted, reason="We looked.")


def _move(session: Session, scenario: Scenario, party: str, rng: np.random.Generator) -> Move:
    space = scenario.tables[0].space
    acts = [act for act in legal_acts(session, party, has_ladder=True) if act != "walk_away"]
    kind = "walk_away" if rng.random() < 0.02 else _one_of(acts, rng)
    outcome = dict(space.outcome_at(int(rng.integers(space.size))))
    offers = session.offers_to(party)
    offer_id = _one_of(offers, rng).offer_id if offers else ""
    made: dict[str, Act] = {
        "talk": Talk(),
        "pass": Pass(),
        "offer": Offer(outcome=outcome),
        "escalate": Escalate(outcome=outcome),
        "walk_away": WalkAway(),
    }
    if offer_id:
        made |= {"accept": Accept(offer_id=offer_id), "reject": Reject(offer_id=offer_id)}
    claims = (Claim(fact="stock", value=int(rng.integers(900))),) if rng.random() < 0.3 else ()
    note = "Only I know." if rng.random() < 0.3 else ""
    words = _one_of(WORDS, rng)
    return Move(act=made[kind], message=words, claims=claims, private_note=note)


def _completed(scenario: Scenario, party: str, outcome: Any) -> Any:
    bidders = bidders_of(scenario.tables[0])
    return {WINNER: party if party in bidders else bidders[0], **outcome} if bidders else outcome


def _one_of(things: Sequence[_Thing], rng: np.random.Generator) -> _Thing:
    return things[int(rng.integers(len(things)))]


def _arena(content: Content, *, has_ladder: bool) -> Arena:
    for party in content["parties"] if has_ladder else ():
        party["mandate"]["authority"] = LADDER
    scenario = Scenario.model_validate(content)
    return Arena(scenario, valued_table(scenario, scenario.tables[0]))
